"""Meetings: several days and hours to come, typed in one answer, on a line each or parted by commas. Value: a list of
them as `meeting` keeps one, in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from pydantic import Field

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.meeting import why_not, written
from conversations.words import dates, meetings
from conversations.words.cleaning import clip
from network.phrase import Phrase, phrase

_LINES = re.compile(r"[\n;]+")
_COMMAS = re.compile(r",+")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)](?!\d))\s*")
"""What opens a line of a list: a dash, a number."""
SHOWN = 60
"""How much of what was not understood is repeated, in characters."""


class MeetingsStep(Step):
    """`at_most` is how many there may be."""

    at_most: int = Field(default=6, ge=1, le=20)


def _ask(at: Moment[MeetingsStep]) -> Message:
    return Message((at.text("ask"),))


def _read(at: Moment[MeetingsStep], offered: Offered) -> Outcome:
    """What was understood is kept where one line was not, which is asked for again."""
    if not isinstance(offered, Typed):
        return Unknown()
    today = at.knowledge.today
    found, wrong = set(_kept(at)), list[tuple[str, Phrase]]()
    for text in _each(offered.text, today):
        meant = meetings.read(text, today)
        why = why_not(meant, today)
        if meant is not None and why is None:
            found.add(written(meant))
        else:
            wrong.append((text, why or phrase("refused.meeting")))
    if len(found) > at.step.at_most:
        return Refused(phrase("refused.meetings_many", most=at.step.at_most, count=len(found)))
    if not wrong:
        return Accepted(sorted(found)) if found else Refused(phrase("refused.meeting"))
    text, why = wrong[0]
    if not found:
        return Refused(phrase("refused.meetings", line=clip(text, SHOWN), why=why))
    noted = phrase("refused.meetings_rest", line=clip(text, SHOWN), why=why, dates=_said(sorted(found)))
    return Drafted({"kept": sorted(found)}, noted)


def _kept(at: Moment[MeetingsStep]) -> list[str]:
    kept = at.data.get("kept")
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def _each(text: str, today: date) -> Iterator[str]:
    """The parts that are each to be read as one: lines; between commas, what has a day and an hour, alone or with what
    follows it, since a comma may also part these.
    """
    for line in _LINES.split(text):
        said = _BULLET.sub("", line).strip()
        if said and meetings.read(said, today) is None and "," in said:
            yield from _between_commas([part.strip() for part in _COMMAS.split(said) if part.strip()], today)
        elif said:
            yield said


def _between_commas(parts: Sequence[str], today: date) -> Iterator[str]:
    at = 0
    while at < len(parts):
        both = ", ".join(parts[at : at + 2])
        joined = meetings.read(parts[at], today) is None and meetings.read(both, today) is not None
        yield both if joined else parts[at]
        at += 2 if joined else 1


def _said(values: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(meetings.said_of(datetime.fromisoformat(value)) for value in values)


def _say(_at: Moment[MeetingsStep], value: JsonValue) -> Phrase:
    return phrase("meetings.dates", dates=_said(value))


def _fits(step: MeetingsStep, value: JsonValue, _knowledge: Knowledge) -> bool:
    several = isinstance(value, list) and 0 < len(value) <= step.at_most
    return several and all(dates.is_iso(one, datetime) for one in value)


KIND = Kind(_ask, _read, _say, _fits, only("ask"), MeetingsStep)
