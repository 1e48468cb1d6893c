"""What the people do in a simulated world, and the trouble that tests make there."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast, get_args

from simulator.cast import Group, GroupType
from simulator.chats import ApiCall, CallbackAnswer, Chat, Failure, Json, Message, Press
from simulator.detect import detect
from simulator.errors import NO_RIGHTS, NO_WRITING, RefusedError
from simulator.faults import Fault, Lasting, Trouble, lasting
from simulator.files import photo_sizes, picture_size, sample_picture
from simulator.html import units
from simulator.state import MOST_TEXT, State

logger = logging.getLogger("simulator")

_VOICE = Path(__file__).with_name("voice.ogg")
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

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
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
]

_PERMISSIONS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]


class World(State):
    """A Telegram with one bot in it (options: see `State`). Every act of a person is a method."""

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

    def arrive(self) -> None:
        """Those who, as the cast says, have `started` press Start."""
        for person in self.cast.people:
            if person.started and not self.chat(person.id).started:
                self.start(person.id)

    def reset(self) -> None:
        """Everything begins anew, as the cast has it. What the bot set (menus, names) is gone; its webhook stays."""
        self.updates.forget()
        self._furnish()
        self.arrive()
        self.changed()

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
        self.touch(message)
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
        self._pressed += 1
        press = Press(str(4_000_000_000_000 + self._pressed), user_id, chat_id, message_id, data, time.monotonic())
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

    async def answer(self, press_id: str, timeout: float | None = None) -> CallbackAnswer:  # noqa: ASYNC109
        """What the bot answered to a press. Raises `TimeoutError` after `timeout` seconds, if that is given."""
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

    def send_other(
        self, user_id: int, chat_id: int, kind: str, caption: str = "", reply_to: int | None = None
    ) -> list[Message]:
        """Somebody sends something that is no text, in answer to the message `reply_to` if that is given.

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
                self._post(
                    user_id, chat, {"media_group_id": group, "photo": picture} | (texts if first else {}), reply_to
                )
                for picture, first in zip(pictures, (True, False, False), strict=True)
            ]
        return [self._post(user_id, chat, self._other(user_id, kind) | texts, reply_to)]

    def send_file(self, user_id: int, chat_id: int, name: str, data: bytes, caption: str = "") -> Message:
        """Somebody sends a file of their own: a picture as a photo, as the application does, else a document."""
        chat = self._enter(user_id, chat_id)
        if picture_size(data):
            photo: Json = {"photo": photo_sizes(self.files.keep("photos", name, data))}
            return self._post(user_id, chat, photo | ({"caption": caption} if caption else {}))
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
        data = _VOICE.read_bytes() if kind == "voice" else f"a {kind} of the simulator".encode()
        stored = self.files.keep(f"{kind}s", name, data, mime)
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
        chat.refusal = ""
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

    def restrict_bot(self, chat_id: int, by: int | None = None) -> None:
        """An administrator takes from the bot the right to write, of which it is told; `add_bot` gives it back."""
        chat = self.chat(chat_id)
        before = chat.members.get(self.bot.id, "left")
        chat.members[self.bot.id], chat.refusal = "restricted", NO_RIGHTS
        self._bot_status(chat, self._actor(chat, by), before, "restricted")

    def refuse(self, chat_id: int, words: str) -> None:
        """Telegram refuses whatever the bot sends to a group, in these words, until `allow`; it tells nobody.

        Raises `RefusedError` for words that Telegram does not have.
        """
        if words not in NO_WRITING:
            raise RefusedError(f"Telegram does not say {words!r}")
        self.chat(chat_id).refusal = words

    def allow(self, chat_id: int) -> None:
        """The bot may write again; it is not told."""
        self.chat(chat_id).refusal = ""

    def close_topic(self, chat_id: int, topic: int = 0, by: int | None = None) -> None:
        """Somebody closes a topic of a group, 0 for the general one: only administrators can write there."""
        chat = self.chat(chat_id)
        chat.closed.append(topic)
        self._service(chat, self._actor(chat, by), {"forum_topic_closed": {}}, topic)

    def reopen_topic(self, chat_id: int, topic: int = 0, by: int | None = None) -> None:
        """Somebody opens a topic again."""
        chat = self.chat(chat_id)
        chat.closed.remove(topic)
        self._service(chat, self._actor(chat, by), {"forum_topic_reopened": {}}, topic)

    def join(self, user_id: int, chat_id: int, by: int | None = None) -> None:
        """Somebody enters a group, alone or added by another member."""
        chat = self.chat(chat_id)
        actor = user_id if by is None else by
        self._status(chat, actor, user_id, "member")
        self._service(chat, actor, {"new_chat_members": [self.user_api(user_id)]})

    def leave(self, user_id: int, chat_id: int) -> None:
        """Somebody leaves a group."""
        chat = self.chat(chat_id)
        self._status(chat, user_id, user_id, "left")
        self._service(chat, user_id, {"left_chat_member": self.user_api(user_id)})

    def remove(self, user_id: int, chat_id: int, by: int | None = None) -> None:
        """Somebody is removed from a group."""
        chat = self.chat(chat_id)
        actor = self._actor(chat, by)
        self._status(chat, actor, user_id, "kicked")
        self._service(chat, actor, {"left_chat_member": self.user_api(user_id)})

    def rename(self, chat_id: int, title: str, by: int | None = None) -> None:
        """Somebody changes the title of a group."""
        chat = self.chat(chat_id)
        chat.title = title
        self.redraw([chat])
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

    def _service(self, chat: Chat, actor: int, content: Json, topic: int = 0) -> Message:
        message = self.put(chat, actor, content, service=True, thread=topic or None)
        self._tell_message(message)
        return message

    def _bot_status(self, chat: Chat, actor: int, before: str, after: str) -> None:
        self.tell("my_chat_member", self._change(chat, actor, self.bot.id, before, after))

    def _status(self, chat: Chat, actor: int, user_id: int, after: str) -> None:
        """Somebody's place in a group changes, which Telegram tells a bot that is an administrator there."""
        before = chat.members.get(user_id, "left")
        chat.members[user_id] = after
        if chat.members.get(self.bot.id) == "administrator" and before != after:
            self.tell("chat_member", self._change(chat, actor, user_id, before, after))

    def _change(self, chat: Chat, actor: int, user_id: int, before: str, after: str) -> Json:
        return {
            "chat": self.chat_api(chat),
            "from": self.user_api(actor),
            "date": int(self.clock()),
            "old_chat_member": self.member_api(user_id, before),
            "new_chat_member": self.member_api(user_id, after),
        }

    def member_api(self, user_id: int, status: str) -> Json:
        """A ChatMember object."""
        member: Json = {"user": self.user_api(user_id), "status": status}
        if status == "kicked":
            member["until_date"] = 0
        elif status == "restricted":
            member |= dict.fromkeys(_PERMISSIONS, False) | {"is_member": True, "until_date": 0}
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
        until: asyncio.Event | None = None,
    ) -> Fault:
        """Make the next `times` matching calls fail.

        `error`: an HTTP code (the call is not executed); "timeout" (no answer for `delay` seconds, not executed);
        "cut" (the connection ends, not executed); "drop_response" (executed, then the connection ends);
        "slow" (executed after `delay` seconds). What waits does so `until` something has happened, where that is given.
        """
        trouble = Fault(error, method, chat_id, retry_after, times, description, delay, until)
        self.faults.append(trouble)
        return trouble

    def drop_response(self, method: str | None = None, chat_id: int | None = None, times: int = 1) -> Fault:
        """The next call is executed but its answer never arrives."""
        return self.fault("drop_response", method=method, chat_id=chat_id, times=times)

    def take_fault(self, method: str, chat_id: int | None) -> Fault | None:
        """The trouble this call meets, counted down; else the one that lasts."""
        met = next((trouble for trouble in self.faults if trouble.matches(method, chat_id)), None)
        if met is not None:
            met.times -= 1
        return met or lasting(self.trouble, method)

    def last(self, trouble: str) -> None:
        """Trouble that lasts until "none": every answer is slow, Telegram is down, or refuses to send so much.

        Raises `RefusedError` for another kind.
        """
        if trouble not in get_args(Lasting):
            raise RefusedError(f"no trouble is called {trouble}; there are: {', '.join(get_args(Lasting))}")
        self.trouble = cast(Lasting, trouble)
        self.changed()

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
    "voice": ("voice.ogg", "audio/ogg", {"duration": 5, "mime_type": "audio/ogg"}),
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
