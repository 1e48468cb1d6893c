"""Question: what an owner is asked about somebody who wants their offer, who is not named before they agreed."""

from __future__ import annotations

from handlers.interests.verbs import ANSWER
from handlers.offers import said
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases
from storage.interests import Interest
from storage.offers import Kept

BUILT_KEYS = {"new-interest.when.{}": ("months_3", "months_6", "months_12", "later", "open")}


async def to_owner(turn: Turn, one: Kept, asked: Interest, lead: str = "interest.owner") -> Screen:
    """What the owner is asked: what somebody looks for, and nobody’s name."""
    told: list[Paragraph] = [phrase(lead, what=said.title(turn, one.said)), *await sought(turn, asked)]
    rows = [
        [ANSWER.button("interest.button.free", "free", asked.id)],
        [ANSWER.button("interest.button.visit", "visit", asked.id)],
        [ANSWER.button("interest.button.gone", "gone", asked.id)],
        [ANSWER.button("interest.button.unfit", "unfit", asked.id)],
    ]
    return Screen(told, rows, PARTNER_LOCALE)


async def sought(turn: Turn, asked: Interest) -> list[Paragraph]:
    """What somebody looks for: their trade and when, by their case; else their sentence."""
    case = await cases.look_up(turn.here, asked.case_reference or "")
    when, lines = asked.when_band, []
    if case is not None:
        when = case.project.when
        sector = turn.network.sector_by_id.get(case.project.sector or "")
        if sector is not None:
            lines.append(phrase("interest.trade", trade=sector.label.phrase()))
    elif asked.words:
        lines.append(phrase("interest.words", words=asked.words))
    if when:
        lines.append(phrase("interest.when", when=phrase(f"new-interest.when.{when}")))
    return [tuple(lines)] if lines else []
