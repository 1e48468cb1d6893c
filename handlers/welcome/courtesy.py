"""Courtesy: thanks and good wishes are answered with a kind word, once a day, and disturb nobody else."""

from __future__ import annotations

from conversations.engine.events import Said
from conversations.words.courtesies import is_kind_word
from handlers.turn.events import Heard
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import members, people
from storage.durable import once


async def is_kind(turn: Turn, heard: Heard) -> bool:
    """Thanks, a good wish, a thumb raised, and nothing more, of somebody who is known."""
    if not isinstance(heard.event, Said) or not is_kind_word(heard.event.text):
        return False
    chat_id = turn.caller.chat_id
    person = await people.find(turn.here, chat_id)
    if person is None:
        return False
    if await once.mark(turn.connection, f"press:{chat_id}:kind:{turn.today}", turn.now, chat_id):
        await turn.say(chat_id, phrase(await _word_for(turn, chat_id)), locale=person.locale)
    return True


async def _word_for(turn: Turn, chat_id: int) -> str:
    if turn.referent_of(chat_id) is not None or turn.coordinates(chat_id):
        return "kind.partner"
    return "kind.person" if await members.references_of(turn.here, chat_id) else "kind.nobody"
