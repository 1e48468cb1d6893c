"""Found: the offers that somebody looks for and may see, out of an index that is kept until one of them changes."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.turn.rights import REFERENT
from handlers.turn.turn import Turn
from network.offer_query import Query
from network.offer_search import Listed, Offers
from network.phrase import Phrase
from storage import offers

KEPT = "offers"


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody looks for, and the offers that fit, the likeliest first; `needs`: what none meets, for partners."""

    query: Query
    offers: tuple[Listed, ...]
    needs: tuple[Phrase, ...] = ()


async def index(turn: Turn) -> Offers:
    """What is shown, ready to be looked for: as it is now, whoever changed it."""
    of = (await offers.mark(turn.here), turn.version, turn.today)
    kept: Offers | None = turn.runtime.made(KEPT, of)
    if kept is None:
        said = [(one.said, silent) for one, silent in await offers.listed(turn.here)]
        kept = turn.knowledge.offers(said, turn.today)
        turn.runtime.keep(KEPT, of, kept)
    return kept


async def find(turn: Turn, account: int, text: str) -> Found:
    """What `text` looks for, as it was typed or as a button carries it."""
    return await look_for(turn, account, turn.knowledge.wanted().read(text))


async def look_for(turn: Turn, account: int, query: Query) -> Found:
    """The offers that fit a query, of those that somebody may see."""
    partner = await REFERENT.holds(turn, account)
    return Found(query, (await index(turn)).find(query, partners=partner))
