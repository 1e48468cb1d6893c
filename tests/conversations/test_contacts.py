"""Numbers and addresses as people type them: each line of contacts.txt, through the real conversation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from conversations.engine import flows
from conversations.engine.events import Commanded
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
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


@pytest.fixture
def asked(intake: Flow, knowledge: Knowledge) -> Callable[[str], Chat]:
    """A conversation where the contact is asked, in a language."""

    def play(locale: str) -> Chat:
        chat = Chat(intake, knowledge)
        at_contact(chat)
        if locale == "en":
            chat.play(Commanded("langue", "en"))
        assert chat.open == "contact"
        return chat

    return play


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
