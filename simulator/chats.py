"""Chats and messages as they are kept, before they are written out for the bot or for the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Message:
    """One message. `content` holds the fields the Bot API names (text, entities, photo …).

    `version` is the world's, when it last looked different.
    """

    chat_id: int
    message_id: int
    sender: int
    date: int
    content: Json
    markup: Json | None = None
    reply_to: int | None = None
    thread: int | None = None
    edit_date: int | None = None
    protected: bool = False
    silent: bool = False
    deleted: bool = False
    service: bool = False
    version: int = 0

    @property
    def text(self) -> str:
        """The text, or the caption, or nothing."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def buttons(self) -> list[list[Json]]:
        """The inline keyboard under the message, row by row."""
        return list((self.markup or {}).get("inline_keyboard", []))

    @property
    def labels(self) -> list[list[str]]:
        """What the inline buttons say, row by row."""
        return [[button["text"] for button in row] for row in self.buttons]


@dataclass(slots=True)
class Chat:
    """A private chat (its id is the person's) or a group. `members` gives each one's status; `refusal` the words in
    which whatever the bot sends is refused (see `errors.NO_WRITING`), `closed` the topics that take nothing, 0 for the
    general one.
    """

    id: int
    type: str
    title: str = ""
    members: dict[int, str] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    counter: int = 0
    keyboards: dict[int, Json] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    topics: set[int] = field(default_factory=set)
    closed: list[int] = field(default_factory=list)
    refusal: str = ""
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    migrated_to: int | None = None
    action: str = ""
    action_until: float = 0.0

    @property
    def private(self) -> bool:
        """Whether this is a person's chat with the bot."""
        return self.type == "private"

    def present(self, user_id: int) -> bool:
        """Whether somebody is in the chat."""
        return self.members.get(user_id) in ("member", "administrator", "creator", "restricted")


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What answerCallbackQuery showed to the person who pressed."""

    text: str = ""
    show_alert: bool = False
    url: str = ""


@dataclass(slots=True)
class Press:
    """A press on an inline button; `asked_at` in monotonic seconds, since presses expire in real time."""

    id: str
    user_id: int
    chat_id: int
    message_id: int
    data: str
    asked_at: float
    answer: CallbackAnswer | None = None


@dataclass(frozen=True, slots=True)
class ApiCall:
    """One call of the bot: when (the world's clock), with what, and how it ended ("ok" or the description)."""

    number: int
    at: float
    method: str
    params: Json
    outcome: str
    code: int = 200
    result: Any = None

    @property
    def ok(self) -> bool:
        """Whether Telegram accepted it."""
        return self.code == 200

    @property
    def chat_id(self) -> int | None:
        """The chat it spoke to."""
        try:
            return int(self.params["chat_id"])
        except (KeyError, ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Failure:
    """A call no Telegram would know: `what` is "unknown method", "unknown parameter" or "unsupported"."""

    what: str
    method: str
    detail: str = ""
