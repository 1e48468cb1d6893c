"""Mails: what is to be sent by e-mail, each for itself, to people who do not use Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, Index, LargeBinary, String, Table, Text, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from storage.durable import about as of_whom
from storage.durable import lanes
from storage.durable.lanes import is_oldest_free
from storage.engine.columns import Instant, Kept, Whose, metadata, names, of, of_network, own_id
from storage.engine.dialect import locks_rows
from storage.engine.here import Here

# E-mails to be sent, each for itself. `about` is the case it tells of, so that an erasure finds it. What it says and to
# whom is kept no longer than it takes to send it or to give it up.
mail = Table(
    "mail",
    metadata,
    own_id(),
    of_network(),
    Column("recipient", String(320), nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("subject", String(200), nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("body", Text, nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("locale", String(5), nullable=False, info=of(Whose.CASE, Kept.WORKED)),
    Column("about", String(60), info=names(Whose.CASE)),
    Column("attachment_name", String(120), info=of(Whose.CASE, Kept.WORKED)),
    Column("attachment", LargeBinary, info=of(Whose.CASE, Kept.WORKED)),
    Column("page", Text, info=of(Whose.CASE, Kept.WORKED)),
    Column("seal", String(20), info=of(Whose.NOBODY)),
    Column("answers", String(300), info=of(Whose.CASE, Kept.WORKED)),
    Column("thread", String(120), info=of(Whose.CASE, Kept.WORKED)),
    Column("unsubscribe", String(500), info=of(Whose.CASE, Kept.WORKED)),
    Column("files", JSON(none_as_null=True), info=of(Whose.CASE, Kept.WORKED)),
    Column("made", JSON(none_as_null=True), info=of(Whose.CASE, Kept.WORKED)),
    Column("created_at", Instant, nullable=False, info=of(Whose.NOBODY)),
    Column("status", String(8), nullable=False, server_default="pending", info=of(Whose.NOBODY)),
    *lanes.tries(),
    Column("retry_at", Instant, info=of(Whose.NOBODY)),
    Column("leased_until", Instant, info=of(Whose.NOBODY)),
    Column("sent_at", Instant, info=of(Whose.NOBODY)),
    Column("fault", String(200), info=of(Whose.NOBODY)),
    Index("ix_mail_about", "about"),
    Index("ix_mail_pending", "id", sqlite_where=text("status = 'pending'"),
          postgresql_where=text("status = 'pending'")),
    sqlite_autoincrement=True,
)  # fmt: skip

LEASE = timedelta(minutes=10)
"""Longer than the slowest server may take, step by step."""
LONGEST_WAIT = timedelta(hours=1)
"""No mail is leased or put off for longer."""
MOST_ATTEMPTS = 3
"""Tries of a mail that ends the program."""
MOST_WAITS = 30
"""Tries while the mail server is out of reach: with the mailer's pauses, of an hour at the most, about a day."""
LONGEST_ADDRESS = 320
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 120

# What is left of a row once it is sent or given up: nobody's address, no words.
BLANK = {"recipient": "", "subject": "", "body": "", "leased_until": None} | dict.fromkeys(
    ("attachment_name", "attachment", "page", "answers", "thread", "unsubscribe", "files", "made")
)

Attachment = tuple[str, bytes]
"""The name of a file and what is in it."""
Made = tuple[str, dict[str, Any]]
"""The name of a file, and the data that it is made of when it is sent."""


class Filed(NamedTuple):
    """The file of a letter of a case that goes with an e-mail: the number of the letter, how the file is called there,
    and what is said instead where it cannot go.
    """

    number: int
    name: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail to send: plain text, in the language `locale`, and the same as a `page` of HTML where it has one.

    `created_at` is UTC. `seal` stands in its Message-ID, so that an answer to it is known as one; `answers` is the
    Message-ID of the mail that it answers, `thread` one under which all letters of a case stand. `unsubscribe` is the
    address that ends letters like this one. `files` are read when it is sent; the attachment is `made` then, of these
    data.
    """

    id: int
    network_id: str
    recipient: str
    subject: str
    body: str
    locale: str
    about: str | None
    attachment_name: str | None
    attachment: bytes | None
    created_at: datetime
    attempts: int
    waits: int = 0
    page: str | None = None
    seal: str | None = None
    answers: str | None = None
    thread: str | None = None
    unsubscribe: str | None = None
    files: Sequence[Filed] = ()
    made: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it is written once its number is known; see `Mail`."""

    body: str
    page: str
    seal: str
    answers: str | None = None
    thread: str | None = None
    unsubscribe: str | None = None
    files: Sequence[Filed] | None = None


async def write(here: Here, mail_id: int, written: Written) -> None:
    """The words of a mail that was queued without, in the same transaction: links in it name its number."""
    await here.execute(update(mail).where(mail.c.id == mail_id).values(**asdict(written)))


