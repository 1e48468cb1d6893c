"""The simulated world: people, chats, messages, and everything the people can do in them."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from simulator.cast import Cast, Group, GroupType, Person, read_cast
from simulator.chats import ApiCall, CallbackAnswer, Chat, Failure, Json, Message, Press
from simulator.detect import detect
from simulator.errors import RefusedError, bad_request, forbidden
from simulator.faults import Budgets, Fault, Trouble
from simulator.files import FileStore, photo_sizes, sample_picture
from simulator.html import units
from simulator.updates import UpdateQueue

logger = logging.getLogger("simulator")

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_TEXT = 4096
MOST_CAPTION = 1024
_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
]


class World:
    """A Telegram with one bot in it. Every act of a person is a method; `version` counts everything that happens.

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
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files = FileStore()
        self.updates = UpdateQueue()
        self.webhook: Json = {}
        self.settings: Json = {"commands": {}, "menu": {}, "names": {}, "descriptions": {}, "short_descriptions": {}}
        self.calls: list[ApiCall] = []
        self.failures: list[Failure] = []
        self.faults: list[Fault] = []
        self.version = 0
        self.closing = False
        self.poll_number = 0
        self._counter = 0
        self._albums = 0
        self._changed = asyncio.Event()
        for person in self.cast.people:
            self.add_person(person)
        for group in self.cast.groups:
            self.add_group(group)

    @classmethod
    def from_file(cls, path: Path | str, **options: Any) -> World:
        """The world of a cast file."""
        return cls(read_cast(path), **options)

    # -- waiting ----------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """Something happened: wake whoever waits."""
        self.version += 1
        event, self._changed = self._changed, asyncio.Event()
        event.set()

    async def wait(self, version: int, timeout: float = 5.0) -> int:  # noqa: ASYNC109
        """The version once it is above `version`. Raises `TimeoutError` after `timeout` real seconds."""
        async with asyncio.timeout(timeout):
            while self.version <= version and not self.closing:
                await self._changed.wait()
        return self.version

    async def until(self, ready: Callable[[], Any], timeout: float = 5.0) -> Any:  # noqa: ASYNC109
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
        """Somebody new; their private chat is there but the bot cannot write before they do."""
        self.people[person.id] = person
        members = {person.id: "member", self.bot.id: "member"}
        self.chats.setdefault(person.id, Chat(person.id, "private", members=members))
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
        return message

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
        self.updates.add(kind, payload)
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
        if status not in ("member", "administrator"):
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

    # -- the acts of the people -------------------------------------------------------------------------------

    def _enter(self, user_id: int, chat_id: int) -> Chat:
        """The chat somebody writes to. Raises `RefusedError` when they cannot."""
        if user_id not in self.people:
            raise RefusedError(f"no user {user_id}")
        chat = self.chat(chat_id)
        if not chat.present(user_id) or (chat.private and chat.id != user_id):
            raise RefusedError(f"user {user_id} is not in chat {chat_id}")
        if chat.migrated_to:
            raise RefusedError(f"chat {chat_id} became {chat.migrated_to}")
        if chat.blocked:
            raise RefusedError("the bot is blocked: unblock it first")
        return chat

    def _post(self, user_id: int, chat: Chat, content: Json, reply_to: int | None = None, **more: Any) -> Message:
        if chat.private:
            chat.started = True
        message = self.put(chat, user_id, content, reply_to=reply_to, **more)
        self._tell_message(message)
        return message

    def say(self, user_id: int, chat_id: int, text: str, reply_to: int | None = None) -> Message:
        """Somebody writes. A text over 4096 is cut into several messages, as the application does; gives the last."""
        chat = self._enter(user_id, chat_id)
        text = text.strip()
        if not text:
            raise RefusedError("the application sends no empty message")
        self._use_keyboard(chat, user_id, text)
        while True:
            part, text = _cut(text)
            message = self._post(user_id, chat, _text_content(part), reply_to)
            if not text:
                return message

    def start(self, user_id: int, payload: str = "") -> Message:
        """Somebody opens the bot: the START button, or a t.me link with its payload.

        Raises `RefusedError` for a payload no link can carry (64 of A-Z a-z 0-9 _ -).
        """
        if payload and not _PAYLOAD.fullmatch(payload):
            raise RefusedError(f"no t.me link can carry {payload!r}")
        return self.say(user_id, user_id, f"/start {payload}".strip())

    def _use_keyboard(self, chat: Chat, user_id: int, label: str) -> None:
        """A one-time keyboard goes away once one of its buttons was used."""
        markup = chat.keyboards.get(user_id, {})
        used = any(button["text"] == label for row in markup.get("keyboard", []) for button in row)
        if used and markup.get("one_time_keyboard"):
            del chat.keyboards[user_id]

    def edit(self, user_id: int, chat_id: int, message_id: int, text: str) -> Message:
        """Somebody corrects their own message."""
        self._enter(user_id, chat_id)
        message = self.message(chat_id, message_id)
        if message is None or message.sender != user_id or not ({"text", "caption"} & set(message.content)):
            raise RefusedError(f"message {message_id} is not theirs to edit")
        fresh = _text_content(_cut(text.strip())[0])
        if "text" not in message.content:
            fresh = {"caption": fresh["text"], "caption_entities": fresh.get("entities", [])}
        kept = {key: value for key, value in message.content.items() if "entities" not in key}
        message.content = kept | fresh
        message.edit_date = int(self.clock())
        self._tell_message(message, "edited_message")
        return message

    def press(self, user_id: int, chat_id: int, message_id: int, button: str, *, stale: bool = False) -> str:
        """Somebody presses an inline button, named by its label or its data; gives the id of the press.

        `stale` presses `button` as data although it no longer stands there (an old screen, a lost race).
        """
        chat = self._enter(user_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or (message.deleted and not stale):
            raise RefusedError(f"no message {message_id} in chat {chat_id}")
        data = button if stale else _button_data(message, button)
        number = len(self.presses) + 1
        press = Press(str(4_000_000_000_000 + number), user_id, chat_id, message_id, data, time.monotonic())
        self.presses[press.id] = press
        query = {
            "id": press.id,
            "from": self.user_api(user_id),
            "message": self.message_api(message),
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        if message.deleted:
            query["message"] = {"chat": self.chat_api(chat), "message_id": message_id, "date": 0}
        self.tell("callback_query", query)
        return press.id

    async def answer(self, press_id: str, timeout: float = 5.0) -> CallbackAnswer:  # noqa: ASYNC109
        """What the bot answered to a press. Raises `TimeoutError` when it did not."""
        press = self.presses[press_id]
        answer: CallbackAnswer = await self.until(lambda: press.answer, timeout)
        return answer

    def share_contact(self, user_id: int, chat_id: int | None = None, phone: str | None = None) -> Message:
        """Somebody shares their own number (the contact button), or another `phone` as a card without user id."""
        chat = self._enter(user_id, user_id if chat_id is None else chat_id)
        person = self.people[user_id]
        contact: Json = {"phone_number": phone or person.phone, "first_name": person.first_name}
        if phone is None or phone == person.phone:
            contact["user_id"] = user_id
        markup = chat.keyboards.get(user_id, {})
        if markup.get("one_time_keyboard"):
            del chat.keyboards[user_id]
        return self._post(user_id, chat, {"contact": contact})

    def send_other(self, user_id: int, chat_id: int, kind: str, caption: str = "") -> list[Message]:
        """Somebody sends something that is no text.

        `kind`: photo, album (three photos), voice, audio, video, video_note, sticker, document, animation, location,
        contact (somebody else's), dice.
        """
        chat = self._enter(user_id, chat_id)
        texts: Json = {"caption": caption} if caption else {}
        if kind == "album":
            self._albums += 1
            group = str(13_000_000_000_000_000 + self._albums)
            pictures = [self._photo(number) for number in range(3)]
            return [
                self._post(user_id, chat, {"media_group_id": group, "photo": picture} | (texts if first else {}))
                for picture, first in zip(pictures, (True, False, False), strict=True)
            ]
        return [self._post(user_id, chat, self._other(user_id, kind) | texts)]

    def send_file(self, user_id: int, chat_id: int, name: str, data: bytes, caption: str = "") -> Message:
        """Somebody sends a document of their own."""
        chat = self._enter(user_id, chat_id)
        stored = self.files.keep("documents", name, data)
        document = stored.api() | {"file_name": name, "mime_type": stored.mime}
        return self._post(user_id, chat, {"document": document} | ({"caption": caption} if caption else {}))

    def _photo(self, shade: int = 0) -> list[Json]:
        return photo_sizes(self.files.keep("photos", "photo.png", sample_picture(shade)))

    def _other(self, user_id: int, kind: str) -> Json:
        if kind == "photo":
            return {"photo": self._photo(len(self.chats[user_id].messages) % 5)}
        if kind == "location":
            return {"location": {"latitude": 45.5285, "longitude": 2.8053}}
        if kind == "contact":
            return {"contact": {"phone_number": "+33199009998", "first_name": "Mairie"}}
        if kind == "dice":
            return {"dice": {"emoji": "🎲", "value": 4}}
        if kind not in _OTHERS:
            raise RefusedError(f"nothing called {kind} can be sent")
        name, mime, details = _OTHERS[kind]
        stored = self.files.keep(f"{kind}s", name, f"a {kind} of the simulator".encode(), mime)
        content: Json = {kind: stored.api() | details}
        if kind == "animation":  # Telegram repeats it as a document
            content["document"] = stored.api() | {"file_name": name, "mime_type": mime}
        return content

    def block(self, user_id: int) -> None:
        """Somebody blocks the bot."""
        chat = self.chat(user_id)
        if not chat.blocked:
            chat.blocked = True
            self._bot_status(chat, user_id, "member", "kicked")

    def unblock(self, user_id: int) -> None:
        """Somebody lets the bot write again (the application then sends /start: `start` does it)."""
        chat = self.chat(user_id)
        if chat.blocked:
            chat.blocked = False
            self._bot_status(chat, user_id, "kicked", "member")

    def deactivate(self, user_id: int) -> None:
        """Somebody deletes their account; Telegram tells nobody."""
        self.chat(user_id).deactivated = True
        self.changed()

    # -- groups -----------------------------------------------------------------------------------------------

    def add_bot(self, chat_id: int, by: int | None = None, *, administrator: bool = False) -> None:
        """Somebody adds the bot to a group, or makes it administrator of one it is in."""
        chat = self.chat(chat_id)
        before = chat.members.get(self.bot.id, "left")
        after = "administrator" if administrator else "member"
        actor = self._actor(chat, by)
        chat.members[self.bot.id] = after
        self._bot_status(chat, actor, before, after)
        if before in ("left", "kicked"):
            self._service(chat, actor, {"new_chat_members": [self.user_api(self.bot.id)]})

    def kick_bot(self, chat_id: int, by: int | None = None) -> None:
        """Somebody removes the bot from a group."""
        chat = self.chat(chat_id)
        actor = self._actor(chat, by)
        before = chat.members.get(self.bot.id, "left")
        chat.members[self.bot.id] = "kicked"
        self._bot_status(chat, actor, before, "kicked")
        self.put(chat, actor, {"left_chat_member": self.user_api(self.bot.id)}, service=True)

    def join(self, user_id: int, chat_id: int, by: int | None = None) -> None:
        """Somebody enters a group, alone or added by another member."""
        chat = self.chat(chat_id)
        chat.members[user_id] = "member"
        self._service(chat, user_id if by is None else by, {"new_chat_members": [self.user_api(user_id)]})

    def leave(self, user_id: int, chat_id: int) -> None:
        """Somebody leaves a group."""
        chat = self.chat(chat_id)
        chat.members[user_id] = "left"
        self._service(chat, user_id, {"left_chat_member": self.user_api(user_id)})

    def rename(self, chat_id: int, title: str, by: int | None = None) -> None:
        """Somebody changes the title of a group."""
        chat = self.chat(chat_id)
        chat.title = title
        self._service(chat, self._actor(chat, by), {"new_chat_title": title})

    def create_group(self, title: str, by: int, type_: GroupType = "group", chat_id: int | None = None) -> Chat:
        """Somebody creates a group and puts the bot in it."""
        number = chat_id or min([-4_000_000_000, *self.chats]) - 1
        chat = self.add_group(Group(number, title, type_, administrators=(by,), bot="left"))
        self.add_bot(number, by)
        return chat

    def migrate(self, chat_id: int, to_chat_id: int | None = None) -> int:
        """A basic group becomes a supergroup with a new id, which is given."""
        old = self.chat(chat_id)
        if old.type != "group" or old.migrated_to:
            raise RefusedError(f"chat {chat_id} is no basic group")
        new_id = to_chat_id or -1_000_000_000_000 - abs(chat_id)
        new = Chat(new_id, "supergroup", old.title, dict(old.members))
        self.chats[new_id] = new
        actor = self._actor(old, None)
        self._service(old, actor, {"migrate_to_chat_id": new_id})
        old.migrated_to = new_id
        self._service(new, actor, {"migrate_from_chat_id": chat_id})
        return new_id

    def _actor(self, chat: Chat, by: int | None) -> int:
        if by is not None:
            return by
        return next((user for user in chat.members if user != self.bot.id), self.bot.id)

    def _service(self, chat: Chat, actor: int, content: Json) -> Message:
        message = self.put(chat, actor, content, service=True)
        self._tell_message(message)
        return message

    def _bot_status(self, chat: Chat, actor: int, before: str, after: str) -> None:
        change = {
            "chat": self.chat_api(chat),
            "from": self.user_api(actor),
            "date": int(self.clock()),
            "old_chat_member": self.member_api(self.bot.id, before),
            "new_chat_member": self.member_api(self.bot.id, after),
        }
        self.tell("my_chat_member", change)

    def member_api(self, user_id: int, status: str) -> Json:
        """A ChatMember object."""
        member: Json = {"user": self.user_api(user_id), "status": status}
        if status == "kicked":
            member["until_date"] = 0
        elif status == "administrator":
            member |= dict.fromkeys(_RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
        elif status == "creator":
            member["is_anonymous"] = False
        return member

    # -- trouble ----------------------------------------------------------------------------------------------

    def fault(
        self,
        error: Trouble = 500,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        retry_after: int | None = None,
        times: int = 1,
        description: str | None = None,
        delay: float = 30.0,
    ) -> Fault:
        """Make the next `times` matching calls fail.

        `error`: an HTTP code (the call is not executed); "timeout" (no answer for `delay` seconds, not executed);
        "cut" (the connection ends, not executed); "drop_response" (executed, then the connection ends);
        "slow" (executed after `delay` seconds).
        """
        trouble = Fault(error, method, chat_id, retry_after, times, description, delay)
        self.faults.append(trouble)
        return trouble

    def drop_response(self, method: str | None = None, chat_id: int | None = None, times: int = 1) -> Fault:
        """The next call is executed but its answer never arrives."""
        return self.fault("drop_response", method=method, chat_id=chat_id, times=times)

    def take_fault(self, method: str, chat_id: int | None) -> Fault | None:
        """The trouble this call meets, counted down."""
        met = next((trouble for trouble in self.faults if trouble.matches(method, chat_id)), None)
        if met is not None:
            met.times -= 1
        return met

    def fail(self, what: str, method: str, detail: str = "") -> None:
        """Write down, loudly, a call no Telegram would know."""
        failure = Failure(what, method, detail)
        if failure not in self.failures:
            self.failures.append(failure)
        logger.error("%s: %s %s", what, method, detail)

    def redeliver(self, *update_ids: int) -> None:
        """Deliver updates that were confirmed already once more, under the same `update_id`."""
        self.updates.redeliver(update_ids)
        self.changed()

    def restart_update_ids(self, first_id: int) -> None:
        """Number updates from elsewhere, as Telegram does after a quiet week."""
        self.updates.next_id = first_id

    # -- what tests ask ---------------------------------------------------------------------------------------

    def calls_of(self, method: str, chat_id: int | None = None) -> list[ApiCall]:
        """The calls of one method, in order."""
        return [c for c in self.calls if c.method == method and (chat_id is None or c.chat_id == chat_id)]

    @property
    def pending(self) -> int:
        """How many updates wait to be confirmed."""
        return len(self.updates.waiting) + len(self.updates.again)


_OTHERS: dict[str, tuple[str, str, Json]] = {
    "voice": ("voice.ogg", "audio/ogg", {"duration": 4, "mime_type": "audio/ogg"}),
    "audio": ("audio.mp3", "audio/mpeg", {"duration": 30, "mime_type": "audio/mpeg"}),
    "video": ("video.mp4", "video/mp4", {"duration": 5, "width": 640, "height": 360, "mime_type": "video/mp4"}),
    "video_note": ("note.mp4", "video/mp4", {"duration": 5, "length": 240}),
    "document": (
        "document.pdf",
        "application/pdf",
        {"file_name": "document.pdf", "mime_type": "application/pdf"},
    ),
    "animation": (
        "animation.mp4",
        "video/mp4",
        {"duration": 2, "width": 320, "height": 180, "file_name": "animation.mp4", "mime_type": "video/mp4"},
    ),
    "sticker": (
        "sticker.webp",
        "image/webp",
        {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"},
    ),
}


def _text_content(text: str) -> Json:
    entities = detect(text, [])
    return {"text": text, "entities": entities} if entities else {"text": text}


def _cut(text: str) -> tuple[str, str]:
    """A text no longer than a message, and the rest."""
    size = 0
    for index, character in enumerate(text):
        size += units(character)
        if size > MOST_TEXT:
            return text[:index], text[index:]
    return text, ""


def _button_data(message: Message, wanted: str) -> str:
    buttons: Sequence[Json] = [button for row in message.buttons for button in row]
    for key in ("callback_data", "text"):
        for button in buttons:
            if button.get(key) == wanted and "callback_data" in button:
                return str(button["callback_data"])
    labels = ", ".join(button["text"] for button in buttons) or "none"
    raise RefusedError(f"no button {wanted!r} under message {message.message_id}; there are: {labels}")
