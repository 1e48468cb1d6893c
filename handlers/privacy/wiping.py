"""Wiping: our messages go from chats, at once or as soon as one can be reached again; letters that wait do not go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from storage.durable import gathered, mails, owed, sent_messages
from storage.durable.sent_messages import Sent

ERASED = phrase("erased.message")


async def wipe(turn: Turn, gone: Iterable[Sent], locales: Mapping[int, str], said: Phrase = ERASED) -> None:
    """Messages go from their chats, the oldest first, and nothing is remembered of them; where they cannot go any more
    they say what is `said`. `locales`: what those read who are not remembered either.
    """
    for chat_id, message_id in sorted({(one.chat_id, one.message_id) for one in gone}):
        await take_out(turn, chat_id, message_id, Screen([said], locale=locales.get(chat_id)))


async def came_back(turn: Turn, _about: Mapping[str, Any]) -> None:
    """Somebody who could not be reached can be: what is owed in their chat is done before anything else."""
    for message_id in await owed.settle(turn.connection, turn.row.lane):
        await take_out(turn, turn.row.lane, message_id, Screen([phrase("erased.later")]))


async def take_out(turn: Turn, chat_id: int, message_id: int, instead: Screen) -> None:
    """A message goes from its chat, and nothing is remembered of it; where it cannot go any more it says this."""
    await sent_messages.forget_one(turn.connection, chat_id, message_id)
    await turn.take_out(chat_id, instead, message_id=message_id)


async def unsend(turn: Turn, reference: str) -> None:
    """Letters that wait and name it beside others do not go; the coordination hears who has to be told the rest."""
    waited = [*await mails.forget_naming(turn.here, reference), *await gathered.forget_naming(turn.here, reference)]
    if waited:
        whom = tuple(sorted(set(waited)))
        await turn.say(turn.coordinators(), phrase("coordinator.mail_unsent", addresses=whom), locale=PARTNER_LOCALE)
