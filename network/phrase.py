"""A phrase: something to be said, as a catalogue key with its parameters; never prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

Param: TypeAlias = "str | int | Phrase | tuple[Param, ...]"

_NONE: Mapping[str, Param] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`key` names an entry of the gettext catalogue; `params` fill its `{name}` places.

    A string parameter is user or network text and is escaped when it is written out; a nested phrase is written in the
    same language first; a tuple is a list, joined by the catalogue's own comma. A parameter called `count` chooses
    the plural.
    """

    key: str
    params: Mapping[str, Param] = field(default=_NONE)


def phrase(key: str, **params: Param) -> Phrase:
    """Shorthand: ``phrase("card.slot.taken", by="…")``."""
    return Phrase(key, MappingProxyType(params) if params else _NONE)
