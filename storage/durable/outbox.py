"""The outbox: what is to be sent, in order per chat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from storage.durable import about as of_whom
from storage.durable import lanes, once, sent_messages
from storage.durable.about import About, told_of
from storage.durable.calls import Call, Taken
from storage.durable.inbox import CROWD
from storage.durable.lanes import NOW, is_oldest_free, pending
from storage.durable.sent_messages import Sent, message
from storage.engine.columns import Instant, Kept, Whose, goes, metadata, names, of, own_id
from storage.engine.dialect import among, locks_rows
from storage.engine.prepared import hot

OVER = (
    "status IN ('sent', 'superseded') AND (name IS NULL OR method IN"
    " ('editMessageText', 'editMessageCaption', 'editMessageReplyMarkup'))"
)
"""What was sent under a name is asked for by it. An edit is not, nor what has none."""
KEPT = timedelta(days=2)

# What is to be sent, in order per chat. `name` is the logical message it creates or edits, `kind` how that begins, up
# to the first colon. Of what is `fleeting` nothing is kept once it is done, or given up.
outbox = Table(
    "outbox",
    metadata,
    own_id(),
    Column("chat_id", BigInteger, nullable=False, info=names(Whose.CHAT)),
    Column("method", String(40), nullable=False, info=of(Whose.NOBODY)),
    Column("payload", JSON, nullable=False, info=of(Whose.CHAT, Kept.WORKED)),
    Column("name", String(60), info=of(Whose.CHAT)),
    Column("created_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(10), nullable=False, server_default="pending", info=of(Whose.NOBODY)),
    *lanes.tries(),
    Column("first_tried_at", Instant, info=of(Whose.NOBODY)),
    Column("retry_at", Instant, info=of(Whose.NOBODY)),
    Column("leased_until", Instant, info=of(Whose.NOBODY)),
    Column("sent_at", Instant, info=of(Whose.NOBODY)),
    Column("fault", String(200), info=of(Whose.NOBODY)),
    Column("kind", String(40), info=of(Whose.NOBODY)),
    *of_whom.columns(),
    Column("fleeting", Boolean, nullable=False, server_default=false(), info=of(Whose.NOBODY)),
    Index("ix_outbox_pending", "chat_id", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    Index("ix_outbox_named", "chat_id", "name"),
    Index("ix_outbox_name", "name"),
    Index("ix_outbox_dead", "chat_id", sqlite_where=text("status = 'dead'"), postgresql_where=text("status = 'dead'")),
    *of_whom.indexes("outbox"),
    Index("ix_outbox_over", "created_at", sqlite_where=text(OVER), postgresql_where=text(OVER)),
    info=goes(OVER, "created_at", KEPT),
    sqlite_autoincrement=True,
)  # fmt: skip

LEASE = timedelta(seconds=120)
LONGEST_WAIT = timedelta(hours=1)
"""No call is leased or put off for longer: where Telegram asks for more, it is asked again then."""
MOST_ATTEMPTS = 6
"""Tries of a call that fails on our side, or ends the program; it must not hold up its chat for long."""
MOST_WAITS = 292
"""Tries while Telegram is out of reach: with the deliverer's pauses, of five minutes at the most, about a day."""


@dataclass(frozen=True, slots=True)
class Put:
    """A call that was queued: its number, and how many wait before it in its chat, up to `CROWD`. One that is held back
    in a flood counts for as many: a flood ends when its chat is empty.
    """

    id: int
    ahead: int


# As `inbox._BEHIND`.
_one = outbox.alias("ahead")
_AHEAD_OF_IT = text("ahead.chat_id >= outbox.chat_id AND ahead.id < outbox.id AND ahead.status = 'pending'")
_ahead = select(*(_one.c[name] for name in ("chat_id", "attempts", "waits", "retry_at", "fault"))).where(_AHEAD_OF_IT)
_those = _ahead.order_by(_one.c.chat_id, _one.c.id).limit(CROWD).subquery("those")
_held_back = and_(
    _those.c.attempts == 0,
    _those.c.waits == 0,
    _those.c.retry_at.is_not(None),
    _those.c.fault.is_(None),  # else it was Telegram that asked to wait
)
_counted = select(func.coalesce(func.sum(case((_held_back, CROWD), else_=1)), 0))
_AHEAD = _counted.where(text("those.chat_id = outbox.chat_id")).scalar_subquery().label("ahead")
_PUT = hot(outbox.insert().returning(outbox.c.id, _AHEAD))
_EARLIER_EDITS = (
    update(outbox)
    .where(
        outbox.c.chat_id == bindparam("chat"),
        outbox.c.name == bindparam("edited"),
        outbox.c.method == bindparam("by"),
        outbox.c.id < bindparam("than"),
        pending(outbox),
        outbox.c.leased_until.is_(None),
    )
    .values(status="superseded", payload={})
)


