"""What the page shows: the whole world, or what changed in it."""

from __future__ import annotations

import dataclasses
import time
from typing import Any

from simulator.cast import Person
from simulator.chats import Chat, Json, Message
from simulator.methods_bot import visible_commands
from simulator.world import World


def snapshot(world: World, since: int | None = None) -> Json:
    """Everything the page shows. With `since`, a version of this epoch, only the messages that changed after it.

    A message that was deleted since then comes as ``{"message_id": 5, "version": 812, "deleted": true}``.
    """
    if since is not None and not 0 <= since <= world.version:
        since = None  # no version this world ever had
    cast = world.cast
    panes = [user_id for user_id in cast.panes if user_id in world.people] or list(world.people)
    return {
        "version": world.version,
        "epoch": world.epoch,
        "trouble": world.trouble,
        "now": world.clock(),
        "bot": {"id": world.bot.id, "username": world.bot.username, "name": world.bot_name()},
        "about": world.settings["descriptions"],
        "guide": dict(cast.guide),
        "notice": dict(cast.notice),
        "panes": panes,
        "users": [_person(world, world.people[user_id]) for user_id in panes],
        "chats": [
            _chat(world, chat, since) for chat in world.chats.values() if chat.messages or _seen(world, chat, panes)
        ],
        "presses": [_press(press) for press in list(world.presses.values())[-50:]],
        "failures": [dataclasses.asdict(failure) for failure in world.failures],
        "pending": world.pending,
    }


def _seen(world: World, chat: Chat, panes: list[int]) -> bool:
    return not chat.migrated_to and any(chat.present(user_id) for user_id in panes)


def _person(world: World, person: Person) -> Json:
    chats = [chat for chat in world.chats.values() if chat.present(person.id) and not chat.migrated_to]
    return {
        "id": person.id,
        "name": person.first_name,
        "role": dict(person.role),
        "hint": dict(person.hint),
        "phone": person.phone,
        "on_call": person.on_call,
        "language": person.language_code,
        "chats": [chat.id for chat in sorted(chats, key=lambda chat: not chat.private)],
        "commands": {chat.id: visible_commands(world, person.id, chat) for chat in chats},
        "keyboards": {chat.id: chat.keyboards[person.id] for chat in chats if person.id in chat.keyboards},
    }


def _chat(world: World, chat: Chat, since: int | None) -> Json:
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title or world.bot_name(),
        "members": sum(chat.present(user) for user in chat.members),
        "started": chat.started,
        "blocked": chat.blocked,
        "bot": chat.members.get(world.bot.id, "left"),
        "pinned": [number for number in chat.pinned if world.message(chat.id, number)][-1:],
        "action": chat.action if chat.action_until > time.monotonic() else "",
        "messages": _messages(world, chat, since),
    }


def _messages(world: World, chat: Chat, since: int | None) -> list[Json]:
    if since is None:
        return [_message(world, message) for message in world.messages(chat.id)]
    return [_message(world, message) for message in chat.messages.values() if message.version > since]


def _message(world: World, message: Message) -> Json:
    if message.deleted:
        return {"message_id": message.message_id, "version": message.version, "deleted": True}
    own = {
        "protected": message.protected,
        "service": message.service,
        "mine": message.sender,
        "version": message.version,
    }
    return world.message_api(message) | own


def _press(press: Any) -> Json:
    answer = dataclasses.asdict(press.answer) if press.answer else None
    return {"id": press.id, "user_id": press.user_id, "chat_id": press.chat_id, "answer": answer}
