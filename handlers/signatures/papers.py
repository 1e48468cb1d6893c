"""Papers beside the charter: “Avant de signer”, and the annexes, which are models for a data protection officer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from conversations.words.contacts import for_reading
from handlers.signatures.verbs import ANNEXES
from handlers.slots.record_sheet import signature, words
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Privacy, Referent
from network.phrase import Param, phrase
from reports.sheet import Line, Section, Sheet

Facts = Mapping[str, Param]
MOST_NAMED = 2


async def print_one(turn: Turn, telegram_id: int, which: str) -> None:
    """One of them, for whoever works with the network."""
    known = turn.network.identity.privacy
    if which == "before":
        sheet = _before_signing(turn, turn.referent_of(telegram_id))
    elif known is not None:
        sheet = _annex(turn, known, which)
    else:
        turn.answer(phrase("press.over"), await turn.locale_of(telegram_id))
        return
    caption = phrase(f"charter_print.{which}.caption")
    await turn.document(telegram_id, f"{words(f'charter_print.{which}.file')}.pdf", sheet, "charter", caption)


# --- before signing ---------------------------------------------------------------------------------------------------


def _before_signing(turn: Turn, reader: Referent | None) -> Sheet:
    """One page: what is asked of an organisation, what it costs, where the data are, and how it leaves."""
    charter, identity, contact = turn.network.charter, turn.network.identity, turn.network.identity.contact
    said, known = charter.before_signing, identity.privacy
    own = {"minutes": said.minutes, "cost": said.cost, "if_it_stops": said.if_it_stops}
    told = {name: wording.fr for name, wording in own.items() if wording is not None}
    told |= {
        "people": words("before.people.said"),
        "delays": words("before.delays.said", count=charter.most_passes),
        "kept": words("before.kept.said", months=identity.privacy_months),
        "leave": words("before.leave.said"),
    }
    if reader is not None:
        told["yours"] = "\n".join(_people_of(turn, reader.organisation))
    if known is not None:
        told["controller"] = words("before.controller.said", controller=known.controller)
        told["stored"] = words("before.stored.said", stored=known.stored.fr)
    ways = ", ".join(filter(None, (contact.name.fr, _number(turn), contact.email)))
    days = {"take": charter.take_within_days, "contact": charter.contact_within_days}
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("before.title"),
        letterhead=identity.name,
        sub_heading=words("before.version", version=charter.version),
        highlights=tuple((words(f"before.{name}"), words("before.days", count=count)) for name, count in days.items()),
        sections=tuple(Section(words(f"before.part.{part}"), _lines(told, names)) for part, names in BEFORE.items()),
        footer=(words("before.question", ways=ways), words("before.footer"), signature(turn)),
    )


def _lines(told: Mapping[str, str], names: Iterable[str]) -> tuple[Line, ...]:
    """What is known of these, each under its label."""
    return tuple((words(f"before.{name}"), told[name]) for name in names if name in told)


BEFORE = {
    "asked": ("people", "yours", "delays", "minutes", "cost"),
    "data": ("controller", "stored", "kept"),
    "later": ("if_it_stops", "leave"),
}


def _people_of(turn: Turn, organisation: str) -> Iterator[str]:
    """Who works for an organisation, each with who stands in for them; the first ones, since all is to be one page."""
    theirs = [referent for referent in turn.network.referents if referent.organisation == organisation]
    for referent in theirs[:MOST_NAMED]:
        substitute = turn.network.referent_by_id.get(referent.substitute or "")
        if substitute is None:
            yield words("before.nobody", referent=referent.name.fr)
        else:
            yield words("before.somebody", referent=referent.name.fr, substitute=substitute.name.fr)
    if len(theirs) > MOST_NAMED:
        yield words("before.others", count=len(theirs) - MOST_NAMED)


# --- annexes ----------------------------------------------------------------------------------------------------------

LINES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "arrangement": {
        "parties": ("pilot", "organisations", "purpose", "basis"),
        "tasks": ("inform", "rights", "keep", "secure", "breach"),
        "reach": ("contact", "each", "essence"),
    },
    "notice": {
        "held": ("controller", "basis", "data", "readers", "kept"),
        "delays": ("seen", "ranking", "busy"),
        "rights": ("yours", "complaint"),
        "employer": ("informs", "organisation", "referent", "given"),
    },
    "record": {
        "who": ("controller", "joint", "officer"),
        "people": ("purpose", "basis", "persons", "data", "recipients", "kept"),
        "partners": ("purpose", "basis", "persons", "data", "recipients", "kept"),
        "both": ("abroad", "pieces", "copies"),
        "security": ("rights", "secret", "looked", "links", "logs", "files", "erasing", "letters", "host"),
    },
}
"""What stands in each annex, part by part: a line has a label and what is said, under keys made of its name."""
_BLANK = "\N{HORIZONTAL ELLIPSIS}" * 30


def _annex(turn: Turn, known: Privacy, which: str) -> Sheet:
    facts = _facts(turn, known)
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words(f"annex.{which}.title"),
        letterhead=turn.network.identity.name,
        sub_heading=words("annex.model"),
        paragraphs=(words(f"annex.{which}.intro"),),
        sections=tuple(
            Section(
                words(f"annex.{which}.{part}"),
                tuple(
                    (words(f"annex.{which}.{part}.{line}"), words(f"annex.{which}.{part}.{line}.said", **facts))
                    for line in lines
                ),
            )
            for part, lines in LINES[which].items()
        ),
        footer=(words("annex.model"), signature(turn)),
    )


def _facts(turn: Turn, known: Privacy) -> Facts:
    """What the network's data say, by the names that the texts of the annexes use."""
    identity, charter, organisations = turn.network.identity, turn.network.charter, turn.network.organisations
    officer = known.officer
    ways = (officer.name.fr, officer.email, for_reading(officer.phone) if officer.phone else _number(turn))
    return {
        "controller": f"{known.controller}, {known.address}",
        "officer": ", ".join(ways),
        "authority": f"{known.authority.name}, {known.authority.address}, {known.authority.site}",
        "supervisor": known.authority.name,
        "basis": words(f"annex.basis.{known.status}", task=known.task.fr),
        "task": known.task.fr,
        "stored": known.stored.fr,
        "organisations": "\N{NO-BREAK SPACE}; ".join(one.name for one in organisations),
        "count": len(organisations),
        "months": identity.privacy_months,
        "take": charter.take_within_days,
        "contact_days": charter.contact_within_days,
        "contact": f"{identity.contact.name.fr}, {_number(turn)}",
        "blank": _BLANK,
    }


def _number(turn: Turn) -> str:
    return for_reading(turn.network.identity.contact.phone)


_IN_PARTS = [(annex, part) for annex, parts in LINES.items() for part in parts]
_IN_LINES = [(annex, part, line) for annex, part in _IN_PARTS for line in LINES[annex][part]]
BUILT_KEYS = {
    "charter_print.{}.caption": ("before", *ANNEXES),
    "charter_print.{}.file": ("before", *ANNEXES),
    "before.{}": ("take", "contact", *(name for names in BEFORE.values() for name in names)),
    "before.part.{}": BEFORE,
    "annex.basis.{}": ("public", "association"),
    "annex.{}.title": ANNEXES,
    "annex.{}.intro": ANNEXES,
    "annex.{}.{}": _IN_PARTS,
    "annex.{}.{}.{}": _IN_LINES,
    "annex.{}.{}.{}.said": _IN_LINES,
}
