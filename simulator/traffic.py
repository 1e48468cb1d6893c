"""What went between Telegram and the bot: the last updates and calls, with the rule that refused a call."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import Any, Literal

MOST = 500
_PLAIN = frozenset({"text", "caption", "description", "name"})
"""Parameters that are words, whatever they begin with."""

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One update made, or one call answered: `at` in Unix seconds of the world, `said` "ok" or Telegram's refusal.

    `body` is the update's object or the call's parameters; `chat_id` is 0 where there is no chat.
    """

    number: int
    at: float
    kind: Literal["update", "call"]
    name: str
    chat_id: int
    body: Json
    code: int = 200
    said: str = "ok"

    def api(self) -> Json:
        """As the page gets it."""
        return {
            "number": self.number,
            "at": self.at,
            "kind": self.kind,
            "name": self.name,
            "chat_id": self.chat_id or None,
            "ok": self.code == 200,
            "code": self.code,
            "said": self.said,
            "body": {key: _read(key, value) for key, value in self.body.items()},
        }


class Traffic:
    """The last entries, oldest first; `last` is the number of the newest one, 0 before there is any."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=MOST)
        self.last = 0

    def note(
        self,
        at: float,
        kind: Literal["update", "call"],
        name: str,
        chat_id: int,
        body: Json,
        code: int = 200,
        said: str = "ok",
    ) -> None:
        """Write one down; the oldest goes where there are too many."""
        self.last += 1
        self._entries.append(Entry(self.last, at, kind, name, chat_id, body, code, said))

    def forget(self) -> None:
        """Forget every entry; the numbering goes on."""
        self._entries.clear()

    def after(self, number: int) -> Json:
        """What came after that number, and the newest number."""
        entries = [entry.api() for entry in self._entries if entry.number > number]
        return {"entries": entries, "last": self.last}


def _read(key: str, value: Any) -> Any:
    """A parameter that carries JSON, unfolded."""
    if isinstance(value, str) and value[:1] in ("{", "[") and key not in _PLAIN:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