async def put(
    connection: AsyncConnection,
    chat_id: int,
    method: str,
    payload: dict[str, Any],
    now: datetime,
    name: str | None = None,
    *,
    about: About = (),
    fleeting: bool = False,
) -> Put:
    """Queue a call for after the commit. Of several edits of one message that wait, only the latest is sent.

    `about`: whom it tells of, where its name does not say so. `fleeting`: nothing of it is kept once it is done; where
    it would take words out of a chat and cannot, that is owed (see `owed`).
    """
    told = about or told_of(name or "")
    new = {"chat_id": chat_id, "method": method, "payload": payload, "name": name, "created_at": now}
    of_it = {"kind": name and name.partition(":")[0], **of_whom.values(told), "fleeting": fleeting}
    new_one = Put(*map(int, (await connection.execute(_PUT, {**new, **of_it})).one()))
    if name is not None and method.startswith("edit"):
        if new_one.ahead:
            earlier = {"chat": chat_id, "edited": name, "by": method, "than": new_one.id}
            await connection.execute(_EARLIER_EDITS, earlier)
        if about:
            await sent_messages.now_about(connection, chat_id, name, about)
    return new_one


# Written out: within RETURNING, SQLAlchemy leaves out for SQLite which table a column is of, and SQLite forgets that a
# name is text, without which it would not look it up but read all that was ever said in the chat.
_ITS_MESSAGE = text("message.chat_id = outbox.chat_id AND message.name = CAST(outbox.name AS VARCHAR(60))")
_STANDS_AS = select(message.c.message_id).where(_ITS_MESSAGE).scalar_subquery().label("stands_as")


@cache
def _lease(skip_locked: bool, begun: bool) -> ReturningUpdate[Any]:
    c = outbox.c
    lease = (
        update(outbox)
        .where(is_oldest_free(outbox, c.chat_id, skip_locked=skip_locked, begun=begun))
        .values(**lanes.begins(outbox), first_tried_at=func.coalesce(c.first_tried_at, NOW))
        .returning(c.id, c.chat_id, c.method, c.payload, c.name, c.attempts, c.waits, c.fleeting, _STANDS_AS)
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
) -> list[Call]:
    """Lease the oldest pending call of up to `most` chats; `busy` chats are left alone, and
    those with a number up to `after`. `begun`: only where somebody
    began to make it and came to no end.
    """
    given: dict[str, Any] = {"moment": now, "until": now + LEASE, "farthest": now + LONGEST_WAIT, "most": most}
    given |= {"busy": list(busy), "after": after}
    leased = await connection.execute(_lease(locks_rows(connection), begun), given)
    return sorted((Call(*row) for row in leased.fetchall()), key=lambda call: call.id)


async def chats_of(connection: AsyncConnection, name: str) -> list[int]:
    """The chats that a message of that name was sent to, or is to be."""
    query = select(outbox.c.chat_id).where(outbox.c.name == name, outbox.c.status.in_(("pending", "sent"))).distinct()
    return sorted((await connection.execute(query)).scalars())


async def given_up(connection: AsyncConnection, chat_id: int, kind: str) -> list[str]:
    """The names of a kind of what could not be sent to a chat."""
    c = outbox.c
    dead = c.status == literal_column("'dead'")  # written out: see `lanes.pending`
    query = select(c.name).where(c.chat_id == chat_id, dead, c.kind == kind, c.method.startswith("send"))
    return sorted(set((await connection.execute(query)).scalars()))


_SENT = hot(
    update(outbox)
    .where(among(outbox.c.id, "calls"))
    .values(status="sent", sent_at=bindparam("moment"), leased_until=None, payload={}, fault=None)
    .returning(outbox.c.id, outbox.c.about, outbox.c.also_about)
)


