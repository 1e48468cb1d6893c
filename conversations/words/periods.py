"""When, in typed words: how many months from a day something is to begin; in French and in English."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel.dates import get_month_names

from conversations.words.catalogue import locales
from conversations.words.cleaning import fold
from conversations.words.numbers import numbers_in
from network.text import unaccented

LONGEST = 120
"""A text longer than this says more than when."""
MONTH = 365.25 / 12
"""Days of a month, on average."""
SEASON = timedelta(days=125)
"""A named time no longer than this is taken by its middle; of a longer one, a year, both ends count."""

Span = tuple[float, float]
"""From so many months to so many; both alike where one time is meant."""

_UNITS = {
    "jour": 1, "jours": 1, "day": 1, "days": 1, "semaine": 7, "semaines": 7, "week": 7, "weeks": 7, "mois": MONTH,
    "month": MONTH, "months": MONTH, "trimestre": 3 * MONTH, "trimestres": 3 * MONTH, "semestre": 6 * MONTH,
    "semestres": 6 * MONTH, "an": 12 * MONTH, "ans": 12 * MONTH, "annee": 12 * MONTH, "annees": 12 * MONTH,
    "year": 12 * MONTH, "years": 12 * MONTH,
}  # fmt: skip
"""Days of what a length of time is counted in."""
_HALVES = {"an": 12, "ans": 12, "annee": 12, "annees": 12, "year": 12, "years": 12, "mois": 1, "month": 1, "months": 1}
"""Units of which there may be half, in months: "un an et demi", "half a year"."""
_SEASONS = {
    "printemps": (3, 21), "spring": (3, 21), "ete": (6, 21), "summer": (6, 21), "automne": (9, 22), "autumn": (9, 22),
    "fall": (9, 22), "hiver": (12, 21), "winter": (12, 21),
}  # fmt: skip
"""The first day of each."""
_FEASTS = {
    "rentree": ((9, 1), (9, 15)), "noel": ((12, 20), (12, 31)), "christmas": ((12, 20), (12, 31)),
    "paques": ((4, 1), (4, 20)), "easter": ((4, 1), (4, 20)), "toussaint": ((10, 20), (11, 3)),
    "nouvel an": ((1, 1), (1, 5)), "jour de l an": ((1, 1), (1, 5)), "new year": ((1, 1), (1, 5)),
}  # fmt: skip
"""Times of the year that have a name: their first and last day, about."""
_PARTS = {"debut": 0, "beginning": 0, "start": 0, "early": 0, "mi": 1, "milieu": 1, "mid": 1, "middle": 1, "fin": 2,
          "end": 2, "late": 2}  # fmt: skip
"""The beginning, middle and end of a time: a third each, …"""
_OF_A_YEAR = ((1, 3), (5, 8), (10, 12))
"""… and of a year these months."""
_AFTER_NEXT = r"(?:annee prochaine|an prochain|annee suivante|next year)"
_PAST = re.compile(
    r"\b(?:il y a|depuis|ago|since|(?:ca fait|j ai|avons|i am|i m) \w+ (?:ans?|mois|years?|months?)"
    r"|(?:an|mois|ete|annee|semaine) (?:dernier|derniere|passe|passee)"
    r"|last (?:year|month|week|summer|winter|spring|autumn|fall))\b"
)
"""Words of what has been: "il y a six mois" is no plan."""
_EVERYDAY = {"may", "march", "fall", "spring", "ete"}
"""Words that name a month or a season only behind one of these, before a year, or alone: "on a été", "we may"."""
_CUES = frozenset(
    re.findall(
        r"\w+",
        "l cet en d de vers pour apres avant debut mi fin in by from until of the this next early mid late end start "
        "beginning about around after before",
    )
)
_OR_MORE = frozenset({"ou", "or", "voire"})
_OR = r"(?:a|ou|et|to|or|and|au|jusqu a|voire)"


@dataclass(frozen=True, slots=True)
class Told:
    """When something is to begin: every time that was named, and where the last of them ends in the text."""

    times: tuple[Span, ...]
    first: int
    end: int


def told(words: Sequence[str], today: date, locale: str) -> Told | None:
    """The times that folded words name, counted from a day; None where they name none, or one that is over."""
    said = " ".join(words)
    if len(said) > LONGEST or _PAST.search(said):
        return None
    found = sorted({*_lengths(words, locale), *_calendar(words, today)})
    kept = [one for one in found if not any(_inside(one, other) for other in found)]
    if not kept or any(span[1] < 0 for _, _, span in kept):
        return None
    return Told(tuple(span for _, _, span in kept), kept[0][0], kept[-1][1])


_OF_DATES = frozenset({"a", "a l", "a la", "at"})
"""Cues of a date alone: behind them so many years are an age, "il a 24 ans"."""


def to_come(words: Sequence[str], today: date, locale: str, cues: Sequence[str]) -> Told | None:
    """The same in words about more: only behind a cue, or beginning with one, "dans", "d'ici", "l'automne prochain"."""
    found = told(words, today, locale)
    if found is None:
        return None
    before, after = f" {' '.join(words[: found.first])}", f"{' '.join(words[found.first :])} "
    alone = (found.first, found.end) == (0, len(words)) and not _UNITS.keys() & set(words)  # "6 et 9 ans" are ages
    length = bool(_UNITS.keys() & set(words[found.first : found.end]))
    ways = {fold(cue) for cue in cues} - (_OF_DATES if length else frozenset())
    cued = alone or any(before.endswith(f" {way}") or after.startswith(f"{way} ") for way in ways)
    return found if cued else None


Named = tuple[int, int, Span]
"""The words from the first to the one after the last, and the time that they name."""


def _inside(one: Named, other: Named) -> bool:
    """Whether a name stands in the words of a longer one."""
    wider = other[1] - other[0] > one[1] - one[0]
    return wider and other[0] <= one[0] and one[1] <= other[1]


def _lengths(words: Sequence[str], locale: str) -> Iterator[Named]:
    """So many months, weeks or years: "dans 24 mois", "un an et demi", "de trois à six mois"."""
    numbers = numbers_in(words, locale)
    for number, following in zip(numbers, [*numbers[1:], None], strict=False):
        unit, end = _unit(words, number.end)
        value = number.value + number.half / 2
        if unit and words[end - 1] in _HALVES and (more := _half_after(words, end)):
            value, end = value + 0.5, end + more
        if unit and following is not None and following.first == end + 1 and words[end] in _OR_MORE:
            yield number.first, following.end, (value * unit / MONTH, following.value * unit / MONTH)
        elif unit:
            yield number.first, end, (value * unit / MONTH, value * unit / MONTH)
        elif following is not None and re.fullmatch(_OR, " ".join(words[number.end : following.first]) or "a"):
            unit, end = _unit(words, following.end)
            if unit and following.first - number.end <= 2:
                yield number.first, end, (value * unit / MONTH, following.value * unit / MONTH)
    for at in range(len(words) - 2):
        if tuple(words[at : at + 2]) == ("half", "a") and words[at + 2] in _HALVES:
            yield at, at + 3, (_HALVES[words[at + 2]] / 2,) * 2


def _unit(words: Sequence[str], at: int) -> tuple[float, int]:
    """The days of the unit that stands there, and where it ends."""
    return (_UNITS[words[at]], at + 1) if at < len(words) and words[at] in _UNITS else (0, at)


def _half_after(words: Sequence[str], at: int) -> int:
    ways = (("et", "demi"), ("et", "demie"), ("and", "a", "half"))
    return next((len(way) for way in ways if tuple(words[at : at + len(way)]) == way), 0)


# --- the calendar -----------------------------------------------------------------------------------------------------


@cache
def _months() -> Mapping[str, int]:
    named = {unaccented(name).lower(): n for locale in locales() for n, name in get_month_names(locale=locale).items()}
    return {**named, "sept": 9, "janv": 1, "fevr": 2, "oct": 10, "nov": 11, "dec": 12, "jan": 1, "feb": 2, "aug": 8}


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], tuple[date, date] | None]], ...]:
    """How times of the calendar are written, and the days that each means."""
    month = f"(?P<month>{'|'.join(sorted(_months(), key=len, reverse=True))})"
    season = f"(?P<season>{'|'.join(_SEASONS)})"
    feast = f"(?P<feast>{'|'.join(_FEASTS)})"
    part = rf"(?:(?P<part>{'|'.join(_PARTS)})(?: (?:de |d |du |of |de l |the )*)?)?"
    year = rf"(?: (?:de |d |en |of |de l |l |in )*(?P<year>20\d\d|{_AFTER_NEXT}))?"
    nth = r"(?:er|st|nd|rd|th)?"
    return tuple(
        (re.compile(rf"(?<![a-z0-9]){shape}(?![a-z0-9])"), read)
        for shape, read in (
            (r"(?P<y>20\d\d) (?P<m>\d{1,2}) (?P<d>\d{1,2})", _day),
            (r"(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>20\d\d|\d\d)", _day),
            (r"(?<!\d )(?P<m>\d{1,2}) (?P<y>20\d\d)", _month_of),
            (rf"(?P<d>\d{{1,2}}){nth} (?:of )?{month}{year}", _dated),
            (rf"{month} (?P<d>\d{{1,2}}){nth}{year}", _dated),
            (rf"{part}(?:(?:le )?mois d(?:e)? |the month of )?{month}{year}", _in_month),
            (rf"(?:l )?(?P<year>20\d\d|{_AFTER_NEXT}) (?:en |in |au mois de )?(?P<part>){month}", _in_month),
            (rf"(?P<this>(?:ce|cet|this) )?{part}{season}{year}", _in_season),
            (rf"(?:fetes de |la )?{feast}(?: (?:scolaire|de septembre))?{year}", _at_feast),
            (rf"(?P<which>1er|1st|premier|first|2nd|3rd|4th|2e|2eme|deuxieme|second|third|3e|3eme|troisieme|4e|4eme|quatrieme|fourth"
             rf"|dernier|last) (?P<of>trimestre|semestre|quarter|half){year}", _in_part),
            (r"(?P<of>[tqs])(?P<which>[1-4]) (?P<year>20\d\d)", _in_part),
            (rf"{part}(?:l )?(?P<year>20\d\d|{_AFTER_NEXT})", _in_year),
            (r"(?:cette annee|this year)(?P<part>)(?P<year>)", _in_year),
            (r"(?P<part>debut|fin|mi|end|mid|beginning) (?:d |de l |of the |of |de cette |of this )*(?:annee|year)"
             r"(?P<year>)", _in_year),
        )
    )  # fmt: skip


def _calendar(words: Sequence[str], today: date) -> Iterator[Named]:
    """Times that the calendar names: "septembre 2027", "l'automne prochain", "fin d'année"."""
    said = " ".join(words)
    for shape, read in _shapes():
        for one in shape.finditer(said):
            if _is_everyday(said, one):
                continue
            days = read(one, today)
            if days is not None:
                first, end = said[: one.start()].count(" "), said[: one.end()].count(" ") + 1
                yield first, end, _span(*days, today)


def _is_everyday(said: str, found: re.Match[str]) -> bool:
    """Whether what was found is a word of every day, and no time."""
    before = said[: found.start()].split()
    return found[0] in _EVERYDAY and found[0] != said and not (before and before[-1] in _CUES)


def _span(first: date, last: date, today: date) -> Span:
    """Days as months from a day. One that has begun begins today."""
    if last < today:
        return -1.0, -1.0
    first = max(first, today)
    if last - first <= SEASON:
        first = last = first + (last - first) / 2
    return (first - today).days / MONTH, (last - today).days / MONTH


def _on(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + (2000 if year < 100 else 0), month, day)
    except ValueError:
        return None


def _day(found: re.Match[str], today: date) -> tuple[date, date] | None:
    day = _on(int(found["y"]), int(found["m"]), int(found["d"]))
    return None if day is None else (day, day)


def _month_of(found: re.Match[str], today: date) -> tuple[date, date] | None:
    return _whole_month(int(found["y"]), int(found["m"]), None) if 1 <= int(found["m"]) <= 12 else None


def _dated(found: re.Match[str], today: date) -> tuple[date, date] | None:
    month = _months()[found["month"]]
    year = _year(found, today) or today.year
    day = _on(year, month, int(found["d"]))
    if day is not None and day < today and not found["year"]:
        day = _on(year + 1, month, int(found["d"]))
    return None if day is None else (day, day)


def _in_month(found: re.Match[str], today: date) -> tuple[date, date]:
    month, year = _months()[found["month"]], _year(found, today)
    return _whole_month(year or today.year + (month < today.month), month, found["part"])


def _whole_month(year: int, month: int, part: str | None) -> tuple[date, date]:
    return _third(date(year, month, 1), date(year, month, monthrange(year, month)[1]), part)


def _in_season(found: re.Match[str], today: date) -> tuple[date, date]:
    """The next one; one that has half gone by is meant only by "ce printemps". A year is that of most of its days."""
    month, day = _SEASONS[found["season"]]
    year, length = _year(found, today), timedelta(days=91)
    begun = [date(y, month, day) for y in (today.year - 1, today.year, today.year + 1)]
    gone = length if found["this"] else length / 2
    first = date(year - (month == 12), month, day) if year else next(d for d in begun if d + gone >= today)
    return _third(first, first + length, found["part"])


def _at_feast(found: re.Match[str], today: date) -> tuple[date, date]:
    begin, end = _FEASTS[found["feast"]]
    year = _year(found, today) or today.year + (date(today.year, *end) < today)
    return date(year, *begin), date(year, *end)


def _in_part(found: re.Match[str], today: date) -> tuple[date, date] | None:
    """A quarter or a half of a year."""
    number = {"1": 1, "p": 1, "f": 1, "2": 2, "d": 2, "s": 2, "3": 3, "t": 3, "4": 4, "q": 4}[found["which"][0]]
    long = 6 if found["of"][0] in "sh" else 3
    number = 4 if found["which"].startswith("fo") else 12 // long if found["which"] in ("dernier", "last") else number
    year = _year(found, today) or today.year
    if number * long > 12:
        return None
    end = number * long
    days = date(year, end - long + 1, 1), date(year, end, monthrange(year, end)[1])
    return days if days[1] >= today or found["year"] else (days[0].replace(year=year + 1), _next(days[1]))


def _next(day: date) -> date:
    return date(day.year + 1, day.month, monthrange(day.year + 1, day.month)[1])


def _in_year(found: re.Match[str], today: date) -> tuple[date, date]:
    year = _year(found, today) or today.year
    begin, end = _OF_A_YEAR[_PARTS[found["part"]]] if found["part"] else (1, 12)
    days = date(year, begin, 1), date(year, end, monthrange(year, end)[1])
    return days if found["year"] or days[1] >= today else (days[0].replace(year=year + 1), _next(days[1]))


def _year(found: re.Match[str], today: date) -> int:
    """The year that is named; 0 where none is."""
    said = found["year"] or ""
    return int(said) if said.isdigit() else today.year + 1 if said else 0


def _third(first: date, last: date, part: str | None) -> tuple[date, date]:
    """The beginning, middle or end of a time."""
    if not part:
        return first, last
    third, which = (last - first) / 3, _PARTS[part]
    return first + which * third, first + (which + 1) * third
