"""Letters: what a person and those who follow them wrote to each other about a case, files included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    case,
    cast,
    delete,
    func,
    or_,
    select,
    update,
)

from storage.cases import case_file
from storage.durable import enclosures
from storage.engine.columns import Instant, Serial, Whose, metadata, names, of, own_id
from storage.engine.database import Connection
from storage.engine.here import Here

# What the person of a case and those who follow it write to each other. `author` is "person", a referent's id or
# "coordinator"; `sender` and `message_id` are the message it came as (0: of somebody who had themselves erased).
# `answers` is the letter it answers. `waits_for`: not passed on yet, until the person says to which case it belongs
# ("case"), or that they have read which papers do not belong here ("word"); until somebody says to whom it goes
# ("line"); or until its minute is over ("minute"). `data` is what is in a file that came by mail; what is in one that
# came on Telegram is kept there, and `file_id` names it.
case_message = Table(
    "case_message",
    metadata,
    own_id(),
    Column("case_id", Serial, ForeignKey("case_file.id"), nullable=False, info=names(Whose.CASE)),
    Column("at", Instant, nullable=False, info=of(Whose.CASE)),
    Column("author", String(60), nullable=False, info=of(Whose.CASE)),
    Column("sender", BigInteger, nullable=False, info=names(Whose.PERSON, left=0, gone_where="author = 'person'")),
    Column("message_id", BigInteger, nullable=False, info=of(Whose.PERSON, left=0)),
    Column("kind", String(10), nullable=False, info=of(Whose.CASE)),
    Column("text", Text, nullable=False, info=of(Whose.CASE)),
    Column("file_id", Text, info=of(Whose.CASE)),
    Column("file_unique_id", Text, info=of(Whose.CASE)),
    Column("file_name", String(255), info=of(Whose.CASE)),
    Column("album", String(40), info=of(Whose.CASE)),
    Column("answers", Serial, info=of(Whose.CASE)),
    Column("waits_for", String(8), info=of(Whose.CASE)),
    Column("data", LargeBinary, info=of(Whose.CASE)),
    Index("ix_case_message_case", "case_id"),
    Index("ix_case_message_sender", "sender", "message_id"),
    sqlite_autoincrement=True,
)

PERSON = "person"
LINE, MINUTE = "line", "minute"
"""What a letter waits for that was typed outside any form: see `Letter`."""
KEPT = "kept"
"""What is no letter, and is passed on to nobody: a file that whoever works on a case keeps with it."""
NAME = "letter"
"""How the name of a message begins that brings a letter to somebody: then come the reference and its number."""


_NAMELESS = {"photo": "photo.jpg", "voice": "voice.ogg"}


@dataclass(frozen=True, slots=True)
class Content:
    """What was written: `kind` is text, photo, document or voice; `text` the words, or what stands under a file.

    `file_id` names the file to this bot alone, `file_unique_id` to everybody; both are Telegram's. A file that
    came by mail has neither.
    """

    kind: str
    text: str = ""
    file_id: str | None = None
    file_unique_id: str | None = None
    file_name: str | None = None
    album: str | None = None

    @property
    def is_file(self) -> bool:
        """Whether it is more than words."""
        return self.kind != "text"

    @property
    def called(self) -> str:
        """The name of its file: pictures and voice messages of Telegram have none of their own."""
        return self.file_name or _NAMELESS.get(self.kind, "document")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter about a case. `author` is "person", a referent's id or "coordinator"; `sender` the Telegram account and
    `message_id` the message there, so that correcting it corrects the letter. `answers` is the letter it answers.

    `waits_for`: it was not passed on yet, since the person is asked whether it belongs to the case ("case"), or whether
    they have read which papers do not belong here ("word"); since its author is asked to whom it goes (LINE); or since
    they may still take it back (MINUTE). KEPT: it waits for nothing.
    """

    id: int
    case_id: int
    at: datetime
    author: str
    sender: int
    message_id: int
    content: Content
    answers: int | None
    waits_for: str | None

    @property
    def of_person(self) -> bool:
        """Whether the person wrote it."""
        return self.author == PERSON


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was written with a letter: what is in it, or where Telegram keeps that."""

    file_id: str | None
    data: bytes | None


_SHOWN = [column for column in case_message.c if column.name != "data"]
"""What is read of a letter: what is in its file is read where that is sent."""
_IS_FILE = case_message.c.kind != "text"


def _letter(row: Any) -> Letter:
    content = Content(row.kind, row.text, row.file_id, row.file_unique_id, row.file_name, row.album)
    return Letter(
        row.id, row.case_id, row.at, row.author, row.sender, row.message_id, content, row.answers, row.waits_for
    )


async def _letters(here: Here, *which: ColumnElement[bool]) -> list[Letter]:
    query = select(*_SHOWN).where(*which).order_by(case_message.c.id)
    return [_letter(row) for row in await here.execute(query)]


async def add(
    here: Here,
    case_id: int,
    author: str,
    sender: int,
    message_id: int,
    content: Content,
    now: datetime,
    answers: int | None = None,
    waits_for: str | None = None,
    enclosed: int | None = None,
) -> Letter:
    """Keep a letter. `enclosed` is the file of a mail whose bytes it takes over."""
    row = await here.execute(
        case_message.insert()
        .values(
            case_id=case_id,
            at=now,
            author=author,
            sender=sender,
            message_id=message_id,
            kind=content.kind,
            text=content.text,
            file_id=content.file_id,
            file_unique_id=content.file_unique_id,
            file_name=content.file_name,
            album=content.album,
            answers=answers,
            waits_for=waits_for,
            data=None if enclosed is None else enclosures.content(enclosed),
        )
        .returning(*_SHOWN)
    )
    return _letter(row.one())


async def find(here: Here, letter_id: int) -> Letter | None:
    """The letter of that number."""
    found = await _letters(here, case_message.c.id == letter_id)
    return found[0] if found else None


async def attachment(connection: Connection, letter_id: int, room: int | None = None) -> Attachment | None:
    """The file of the letter of that number; None where it is gone. What is in it is not read where that is more than
    `room` bytes.
    """
    c = case_message.c
    data = c.data if room is None else case((func.length(c.data) <= room, c.data)).label("data")
    query = select(c.file_id, data).where(c.id == letter_id, _IS_FILE)
    row = (await connection.execute(query)).one_or_none()
    return None if row is None else Attachment(row.file_id, row.data and bytes(row.data))


async def bytes_of(here: Here, case_id: int) -> int:
    """How many bytes the files of a case have that came by mail."""
    query = select(func.coalesce(func.sum(func.length(case_message.c.data)), 0)).where(
        case_message.c.case_id == case_id
    )
    return int((await here.execute(query)).scalar_one())


async def brought_by_mail(here: Here, case_ids: Sequence[int]) -> list[Letter]:
    """The files of some cases that came by mail, oldest first."""
    return await _letters(here, case_message.c.case_id.in_(case_ids), case_message.c.data.is_not(None))


async def from_message(here: Here, sender: int, message_id: int) -> Letter | None:
    """The letter that a message in somebody's chat became."""
    found = await _letters(here, case_message.c.sender == sender, case_message.c.message_id == message_id)
    return found[-1] if found else None


