"""Papers of a meeting: what they have in common, and how a coordinator gets one."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations.words.catalogue import in_words
from handlers.turn.screen import Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.look import standing
from network.phrase import Param, phrase
from reports.meetings import Attendance, Minutes, to_json
from reports.support import Support, support
from storage.durable.sent_messages import SHEET
from storage.meetings import Meeting

BUILT_KEYS = {
    "meetings.{}.file": ("sheet", "minutes"),
    "meetings.{}.caption": ("sheet", "minutes"),
    "meetings.sheet.{}.label": ("day", "hours", "place"),
}


async def hand_over(turn: Turn, account: int, one: Meeting, made: Attendance | Minutes) -> None:
    """A coordinator gets a paper, which is printed when it is sent."""
    what, kind = ("sheet", "attendance") if isinstance(made, Attendance) else ("minutes", "minutes")
    paper = "document", {"filename": said(f"meetings.{what}.file"), kind: to_json(made)}
    caption = phrase(f"meetings.{what}.caption", subject=one.subject)
    await turn.show(account, Screen([caption], locale=PARTNER_LOCALE, file=paper), f"{SHEET}:{what}:{turn.row.id}")


def paid_by(turn: Turn, at: datetime) -> tuple[Support, ...]:
    """Who pays for the network on the day of a meeting."""
    return support(standing(turn.network.funders, turn.day(at)), PARTNER_LOCALE)


def facts(turn: Turn, one: Meeting, at: datetime) -> tuple[tuple[str, str], ...]:
    """Day, hours and place, as they stand on paper."""
    zone = turn.network.identity.tzinfo
    begins, ends = at.astimezone(zone), (at + timedelta(minutes=one.minutes)).astimezone(zone)
    hours = said("meetings.sheet.hours", begins=_hour(begins), ends=_hour(ends))
    values = {"day": day_of(turn, at), "hours": hours, "place": one.place}
    return tuple((said(f"meetings.sheet.{name}.label"), value) for name, value in values.items())


def day_of(turn: Turn, at: datetime) -> str:
    """The day of a meeting, as it stands on paper: "lundi 1er mars 2027"."""
    return in_words(turn.day(at), PARTNER_LOCALE, year=True)


def footer(turn: Turn, one: Meeting, at: datetime) -> str:
    """What stands below every page: meetings of one subject differ by their day."""
    return said("meetings.sheet.footer", network=turn.network.identity.name, subject=one.subject, day=day_of(turn, at))


def _hour(at: datetime) -> str:
    key = "meetings.minutes" if at.minute else "meetings.hours"
    return said(key, hours=str(at.hour), minutes=f"{at.minute:02}")


def said(key: str, **params: Param) -> str:
    """A text as it stands on paper."""
    return plain(PARTNER_LOCALE, phrase(key, **params))
