"""Gathered: what is to be told by mail beyond the letters of a day, until one letter brings all of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, BigInteger, Column, Index, String, Table, Text, delete, insert, select, text

from storage.durable import about as of_whom
from storage.durable.mails import LONGEST_ADDRESS
from storage.engine.columns import Instant, Kept, Whose, metadata, names, of, of_network, own_id
from storage.engine.here import Here

# What waits for the one letter of its day, in the words in which it would have gone, and goes with it. `about` finds it
# for an erasing, so no row tells of more than two.
gathered = Table(
    "gathered",
    metadata,
    own_id(),
    of_network(),
    Column("recipient", String(LONGEST_ADDRESS), nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("account", BigInteger, nullable=False, info=names(Whose.PERSON)),
    Column("words", Text, nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("links", JSON, nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("created_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("name", String(64), nullable=False, server_default=text("''"), info=of(Whose.NOBODY)),
    *of_whom.columns(),
    Index("ix_gathered_recipient", "recipient"),
    Index("ix_gathered_account", "account"),
    *of_whom.indexes("gathered"),
    sqlite_autoincrement=True,
)

Links = Sequence[tuple[str, str]]
"""What each link says, and the data of the button that it is."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Something to be told to an account at an address: plain text, which may be empty, and links. `name` is how what
    it shows is called.
    """

    recipient: str
    account: int
    words: str
    links: Links
    about: of_whom.About = field(default=())
    name: str = ""


async def add(here: Here, one: Gathered, now: datetime) -> int:
    """Keep it for the one letter. Returns its number, which is never given twice. It tells of two at the most."""
    values = {
        "network_id": here.network_id,
        "recipient": one.recipient,
        "account": one.account,
        "words": one.words,
        "links": [list(link) for link in one.links],
        "created_at": now,
        "name": one.name[:64],
        **of_whom.values(one.about),
    }
    return int((await here.execute(insert(gathered).values(**values).returning(gathered.c.id))).scalar_one())


async def recipient_of(here: Here, number: int) -> str | None:
    """The address that one of them waits for; None where it waits no more."""
    c = gathered.c
    found = await here.execute(select(c.recipient).where(c.network_id == here.network_id, c.id == number))
    return found.scalar_one_or_none()


async def take(here: Here, recipient: str) -> list[Gathered]:
    """All that waits for an address, in order; from now on it is the caller’s, and nobody else’s."""
    c = gathered.c
    mine = delete(gathered).where(c.network_id == here.network_id, c.recipient == recipient)
    taken = mine.returning(c.id, c.account, c.words, c.links, c.about, c.also_about)
    rows = sorted((await here.execute(taken)).fetchall(), key=lambda row: row.id)
    return [
        Gathered(
            recipient,
            row.account,
            row.words,
            [(said, data) for said, data in row.links],
            tuple(one for one in (row.about, row.also_about) if one),
        )
        for row in rows
    ]


async def take_back(here: Here, account: int, name: str) -> None:
    """What waits for an account and shows something of that name is told no more."""
    c = gathered.c
    await here.execute(delete(gathered).where(c.account == account, c.name == name[:64]))


async def forget_naming(here: Here, reference: str) -> list[str]:
    """What waits for a letter and names a case among others waits no more. Returns whom it was for."""
    c = gathered.c
    waits = c.network_id == here.network_id, of_whom.words_name(reference, c.words)
    found = (await here.execute(select(c.id, c.recipient, c.words).where(*waits).order_by(c.id))).fetchall()
    gone = {row.id: row.recipient for row in found if of_whom.names_it(reference, row.words)}
    if gone:
        await here.execute(delete(gathered).where(c.id.in_(gone)))
    return list(gone.values())
