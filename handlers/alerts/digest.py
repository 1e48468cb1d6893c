"""The digest: what is new of the searches that somebody keeps, in one message, once a day at most."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from handlers.alerts import keeping
from handlers.alerts.verbs import END, KEEP, LONGER
from handlers.market import found
from handlers.market.verbs import BROWSE
from handlers.offers import said
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import OfferLeaves
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import Turn
from network.market import worded
from network.market.query import Query
from network.phrase import phrase
from storage import alerts, market, offers
from storage.alerts import Alert
from storage.conversations import ConflictError
from storage.durable import outbox, sent_messages
from storage.offers import Kept

NAMED = "alert:"
"""How the names of digests begin."""
_SETTLED = timedelta(minutes=10)
"""What was shown within that time may not be committed yet: it is for the next day."""
_WARNED = timedelta(days=7)
"""So long before its end somebody is told that a search ends."""
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class News:
    """A search, and what is told of it: new offers, and whether it ends soon, or has ended."""

    alert: Alert
    query: Query
    fresh: tuple[Kept, ...] = ()
    ends: bool = False
    ended: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.fresh) or self.ends or self.ended


async def is_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """The morning has come: what is new since they were told, and what ends."""
    account = turn.row.lane
    kept = await alerts.of_account(turn.here, account)
    if not kept:
        return
    until = turn.now - _SETTLED
    if await can_be_written_to(turn, account) and not any(_today(turn, one) for one in kept):
        seen: set[int] = set()
        news = [await _news(turn, account, one, seen) for one in kept]
        told = [one for one in news if one.tells]
        if told:
            if not await alerts.told(turn.here, [one.alert for one in news if not one.ended], turn.now, until):
                raise ConflictError(account)
            await _tell(turn, account, told)
    if await alerts.of_account(turn.here, account):
        await keeping.plan(turn, account)


def _today(turn: Turn, one: Alert) -> bool:
    """Whether somebody has been told of a search today."""
    return one.told_at is not None and turn.day(one.told_at) >= turn.today


async def _news(turn: Turn, account: int, one: Alert, seen: set[int]) -> News:
    """What is new of a search, each offer once for all of them; those that are over go."""
    query = turn.knowledge.wanted().read(one.wanted)
    if one.ends_at <= turn.now:
        await alerts.end(turn.here, one.id)
        return News(one, query, ended=True)
    ends = not one.warned and one.ends_at - turn.now <= _WARNED
    if ends:
        await alerts.warned(turn.here, [one.id])
    there = await found.look_for(turn, account, query)
    since, until = one.told_until, turn.now - _SETTLED
    numbers = [hit.number for hit in there.offers if hit.number not in seen]
    fresh = [kept for kept in await offers.those(turn.here, numbers) if _is_new(kept, since, until)]
    seen |= {kept.id for kept in fresh}
    return News(one, query, tuple(fresh), ends)


def _is_new(one: Kept, since: datetime, until: datetime) -> bool:
    return one.shown_at is not None and since < one.shown_at <= until


async def _tell(turn: Turn, account: int, told: Sequence[News]) -> None:
    name = f"{NAMED}{turn.row.id}"
    await turn.show(account, await _screen(turn, account, told), name)
    await market.shows_these(turn.here, account, name, [one.id for news in told for one in news.fresh[:_SHOWN]])


async def _screen(turn: Turn, account: int, told: Sequence[News]) -> Screen:
    locale = await turn.locale_of(account)
    paragraphs: list[Paragraph] = [phrase("alert.digest", network=turn.network.identity.name)]
    rows: list[list[Button]] = []
    for number, one in enumerate(told, 1):
        what = worded.said(turn.network, one.query)
        if one.ended:
            paragraphs.append(phrase("alert.over", wanted=what))
            rows.append([KEEP.button("alert.button.again", "keep", one.alert.wanted, number=number)])
            continue
        lines = [phrase("alert.of_search", number=number, wanted=what)]
        lines += [phrase("alert.line", what=said.on_a_line(turn, kept.said)) for kept in one.fresh[:_SHOWN]]
        if one.ends:
            lines.append(phrase("alert.ends", day=turn.day(one.alert.ends_at)))
            rows.append([LONGER.button("alert.button.longer", "longer", one.alert.id, number=number)])
        paragraphs.append(tuple(lines))
        if one.fresh:
            rows.append([BROWSE.button("alert.button.see", 0, one.query.text, number=number)])
        rows.append([END.button("alert.button.stop", "end", one.alert.id, number=number)])
    return Screen(paragraphs, rows, locale, at_once=True)


async def follow(turn: Turn, event: OfferLeaves) -> None:
    """An offer is shown no more: the digests that tell of others too go on without it, also those that wait."""
    for chat_id, name, beside in await market.named_with(turn.here, event.offer, NAMED):
        others = [one.id for one in await offers.those(turn.here, beside)]
        if not others:
            continue  # it goes with what it shows
        screen = await _anew(turn, chat_id, set(others))
        await market.shows_these(turn.here, chat_id, name, others)
        if await sent_messages.stands(turn.connection, chat_id, name):
            await turn.edit(chat_id, screen, name)
        else:
            await outbox.drop(turn.connection, chat_id, name)
            await turn.show(chat_id, screen, name)


async def _anew(turn: Turn, account: int, left: Collection[int]) -> Screen:
    """A digest that tells of these alone."""
    told, seen = [], set[int]()
    for one in await alerts.of_account(turn.here, account):
        query = turn.knowledge.wanted().read(one.wanted)
        there = await found.look_for(turn, account, query)
        numbers = [hit.number for hit in there.offers if hit.number in left and hit.number not in seen]
        fresh = tuple(await offers.those(turn.here, numbers))
        seen |= set(numbers)
        news = News(one, query, fresh, ends=one.warned)
        told += [news] if news.tells else []
    return await _screen(turn, account, told)
