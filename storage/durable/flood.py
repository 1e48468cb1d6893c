"""A flood: somebody sends faster than their chat can be answered. What no longer matters of the answers is not sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Text, and_, bindparam, cast, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.durable.lanes import pending
from storage.durable.outbox import outbox
from storage.durable.sent_messages import message
from storage.engine.columns import Instant

QUESTION = "question"
"""How the names begin of the messages by which a form asks (the `kind` of their calls)."""
HOLD = timedelta(seconds=2)
"""How long an answer is held back in a flood: the next word may make it needless."""

_c = outbox.c
_in_chat = (_c.chat_id == bindparam("chat"), pending(outbox))
# Nobody can have seen it.
_UNTRIED = (_c.leased_until.is_(None), _c.attempts == 0, _c.waits == 0)

_later = outbox.alias("later")
_newest = (_later.c.chat_id == bindparam("chat"), pending(_later), _later.c.id >= bindparam("first"))
_SAID_AGAIN = select(cast(_later.c.payload, Text)).where(*_newest, _later.c.name.is_(None))
_earlier, _sends = _c.id < bindparam("first"), _c.method == "sendMessage"
_REPEATED = and_(_earlier, _sends, _c.name.is_(None), cast(_c.payload, Text).in_(_SAID_AGAIN))
_SENT = exists().where(message.c.chat_id == _c.chat_id, message.c.name == _c.name)
_TO_BE_SENT = exists().where(*_newest, _later.c.name == _c.name, _later.c.method == "sendMessage")
_CHANGES_NOTHING = and_(~_sends, ~_SENT, ~_TO_BE_SENT)
_ASKED_ANEW = and_(bindparam("asks"), _c.kind == QUESTION, or_(and_(_earlier, _sends), _CHANGES_NOTHING))
_FOLD = update(outbox).where(*_in_chat, *_UNTRIED, or_(_REPEATED, _ASKED_ANEW)).values(status="superseded", payload={})
_HOLD = (
    update(outbox)
    .where(*_in_chat, *_UNTRIED, _c.retry_at.is_(None))
    .values(retry_at=bindparam("until", type_=Instant()))
)


async def fold(connection: AsyncConnection, chat_id: int, first: int, asks: bool) -> int:
    """The calls from number `first` on are the newest to a chat: what they make needless of those that wait there is
    not sent. That is what says the same, word for word, and, where they ask (`asks`), an earlier question of a form,
    with what would have changed it. Returns how many calls that were.
    """
    return int((await connection.execute(_FOLD, {"chat": chat_id, "first": first, "asks": asks})).rowcount)


async def hold(connection: AsyncConnection, chat_id: int, now: datetime) -> None:
    """What waits in a chat and was never tried is held back, each call once."""
    await connection.execute(_HOLD, {"chat": chat_id, "until": now + HOLD})
