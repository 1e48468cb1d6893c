"""The notice in its two layers: the short one asks, the pages say the rest out of the network's data and lead back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conversations.engine import engine, flows
from conversations.engine.check import visible
from conversations.engine.events import Pressed
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import Answer, Draft, State
from conversations.words.catalogue import locales, words
from network import privacy
from network.model import Network
from tests.conversations.chat import LONGEST, MODES, Chat, spaced


def changed(knowledge: Knowledge, **fields: object) -> Knowledge:
    """The same network, which says other things of itself."""
    network = knowledge.network
    return replace(
        knowledge, network=network.model_copy(update={"identity": network.identity.model_copy(update=fields)})
    )


def read(network: Network, reader: privacy.Reader, locale: str = "fr") -> list[str]:
    """The pages as they are read."""
    pages = [privacy.page(network, reader, number) for number in range(1, privacy.PAGES + 1)]
    return [spaced("\n\n".join(visible(words(locale).write(part, str)) for part in page)) for page in pages]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["intake", "counter"])
def test_the_short_one_leads_to_the_rest_and_back(name: str, mode: str, knowledge: Knowledge) -> None:
    chat = Chat(flows.load(name), knowledge, mode=mode)
    short, agree = chat.last, next(iter(chat.buttons))
    assert len(short) <= LONGEST
    assert "Telegram, qui garde sa propre copie" in short or "Telegram garde sa propre copie." in short
    chat.press("En savoir plus")
    told = [chat.settled[-1]]
    while "Suite" in chat.buttons:
        chat.press("Suite")
        told.append(chat.settled[-1])
    assert told == read(knowledge.network, "person")
    chat.press("Revenir au début")
    assert chat.settled[-1] == short
    chat.press("En savoir plus", agree)
    assert chat.open == "project"
    assert chat.settled[-1] == short, "what stays to be read is the short one"


@pytest.mark.parametrize("locale", locales())
@pytest.mark.parametrize("reader", ["person", "partner"])
def test_the_pages_say_what_the_law_asks_for(reader: privacy.Reader, locale: str, knowledge: Knowledge) -> None:
    identity = knowledge.network.identity
    assert identity.privacy is not None
    known, pages = identity.privacy, read(knowledge.network, reader, locale)
    assert all(len(page) <= LONGEST for page in pages)
    everything = "\n".join(pages)
    for said in (
        known.controller, known.address, known.officer.email, known.officer.name.in_(locale), known.task.in_(locale),
        known.stored.in_(locale), "DPO", "Telegram", known.authority.name, known.authority.address,
        known.authority.site, f"{identity.privacy_months} m",
    ):  # fmt: skip
        assert said in everything, said
    for command in ("/mes_donnees", "/supprimer") if locale == "fr" else ("/mydata", "/delete"):
        assert command in everything


@pytest.mark.parametrize(
    ("status", "basis", "not_that"),
    [("public", "mission d'intérêt public", "intérêt légitime"), ("association", "intérêt légitime", "mission")],
)
def test_the_legal_basis_is_the_controllers_and_never_consent(
    status: str, basis: str, not_that: str, knowledge: Knowledge
) -> None:
    known = knowledge.network.identity.privacy
    assert known is not None
    other = changed(knowledge, privacy=known.model_copy(update={"status": status}))
    first = read(other.network, "person")[0]
    assert "La base légale est" in first
    assert basis in first
    assert not_that not in first
    assert "Ce n'est pas votre consentement." in first


def test_who_asks_for_more_in_words_reads_it(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.type("Reprendre une boulangerie")
    assert "Je garde votre message" in chat.last
    chat.type("plus d'informations")
    assert "Qui répond de vos données" in chat.last
    chat.press("Suite", "Revenir au début", "J'ai lu, on commence")
    assert chat.state.value("project") == "Reprendre une boulangerie", "what they said first is not lost by reading"
    assert chat.open == "understood"


def test_a_network_that_says_nothing_of_it_has_no_second_layer(intake: Flow, knowledge: Knowledge) -> None:
    """One that was stored before there was such a table: whoever looks after the bot is told by the doctor."""
    chat = Chat(intake, changed(knowledge, privacy=None))
    assert "En savoir plus" not in chat.buttons
    chat.play(Pressed("info", 1, "page:1"))
    assert chat.open == "info"
    assert chat.press("J'ai lu, on commence").startswith("Étape 1")


def test_who_agreed_to_an_older_text_keeps_what_they_agreed_to(intake: Flow, knowledge: Knowledge) -> None:
    """A draft that was begun under version 1 goes on, is not asked again, and is sent with that version."""
    assert intake.step_by_id["info"].model_dump()["version"] == "3"
    begun = State("intake", "fr", 7, {"info": Answer({"version": "1"})}, Draft("project", 7, since=7))
    chat = Chat(intake, knowledge)
    chat.state = begun
    chat.type("Ouvrir un gîte")
    assert chat.open == "understood"
    assert chat.state.value("info") == {"version": "1"}
    state, _ = engine.begin(intake, knowledge, "fr", about="SV-0001", answers={"info": {"version": "1"}})
    assert state.value("info") == {"version": "1"}
