"""The inbox: what happened, kept as it came, worked in order per lane."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    String,
    Table,
    Text,
    bindparam,
    func,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from storage.durable import lanes, owed
from storage.durable.lanes import is_oldest_free, pending
from storage.engine import json_text
from storage.engine.columns import Instant, Whose, goes, metadata, names, of, own_id
from storage.engine.dialect import among, insert_for, locks_rows
from storage.engine.prepared import hot

PARKED_KEPT = timedelta(days=30)
# Telegram keeps an update for a day at most: the same number after two is another update, its numbers began anew.
REDELIVERY = timedelta(days=2)
OVER = "status IN ('done', 'ignored')"

# What happened: Telegram updates, mails that were read, due dates that came, outcomes of deliveries. Worked in order
# per lane (a chat, or the person where there is no chat; of a mail, its sender), which a row loses then. `update_id` is
# Telegram's, so a redelivery is dropped; others have none.
inbox = Table(
    "inbox",
    metadata,
    own_id(),
    Column("source", String(12), nullable=False, info=of(Whose.NOBODY)),
    Column("update_id", BigInteger, unique=True, info=of(Whose.NOBODY)),
    Column("lane", BigInteger, nullable=False, info=names(Whose.CHAT, left=0, only_where="status = 'parked'")),
    Column("payload", Text, nullable=False,
           info=of(Whose.CHAT, PARKED_KEPT, since="worked_at", left="", only_where="status = 'parked'")),
    Column("received_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(8), nullable=False, server_default="pending", info=of(Whose.NOBODY)),
    *lanes.tries(),
    Column("retry_at", Instant, info=of(Whose.NOBODY)),
    Column("leased_until", Instant, info=of(Whose.NOBODY)),
    Column("worked_at", Instant, info=of(Whose.NOBODY)),
    Column("fault", String(200), info=of(Whose.CHAT, left=None)),
    Index("ix_inbox_parked", "worked_at", sqlite_where=text("status = 'parked'"),
          postgresql_where=text("status = 'parked'")),
    Index("ix_inbox_pending", "lane", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    Index("ix_inbox_over", "worked_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "worked_at", REDELIVERY),
    sqlite_autoincrement=True,
)  # fmt: skip

# Where reading of updates stands. Telegram restarts its numbers at random after a quiet week.
cursor = Table(
    "cursor",
    metadata,
    Column("bot_id", BigInteger, primary_key=True, info=of(Whose.NOBODY)),
    Column("next_update_id", BigInteger, nullable=False, info=of(Whose.NOBODY)),
    Column("moved_at", Instant, nullable=False, info=of(Whose.NOBODY)),
)

Source = Literal["telegram", "due", "delivery", "mail"]
Ending = Literal["done", "ignored", "parked"]

LEASE = timedelta(seconds=120)
LONGEST_WAIT = timedelta(minutes=5)
"""No row is leased or put off for longer."""
MOST_ATTEMPTS = 3
"""Tries of a row that fails, or ends the program."""
MOST_WAITS = 120
"""Tries, five seconds apart, while it is the database that fails and not the row."""
CROWD = 20
"""So many rows of one lane that wait are a flood."""
QUIET_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that happened. `payload` is the JSON as it came (for Telegram: the raw update). `behind` counts what
    waits behind it in its lane, up to `CROWD`.
    """

    id: int
    source: Source
    lane: int
    payload: str
    attempts: int
    received_at: datetime
    waits: int = 0
    behind: int = 0

    @property
    def alone(self) -> bool:
        """Whether nothing else waited in its lane when it was leased."""
        return self.behind == 0

    def json(self) -> Any:
        """The payload, parsed. Raises ValueError where it is no JSON."""
        return json_text.parse(self.payload)


def lane_of(raw: dict[str, Any]) -> int:
    """The chat of a raw update, or its person where there is no chat; 0 when it names neither."""
    for key, part in raw.items():
        if key == "update_id" or not isinstance(part, dict):
            continue
        message = part.get("message")
        chat = message.get("chat") if isinstance(message, dict) else None
        for named in (part.get("chat"), chat, part.get("from"), part.get("user")):
            if isinstance(named, dict) and isinstance(named.get("id"), int):
                return int(named["id"])
    return 0


_KEPT_OF_A_GROUP = frozenset(
    ["message_id", "date", "chat", "from", "sender_chat", "message_thread_id", "is_topic_message", "new_chat_members",
     "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_reopened",
     "general_forum_topic_unhidden"]
)  # fmt: skip


