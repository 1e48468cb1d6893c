"""How a period, a count and what stands beside it are said."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.statistics.counting import Seen
from handlers.turn.turn import Turn
from network.figures.counts import FEWEST_FOR_A_RATE, Counted, Counts
from network.figures.definitions import Block, Figure, Measure
from network.figures.periods import Kind, Period
from network.phrase import Phrase, phrase
from network.text import code

BUILT_KEYS = {
    "stats.month.{}": tuple(str(number) for number in range(1, 13)),
    "stats.quarter.{}": ("1", "2", "3", "4"),
    "stats.count.{}": ("cases", "adults", "children", "jobs"),
    "stats.whose.{}": ("organisation", "own"),
}

OF_TODAY = (Block.OFFERS, Block.DELAYS)
"""Views of which no period is said."""


def period_said(period: Period) -> Phrase:
    """A period by its name: "2026", "3e trimestre 2026", "septembre 2026"."""
    match period.kind:
        case Kind.ALL:
            return phrase("stats.period.all")
        case Kind.YEAR:
            return phrase("stats.period.year", year=str(period.year))
        case Kind.QUARTER:
            name = phrase(f"stats.quarter.{period.month // 3 + 1}")
            return phrase("stats.period.quarter", quarter=name, year=str(period.year))
        case Kind.MONTH:
            return month_said(period)
        case Kind.ROLLING:
            months = period.months()
            return phrase("stats.period.rolling", first=month_said(months[0]), last=month_said(months[-1]))


def month_said(period: Period) -> Phrase:
    """A month with its year."""
    return phrase("stats.period.month", month=phrase(f"stats.month.{period.month}"), year=str(period.year))


def heading(turn: Turn, seen: Seen, locale: str) -> tuple[Phrase, ...]:
    """What is counted: the period, then what it is narrowed to."""
    period = seen.wanted.period
    if seen.ask.view in OF_TODAY:
        others = (*_chosen(turn, seen, locale), *seen.left_out)
        whole = (phrase("stats.whole", names=others),) if others else ()
        return (phrase("stats.title", period=phrase("stats.period.today")), *whole)
    key = "stats.title.goes_on" if period.goes_on(turn.today) else "stats.title"
    title = phrase(key, period=period_said(period))
    # Of the network, only who hands on what to whom is of some requests alone: it stands there.
    of = () if seen.ask.view == Block.NETWORK else narrowed(turn, seen, locale)
    return (title, *of, *left_out(seen))


def narrowed(turn: Turn, seen: Seen, locale: str) -> tuple[Phrase, ...]:
    """Of what alone, where it is not of everything."""
    to = _narrowed_to(turn, seen, locale)
    return (phrase("stats.narrowed", to=to),) if to else ()


def left_out(seen: Seen) -> tuple[Phrase, ...]:
    """By what somebody wanted to narrow it that they may not choose by."""
    return (phrase("stats.left_out", names=tuple(seen.left_out)),) if seen.left_out else ()


def _narrowed_to(turn: Turn, seen: Seen, locale: str) -> tuple[str | Phrase, ...]:
    """The names of what figures are narrowed to."""
    if seen.all_of_it:
        return _chosen(turn, seen, locale)
    whose = "organisation" if seen.is_of_organisation else "own"
    return (*_chosen(turn, seen, locale), phrase(f"stats.whose.{whose}"))


def _chosen(turn: Turn, seen: Seen, locale: str) -> tuple[str, ...]:
    """The names of the place, the field and, for the coordination, the organisation that were chosen."""
    network, wanted, to = turn.network, seen.wanted, list[str]()
    if wanted.territory:
        to.append(network.territory_by_id[wanted.territory].name)
    if wanted.commune:
        to.append(network.commune_by_insee[wanted.commune][0].name)
    if wanted.sector:
        to.append(network.sector_by_id[wanted.sector].label.in_(locale))
    if seen.all_of_it:
        to += [one.name for id_, one in network.organisation_by_id.items() if code(id_) == seen.ask.whose]
    return tuple(to)


def beside_said(seen: Seen) -> list[Phrase]:
    """What stands in brackets."""
    if len(seen.beside) < 2:
        return []
    key = "stats.beside" if len(seen.beside) == 2 else "stats.beside.both"
    return [phrase(key, before=period_said(seen.beside[1]), year_before=period_said(seen.beside[-1]))]


def amount(measures: Sequence[Measure], counts: Counts) -> Phrase:
    """So many cases alone as a number; adults and children with their words, without those of whom there are none."""
    said = tuple(phrase(f"stats.count.{one}", count=count) for one in measures if (count := getattr(counts, one)))
    if tuple(measures) == ("cases",) or not said:
        return phrase("stats.number", count=str(counts.cases) if said else "0")
    return phrase("stats.several", counts=said)


def shortly(measures: Sequence[Measure], counts: Counts) -> Phrase:
    """The same in brackets beside it: a bare number where nothing else is counted."""
    if len(measures) > 1:
        return amount(measures, counts)
    return phrase("stats.number", count=str(getattr(counts, measures[0])))


def line(seen: Seen, figure: Figure, locale: str) -> Phrase:
    """A figure on a line: what it is, how many, in brackets the periods beside."""
    values = [_value(figure, seen, n) for n in range(len(seen.beside))]
    title = figure.title.in_(locale)
    if len(values) == 1:
        return phrase("stats.line", title=title, value=values[0])
    if len(values) == 2:
        return phrase("stats.line.beside", title=title, value=values[0], before=values[1])
    return phrase("stats.line.beside.both", title=title, value=values[0], before=values[1], year_before=values[2])


def _value(figure: Figure, seen: Seen, n: int) -> Phrase:
    counts = seen.counted[n].of(figure.key)
    if not figure.of:
        return shortly(figure.counts, counts) if n else amount(figure.counts, counts)
    whole = of_how_many(figure, seen.counted[n])
    return rate(counts.cases, whole) if whole or not n else phrase("stats.rate.none.beside")


def of_how_many(figure: Figure, counted: Counted) -> int:
    """What a rate is of: cases that are still there; of results those erased since too, which stay in both numbers."""
    whole = counted.of if figure.block is Block.RESULTS else counted.still_there
    return whole(figure.of).cases


def rate(some: int, of: int) -> Phrase:
    """So many of how many; the share as well where there are enough for one."""
    if not of:
        return phrase("stats.rate.none")
    if of < FEWEST_FOR_A_RATE:
        return phrase("stats.rate.few", some=some, of=of)
    return phrase("stats.rate", some=some, of=of, share=round(100 * some / of))
