"""Logged: the lines that the program logs meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from structlog.testing import capture_logs

from bot import logs


def complaints(said: bytes) -> list[str]:
    """The lines that a process wrote, but for how long a statement took: that is the machine's, and no fault."""
    return [line for line in said.decode().splitlines() if line.strip() and "a slow statement" not in line]


@contextmanager
def logged() -> Iterator[list[Any]]:
    """The lines of a block, with every field that they are given."""
    logs.set_up("INFO")
    try:
        with capture_logs() as lines:
            yield lines
    finally:
        logs.set_up("ERROR")
