"""Telling when a meeting is: a minute after it was decided, so that what changes meanwhile is one notice; in the group,
and by mail with a file for calendars.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.meetings import polling
from handlers.meetings.showing import about, choice_name, decided, listed, local, stands
from handlers.turn.audience import email_of
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.quiet import soon
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import in_sending_hours
from network.phrase import Phrase, phrase
from reports.meetings import Entry, calendar
from storage import meetings as stored
from storage.durable import due
from storage.meetings import Meeting, Status

TELL = "meeting:tell"
SILENT = timedelta(seconds=60)
"""How long what was decided stays between those who coordinate; then everybody hears."""


async def later(turn: Turn, one: Meeting) -> None:
    """Tell how it stands once it has stood so for a minute."""
    await due.schedule(turn.here, TELL, 0, turn.now + SILENT, {"meeting": one.id})


async def tell(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A minute has passed since something was decided; a later decision has its own minute. At night it waits for the
    morning, unless the meeting is before that.
    """
    one = await stored.find(turn.here, int(expects["meeting"]))
    if one is None or one.changed_at is None or abs(turn.now - one.changed_at) < SILENT:
        return
    if one.as_told:
        return
    next_hour = soon(turn, turn.now)
    early = one.at is not None and one.at <= next_hour
    if not in_sending_hours(turn.now, turn.network.identity.timezone) and not early:
        await due.schedule(turn.here, TELL, 0, next_hour, {"meeting": one.id})
    elif await stored.told(turn.here, one):
        await _tell(turn, one)


async def _tell(turn: Turn, one: Meeting) -> None:
    said = [_news(turn, one), about(one)]
    await polling.ends(turn, one, [phrase("meetings.heading"), about(one), stands(turn, one)])
    await _in_chats(turn, one, said)
    addresses, uncalled = await by_mail_alone(turn)
    subject = phrase("mail.meeting.subject", subject=one.subject, network=turn.network.identity.name)
    for address in addresses:
        attached = None if _unknown(one) else ("reunion.ics", calendar(entry(turn, one, address)))
        words: list[Paragraph] = [*said, *([phrase("mail.meeting.file")] if attached else [])]
        words.append(phrase("mail.meeting.why", **turn.contact))
        await turn.mail(address, subject, words, locale=PARTNER_LOCALE, attachment=attached)
    told = phrase("meetings.told.mail", count=len(addresses)) if addresses else phrase("meetings.told")
    now = await stored.find(turn.here, one.id) or one
    rows = (await decided(turn, now)).rows
    done: list[Paragraph] = [told, *said, *(await listed(turn, now))[0]]
    await turn.show(turn.coordinators(), Screen(done, rows, PARTNER_LOCALE), choice_name(one))
    await polling.have_called(turn, one, uncalled)


async def by_mail_alone(turn: Turn) -> tuple[list[str], list[str]]:
    """The addresses of those who read by mail what everybody is told, and those who read nothing here."""
    mailed, uncalled = await polling.reached_by_mail(turn)
    return sorted({_address(turn, id_) for id_ in mailed}), uncalled


def chats(turn: Turn) -> list[int]:
    """Where everybody else reads it: in the group; where there is none, each on Telegram."""
    accounts = sorted(account for account in turn.accounts.values() if not is_by_mail(account))
    return accounts if turn.group is None else [turn.group]


async def _in_chats(turn: Turn, one: Meeting, said: list[Phrase]) -> None:
    """To everybody who reads it in a chat, with the file."""
    file = None
    if not _unknown(one):
        file = "document", {"filename": "reunion.ics", "content": calendar(entry(turn, one)).decode()}
    await turn.show(
        chats(turn), Screen(said, locale=PARTNER_LOCALE, file=file), f"meeting told:{one.id}:{one.sequence}"
    )


def _unknown(one: Meeting) -> bool:
    """Whether no calendar knows of it: it is called off before anybody was told of a time."""
    return one.at is None or (one.status is Status.CANCELLED and one.told_status != Status.SET)


def _news(turn: Turn, one: Meeting) -> Phrase:
    """What has changed since everybody was told last."""
    before = local(turn, one.told_at) if one.told_at is not None else ""
    if one.status is Status.CANCELLED or one.at is None:
        return phrase("meetings.news.cancelled", at=before) if before else phrase("meetings.news.dropped")
    at = local(turn, one.at)
    return phrase("meetings.news.moved", at=at, before=before) if before else phrase("meetings.news.set", at=at)


def _address(turn: Turn, referent_id: str) -> str:
    account = turn.accounts.get(referent_id, 0)
    return (turn.addresses.get(account) or email_of(turn, referent_id)).strip()


def entry(turn: Turn, one: Meeting, attendee: str = "") -> Entry:
    """A meeting as a calendar keeps it; for one address, or for anybody."""
    identity = turn.network.identity
    cancelled = one.status is Status.CANCELLED
    starts = (one.told_at if cancelled else one.at) or one.answer_by
    return Entry(
        uid=uid(one, identity.id),
        sequence=one.sequence,
        subject=one.subject,
        place=one.place,
        starts=starts,
        minutes=one.minutes,
        timezone=identity.timezone,
        stamped=turn.now,
        organizer=(plain(PARTNER_LOCALE, identity.contact.name.phrase()), identity.contact.email),
        attendee=attendee,
        cancelled=cancelled,
    )


def uid(one: Meeting, network_id: str) -> str:
    """By what every calendar knows it, whatever becomes of it."""
    return f"{written_at(one.created_at)}-{one.id}@{network_id}"


def written_at(at: datetime) -> str:
    """A moment as iCalendar writes it."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
