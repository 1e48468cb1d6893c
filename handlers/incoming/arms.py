"""Arms: what comes of an update in a turn. One for each kind of thing that somebody can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from conversations.engine import engine, pieces
from conversations.words.cleaning import clean
from handlers.cases import mine
from handlers.delivery import outcomes
from handlers.incoming import copies, hearing, router, update
from handlers.letters import letters
from handlers.partners import departures, group
from handlers.turn import forms
from handlers.turn.events import Heard
from handlers.turn.register import Register
from handlers.turn.running import Arm, Reads
from handlers.turn.screen import MOST_CALLBACK_BYTES
from handlers.turn.turn import Turn
from storage import conversations, people

MOST_DIGITS = 18
"""Of a number that a button carries: a database counts to 2 ** 63."""


def arm(event: update.Event) -> Arm:
    """What a turn does about it."""
    does = _ARMS[type(event)]
    return lambda turn: does(turn, event)


def reads(register: Register, event: update.Event) -> Reads | None:
    """What is to be read before the turn about it."""
    if isinstance(event, update.ButtonPressed):
        return router.reads_for_press(register, event.data.split("|"))
    return router.reads_for(register, event.name, event.argument) if isinstance(event, update.Commanded) else None


async def _pressed(turn: Turn, pressed: update.ButtonPressed) -> None:
    parts = _parts(turn, pressed)
    if parts:
        await copies.mend(turn, parts)
    await router.press(turn, parts)


def _parts(turn: Turn, pressed: update.ButtonPressed) -> list[str]:
    """What a button sends, in its parts; none where it cannot be one of ours."""
    data = pressed.data
    if clean(data) != data or len(data.encode()) > MOST_CALLBACK_BYTES:
        return []
    parts = data.split("|")
    if any(part.isdecimal() and len(part) > MOST_DIGITS for part in parts):
        return []
    return [] if pressed.in_group and parts[0] not in turn.runtime.register.on_card else parts


async def _corrected(turn: Turn, corrected: update.Corrected) -> None:
    """A letter is corrected; else a text may be the answer to a question; else they are told that nothing changes."""
    event, chat_id = corrected.event, turn.caller.chat_id
    if await letters.edited(turn, chat_id, event.message_id, event.text) or not corrected.of_text:
        return
    under_way = await conversations.load(turn.here, chat_id)
    form, text = under_way.active, pieces.holding(under_way.long_texts, event.message_id)
    if form is not None and (text is not None or engine.has_heard(form, event.message_id)):
        await forms.talk(turn, chat_id, turn.caller.locale, event)
    else:
        await mine.edited_too_late(turn, chat_id, writing=form is not None)


async def _came(turn: Turn, came: update.MembersCame) -> None:
    for account, name in came.people:
        await group.member_came(turn, came.chat_id, account, name)


async def _blocked(turn: Turn, blocked: update.BotBlocked) -> None:
    await people.set_blocked(turn.here, blocked.account, turn.now)
    await outcomes.tell_blocked(turn, blocked.account)


async def _unblocked(turn: Turn, unblocked: update.BotUnblocked) -> None:
    await people.set_blocked(turn.here, unblocked.account, None)
    if (referent := turn.referent_of(unblocked.account)) is not None:
        await departures.come_back(turn, referent, unblocked.account)


_ARMS: Mapping[type, Callable[[Turn, Any], Awaitable[object]]] = {
    Heard: hearing.hear,
    update.ButtonPressed: _pressed,
    update.Commanded: lambda turn, given: router.command(turn, given.name, given.argument),
    update.Corrected: _corrected,
    update.GroupMoved: lambda turn, moved: group.moved(turn, moved.old, moved.new),
    update.GroupAnswered: lambda turn, given: group.answered(turn, given.chat_id, given.message_id, given.to),
    update.GroupFound: lambda turn, found: group.found(turn, found.chat_id),
    update.GroupLost: lambda turn, lost: group.lost(turn, lost.chat_id, lost.why),
    update.MembersCame: _came,
    update.MemberLeft: lambda turn, left: group.member_left(turn, left.chat_id, left.account),
    update.BotBlocked: _blocked,
    update.BotUnblocked: _unblocked,
}
