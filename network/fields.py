"""Fields: what of an entry of the network its people can change, as one table, `FIELDS`; how an entry is called."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from pydantic import BaseModel

from network.entries import Entry
from network.model import Referent, Territory
from network.organisations import Organisation, Service

Values = dict[str, Any]
"""What a field holds, as JSON, by the names that the network's file has for it."""


class Table(StrEnum):
    """Where an entry stands in the network’s file."""

    ORGANISATIONS = "organisations"
    SERVICES = "services"
    REFERENTS = "referents"
    TERRITORIES = "territories"


class Ask(StrEnum):
    """How a field is asked for: words of a kind, or some of what the network knows."""

    LINE = "line"
    LABEL = "label"
    HEADING = "heading"
    WORDING = "wording"
    WORDS = "words"
    PHONE = "phone"
    EMAIL = "email"
    SITE = "site"
    ADDRESS = "address"
    HOURS = "hours"
    CLOSED = "closed"
    DESKS = "desks"
    COST = "cost"
    SIRET = "siret"
    RNA = "rna"
    COMMUNES = "communes"
    KINDS = "kinds"
    ROLES = "roles"
    SECTORS = "sectors"
    NATURES = "natures"
    NEEDS = "needs"
    TERRITORIES = "territories"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Field:
    """Something that can be changed of the entries of a table: its `name`, and how it is asked for. `parts` are its
    keys in the file, where it has others than its name. `theirs`: an organisation's own correspondent may change it.
    """

    table: Table
    name: str
    ask: Ask
    theirs: bool = True
    parts: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys in the file."""
        return self.parts or (self.name,)

    @property
    def empty(self) -> Values | None:
        """What it holds where it is left open; None where it must be given."""
        fields = [MODELS[self.table].model_fields[key] for key in self.keys]
        if any(field.is_required() for field in fields) or self.ask is Ask.COMMUNES:
            return None
        return {key: _plain(field.default) for key, field in zip(self.keys, fields, strict=True)}


MODELS: Mapping[Table, type[Entry]] = {
    Table.ORGANISATIONS: Organisation,
    Table.SERVICES: Service,
    Table.REFERENTS: Referent,
    Table.TERRITORIES: Territory,
}
"""What an entry of each is."""
_O, _S, _R, _T = Table

FIELDS: tuple[Field, ...] = (
    Field(_O, "name", Ask.LINE),
    Field(_O, "kinds", Ask.KINDS, theirs=False),
    Field(_O, "description", Ask.WORDING),
    Field(_O, "phone", Ask.PHONE),
    Field(_O, "email", Ask.EMAIL),
    Field(_O, "site", Ask.SITE),
    Field(_O, "address", Ask.ADDRESS),
    Field(_O, "hours", Ask.HOURS, parts=("hours", "hours_note")),
    Field(_O, "hours_note", Ask.WORDING),
    Field(_O, "closed", Ask.CLOSED),
    Field(_O, "contacts", Ask.DESKS),
    Field(_O, "siret", Ask.SIRET),
    Field(_O, "rna", Ask.RNA),
    Field(_S, "title", Ask.HEADING),
    Field(_S, "description", Ask.WORDING),
    Field(_S, "audience", Ask.WORDING),
    Field(_S, "needs", Ask.NEEDS),
    Field(_S, "sectors", Ask.SECTORS),
    Field(_S, "natures", Ask.NATURES),
    Field(_S, "zone", Ask.ZONE),
    Field(_S, "cost", Ask.COST, parts=("free", "cost")),
    Field(_S, "asking", Ask.WORDING),
    Field(_S, "phone", Ask.PHONE),
    Field(_S, "email", Ask.EMAIL),
    Field(_S, "site", Ask.SITE),
    Field(_S, "words", Ask.WORDS),
    Field(_R, "name", Ask.LABEL),
    Field(_R, "phone", Ask.PHONE),
    Field(_R, "email", Ask.EMAIL),
    Field(_R, "roles", Ask.ROLES, theirs=False),
    Field(_R, "sectors", Ask.SECTORS, theirs=False),
    Field(_R, "natures", Ask.NATURES, theirs=False),
    Field(_R, "territories", Ask.TERRITORIES, theirs=False),
    Field(_T, "name", Ask.LINE, theirs=False),
    Field(_T, "aliases", Ask.WORDS, theirs=False),
    Field(_T, "communes", Ask.COMMUNES, theirs=False),
)
"""What can be changed from the chat. A line more is a field more: asked, checked, shown, put back like the others."""

SHELF = "shelf"
"""The field of a change by which an entry came, went to the archive or came back."""

NAMES = tuple(dict.fromkeys(field.name for field in FIELDS))
"""The names of all fields, each once."""


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the network; a service stands `under` its organisation. Without an id it is one that is to come."""

    table: Table
    id: str = ""
    under: str = ""

    def __str__(self) -> str:
        return "/".join((self.table, *([self.under] if self.under else []), self.id))

    @classmethod
    def read(cls, text: str) -> Self:
        """The inverse of ``str()``."""
        table, *under, id_ = text.split("/")
        return cls(Table(table), id_, under[0] if under else "")


def field_of(key: Key, name: str) -> Field | None:
    """The field of that name that an entry has."""
    return next((field for field in FIELDS if field.table is key.table and field.name == name), None)


def fields_of(key: Key) -> tuple[Field, ...]:
    """All that can be changed of an entry."""
    return tuple(field for field in FIELDS if field.table is key.table)


def values(entry: Entry, field: Field) -> Values:
    """What an entry holds in a field."""
    return {key: _plain(getattr(entry, key)) for key in field.keys}


def fingerprint(held: Values) -> str:
    """Eight characters for what a field holds."""
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:8]


def _plain(value: Any) -> Any:
    """A value of an entry as JSON."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
