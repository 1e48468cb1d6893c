"""JSON, read and written quickly: by orjson, and by the standard library where that takes what orjson refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import orjson


def parse(text: str | bytes) -> Any:
    """What a text says. Half a character, which Telegram may send, is read as such; bytes that are no UTF-8 are
    replaced. A number beyond 64 bits becomes a float. Raises ValueError where it is no JSON.
    """
    try:
        return orjson.loads(text)
    except ValueError:
        return _parse_odd(text if isinstance(text, str) else text.decode("utf-8", "replace"))


def _parse_odd(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def write(value: Any) -> str:
    """A value as JSON, without blanks. Raises TypeError where it cannot be said in it."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value, separators=(",", ":"))


JSON_COLUMNS: Mapping[str, Any] = {"json_serializer": write, "json_deserializer": parse}
"""What SQLAlchemy's dialects read and write such columns with."""
