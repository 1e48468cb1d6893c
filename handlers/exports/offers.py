"""Offers as a table: to the coordination all that stand, with whose they are; to partners what their cards show, and of
a sale that is a secret its veil alone, whoever they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conversations.words.cleaning import clip
from handlers.exports.made import Cells, Made, book, either, table, telephone, word
from handlers.market import found
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.market.search import Listed
from network.offers import Energy, Offer
from network.phrase import phrase
from reports.tables import As, Cell, Column, Table
from storage import offers, owners
from storage.offers import Kept
from storage.owners import Owner

NAME = "export.what.offers"
_MOST_WORDS = 600
"""Characters of its sentence that a card shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer as a line shows it. `title` and `place` are what its reader may know of both."""

    said: Offer
    title: str
    place: str
    confirmed: date | None = None
    hall: str = ""
    kept: Kept | None = None
    owner: Owner | None = None
    said_on: date | None = None


def _fact(name: str) -> Callable[[Shown], Any]:
    return lambda one: getattr(one.said.facts, name)


def _choice(name: str) -> Callable[[Shown], Cell]:
    """A choice in the words of its card."""

    def told(one: Shown) -> Cell:
        value = getattr(one.said.facts, name)
        return word(f"offer.fact.{name}.{value}") if value else None

    return told


def _class(name: str) -> Callable[[Shown], Cell]:
    def told(one: Shown) -> Cell:
        value: Energy | None = getattr(one.said.facts, name)
        return None if value is None else word("export.unheated") if value is Energy.VACANT else value.upper()

    return told


def _cost(at: int) -> Callable[[Shown], Cell]:
    return lambda one: one.said.facts.cost[at] if one.said.facts.cost is not None else None


def _year(one: Shown) -> Cell:
    return str(one.said.facts.cost_year) if one.said.facts.cost_year is not None else None


_CARD: Cells = {
    "offered": (As.TEXT, lambda one: word(f"new-offer.offered.{one.said.kind}")),
    "what": (As.TEXT, lambda one: one.title),
    "place": (As.TEXT, lambda one: one.place),
    "words": (As.TEXT, lambda one: one.said.words),
    "surface": (As.NUMBER, _fact("surface")),
    "rooms": (As.NUMBER, _fact("rooms")),
    "tenure": (As.TEXT, _choice("tenure")),
    "price": (As.NUMBER, _fact("price")),
    "rent": (As.NUMBER, _fact("rent")),
    "condition": (As.TEXT, _choice("state")),
    "accessible": (As.TEXT, lambda one: either(one.said.facts.accessible)),
    "flat": (As.TEXT, lambda one: either(one.said.facts.flat)),
    "free_since": (As.TEXT, _fact("free_since")),
    "why": (As.TEXT, _fact("why")),
    "aid": (As.TEXT, _fact("aid")),
    "energy": (As.TEXT, _class("energy")),
    "climate": (As.TEXT, _class("climate")),
    "cost_least": (As.NUMBER, _cost(0)),
    "cost_most": (As.NUMBER, _cost(1)),
    "cost_year": (As.TEXT, _year),
    "jobs": (As.NUMBER, _fact("jobs")),
    "link": (As.TEXT, _fact("link")),
    "ends_on": (As.DATE, _fact("ends_on")),
    "hall": (As.TEXT, lambda one: one.hall),
    "confirmed": (As.DATE, lambda one: one.confirmed),
}
"""What a card shows, by column."""


def _of(kept: Callable[[Kept], Cell]) -> Callable[[Shown], Cell]:
    return lambda one: kept(one.kept) if one.kept is not None else None


def _whose(owner: Callable[[Owner], Cell]) -> Callable[[Shown], Cell]:
    return lambda one: owner(one.owner) if one.owner is not None else None


_COORDINATION: Cells = {
    "number": (As.NUMBER, _of(lambda kept: kept.id)),
    "status": (As.TEXT, _of(lambda kept: word(f"offer.status.{kept.status}"))),
    **_CARD,
    "quiet": (As.TEXT, lambda one: either(one.said.confidential)),
    "audience": (As.TEXT, lambda one: word(f"export.audience.{one.said.audience}")),
    "name": (As.TEXT, _whose(lambda owner: owner.name)),
    "phone": (As.TELEPHONE, _whose(lambda owner: telephone(owner.phone))),
    "email": (As.TEXT, _whose(lambda owner: owner.email)),
    "said_on": (As.DATE, lambda one: one.said_on),
}
"""What the coordination has besides."""
BUILT_KEYS = {
    "export.offers.column.{}": _COORDINATION,
    "export.offers.explained.{}": _COORDINATION,
    "export.audience.{}": ("public", "partners"),
}


async def made(turn: Turn, account: int, _expects: Mapping[str, Any]) -> Made:
    """The offers as somebody may have them."""
    return await every(turn) if turn.coordinates(account) else await _of_cards(turn, account)


async def every(turn: Turn) -> Made:
    """All offers that stand, with whose they are: for the coordination."""
    whose = {one.id: one for one in await owners.every(turn.here)}
    halls = await owners.town_halls(turn.here)
    lines = [_known(turn, one, halls, whose.get(one.owner_id)) for one in await offers.standing(turn.here)]
    return Made(book(turn, NAME, _table(_COORDINATION, lines)), personal=True)


async def _of_cards(turn: Turn, account: int) -> Made:
    """What a partner finds who looks for everything, in that order: it says of a secret sale what its veil does."""
    held = {one.id: one for one in await offers.shown(turn.here)}
    halls = await owners.town_halls(turn.here)
    lines = [
        _veiled(one) if one.veil is not None else _as_card(_known(turn, held[one.number], halls))
        for one in (await found.find(turn, account, "")).offers
        if one.veil is not None or one.number in held
    ]
    return Made(book(turn, NAME, _table(_CARD, lines)), personal=False)


def _known(turn: Turn, one: Kept, halls: Mapping[int, str], owner: Owner | None = None) -> Shown:
    known = turn.network.commune_by_insee
    where, hall = known.get(one.said.commune), known.get(halls.get(one.owner_id, ""))
    return Shown(
        one.said,
        one.said.what,
        where[0].name if where is not None else one.said.commune,
        turn.day(one.confirmed_at) if one.confirmed_at is not None else None,
        word_of_hall(hall[0].name) if hall is not None else "",
        one,
        owner,
        turn.day(one.posted_at),
    )


def _as_card(one: Shown) -> Shown:
    return replace(one, said=replace(one.said, words=clip(one.said.words, _MOST_WORDS)))


def word_of_hall(commune: str) -> str:
    """The town hall of a commune, as a card names it."""
    return plain(PARTNER_LOCALE, phrase("export.hall", commune=commune))


def _veiled(one: Listed) -> Shown:
    """A secret sale: a label and a wide place, and that it is one."""
    assert one.veil is not None  # noqa: S101 - whoever calls has looked
    return Shown(one.offer, plain(PARTNER_LOCALE, one.veil.label), plain(PARTNER_LOCALE, one.veil.place))


def _table(columns: Cells, lines: Sequence[Shown]) -> Table:
    return table(word(NAME), columns, _column, lines)


def _column(title: str, kind: As) -> Column:
    return Column(word(f"export.offers.column.{title}"), kind, word(f"export.offers.explained.{title}"))
