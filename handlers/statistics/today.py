"""What is so today, whatever the period: where cases stand, and how long referents take."""

from __future__ import annotations

from handlers.statistics.counting import Seen
from handlers.turn.screen import Paragraph
from network.answering import Measure, Way
from network.figures.counts import FEWEST_FOR_A_RATE
from network.model import Role
from network.phrase import Phrase, phrase
from storage.statistics import Delay


def stages(seen: Seen) -> list[Paragraph]:
    """Where all cases stand, and for whom they wait; nothing where only a part is asked for."""
    today = seen.today
    if today is None:
        return []
    holders, cases = phrase("stats.holders", count=today.holders), phrase("stats.cases", count=today.cases)
    said = phrase("stats.today", holders=holders, cases=cases)
    if not today.cases:
        return [said]
    stand = tuple(phrase("stats.item", what=phrase(f"stats.stage.{key}"), count=n) for key, n in today.stages.items())
    wait = tuple(
        phrase("stats.item", what=phrase(f"case.slot.{role}"), count=today.open_slots.get(role, 0))
        for role in (Role.TECHNICAL, Role.TERRITORIAL)
    )
    return [(said, phrase("stats.stages", items=stand), phrase("stats.open", items=wait))]


def delays(seen: Seen) -> list[Paragraph]:
    """How long referents take, of all that was ever asked of any of them."""
    if not seen.all_of_it:
        return [phrase("stats.delays.theirs")]
    if not seen.delays:
        return [phrase("stats.nothing")]
    each = {f"{what}_{way}": _delay(seen.delays.get((what, way))) for what in Measure for way in Way}
    return [phrase("stats.delays", **each)]


def _delay(delay: Delay | None) -> Phrase:
    """A median in working days, with its cases; of few cases these alone, for chance would speak."""
    cases = 0 if delay is None else delay.cases
    if delay is None or not cases:
        return phrase("stats.delay.none")
    if cases < FEWEST_FOR_A_RATE:
        return phrase("stats.delay.few", count=cases)
    key = "stats.delay" if delay.median.is_integer() else "stats.delay.half"
    return phrase(key, days=int(delay.median), count=cases)
