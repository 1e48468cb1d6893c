"""The network as the database knows it: its document, version by version, and its partner group."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    bindparam,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from network.model import Network
from storage.conversations import ConflictError
from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.engine.prepared import hot

# `author` is a referent’s id, "coordinator" or FILE, as all were before they were signed; `reason` says in a few words
# what a version was made for. A document names everybody, and is nobody’s alone.
network_version = Table(
    "network_version",
    metadata,
    own_id(),
    of_network(),
    Column("version", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("document", Text, nullable=False, info=of(Whose.NOBODY)),
    Column("recorded_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("author", String(60), nullable=False, server_default="file", info=names(Whose.PARTNER, left="")),
    Column("reason", String(120), nullable=False, server_default="import", info=of(Whose.PARTNER)),
    UniqueConstraint("network_id", "version"),
    Index("ix_network_version_author", "author"),
    sqlite_autoincrement=True,
)

# `configured` is the setting that `chat_id` came from: a group that Telegram moved keeps its new id until the setting
# itself changes. `lost_at`: since when the bot is no longer in it, or may not write there.
partner_group = Table(
    "partner_group",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("configured", BigInteger, nullable=False, info=of(Whose.NOBODY)),
    Column("chat_id", BigInteger, nullable=False, info=of(Whose.NOBODY)),
    Column("lost_at", Instant, info=of(Whose.NOBODY)),
)

FILE = "file"
"""The author of a version that came out of the network’s file."""

GONE, DELETED, MUTED, CLOSED = LOST = ("gone", "deleted", "muted", "closed")
"""Why nothing can be written into a group: the bot is not in it, there is no such group any more, the bot may not write
there, or what lies outside of threads is shut.
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """A version of a network's document (JSON), which never changes."""

    version: int
    document: str

    @property
    def network(self) -> Network:
        """The document, read."""
        return read(self.document)

    def says_other_than(self, network: Network) -> bool:
        """Whether it is another network. What they say is compared only where the documents differ."""
        return self.document != network.as_json and self.network != network


@lru_cache(maxsize=4)
def read(document: str) -> Network:
    """The network of a document. Reading one takes a moment, so the last few are remembered."""
    return Network.model_validate_json(document)


LATEST = (
    select(network_version.c.version)
    .where(network_version.c.network_id == bindparam("network"))
    .order_by(network_version.c.version.desc())
    .limit(1)
)


async def every(connection: AsyncConnection) -> list[str]:
    """The ids of all networks of the database."""
    return sorted((await connection.execute(select(network_version.c.network_id).distinct())).scalars())


async def latest_version(here: Here) -> int:
    """The number of the newest version; 0 where there is none."""
    return int((await here.execute(LATEST, {"network": here.network_id})).scalar_one_or_none() or 0)


_LOAD = hot(LATEST.add_columns(network_version.c.document))


async def load(here: Here) -> Stored | None:
    """The newest version of a network."""
    row = (await here.execute(_LOAD, {"network": here.network_id})).one_or_none()
    return None if row is None else Stored(row.version, row.document)


async def recorded_at(here: Here, version: int) -> datetime:
    """When a version that is there was recorded."""
    which = (network_version.c.network_id == here.network_id, network_version.c.version == version)
    found: datetime = (await here.execute(select(network_version.c.recorded_at).where(*which))).scalar_one()
    return found


async def record(connection: AsyncConnection, network: Network, now: datetime, *, author: str, reason: str) -> int:
    """Keep a new version, which is the truth from then on, with who made it and what for. Returns its number.

    Raises:
        ConflictError: somebody else has recorded one at the same moment.
    """
    here = Here(connection, network.identity.id)
    after = await latest_version(here)
    return (await amend(here, network, now, author=author, reason=reason, after=after)).version


async def amend(here: Here, network: Network, now: datetime, *, author: str, reason: str, after: int) -> Stored:
    """The same, made from the version `after`.

    Raises:
        ConflictError: somebody else has recorded one since.
    """
    stored = Stored(after + 1, network.as_json)
    values = {"version": stored.version, "document": stored.document, "recorded_at": now}
    done = await here.execute(
        insert_for(here.connection)(network_version)
        .values(network_id=here.network_id, author=author, reason=reason, **values)
        .on_conflict_do_nothing(index_elements=["network_id", "version"])
    )
    if done.rowcount != 1:
        raise ConflictError(here.network_id)
    await here.execute(_EMPTY, {"network": here.network_id, "before": stored.version - KEPT})
    return stored


KEPT = 30
"""Versions whose documents are kept whole; of older ones there is who made them, and what they changed."""
_EMPTY = (
    update(network_version)
    .where(network_version.c.network_id == bindparam("network"), network_version.c.document != "")
    .where(network_version.c.version <= bindparam("before"))
    .values(document="")
)


GROUP = select(partner_group.c.chat_id).where(
    partner_group.c.network_id == bindparam("network"), partner_group.c.lost_at.is_(None)
)


async def group_of(here: Here) -> int | None:
    """The chat of the partner group, while the bot is in it."""
    value: int | None = (await here.execute(GROUP, {"network": here.network_id})).scalar_one_or_none()
    return value


async def configure_group(here: Here, chat_id: int) -> None:
    """The partner group of the settings; does nothing when that setting was applied before."""
    await here.execute(
        insert_for(here.connection)(partner_group)
        .values(network_id=here.network_id, configured=chat_id, chat_id=chat_id)
        .on_conflict_do_update(
            index_elements=["network_id"],
            set_={"configured": chat_id, "chat_id": chat_id, "lost_at": None},
            where=partner_group.c.configured != chat_id,
        )
    )


async def move_group(connection: AsyncConnection, old: int, new: int) -> bool:
    """Telegram moved a group to a new id. Returns whether it is a partner group."""
    done = await connection.execute(update(partner_group).where(partner_group.c.chat_id == old).values(chat_id=new))
    return done.rowcount > 0


def _group(here: Here, chat_id: int) -> tuple[ColumnElement[bool], ...]:
    return partner_group.c.network_id == here.network_id, partner_group.c.chat_id == chat_id


async def lose_group(here: Here, chat_id: int, now: datetime) -> bool:
    """The bot is no longer in a group. Returns whether it is a partner group and that is new."""
    which = (*_group(here, chat_id), partner_group.c.lost_at.is_(None))
    return (await here.execute(update(partner_group).where(*which).values(lost_at=now))).rowcount > 0


async def find_group(here: Here, chat_id: int) -> bool:
    """The bot is in a group again. Returns whether it is a partner group that was lost."""
    which = (*_group(here, chat_id), partner_group.c.lost_at.is_not(None))
    return (await here.execute(update(partner_group).where(*which).values(lost_at=None))).rowcount > 0


async def is_lost(here: Here, chat_id: int) -> bool:
    """Whether a chat is the partner group, and the bot cannot write there."""
    which = (*_group(here, chat_id), partner_group.c.lost_at.is_not(None))
    return (await here.execute(select(partner_group.c.chat_id).where(*which))).first() is not None
