"""Owners: whoever speaks for offers and is asked about them: a town hall, a referent, whom a partner wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, String, Table, UniqueConstraint, select, update

from storage.engine.columns import Instant, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here

# Whoever speaks for offers. `known_by` is a word that nobody else has: "referent:claire-exemple", "coordinator",
# "account:1001", "mail:a@b.fr", "phone:+33…". `account` is theirs, where they use Telegram and are no referent.
# `silent_since`: a person waited for their answer in vain.
owner = Table(
    "owner",
    metadata,
    own_id(),
    of_network(),
    Column("known_by", String(300), nullable=False, info=of(Whose.PERSON)),
    Column("name", String(80), nullable=False, info=of(Whose.PERSON)),
    Column("commune", String(5), nullable=False, info=of(Whose.NOBODY)),
    Column("phone", String(20), nullable=False, info=of(Whose.PERSON)),
    Column("email", String(254), nullable=False, info=of(Whose.PERSON)),
    Column("account", BigInteger, info=names(Whose.PERSON, left=None)),
    Column("silent_since", Instant, info=of(Whose.NOBODY)),
    UniqueConstraint("network_id", "known_by"),
    Index("ix_owner_account", "account"),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whoever speaks for offers. `commune` is the code of the one whose town hall it is; empty where it is none."""

    id: int
    known_by: str
    name: str
    commune: str = ""
    phone: str = ""
    email: str = ""
    account: int | None = None
    silent_since: datetime | None = None

    @property
    def referent(self) -> str | None:
        """The id of the referent that it is; None where it is somebody else."""
        return self.known_by.removeprefix("referent:") if self.known_by.startswith("referent:") else None


_c = owner.c
_ALL = select(*(_c[name] for name in Owner.__dataclass_fields__))


async def of_actor(here: Here, actor: str, name: str) -> int:
    """The owner that a partner is: a referent’s id, or "coordinator". Returns its number."""
    return await _known(here, "coordinator" if actor == "coordinator" else f"referent:{actor}", name=name)


async def of_contact(here: Here, name: str, phone: str, email: str) -> int:
    """The owner that a partner wrote down, by a telephone number or an address. Returns its number."""
    return await _known(
        here, f"mail:{email.lower()}" if email else f"phone:{phone}", name=name, phone=phone, email=email
    )


async def _known(here: Here, known_by: str, **told: Any) -> int:
    """The number of an owner, who is as was told last."""
    empty = {"commune": "", "phone": "", "email": ""}
    put = insert_for(here.connection)(owner).values(network_id=here.network_id, known_by=known_by, **{**empty, **told})
    seen = put.on_conflict_do_update(index_elements=["network_id", "known_by"], set_=told).returning(_c.id)
    return int((await here.execute(seen)).scalar_one())


async def find(here: Here, number: int) -> Owner | None:
    """An owner by their number."""
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, _c.id == number))).one_or_none()
    return None if row is None else Owner(*row)


async def of_account(here: Here, account: int, actor: str | None) -> Owner | None:
    """The owner that somebody is, by their account, or by how they stand as a partner."""
    by = "coordinator" if actor == "coordinator" else f"referent:{actor}"
    which = _c.account == account if actor is None else _c.known_by == by
    row = (await here.execute(_ALL.where(_c.network_id == here.network_id, which).limit(1))).one_or_none()
    return None if row is None else Owner(*row)


async def of_person(here: Here, account: int) -> list[int]:
    """The owners that somebody is by themselves, for no town hall: they go with their offers when that person does."""
    which = (_c.network_id == here.network_id, _c.account == account, _c.commune == "")
    return [int(number) for number in (await here.execute(select(_c.id).where(*which))).scalars()]


async def silent(here: Here, number: int, since: datetime | None) -> None:
    """A person has waited for an owner in vain since then; None: the owner has answered."""
    await here.execute(
        update(owner).where(_c.network_id == here.network_id, _c.id == number).values(silent_since=since)
    )
