"""Dates in typed words, and the small conversation about an absence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.engine import flows
from conversations.engine.knowledge import Knowledge
from conversations.words import dates
from network.substitutes import COORDINATION
from tests.conversations.chat import Chat

TUESDAY = date(2026, 3, 10)
"""Today in all of these."""


def days(text: str, today: date = TUESDAY) -> tuple[str, str] | None:
    """First and last day, as month-day or in full; the last one is "" where only one is named."""
    named = dates.read(text)
    if not named:
        return None
    first = dates.first_day(named[0], today, named[1] if len(named) > 1 else None)
    if first is None:
        return None
    last = dates.last_day(named[1], first, today) if len(named) > 1 else None
    return first.isoformat(), "" if last is None else last.isoformat()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 août", "2026-08-03", ""),
        ("le 3 aout", "2026-08-03", ""),
        ("03/08", "2026-08-03", ""),
        ("3.8", "2026-08-03", ""),
        ("03/08/2026", "2026-08-03", ""),
        ("3/8/27", "2027-08-03", ""),
        ("2026-08-03", "2026-08-03", ""),
        ("lundi 3 août 2026", "2026-08-03", ""),
        ("1er avril", "2026-04-01", ""),
        ("3 August", "2026-08-03", ""),
        ("August 3rd, 2026", "2026-08-03", ""),
        ("the 3rd of August", "2026-08-03", ""),
        ("5 janvier", "2026-01-05", ""),
        ("5 septembre", "2026-09-05", ""),
        ("1 nov.", "2026-11-01", ""),
        ("aujourd’hui", "2026-03-10", ""),
        ("Demain", "2026-03-11", ""),
        ("après-demain", "2026-03-12", ""),
        ("today", "2026-03-10", ""),
        ("the day after tomorrow", "2026-03-12", ""),
        ("lundi", "2026-03-16", ""),
        ("mardi", "2026-03-17", ""),
        ("next Friday", "2026-03-13", ""),
        ("le 15", "2026-03-15", ""),
        ("le 3", "2026-04-03", ""),
        ("du 3 au 14 août", "2026-08-03", "2026-08-14"),
        ("Du lundi 3 août au vendredi 14 août inclus", "2026-08-03", "2026-08-14"),
        ("3-14 août", "2026-08-03", "2026-08-14"),
        ("03/08 - 14/08", "2026-08-03", "2026-08-14"),
        ("03/08-14/08", "2026-08-03", "2026-08-14"),
        ("du 28 au 3 août", "2026-07-28", "2026-08-03"),
        ("du 20 décembre au 5 janvier", "2026-12-20", "2027-01-05"),
        ("from 3 to 14 August", "2026-08-03", "2026-08-14"),
        ("August 3 to August 14", "2026-08-03", "2026-08-14"),
        ("je suis absente de lundi à vendredi", "2026-03-16", "2026-03-20"),
        ("demain jusqu’au 20", "2026-03-11", "2026-03-20"),
        ("de lundi au 2 avril", "2026-03-16", "2026-04-02"),
        ("demain pour 2 semaines", "2026-03-11", "2026-03-24"),
        ("lundi, une semaine", "2026-03-16", "2026-03-22"),
        ("du 15 au 20", "2026-03-15", "2026-03-20"),
    ],
)
def test_days_in_words(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "", "bonjour", "31 juin", "32/01", "29/02", "2 semaines", "j’ai 3 enfants", "3 août, 5 août, 7 août",
        "3/8/2026/1",
        "03/13", "12345", "1 2 3", "01 99 00 12 34", "<b>3 août</b> oui", "x" * 400, "août",
    ],
)  # fmt: skip
def test_what_names_no_days(text: str) -> None:
    assert days(text) is None


def test_a_day_without_a_year_around_new_year() -> None:
    """In December a January day is the next; one that was a moment ago is in the past, and refused as such."""
    december = date(2026, 12, 15)
    assert days("5 janvier", december) == ("2027-01-05", "")
    assert days("1er décembre", december) == ("2026-12-01", "")
    assert days("du 28 décembre au 8 janvier", december) == ("2026-12-28", "2027-01-08")
    assert days("29 février", date(2027, 12, 1)) == ("2028-02-29", "")


@pytest.fixture
def absence(knowledge: Knowledge) -> Chat:
    """The food adviser plans an absence."""
    return Chat(flows.load("absence"), replace(knowledge, today=TUESDAY), about="conseillere-bouche", mode="doubled")


def test_an_absence_by_buttons(absence: Chat) -> None:
    assert list(absence.buttons) == ["Aujourd'hui", "Demain", "Lundi"]
    absence.press("Lundi")
    assert "À partir du lundi 16 mars" in absence.settled[-1]
    expected = ["Ce jour-là seulement", "Jusqu'au vendredi 20 mars", "Jusqu'au dimanche 22 mars"]
    assert list(absence.buttons) == [*expected, "Jusqu'au dimanche 29 mars", "Autre premier jour"]
    absence.press("Autre premier jour", "Demain", "Jusqu'au vendredi 13 mars")
    assert "✓ Absence : du mercredi 11 mars au vendredi 13 mars 2026" in absence.settled
    people = list(absence.buttons)
    assert people[0] == "Conseiller bâtiment", "whom the network's file names comes first"
    assert people[-3:] == ["L'équipe du réseau", "Personne en particulier", "Retour"]
    absence.press("L'équipe du réseau")
    assert absence.submitted == [{"days": {"first": "2026-03-11", "last": "2026-03-13"}, "who": COORDINATION}]


def test_an_absence_in_words(absence: Chat) -> None:
    absence.type("hier")
    assert "Je n'ai pas reconnu ces jours" in absence.last
    absence.type("du 3 au 6 mars")
    assert "est déjà passé" in absence.last
    absence.type("du 14 au 3 août 2026")
    assert absence.open == "who", "the 14th is that of July"
    absence.press("Retour")
    absence.type("1er avril 2028")
    assert "plus d'un an" in absence.last
    absence.type("du 3 août au 14 décembre")
    assert "90 jours au plus" in absence.last
    absence.type("3 août")
    absence.type("2 août")
    assert "vient avant le premier" in absence.last
    absence.type("le 14")
    absence.type("Camille")
    assert "Je n'ai pas reconnu cette personne" in absence.last
    absence.type("conseillère création d'entreprise")
    assert absence.submitted == [{"days": {"first": "2026-08-03", "last": "2026-08-14"}, "who": "conseillere-creation"}]


def test_in_english(knowledge: Knowledge) -> None:
    chat = Chat(flows.load("absence"), replace(knowledge, today=TUESDAY), "en", about="charge-accueil-sancy-artense")
    chat.type("from 3 to 14 August")
    assert chat.settled == ["✓ Absence: from Monday 3 August to Friday 14 August 2026"]
    assert next(iter(chat.buttons)) == "Massif du Sancy welcome officer"
    chat.press("Nobody in particular")
    assert chat.submitted[0]["who"] == "@nobody"