async def of_album(here: Here, sender: int, album: str) -> Letter | None:
    """The last letter that came in an album of somebody's."""
    found = await _letters(here, case_message.c.sender == sender, case_message.c.album == album)
    return found[-1] if found else None


async def reference_of(here: Here, letter: Letter) -> str:
    """The reference of the case of a letter."""
    query = select(case_file.c.reference).where(case_file.c.id == letter.case_id)
    return str((await here.execute(query)).scalar_one())


async def waiting(here: Here, sender: int, *waits_for: str) -> list[Letter]:
    """What somebody sent and was not passed on yet, since it waits for one of these, oldest first."""
    c = case_message.c
    return await _letters(here, c.sender == sender, c.waits_for.in_(waits_for))


async def from_partners(here: Here, references: Sequence[str], since: datetime, until: datetime) -> list[Letter]:
    """What those who follow these cases wrote to their people between two moments, oldest first."""
    c, theirs = case_message.c, case_file.c.reference.in_(references)
    of_cases = select(case_file.c.id).where(case_file.c.network_id == here.network_id, theirs)
    passed_on, within = c.waits_for.is_(None), c.at.between(since, until)
    return await _letters(here, c.case_id.in_(of_cases), c.author != PERSON, passed_on, within)


async def newest(here: Here, case_ids: Sequence[int]) -> dict[int, int]:
    """Of some cases, the number of the last letter that their people wrote."""
    c = case_message.c
    query = select(c.case_id, func.max(c.id)).where(c.case_id.in_(case_ids), c.author == PERSON, c.waits_for.is_(None))
    return {row[0]: row[1] for row in await here.execute(query.group_by(c.case_id))}