async def seal(here: Here, mail_id: int, seal: str) -> None:
    """What stands in the Message-ID of a mail that was queued, in the same transaction."""
    await here.execute(update(mail).where(mail.c.id == mail_id).values(seal=seal))


async def put(
    here: Here,
    recipient: str,
    subject: str,
    body: str,
    now: datetime,
    about: str | None = None,
    attachment: Attachment | None = None,
    locale: str = "fr",
    files: Sequence[Filed] = (),
    made: Made | None = None,
) -> int:
    """Queue an e-mail for after the commit. Returns its number, which is never given twice.

    `about` is a case reference: erasing that case forgets the mail. `recipient` has 320 characters at the most; a
    longer subject is cut, and stands on one line. The file is an `attachment`, or `made` when it is sent.
    """
    name, content = attachment or (made[0] if made else None, None)
    row = await here.execute(
        mail.insert()
        .values(
            network_id=here.network_id,
            recipient=recipient,
            subject=" ".join(subject.splitlines())[:_LONGEST_SUBJECT],
            body=body,
            locale=locale,
            about=about,
            attachment_name=name and name[-_LONGEST_NAME:],
            attachment=content,
            files=list(files) or None,
            made=made and made[1],
            created_at=now,
        )
        .returning(mail.c.id)
    )
    return int(row.scalar_one())


@cache
def _lease(skip_locked: bool) -> ReturningUpdate[Any]:
    c = mail.c
    return (
        update(mail)
        .where(is_oldest_free(mail, None, skip_locked=skip_locked))
        .values(**lanes.begins(mail))
        .returning(
            c.id,
            c.network_id,
            c.recipient,
            c.subject,
            c.body,
            c.locale,
            c.about,
            c.attachment_name,
            c.attachment,
            c.created_at,
            c.attempts,
            c.waits,
            c.page,
            c.seal,
            c.answers,
            c.thread,
            c.unsubscribe,
            c.files,
            c.made,
        )
    )


async def lease(connection: AsyncConnection, now: datetime) -> Mail | None:
    """Lease the oldest pending mail whose time has come, if there is one."""
    given = {"moment": now, "until": now + LEASE, "farthest": now + LONGEST_WAIT, "most": 1}
    row = (await connection.execute(_lease(locks_rows(connection)), given)).one_or_none()
    if row is None:
        return None
    files = [Filed(*one) for one in row.files or ()]
    return replace(Mail(*row), files=files)


async def sent(connection: AsyncConnection, one: Mail, now: datetime) -> None:
    """The mail server took it. What it said and to whom is not kept."""
    values = {**BLANK, "status": "sent", "sent_at": now, "fault": None}
    await connection.execute(update(mail).where(mail.c.id == one.id).values(**values))


async def postpone(connection: AsyncConnection, one: Mail, until: datetime, fault: str, why: lanes.Why) -> None:
    """Try again at `until`. A wait for somebody to mend a setting is no try."""
    await lanes.postpone(connection, mail, one, until, fault, why)


async def give_up(connection: AsyncConnection, one: Mail, fault: str) -> bool:
    """A dead letter: it is never sent, and nothing of it is kept. Returns whether it was still there: the case that it
    was about may have been erased in the meantime.
    """
    values = {**BLANK, "status": "dead", "fault": fault[:200]}
    return (await connection.execute(update(mail).where(mail.c.id == one.id).values(**values))).rowcount > 0


async def forget_naming(here: Here, reference: str) -> list[str]:
    """What waits to be sent and names a case among others is not sent any more. Returns whom it was for: what it said
    of the others, nobody has told them.
    """
    c = mail.c
    waits = c.status == "pending", c.network_id == here.network_id, of_whom.words_name(reference, c.body)
    found = (await here.execute(select(c.id, c.recipient, c.body).where(*waits).order_by(c.id))).fetchall()
    gone = {row.id: row.recipient for row in found if of_whom.names_it(reference, row.body)}
    if gone:
        await here.execute(delete(mail).where(c.id.in_(gone)))
    return list(gone.values())


async def waits(connection: AsyncConnection, mail_id: int) -> bool:
    """Whether a mail is still to be sent: it may have been taken out while its file was made."""
    found = select(mail.c.id).where(mail.c.id == mail_id, lanes.pending(mail))
    return (await connection.execute(found)).first() is not None


async def drop(here: Here, mail_id: int) -> bool:
    """A mail that waits is not sent, and nothing of it is kept. Returns whether it waited."""
    c = mail.c
    which = (c.id == mail_id, c.network_id == here.network_id, c.status.in_(("pending", "held")))
    return (await here.execute(delete(mail).where(*which))).rowcount > 0


async def release(connection: AsyncConnection) -> None:
    """Free every lease: for a process that knows that no other one runs."""
    await lanes.release(connection, mail)


async def waiting(connection: AsyncConnection) -> int:
    """How many mails are pending."""
    return await lanes.waiting(connection, mail)
