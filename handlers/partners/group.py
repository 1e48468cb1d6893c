"""The partner group: who comes and goes, a group that moves or is lost, and talk there, which is not ours to keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.notes.notes import NOTE
from handlers.partners import departures
from handlers.slots import proposals
from handlers.slots.card import show_card
from handlers.turn import quiet
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import Turn
from network.phrase import phrase
from network.slots import Status
from storage import cases, networks
from storage.durable import chats, due, once, outbox, sent_messages
from storage.networks import CLOSED, LOST, MUTED

A_WHILE = timedelta(hours=12)
"""So long one offer to write a note about a case is enough for a group."""

TRIED = frozenset({MUTED, CLOSED})
"""Why a group is lost, where Telegram need not say when that is over."""
AGAIN = "group:again"
PATIENCE, MOMENT = timedelta(hours=1), timedelta(minutes=1)
"""Between two tries to write into the group; and after such a try, until it is seen whether the word arrived."""

BUILT_KEYS = {"coordinator.group_lost.{}": LOST}


async def member_left(turn: Turn, chat_id: int, telegram_id: int) -> None:
    """Somebody left the partner group or was removed from it; Telegram may say so twice."""
    referent = turn.referent_of(telegram_id)
    if chat_id == turn.group and referent is not None:
        await departures.depart(turn, referent, telegram_id, "left")


async def member_came(turn: Turn, chat_id: int, telegram_id: int, who: str) -> None:
    """Somebody we do not know is in the partner group: the coordination hears of it once, with what to do."""
    if chat_id != turn.group or telegram_id in turn.accounts.values() or telegram_id in turn.coordinators():
        return
    await quiet.alarm(turn, "came", telegram_id, phrase("coordinator.came", who=who))


async def moved(turn: Turn, old: int, new: int) -> None:
    """The group became a supergroup with another number: every open card is shown anew there."""
    if await networks.move_group(turn.connection, old, new):
        await chats.move(turn.connection, old, new)
        await show_again(turn)


async def show_again(turn: Turn) -> None:
    """Send every open card into the group as it is now, and tell the coordination."""
    turn.group = await networks.group_of(turn.here)
    shown = [c for c in await cases.unfinished(turn.here) if not c.confidential]
    for case in shown:
        await show_card(turn, case)
    await turn.say(turn.coordinators(), phrase("coordinator.group_moved", count=len(shown)))


async def lost(turn: Turn, chat_id: int, why: str) -> None:
    """Nothing can be written into the group: the coordination hears of it once, and why (`networks.LOST`); proposals
    are private until something can.
    """
    if await networks.lose_group(turn.here, chat_id, turn.now):
        turn.group = None
        await chats.drop(turn.connection, chat_id, why)
        await turn.say(turn.coordinators(), phrase(f"coordinator.group_lost.{why}"))
        for case in await cases.unfinished(turn.here):
            for role, slot in case.slots.items():
                if slot.status == Status.PROPOSED and not case.confidential:
                    await proposals.announce(turn, case, role, renewed=True)
        if why in TRIED:
            await due.cancel(turn.connection, chat_id, AGAIN)
            await due.schedule(turn.here, AGAIN, chat_id, turn.now + PATIENCE, {})


async def again_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The bot may have its rights back: a word is sent into the group. Once it has arrived, the cards follow."""
    chat_id, word = turn.row.lane, expects.get("word")
    if not await networks.is_lost(turn.here, chat_id):
        return
    if word is None:
        word = f"back:{turn.row.id}"
        await turn.say(chat_id, phrase("group.back"), name=word)
        await due.schedule(turn.here, AGAIN, chat_id, turn.now + MOMENT, {"word": word})
        return
    seen = await outbox.sight(turn.connection, chat_id, word)
    if seen is not None and seen.message_id is not None:
        await found(turn, chat_id)
    else:
        await due.schedule(turn.here, AGAIN, chat_id, turn.now + PATIENCE, {})


async def found(turn: Turn, chat_id: int) -> None:
    """The bot can write into the group again."""
    if await networks.find_group(turn.here, chat_id):
        await show_again(turn)


async def answered(turn: Turn, chat_id: int, message_id: int, to: int) -> None:
    """Somebody answers a card in the group: their words are not kept, and a button opens a note in private."""
    name = await sent_messages.name_of(turn.connection, chat_id, to)
    parts = (name or "").split(":")
    if chat_id != turn.group or parts[0] != "card":
        return
    if not await once.mark_within(turn.connection, f"note offered:{parts[1]}", turn.now, A_WHILE):
        return
    link = f"https://t.me/{turn.runtime.bot_username}?start={NOTE}{parts[1]}"
    open_it = Button(phrase("group.note.button"), url=link)
    await turn.show(chat_id, Screen([phrase("group.note")], [[open_it]], answers=message_id))
