"""Trouble on purpose: which calls fail, how, and how often."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from dataclasses import dataclass
from typing import Literal

from simulator.errors import ApiError, too_many_requests

Trouble = int | Literal["timeout", "cut", "drop_response", "slow"]
Lasting = Literal["none", "slow", "down", "flood"]

_WORDS = {
    400: "Bad Request: injected fault",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}
GROUP_PER_MINUTE = 20
PRIVATE_PER_SECOND = 1
OVERALL_PER_SECOND = 30
SLOW = 3.0
FLOOD_WAIT = 5
_PACED = ("send", "edit", "copy", "forward")


@dataclass(slots=True)
class Fault:
    """One trouble. `method` or `chat_id` None match any (but getUpdates only by its name).

    Where it makes a call wait, it does so for `delay` seconds, or `until` something has happened.
    """

    error: Trouble
    method: str | None = None
    chat_id: int | None = None
    retry_after: int | None = None
    times: int = 1
    description: str | None = None
    delay: float = 30.0
    until: asyncio.Event | None = None

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether this call meets this trouble."""
        if self.times <= 0 or (self.method is None and method == "getUpdates"):
            return False
        by_method = self.method is None or self.method.lower() == method.lower()
        return by_method and (self.chat_id is None or self.chat_id == chat_id)

    def answer(self) -> ApiError:
        """What Telegram would say."""
        code = self.error if isinstance(self.error, int) else 500
        if code == 429:
            refusal = too_many_requests(self.retry_after or 1)
            return ApiError(429, self.description or refusal.description, refusal.parameters)
        parameters = {} if self.retry_after is None else {"retry_after": self.retry_after}
        return ApiError(code, self.description or _WORDS.get(code, f"Error {code}"), parameters)


def paced(method: str) -> bool:
    """Whether Telegram limits how often a method may be called."""
    return method.startswith(_PACED) and method != "sendChatAction"


def lasting(kind: Lasting, method: str) -> Fault | None:
    """What a call meets while a trouble lasts: three seconds' wait, a cut connection, or 429 where it sends."""
    if kind == "slow":
        return Fault("slow", delay=SLOW)
    if kind == "down":
        return Fault("cut")
    return Fault(429, retry_after=FLOOD_WAIT) if kind == "flood" and paced(method) else None


class Budgets:
    """Telegram's own limits: 20 messages a minute to a group, about one a second to a person, 30 a second in all."""

    def __init__(self) -> None:
        self._sent: dict[int, deque[float]] = {}

    def spend(self, chat_id: int) -> None:
        """Count one message to a chat. Raises `ApiError` 429 when the budget is empty; always in real time."""
        now = time.monotonic()
        limits = [(chat_id, GROUP_PER_MINUTE, 60.0) if chat_id < 0 else (chat_id, PRIVATE_PER_SECOND * 3, 3.0)]
        limits.append((0, OVERALL_PER_SECOND, 1.0))
        for key, most, window in limits:
            past = self._sent.setdefault(key, deque())
            while past and past[0] <= now - window:
                past.popleft()
            if len(past) >= most:
                raise too_many_requests(max(1, math.ceil(past[0] + window - now)))
        for key, _, _ in limits:
            self._sent[key].append(now)
