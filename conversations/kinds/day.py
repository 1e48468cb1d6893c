"""Day: one day from today on, typed. Value: an ISO day."""

from __future__ import annotations

from datetime import date

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words import dates
from network.phrase import Phrase, phrase


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed):
        return Unknown()
    today, named = at.knowledge.today, dates.read(offered.text)
    day = dates.first_day(named[0], today) if len(named) == 1 else None
    if day is None:
        return Refused(phrase("refused.day"))
    return Accepted(day.isoformat()) if day >= today else Refused(phrase("refused.day_over", day=day))


def _say(_at: Moment[Step], value: JsonValue) -> Phrase:
    return phrase("day.said", day=date.fromisoformat(value))


def _fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    return dates.is_iso(value)


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step)