def without_chatter(raw: dict[str, Any]) -> dict[str, Any]:
    """An update without what people say to each other in a group, which is not ours to keep: of a message there stays
    who wrote, when, in answer to which message, a command, and who came or went.
    """
    kind = next((key for key in ("message", "edited_message") if isinstance(raw.get(key), dict)), None)
    said: dict[str, Any] = raw[kind] if kind is not None else {}
    chat = said.get("chat")
    if kind is None or not isinstance(chat, dict) or chat.get("type") == "private":
        return raw
    kept = {key: value for key, value in said.items() if key in _KEPT_OF_A_GROUP}
    if str(said.get("text", "")).startswith("/"):
        kept |= {key: said[key] for key in ("text", "entities") if key in said}
    if isinstance(said.get("reply_to_message"), dict):
        answered = said["reply_to_message"]
        kept["reply_to_message"] = {key: answered[key] for key in ("message_id", "date", "chat") if key in answered}
    return {**raw, kind: kept}


_STALE = hot(
    update(inbox)
    .where(
        among(inbox.c.update_id, "given"),
        ~inbox.c.received_at.between(bindparam("since", type_=Instant()), bindparam("until", type_=Instant())),
    )
    .values(update_id=None)
)


@cache
def _moved(insert: Any) -> Any:
    put = insert(cursor)
    moved = {column: put.excluded[column] for column in ("next_update_id", "moved_at")}
    return hot(put.on_conflict_do_update(index_elements=["bot_id"], set_=moved))


def _goes(raw: dict[str, Any]) -> bool:
    """Whether somebody blocks the bot with this, or puts it out."""
    change = raw.get("my_chat_member")
    now = change.get("new_chat_member") if isinstance(change, dict) else None
    return isinstance(now, dict) and now.get("status") in ("kicked", "left")


async def receive(connection: AsyncConnection, bot_id: int, updates: Iterable[dict[str, Any]], now: datetime) -> int:
    """Keep raw updates and move the cursor behind them. Those known already are dropped. Returns how many were new.

    Where something is owed in a chat that can be heard from again, that comes first.
    """
    updates = list(updates)
    if not updates:
        return 0
    insert = insert_for(connection)
    rows = [
        {
            "source": "telegram",
            "update_id": raw["update_id"],
            "lane": lane_of(raw),
            "payload": json_text.write(without_chatter(raw)),
            "received_at": now,
        }
        for raw in updates
    ]
    for chat_id in await owed.owing(connection, {lane_of(raw) for raw in updates if not _goes(raw)}):
        await add(connection, "delivery", chat_id, {"kind": "back"}, now)
    given = [row["update_id"] for row in rows]
    await connection.execute(_STALE, {"given": given, "since": now - REDELIVERY, "until": now + REDELIVERY})
    new = insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]).returning(inbox.c.id)
    kept = (await connection.execute(new, rows)).fetchall()
    await connection.execute(_moved(insert), {"bot_id": bot_id, "next_update_id": max(given) + 1, "moved_at": now})
    return len(kept)


_CURSOR = hot(select(cursor.c.next_update_id, cursor.c.moved_at).where(cursor.c.bot_id == bindparam("bot")))


async def next_update_id(connection: AsyncConnection, bot_id: int, now: datetime) -> int | None:
    """The offset to ask Telegram for, or None after a quiet week, when its numbers start anew."""
    row = (await connection.execute(_CURSOR, {"bot": bot_id})).one_or_none()
    if row is None or abs(now - row.moved_at) > QUIET_WEEK:
        return None
    return int(row.next_update_id)


_ADD = inbox.insert().returning(inbox.c.id)


async def add(connection: AsyncConnection, source: Source, lane: int, payload: Any, now: datetime) -> Row:
    """Put something that happened inside (a due date, an outcome of a delivery) behind what waits in its lane."""
    kept = json.dumps(payload)
    made = await connection.execute(_ADD, {"source": source, "lane": lane, "payload": kept, "received_at": now})
    return Row(int(made.scalar_one()), source, lane, kept, 0, now)


async def add_all(
    connection: AsyncConnection, source: Source, happened: Iterable[tuple[int, Any]], now: datetime
) -> None:
    """The same for several things, each with its lane."""
    rows = [
        {"source": source, "lane": lane, "payload": json.dumps(payload), "received_at": now}
        for lane, payload in happened
    ]
    await connection.execute(inbox.insert(), rows)


