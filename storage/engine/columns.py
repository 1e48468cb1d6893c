"""Columns: the one `metadata` that every table belongs to, whose each datum is, and what several tables have.

Times are UTC instants; texts come cleaned from the text boundary; ids of people are Telegram's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Integer, MetaData, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime on both databases; SQLite, which knows no time zones, keeps it naive in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware datetimes only: a naive one is a fault of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# --- whose it is ------------------------------------------------------------------------------------------------------


class Whose(StrEnum):
    """Whose a datum is: its owner may see it, and has it erased."""

    PERSON = "person"
    """Somebody who uses the bot, by their Telegram id."""
    CASE = "case"
    """The people of a case, by its number or its reference."""
    CHAT = "chat"
    """Whoever reads a chat: what came from there, is to be sent there or stands there. A private one is a person’s."""
    PARTNER = "partner"
    """Somebody who works for the network, by their id in its file."""
    NOBODY = "nobody"


class Kept(StrEnum):
    """How long a datum is kept, where that is not a number of days."""

    ERASED = "until its owner is erased"
    WORKED = "until it is worked or sent"
    ALWAYS = "for good"


STAYS = object()
"""A datum that stays as it is where its row does."""


@dataclass(frozen=True, slots=True)
class Datum:
    """What a column says of itself. Erasing, /mes_donnees and the hourly sweep are loops over this.

    `names`: it says whose the row is, so that the rows of an owner are found by it. They go, unless it has something to
    be `left` in its place: then they stay, with that, and so does everything else of the same owner in them. Those
    that `gone_where` holds for go all the same.
    `kept`: a time counts from the column `since`; then `left` takes its place.
    `only_where`: in other rows nothing is found, or kept for a time. Both conditions are SQL.
    """

    whose: Whose
    kept: Kept | timedelta
    since: str = ""
    names: bool = False
    left: Any = STAYS
    gone_where: str = ""
    only_where: str = ""


Info = dict[str, Any]
"""What SQLAlchemy lets a column say of itself."""


def of(
    whose: Whose,
    kept: Kept | timedelta | None = None,
    *,
    since: str = "",
    left: Any = STAYS,
    only_where: str = "",
) -> Info:
    """Says whose the data of a column are, and how long they are kept."""
    return {"datum": Datum(whose, kept or _kept(whose), since, left=left, only_where=only_where)}


def names(whose: Whose, *, left: Any = STAYS, gone_where: str = "", only_where: str = "") -> Info:
    """Says that the rows of their owner are found by a column."""
    return {"datum": Datum(whose, _kept(whose), "", True, left, gone_where, only_where)}


def _kept(whose: Whose) -> Kept:
    return Kept.ALWAYS if whose in (Whose.PARTNER, Whose.NOBODY) else Kept.ERASED


def datum(column: Column[Any]) -> Datum:
    """What a column says of itself. Raises KeyError where it says nothing."""
    found: Datum = column.info["datum"]
    return found


# --- rows that are over -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Over:
    """Which rows of a table are over, so that nobody reads them again: they go once they are `kept` that long since the
    time in `since`. `where` is SQL, and stands in an index on `since`.
    """

    where: str
    since: str
    kept: timedelta


def goes(where: str, since: str, kept: timedelta) -> Info:
    """Says which rows of a table are over, and how long they are kept all the same."""
    return {"over": Over(where, since, kept)}


def over(table: Table) -> Over | None:
    """What a table says of the rows of it that are over."""
    said: Over | None = table.info.get("over")
    return said


# --- columns that several tables have ---------------------------------------------------------------------------------

# SQLite numbers rows by itself only in an INTEGER primary key.
Serial = BigInteger().with_variant(Integer(), "sqlite")


def own_id(info: Info | None = None) -> Column[Any]:
    """A number that is never given twice, even after its row was erased (SQLite needs `sqlite_autoincrement`)."""
    return Column("id", Serial, primary_key=True, autoincrement=True, info=info or of(Whose.NOBODY))


def of_network() -> Column[Any]:
    """The network that a row belongs to."""
    return Column("network_id", String(40), nullable=False, info=of(Whose.NOBODY))
