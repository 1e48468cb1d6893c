"""Columns of the tables of cases: what stands in each cell, with and without anything that names somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.exports.made import Cells, either, telephone, word
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import sources
from network.acts import Act
from network.figures.definitions import Block
from network.model import Role
from network.project import Project
from network.slots import HELD, EndReason, Outcome, PassReason, Status
from reports.tables import As, Cell
from storage.case_tables import Line
from storage.imported import TAKEN_OVER

_HELPED = HELD | {Status.DONE}
_OPEN, _PAUSED, _CLOSED = "open", "paused", "closed"


@dataclass(frozen=True, slots=True)
class Asked:
    """Referents of a case on one of its slots: what they did and when, why they passed it on, and how that slot stands
    where it is theirs.
    """

    case: Told
    role: str
    referent: str
    status: str | None
    did: Mapping[str, datetime]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A case as its line tells it. `project` is None where who it is is not told; `number` is its line."""

    turn: Turn
    number: int
    line: Line
    project: Project | None
    asked: list[Asked]


# --- cells -----------------------------------------------------------------------------------------------------------


def _of(name: str) -> Callable[[Told], Cell]:
    """What the person told, where it is told who they are."""
    return lambda one: getattr(one.project, name) if one.project is not None else None


def _phone(one: Told) -> Cell:
    return telephone(one.project.phone) if one.project is not None else None


def _day(name: str) -> Callable[[Told], Cell]:
    return lambda one: one.turn.day(at) if (at := getattr(one.line, name)) is not None else None


def _month(name: str) -> Callable[[Told], Cell]:
    return lambda one: _as_month(one.turn, getattr(one.line, name))


def _as_month(turn: Turn, at: datetime | None) -> Cell:
    return f"{turn.day(at):%Y-%m}" if at is not None else None


def _natures(one: Told) -> Cell:
    return ", ".join(word(f"nature.{nature}") for nature in (one.line.natures or "").split())


def _sector(one: Told) -> Cell:
    known = one.turn.network.sector_by_id
    ids = one.project.sectors if one.project is not None else (one.line.sector,)
    return ", ".join(known[id_].label.fr for id_ in ids if id_ in known)


def _territory(one: Told) -> Cell:
    if one.line.place == "outside":
        return word("export.cases.outside")
    known = one.turn.network.territory_by_id.get(one.line.territory or "")
    return known.name if known is not None else None


def _commune(one: Told) -> Cell:
    known = one.turn.network.commune_by_insee.get(one.line.commune or "")
    return known[0].name if known is not None else None


def _source(one: Told) -> Cell:
    said = sources.named(one.turn.network, one.line.source) if one.line.source else None
    return plain(PARTNER_LOCALE, said) if said is not None else None


def _contacted(one: Told) -> Cell:
    return either(one.line.word == "contacted_yes") if one.line.word is not None else None


def _state(one: Told) -> Cell:
    line = one.line
    paused = line.paused_until is not None and line.paused_until > one.turn.now
    return word(f"export.cases.state.{_CLOSED if line.closed_at else _PAUSED if paused else _OPEN}")


def _outcome(one: Told) -> Cell:
    return word(f"export.cases.outcome.{one.line.outcome}") if one.line.outcome else None


def _end_reason(one: Told) -> Cell:
    reason = None if one.line.outcome_reason == "none" else one.line.outcome_reason
    return word(f"stats.reason.{reason}") if reason in tuple(EndReason) else reason


def _referents(helped: bool) -> Callable[[Told], Cell]:
    """Who was asked; or of these who helped, or helps."""

    def told(one: Told) -> Cell:
        some = [each for each in one.asked if not helped or each.status in _HELPED]
        return ", ".join(dict.fromkeys(_referent(each) for each in some))

    return told


def _referent(one: Asked) -> str:
    known = one.case.turn.network.known_referents.get(one.referent)
    return known.name.fr if known is not None else ""


def _organisation(one: Asked) -> Cell:
    network = one.case.turn.network
    known = network.known_referents.get(one.referent)
    its = network.organisation_by_id.get(known.organisation) if known is not None else None
    return its.name if its is not None else None


def _why(one: Asked) -> Cell:
    return word(f"stats.refusal.{one.reason}") if one.reason in tuple(PassReason) else one.reason


def _whys(one: Told) -> Cell:
    return ", ".join(dict.fromkeys(str(_why(each)) for each in one.asked if each.reason is not None))


def _did(act: Act) -> Callable[[Asked], Cell]:
    return lambda one: one.case.turn.day(at) if (at := one.did.get(act)) is not None else None


def _did_in(act: Act) -> Callable[[Asked], Cell]:
    return lambda one: _as_month(one.case.turn, one.did.get(act))


def _status(one: Asked) -> Cell:
    return word(f"export.cases.status.{one.status or 'gone'}")


def _last(told: Callable[[Told], Cell]) -> Callable[[Sequence[Told]], Cell]:
    """What somebody said last, of all their cases."""
    return lambda some: next((cell for one in reversed(some) if (cell := told(one)) is not None), None)


