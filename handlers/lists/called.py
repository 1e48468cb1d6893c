"""What a case is called in a list: who it is, what they want to do, where; by when something is expected, how late."""

from __future__ import annotations

from conversations.words.cleaning import clip
from handlers.slots.card import day_expected, expected_by, facts
from handlers.slots.verbs import OPEN
from handlers.turn.screen import Button, verbatim
from handlers.turn.turn import Turn
from network.calendar import working_days_since
from network.model import Network
from network.phrase import Param, Phrase, phrase
from network.project import Project
from network.slots import Slot
from storage.cases import Case

LONGEST_NAME, LONGEST_WORDS, ON_A_BUTTON = 40, 48, 20


def person(network: Network, case: Case) -> Phrase:
    """The case as whoever follows it knows it: name, project, place, reference."""
    name = clip(case.project.name, LONGEST_NAME)
    about = {"what": what(network, case.project), "where": where(network, case.project)}
    return phrase("list.person", name=name or case.reference, reference=case.reference, **about)


def work(network: Network, case: Case) -> Phrase:
    """The case without a name, for the coordination: project, place, reference."""
    about = {"what": what(network, case.project), "where": where(network, case.project)}
    return phrase("list.work", reference=case.reference, **about)


def as_card(network: Network, case: Case) -> Phrase:
    """The case as its card tells it."""
    return phrase("list.card", reference=case.reference, **facts(network, case.project))


def what(network: Network, project: Project) -> Param:
    """What somebody wants to do, in their own words, else by its sector."""
    return clip(project.words, LONGEST_WORDS).rstrip(" .;,") or facts(network, project)["sector"]


def where(network: Network, project: Project) -> Param:
    """Where: the commune, else the territory."""
    known = network.commune_by_insee.get(next(iter(project.communes), ""))
    return known[0].name if known is not None else project.outside or facts(network, project)["territory"]


def opens(case: Case, *, named: bool) -> Button:
    """The one button of a case in a list."""
    name = clip(case.project.name, ON_A_BUTTON) if named else ""
    label = phrase("list.open", name=name, reference=case.reference) if name else verbatim(case.reference)
    return OPEN.button(label, case.reference)


def late_by(turn: Turn, slot: Slot) -> int | None:
    """For how many working days something has been late on a slot, 0 since today; None where nothing is."""
    by = expected_by(turn.network, slot)
    if by is None or by >= turn.now:
        return None
    return working_days_since(by, turn.now, turn.network.identity.timezone)


def due(turn: Turn, slot: Slot) -> Phrase:
    """By when something is expected, or since when and how many working days it is late."""
    day, late = day_expected(turn.network, slot), late_by(turn, slot)
    if late is None:
        return phrase("list.by", date=day) if day else phrase("list.undated")
    return phrase("list.late" if late else "list.late.today", count=late, date=day)
