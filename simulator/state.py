"""What is: the people, chats and messages of a simulated world, and what the bot gets to see of them."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

from simulator.cast import Cast, Group, Person, read_cast
from simulator.chats import ApiCall, Chat, Failure, Json, Message, Press
from simulator.errors import RefusedError, bad_request, forbidden
from simulator.faults import Budgets, Fault, Lasting
from simulator.files import FileStore
from simulator.traffic import Traffic
from simulator.updates import UpdateQueue, queue_of

MOST_TEXT = 4096
MOST_CAPTION = 1024


class State:
    """A Telegram with one bot in it. `version` counts everything that happens.

    `clock` gives Unix seconds for dates only: presses, budgets and long polls always use real time.
    `privacy` is the bot's privacy mode in groups; `budgets` turns Telegram's own rate limits on.
    """

    def __init__(
        self,
        cast: Cast | None = None,
        *,
        clock: Callable[[], float] = time.time,
        privacy: bool = True,
        callback_lifetime: float = 15.0,
        budgets: bool = False,
        webhook_retry: float = 0.2,
    ) -> None:
        self.cast = cast or Cast()
        self.bot = self.cast.bot
        self.clock = clock
        self.privacy = privacy
        self.callback_lifetime = callback_lifetime
        self.webhook_retry = webhook_retry
        self.budgets = Budgets() if budgets else None
        self.updates = UpdateQueue()
        self.traffic = Traffic()
        self.webhook: Json = {}
        self.version = 0
        self.closing = False
        self.poll_number = 0
        self._pressed = 0
        self._changed = asyncio.Event()
        self._furnish()

    def _furnish(self) -> None:
        """Everybody and everything as the cast has it, before anything was said; `epoch` names this beginning."""
        self.epoch = secrets.token_hex(8)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files = FileStore()
        self.settings: Json = {"commands": {}, "menu": {}, "names": {}, "descriptions": {}, "short_descriptions": {}}
        self.calls: list[ApiCall] = []
        self.failures: list[Failure] = []
        self.faults: list[Fault] = []
        self.trouble: Lasting = "none"
        self.traffic.forget()
        self._counter = 0
        self._albums = 0
        for person in self.cast.people:
            self.add_person(person)
        for group in self.cast.groups:
            self.add_group(group)

    @classmethod
    def from_file(cls, path: Path | str, **options: Any) -> Self:
        """The world of a cast file."""
        return cls(read_cast(path), **options)

    # -- waiting ----------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """Something happened: wake whoever waits."""
        self.version += 1
        event, self._changed = self._changed, asyncio.Event()
        event.set()

    async def wait(self, version: int, timeout: float | None = None) -> int:  # noqa: ASYNC109
        """The version once it is above `version`. Raises `TimeoutError` after `timeout` real seconds."""
        async with asyncio.timeout(timeout):
            while self.version <= version and not self.closing:
                await self._changed.wait()
        return self.version

    async def until(self, ready: Callable[[], Any], timeout: float | None = None) -> Any:  # noqa: ASYNC109
        """What `ready()` gives once it is true, asked again after every change. Raises `TimeoutError`."""
        async with asyncio.timeout(timeout):
            while not (value := ready()):
                await self._changed.wait()
        return value

    def close(self) -> None:
        """End every open poll and stream."""
        self.closing = True
        self.changed()

    # -- people and chats -------------------------------------------------------------------------------------

    def add_person(self, person: Person) -> Person:
        """Somebody new; the bot cannot write to their private chat before they have, now or `earlier`."""
        self.people[person.id] = person
        members = {person.id: "member", self.bot.id: "member"}
        self.chats.setdefault(person.id, Chat(person.id, "private", members=members, started=person.earlier))
        return person

    def add_group(self, group: Group) -> Chat:
        """A group that is already there, without any service message."""
        members = {**dict.fromkeys(group.members, "member"), **dict.fromkeys(group.administrators, "administrator")}
        chat = Chat(group.id, group.type, group.title, {**members, self.bot.id: group.bot})
        self.chats[group.id] = chat
        return chat

    def chat(self, chat_id: int) -> Chat:
        """A chat, for tests and the page. Raises `RefusedError` when there is none."""
        if chat_id not in self.chats:
            raise RefusedError(f"no chat {chat_id}")
        return self.chats[chat_id]

    def reach(self, chat_id: int) -> Chat:
        """The chat the bot speaks to. Raises `ApiError` as Telegram would when it cannot."""
        chat = self.chats.get(chat_id)
        if chat is None:
            raise bad_request("chat not found")
        if chat.private:
            if chat.deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        if chat.migrated_to:
            refusal = bad_request("group chat was upgraded to a supergroup chat")
            refusal.parameters["migrate_to_chat_id"] = chat.migrated_to
            raise refusal
        kind = "supergroup chat" if chat.type == "supergroup" else "group chat"
        if chat.members.get(self.bot.id) == "kicked":
            raise forbidden(f"bot was kicked from the {kind}")
        if not chat.present(self.bot.id):
            raise forbidden(f"bot is not a member of the {kind}")
        return chat

    def messages(self, chat_id: int, viewer: int | None = None) -> list[Message]:
        """What stands in a chat, oldest first; nothing for a viewer who is not in it."""
        chat = self.chat(chat_id)
        if viewer is not None and not chat.present(viewer):
            return []
        return [message for message in chat.messages.values() if not message.deleted]

    def said_by_bot(self, chat_id: int) -> list[Message]:
        """The bot's messages that stand in a chat, oldest first."""
        return [message for message in self.messages(chat_id) if message.sender == self.bot.id and not message.service]

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """One message, or nothing when it was deleted or never was."""
        chat = self.chats.get(chat_id)
        found = chat.messages.get(message_id) if chat else None
        return None if found is None or found.deleted else found

    def keyboard(self, user_id: int, chat_id: int | None = None) -> list[list[str]]:
        """The labels of the reply keyboard somebody sees, row by row."""
        markup = self.chat(user_id if chat_id is None else chat_id).keyboards.get(user_id, {})
        return [[button["text"] for button in row] for row in markup.get("keyboard", [])]

    # -- writing messages -------------------------------------------------------------------------------------

    def put(self, chat: Chat, sender: int, content: Json, **more: Any) -> Message:
        """Add a message to a chat. Supergroups count by themselves; all other chats share the bot's counter."""
        if chat.type == "supergroup":
            chat.counter += 1
            number = chat.counter
        else:
            self._counter += 1
            number = self._counter
        message = Message(chat.id, number, sender, int(self.clock()), content, **more)
        chat.messages[number] = message
        self.changed()
        message.version = self.version
        return message

    def touch(self, message: Message) -> None:
        """A message looks different, and so does whatever quotes it: whoever asks what changed gets them."""
        self.changed()
        message.version = self.version
        for other in self.chats[message.chat_id].messages.values():
            if other.reply_to == message.message_id:
                other.version = self.version

    def redraw(self, chats: Iterable[Chat]) -> None:
        """Something that every message of these chats shows has changed: a title, the bot's name."""
        self.changed()
        for message in (message for chat in chats for message in chat.messages.values()):
            message.version = self.version

    def user_api(self, user_id: int) -> Json:
        """A person or the bot, as a User object."""
        if user_id == self.bot.id:
            return {"id": self.bot.id, "is_bot": True, "first_name": self.bot_name(), "username": self.bot.username}
        person = self.people[user_id]
        known = {"last_name": person.last_name, "username": person.username, "language_code": person.language_code}
        named = {"id": person.id, "is_bot": False, "first_name": person.first_name}
        return named | {key: value for key, value in known.items() if value}

    def bot_name(self) -> str:
        """The bot's name, as setMyName left it."""
        return str(self.settings["names"].get("") or self.bot.name)

    def chat_api(self, chat: Chat) -> Json:
        """A Chat object."""
        if chat.private:
            person = self.user_api(chat.id)
            return {key: person[key] for key in ("id", "first_name", "last_name", "username") if key in person} | {
                "type": "private"
            }
        return {"id": chat.id, "title": chat.title, "type": chat.type}

    def message_api(self, message: Message, *, nested: bool = False) -> Json:
        """A Message object as the bot gets it."""
        chat = self.chats[message.chat_id]
        answer: Json = {
            "message_id": message.message_id,
            "from": self.user_api(message.sender),
            "chat": self.chat_api(chat),
            "date": message.date,
        }
        if message.edit_date:
            answer["edit_date"] = message.edit_date
        if message.thread:
            answer["message_thread_id"] = message.thread
        if message.protected:
            answer["has_protected_content"] = True
        original = chat.messages.get(message.reply_to or 0)
        if original is not None and not original.deleted and not nested:
            answer["reply_to_message"] = self.message_api(original, nested=True)
        answer |= message.content
        if message.buttons:
            answer["reply_markup"] = {"inline_keyboard": message.buttons}
        return answer

    # -- what the bot gets to know ----------------------------------------------------------------------------

    def tell(self, kind: str, payload: Json) -> None:
        """Queue an update."""
        update = self.updates.add(kind, payload)
        if update is not None:
            self.traffic.note(self.clock(), "update", kind, queue_of(update), update[kind])
        self.changed()

    def _tell_message(self, message: Message, kind: str = "message") -> None:
        if self._visible(message):
            self.tell(kind, self.message_api(message))

    def _visible(self, message: Message) -> bool:
        """Whether the bot may see it: privacy mode hides what was not meant for it in a group."""
        chat = self.chats[message.chat_id]
        if chat.private:
            return True
        status = chat.members.get(self.bot.id)
        if status not in ("member", "administrator", "restricted"):
            return False
        if message.service or not self.privacy or status == "administrator":
            return True
        replied = chat.messages.get(message.reply_to or 0)
        if replied is not None and replied.sender == self.bot.id:
            return True
        command = next((e for e in message.content.get("entities", []) if e["type"] == "bot_command"), None)
        if command is None or command["offset"] != 0:
            return False
        named = message.text.split()[0].partition("@")[2]
        return not named or named.lower() == self.bot.username.lower()
