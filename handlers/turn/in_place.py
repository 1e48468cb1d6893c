"""In place: a message whose pages turn where it stands."""

from __future__ import annotations

from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from storage.durable import sent_messages


async def show(turn: Turn, chat_id: int, screen: Screen, begins: str) -> str:
    """The message that was pressed shows a screen, where its name `begins` so; where nothing is known of that message
    any more, a new one does. Returns its name.
    """
    name = await sent_messages.name_of(turn.connection, chat_id, turn.caller.message_id)
    if name is not None and name.startswith(begins):
        await turn.edit(chat_id, screen, name)
        return name
    name = f"{begins}{turn.row.id}"
    await turn.show(chat_id, screen, name)
    return name
