"""The inventory of a filled database: everything in it that a later version must still understand, and where it is."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from simulator.world import World
from tests.filled.known import FLOWS
from tests.filled.spelling import of_button, of_name
from tests.stage.inside import rows

Json = dict[str, Any]


async def taken(url: str, world: World) -> Json:
    """What is in a database and on the screens of its world. Buttons are told with chat and message."""
    slots = await rows(url, "SELECT reference, role, status FROM slot JOIN case_file ON id = case_id ORDER BY 1, 2")
    dates = await rows(url, "SELECT kind, count(*) AS many FROM due WHERE status = 'waiting' GROUP BY kind ORDER BY 1")
    chats = await rows(url, "SELECT chat_id, stack FROM conversation ORDER BY 1")
    names = await rows(url, "SELECT name, chat_id, message_id FROM message ORDER BY 3, 2")
    calls = await rows(url, "SELECT method, chat_id, name FROM outbox WHERE status = 'pending' ORDER BY id")
    inbox = await rows(url, "SELECT source, lane FROM inbox WHERE status = 'pending' ORDER BY id")
    mails = await rows(url, "SELECT recipient, about FROM mail WHERE status = 'pending' ORDER BY id")
    return {
        "slots": _by(slots, lambda row: f"{row.role} {row.status}", lambda row: row.reference),
        "dates": {row.kind: row.many for row in dates},
        "forms": {str(row.chat_id): stack for row in chats if (stack := _flows(row.stack))},
        "calls": _by(calls, lambda row: row.method, lambda row: [row.chat_id, row.name]),
        "inbox": _by(inbox, lambda row: row.source, lambda row: row.lane),
        "mails": [[row.recipient, row.about] for row in mails],
        "updates": len(world.updates.waiting),
        "names": _by(names, lambda row: of_name(row.name), lambda row: [row.chat_id, row.message_id, row.name]),
        "buttons": buttons(world),
    }


def _by(found: Iterable[Any], key: Callable[[Any], str], told: Callable[[Any], Any]) -> Mapping[str, list[Any]]:
    sorted_out: dict[str, list[Any]] = defaultdict(list)
    for row in found:
        sorted_out[key(row)].append(told(row))
    return dict(sorted(sorted_out.items()))


def _flows(stack: Any) -> list[str]:
    states = json.loads(stack) if isinstance(stack, str) else stack
    return [state["flow"] for state in states]


def buttons(world: World) -> Mapping[str, list[Any]]:
    """Every button that stands under a message of the bot, by its spelling: chat, message, data."""
    shown = [
        [chat, message.message_id, button["callback_data"]]
        for chat in sorted(world.chats)
        for message in world.said_by_bot(chat)
        for row in message.buttons
        for button in row
        if "callback_data" in button
    ]
    return _by(shown, lambda one: of_button(one[2], FLOWS), lambda one: one)
