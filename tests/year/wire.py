"""The wire: what would go out is taken from outbox and mail in bulk, with what it said, when, and what it came of."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.durable import about, calls, chats, inbox, outbox
from storage.durable.inbox import Row
from storage.durable.lanes import pending
from storage.durable.mail_acts import mail_act
from storage.durable.mails import mail
from storage.durable.outbox import outbox as outbox_table
from storage.durable.sent_messages import message
from storage.engine.columns import Instant
from storage.engine.database import Connection, Database
from storage.engine.dialect import insert_for
from tests.year.post import Letter, links_in

REFERENCE = re.compile(r"\bSV-\d{4,}\b")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)

# Made once, and with what waits written out: so its index is used (see `lanes.pending`).
_CALL, _MAIL = outbox_table.c, mail.c
_CALLS = select(_CALL.id, _CALL.chat_id, _CALL.method, _CALL.payload, _CALL.name, _CALL.created_at).where(
    pending(outbox_table)
)
"""In no order: to have them by number, SQLite would go through all that was ever sent."""
_MAILS = (
    select(_MAIL.id, _MAIL.recipient, _MAIL.subject, _MAIL.body, _MAIL.seal, _MAIL.created_at)
    .where(pending(mail))
    .order_by(_MAIL.id)
)
_AT = bindparam("at", type_=Instant())
_DONE = (
    update(outbox_table)
    .where(_CALL.id == bindparam("of"))
    .values(status="sent", sent_at=_AT, payload={}, attempts=1, first_tried_at=_AT)
)


@dataclass(frozen=True, slots=True)
class Cause:
    """What a turn came of: `source` of its row, and of a date that came its `kind` and what it expected."""

    source: str
    kind: str = ""
    expects: Mapping[str, Any] = field(default_factory=dict)

    @property
    def reference(self) -> str:
        """The case that it is about, where it says so."""
        return str(self.expects.get("reference", ""))


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that went out at `at` (business time). `to` is a chat, or an address; `keyboard` holds the data of its
    buttons with their labels, row after row; a `letter` has them as links.
    """

    at: datetime
    to: int | str
    method: str
    text: str
    keyboard: tuple[tuple[str, str], ...]
    name: str | None
    cause: Cause
    letter: Letter | None = None

    @property
    def rings(self) -> bool:
        """Whether somebody notices it: an edit makes no sound."""
        return not self.method.startswith(("edit", "delete", "set"))

    @property
    def references(self) -> frozenset[str]:
        """The cases it names."""
        return frozenset(REFERENCE.findall(self.text))


