"""A phrase: something to be said, as a catalogue key with its parameters; never prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

Param: TypeAlias = "str | int | date | Phrase | tuple[Param, ...]"

_NONE: Mapping[str, Param] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`key` names an entry of the gettext catalogue; `params` fill its `{name}` places.

    A string parameter is user or network text and is escaped when it is written out; a nested phrase is written in the
    same language first, and so is a day; a tuple is a list, joined by the catalogue's own comma. A parameter called
    `count` chooses the plural; one called `phone` is a telephone number, which no end of a line breaks.
    """

    key: str
    params: Mapping[str, Param] = field(default_factory=lambda: _NONE)


def phrase(key: str, **params: Param) -> Phrase:
    """Shorthand: ``phrase("card.slot.taken", by="…")``."""
    return Phrase(key, MappingProxyType(params) if params else _NONE)


def to_json(value: Param) -> Any:
    """A phrase as JSON, nested ones included; `from_json` gives it back."""
    if isinstance(value, Phrase):
        return {"key": value.key, "params": {name: to_json(param) for name, param in value.params.items()}}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def from_json(raw: Any) -> Any:
    """The inverse of `to_json`."""
    if isinstance(raw, dict) and "day" in raw:
        return date.fromisoformat(raw["day"])
    if isinstance(raw, dict):
        return phrase(raw["key"], **{name: from_json(param) for name, param in raw["params"].items()})
    if isinstance(raw, list):
        return tuple(from_json(item) for item in raw)
    return raw
