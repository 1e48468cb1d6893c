"""What typed opening hours are made of: days, dates, times and the few words between them; in French and in English."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from babel.dates import get_day_names, get_month_names

from conversations.words.catalogue import locales
from network.hours import MIDNIGHT, Day, HoursError, Span
from network.phrase import Phrase, phrase
from network.text import unaccented

_NIGHT = 6 * 60
"""Until then a time that comes after a later one is of the night that follows: "20 h à 2 h"."""


class UnreadError(ValueError):
    """Hours that cannot be read; `why` says it to whoever typed them."""

    def __init__(self, why: Phrase) -> None:
        super().__init__(why.key)
        self.why = why


@dataclass(frozen=True, slots=True)
class Days:
    """Days of the week, Monday 0."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Days of the calendar, from the first to the last."""

    first: Day
    last: Day


@dataclass(frozen=True, slots=True)
class Times:
    """Hours of a day."""

    span: Span


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of days and times: "closed", "open", "except", "holidays", "others", "rest"; "," and ";" part them.

    Parts of the day, "morning", "afternoon" and "evening", are such words too.
    """

    word: str


Item = Days | Dates | Times | Word


def items(text: str) -> Iterator[Item]:
    """What a text says, in order. Raises `UnreadError` at the first word that says nothing here."""
    said = unaccented(text.replace("’", "'")).lower()
    at = 0
    while at < len(said):
        found = next((match for shape, _ in _shapes() if (match := shape.match(said, at))), None)
        if found is None:
            raise UnreadError(phrase("hours.unread.words", words=_word_at(text, said, at)))
        read = next(read for shape, read in _shapes() if shape is found.re)
        yield from read(found)
        at = found.end()


def _word_at(text: str, said: str, at: int) -> str:
    """The word that stands there, as it was typed."""
    number = len(said[: at + 1].split()) - 1
    typed = text.split()
    return typed[number] if len(typed) == len(said.split()) else said[at:].split()[0]


# --- shapes -----------------------------------------------------------------------------------------------------------

Reading = Callable[[re.Match[str]], Iterator[Item]]

_TO = r"\s*(?:-+|/|jusqu'?\s?(?:au|a)\b|\bau\b(?:\sle\b)?|\ba\b|\bto\b|\btill?\b|\buntil\b|\bthrough\b)\s*"
_CLOCK = (
    r"(?:\d{1,2}\s?(?:h(?:eures?|rs?)?\b\s?(?:\d{2}\b|et\s(?:demie?|quart)\b)?|h\d{2}\b)"
    r"|\d{1,2}[:.]\d{2}(?:\s?h\b)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?|midi|minuit|noon|midday|midnight|\d{1,2}\b)"
)
_NTH = r"(?:er|st|nd|rd|th)?"
_LEFT_OUT = (
    r"(?:toute\s(?:l'annee|la\sjournee)|all\s(?:year(?:\sround)?|day)|le|la|les|l'|de|du|des|d'|a|au|aux|en|et|the|on|at|from|in|of|for|and|is|are|we|we're|nous|sommes|est|sont|ce"
    r"|chaque|tous|toutes|every|each|all|year|annee|ans|puis|ainsi\sque|plus|ou|or|pour|par|public|guichets?|mairie|office"
    r"|sans\sinterruption|non[\s-]?stop|nonstop|en\scontinu|journee\scontinue|annuelle?|annual|inclus|included|mois"
    r"|month|heures|hours|entre|between|then|seulement|uniquement|only|pendant|durant|during|des|partir|apres|avant|jusqu'?|after|before|until|starting|by)\b|[:/()&+*]|(?<![\w])-"
)
_WORDS = {
    "rest": r"(?:reste\s(?:de\sl'annee|du\stemps)|rest\sof\sthe\s(?:year|time)|hors\ssaison)",
    "except": r"(?:sauf|excepte|hormis|hors|a\sl'exception|except|but\snot|apart\sfrom)",
    "closed": r"(?:(?:pas|non|not)\s(?:ouverte?s?|open)|fermee?s?|fermetures?|conges?|closed|closure|shut)",
    "open": r"(?:ouverte?s?|ouvre|ouvertures?|open(?:s|ing)?|horaires|accueil|permanences?|y\scompris|compris|including"
    r"|meme|aussi|egalement|also|even)",
    "holidays": r"(?:(?:jours?\s)?feries?|(?:public|bank)\sholidays?)",
    "others": r"(?:autres\sjours|reste\sde\sla\ssemaine|other\s(?:week)?days|rest\sof\sthe\sweek)",
    "morning": r"(?:matin(?:ee)?s?|mornings?)",
    "afternoon": r"(?:apres[\s-]?midis?|aprem|afternoons?)",
    "evening": r"(?:soir(?:ee)?s?|evenings?)",
}
_SEVERAL = {
    (0, 1, 2, 3, 4, 5): r"jours\souvrables",
    (0, 1, 2, 3, 4): r"(?:(?:en|la)\ssemaine|jours\s(?:ouvres|de\s(?:la\s)?semaine)|week-?days?)\b(?!-?end)",
    (5, 6): r"week[\s-]?ends?",
    tuple(range(7)): r"(?:tous\sles\sjours|tlj|tous\sles\s(?=matins|apres|soirs)|every\s(?=morning|afternoon|evening)"
    r"|chaque\sjour|7\s?(?:j(?:ours)?)?\s?(?:sur|/)\s?7|every\s?day|each\sday|daily"
    r"|(?:7|seven)\sdays(?:\sa\sweek)?|toute\sla\ssemaine|all\sweek)",
}
_ROUND = (
    r"(?:24\s?h?(?:eures)?\s?(?:sur|/)\s?24(?:\s?h)?|24\shours(?:\sa\sday)?|round\sthe\sclock|jour\set\snuit"
    r"|24\s?h\b(?!\s?[-a]))"
)
_ALL_WEEK = r"24/7"
_SCHOOL = r"(?:vacances|(?:periode|temps)\sscolaire|scolaires?|school\sholidays?|term[\s-]time|holidays?)"


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], Reading], ...]:
    """How each thing is written, and what is read of it; of several that fit, the first counts."""
    month = f"(?:{'|'.join(sorted(_months(), key=len, reverse=True))})\\b\\.?"
    day = f"(?:{'|'.join(sorted(_weekdays(), key=len, reverse=True))})\\b\\.?"
    year = r"(?:,?\s(?:de\s)?(20\d\d))?"
    dm = rf"(\d{{1,2}}){_NTH}\s(?:of\s)?({month}){year}"
    md = rf"({month})\s(\d{{1,2}})(?!\d|:|\s?h|\s?[ap]m){_NTH}\b{year}"
    numeric = r"(\d{1,2})/(\d{1,2})(?:/(20\d\d|\d\d))?\b"
    shapes: list[tuple[str, Reading]] = [
        (r"[^\S\n]+", _nothing),
        (r"[;.\n|]", lambda _: iter((Word(";"),))),
        (r",", lambda _: iter((Word(","),))),
        (_ALL_WEEK, lambda _: iter((Days(tuple(range(7))), Times((0, MIDNIGHT))))),
        (_ROUND, lambda _: iter((Times((0, MIDNIGHT)),))),
        (rf"{dm}{_TO}{dm}", lambda m: _dates(m[1], m[2], m[3], m[4], m[5], m[6])),
        (rf"(\d{{1,2}}){_NTH}{_TO}{dm}", lambda m: _dates(m[1], m[3], None, m[2], m[3], m[4])),
        (rf"(\d{{1,2}}){_NTH}(?=(?:\s?(?:,|et|and|&)\s?(?:le\s)?\d{{1,2}}{_NTH})*\s?(?:,|et|and|&)\s?(?:le\s)?{dm})",
         lambda m: _dates(m[1], m[3], m[4], m[1], m[3], m[4])),
        (dm, lambda m: _dates(m[1], m[2], m[3], m[1], m[2], m[3])),
        (rf"{md}{_TO}{md}", lambda m: _dates(m[2], m[1], m[3], m[5], m[4], m[6])),
        (rf"({month})\s(\d{{1,2}}){_NTH}{_TO}(\d{{1,2}})(?!\d|:|\s?h|\s?[ap]m){_NTH}\b{year}",
         lambda m: _dates(m[2], m[1], m[4], m[3], m[1], m[4])),
        (md, lambda m: _dates(m[2], m[1], m[3], m[2], m[1], m[3])),
        (rf"({month}){year}{_TO}({month}){year}", lambda m: _dates("1", m[1], m[2], None, m[3], m[4])),
        (rf"({month}){year}", lambda m: _dates("1", m[1], m[2], None, m[1], m[2])),
        (rf"{numeric}{_TO}{numeric}", lambda m: _dates(m[1], m[2], m[3], m[4], m[5], m[6])),
        (numeric, lambda m: _dates(m[1], m[2], m[3], m[1], m[2], m[3])),
        *((rf"{shape}\b", _always(Days(days))) for days, shape in _SEVERAL.items()),
        *((rf"{shape}\b", _always(Word(word))) for word, shape in _WORDS.items()),
        (rf"{_SCHOOL}\b", _school),
        (rf"(?:({_CLOCK}){_TO}({_CLOCK})|(?:entre|between)\s({_CLOCK})\s(?:et|and)\s({_CLOCK}))", _times),
        (rf"({_CLOCK})\s({_CLOCK})(?!\s?[-a]\s?\d)", _times),
        (_CLOCK, _half),
        (rf"({day})s?{_TO}({day})", lambda m: iter((Days(_run(m[1], m[2])),))),
        (day, lambda m: iter((Days((_weekdays()[m[0].rstrip('.')],)),))),
        (_LEFT_OUT, _nothing),
    ]  # fmt: skip
    return tuple((re.compile(shape), read) for shape, read in shapes)


def _nothing(_: re.Match[str]) -> Iterator[Item]:
    return iter(())


def _always(item: Item) -> Reading:
    return lambda _: iter((item,))


@cache
def _weekdays() -> dict[str, int]:
    named = {
        unaccented(name).lower(): day for locale in locales() for day, name in get_day_names(locale=locale).items()
    }
    short = "lun mar mer jeu ven sam dim|mon tue wed thu fri sat sun|lu ma me je ve sa di|mo tu we th fr sa su"
    kinds = [{name: day for day, name in enumerate(group.split())} for group in short.split("|")]
    more = {"tues": 1, "thur": 3, "thurs": 3, "merc": 2, "vend": 4}
    return {**kinds[0], **kinds[1], **{f"{name}s": day for name, day in named.items()}, **named, **more}


@cache
def _months() -> dict[str, int]:
    named = {unaccented(name).lower(): n for locale in locales() for n, name in get_month_names(locale=locale).items()}
    short = {"janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12}
    return {**named, **short, "jan": 1, "feb": 2, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9}


def _run(first: str, last: str) -> tuple[int, ...]:
    begin, end = (_weekdays()[name.rstrip(".")] for name in (first, last))
    return tuple(day % 7 for day in range(begin, end + (7 if end < begin else 0) + 1))


# --- dates ------------------------------------------------------------------------------------------------------------


def _dates(
    day: str, month: str, year: str | None, to_day: str | None, to_month: str, to_year: str | None
) -> Iterator[Item]:
    """From a day to another; a year that one of them alone names counts for both. No `to_day`: a month's last."""
    begin, end = _month(month), _month(to_month)
    years = [int(f"20{named}" if len(named) == 2 else named) if named else 0 for named in (year, to_year)]
    over = end < begin or (end == begin and to_day is not None and int(to_day) < int(day))
    years[0] = years[0] or (years[1] - over if years[1] else 0)
    years[1] = years[1] or (years[0] + over if years[0] else 0)
    try:
        last = int(to_day) if to_day else monthrange(years[1] or 2023, end)[1]
        yield Dates(Day(years[0], begin, int(day)), Day(years[1], end, last))
    except (HoursError, ValueError):
        raise UnreadError(phrase("hours.unread.day", day=f"{to_day or day}/{end:02}")) from None


