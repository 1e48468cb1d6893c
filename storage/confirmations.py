"""Confirmations: who said when that an entry of the directory is right, and when they are asked again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Date,
    Index,
    Integer,
    String,
    Table,
    bindparam,
    func,
    select,
    update,
)

from network.confirmations import PACES, USUAL, later, next_asked
from storage.engine.columns import Instant, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

BY_TELEPHONE, BY_PRESS = "phone", "press"

# What is promised of an entry: it is confirmed every so many `months`, next on the day it is `due`. `asked` counts how
# often that was asked since, and `ask_on` is the next day on which it is; `round` is the minute in which the
# coordination was asked of it, so that a press confirms what it showed. `confirmed_by` is a referent or "coordinator".
confirmation = Table(
    "confirmation",
    metadata,
    Column("network_id", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("entry", String(40), primary_key=True, info=of(Whose.NOBODY)),
    Column("months", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("due", Date, nullable=False, info=of(Whose.NOBODY)),
    Column("asked", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("ask_on", Date, nullable=False, info=of(Whose.NOBODY)),
    Column("round", BigInteger, info=of(Whose.NOBODY)),
    Column("confirmed_at", Instant, info=of(Whose.NOBODY)),
    Column("confirmed_by", String(60), info=names(Whose.PARTNER, left=None)),
    Column("way", String(5), info=of(Whose.NOBODY)),
    Index("ix_confirmation_ask", "network_id", "ask_on"),
)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What is promised of an entry, and who confirmed it last, how; nobody yet where `confirmed_at` is None."""

    entry: str
    months: int
    due: date
    asked: int
    ask_on: date
    round: int | None
    confirmed_at: datetime | None
    confirmed_by: str | None
    way: str | None


_c = confirmation.c
_ALL = select(*(_c[name] for name in Confirmation.__dataclass_fields__)).where(_c.network_id == bindparam("network"))
_ONE = _ALL.where(_c.entry == bindparam("of"))
_DUE = _ALL.where(_c.ask_on <= bindparam("day", type_=Date())).order_by(_c.entry)
_ROUND = _ALL.where(_c.round == bindparam("number")).order_by(_c.entry)
_NEXT = select(func.min(_c.ask_on)).where(_c.network_id == bindparam("network"))


async def every(here: Here) -> dict[str, Confirmation]:
    """All of them, by entry."""
    rows = await here.execute(_ALL, {"network": here.network_id})
    return {row.entry: Confirmation(*row) for row in rows}


async def of_entry(here: Here, entry: str) -> Confirmation | None:
    """That of one entry."""
    row = (await here.execute(_ONE, {"network": here.network_id, "of": entry})).one_or_none()
    return None if row is None else Confirmation(*row)


async def to_ask(here: Here, day: date) -> list[Confirmation]:
    """Those that somebody is asked for on `day` or was to be before."""
    return [Confirmation(*row) for row in await here.execute(_DUE, {"network": here.network_id, "day": day})]


async def of_round(here: Here, number: int) -> list[Confirmation]:
    """Those that the coordination was asked for together and that nobody has confirmed since."""
    return [Confirmation(*row) for row in await here.execute(_ROUND, {"network": here.network_id, "number": number})]


async def next_day(here: Here) -> date | None:
    """The next day on which somebody is asked."""
    day: date | None = (await here.execute(_NEXT, {"network": here.network_id})).scalar_one()
    return day


async def promise(here: Here, entries: Iterable[str], months: int, day: date) -> None:
    """Some entries are confirmed every so many months from now on, the first time on `day`, where nothing was promised
    of them.
    """
    new = [
        {"network_id": here.network_id, "entry": one, "months": months, "due": day, "ask_on": day} for one in entries
    ]
    if new:
        await here.execute(insert_for(here.connection)(confirmation).on_conflict_do_nothing(), new)


async def choose(here: Here, kept: Confirmation, months: int, today: date, last: date | None) -> None:
    """Another pace, counted from the day it was confirmed `last`: where that has passed, it is due since then, and
    asked for again. Where nobody has confirmed it, its date stays.
    """
    due = later(last, months) if last is not None else kept.due
    await _set(here, [kept.entry], months=months, due=due, asked=0, ask_on=max(due, today), round=None)


async def confirm(here: Here, entries: Iterable[str], by: str, way: str, now: datetime, today: date) -> None:
    """Somebody says that entries are right: dated, signed, and due again at the pace that was chosen for each."""
    named = list(entries)
    await promise(here, named, USUAL, today)
    for months in PACES:
        due = later(today, months)
        again: dict[str, Any] = {"due": due, "asked": 0, "ask_on": due, "round": None}
        await _set(here, named, _c.months == months, confirmed_at=now, confirmed_by=by, way=way, **again)


async def was_asked(here: Here, kept: Iterable[Confirmation], today: date, number: int | None) -> None:
    """Somebody was asked for these; `number` is the round, where it was the coordination."""
    next_time: dict[tuple[int, date], list[str]] = {}
    for one in kept:
        count = one.asked + 1
        while (day := next_asked(one.due, count, one.months)) <= today:
            count += 1
        next_time.setdefault((count, day), []).append(one.entry)
    for (count, day), entries in next_time.items():
        await _set(here, entries, asked=count, ask_on=day, round=number)


async def _set(here: Here, entries: Iterable[str], *which: ColumnElement[bool], **values: object) -> None:
    of = (_c.network_id == here.network_id, _c.entry.in_(list(entries)), *which)
    await here.execute(update(confirmation).where(*of).values(**values))
