"""Members of a case: who sent it, and the other adults who joined it by a one-use link."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    bindparam,
    select,
    union,
    update,
)

from storage.accounts import hashed
from storage.cases import case_file
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# The other adults of a case; who sent it is in `case_file`.
case_member = Table(
    "case_member",
    metadata,
    Column("case_id", Serial, ForeignKey("case_file.id"), primary_key=True, info=names(Whose.CASE)),
    Column("telegram_id", BigInteger, primary_key=True, info=names(Whose.PERSON)),
    Column("joined_at", Instant, nullable=False, info=of(Whose.PERSON)),
    Index("ix_case_member_telegram_id", "telegram_id"),
)

# One-use links by which a second adult joins a case.
case_invite = Table(
    "case_invite",
    metadata,
    Column("token_hash", String(64), primary_key=True, info=of(Whose.NOBODY)),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False, info=names(Whose.CASE)),
    Column("expires_at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("used_at", Instant, info=of(Whose.CASE)),
    Index("ix_case_invite_case", "case_id"),
)

INVITE_LASTS = timedelta(days=14)
ADOPTION_LASTS = timedelta(days=90)
"""How long the link on the sheet serves that somebody takes home from a counter."""


_SENDER = select(case_file.c.person_id).where(
    case_file.c.id == bindparam("of_case"), case_file.c.person_id.is_not(None)
)
_JOINED = (
    select(case_member.c.telegram_id)
    .where(case_member.c.case_id == bindparam("of_case"))
    .order_by(case_member.c.joined_at)
)


async def members_of(here: Here, case_id: int) -> list[int]:
    """Telegram ids: the sender first, then those who joined; nobody where the person does not use Telegram."""
    of_case = {"of_case": case_id}
    return [
        *(await here.execute(_SENDER, of_case)).scalars(),
        *(await here.execute(_JOINED, of_case)).scalars(),
    ]


async def belongs(here: Here, reference: str, telegram_id: int) -> bool:
    """Whether somebody sent or joined the case of that reference; not where another goes on for it."""
    query = select(case_file.c.id).where(
        case_file.c.network_id == here.network_id, case_file.c.reference == reference, case_file.c.merged_into.is_(None)
    )
    case_id = (await here.execute(query)).scalar_one_or_none()
    return case_id is not None and telegram_id in await members_of(here, case_id)


async def case_of(here: Here, token: str) -> str | None:
    """The reference of the case a link is for, used or not."""
    query = (
        select(case_file.c.reference)
        .join(case_invite, case_invite.c.case_id == case_file.c.id)
        .where(case_invite.c.token_hash == hashed(token))
    )
    value: str | None = (await here.execute(query)).scalar_one_or_none()
    return value


async def invite(here: Here, case_id: int, now: datetime, lasts: timedelta = INVITE_LASTS) -> str:
    """A new one-use token for a case; only its hash is kept.

    Whoever follows it joins as another adult, or adopts a case that has nobody yet. Of links for another adult only the
    newest serves; one that is printed on a sheet stays good.
    """
    if lasts == INVITE_LASTS:
        await here.execute(
            update(case_invite)
            .where(case_invite.c.case_id == case_id, case_invite.c.used_at.is_(None))
            .values(expires_at=now)
        )
    token = secrets.token_urlsafe(24)
    await here.execute(case_invite.insert().values(token_hash=hashed(token), case_id=case_id, expires_at=now + lasts))
    return token


async def join(here: Here, token: str, telegram_id: int, now: datetime) -> str | None:
    """Use a token, by one conditional UPDATE. Returns the case's reference, or None where the link is worth nothing.

    A case that has nobody becomes theirs.
    """
    won = await here.execute(
        update(case_invite)
        .where(
            case_invite.c.token_hash == hashed(token), case_invite.c.used_at.is_(None), case_invite.c.expires_at > now
        )
        .values(used_at=now)
        .returning(case_invite.c.case_id)
    )
    case_id = won.scalar_one_or_none()
    if case_id is None:
        return None
    adopted = await here.execute(
        update(case_file)
        .where(case_file.c.id == case_id, case_file.c.person_id.is_(None))
        .values(person_id=telegram_id)
    )
    if adopted.rowcount == 0:
        await here.execute(
            insert_for(here.connection)(case_member)
            .values(case_id=case_id, telegram_id=telegram_id, joined_at=now)
            .on_conflict_do_nothing()
        )
    return str((await here.execute(select(case_file.c.reference).where(case_file.c.id == case_id))).scalar_one())


_THEIRS = (case_file.c.id, case_file.c.reference)
_WHO: BindParameter[int] = bindparam("who")
# Two halves, each found by an index: one question with "or" reads every case.
_REFERENCES = union(
    select(*_THEIRS).where(case_file.c.person_id == _WHO, case_file.c.merged_into.is_(None)),
    select(*_THEIRS)
    .join_from(case_member, case_file, case_file.c.id == case_member.c.case_id)
    .where(case_member.c.telegram_id == _WHO, case_file.c.merged_into.is_(None)),
).order_by("id")


async def references_of(here: Here, person_id: int) -> list[str]:
    """The references of the cases a person sent or joined, oldest first."""
    return [row.reference for row in await here.execute(_REFERENCES, {"who": person_id})]
