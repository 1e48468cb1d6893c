"""In place: a screen takes the place of the message that was pressed, where that has its name; else it is a new one."""

from __future__ import annotations

from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from storage.durable import sent_messages


async def show(turn: Turn, telegram_id: int, screen: Screen, name: str) -> None:
    """Show it to whoever pressed. A message far above, though it is called so, is not changed where nobody looks."""
    pressed = await sent_messages.name_of(turn.connection, telegram_id, turn.caller.message_id)
    if pressed == name:
        await turn.edit(telegram_id, screen, name)
    else:
        await turn.show(telegram_id, screen, name)


async def turn_page(turn: Turn, chat_id: int, screen: Screen, begins: str) -> str:
    """The message that was pressed shows another page, where its name `begins` so; where nothing is known of that
    message any more, a new one does. Returns its name.
    """
    name = await sent_messages.name_of(turn.connection, chat_id, turn.caller.message_id)
    if name is not None and name.startswith(begins):
        await turn.edit(chat_id, screen, name)
        return name
    name = f"{begins}{turn.row.id}"
    await turn.show(chat_id, screen, name)
    return name