def _month(named: str) -> int:
    if not named.isdigit():
        return _months()[named.rstrip(".")]
    if not 1 <= int(named) <= 12:
        raise UnreadError(phrase("hours.unread.day", day=f"…/{named}"))
    return int(named)


# --- times ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time as it was typed: "pm" or "am" where it says so, `bare` where it may be of either half: "9.30"."""

    minutes: int
    half: str
    bare: bool


def _clock(typed: str) -> _Clock:
    if typed in ("midi", "noon", "midday", "minuit", "midnight"):
        return _Clock(12 * 60 if typed in ("midi", "noon", "midday") else MIDNIGHT, "", False)
    numbers = [int(number) for number in re.findall(r"\d+", typed)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 30 if "demi" in typed else 15 * ("quart" in typed)
    half = next((mark for mark in ("am", "pm") if mark in typed.replace(".", "")), "")
    if hour > (12 if half else 24) or minute > 59 or (hour == 24 and minute):
        raise UnreadError(phrase("hours.unread.time", time=typed.strip()))
    if half:
        hour = hour % 12 + 12 * (half == "pm")
    return _Clock(hour * 60 + minute, half, re.fullmatch(r"\d{1,2}(?:[:.]\d{2})?", typed.strip()) is not None)


def _times(found: re.Match[str]) -> Iterator[Item]:
    """From one time to another. "2 to 5 pm" is in the afternoon, "9 to 5" ends there."""
    first, last = (_clock(typed) for typed in found.groups() if typed)
    begin, end = first.minutes, last.minutes
    if last.half == "pm" and not first.half and begin + MIDNIGHT // 2 < end:
        begin += MIDNIGHT // 2
    if first.bare and last.bare and end <= begin < MIDNIGHT // 2 and end <= MIDNIGHT // 2:
        end += MIDNIGHT // 2
    if begin == MIDNIGHT:
        begin = 0
    if end <= begin and (end > _NIGHT or begin < MIDNIGHT // 2):
        raise UnreadError(phrase("hours.unread.order", times=found[0].strip()))
    yield Times((begin, end if begin < end else end + MIDNIGHT))


def _half(found: re.Match[str]) -> Iterator[Item]:
    if found[0].isdigit():
        raise UnreadError(phrase("hours.unread.words", words=found[0]))
    raise UnreadError(phrase("hours.unread.half", time=found[0].strip()))


def _school(_: re.Match[str]) -> Iterator[Item]:
    raise UnreadError(phrase("hours.unread.school"))
