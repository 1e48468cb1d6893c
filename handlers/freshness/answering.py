"""Answering: all of them hold, one of them does, or their owner wants to be asked more often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.freshness import asking, question
from handlers.freshness.verbs import EVERY, theirs
from handlers.offers import reaching, said
from handlers.turn.events import OfferEnded, OfferShown
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.freshness import paces
from network.phrase import phrase
from storage import freshness as stored
from storage import offers, owners
from storage.durable import outbox
from storage.offers import Kept, Status
from storage.owners import Owner

_OPEN = (Status.ASKED, Status.STALE)


async def press_all(turn: Turn, account: int, _what: str, owner: Owner, number: int) -> None:
    """[Tout est d’actualité]: what was asked in that message, and was not answered since; also late."""
    some = [one for one in await theirs(turn, account, owner) if one.asked_in == number and one.status in _OPEN]
    if not some:
        turn.answer(phrase("press.noted"))
        return
    held = await renew(turn, owner, some)
    turn.answer(phrase("fresh.thanks", count=len(held)))
    await redraw(turn, owner, [number])


async def press_holds(turn: Turn, account: int, _what: str, one: Kept) -> None:
    """[Toujours d’actualité], or [La remettre]."""
    owner = await owners.find(turn.here, one.owner_id)
    if owner is None or not await renew(turn, owner, [one]):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("fresh.thanks", count=1))
    done = Screen([said.title(turn, one.said), phrase("fresh.done.one")], locale=PARTNER_LOCALE)
    await turn.redraw(account, done, question.name_of_one(one))
    await redraw(turn, owner, [one.asked_in] if one.asked_in is not None else [])


async def press_one(turn: Turn, account: int, _what: str, one: Kept) -> None:
    """One of several: what is so of it?"""
    if one.status not in _OPEN:
        turn.answer(phrase("press.noted"))
        return
    called = (await reaching.who(turn, one)).called
    screen = await question.of_one(turn, question.Reader(account, called), one)
    await turn.show(account, screen, question.name_of_one(one))


async def renew(turn: Turn, owner: Owner, some: Sequence[Kept]) -> list[int]:
    """These hold, by their owner’s word: they are shown, and counted from now on. Returns those that are not over."""
    held = await stored.renew(turn.here, [one.id for one in some], turn.now)
    if held:
        await owners.silent(turn.here, owner.id, None)
    for one in some:
        if one.id in held and one.status is Status.STALE:
            await turn.happened(OfferShown(one.id))
    await asking.plan(turn, owner.id)
    return held


# --- the messages that ask --------------------------------------------------------------------------------------------


async def ended(turn: Turn, event: OfferEnded) -> None:
    """An offer is over: its owner is asked about it no more, and has answered."""
    await stored.forget_looks(turn.here, [event.offer])
    one = await offers.find(turn.here, event.offer)
    owner = await owners.find(turn.here, one.owner_id) if one is not None else None
    if one is None or owner is None:
        return
    await owners.silent(turn.here, owner.id, None)
    await redraw(turn, owner, [one.asked_in] if one.asked_in is not None else [])


async def redraw(turn: Turn, owner: Owner, numbers: Iterable[int]) -> None:
    """The messages of a question ask about what is still open; of nothing more, where all of it is answered."""
    done = Screen([phrase("fresh.done")], locale=PARTNER_LOCALE)
    for number in numbers:
        some = await asking.open_in(turn, owner, number, *_OPEN)
        of_each = {reader.account: (reader, theirs) for reader, theirs in await question.readers(turn, some)}
        for hidden in (False, True):
            name = question.name_of(owner, number, hidden=hidden)
            for account in await outbox.chats_of(turn.connection, name):
                reader, asked = of_each.get(account, (question.Reader(account), []))
                left = [one for one in asked if not hidden or one.status is Status.STALE]
                screen = await question.of(turn, reader, owner, number, left) if left else done
                await turn.edit(account, screen, name)


# --- how often --------------------------------------------------------------------------------------------------------


async def press_often(turn: Turn, account: int, _what: str, owner: Owner) -> None:
    """How often do they want to be asked?"""
    days = paces({one.said.kind for one in await theirs(turn, account, owner)})
    rows = [[EVERY.button("fresh.button.every", "every", owner.id, one, count=one)] for one in days]
    await turn.show(account, Screen([phrase("fresh.often")], rows, PARTNER_LOCALE), f"fresh pace:{owner.id}")


async def press_every(turn: Turn, account: int, _what: str, owner: Owner, pace: str) -> None:
    """They are asked at that pace from now on, about all of theirs."""
    await stored.choose(turn.here, owner.id, int(pace))
    await asking.plan(turn, owner.id)
    said_of = phrase("fresh.often.done", count=int(pace))
    turn.answer(said_of)
    await turn.redraw(account, Screen([said_of], locale=PARTNER_LOCALE), f"fresh pace:{owner.id}")
