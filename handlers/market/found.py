"""Found: the offers that somebody looks for and may see, out of an index that is kept until one of them changes; and on
one picture of the communes, with the same numbers in words below it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.offers import said
from handlers.turn.rights import REFERENT
from handlers.turn.screen import MOST_CAPTION, Paragraph, Screen, bare, units
from handlers.turn.turn import Turn
from network.market import worded
from network.market.query import Query
from network.market.search import Listed, Offers
from network.phrase import Phrase, phrase
from reports.maps import Area, Map, to_json
from storage import market
from storage.durable.sent_messages import FILE

KEPT = "offers"


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody looks for, and the offers that fit, the likeliest first; `needs`: what none meets, for partners."""

    query: Query
    offers: tuple[Listed, ...]
    needs: tuple[Phrase, ...] = ()


async def index(turn: Turn) -> Offers:
    """What is shown, ready to be looked for: as it is now, whoever changed it."""
    of = (await market.mark(turn.here), turn.version, turn.today)
    kept: Offers | None = turn.runtime.made(KEPT, of)
    if kept is None:
        listed = [(one.said, silent) for one, silent in await market.listed(turn.here)]
        kept = turn.knowledge.offers(listed, turn.today)
        turn.runtime.keep(KEPT, of, kept)
    return kept


async def find(turn: Turn, account: int, text: str) -> Found:
    """What `text` looks for, as it was typed or as a button carries it."""
    return await look_for(turn, account, turn.knowledge.wanted().read(text))


async def look_for(turn: Turn, account: int, query: Query) -> Found:
    """The offers that fit a query, of those that somebody may see."""
    partner = await REFERENT.holds(turn, account)
    return Found(query, (await index(turn)).find(query, partners=partner))


# --- on a map ---------------------------------------------------------------------------------------------------------

_NUMBERED, _MAPPED = 8, 60
"""So many of those that are found have a number, and so many are on the map."""


def has_map(there: Found) -> bool:
    """Whether anything that was found can be on a map: a secret one never is."""
    return any(one.veil is None for one in there.offers)


async def show_map(turn: Turn, account: int, query: str) -> None:
    """[Voir la carte]: one picture of all that was found."""
    locale, there = await turn.locale_of(account), await find(turn, account, query)
    known = turn.network.commune_by_insee
    open_ = [one for one in there.offers if one.veil is None and one.offer.commune in known]
    if not open_:
        turn.answer(phrase("press.over"), locale)
        return
    shown = open_[:_MAPPED]
    told = _told(turn, there, shown, len(open_), locale)
    drawn = {"map": to_json(_map(turn, shown, locale)), "filename": "carte.png"}
    name = f"offers-map:{turn.row.id}{FILE}"
    await turn.show(account, Screen(told, locale=locale, file=("photo", drawn)), name)
    await market.shows_these(turn.here, account, name, [one.number for one in shown])


def _map(turn: Turn, shown: Sequence[Listed], locale: str) -> Map:
    """Every commune of the network, with the numbers of what is there."""
    marks: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(shown[:_NUMBERED], 1):
        marks[one.offer.commune].append(number)
    more = Counter(one.offer.commune for one in shown[_NUMBERED:])
    areas = (
        Area(
            commune.name,
            commune.insee,
            colour,
            (commune.latitude, commune.longitude),
            tuple(marks[commune.insee]),
            more[commune.insee],
        )
        for colour, territory in enumerate(turn.network.territories)
        for commune in territory.communes
    )
    return Map(locale, tuple(areas), tuple(one.name for one in turn.network.territories))


def _told(turn: Turn, there: Found, shown: Sequence[Listed], count: int, locale: str) -> list[Paragraph]:
    """The same in words, as far as a caption holds them."""
    for numbered in range(min(_NUMBERED, len(shown)), 0, -1):
        lines = tuple(_line(turn, number, one) for number, one in enumerate(shown[:numbered], 1))
        beside = Counter(one.offer.commune for one in shown[numbered:])
        told: list[Paragraph] = [phrase("offers.map", wanted=worded.said(turn.network, there.query)), lines]
        if beside:
            places = tuple(_of_place(turn, insee, many) for insee, many in beside.most_common())
            told.append(phrase("offers.map.more", places=places))
        if count > len(shown):
            told.append(phrase("offers.map.first", shown=len(shown), of=count))
        if units(bare(locale, told)) <= MOST_CAPTION:
            break
    return told


def _line(turn: Turn, number: int, one: Listed) -> Phrase:
    return phrase("offers.map.line", number=number, what=said.on_a_line(turn, one.offer))


def _of_place(turn: Turn, insee: str, many: int) -> Phrase:
    return phrase("offers.map.place", place=turn.network.commune_by_insee[insee][0].name, number=many)
