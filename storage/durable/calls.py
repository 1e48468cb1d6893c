"""Calls: what the Bot API is asked to do, and the messages that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Call:
    """A Bot API call to make. `payload` holds its parameters without `chat_id` and, for edits, `message_id`: that is
    what the message called `name` has become, if it was sent.
    """

    id: int
    chat_id: int
    method: str
    payload: dict[str, Any]
    name: str | None
    attempts: int
    waits: int = 0
    fleeting: bool = False
    message_id: int | None = None

    @property
    def is_edit(self) -> bool:
        """Whether it changes the message called `name` instead of sending one."""
        return self.method.startswith(("editMessage", "deleteMessage"))


@dataclass(frozen=True, slots=True)
class Taken:
    """A call that Telegram took, and the id of the message that it made, if it made one; of an album `also` the others,
    in order.
    """

    call: Call
    became: int | None = None
    also: tuple[int, ...] = ()

    @property
    def each(self) -> list[tuple[str | None, int]]:
        """The messages that it made, each with its logical name: of an album the first has its name, the others
        `name:2` and so on.
        """
        name = self.call.name or (f"#{self.call.id}" if self.call.chat_id > 0 else None)
        first = [] if self.became is None else [(name, self.became)]
        return first + [(None if name is None else part_of(name, at), id_) for at, id_ in enumerate(self.also, 2)]


def part_of(name: str, number: int) -> str:
    """The logical name of one message of an album, from 1."""
    return name if number == 1 else f"{name}:{number}"
