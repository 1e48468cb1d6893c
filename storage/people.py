"""People who wrote to the bot in private."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Column, Index, String, Table, bindparam, select, text, update

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.engine.prepared import hot

# Anybody who wrote to the bot in private; `blocked_at` when Telegram says that they do not want its messages.
# `source` is by what they heard of the network (`network.sources`), empty where they would not say.
person = Table(
    "person",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, info=names(Whose.PERSON)),
    of_network(),
    Column("locale", String(5), nullable=False, info=of(Whose.PERSON)),
    Column("first_seen_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Column("blocked_at", Instant, info=of(Whose.PERSON)),
    Column("source", String(60), info=of(Whose.PERSON)),
    Index("ix_person_source", "network_id", "source",
          sqlite_where=text("source IS NOT NULL"), postgresql_where=text("source IS NOT NULL")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by their Telegram id, and the language they read."""

    telegram_id: int
    locale: str
    blocked_at: datetime | None = None


_FIND = hot(
    select(person.c.telegram_id, person.c.locale, person.c.blocked_at).where(person.c.telegram_id == bindparam("who"))
)


async def find(here: Here, telegram_id: int) -> Person | None:
    """The person of a Telegram id."""
    row = (await here.execute(_FIND, {"who": telegram_id})).one_or_none()
    return None if row is None else Person(*row)


async def known(here: Here, telegram_ids: Iterable[int]) -> set[int]:
    """Those of these accounts that have written to the bot."""
    query = select(person.c.telegram_id).where(person.c.telegram_id.in_(list(telegram_ids)))
    return set((await here.execute(query)).scalars())


@cache
def _meet(insert: Any) -> Any:
    return insert(person).on_conflict_do_nothing(index_elements=["telegram_id"])


async def meet(here: Here, telegram_id: int, locale: str, now: datetime) -> Person:
    """The person of a Telegram id, remembered with `locale` at the first word; who writes has not blocked the bot."""
    known = await find(here, telegram_id)
    if known is None:
        new = {"telegram_id": telegram_id, "network_id": here.network_id, "locale": locale, "first_seen_at": now}
        await here.execute(_meet(insert_for(here.connection)), new)
        return Person(telegram_id, locale)
    if known.blocked_at is not None:
        await set_blocked(here, telegram_id, None)
    return known


async def set_locale(here: Here, telegram_id: int, locale: str) -> None:
    """The language to write to this person in."""
    await here.execute(update(person).where(person.c.telegram_id == telegram_id).values(locale=locale))


async def set_blocked(here: Here, telegram_id: int, at: datetime | None) -> None:
    """Since when messages do not reach this person; None when they do."""
    await here.execute(update(person).where(person.c.telegram_id == telegram_id).values(blocked_at=at))
