"""Meetings outside of the chat: a file that calendars read (iCalendar, RFC 5545; methods by RFC 5546), the sheet that
those who came sign, and the minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from conversations.words.cleaning import clean
from network.colours import GREEN
from reports.support import Support, printable
from reports.typesetting import cleaned, paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as a calendar keeps it.

    uid: the same for all that is ever said of the meeting. sequence: counts on with each notice, from 0.
    starts: aware; timezone: by whose clock it is kept, so that it stays at its hour where that is changed.
    organizer: name and e-mail of whoever invites; without an e-mail nobody is named. attendee: the address of whoever
    gets the file by mail, and nobody else’s; without one it is for anybody, and is published (RFC 5546, 3.2.1).
    """

    uid: str
    sequence: int
    subject: str
    place: str
    starts: datetime
    minutes: int
    timezone: str
    stamped: datetime
    organizer: tuple[str, str]
    attendee: str = ""
    cancelled: bool = False

    @property
    def method(self) -> str:
        """What a calendar does with it."""
        if self.cancelled:
            return "CANCEL"
        return "REQUEST" if self.attendee else "PUBLISH"


def calendar(entry: Entry) -> bytes:
    """The file, UTF-8; the same bytes for the same entry."""
    begins = entry.starts.astimezone(ZoneInfo(entry.timezone))
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped)
    event.add("dtstart", begins)
    event.add("dtend", (entry.starts + timedelta(minutes=entry.minutes)).astimezone(begins.tzinfo))
    event.add("summary", clean(entry.subject))
    event.add("location", clean(entry.place))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    name, address = entry.organizer
    if address:
        event.add("organizer", _named(address, name))
    if entry.attendee:
        event.add("attendee", _named(entry.attendee), encode=False)
    made = Calendar()
    made.add("prodid", "-//porte-d-entree//FR")
    made.add("version", "2.0")
    made.add("method", entry.method)
    until = date(begins.year + 2, 1, 1)
    made.add_component(Timezone.from_tzid(entry.timezone, first_date=date(begins.year, 1, 1), last_date=until))
    made.add_component(event)
    return bytes(made.to_ical())


def _named(address: str, name: str = "") -> vCalAddress:
    known = vCalAddress(f"mailto:{address}")
    if name:
        known.params["CN"] = vText(clean(name))
    return known


# --- on paper ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attendance:
    """An attendance sheet, in words ready for its readers; every text is plain.

    made: when, with its time zone. facts: labels and values, such as the place and the hours. people: by organisation,
    in their order. spare: empty lines for whoever else comes. columns: the titles above names and signatures; others:
    that above the empty lines. support: who pays for the network on that day.
    """

    language: str
    made: datetime
    letterhead: str
    heading: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[str, str]
    people: tuple[tuple[str, tuple[str, ...]], ...]
    others: str
    spare: int
    footer: str
    support: tuple[Support, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of a meeting, in words ready for their readers; every text is plain.

    As `Attendance`; agenda: a title, and what it was about, in its order; sections: a title each with its rows, of a
    cell for each of the `columns`; none: what stands there where no section does.
    """

    language: str
    made: datetime
    letterhead: str
    heading: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    agenda: tuple[str, tuple[str, ...]]
    columns: tuple[str, str, str, str]
    sections: tuple[tuple[str, tuple[tuple[str, str, str, str], ...]], ...]
    none: str
    footer: str
    support: tuple[Support, ...] = ()


def to_json(sheet: Attendance | Minutes) -> dict[str, Any]:
    """A sheet, or minutes, as plain JSON, to be kept until it is printed."""
    return {**asdict(sheet), "made": sheet.made.isoformat()}


def printed(raw: Mapping[str, Any]) -> bytes:
    """The PDF of a sheet, or of minutes, kept as JSON: the same bytes for the same JSON."""
    paid_by = printable(raw.get("support", ()), GREEN)  # what was kept before it said who pays has none
    told = {**cleaned(raw), "made": "", "colour": GREEN, "support": paid_by}
    return paper("meetings", told, datetime.fromisoformat(raw["made"]))
