"""The figures in words, for coordinators."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.turn.turn import Turn
from network.answering import Measure, Way
from network.model import Network, Role
from network.phrase import Param, Phrase, phrase
from storage.statistics import Delay, Figures, figures

FEWEST = 20
"""Cases of which a median is said."""


async def count(turn: Turn, _account: int, _argument: str) -> Figures:
    """What there is to say."""
    return await figures(turn.here)


async def stats(turn: Turn, telegram_id: int, locale: str, _argument: str, counted: Figures) -> None:
    """/stats."""
    said = [phrase("stats.title", holders=phrase("stats.holders", count=counted.holders),
                   cases=phrase("stats.cases", count=counted.cases))]  # fmt: skip
    if counted.cases:
        said += [
            _list("stats.stages", [(phrase(f"stats.stage.{key}"), n) for key, n in counted.stages.items()]),
            _list("stats.territories", _territories(turn.network, counted.territories)),
            _list("stats.sectors", _sectors(turn.network, counted.sectors, locale)),
            _list("stats.open", [(phrase(f"case.slot.{role}"), counted.open_slots.get(role, 0))
                                 for role in (Role.TECHNICAL, Role.TERRITORIAL)]),
        ]  # fmt: skip
    if counted.delays:
        each = {f"{what}_{way}": _delay(counted.delays.get((what, way))) for what in Measure for way in Way}
        said.append(phrase("stats.delays", fewest=FEWEST, **each))
    await turn.say(telegram_id, *said, locale=locale)


Counts = list[tuple[Param, int]]


def _list(key: str, counts: Counts) -> Phrase:
    return phrase(key, items=tuple(phrase("stats.item", what=what, count=n) for what, n in counts))


def _delay(delay: Delay | None) -> Phrase:
    """A median in working days, with its cases; of few cases these alone, for chance would speak."""
    cases = delay.cases if delay is not None else 0
    if delay is None or cases < FEWEST:
        return phrase("stats.delay.few", count=cases)
    key = "stats.delay" if delay.median.is_integer() else "stats.delay.half"
    return phrase(key, days=int(delay.median), count=cases)


def _territories(network: Network, counts: Mapping[str, int]) -> Counts:
    known = network.territory_by_id
    return [(known[k].name if k in known else phrase("place.undecided"), n) for k, n in counts.items()]


def _sectors(network: Network, counts: Mapping[str, int], locale: str) -> Counts:
    known = network.sector_by_id
    return [(known[k].label.in_(locale) if k in known else phrase("sector.none"), n) for k, n in counts.items()]
