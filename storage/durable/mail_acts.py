"""Acts by mail: what each link in a letter does, for whom, until when, and whether it was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    text,
    update,
)

from storage.durable import about as of_whom
from storage.durable.mails import mail
from storage.engine.columns import Instant, Serial, Whose, goes, metadata, names, of, of_network, own_id
from storage.engine.here import Here

KEPT = timedelta(days=60)
"""So long whoever uses a link that is over is told so, and gets a fresh one."""
_OVER = "number >= 0"

# What the links of a letter do: the data of a button, for one account, once. `about` finds it for an erasing.
mail_act = Table(
    "mail_act",
    metadata,
    own_id(),
    Column("mail_id", Serial, nullable=False, info=of(Whose.NOBODY)),
    Column("number", Integer, nullable=False, info=of(Whose.NOBODY)),
    of_network(),
    Column("account", BigInteger, nullable=False, info=names(Whose.PERSON)),
    Column("data", String(64), nullable=False, info=of(Whose.PERSON)),
    Column("until", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("used_at", Instant, info=of(Whose.NOBODY)),
    *of_whom.columns(),
    UniqueConstraint("mail_id", "number"),
    Index("ix_mail_act_account", "account"),
    *of_whom.indexes("mail_act"),
    Index("ix_mail_act_over", "until", sqlite_where=text(_OVER), postgresql_where=text(_OVER)),
    info=goes(_OVER, "until", KEPT),
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class MailAct:
    """A link in a letter: it does what a button with `data` does, for `account`, once, `until` then (UTC). With the
    number 0 it is the letter itself: `data` is how what it shows is called.
    """

    mail_id: int
    number: int
    account: int
    data: str
    until: datetime
    used_at: datetime | None = None
    about: str | None = None


async def offer(here: Here, acts: list[MailAct], about: of_whom.About) -> None:
    """A letter offers these."""
    rows = [
        {
            "mail_id": act.mail_id,
            "number": act.number,
            "network_id": here.network_id,
            "account": act.account,
            "data": act.data,
            "until": act.until,
            **of_whom.values(of_whom.told_of(act.data) or about),
        }
        for act in acts
    ]
    if rows:
        await here.execute(insert(mail_act), rows)


async def offered(here: Here, mail_id: int) -> list[MailAct]:
    """What a letter offered, in order."""
    c = mail_act.c
    wanted = select(c.mail_id, c.number, c.account, c.data, c.until, c.used_at, c.about)
    mine = wanted.where(c.network_id == here.network_id, c.mail_id == mail_id).order_by(c.number)
    return [MailAct(*row) for row in await here.execute(mine)]


async def find(here: Here, mail_id: int, number: int) -> MailAct | None:
    """One of them; None where there is none, or it is long over."""
    return next((act for act in await offered(here, mail_id) if act.number == number), None)


async def used(here: Here, account: int) -> bool:
    """Whether an account has used a link, so that its address is known to be somebody’s who reads there."""
    c = mail_act.c
    mine = select(c.number).where(c.network_id == here.network_id, c.account == account, c.used_at.is_not(None))
    return (await here.execute(mine.limit(1))).first() is not None


async def readers(here: Here, reference: str, name: str) -> list[int]:
    """The accounts to which letters about a case went that show what is called `name`."""
    c = mail_act.c
    shown = c.network_id == here.network_id, c.about == reference, c.number == 0, c.data == name[:64]
    return list((await here.execute(select(c.account).where(*shown).distinct().order_by(c.account))).scalars())


async def use(here: Here, act: MailAct, now: datetime) -> bool:
    """Use a link. Returns whether nobody had: of any number of uses at once, one counts."""
    c = mail_act.c
    mine = c.network_id == here.network_id, c.mail_id == act.mail_id, c.number == act.number
    used = await here.execute(update(mail_act).where(*mine, c.used_at.is_(None)).values(used_at=now))
    return used.rowcount == 1


async def take_back(here: Here, account: int, name: str) -> None:
    """A letter to an account that shows something of that name, and waits to be sent, is sent no more."""
    c = mail_act.c
    named = (c.number == 0, c.account == account, c.data == name[:64])
    theirs = select(c.mail_id).where(c.network_id == here.network_id, *named)
    free = (mail.c.status == "pending", mail.c.leased_until.is_(None))
    gone = delete(mail).where(mail.c.id.in_(theirs), *free).returning(mail.c.id)
    if numbers := list((await here.execute(gone)).scalars()):
        await here.execute(delete(mail_act).where(c.mail_id.in_(numbers)))
