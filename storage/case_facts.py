"""What is so of a case, in SQL: what figures count cases by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, literal_column, or_, select, true

from network.acts import Act
from network.figures.counts import LEFT
from network.model import Role
from network.results import SettledAs
from network.slots import HELD, Outcome, Status
from storage.acts import EXPORTED, OPENED, case_act
from storage.cases import case_file
from storage.engine.columns import Instant
from storage.imported import TAKEN_OVER, imported
from storage.letters import case_message
from storage.notes import case_note
from storage.profile import case_profile
from storage.results import case_result
from storage.slots import slot

SEVERAL = "several"
"""The sector of a project that has several."""
OUTSIDE = "outside"
"""The territory of a project whose place is not the network's."""

_c = case_file.c
_technical, _territorial = slot.alias("technical"), slot.alias("territorial")
SIDES = MappingProxyType({Role.TECHNICAL: _technical, Role.TERRITORIAL: _territorial})
"""The two slots of a case in `WITH_SLOTS`."""
_NOW = bindparam("now", type_=Instant())


_BEGUN = func.coalesce(_c.begun_at, _c.submitted_at)
_undone = case_act.alias("undone")


def stands(act: Any) -> ColumnElement[bool]:
    """An act on a slot that nobody took back."""
    taken_back = select(_undone.c.id).where(
        _undone.c.case_id == act.case_id,
        _undone.c.role == act.role,
        _undone.c.kind == literal_column(f"'{Act.UNDO}'"),
        _undone.c.slot_version == act.slot_version + 1,
    )
    return ~taken_back.exists()


def _first(kind: Act) -> ColumnElement[Any]:
    """When somebody did so first, since the promised dates are counted."""
    a = case_act.alias(f"first_{kind.value}")
    of_case = (a.c.case_id == _c.id, a.c.kind == kind.value, a.c.at >= _BEGUN, stands(a.c))
    return select(func.min(a.c.at)).where(*of_case).scalar_subquery()


def _word() -> ColumnElement[Any]:
    """What the person said last: whether somebody contacted them."""
    a = case_act.alias("said")
    kinds = ("contacted_yes", "contacted_no")
    said = select(a.c.kind).where(a.c.case_id == _c.id, a.c.kind.in_(kinds), a.c.at >= _BEGUN)
    return said.order_by(a.c.id.desc()).limit(1).scalar_subquery()


def _exchanged() -> ColumnElement[bool]:
    passed, brought = case_act.alias("handed_on"), case_act.alias("brought")
    came_with = select(brought.c.id).where(
        brought.c.case_id == case_note.c.case_id, brought.c.kind == TAKEN_OVER, brought.c.at == case_note.c.at
    )
    return or_(
        and_(had(_technical), had(_territorial), _technical.c.taken_by != _territorial.c.taken_by),
        select(passed.c.id)
        .where(passed.c.case_id == _c.id, passed.c.kind == Act.PASS.value, stands(passed.c))
        .exists(),
        select(case_note.c.id).where(case_note.c.case_id == _c.id, ~came_with.exists()).exists(),
    )


def had(one: Any) -> ColumnElement[bool]:
    """Somebody has taken that slot."""
    return and_(one.c.taken_by.is_not(None), one.c.status.in_(sorted(HELD | {Status.DONE, Status.NOT_HELPED})))


def _followed(one: Any) -> ColumnElement[bool]:
    return and_(had(one), one.c.status != Status.NOT_HELPED)


_noted = case_act.alias("noted")
_NOTED = (_noted.c.case_id == _c.id, _noted.c.actor != "clock", _noted.c.kind.not_in((OPENED, EXPORTED)))
HEARD = (
    select(func.max(_noted.c.at)).where(*_NOTED).scalar_subquery(),
    select(func.max(case_message.c.at)).where(case_message.c.case_id == _c.id).scalar_subquery(),
)
"""When somebody last noted something, and when somebody last wrote: by these a case becomes silent."""


def _silent() -> ColumnElement[bool]:
    since = bindparam("silent_since", type_=Instant())
    noted = select(_noted.c.id).where(*_NOTED, _noted.c.at > since)
    wrote = select(case_message.c.id).where(case_message.c.case_id == _c.id, case_message.c.at > since)
    held = or_(*(one.c.status.in_(sorted(HELD)) for one in (_technical, _territorial)))
    awake = or_(_c.paused_until.is_(None), _c.paused_until <= _NOW)
    return and_(held, _c.closed_at.is_(None), awake, ~noted.exists(), ~wrote.exists())


def _of_slots(which: Any) -> ColumnElement[bool]:
    return case((which, 1), else_=0)


FACTS: Mapping[str, ColumnElement[Any]] = MappingProxyType(
    {
        "begun_at": _BEGUN,
        "outcome": _c.outcome,
        "adults": _c.adults,
        "children": _c.children,
        "technical": _of_slots(_followed(_technical)),
        "territorial": _of_slots(_followed(_territorial)),
        "exchanged": _of_slots(_exchanged()),
        "take_by": func.coalesce(_technical.c.take_by, _territorial.c.take_by),
        "contact_by": func.coalesce(_technical.c.contact_by, _territorial.c.contact_by),
        "taken_at": _first(Act.TAKE),
        "contacted_at": _first(Act.CONTACT),
        "word": _word(),
        "silent": _of_slots(_silent()),
    }
)


