"""Meetings for a calendar: one event as a file that calendars read (iCalendar, RFC 5545; methods by RFC 5546)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from conversations.words.cleaning import clean


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
