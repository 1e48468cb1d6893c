"""Opening hours in typed words: what a text says of them, and the one line that no hours can carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from conversations.words.hour_items import Dates, Days, Item, Times, UnreadError, Word, items
from network import hours as form
from network.hours import ALWAYS, Day, Hours, HoursError, Period, Span, Spans, Week, day_of
from network.hours_said import days_said
from network.phrase import phrase
from network.text import unaccented

LONGEST = 1000
"""A text longer than this says more than hours."""
_NOON = 12 * 60
_PARTS = {"morning": (0, _NOON), "afternoon": (_NOON, 18 * 60), "evening": (18 * 60, 30 * 60)}
_APPOINTMENT = re.compile(
    r"(?:(?:uniquement|seulement|only|ou)\s)?(?:(?:sur|avec|par|prendre)\s(?:rendez[\s-]?vous|rdv)|by appointment)"
    r"(?:\s(?:uniquement|seulement|only))?"
)
_TIMED = re.compile(r"\d|\bmidi\b|\bnoon\b|\bferme|\bclosed\b")


@dataclass(frozen=True, slots=True)
class Told:
    """The hours that a text says, None where it says none; and what it says besides, as it was typed: the free line."""

    hours: Hours | None
    note: str = ""


def read(text: str) -> Told:
    """The hours that a text says, in French or in English. Raises `UnreadError`, which says why.

    "sur rendez-vous" goes to the free line, with the words around it where they say no time. Public holidays are
    closed unless the text says otherwise; dates without a year are those of every year.
    OpenStreetMap's own form is read as well.
    """
    if len(text) > LONGEST:
        raise UnreadError(phrase("hours.unread.long", most=LONGEST))
    with suppress(HoursError):
        return Told(form.read(text.strip()))
    rest, note = _without_appointments(text)
    said = list(items(rest))
    if not any(isinstance(item, Times | Days | Dates) or item == Word("closed") for item in said):
        if note:
            return Told(None, note)
        raise UnreadError(phrase("hours.unread.nothing"))
    return Told(_Reader().read(said), note)


def _without_appointments(text: str) -> tuple[str, str]:
    """A text without what it says of appointments, and that: whole clauses where they say no time."""
    kept: list[str] = []
    notes: list[str] = []
    for clause in re.split(r"([;\n])", text):
        whole = not _TIMED.search(_folded(clause))
        for part in [clause] if whole else re.split(r"(,)", clause):
            found = _APPOINTMENT.search(_folded(part))
            if found is None:
                kept.append(part)
            elif _TIMED.search(_folded(part)):
                notes.append(part[found.start() : found.end()])
                kept.append(part[: found.start()] + part[found.end() :])
            else:
                notes.append(part)
    return "".join(kept), ", ".join(" ".join(note.split()).strip(" ,.()") for note in notes)


def _folded(text: str) -> str:
    """Small letters without accents, as long as the text itself."""
    return "".join(unaccented(letter)[:1].lower() or " " for letter in text)


# --- what belongs together --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Statement:
    """Days, and what is said of them. `said_first`: "fermé le lundi" says it before the days, "lundi fermé" after."""

    days: list[int] = field(default_factory=list)
    dates: list[Dates] = field(default_factory=list)
    others: bool = False
    holidays: bool = False
    spans: list[Span] = field(default_factory=list)
    closed: bool = False
    opens: bool = False
    parts: list[str] = field(default_factory=list)
    excluding: bool = False
    said_first: bool = False
    parted: bool = False

    @property
    def about(self) -> bool:
        """Whether it says of which days it speaks."""
        return bool(self.days or self.others or self.dates or self.holidays)

    @property
    def told(self) -> bool:
        """Whether it says something of them."""
        return bool(self.spans or self.closed)


class _Reader:
    """Puts together what a text says, from left to right."""

    def __init__(self) -> None:
        self._week: list[Spans | None] = [None] * 7
        self._seasons: dict[tuple[Day, Day], dict[int, Spans]] = {}
        self._dated: list[_Statement] = []
        self._holidays: Spans | None = ()
        self._holidays_told = False
        self._now = _Statement()
        self._season: list[Dates] = []

    def read(self, said: Sequence[Item]) -> Hours:
        """The hours that items say together. Raises `UnreadError` where they say none, or not of which days."""
        for at, item in enumerate(said):
            self._take(item, said[at + 1 :])
        self._finish()
        week = tuple(spans or () for spans in self._week)
        for statement in self._dated:
            self._date(statement, week)
        if week == ALWAYS and not self._holidays_told:
            self._holidays = None
        periods = (
            (first, last, tuple(days.get(day, ()) for day in range(7))) for (first, last), days in self._seasons.items()
        )
        try:
            return Hours(week, tuple(Period(*period) for period in periods), self._holidays)
        except HoursError:
            raise UnreadError(phrase("hours.unread.dates")) from None

    def _take(self, item: Item, following: Sequence[Item]) -> None:
        now = self._now
        match item:
            case Word(";"):
                self._finish()
                self._season = []
            case Word(","):
                now.parted = True
            case Word("rest"):
                self._finish()
                self._season = []
                self._now.others = True
            case Word("except"):
                if now.about and not now.told:
                    now.excluding = True
                else:
                    self._begin(closed=True)
            case Word("closed"):
                if now.about and not now.told and not (now.parted and _is_about(following)):
                    now.closed = True
                else:
                    self._begin(closed=True)
            case Word("open"):
                if now.about and now.told:
                    self._begin()
                self._now.opens = True
            case Times(span):
                self._time(span)
            case Word(word) if word in _PARTS:
                now.parts.append(word)
            case _:
                self._about(item, following)

    def _time(self, span: Span) -> None:
        if self._now.closed and not self._now.about:
            raise UnreadError(phrase("hours.unread.closed_times"))
        if self._now.about and self._now.told and (self._now.closed or self._now.said_first):
            self._begin()
        self._now.said_first |= not self._now.about
        self._now.spans.append(span)

    def _about(self, item: Item, following: Sequence[Item]) -> None:
        """Days, dates or holidays: of what is being said, or of what comes next."""
        now = self._now
        if now.about and now.told and not (now.said_first and self._goes_on(following)):
            self._begin()
        now = self._now
        match item:
            case Days(days) if now.excluding:
                now.days = [day for day in now.days or range(7) if day not in days]
                self._put(days, ())
            case Word("holidays") if now.excluding:
                self._holidays, self._holidays_told = (), True
            case Days(days):
                now.days += days
            case Dates():
                now.dates.append(item)
            case Word("holidays"):
                now.holidays = True
            case _:
                now.others = True

    def _goes_on(self, following: Sequence[Item]) -> bool:
        """Whether one more day belongs to what was said first: "fermé le lundi et le mardi"."""
        parting = {Word(",")} if self._now.closed else set()
        after = next((item for item in following if not _is_about([item]) and item not in parting), None)
        return not isinstance(after, Times)

    def _begin(self, *, closed: bool = False) -> None:
        self._finish()
        self._now = _Statement(closed=closed, said_first=closed)

    # --- what it comes to ---

    def _finish(self) -> None:
        """What was said is taken in; the next statement begins."""
        now, self._now = self._now, _Statement()
        if now.holidays:
            self._holiday(now)
        if not (now.days or now.others or now.dates):
            if now.spans and not now.holidays:
                raise UnreadError(phrase("hours.unread.no_days"))
            if now.closed and not now.holidays:
                self._put(range(7), ())
            return
        if not now.told:
            self._only_days(now)
        elif now.dates or (self._season and not now.closed):
            now.dates = now.dates or self._season
            self._season = now.dates if now.spans else self._season
            self._dated.append(now)
        elif now.closed:
            self._close(now)
        else:
            self._open(now)

    def _holiday(self, now: _Statement) -> None:
        self._holidays_told = True
        self._holidays = day_of(now.spans) if now.spans else () if now.closed or not now.opens else None

    def _only_days(self, now: _Statement) -> None:
        """Days of which nothing is said: dates begin a season, as "Juillet et août :" does; days alone are refused."""
        if now.dates and not now.days:
            self._season = now.dates
        elif now.days and not now.holidays:
            raise UnreadError(phrase("hours.unread.no_times", days=days_said(sorted(set(now.days)))))

    def _put(self, days: Iterable[int], spans: Spans) -> None:
        for day in days:
            self._week[day] = spans

    def _days(self, now: _Statement) -> Iterable[int]:
        """The days that are named; "the other days" are those of which nothing was said."""
        return sorted(set(now.days)) or [day for day in range(7) if self._week[day] is None]

    def _open(self, now: _Statement) -> None:
        """Hours that meet those said of the same day before take their place; others come in addition."""
        for day in self._days(now):
            self._week[day] = _added(self._week[day] or (), day_of(now.spans))

    def _close(self, now: _Statement) -> None:
        for day in self._days(now):
            usual = self._week[day] or ()
            kept = [span for span in usual if not any(_in_part(span, part) for part in now.parts)]
            if now.parts and usual and len(kept) == len(usual):
                raise UnreadError(phrase("hours.unread.part"))
            self._week[day] = tuple(kept) if now.parts else ()

    def _date(self, now: _Statement, week: Week) -> None:
        """Other hours of some dates; where no days are named, those of the usual week."""
        for dates in now.dates:
            season = self._seasons.setdefault((dates.first, dates.last), {})
            if now.closed:
                season |= {day: spans for day, spans in enumerate(week) if now.days and day not in now.days}
                continue
            for day in now.days or [day for day in range(7) if week[day]] or range(7):
                season[day] = _added(season.get(day, ()), day_of(now.spans))


def _is_about(items: Sequence[Item]) -> bool:
    """Whether what comes next says of which days."""
    return bool(items) and (isinstance(items[0], Days | Dates) or items[0] in (Word("holidays"), Word("others")))


def _added(usual: Spans, more: Spans) -> Spans:
    meet = any(first < end and begin < last for first, last in usual for begin, end in more)
    return more if meet else day_of((*usual, *more))


def _in_part(span: Span, part: str) -> bool:
    first, last = _PARTS[part]
    return first <= span[0] and (span[1] <= last + 120 or part == "evening")
