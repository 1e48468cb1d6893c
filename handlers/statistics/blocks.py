"""The blocks: what is said of each, and the lists that its figures open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from handlers.statistics import working
from handlers.statistics.counting import LISTABLE, Seen
from handlers.statistics.said import amount, line, month_said, narrowed, period_said
from handlers.statistics.verbs import CASES
from handlers.turn.screen import Button, Paragraph, plain, verbatim
from handlers.turn.turn import Turn
from network.figures.asked import What
from network.figures.counts import NONE, Counts
from network.figures.definitions import Block, Figure, definitions
from network.figures.past_cases import MERGED
from network.figures.periods import Kind
from network.figures.suppression import hidden, parts_are_said
from network.model import Nature, Network
from network.offers import Kind as OfferKind
from network.phrase import Param, Phrase, phrase
from network.profile import CELLS, MEN, UNSAID, WOMEN
from network.results import SettledAs, StopReason
from network.slots import EndReason, PassReason
from storage.case_facts import ENDS, OUTSIDE, SEVERAL

CHANNELS = ("telegram", "entered", "taken_over")
BUILT_KEYS = {
    "stats.channel.{}": CHANNELS,
    "nature.{}": Nature,
    "stats.refusal.{}": PassReason,
    "stats.reason.{}": EndReason,
    "stats.settled.{}": SettledAs,
    "state.stopped.{}": StopReason,
    "stats.offer.{}": OfferKind,
    "stats.women_men.{}": (WOMEN, MEN),
}
HEADLINES = ("sheets", "met", "followed", "exchanged", "taken", "contacted", "installed", "given_up")
"""The figures of the first screen."""
DOMAINS: Mapping[str, Sequence[str]] = {
    "refusals": tuple(PassReason),
    "reasons": (*EndReason, "none"),
    "own_reasons": (*EndReason, "none"),
    "stopped": (*StopReason, "none"),
    **CELLS,
}
"""Every cell that a table of reasons, or of what a funder asks, may have."""
_KNOWN: Mapping[str, Sequence[str]] = {
    "channel": CHANNELS, "nature": tuple(Nature), "installed_as": tuple(SettledAs), **DOMAINS,
}  # fmt: skip
"""The cells that there are words for; what an earlier version of the program kept is read by its code."""


def moved(seen: Seen, **changed: Any) -> tuple[object, ...]:
    """The values of a button that changes something of what is looked at."""
    return replace(seen.ask, page=0, **changed).values


def has_headlines(seen: Seen) -> bool:
    """Whether the period has anything that is asked for most."""
    return any(seen.counted[0].of(one).cases for one in ("sheets", "installed"))


def headlines(seen: Seen, locale: str) -> list[Paragraph]:
    """The first screen: a line each of what is asked for most."""
    if not has_headlines(seen):
        return [phrase("stats.nothing")]
    known = {one.key: one for one in definitions().figures}
    return [tuple(line(seen, known[key], locale) for key in HEADLINES), *_past(seen, Block.CONTACTS)]


def of_block(turn: Turn, seen: Seen, block: Block, locale: str) -> list[Paragraph]:
    """Its figures, a line each; then its tables."""
    figures = definitions().of_block(block)
    if block is Block.NETWORK:
        return working.said(turn, seen.working, seen.signed, narrowed(turn, seen, locale))
    if block is Block.OFFERS:
        return [_offers(seen)]
    lines = tuple(line(seen, one, locale) for one in figures if not one.part)
    said: list[Paragraph] = [lines] if lines else []
    tables = (_part(turn, seen, one, locale) for one in figures if one.part)
    said += [table for table in tables if table is not None]
    return [*said, *_past(seen, block)] if said else [phrase("stats.nothing")]


def _past(seen: Seen, block: Block) -> list[Paragraph]:
    """How many were erased since, and whether they count; nothing where none were."""
    of = tuple(ENDS) if block is Block.RESULTS else ("sheets",)
    if not (count := sum(seen.counted[0].past.get(one, NONE).cases for one in of)):
        return []
    return [phrase("stats.past.not_here" if block is Block.SUPPORT else "stats.past", count=count)]


def lists(seen: Seen, locale: str) -> list[list[Button]]:
    """A button for each figure of a block that counts somebody."""
    if not seen.counted:
        return []
    some = [one for one in definitions().figures if one.block == seen.ask.view and one.key in LISTABLE]
    return [
        [CASES.button(_lists(seen, one), one.key, *seen.ask.values[1:-1], 0, title=one.title.in_(locale), count=count)]
        for one in some
        if one.key != "met" and (count := seen.counted[0].still_there(one.key).cases)
    ]


def _lists(seen: Seen, figure: Figure) -> str:
    """How the button of a list is called: its number is that of the list, with what it counts where the line counts
    something else; none where the figures are an organisation's, and the list is of what whoever presses carries.
    """
    if seen.is_of_organisation:
        return "stats.button.list.own"
    return "stats.button.list" if tuple(figure.counts) == ("cases",) else "stats.button.list.cases"


# --- tables -----------------------------------------------------------------------------------------------------------


def _part(turn: Turn, seen: Seen, figure: Figure, locale: str) -> Paragraph | None:
    title = figure.title.in_(locale)
    if figure.key == "month":
        return _months(seen, title)
    if figure.key == "cohort":
        return _cohorts(seen, title)
    if figure.key in CELLS and not seen.all_of_it:
        return None if turn.network.profile is None else phrase("stats.part.coordination", title=title)
    cells = dict(seen.counted[0].parts.get(figure.key, {}))
    if not cells or is_unasked(turn.network, figure, cells):
        return None
    veiled = frozenset[str]()
    if figure.sensitive and not seen.all_of_it:
        whole = sum((_many(figure, one) for one in cells.values()), 0)
        if not parts_are_said(seen.wanted, turn.today):
            return phrase("stats.part.not_said", title=title, count=whole)
        cells = {**dict.fromkeys(DOMAINS[figure.key], NONE), **cells}
        own = {by: _many(figure, one) for by, one in seen.own.parts.get(figure.key, {}).items()}
        veiled = hidden({by: _many(figure, one) for by, one in cells.items()}, own)
    counted = {by: _many(figure, one) for by, one in cells.items()}
    shown = sorted((by for by in cells if by not in veiled and cells[by] != NONE), key=lambda by: (-counted[by], by))
    items = tuple(_cell(figure, _named(turn.network, figure.key, by, locale), cells[by]) for by in shown)
    if not veiled and len(figure.counts) > 1:  # two numbers each, of names with commas: on a line each
        return (phrase("stats.cohorts", title=title), *items)
    if not veiled:
        return phrase("stats.part", title=title, items=items)
    rest = tuple(_named(turn.network, figure.key, by, locale) for by in cells if by in veiled)
    together = sum(_many(figure, cells[by]) for by in veiled)
    return phrase(
        "stats.part.hidden", title=title, items=items or (phrase("stats.part.none"),), rest=rest, count=together
    )


def is_unasked(network: Network, figure: Figure, cells: Mapping[str, Counts]) -> bool:
    """Whether a table is of what no funder asks of people here, and none of them ever answered."""
    return figure.key in CELLS and set(cells) <= {UNSAID} and network.profile is None


def _many(figure: Figure, counts: Counts) -> int:
    """What a cell counts: cases, or adults where nothing else is given of it."""
    return counts.cases if "cases" in figure.counts else counts.adults


def _cell(figure: Figure, what: Param, counts: Counts) -> Phrase:
    if len(figure.counts) > 1 and counts.adults:  # else nobody has told yet how many they are
        return phrase("stats.item.adults", what=what, count=counts.cases, adults=amount(("adults",), counts))
    return phrase("stats.item", what=what, count=_many(figure, counts))


def _months(seen: Seen, title: str) -> Phrase | None:
    """The months that brought somebody; of all time, the years."""
    some = [(one, count) for one, count in seen.months if count]
    if not some or seen.wanted.period.kind is Kind.MONTH:
        return None
    named = tuple(
        phrase("stats.item", what=month_said(one) if one.kind is Kind.MONTH else period_said(one), count=count)
        for one, count in some
    )
    return phrase("stats.part", title=title, items=named)


def _cohorts(seen: Seen, title: str) -> Paragraph | None:
    """How far those met in each year are, each year that brought somebody; of a shorter period, those met in it."""
    rows = tuple(
        phrase(
            "stats.cohort", when=period_said(one), count=of.met, installed=of.installed, going=of.going, left=of.left,
            untold=of.untold,
        )
        for one, of in seen.cohorts if of.met
    )  # fmt: skip
    return (phrase("stats.cohorts", title=title), *rows) if rows else None


def _offers(seen: Seen) -> Phrase:
    shown = sorted(seen.offers.items(), key=lambda one: (-one[1], one[0]))
    items = tuple(phrase("stats.item", what=phrase(f"stats.offer.{kind}"), count=count) for kind, count in shown)
    return (
        phrase("stats.offers", count=sum(seen.offers.values()), items=items) if items else phrase("stats.offers.none")
    )


def _named(network: Network, part: str, by: str, locale: str) -> Param:
    """A cell by what it counts; "non renseigné" where it is not known."""
    if by == MERGED:
        return phrase("stats.past_cell")
    if not by or (by == "none" and part in ("reasons", "own_reasons", "stopped")):
        return phrase("stats.unknown_cell")
    if by not in _KNOWN.get(part, (by,)):
        return verbatim(by)
    match part:
        case "channel":
            return phrase(f"stats.channel.{by}")
        case "nature":
            return phrase(f"nature.{by}")
        case "refusals":
            return phrase(f"stats.refusal.{by}")
        case "installed_as":
            return phrase(f"stats.settled.{by}")
        case "stopped":
            return phrase("stats.unsaid" if by == StopReason.UNSAID else f"state.stopped.{by}")
        case "reasons" | "own_reasons":
            return phrase(f"stats.reason.{by}")
        case "status" | "age":
            return phrase(f"profile.{part}.{by}")
        case "women_men":
            return phrase(f"stats.women_men.{by}")
        case "sector":
            return phrase("stats.several_sectors") if by == SEVERAL else name_of(network, What.SECTOR, by, locale)
        case _ if by == OUTSIDE:
            return phrase("stats.outside_cell")
        case _:
            return name_of(network, What.TERRITORY, by, locale)


def cell_name(network: Network, part: str, by: str, locale: str) -> str:
    """The same as plain text, for what is no message."""
    said = _named(network, part, by, locale)
    return plain(locale, said) if isinstance(said, Phrase) else str(said)


def name_of(network: Network, what: What, id_: str, locale: str) -> Param:
    """What something of the network is called; its id where it is no more."""
    if what is What.TERRITORY:
        return network.territory_by_id[id_].name if id_ in network.territory_by_id else verbatim(id_)
    if what is What.COMMUNE:
        return network.commune_by_insee[id_][0].name if id_ in network.commune_by_insee else verbatim(id_)
    if what is What.SECTOR:
        return network.sector_by_id[id_].label.in_(locale) if id_ in network.sector_by_id else verbatim(id_)
    return network.known_organisations[id_].name if id_ in network.known_organisations else verbatim(id_)
