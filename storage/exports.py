"""Exports: who took what out of the bot, when, by which way, how much of it, and whether it names anybody; and, for as
long as a file waits, or names people in a chat, where that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)

from storage.acts import EXPORTED, case_act
from storage.durable import mails, outbox
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here
from storage.listings import listing

TECHNICIAN = "technician"
"""Who took it out on the command line."""
TELEGRAM, MAIL, FILE = "telegram", "mail", "file"
"""The ways: as a document in their chat, by e-mail, as a file on the command line."""

# What was taken out: nothing of what stood in it. `actor` is as in histories; on the command line it is the technician.
# `lost` says why nobody got it.
export = Table(
    "export",
    metadata,
    own_id(),
    of_network(),
    Column("at", Instant, nullable=False, info=of(Whose.PARTNER)),
    Column("actor", String(60), nullable=False, info=names(Whose.PARTNER, left="")),
    Column("what", String(20), nullable=False, info=of(Whose.NOBODY)),
    Column("format", String(8), nullable=False, info=of(Whose.NOBODY)),
    Column("lines", Integer, nullable=False, info=of(Whose.NOBODY)),
    Column("personal", Boolean, nullable=False, info=of(Whose.NOBODY)),
    Column("way", String(10), nullable=False, server_default=TELEGRAM, info=of(Whose.NOBODY)),
    Column("lost", String(12), info=of(Whose.NOBODY)),
    Index("ix_export_newest", "network_id", "id"),
    Index("ix_export_actor", "actor"),
    sqlite_autoincrement=True,
)

# A file that waits to be sent, or was within a day: to whose chat it goes, as what, and by which mail if by any;
# which note of what was taken out speaks of it.
export_out = Table(
    "export_out",
    metadata,
    own_id(),
    of_network(),
    Column("chat_id", BigInteger, nullable=False, info=names(Whose.CHAT)),
    Column("name", String(60), nullable=False, info=of(Whose.CHAT)),
    Column("mail_id", BigInteger, info=of(Whose.NOBODY)),
    Column("at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("what", String(20), nullable=False, info=of(Whose.NOBODY)),
    Column("personal", Boolean, nullable=False, info=of(Whose.NOBODY)),
    Column("export_id", Serial, info=of(Whose.NOBODY)),
    Index("ix_export_out_chat", "chat_id", "name"),
    Index("ix_export_out_mail", "mail_id"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Export:
    """Something that was taken out. `personal`: it names people, or says how they are reached; `lost`: why nobody got
    it, None where somebody did, or it is on its way.
    """

    at: datetime
    actor: str
    what: str
    format: str
    lines: int
    personal: bool
    way: str = TELEGRAM
    lost: str | None = None


async def note(here: Here, one: Export) -> int:
    """Keep that something was taken out. Returns the number of the note."""
    told: dict[str, Any] = {each.name: getattr(one, each.name) for each in fields(one)}
    put = insert(export).values(network_id=here.network_id, **told).returning(export.c.id)
    return int((await here.execute(put)).scalar_one())


async def newest(here: Here, most: int) -> list[Export]:
    """What was taken out last, the newest first."""
    c = export.c
    query = select(*(c[each.name] for each in fields(Export))).where(c.network_id == here.network_id)
    return [Export(*row) for row in await here.execute(query.order_by(c.id.desc()).limit(most))]


# --- on their way -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Out:
    """A file that waits, or was sent within a day: to a chat, under a name, or by a mail where it has a `mail_id`."""

    chat_id: int
    name: str
    mail_id: int | None
    at: datetime
    what: str
    personal: bool
    export_id: int | None
    id: int = 0


_OUT = [export_out.c[each.name] for each in fields(Out)]


async def goes_out(here: Here, one: Out) -> int:
    """Keep where a file goes. Returns the number by which it is known."""
    told = {each.name: getattr(one, each.name) for each in fields(one) if each.name != "id"}
    put = insert(export_out).values(network_id=here.network_id, **told).returning(export_out.c.id)
    return int((await here.execute(put)).scalar_one())


async def out(here: Here, number: int) -> Out | None:
    """A file that is on its way, by its number."""
    return next(iter(await _outs(here, export_out.c.id == number)), None)


async def out_by_mail(here: Here, mail_id: int) -> Out | None:
    """A file that is on its way, by the mail that brings it."""
    return next(iter(await _outs(here, export_out.c.mail_id == mail_id)), None)


async def outs_of(here: Here, chat_id: int, called: Sequence[str]) -> list[Out]:
    """Those that go to a chat under some names."""
    c = export_out.c
    return await _outs(here, c.chat_id == chat_id, c.name.in_(called), c.mail_id.is_(None)) if called else []


async def outs_naming(here: Here, case_ids: Sequence[int]) -> list[Out]:
    """Those that say who the people of some cases are."""
    c, its = export_out.c, listing.c
    named = select(its.case_id).where(its.chat_id == c.chat_id, its.name == c.name, its.case_id.in_(case_ids))
    return await _outs(here, named.exists())


async def outs_with_names(here: Here, what: str) -> list[Out]:
    """Those of a kind that say who people are."""
    return await _outs(here, export_out.c.what == what, export_out.c.personal)


async def _outs(here: Here, *which: ColumnElement[bool]) -> list[Out]:
    query = select(*_OUT).where(export_out.c.network_id == here.network_id, *which).order_by(export_out.c.id)
    return [Out(*row) for row in await here.execute(query)]


async def withdraw(here: Here, one: Out) -> bool:
    """A file that waits is not sent, and nothing of it is kept. Returns whether it waited."""
    if one.mail_id is not None:
        return await mails.drop(here, one.mail_id)
    return await outbox.drop(here.connection, one.chat_id, one.name)


async def lost(here: Here, one: Out, why: str) -> None:
    """A file did not arrive: what notes that it was taken out says so, and so does each case that it named."""
    c, its, said = case_act.c, listing.c, export.c
    its_note = said.network_id == here.network_id, said.id == one.export_id
    await here.execute(update(export).where(*its_note).values(lost=why))
    named = select(its.case_id).where(its.chat_id == one.chat_id, its.name == one.name)
    by = select(said.actor).where(*its_note).scalar_subquery()
    noted = c.case_id.in_(named), c.kind == EXPORTED, c.actor == by, c.at == one.at
    await here.execute(update(case_act).where(*noted).values(detail={"lost": why}))


async def over(here: Here, number: int) -> None:
    """A file is on its way no more."""
    gone = delete(export_out).where(export_out.c.id == number).returning(export_out.c.chat_id, export_out.c.name)
    for chat_id, name in (await here.execute(gone)).fetchall():
        await here.execute(delete(listing).where(listing.c.chat_id == chat_id, listing.c.name == name))
