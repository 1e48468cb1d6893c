"""Imports: files of an old base, the cases that came of them, and what they are known by if they come again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    insert,
    select,
    update,
)

from network.imports.rows import Sort
from storage.cases import case_file, numbers
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here


class Status(StrEnum):
    """How a file stands: sent, shown, wanted by a press, taken over, or dropped."""

    NEW = "new"
    SHOWN = "shown"
    WANTED = "wanted"
    IN = "in"
    DROPPED = "dropped"


# A file that a coordinator sent, as Telegram keeps it: nothing of its lines stands here. `source` is whom its data
# come from, in their words. `sort` is what somebody said that it lists, `mapping` the columns as they corrected them,
# `lines` how many would go in when it was shown.
import_file = Table(
    "import_file",
    metadata,
    own_id(),
    of_network(),
    Column("sent_by", BigInteger, nullable=False, info=names(Whose.PERSON, left=0)),
    Column("sent_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("file_id", Text, nullable=False, info=of(Whose.NOBODY)),
    Column("name", String(120), nullable=False, info=of(Whose.NOBODY)),
    Column("source", String(120), nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(8), nullable=False, server_default="new", info=of(Whose.NOBODY)),
    Column("sort", String(14), info=of(Whose.NOBODY)),
    Column("mapping", JSON, info=of(Whose.NOBODY)),
    Column("lines", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("acted_at", Instant, info=of(Whose.NOBODY)),
    Index("ix_import_file_sent_by", "sent_by"),
    sqlite_autoincrement=True,
)

# What a line that went in is known by, as a keyed hash: all that is left once its case was erased, so that the same
# file does not bring it back.
import_key = Table(
    "import_key",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("mark", String(80), primary_key=True, info=of(Whose.NOBODY)),
)

# Which column is which, for the next file with the same header.
import_columns = Table(
    "import_columns",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("signature", String(80), primary_key=True, info=of(Whose.NOBODY)),
    Column("mapping", JSON, nullable=False, info=of(Whose.NOBODY)),
)


# --- files ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class File:
    """A file, by its number. `sent_by` is an account, 0 where it came by the command line, or once that was erased."""

    id: int
    sent_by: int
    file_id: str
    name: str
    source: str
    status: Status
    sort: str | None
    mapping: Mapping[str, str] | None
    lines: int
    acted_at: datetime | None


_f = import_file.c
_FILES = select(*(_f[one.name] for one in fields(File)))


def _file(row: Any) -> File:
    return File(**{**row._mapping, "status": Status(row.status)})


async def receive(here: Here, sent_by: int, file_id: str, name: str, source: str, now: datetime) -> int:
    """A file was sent. Returns its number."""
    new = {"sent_by": sent_by, "sent_at": now, "file_id": file_id, "name": name[:120], "source": source[:120]}
    made = await here.execute(insert(import_file).values(network_id=here.network_id, **new).returning(_f.id))
    return int(made.scalar_one())


async def find(here: Here, number: int) -> File | None:
    """A file by its number."""
    row = (await here.execute(_FILES.where(_f.network_id == here.network_id, _f.id == number))).one_or_none()
    return None if row is None else _file(row)


async def move(here: Here, number: int, before: Collection[Status], after: Status, **values: Any) -> bool:
    """A file stands otherwise, by one conditional UPDATE. Returns whether it stood as one of `before`."""
    which = (_f.network_id == here.network_id, _f.id == number, _f.status.in_(sorted(before)))
    return (await here.execute(update(import_file).where(*which).values(status=after, **values))).rowcount == 1


async def gone_in(here: Here, sort: Sort) -> list[File]:
    """The files of that sort that went in, newest first."""
    which = (_f.network_id == here.network_id, _f.status == Status.IN, _f.sort == sort)
    return [_file(row) for row in await here.execute(_FILES.where(*which).order_by(_f.id.desc()).limit(MOST))]


MOST = 20
"""So many files are looked through for what is left to do."""


async def remember_columns(here: Here, signature: str, mapping: Mapping[str, str]) -> None:
    """Which column is which in tables of that header."""
    put = insert_for(here.connection)(import_columns)
    put = put.values(network_id=here.network_id, signature=signature, mapping=dict(mapping))
    await here.execute(
        put.on_conflict_do_update(index_elements=["network_id", "signature"], set_={"mapping": dict(mapping)})
    )


async def columns(here: Here) -> dict[str, Mapping[str, str]]:
    """What is remembered of every header, by its signature."""
    c = import_columns.c
    rows = await here.execute(select(c.signature, c.mapping).where(c.network_id == here.network_id))
    return {row.signature: row.mapping for row in rows}


# --- what a line is known by ------------------------------------------------------------------------------------------

_SOME = 400
"""So many marks are looked up at once."""


async def known(here: Here, marks: Iterable[str]) -> set[str]:
    """Those of these marks that are remembered."""
    every, found, c = sorted(set(marks)), set[str](), import_key.c
    for start in range(0, len(every), _SOME):
        which = (c.network_id == here.network_id, c.mark.in_(every[start : start + _SOME]))
        found.update((await here.execute(select(c.mark).where(*which))).scalars())
    return found


async def remember(here: Here, marks: Iterable[str]) -> None:
    """What lines that went in are known by from now on."""
    new = [{"network_id": here.network_id, "mark": mark} for mark in sorted(set(marks))]
    if new:
        await here.execute(insert_for(here.connection)(import_key).on_conflict_do_nothing(), new)


async def reached(here: Here, ways: Iterable[str]) -> set[str]:
    """Those of these telephones and e-mails by which somebody is reached who has a case."""
    every, found, c = sorted(set(ways)), set[str](), case_file.c
    for start in range(0, len(every), _SOME):
        some = every[start : start + _SOME]
        for column in (c.phone, c.email):
            query = select(column).where(c.network_id == here.network_id, column.in_(some))
            found.update((await here.execute(query)).scalars())
    return found


async def alone(here: Here) -> None:
    """Nobody else takes over cases of the network before this transaction is over."""
    await numbers(here, 0)
