"""Repeats: the coordination is told when a case looks like another of the same person. Nothing merges by itself."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.duplicates.verbs import PAIR, TWICE
from handlers.slots.card import title
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import CaseSent
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.repeats import Same, shared
from storage import cases, duplicates
from storage.cases import Case


async def look(turn: Turn, sent: CaseSent) -> None:
    """Compare a case that was just sent with those of the same telephone, e-mail or account; the likeliest is told."""
    case = sent.case
    [mine] = await duplicates.known(turn.here, [case.id])
    found = await duplicates.candidates(turn.here, mine)
    alike = [other for other in found if shared(mine.told, other.told)]
    if not alike or not turn.coordinators():
        return
    likeliest = max(alike, key=lambda other: (not other.closed, len(shared(mine.told, other.told)), other.id))
    other = await cases.get(turn.here, likeliest.reference)
    readers = [coordinator for coordinator in turn.coordinators() if await can_be_written_to(turn, coordinator)]
    both = told(turn, case, other, shared(mine.told, likeliest.told))
    await turn.show(readers, both, name_of(case.reference, other.reference))


def name_of(one: str, other: str) -> str:
    """The logical name of the message about two cases, whichever is named first."""
    return f"twice:{':'.join(in_order(one, other))}"


def in_order(one: str, other: str) -> tuple[str, str]:
    """The older reference first: in this order two cases are looked at and locked, whoever asks."""
    first, second = sorted((one, other), key=lambda reference: (len(reference), reference))
    return first, second


def told(turn: Turn, case: Case, other: Case, same: Sequence[Same]) -> Screen:
    """What two cases have in common, and what can be done."""
    key = "coordinator.repeat.closed" if other.finished else "coordinator.repeat"
    reasons = tuple(phrase(f"repeat.same.{one}") for one in same)
    said: list[Paragraph] = [
        phrase(key, reference=case.reference, other=other.reference, same=reasons),
        (title(turn.network, case), title(turn.network, other)),
    ]
    pair = case.reference, other.reference
    rows = [
        [PAIR.button("repeat.button.both", *pair)],
        [TWICE.button("repeat.button.merge", "ask", *pair)],
        [TWICE.button("repeat.button.apart", "apart", *pair)],
    ]
    return Screen(said, rows, PARTNER_LOCALE)