class Wire:
    """Takes everything that waits, as Telegram and a mail server would that never fail.

    Each turn has its own instant of the world's clock, by which what it queued is known. Whom the bot must not write
    to, since they blocked it or never wrote first, gets nothing, and the bot hears of that as it would from Telegram.
    """

    def __init__(self) -> None:
        self.instant = _EPOCH
        self.causes: dict[datetime, Cause] = {}
        self.willing: set[int] = set()
        """The private chats that take messages."""
        self.standing: dict[tuple[int, str], tuple[tuple[str, str], ...]] = {}
        """The buttons of each named message that stands in a chat."""
        self.refused = False
        """Whether something of what was drained last could not be sent: the bot finds that in its inbox."""
        self._mail = False
        self._numbers = itertools.count(1000)

    def expect_mail(self) -> None:
        """A turn has left a letter."""
        self._mail = True

    def real_now(self) -> datetime:
        """The world's clock, which stands still within a turn."""
        return self.instant

    def begins(self, row: Row) -> None:
        """A turn begins."""
        self.instant += timedelta(microseconds=1)
        about = row.json() if row.payload else {}
        self.causes[self.instant] = Cause(row.source, about.get("kind", ""), about.get("expects", {}))

    async def drain(self, database: Database, now: datetime) -> list[Sent]:
        """Everything that waits is sent. Returns it, in order."""
        return await database.run(lambda c: self._drain(c, now))

    async def _drain(self, connection: Connection, now: datetime) -> list[Sent]:
        waiting = sorted((await connection.execute(_CALLS)).fetchall(), key=lambda row: row.id)
        self.refused = False
        went = [row for row in waiting if row.chat_id < 0 or row.chat_id in self.willing]
        kept: list[Any] = []
        for row in went:
            if row.method.startswith("edit") and (row.chat_id, row.name or "") not in self.standing:
                await self._lost(connection, row)
            else:
                self.standing[row.chat_id, row.name or ""] = _keyboard(row.payload)
                kept.append(row)
        await self._mark(connection, kept, now)
        for chat_id in sorted({row.chat_id for row in waiting} - {row.chat_id for row in went}):
            self.refused = True
            dropped = await chats.drop(connection, chat_id, "403")
            told = {"kind": "blocked", "count": dropped}
            await inbox.add(connection, "delivery", chat_id, told, self.instant)
        calls = [
            Sent(
                now, row.chat_id, row.method, _text(row.payload), _keyboard(row.payload), row.name,
                self._cause(row.created_at),
            )
            for row in kept
        ]  # fmt: skip
        return calls + await self._letters(connection, now)

    async def _lost(self, connection: Connection, row: Any) -> None:
        self.refused = True
        call = calls.Call(row.id, row.chat_id, row.method, row.payload, row.name, 1)
        await outbox.give_up(connection, call, "edit_lost")
        await inbox.add(connection, "delivery", row.chat_id, {"kind": "edit_lost", "name": row.name}, self.instant)

    async def _mark(self, connection: Connection, rows: Sequence[Any], now: datetime) -> None:
        if not rows:
            return
        await connection.execute(_DONE, [{"of": row.id, "at": now} for row in rows])
        seen: dict[str, Any] = {"sent_at": now}
        made = [
            {
                **{"chat_id": row.chat_id, "name": row.name or f"#{row.id}", **seen, "message_id": next(self._numbers)},
                **about.values(about.told_of(row.name or "")),
            }
            for row in rows
            if row.method.startswith("send") and (row.name or row.chat_id > 0)
        ]
        if made:
            kept = insert_for(connection)(message)
            renewed = {"message_id": kept.excluded.message_id, "sent_at": kept.excluded.sent_at}
            await connection.execute(kept.on_conflict_do_update(index_elements=["chat_id", "name"], set_=renewed), made)

    async def _letters(self, connection: Connection, now: datetime) -> list[Sent]:
        if not self._mail:
            return []
        self._mail = False
        rows = (await connection.execute(_MAILS)).fetchall()
        does: dict[int, dict[int, str]] = defaultdict(dict)
        if rows:
            a = mail_act.c
            offered = select(a.mail_id, a.number, a.data).where(a.mail_id.in_([row.id for row in rows]), a.number > 0)
            for mail_id, number, data in await connection.execute(offered):
                does[mail_id][number] = data
            gone = {"status": "sent", "sent_at": now, "recipient": "", "subject": "", "body": ""}
            await connection.execute(update(mail).where(mail.c.id.in_([row.id for row in rows])).values(**gone))
        return [self._sent(row, now, does[row.id]) for row in rows]

    def _sent(self, row: Any, now: datetime, does: Mapping[int, str]) -> Sent:
        text, links = f"{row.subject}\n{row.body}", tuple(links_in(row.body, does))
        letter = Letter(row.id, row.recipient, row.seal or "", f"{row.created_at:%Y%m%d%H%M%S}", text, links)
        keyboard = tuple((link.data, link.label) for link in links)
        return Sent(now, row.recipient, "mail", text, keyboard, None, self._cause(row.created_at), letter)

    def _cause(self, instant: datetime) -> Cause:
        return self.causes.get(instant, Cause("?"))


def _text(payload: Mapping[str, Any]) -> str:
    return str(payload.get("text") or payload.get("caption") or "")


def _keyboard(payload: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    rows = (payload.get("reply_markup") or {}).get("inline_keyboard") or []
    return tuple((b["callback_data"], b["text"]) for row in rows for b in row if "callback_data" in b)
