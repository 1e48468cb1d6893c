"""Numbers and addresses as people type them: each line of contacts.txt, through the real conversation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from conversations.engine import flows
from conversations.engine.events import Commanded
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.words.contacts import reaches, unreached
from tests.conversations.chat import Chat, spaced
from tests.conversations.test_inputs import at_contact

TABLE = Path(__file__).with_name("contacts.txt")


class Line(NamedTuple):
    """One line of the table."""

    locale: str
    typed: str
    outcome: str
    words: str


LINES = [
    Line(*(part.strip() for part in line.split("|")))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def value_of(written: str) -> dict[str, str | None]:
    """A value as the table writes it: a number, an address, or both."""
    parts = written.split()
    return {
        "phone": next((part for part in parts if "@" not in part), None),
        "email": next((part for part in parts if "@" in part), None),
    }


@pytest.fixture(scope="module")
def asked(intake: Flow, knowledge: Knowledge) -> Callable[[str], Chat]:
    """A conversation where the contact is asked, in a language: it is led there once."""

    @cache
    def led_to(locale: str) -> Chat:
        chat = Chat(intake, knowledge)
        at_contact(chat)
        if locale == "en":
            chat.play(Commanded("langue", "en"))
        assert chat.open == "contact"
        return chat

    return lambda locale: led_to(locale).again()


@pytest.mark.parametrize("line", LINES, ids=[f"{line.locale} {line.typed}" for line in LINES])
def test_what_becomes_of_it(line: Line, asked: Callable[[str], Chat]) -> None:
    chat = asked(line.locale)
    answer = chat.type(line.typed)
    kind, _, written = line.outcome.partition(" ")
    if kind == "=":
        assert chat.state.value("contact") == value_of(written)
        return
    assert chat.open == "contact"
    assert spaced(line.words) in answer
    assert len(answer) <= 600
    if kind == "?":
        meant, _, other = written.partition(" / ")
        yes, no = list(chat.buttons)[:2]
        again = asked(line.locale)
        again.type(line.typed)
        chat.press(yes)
        assert chat.state.value("contact") == value_of(meant)
        again.press(no)
        assert again.state.value("contact") == (value_of(other) if other else None)
        assert other or (again.open == "contact" and yes not in again.buttons)


def test_the_table_is_long_enough() -> None:
    assert len(LINES) >= 80
    assert {line.locale for line in LINES} == {"fr", "en"}


@pytest.mark.parametrize(("said", "email"), [("oui", "jean@gmail.com"), ("jean@gmial.com", "jean@gmial.com"),
                                             ("jean@free.fr", "jean@free.fr")])  # fmt: skip
def test_what_is_asked_back_is_answered_in_words(said: str, email: str, asked: Callable[[str], Chat]) -> None:
    """Yes takes the proposal, the same address again stands as it is, and another replaces both."""
    chat = asked("fr")
    chat.type("jean@gmial.com")
    chat.type(said)
    assert chat.state.value("contact") == {"phone": None, "email": email}


def test_no_asks_anew(asked: Callable[[str], Chat]) -> None:
    chat = asked("fr")
    chat.type("jean@gmail.con")
    chat.type("non")
    assert chat.open == "contact"
    assert "jean@" not in chat.last
    chat.type("jean@exemple.frr")
    assert "Aucune adresse mail ne finit par" in chat.type("jean@exemple.f")
    assert "exemple.fr ?" not in chat.last


def test_where_a_number_alone_is_asked(knowledge: Knowledge) -> None:
    """A number of a possible length that no plan holds is asked back; words are told what is missing."""
    chat = Chat(flows.load("callback"), knowledge)
    assert "Je ne vois pas de numéro" in chat.type("jean@exemple.fr")
    assert "j'en compte 9" in chat.type("01 99 00 12 3")
    chat.type("+31 6 1234567")
    chat.press("Oui")
    assert chat.state.value("phone") == "+3161234567"


@pytest.mark.parametrize(
    ("locale", "typed", "hours", "way"),
    [("fr", "01 99 00 00 11, plutôt le soir, par SMS", "evening", "message"),
     ("fr", "01 99 00 00 11 le matin", "morning", None),
     ("fr", "01 99 00 00 11 par téléphone", None, "call"),
     ("fr", "01 99 00 00 11, pas le soir", None, None),
     ("fr", "mon téléphone : 01 99 00 00 11", None, None),
     ("fr", "01 99 00 00 11", None, None),
     ("en", "01 99 00 00 11, in the evening, by text message", "evening", "message"),
     ("en", "01 99 00 00 11, not in the morning", None, None)],
)  # fmt: skip
def test_said_in_the_same_breath(
    locale: str, typed: str, hours: str | None, way: str | None, asked: Callable[[str], Chat]
) -> None:
    """When and how somebody likes to be reached is taken and said, and what was said so is not asked."""
    chat = asked(locale)
    chat.type(typed)
    assert chat.state.value("contact") == value_of("+33199000011")
    assert (chat.state.value("hours"), chat.state.value("way")) == (hours, way)
    assert any("noté aussi" in said or "also noted" in said for said in chat.said) == bool(hours or way)
    assert chat.open == ("hours" if hours is None else "way" if way is None else "recap")


def test_nothing_is_noted_that_is_not_asked(asked: Callable[[str], Chat]) -> None:
    """Hours are for calls: beside an address alone they are none."""
    chat = asked("fr")
    chat.type("camille@example.org, le matin")
    assert chat.state.value("hours") is None
    assert not any("noté aussi" in said for said in chat.said)


@pytest.mark.parametrize(
    ("text", "left"),
    [("Appelez Mme Exemple au 01 99 00 00 45 le soir", "Appelez Mme Exemple au … le soir"),
     ("Écrire à vente@example.org ou au +33 1 99 00 00 45.", "Écrire à … ou au …."),
     ("Local 60 m², loyer 350 €, SIRET 123 456 789 00012", None),
     ("95 000 €, 80 m², construit en 1985, 63610 Besse", None),
     ("CA 2024 : 120 000 €, 2025 : 130 000 €", None),
     ("Libre le 01/09/2026 à 10 h, bail du 01 10 2026 au 30 04 2027", None)],
)  # fmt: skip
def test_what_says_how_somebody_is_reached(text: str, left: str | None) -> None:
    """Numbers and addresses alone, and neither prices, years, surfaces nor dates."""
    assert reaches(text) is (left is not None)
    assert unreached(text) == (left or text)
