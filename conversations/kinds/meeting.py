"""Meeting: a day and an hour to come, typed. Value: both as the clock there shows them, "2026-12-05T10:00"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words import dates, meetings
from network.phrase import Phrase, phrase

FARTHEST = timedelta(days=92)
"""How far away it may lie."""


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    today = at.knowledge.today
    meant = meetings.read(offered.text, today)
    why = why_not(meant, today)
    return Accepted(written(meant)) if meant is not None and why is None else Refused(why or phrase("refused.meeting"))


def why_not(meant: datetime | None, today: date) -> Phrase | None:
    """Why nobody can be met then; None where they can. Nothing may be `meant`."""
    if meant is None:
        return phrase("refused.meeting")
    if meant.date() <= today:
        return phrase("refused.meeting_over", day=meant.date())
    if meant.date() - today > FARTHEST:
        return phrase("refused.meeting_far")
    if not meetings.EARLIEST <= meant.time() <= meetings.LATEST:
        return phrase("refused.meeting_hour")
    return None


def written(meant: datetime) -> str:
    """A day and an hour as they are kept."""
    return meant.isoformat(timespec="minutes")


def _say(_at: Moment[Step], value: JsonValue) -> Phrase:
    return meetings.said_of(datetime.fromisoformat(value))


def _fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    return dates.is_iso(value, datetime)


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step)
