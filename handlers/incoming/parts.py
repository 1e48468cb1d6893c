"""Parts of an update: what it has under a name, or must have, and of which kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

Json = Mapping[str, Any]
T = TypeVar("T")


class UnreadableError(Exception):
    """What is no update: something is missing in it or of another kind, and another try would find the same."""


def maybe(part: Json, name: str, kind: type[T]) -> T | None:
    """What a part of an update has under a name, if anything."""
    value = part.get(name)
    if value is None or type(value) is kind:  # True is no number here
        return value
    raise UnreadableError(f"{name} is no {kind.__name__}")


def given(part: Json, name: str, kind: type[T]) -> T:
    """What a part of an update must have under a name."""
    value = maybe(part, name, kind)
    if value is None:
        raise UnreadableError(f"{name} is missing")
    return value


def number(part: Json, name: str) -> int:
    """The id of a chat, a person or a message: databases count to 2 ** 63."""
    value = given(part, name, int)
    if not -(2**63) <= value < 2**63:
        raise UnreadableError(f"{name} is out of range")
    return value