async def sent(connection: AsyncConnection, taken: Sequence[Taken], now: datetime) -> None:
    """Telegram took these calls, each of another chat. Their texts are not kept.

    In a private chat every message is remembered, so that it can be erased: under its name, one that had the name
    before under a longer one, and one without a name under its number. What was erased while it was being sent is
    deleted. Nothing is kept of what is fleeting.
    """
    ids = [one.call.id for one in taken if not one.call.fleeting]
    found = (await connection.execute(_SENT, {"calls": ids, "moment": now})).fetchall() if ids else ()
    told = {id_: tuple(one for one in both if one is not None) for id_, *both in found}
    stand: list[Sent] = []
    for one in taken:
        call = one.call
        if call.fleeting:
            await forget(connection, call, now)
            continue
        for name, became in one.each:
            if call.id not in told:
                await put(connection, call.chat_id, "deleteMessage", {"message_id": became}, now, fleeting=True)
            elif name is not None:
                stand.append(Sent(call.chat_id, name, became, now, told[call.id]))
    await sent_messages.remember(connection, stand)


async def forget(connection: AsyncConnection, call: Call, now: datetime) -> None:
    """A fleeting call is over. With the last of those that an erasing made, the files are to forget where they went."""
    await connection.execute(delete(outbox).where(outbox.c.id == call.id))
    more = select(outbox.c.id).where(pending(outbox), outbox.c.fleeting).limit(1)
    if call.name is None and (await connection.execute(more)).first() is None:
        await once.mark_again(connection, once.SCRUB, now)


async def postpone(connection: AsyncConnection, call: Call, until: datetime, fault: str, why: lanes.Why) -> None:
    """Try again at `until`. A wait that Telegram asked for (429) is no try."""
    await lanes.postpone(connection, outbox, call, until, fault, why)


async def give_up(connection: AsyncConnection, call: Call, fault: str) -> None:
    """A dead letter: it is never sent, and whoever queued `delivery` events for it tells somebody."""
    await connection.execute(
        update(outbox)
        .where(outbox.c.id == call.id)
        .values(status="dead", leased_until=None, fault=fault[:200], payload={})
    )


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known of a logical message: whether, as which message, after how many tries and since when it may have
    been seen.
    """

    message_id: int | None
    tries: int
    first_tried_at: datetime | None


_SIGHT = hot(
    select(message.c.message_id, (outbox.c.attempts + outbox.c.waits).label("tries"), outbox.c.first_tried_at)
    .select_from(
        outbox.outerjoin(message, and_(message.c.chat_id == outbox.c.chat_id, message.c.name == outbox.c.name))
    )
    .where(outbox.c.chat_id == bindparam("chat"), outbox.c.name == bindparam("called"), outbox.c.method.like("send%"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)


async def sight(connection: AsyncConnection, chat_id: int, name: str) -> Sight | None:
    """The last call that was to send the message `name`, or None where nothing was ever queued under it."""
    row = (await connection.execute(_SIGHT, {"chat": chat_id, "called": name})).one_or_none()
    return None if row is None else Sight(*row)


async def is_copy(connection: AsyncConnection, chat_id: int, message_id: int) -> bool:
    """Whether a message of ours in a chat is not known, since it was sent again: a chat gets its messages in order, so
    the next one that is known was tried more than once. Where it was not, that message was ours to take out.
    """
    name = await sent_messages.next_after(connection, chat_id, message_id)
    if name is None:
        return False
    c, number = outbox.c, name.removeprefix("#")
    which = c.id == int(number) if number != name else and_(c.name == name, c.method.startswith("send"))
    tries = select(c.attempts + c.waits).where(c.chat_id == chat_id, which).order_by(c.id.desc()).limit(1)
    tried = (await connection.execute(tries)).scalar_one_or_none()
    return tried is None or tried > 1  # of what was sent long ago nothing may say it any more


async def drop(connection: AsyncConnection, chat_id: int, name: str) -> bool:
    """What waits to be sent under a name is not; what is on its way goes again at once. Returns whether any waited."""
    c = outbox.c
    which = (c.chat_id == chat_id, c.name == name, c.status.in_(("pending", "held")))
    return (await connection.execute(delete(outbox).where(*which))).rowcount > 0


async def let_go(connection: AsyncConnection) -> None:
    """Everything that waits counts as sent when it was queued, and became no message."""
    taken = {"status": "sent", "sent_at": outbox.c.created_at, "payload": {}}
    await connection.execute(update(outbox).where(pending(outbox)).values(taken))


async def release(connection: AsyncConnection) -> None:
    """Free every lease: for a process that knows that no other one runs."""
    await lanes.release(connection, outbox)


async def not_sent(connection: AsyncConnection, what: str) -> None:
    """Nothing that waits and is about `what` alone is sent any more, as `about` calls it."""
    await connection.execute(delete(outbox).where(pending(outbox), outbox.c.about == what))


async def waiting(connection: AsyncConnection) -> int:
    """How many calls are pending."""
    return await lanes.waiting(connection, outbox)