def kept(f: Any, promised: str, done: str) -> ColumnElement[bool]:
    """Whether that was done before its promised date."""
    return and_(f[done] <= f[promised])


def due(f: Any, promised: str, done: str) -> ColumnElement[bool]:
    """Whether a promised date is past or was kept."""
    return and_(f[promised].is_not(None), or_(kept(f, promised, done), f[promised] < _NOW))


TOLD: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "sheets": true(),
        "outside": _c.place == "outside",
        "met": true(),
        "untold": _c.adults.is_(None),
        "abandoned": _c.outcome.in_(LEFT),
    }
)
"""Which of the cases met in a period each figure counts, by what the case says itself."""


def done(f: Any) -> dict[str, ColumnElement[bool]]:
    """Which of them each figure counts by what was done about them: `f` has the columns of `FACTS`."""
    return {
        "technical": f.technical == 1,
        "territorial": f.territorial == 1,
        "both": and_(f.technical == 1, f.territorial == 1),
        "exchanged": f.exchanged == 1,
        "taken": kept(f, "take_by", "taken_at"),
        "taken_due": due(f, "take_by", "taken_at"),
        "contacted": kept(f, "contact_by", "contacted_at"),
        "contacted_due": due(f, "contact_by", "contacted_at"),
        "confirmed": f.word == "contacted_yes",
        "confirmed_asked": f.word.is_not(None),
        "silent": f.silent == 1,
    }


ENDS: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        **{outcome.value: _c.outcome == outcome.value for outcome in Outcome},
        "unsaid": _c.outcome.is_(None),
    }
)
"""Which of the cases that ended in a period each figure counts."""


_r = case_result.c
_INSTALLED = _c.outcome == Outcome.INSTALLED.value
RESULTS: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "jobs_created": and_(_INSTALLED, _r.jobs_created > 0),
        "jobs_kept": and_(_INSTALLED, _r.jobs_kept > 0),
        "jobs_untold": and_(_INSTALLED, _r.jobs_created.is_(None)),
        "settled_children": and_(_INSTALLED, _r.children > 0),
    }
)
"""Which of the cases that ended in a period each figure counts, by what was told of it since."""
_HAS_ACTIVITY = or_(_r.settled_as.is_(None), _r.settled_as != SettledAs.RESIDENCE.value)
_HAS_HOME = or_(_r.settled_as.is_(None), _r.settled_as != SettledAs.ACTIVITY.value)
STATES: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        "active": and_(_INSTALLED, _HAS_ACTIVITY, _r.active == "yes"),
        "active_asked": and_(_INSTALLED, _HAS_ACTIVITY),
        "living": and_(_INSTALLED, _HAS_HOME, _r.living == "yes"),
        "living_asked": and_(_INSTALLED, _HAS_HOME),
        "state_untold": and_(
            _INSTALLED, or_(and_(_HAS_ACTIVITY, _r.active.is_(None)), and_(_HAS_HOME, _r.living.is_(None)))
        ),
    }
)
"""Which of the cases that were asked in a period how they are after twelve months each figure counts."""
STOPPED = and_(_INSTALLED, _HAS_ACTIVITY, _r.active == "no")
WHY = case((STOPPED, func.coalesce(_r.stopped, "none")), else_="")
"""Why an activity stopped; nothing where it did not."""
AMOUNTS: Mapping[str, ColumnElement[Any]] = MappingProxyType(
    {"jobs_created": _r.jobs_created, "jobs_kept": _r.jobs_kept, "settled_children": _r.children}
)
"""What is added up of the cases that a figure counts, besides how many they are."""

_p = case_profile.c
ANSWERED = or_(_p.said.is_not(None), _p.women.is_not(None))
_FITS = _p.women + _p.men <= _c.adults
ANSWERS: Mapping[str, ColumnElement[Any]] = MappingProxyType(
    {
        "question": _p.question,
        "said": _p.said,
        **{who: case((_FITS, many), else_=0) for who, many in (("women", _p.women), ("men", _p.men))},
    }
)
"""What was answered to a funder, where it was `ANSWERED`; of women and men as many as can be among the adults."""


_OUTSIDE = _c.place == literal_column("'outside'")
_BROUGHT = select(imported.c.case_id).where(imported.c.case_id == _c.id).exists()
PARTS: Mapping[str, ColumnElement[Any]] = MappingProxyType(
    {
        "channel": case((_BROUGHT, TAKEN_OVER), (_c.entered_by.is_not(None), "entered"), else_="telegram"),
        "nature": func.coalesce(_c.natures, ""),
        "sector": case((_c.sectors > 1, SEVERAL), else_=func.coalesce(_c.sector, "")),
        "territory": case((_OUTSIDE, literal_column(f"'{OUTSIDE}'")), else_=func.coalesce(_c.territory, "")),
        "gaps": func.coalesce(_c.sector, "") + " " + func.coalesce(_c.territory, ""),
    }
)
"""By what the cases met in a period are parted."""

HANDED: Mapping[Role, ColumnElement[bool]] = MappingProxyType({role: had(one) for role, one in SIDES.items()})
"""Whether somebody follows or followed a case on a side of it."""

WITH_SLOTS = case_file.outerjoin(
    _technical, and_(_technical.c.case_id == _c.id, _technical.c.role == Role.TECHNICAL.value)
).outerjoin(_territorial, and_(_territorial.c.case_id == _c.id, _territorial.c.role == Role.TERRITORIAL.value))
"""Each case beside its two slots."""
