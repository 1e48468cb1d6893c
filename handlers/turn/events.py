"""Events: what happens to a case that features act on besides the one that did it, in the same turn (`Feature.on`);
and what somebody sent in private, before anybody has claimed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from conversations.engine.events import ContactShared, OtherSent, Said
from network.acts import Act
from storage.cases import Case
from storage.letters import Content


@dataclass(frozen=True, slots=True)
class CaseSent:
    """A case was sent, by its person or by whoever met them, and is shown; with the dates that were promised."""

    case: Case
    take_by: datetime
    contact_by: datetime


@dataclass(frozen=True, slots=True)
class SlotChanged:
    """An act changed a slot: the case before and after it."""

    before: Case
    after: Case
    role: str
    act: Act


@dataclass(frozen=True, slots=True)
class CameIn:
    """Somebody begins to use the bot for what others told of them: as the other `adult` of a case, as the person of a
    case that was entered for them (`again`), or as a `partner`.
    """

    account: int
    locale: str
    how: Literal["adult", "again", "partner"]


Event = CaseSent | SlotChanged | CameIn


@dataclass(frozen=True, slots=True)
class Heard:
    """A message: as a conversation takes it, and what of it can be passed on, if anything can. `answers` is the message
    that it was written in answer to, 0 for none; `album` is shared by the pieces of one.
    """

    event: Said | ContactShared | OtherSent
    content: Content | None = None
    answers: int = 0
    album: str | None = None
