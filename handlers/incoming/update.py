"""An update, once it is read: who did what, where. Plain data; `arms.py` says what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.events import Edited
from handlers.turn.events import Heard
from handlers.turn.turn import Caller


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button of a message, or of one that is too old to be shown. `data` is as it came: anybody may send anything."""

    data: str
    in_group: bool


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command, anywhere: its name in small letters, what stands behind it, and `to` which bot, if it names one."""

    name: str
    argument: str
    to: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text in private, or the words under a file, edited later."""

    event: Edited
    of_text: bool


@dataclass(frozen=True, slots=True)
class GroupMoved:
    """A group became a supergroup, which has a new id."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class MemberLeft:
    """Somebody left a group, or was removed."""

    chat_id: int
    account: int


@dataclass(frozen=True, slots=True)
class MembersCame:
    """People came into a group: their accounts, and how Telegram names them."""

    chat_id: int
    people: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class GroupAnswered:
    """Somebody in a group answers the message `to`."""

    chat_id: int
    message_id: int
    to: int


@dataclass(frozen=True, slots=True)
class BotBlocked:
    """Somebody does not want to hear from the bot any more."""

    account: int


@dataclass(frozen=True, slots=True)
class BotUnblocked:
    """Somebody wants to hear from the bot, again or for the first time."""

    account: int


@dataclass(frozen=True, slots=True)
class GroupFound:
    """A group took the bot in, gave it other rights, or opened itself to everybody again."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class GroupLost:
    """A group put the bot out, or lets it write no more: `why` is one of `storage.networks.LOST`."""

    chat_id: int
    why: str


Event = (
    ButtonPressed | Commanded | Corrected | Heard | GroupMoved | MemberLeft | MembersCame | GroupAnswered
    | BotBlocked | BotUnblocked | GroupFound | GroupLost
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Update:
    """Somebody did something. A press waits for an answer under the id `press`; anything else has none."""

    caller: Caller
    event: Event
    press: str = ""
