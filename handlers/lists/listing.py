"""Listing: a message that names several cases. It goes with any of them that is erased, and its pages turn in place."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.turn.screen import Screen
from handlers.turn.turn import Readers, Turn
from storage import listings
from storage.durable import sent_messages
from storage.durable.sent_messages import FILE

PAGE = 6
"""Cases on a page: with a button each, all is seen on a telephone by turning it once."""


async def show(turn: Turn, readers: Readers, screen: Screen, kind: str, case_ids: Iterable[int]) -> None:
    """Send a list, called by its `kind` and the row it answers, which no other message is."""
    name = f"{kind}:{turn.row.id}" if screen.file is None else f"{kind}:{turn.row.id}{FILE}"
    named = tuple(case_ids)
    for chat_id in (readers,) if isinstance(readers, int) else readers:
        await turn.show(chat_id, screen, name)
        await listings.names_these(turn.here, chat_id, name, named)


async def turn_page(turn: Turn, chat_id: int, screen: Screen, kind: str, case_ids: Iterable[int]) -> None:
    """Show another page in the message that was pressed, where it is such a list; else in a new one."""
    name = await sent_messages.name_of(turn.connection, chat_id, turn.caller.message_id)
    if name is None or not name.startswith(f"{kind}:"):
        await show(turn, chat_id, screen, kind, case_ids)
    else:
        await turn.edit(chat_id, screen, name)
        await listings.names_these(turn.here, chat_id, name, case_ids)
