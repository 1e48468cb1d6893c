"""Opening hours in typed words: what is read of them, why they cannot be read, and that what is said is read again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.words.catalogue import words
from conversations.words.hour_items import UnreadError
from conversations.words.hours import read
from network import hours as form
from network.hours import CLOSED, Day, Hours, Period, Week
from network.hours_said import lines

TABLE = Path(__file__).with_name("data") / "hours.txt"
LANGUAGES = ("fr", "en")


def _rows() -> list[list[str]]:
    rows = TABLE.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in row.split("|")] for row in rows if row and row[0] != "#"]


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row[0])
def test_what_is_typed_is_read(row: list[str]) -> None:
    text, expected, *note = row
    try:
        told = read(text.replace(" ⏎ ", "\n"))
        found = [told.hours.osm if told.hours else "", told.note]
    except UnreadError as error:
        found = [f"!{error.why.key.rpartition('.')[2]}", *_refused(error)]
    assert found == [expected, *(note or [""])]


def _refused(error: UnreadError) -> list[str]:
    """What is left unsaid in a language: nothing."""
    return ["" if all(words(language).write(error.why, str) for language in LANGUAGES) else "unsaid"]


def said(hours: Hours, language: str) -> str:
    return "\n".join(words(language).write(line, str) for line in lines(hours))


# --- there and back ---------------------------------------------------------------------------------------------------

_TIMES = st.tuples(st.integers(0, 95), st.integers(1, 96)).map(sorted).filter(lambda ends: ends[0] < ends[1])
_DAY = st.lists(_TIMES.map(lambda ends: (ends[0] * 15, ends[1] * 15)), max_size=3).map(form.day_of)
_NIGHT = st.integers(72, 95).map(lambda first: ((first * 15, 30 * 60 - 15),))
"""From the evening on, far into the night."""
_WEEK: st.SearchStrategy[Week] = st.one_of(
    st.tuples(*[_DAY] * 7), st.tuples(_DAY, _DAY | _NIGHT).map(lambda two: (two[0],) * 5 + (two[1],) * 2)
)
_SEASON = st.tuples(_DAY, _DAY).map(lambda two: (two[0],) * 6 + (two[1],))
_FIRST = st.dates(date(2026, 1, 1), date(2029, 12, 31))


@st.composite
def _periods(draw: st.DrawFn) -> Period:
    first = draw(_FIRST)
    last = first + timedelta(days=draw(st.integers(0, 200)))
    dated = draw(st.booleans())
    begin, end = (Day(day.year if dated else 0, day.month, day.day) for day in (first, last))
    return Period(begin, end, draw(st.just(CLOSED) | _SEASON))


_HOURS = st.builds(
    Hours,
    _WEEK,
    st.lists(_periods(), max_size=2, unique_by=lambda period: (period.first, period.last)).map(tuple),
    st.none() | _DAY,
)


@given(_HOURS)
def test_the_form_is_read_back(hours: Hours) -> None:
    assert form.read(hours.osm) == hours


@given(_HOURS, st.sampled_from(LANGUAGES))
def test_what_is_said_is_read_again(hours: Hours, language: str) -> None:
    again = read(said(hours, language)).hours
    assert again is not None
    assert (again, said(again, language)) == (hours, said(hours, language))


_WORDS = re.findall(
    r"\S+",
    "lundi mar. mercredis vendredi au du à et , ; - 9h 12h30 14 2pm midi minuit fermé closed ouvert sauf 1er 20 août "
    "2026 31/12 juin jours fériés tous les autres matin après-midi sur rendez-vous 24/7 reste de l'année en",
)


@given(st.lists(st.sampled_from(_WORDS), max_size=12).map(" ".join) | st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_words(text: str) -> None:
    try:
        hours = read(text).hours
    except UnreadError as error:
        hours = None if words("fr").write(error.why, str) else Hours(CLOSED)
    assert hours is None or form.read(hours.osm) == hours


def test_hours_read_as_people_say_them() -> None:
    told = read("lundi au vendredi 9h-12h et 14h-17h30, samedi 9h-12h ; fermé du 1er au 20 août").hours
    assert told is not None
    assert said(told, "fr").replace("\N{NO-BREAK SPACE}", " ").splitlines() == [
        "du lundi au vendredi, de 9 h à 12 h et de 14 h à 17 h 30",
        "le samedi, de 9 h à 12 h",
        "fermé du 1er août au 20 août (chaque année)",
        "fermé les jours fériés",
    ]
    assert said(told, "en").splitlines() == [
        "Monday to Friday, 9:00 to 12:00 and 14:00 to 17:30",
        "Saturday, 9:00 to 12:00",
        "closed from 1 August to 20 August (every year)",
        "closed on public holidays",
    ]
