"""No file stays: what waits goes after a day at the latest, what names people leaves the chat after one, and whoever
asked for what did not arrive is told why, once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.exports.made import what_is
from handlers.exports.verbs import OFFERS
from handlers.privacy import wiping
from handlers.turn.events import Erasing
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage import exports
from storage.durable import due, once, outbox, sent_messages
from storage.exports import Out

KIND = "exports:over"
NAME = "exported"
"""How the name of each document begins."""
A_DAY = timedelta(hours=24)
"""For so long a file waits, and one with names stands in a chat."""
LISTENS = timedelta(days=7)
"""For so long a mail that comes back is told to whoever asked for it; servers give up after five days."""
_LOST = ("late", "erased", "refused", "returned", "undelivered")
BUILT_KEYS = {"export.lost.{}": _LOST}


async def expect(turn: Turn, one: Out) -> None:
    """A file is on its way: a day later nothing of it waits."""
    number = await exports.goes_out(turn.here, one)
    await due.schedule(turn.here, KIND, one.chat_id, one.at + A_DAY, {"export": number})


async def over(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A day has passed: what still waits goes, and what names people leaves the chat."""
    one = await exports.out(turn.here, int(expects["export"]))
    if one is None:
        return
    if await exports.withdraw(turn.here, one):
        await exports.lost(turn.here, one, "late")
        await _tell(turn, one, "late")
    elif one.mail_id is not None and turn.now < one.at + LISTENS:
        await due.schedule(turn.here, KIND, one.chat_id, one.at + LISTENS, dict(expects))
        return
    elif one.personal and one.mail_id is None and await _take_out(turn, one):
        await _say_gone(turn, one)
    await exports.over(turn.here, one.id)
    if one.personal:
        await once.mark_again(turn.connection, once.SCRUB, turn.now)


async def erasing(turn: Turn, whom: Erasing) -> None:
    """Somebody is about to be erased: what waits and names them is not sent; a list of offers leaves the chats too."""
    found = await exports.outs_naming(turn.here, whom.cases) if whom.cases else []
    found += await exports.outs_with_names(turn.here, OFFERS) if whom.offers else []
    for one in found:
        if await exports.withdraw(turn.here, one):
            await _ends(turn, one, "erased")
        elif one.what == OFFERS and one.mail_id is None:
            await _take_out(turn, one)


async def lost(turn: Turn, mail_id: int, why: str) -> bool:
    """A mail could not be sent, or came back. Returns whether it brought a file: then whoever asked was told."""
    one = await exports.out_by_mail(turn.here, mail_id)
    if one is not None:
        await _ends(turn, one, why)
    return one is not None


async def undelivered(turn: Turn, chat_id: int, *, heard: bool = True) -> None:
    """Something could not be delivered to a chat: of the files among it whoever asked for them is told, where what is
    said there is `heard`.
    """
    for one in await exports.outs_of(turn.here, chat_id, await outbox.given_up(turn.connection, chat_id, NAME)):
        await _ends(turn, one, "undelivered", heard=heard)


async def _ends(turn: Turn, one: Out, why: str, *, heard: bool = True) -> None:
    await exports.lost(turn.here, one, why)
    if heard:
        await _tell(turn, one, why)
    await exports.over(turn.here, one.id)


async def _tell(turn: Turn, one: Out, why: str) -> None:
    await turn.say(one.chat_id, _said(f"export.lost.{why}", turn, one), locale=PARTNER_LOCALE)


async def _say_gone(turn: Turn, one: Out) -> None:
    """A line for all files of a day: it names the first, and says with the next that there were several."""
    day = turn.day(one.at)
    name = f"exports gone:{day.isoformat()}"
    several = Screen([phrase("export.gone.several", day=day)], locale=PARTNER_LOCALE, silent=True)
    if not await turn.redraw(one.chat_id, several, name):
        first = Screen([_said("export.gone", turn, one)], locale=PARTNER_LOCALE, silent=True)
        await turn.show(one.chat_id, first, name)


async def _take_out(turn: Turn, one: Out) -> bool:
    """A document leaves its chat. Returns whether it stood there."""
    gone = await sent_messages.forget_called(turn.connection, one.chat_id, one.name)
    await wiping.wipe(turn, gone, {}, _said("export.gone", turn, one))
    return bool(gone)


def _said(key: str, turn: Turn, one: Out) -> Phrase:
    return phrase(key, day=turn.day(one.at), what=what_is(one.what, personal=one.personal))