CASE_BARE: Cells = {
    "line": (As.NUMBER, lambda one: one.number),
    "met_in": (As.TEXT, _month("submitted_at")),
    "channel": (As.TEXT, lambda one: word(f"stats.channel.{one.line.channel}")),
    "nature": (As.TEXT, _natures),
    "sector": (As.TEXT, _sector),
    "territory": (As.TEXT, _territory),
    "adults": (As.NUMBER, lambda one: one.line.adults),
    "children": (As.NUMBER, lambda one: one.line.children),
    "state": (As.TEXT, _state),
    "closed_in": (As.TEXT, _month("closed_at")),
    "outcome": (As.TEXT, _outcome),
}
"""A case without anything that names somebody; its line stands for its number, which is nobody’s business elsewhere."""
CASE: Cells = {
    "reference": (As.TEXT, lambda one: one.line.reference),
    "name": (As.TEXT, _of("name")),
    "phone": (As.TELEPHONE, _phone),
    "email": (As.TEXT, _of("email")),
    "confidential": (As.TEXT, lambda one: either(one.line.discretion == "confidential")),
    "words": (As.TEXT, _of("words")),
    **{name: CASE_BARE[name] for name in ("channel", "nature", "sector", "territory")},
    "commune": (As.TEXT, _commune),
    "source": (As.TEXT, _source),
    "adults": CASE_BARE["adults"],
    "children": CASE_BARE["children"],
    "met_on": (As.DATE, _day("submitted_at")),
    "taken_on": (As.DATE, _day("taken_at")),
    "contacted_on": (As.DATE, _day("contacted_at")),
    "confirmed": (As.TEXT, _contacted),
    "exchanged": (As.TEXT, lambda one: either(one.line.exchanged)),
    "asked": (As.TEXT, _referents(helped=False)),
    "helped": (As.TEXT, _referents(helped=True)),
    "passed": (As.TEXT, _whys),
    "state": CASE_BARE["state"],
    "closed_on": (As.DATE, _day("closed_at")),
    "outcome": CASE_BARE["outcome"],
    "reason": (As.TEXT, _end_reason),
}
ASKED_BARE: Cells = {
    "line": (As.NUMBER, lambda one: one.case.number),
    "organisation": (As.TEXT, _organisation),
    "role": (As.TEXT, lambda one: word(f"case.slot.{one.role}")),
    "status": (As.TEXT, _status),
    "took_in": (As.TEXT, _did_in(Act.TAKE)),
    "reached_in": (As.TEXT, _did_in(Act.CONTACT)),
}
ASKED: Cells = {
    "reference": (As.TEXT, lambda one: one.case.line.reference),
    "referent": (As.TEXT, _referent),
    **{name: ASKED_BARE[name] for name in ("organisation", "role", "status")},
    "took_on": (As.DATE, _did(Act.TAKE)),
    "reached_on": (As.DATE, _did(Act.CONTACT)),
    "passed_on": (As.DATE, _did(Act.PASS)),
    "why": (As.TEXT, _why),
    "done_on": (As.DATE, lambda one: _did(Act.FINISH)(one) or _did(Act.CANNOT_HELP)(one)),
}
PERSON: Cells = {
    "name": (As.TEXT, _last(_of("name"))),
    "phone": (As.TELEPHONE, _last(_phone)),
    "email": (As.TEXT, _last(_of("email"))),
    "on_telegram": (As.TEXT, lambda some: either(some[0].line.person_id is not None)),
    "adults": (As.NUMBER, _last(lambda one: one.line.adults)),
    "children": (As.NUMBER, _last(lambda one: one.line.children)),
    "first_met": (As.DATE, lambda some: _day("submitted_at")(min(some, key=lambda one: one.line.submitted_at))),
    "count": (As.NUMBER, len),
    "references": (As.TEXT, lambda some: ", ".join(one.line.reference for one in some)),
}
DEFINED = ("block", "figure", "means")
_SHEETS: Mapping[str, Iterable[str]] = {
    "cases": (*CASE, *CASE_BARE), "asked": (*ASKED, *ASKED_BARE), "people": PERSON, "defined": DEFINED,
}  # fmt: skip
_COLUMNS = tuple(dict.fromkeys(name for columns in _SHEETS.values() for name in columns))
BUILT_KEYS = {
    "export.cases.sheet.{}": _SHEETS,
    "export.cases.column.{}": _COLUMNS,
    "export.cases.explained.{}": _COLUMNS,
    "export.cases.state.{}": (_OPEN, _PAUSED, _CLOSED),
    "export.cases.outcome.{}": Outcome,
    "export.cases.status.{}": (*(one for one in Status if one is not Status.NOT_NEEDED), "gone"),
    "stats.channel.{}": ("telegram", "entered", TAKEN_OVER),
    "stats.refusal.{}": PassReason,
    "stats.reason.{}": EndReason,
    "case.slot.{}": (Role.TECHNICAL, Role.TERRITORIAL),
    "stats.block.{}": Block,
}
