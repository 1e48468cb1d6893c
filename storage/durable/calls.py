"""Calls: what the Bot API is asked to do, and the messages that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from storage.durable.sent_messages import part_of


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
        made = [] if self.became is None else [self.became, *self.also]
        return [(name and part_of(name, at), message_id) for at, message_id in enumerate(made, 1)]
