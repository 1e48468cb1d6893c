"""Which Telegram account acts for which referent, and the one-use links that bind one."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    or_,
    select,
    update,
)

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# Which Telegram account acts for which referent of the network (a coordinator is a referent with that role).
account = Table(
    "account",
    metadata,
    Column("telegram_id", BigInteger, primary_key=True, info=of(Whose.PARTNER)),
    of_network(),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("bound_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    UniqueConstraint("network_id", "referent_id"),
)

invite = Table(
    "invite",
    metadata,
    Column("token_hash", String(64), primary_key=True, info=of(Whose.NOBODY)),
    of_network(),
    Column("referent_id", String(40), nullable=False, info=names(Whose.PARTNER)),
    Column("created_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("expires_at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("used_at", Instant, info=of(Whose.PARTNER)),
    Column("used_by", BigInteger, info=names(Whose.PERSON, left=None)),
)

INVITE_LASTS = timedelta(days=7)
Binding = Literal["bound", "used", "expired", "unknown"]


async def bind(here: Here, telegram_id: int, referent_id: str, now: datetime) -> None:
    """This account acts for this referent from now on, alone; earlier bindings of either end."""
    await here.execute(
        delete(account).where(
            or_(
                account.c.telegram_id == telegram_id,
                and_(account.c.network_id == here.network_id, account.c.referent_id == referent_id),
            )
        )
    )
    await here.execute(
        account.insert().values(
            telegram_id=telegram_id, network_id=here.network_id, referent_id=referent_id, bound_at=now
        )
    )


async def unbind(here: Here, telegram_id: int) -> None:
    """This account acts for nobody any more."""
    await here.execute(delete(account).where(account.c.telegram_id == telegram_id))


async def seed(here: Here, pairs: Iterable[tuple[int, str]], now: datetime) -> None:
    """Bind the accounts that a network file names, in a rehearsal, where neither side is bound yet."""
    named = [
        {"telegram_id": telegram_id, "network_id": here.network_id, "referent_id": referent_id, "bound_at": now}
        for telegram_id, referent_id in pairs
    ]
    if named:
        await here.execute(insert_for(here.connection)(account).on_conflict_do_nothing(), named)


_ALL = select(account.c.referent_id, account.c.telegram_id).where(account.c.network_id == bindparam("network"))


async def accounts_of(here: Here) -> dict[str, int]:
    """Telegram ids by referent id."""
    rows = await here.execute(_ALL, {"network": here.network_id})
    return {row.referent_id: row.telegram_id for row in rows}


def hashed(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


async def link(here: Here, whose: Table, number: int, now: datetime, lasts: timedelta) -> str:
    """A new token for a row of a table with `token_hash` and `token_until`: only its hash is kept, and an earlier one
    is worth nothing.
    """
    token, c = secrets.token_urlsafe(24), whose.c
    which = (c.network_id == here.network_id, c.id == number)
    await here.execute(update(whose).where(*which).values(token_hash=hashed(token), token_until=now + lasts))
    return token


def linked(whose: Table, token: str, now: datetime) -> ColumnElement[bool]:
    """Whether a row is the one of a token, which is still worth something."""
    return and_(whose.c.token_hash == hashed(token), whose.c.token_until > now)


async def invite_referent(here: Here, referent_id: str, now: datetime) -> str:
    """A new one-use token for a referent; only its hash is kept. Earlier unused ones of the same referent end."""
    await end_invitations(here, referent_id, now)
    token = secrets.token_urlsafe(24)
    await here.execute(
        invite.insert().values(
            token_hash=hashed(token),
            network_id=here.network_id,
            referent_id=referent_id,
            created_at=now,
            expires_at=now + INVITE_LASTS,
        )
    )
    return token


async def end_invitations(here: Here, referent_id: str, now: datetime) -> None:
    """The tokens of a referent that nobody has used are worth nothing any more."""
    which = (invite.c.network_id == here.network_id, invite.c.referent_id == referent_id, invite.c.used_at.is_(None))
    await here.execute(update(invite).where(*which).values(expires_at=now))


async def redeem(here: Here, token: str, telegram_id: int, now: datetime) -> tuple[Binding, str | None]:
    """Use a token: one conditional UPDATE, so that of two people who follow a link at once only one is bound."""
    mine = and_(invite.c.network_id == here.network_id, invite.c.token_hash == hashed(token))
    won = await here.execute(
        update(invite)
        .where(mine, invite.c.used_at.is_(None), invite.c.expires_at > now)
        .values(used_at=now, used_by=telegram_id)
        .returning(invite.c.referent_id)
    )
    referent_id: str | None = won.scalar_one_or_none()
    if referent_id is not None:
        await bind(here, telegram_id, referent_id, now)
        return "bound", referent_id
    known = (await here.execute(select(invite).where(mine))).one_or_none()
    if known is None:
        return "unknown", None
    return ("expired" if known.used_at is None else "used"), str(known.referent_id)
