"""One call of the Bot API: its parameters, read the way Telegram reads them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from simulator.chats import Chat, Message
from simulator.detect import detect
from simulator.errors import ApiError, bad_request
from simulator.files import MOST_UPLOAD, StoredFile
from simulator.html import Entity, parse, tidy, trim, units
from simulator.markup import Markup, check_inline, check_markup
from simulator.state import MOST_CAPTION, MOST_TEXT
from simulator.world import World


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a multipart call."""

    name: str
    data: bytes
    mime: str | None = None


@dataclass(slots=True)
class Call:
    """A call under way. Values come as strings (query, form) or as JSON; every reader accepts both."""

    world: World
    method: str
    params: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether a parameter was given and is not empty."""
        return self.params.get(name) not in (None, "")

    def string(self, name: str, default: str = "") -> str:
        """A text. Raises `ApiError` 400 for bytes that are no UTF-8."""
        value = self.params.get(name, default)
        text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
        check_utf8(text)
        return text

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; anything else is the default, as Telegram does."""
        try:
            return int(self.params.get(name, default))
        except (TypeError, ValueError):
            return default

    def boolean(self, name: str) -> bool:
        """True for true, 1, yes in any case."""
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes")

    def json(self, name: str) -> Any:
        """A JSON value. Raises `ApiError` 400 when it cannot be read."""
        value = self.params.get(name)
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except json.JSONDecodeError as error:
                raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from error
        check_utf8(value)
        return value

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat to speak to, open to the bot. Raises `ApiError` 400 or 403."""
        if not self.has(name):
            raise bad_request(f"{name} is empty")
        try:
            return self.world.reach(int(self.params[name]))
        except (TypeError, ValueError):
            raise bad_request("chat not found") from None

    def known_chat(self, name: str = "chat_id") -> Chat:
        """The chat to read or set up: somebody who blocked the bot still counts. Raises `ApiError` 400 or 403."""
        chat = self.world.chats.get(self.integer(name))
        if chat is not None and chat.private:
            if not chat.started:
                raise bad_request("chat not found")
            return chat
        return self.chat(name)

    def message(self, purpose: str) -> Message:
        """The message `chat_id` and `message_id` name; `purpose` ends Telegram's "message to … not found"."""
        chat = self.chat()
        if not self.has("message_id"):
            raise bad_request("message identifier is not specified")
        found = self.world.message(chat.id, self.integer("message_id"))
        if found is None:
            raise bad_request(f"message to {purpose} not found")
        return found

    def formatted(self, name: str, entities: str, most: int, prefix: str = "") -> tuple[str, list[Entity]]:
        """A text with its entities, by parse_mode or by a list. Raises `ApiError` 400 when it is too long or wrong."""
        source = self.string(name)
        mode = self.string(f"{prefix}parse_mode").lower()
        if mode == "html":
            text, found = parse(source)
        elif mode:
            self.world.fail("unsupported", self.method, f"parse_mode {mode}")
            raise bad_request("unsupported parse_mode")
        else:
            text, found = source, tidy(self._entity_list(entities))
        text, found = trim(text, found)
        if units(text) > most:
            raise bad_request("message is too long" if most == MOST_TEXT else "message caption is too long")
        return text, detect(text, self._mentions(found))

    def _entity_list(self, name: str) -> list[Entity]:
        entities = self.json(name) or []
        if not isinstance(entities, list) or any(not isinstance(entity, dict) for entity in entities):
            raise bad_request(f"can't parse {name}: expected an Array of MessageEntity")
        return [dict(entity) for entity in entities]

    def _mentions(self, entities: list[Entity]) -> list[Entity]:
        """tg://user?id=… is a mention of somebody the bot knows, and nothing otherwise."""
        answer = []
        for entity in entities:
            url = entity.get("url", "")
            if entity["type"] == "text_link" and url.startswith("tg://user?id="):
                number = url.removeprefix("tg://user?id=")
                if not number.isdigit() or int(number) not in self.world.people:
                    continue
                user = self.world.user_api(int(number))
                entity = {**entity, "type": "text_mention", "user": user}
                del entity["url"]
            answer.append(entity)
        return answer

    def text(self) -> dict[str, Any]:
        """The content of a text message."""
        text, entities = self.formatted("text", "entities", MOST_TEXT)
        if not text:
            raise bad_request("message text is empty")
        return {"text": text, "entities": entities} if entities else {"text": text}

    def caption(self) -> dict[str, Any]:
        """The caption of a file, when there is one."""
        text, entities = self.formatted("caption", "caption_entities", MOST_CAPTION)
        content: dict[str, Any] = {"caption": text} if text else {}
        return content | ({"caption_entities": entities} if text and entities else {})

    def markup(self, chat: Chat) -> Markup | None:
        """The keyboard of a new message."""
        return check_markup(self.json("reply_markup"), private=chat.private)

    def inline(self, chat: Chat) -> Markup | None:
        """The keyboard of an edited message."""
        return check_inline(self.json("reply_markup"), private=chat.private)

    def reply_to(self, chat: Chat) -> int | None:
        """The message that is answered. Raises `ApiError` 400 when it is gone."""
        wanted = self.json("reply_parameters")
        if not isinstance(wanted, dict) or "message_id" not in wanted:
            return None
        number = int(wanted["message_id"])
        if self.world.message(chat.id, number) is None:
            if wanted.get("allow_sending_without_reply"):
                return None
            raise bad_request("message to be replied not found")
        return number

    def thread(self, chat: Chat) -> int | None:
        """The forum topic to write in. Raises `ApiError` 400 when the chat has no such topic, or it is closed: an
        administrator may write there all the same.
        """
        topic = self.integer("message_thread_id")
        if topic and topic not in chat.topics:
            raise bad_request("message thread not found")
        if topic in chat.closed and chat.members.get(self.world.bot.id) != "administrator":
            raise bad_request("TOPIC_CLOSED")
        return topic or None

    def file(self, name: str, folder: str, value: Any = None) -> StoredFile:
        """A file: uploaded under `name`, by attach://, or known by its file_id. Raises `ApiError` 400 or 413."""
        value = self.params.get(name, "") if value is None else value
        key = str(value).removeprefix("attach://") if str(value).startswith("attach://") else name
        upload = self.files.get(key)
        if upload is None:
            if not value:
                raise bad_request(f"there is no {name} in the request")
            if str(value).startswith(("http://", "https://")):
                self.world.fail("unsupported", self.method, f"{name} by URL")
                raise bad_request("failed to get HTTP URL content")
            known = self.world.files.by_id(str(value))
            if (known.folder == "voices") != (folder == "voices") or (folder == "photos" and known.folder != "photos"):
                raise bad_request(f"can't use file of type {known.folder.capitalize()} as {folder.capitalize()}")
            return known
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > MOST_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        return self.world.files.keep(folder, upload.name, upload.data, upload.mime)


def check_utf8(value: Any) -> None:
    """Raises `ApiError` 400 when a string somewhere in the value cannot be written in UTF-8."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
