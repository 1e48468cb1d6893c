"""The attendance sheet of a meeting: who is invited, by organisation, each with room for a signature by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from handlers.meetings.showing import invited
from handlers.turn.screen import Screen, far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Param, phrase
from reports.meetings import Attendance, to_json
from storage.durable.sent_messages import SHEET
from storage.meetings import Meeting, Status

SPARE = 6
"""Empty lines for whoever else comes."""


async def sheet(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator prints it, before the meeting or after."""
    if one.status is not Status.SET or one.at is None:
        turn.answer(phrase("press.over"))
        return
    raw = to_json(await _attendance(turn, one, one.at))
    paper = "document", {"filename": said("meetings.sheet.file"), "attendance": raw}
    caption = phrase("meetings.sheet.caption", subject=one.subject)
    await turn.show(account, Screen([caption], locale=PARTNER_LOCALE, file=paper), f"{SHEET}:meeting:{turn.row.id}")


async def _attendance(turn: Turn, one: Meeting, at: datetime) -> Attendance:
    identity = turn.network.identity
    people: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in await invited(turn):
        referent = turn.network.referent_by_id[id_]
        people[turn.network.organisation_by_id[referent.organisation].name].append(referent.name.fr)
    return Attendance(
        PARTNER_LOCALE,
        turn.now,
        letterhead=identity.name,
        heading=said("meetings.sheet.heading"),
        subject=one.subject,
        facts=facts(turn, one, at),
        columns=(said("meetings.sheet.who"), said("meetings.sheet.signature")),
        people=tuple((organisation, tuple(names)) for organisation, names in people.items()),
        others=said("meetings.sheet.others"),
        spare=SPARE,
        footer=said("meetings.sheet.footer", network=identity.name, subject=one.subject),
    )


def facts(turn: Turn, one: Meeting, at: datetime) -> tuple[tuple[str, str], ...]:
    """Day, hours and place, as they stand on paper."""
    zone = ZoneInfo(turn.network.identity.timezone)
    begins, ends = at.astimezone(zone), (at + timedelta(minutes=one.minutes)).astimezone(zone)
    hours = said("meetings.sheet.hours", begins=_hour(begins), ends=_hour(ends))
    values = {"day": far_day(PARTNER_LOCALE, begins.date()), "hours": hours, "place": one.place}
    return tuple((said(f"meetings.sheet.{name}.label"), value) for name, value in values.items())


BUILT_KEYS = {"meetings.sheet.{}.label": ("day", "hours", "place")}


def _hour(at: datetime) -> str:
    key = "meetings.minutes" if at.minute else "meetings.hours"
    return said(key, hours=str(at.hour), minutes=f"{at.minute:02}")


def said(key: str, **params: Param) -> str:
    """A text as it stands on paper."""
    return plain(PARTNER_LOCALE, phrase(key, **params))
