"""Owners: whoever speaks for offers and is asked about them: a town hall, a referent, whom a partner wrote down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, select, update

from network.town_halls import Listed
from storage import accounts
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import insert_for
from storage.engine.here import Here
from storage.people import person

# Whoever speaks for offers. `known_by` is a word that nobody else has: "referent:claire-exemple", "coordinator",
# "commune:63426", "mail:a@b.fr", "phone:+33…"; "unknown:a@b.fr" is an address that nobody of the network vouched for
# yet. `silent_since`: a person waited for their answer in vain, or we did. `pace`: they are asked after so many days.
# `round` counts the dates on which they are asked, and the questions; `ask_at` is the date that counts. Of the link
# that a letter carries the hash is kept.
owner = Table(
    "owner",
    metadata,
    own_id(),
    of_network(),
    Column("known_by", String(300), nullable=False, info=of(Whose.PARTNER)),
    Column("name", String(80), nullable=False, info=of(Whose.PARTNER)),
    Column("commune", String(5), nullable=False, info=of(Whose.NOBODY)),
    Column("phone", String(20), nullable=False, info=of(Whose.PARTNER)),
    Column("email", String(254), nullable=False, info=of(Whose.PARTNER)),
    Column("silent_since", Instant, info=of(Whose.NOBODY)),
    Column("pace", Integer, info=of(Whose.NOBODY)),
    Column("round", Integer, nullable=False, server_default="0", info=of(Whose.NOBODY)),
    Column("ask_at", Instant, info=of(Whose.NOBODY)),
    Column("token_hash", String(64), info=of(Whose.NOBODY)),
    Column("token_until", Instant, info=of(Whose.NOBODY)),
    UniqueConstraint("network_id", "known_by"),
    Index("ix_owner_email", "email"),
    Index("ix_owner_token_hash", "token_hash", unique=True),
    sqlite_autoincrement=True,
)

# Who speaks for an owner on Telegram: of a town hall there may be several.
speaker = Table(
    "speaker",
    metadata,
    Column("account", BigInteger, primary_key=True, info=names(Whose.PERSON)),
    Column("owner_id", Serial, ForeignKey("owner.id"), primary_key=True, info=of(Whose.NOBODY)),
    Column("since", Instant, nullable=False, info=of(Whose.PERSON)),
    Index("ix_speaker_owner", "owner_id"),
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
    silent_since: datetime | None = None
    pace: int | None = None
    round: int = 0
    ask_at: datetime | None = None

    @property
    def unknown(self) -> bool:
        """Whether it is an address that nobody of the network has vouched for."""
        return self.known_by.startswith(_UNKNOWN)

    @property
    def private(self) -> bool:
        """Whether it is somebody for themselves: neither a town hall nor a partner."""
        return self.known_by.startswith(PRIVATE)

    @property
    def referent(self) -> str | None:
        """The id of the referent that it is; None where it is somebody else."""
        return self.known_by.removeprefix("referent:") if self.known_by.startswith("referent:") else None


_UNKNOWN = "unknown:"
PRIVATE = ("mail:", "phone:", _UNKNOWN)
"""How whoever is an owner for themselves is known: neither a town hall nor a partner."""
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


async def of_town_hall(here: Here, listed: Listed) -> int:
    """The owner that a town hall is, as the State publishes it; of several communes it speaks for none by itself.
    Returns its number.
    """
    hall, [first, *others] = listed.town_hall, listed.communes
    told = {"name": hall.name[:80], "phone": hall.telephone[:20], "email": hall.email.strip().lower()}
    return await _known(here, f"commune:{first}", commune="" if others else first, **told)


async def of_stranger(here: Here, email: str) -> int:
    """Whoever wrote from an address that nobody knows. Returns their number."""
    return await _known(here, f"{_UNKNOWN}{email.lower()}", name=email[:80], email=email.lower())


async def _known(here: Here, known_by: str, **told: Any) -> int:
    """The number of an owner, who is as was told last."""
    empty = {"commune": "", "phone": "", "email": ""}
    put = insert_for(here.connection)(owner).values(network_id=here.network_id, known_by=known_by, **{**empty, **told})
    seen = put.on_conflict_do_update(index_elements=["network_id", "known_by"], set_=told).returning(_c.id)
    return int((await here.execute(seen)).scalar_one())


async def vouch(here: Here, one: Owner) -> None:
    """Somebody of the network says that whoever wrote from an address is an owner, unless it is one already."""
    known_by = f"mail:{one.email}"
    if await _those(here, _c.known_by == known_by):
        return
    await here.execute(update(owner).where(_c.network_id == here.network_id, _c.id == one.id).values(known_by=known_by))


# --- found ------------------------------------------------------------------------------------------------------------


async def _those(here: Here, *which: Any) -> list[Owner]:
    query = _ALL.where(_c.network_id == here.network_id, *which).order_by(_c.id)
    return [Owner(*row) for row in await here.execute(query)]


async def find(here: Here, number: int) -> Owner | None:
    """An owner by their number."""
    return next(iter(await _those(here, _c.id == number)), None)


async def of_account(here: Here, account: int, actor: str | None) -> Owner | None:
    """The owner that somebody is, by how they stand as a partner, or else by their account."""
    if actor is not None:
        by = "coordinator" if actor == "coordinator" else f"referent:{actor}"
        return next(iter(await _those(here, _c.known_by == by)), None)
    mine = select(speaker.c.owner_id).where(speaker.c.account == account)
    return next(iter(await _those(here, _c.id.in_(mine))), None)


async def at(here: Here, email: str) -> list[Owner]:
    """Those who are reached at an address."""
    return await _those(here, _c.email == email.lower(), _c.email != "")


async def every(here: Here) -> list[Owner]:
    """All of them."""
    return await _those(here)


async def with_address(here: Here) -> list[Owner]:
    """Those who are reached by mail."""
    return await _those(here, _c.email != "")


async def speakers(here: Here, number: int) -> list[int]:
    """The accounts of those who speak for an owner on Telegram."""
    c = speaker.c
    mine = select(c.account).where(c.owner_id == number).order_by(c.since, c.account)
    return [int(account) for account in (await here.execute(mine)).scalars()]


async def everybody_who_speaks(here: Here) -> dict[int, str]:
    """The accounts of all who speak for an owner on Telegram, with the language that each reads."""
    who = select(person.c.telegram_id, person.c.locale).join(speaker, speaker.c.account == person.c.telegram_id)
    theirs = who.join(owner, _c.id == speaker.c.owner_id).where(_c.network_id == here.network_id)
    return {int(row.telegram_id): row.locale for row in await here.execute(theirs)}


async def of_person(here: Here, account: int) -> list[int]:
    """The owners that somebody is by themselves, for no town hall: they go with their offers when that person does."""
    c, others = speaker.c, speaker.alias().c
    alone = ~select(others.account).where(others.owner_id == c.owner_id, others.account != account).exists()
    mine = select(c.owner_id).where(c.account == account, alone)
    which = (_c.network_id == here.network_id, _c.id.in_(mine), ~_c.known_by.startswith("commune:"))
    return [int(number) for number in (await here.execute(select(_c.id).where(*which).order_by(_c.id))).scalars()]


async def silent(here: Here, number: int, since: datetime | None) -> None:
    """A person, or we, have waited for an owner in vain since then; None: the owner has answered."""
    await here.execute(
        update(owner).where(_c.network_id == here.network_id, _c.id == number).values(silent_since=since)
    )


async def those_silent(here: Here) -> list[Owner]:
    """The owners who do not answer, those who have not for longest first."""
    waits = _ALL.where(_c.network_id == here.network_id, _c.silent_since.is_not(None))
    return [Owner(*row) for row in await here.execute(waits.order_by(_c.silent_since, _c.id))]


# --- the link of their letter -----------------------------------------------------------------------------------------


async def link(here: Here, number: int, now: datetime, lasts: timedelta) -> str:
    """A new token for an owner; an earlier one is worth nothing."""
    return await accounts.link(here, owner, number, now, lasts)


async def by_token(here: Here, token: str, now: datetime) -> Owner | None:
    """Whose link it is, where it is still worth something."""
    return next(iter(await _those(here, accounts.linked(owner, token, now))), None)


async def speaks(here: Here, number: int, account: int, now: datetime, most: int) -> bool:
    """An account speaks for an owner from now on, where fewer than so many do. Returns whether it does."""
    held = select(_c.id).where(_c.network_id == here.network_id, _c.id == number).with_for_update()
    await here.execute(held)
    theirs = await speakers(here, number)
    if account not in theirs and len(theirs) < most:
        await here.execute(speaker.insert().values(account=account, owner_id=number, since=now))
        return True
    return account in theirs


async def town_halls(here: Here) -> dict[int, str]:
    """The owners that are a town hall, by their numbers: the code of its commune."""
    query = select(_c.id, _c.commune).where(_c.network_id == here.network_id, _c.commune != "")
    return {int(row.id): row.commune for row in await here.execute(query)}
