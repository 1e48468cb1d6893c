"""Copies: a message whose sending Telegram took, and did not confirm, was sent again. It stands there twice, and the
first is known to nobody until somebody presses it.
"""

from __future__ import annotations

from collections.abc import Sequence

from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage.durable import once, outbox, sent_messages
from storage.durable.about import told_of
from storage.durable.sent_messages import Sent


async def mend(turn: Turn, parts: Sequence[str]) -> None:
    """Where somebody pressed a copy, the press counts, and after it one message is left to press: in the group the copy
    goes, which is asked for once; in private it loses its buttons, and is known from now on, so that an erasing finds
    it. `parts`: what the button sent.
    """
    chat_id, message_id = turn.caller.chat_id, turn.caller.message_id
    if not message_id or not await outbox.is_copy(turn.connection, chat_id, message_id):
        return
    name = f"copy:{message_id}"
    if chat_id < 0:
        if await once.mark(turn.connection, f"copy:{chat_id}:{message_id}", turn.now):
            copy = Screen([phrase("card.copy")], locale=PARTNER_LOCALE)
            await turn.take_out(chat_id, copy, name, message_id=message_id)
        return
    found = Sent(chat_id, name, message_id, turn.runtime.real_now(), told_of("|".join(parts)))
    await sent_messages.remember(turn.connection, [found])
    await turn.call(chat_id, "editMessageReplyMarkup", {"message_id": message_id}, name)
