"""Signatures: which organisation has signed which version of the charter, how, and who filed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Column, String, Table, Text, UniqueConstraint, select

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# One for each organisation and version. `filed_by` is a referent's id or "coordinator". Of a signature on paper:
# `decision` says who signed it and when that was decided, `kind` and `file_id` are the scan, as Telegram keeps it.
charter_signature = Table(
    "charter_signature",
    metadata,
    own_id(),
    of_network(),
    Column("organisation", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("version", String(120), nullable=False, info=of(Whose.NOBODY)),
    Column("filed_by", String(60), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("decision", Text, info=of(Whose.PARTNER)),
    Column("kind", String(10), info=of(Whose.PARTNER)),
    Column("file_id", Text, info=of(Whose.PARTNER)),
    UniqueConstraint("network_id", "organisation", "version"),
    sqlite_autoincrement=True,
)

Scan = Literal["photo", "document"]


@dataclass(frozen=True, slots=True)
class Signature:
    """An organisation's signature; `decision`, `kind` and `file_id` are of one on paper."""

    id: int
    organisation: str
    filed_by: str
    at: datetime
    decision: str | None = None
    kind: Scan | None = None
    file_id: str | None = None


_COLUMNS = tuple(charter_signature.c[name] for name in Signature.__dataclass_fields__)


async def sign(here: Here, version: str, signature: Signature) -> bool:
    """Keep a signature; its `id` is given. Returns False where the organisation has signed that version already."""
    values: dict[str, Any] = {name: getattr(signature, name) for name in Signature.__dataclass_fields__ if name != "id"}
    done = await here.execute(
        insert_for(here.connection)(charter_signature)
        .values(network_id=here.network_id, version=version, **values)
        .on_conflict_do_nothing(index_elements=["network_id", "organisation", "version"])
    )
    return done.rowcount == 1


async def of_version(here: Here, version: str) -> dict[str, Signature]:
    """Who has signed a version, by organisation."""
    c = charter_signature.c
    rows = await here.execute(select(*_COLUMNS).where(c.network_id == here.network_id, c.version == version))
    return {row.organisation: Signature(*row) for row in rows}


async def find(here: Here, number: int) -> Signature | None:
    """A signature by its number."""
    c = charter_signature.c
    query = select(*_COLUMNS).where(c.network_id == here.network_id, c.id == number)
    row = (await here.execute(query)).one_or_none()
    return None if row is None else Signature(*row)
