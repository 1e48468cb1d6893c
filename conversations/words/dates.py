"""Dates in typed words: one day, a first and a last one, or how long; in French and in English."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names, get_month_names

from conversations.words.catalogue import in_words, locales
from network.phrase import Phrase, phrase
from network.text import unaccented

LONGEST = 80
"""No two dates take more characters to write."""
EARLIEST, LATEST = 1900, 2999
"""The years that can be meant."""
_UNTIL = re.compile(r"\b(?:jusqu|until|till|til|through)\b")
"""Words before a day that is the last one."""
RECENT = timedelta(days=120)
"""A day without a year that has passed no longer ago than this is meant in the past, not in a year."""
_TODAY = ("aujourd'hui", "ce jour", "ce matin", "ce soir", "today")
_TOMORROW = ("demain", "tomorrow")
_AFTER = ("apres-demain", "apres demain", "day after tomorrow")
_LINKS = frozenset(
    re.findall(
        r"\w+",
        "du de des le la les l au a jusqu jusque et inclus compris pour pendant durant en absent absente je suis serai "
        "from the to on until till through and included of for during off away i am will be out prochain next",
    )
)
"""Words that may stand around the days and say nothing else."""
_UNITS = {"jour": 1, "jours": 1, "day": 1, "days": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7}
_ONE = {"un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3}


@dataclass(frozen=True, slots=True)
class Named:
    """A day as it was named: in full or in part, by its place in the week, or so many days from another."""

    day: int = 0
    month: int = 0
    year: int = 0
    weekday: int | None = None
    ahead: int | None = None
    length: int = 0


def read(text: str) -> tuple[Named, ...]:
    """The one or two days that a text names, in order, and no more than that; else nothing."""
    said = unaccented(text).lower().replace("`", "'").strip()
    if not said or len(said) > LONGEST:
        return ()
    strange = set(re.findall(r"[a-z0-9]+", _pattern().sub(" ", said))) - _LINKS
    days = tuple(_scan(said))
    return days if not strange and 1 <= len(days) <= 2 else ()


def until(text: str) -> bool:
    """Whether a text says up to which day, before it says any: "jusqu'au 15"."""
    said = unaccented(text).lower().replace("`", "'")
    day, limit = _pattern().search(said), _UNTIL.search(said)
    return limit is not None and (day is None or limit.start() < day.start())


def first_day(named: Named, today: date, last: Named | None = None) -> date | None:
    """The day that begins; a month or a year that only `last` names counts for both. None: no such day."""
    if named.length:
        return None
    if last is not None and named.day and not named.month and last.month:
        return _before(named, last, today)
    return _resolve(named, today, strictly=True)


def last_day(named: Named, first: date, today: date) -> date | None:
    """The day that ends, counted from the first: the 14th is the next 14th, a Friday the next Friday."""
    if named.length:
        return first + timedelta(days=named.length - 1)
    if named.ahead is not None:
        return today + timedelta(days=named.ahead)
    return _resolve(named, first, strictly=False)


def _before(named: Named, last: Named, today: date) -> date | None:
    """ "Du 28 au 3 août": the month is that of the last day, or the one before it."""
    end = _resolve(last, today, strictly=False)
    if end is None:
        return None
    month = end.replace(day=1) if named.day <= end.day else (end.replace(day=1) - timedelta(days=1)).replace(day=1)
    return _on(month.year, month.month, named.day)


def _resolve(named: Named, today: date, *, strictly: bool) -> date | None:
    if named.ahead is not None:
        return today + timedelta(days=named.ahead)
    if named.weekday is not None:
        return next_weekday(today, named.weekday, strictly=strictly)
    if named.year:
        return _on(named.year, named.month, named.day)
    if named.month:
        here = _on(today.year, named.month, named.day)
        return here if here is not None and here >= today - RECENT else _on(today.year + 1, named.month, named.day)
    here = _on(today.year, today.month, named.day)
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return here if here is not None and here >= today else _on(following.year, following.month, named.day)


def next_weekday(today: date, weekday: int, *, strictly: bool = True) -> date:
    """The next such day of the week (0: Monday), after today where `strictly`."""
    days = (weekday - today.weekday()) % 7
    return today + timedelta(days=days or (7 if strictly else 0))


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if EARLIEST <= year <= LATEST else None
    except ValueError:
        return None


def span(first: date, last: date, locale: str) -> Phrase:
    """A day, or the first and the last one, in words."""
    if first == last:
        return phrase("dates.one", day=in_words(first, locale, year=True))
    begin = in_words(first, locale, year=first.year != last.year)
    return phrase("dates.from_to", first=begin, last=in_words(last, locale, year=True))


# --- reading ----------------------------------------------------------------------------------------------------------


@cache
def _months() -> dict[str, int]:
    wide = {unaccented(name).lower(): n for locale in locales() for n, name in get_month_names(locale=locale).items()}
    short = {unaccented(name).lower().rstrip("."): n for locale in locales()
             for n, name in get_month_names("abbreviated", locale=locale).items()}  # fmt: skip
    return {**short, **wide}


@cache
def _weekdays() -> dict[str, int]:
    return {unaccented(name).lower(): n for locale in locales() for n, name in get_day_names(locale=locale).items()}


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    month, nth, year = f"(?:{_any(_months())})\\b\\.?", "(?:er|st|nd|rd|th)?", r"(?:,?\s+(\d{4}))?"
    shapes = (
        r"(?P<iso>(\d{4})-(\d{1,2})-(\d{1,2}))",
        r"(?P<numeric>(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?)",
        rf"(?P<length>(\d{{1,3}}|{_any(_ONE)})\s+({_any(_UNITS)}))",
        rf"(?P<day_month>(\d{{1,2}}){nth}\s+(?:of\s+)?({month}){year})",
        rf"(?P<month_day>({month})\s+(\d{{1,2}}){nth}{year})",
        rf"(?P<after>{_any(_AFTER)})",
        rf"(?P<today>{_any(_TODAY)})",
        rf"(?P<tomorrow>{_any(_TOMORROW)})",
        rf"(?P<weekday>{_any(_weekdays())})",
        rf"(?P<day>(\d{{1,2}}){nth})",
    )
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(shapes)})(?![a-z0-9/])")


def _scan(said: str) -> Iterator[Named]:
    """Each day that is named; of "lundi 3 août" the date alone."""
    found = list(_pattern().finditer(said))
    for one, following in zip(found, [*found[1:], None], strict=False):
        kind = str(one.lastgroup)
        beside = following is not None and not said[one.end() : following.start()].strip()
        if kind != "weekday" or not beside:
            yield _READ[kind](*_parts(one, kind))


def is_iso(value: object, of: type[date] = date) -> bool:
    """Whether it is a day, as answers keep it, or a moment `of` datetime."""
    try:
        return isinstance(value, str) and bool(of.fromisoformat(value))
    except ValueError:
        return False


def _parts(found: re.Match[str], kind: str) -> list[str]:
    """What stands in the inner groups of the shape that was found."""
    begin = found.re.groupindex[kind]
    following = [number for number in found.re.groupindex.values() if number > begin]
    end = min(following, default=found.re.groups + 1)
    return [found[number] or "" for number in range(begin + 1, end)] or [found[0]]


def _year(text: str) -> int:
    return int(text or 0) + (2000 if len(text) == 2 else 0)


def _month(name: str) -> int:
    return _months()[name.rstrip(".")]


_READ: Mapping[str, Callable[..., Named]] = {
    "iso": lambda y, m, d: Named(int(d), int(m), int(y)),
    "numeric": lambda d, m, y: Named(int(d), int(m), _year(y)),
    "length": lambda n, unit: Named(length=(_ONE[n] if n in _ONE else int(n)) * _UNITS[unit]),
    "day_month": lambda d, m, y: Named(int(d), _month(m), _year(y)),
    "month_day": lambda m, d, y: Named(int(d), _month(m), _year(y)),
    "after": lambda _said: Named(ahead=2),
    "today": lambda _said: Named(ahead=0),
    "tomorrow": lambda _said: Named(ahead=1),
    "weekday": lambda name: Named(weekday=_weekdays()[name]),
    "day": lambda d: Named(int(d)),
}
