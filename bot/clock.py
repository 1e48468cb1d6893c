"""The two clocks: business time, which can be shifted for demonstrations and tests, and the world's."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The world's time, in UTC: for leases, back-off and `retry_after`."""
    return datetime.now(UTC)


@dataclass(slots=True)
class Clock:
    """Business time is the world's, moved by `shift`. Promises, reminders and dates live in it."""

    shift: timedelta = timedelta(0)

    def real(self) -> datetime:
        """The world's time, in UTC."""
        return real_now()

    def elapsed(self) -> float:
        """The seconds since some moment of the world: they pass evenly, even where somebody sets a clock."""
        return time.monotonic()

    def now(self) -> datetime:
        """Business time, in UTC."""
        return self.real() + self.shift

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.shift += by