# Written out: within RETURNING, SQLAlchemy leaves out for SQLite which table a column is of. It is counted in the order
# of the index of what waits.
_behind = inbox.alias("behind")
_BEHIND_IT = text("(behind.lane, behind.id) > (inbox.lane, inbox.id) AND behind.status = 'pending'")
_those = select(_behind.c.lane).where(_BEHIND_IT).order_by(_behind.c.lane, _behind.c.id).limit(CROWD).subquery("those")
_count = select(func.count()).select_from(_those).where(text("those.lane = inbox.lane"))
_BEHIND = _count.scalar_subquery().label("behind")


@cache
def _lease(skip_locked: bool, begun: bool) -> ReturningUpdate[Any]:
    c = inbox.c
    lease = (
        update(inbox)
        .where(is_oldest_free(inbox, c.lane, skip_locked=skip_locked, begun=begun))
        .values(**lanes.begins(inbox))
        .returning(c.id, c.source, c.lane, c.payload, c.attempts, c.received_at, c.waits, _BEHIND)
    )
    return lease if begun or skip_locked else hot(lease)


async def lease(
    connection: AsyncConnection,
    now: datetime,
    most: int,
    busy: Iterable[int] = (),
    *,
    after: int = lanes.START,
    begun: bool = False,
) -> list[Row]:
    """Lease the oldest pending row of up to `most` lanes that nobody works on; `busy` lanes are left alone, and
    those with a number up to `after`. `begun`:
    only where somebody began to work it and came to no end.

    Only the oldest row of a lane can be leased, so a lease on it is the lock of the whole lane.
    """
    given: dict[str, Any] = {"moment": now, "until": now + LEASE, "farthest": now + LONGEST_WAIT, "most": most}
    given |= {"busy": list(busy), "after": after}
    leased = await connection.execute(_lease(locks_rows(connection), begun), given)
    return sorted((Row(*row) for row in leased.fetchall()), key=lambda row: row.id)


_ROW = hot(update(inbox).where(inbox.c.id == bindparam("row")))
_CAME = select(inbox.c.source, inbox.c.lane, inbox.c.payload).where(inbox.c.id == bindparam("row"))


_NOT_WORDS = frozenset({"data", "type", "status"})


def _without_people(part: Any) -> Any:
    """A part of an update without whoever is in it, and without words but those of a button."""
    if isinstance(part, dict):
        told = {k: v for k, v in part.items() if k in _NOT_WORDS or not isinstance(v, str)}
        return {} if "is_bot" in part else {k: _without_people(v) for k, v in told.items()}
    return [_without_people(one) for one in part] if isinstance(part, list) else part


async def finish(connection: AsyncConnection, row_id: int, ending: Ending, now: datetime, fault: str = "") -> None:
    """The row is worked: done by its turn, ignored since nothing matched, or parked since it cannot be worked.

    Who wrote what is not kept once it is worked; a parked row keeps it for whoever looks into the fault, but for people
    in a group, who may never have written to the bot.
    """
    values: dict[str, Any] = {"status": ending, "worked_at": now, "leased_until": None, "fault": fault[:200] or None}
    if ending == "parked":
        source, lane, payload = (await connection.execute(_CAME, {"row": row_id})).one()
        if source == "telegram" and lane < 0:
            values["payload"] = json_text.write(_without_people(json_text.parse(payload)))
    else:
        values |= {"payload": "", "lane": 0}
    await connection.execute(_ROW, {"row": row_id, **values})


async def fail(connection: AsyncConnection, row: Row, now: datetime, fault: str) -> None:
    """The row failed; it is tried again in a while."""
    until = now + timedelta(seconds=0.5 * 4 ** (row.attempts - 1))
    await lanes.postpone(connection, inbox, row, until, fault, "fault")


async def postpone(connection: AsyncConnection, row: Row, now: datetime, fault: str) -> None:
    """Try the row again in a moment: what failed was not the row."""
    await lanes.postpone(connection, inbox, row, now + timedelta(seconds=5), fault, "passing")


async def dates_besides(
    connection: AsyncConnection, row_id: int, *, kind: str | None = None, lane: int | None = None
) -> bool:
    """Whether other dates have come and wait to be worked: of that kind, in that lane."""
    c = inbox.c
    query = select(c.id).where(pending(inbox), c.source == "due", c.id != row_id)
    if kind is not None:
        query = query.where(c.payload.startswith(json.dumps({"kind": kind})[:-1] + ",", autoescape=True))
    if lane is not None:
        query = query.where(c.lane == lane)
    return (await connection.execute(query.limit(1))).first() is not None


async def release(connection: AsyncConnection) -> None:
    """Free every lease: for a process that knows that no other one runs."""
    await lanes.release(connection, inbox)


async def waiting(connection: AsyncConnection) -> int:
    """How many rows are pending."""
    return await lanes.waiting(connection, inbox)
