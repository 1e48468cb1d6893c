"""Heard: what somebody sent in private that is no command and no press, before anybody has claimed it."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.engine.events import ContactShared, OtherSent, Said
from storage.letters import Content


@dataclass(frozen=True, slots=True)
class Heard:
    """A message: as a conversation takes it, and what of it can be passed on, if anything can. `answers` is the message
    that it was written in answer to, 0 for none; `album` is shared by the pieces of one.
    """

    event: Said | ContactShared | OtherSent
    content: Content | None = None
    answers: int = 0
    album: str | None = None