async def last_written(here: Here, most: int) -> list[tuple[int, str, int]]:
    """The last letters from people of the network, newest first: the case, its reference, the letter's number."""
    c = case_message.c
    query = (
        select(c.case_id, case_file.c.reference, c.id)
        .join(case_file, case_file.c.id == c.case_id)
        .where(case_file.c.network_id == here.network_id, case_file.c.merged_into.is_(None))
        .where(c.author == PERSON, c.waits_for.is_(None))
        .order_by(c.id.desc())
        .limit(most)
    )
    return [(row.case_id, row.reference, row.id) for row in await here.execute(query)]


async def settle(here: Here, found: Iterable[Letter], case_id: int, waits_for: str | None) -> None:
    """These letters belong to a case, and wait for `waits_for`, or are passed on now."""
    await here.execute(
        update(case_message)
        .where(case_message.c.id.in_([letter.id for letter in found]))
        .values(case_id=case_id, waits_for=waits_for)
    )


async def drop(here: Here, found: Iterable[Letter]) -> None:
    """These letters are not kept."""
    await here.execute(delete(case_message).where(case_message.c.id.in_([letter.id for letter in found])))


async def correct(here: Here, letter_id: int, text: str) -> None:
    """Its words were changed."""
    await here.execute(update(case_message).where(case_message.c.id == letter_id).values(text=text))


_STANDS = or_(case_message.c.waits_for.is_(None), case_message.c.waits_for == KEPT)


async def of_case(
    here: Here, case_id: int, *, most: int | None = None, before: int = 0, files: bool = False
) -> list[Letter]:
    """The letters of a case that were passed on, and the files kept with it, oldest first: the newest `most` of them,
    or those before the letter `before`; `files` leaves out what is only words.
    """
    c = case_message.c
    query = select(*_SHOWN).where(c.case_id == case_id, _STANDS).order_by(c.id.desc()).limit(most)
    if before:
        query = query.where(c.id < before)
    if files:
        query = query.where(_IS_FILE)
    return [_letter(row) for row in reversed((await here.execute(query)).fetchall())]


async def count(here: Here, case_id: int) -> tuple[int, int]:
    """How many letters of a case were passed on, and how many of them are files."""
    c = case_message.c
    query = select(func.count(), func.count(case((_IS_FILE, 1)))).where(c.case_id == case_id, _STANDS)
    letters, files = (await here.execute(query)).one()
    return int(letters), int(files)


async def sent_in(here: Here, sender: int, now: datetime, within: timedelta) -> int:
    """How many letters somebody has sent in the time before `now`; an album counts as one. What was sent that far ahead
    of `now` was sent before the clock was set back, and does not count.
    """
    c = case_message.c
    one = func.coalesce(c.album, "#" + cast(c.id, String))
    query = select(func.count(one.distinct())).where(c.sender == sender, c.at > now - within, c.at <= now + within)
    return int((await here.execute(query)).scalar_one())


async def written_by(here: Here, sender: int) -> list[tuple[str, int]]:
    """The letters that somebody wrote as the person of a case: its reference, and their number."""
    c = case_message.c
    query = (
        select(case_file.c.reference, c.id)
        .join(case_file, case_file.c.id == c.case_id)
        .where(c.sender == sender, c.author == PERSON)
    )
    return [(row.reference, row.id) for row in await here.execute(query)]
