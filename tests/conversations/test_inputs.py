"""Inputs that break naive programs: each gets a clear sentence and the same question, or is kept as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from conversations.engine import flows
from conversations.engine.events import Commanded, ContactShared, Edited, OtherSent, Said
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Refused, Typed
from conversations.kinds import number
from tests.conversations.chat import MODES, Chat, too_long
from tests.conversations.samples import NASTY
from tests.conversations.test_stories import until_place, until_recap


def at_project(chat: Chat) -> None:
    chat.press("J'ai lu, on commence")


def at_sector(chat: Chat) -> None:
    at_project(chat)
    chat.type("Boulangers, nous rêvons d'un gîte")


def at_nature(chat: Chat) -> None:
    at_sector(chat)
    chat.press("Métiers de bouche et agroalimentaire", "C'est tout")


def at_jobs(chat: Chat) -> None:
    at_nature(chat)
    chat.press("Créer une activité", "C'est tout")


def at_when(chat: Chat) -> None:
    until_place(chat)
    chat.type("Murol")


def at_name(chat: Chat) -> None:
    at_when(chat)
    chat.until("name")


def at_contact(chat: Chat) -> None:
    at_name(chat)
    chat.type("Camille Roux")


def at_hours(chat: Chat) -> None:
    at_contact(chat)
    chat.type("01 99 00 00 11")


def skipping(begin: Callable[[Chat], object], step: str) -> Callable[[Chat], object]:
    """Whatever is asked between is skipped."""

    def play(chat: Chat) -> None:
        begin(chat)
        chat.until(step)

    return play


READY: dict[str, Callable[[Chat], object]] = {
    "info": lambda chat: None,
    "project": at_project,
    "sector": at_sector,
    "nature": at_nature,
    "jobs": at_jobs,
    "place": until_place,
    "when": at_when,
    **{step: skipping(at_when, step) for step in ("stage", "household", "needs", "followed")},
    "name": at_name,
    "contact": at_contact,
    "hours": at_hours,
    "way": skipping(at_hours, "way"),
    "recap": until_recap,
}
TAKEN = {
    "project": {"<b>gras", "<script>alert(1)</script>", "مرحبا بكم", "\u202eelbat", "{name}", "null", "None",
                "../../etc/passwd", "on:creation", "&amp;", "ｆｕｌｌ", "x" * 5000, "é" * 5000},
    "nature": {"on:creation"},
    "name": {"مرحبا بكم", "\u202eelbat", "null", "ｆｕｌｌ", "a\x00b"},
}  # fmt: skip
"""Odd but harmless: they are words, and are escaped where they are shown."""


@pytest.fixture(scope="module")
def ready(intake: Flow, knowledge: Knowledge) -> Callable[[str], Chat]:
    """A conversation where a step is asked: it is led there once."""

    @cache
    def led_to(step: str) -> Chat:
        chat = Chat(intake, knowledge)
        READY[step](chat)
        return chat

    return lambda step: led_to(step).again()


@pytest.mark.parametrize("step", READY)
@pytest.mark.parametrize("text", NASTY, ids=[ascii(text)[:30] for text in NASTY])
def test_nasty_inputs(step: str, text: str, ready: Callable[[str], Chat]) -> None:
    chat = ready(step)
    asked, answers = len(chat.said), chat.state.answers
    chat.type(text)
    if text in TAKEN.get(step, ()):
        assert chat.state.answers.keys() > answers.keys()
        return
    assert chat.open == step, f"{text!a} was taken for an answer: {chat.state.answers}"
    assert chat.state.answers == answers
    assert len(chat.said) > asked, "a clear sentence and the same question"
    assert too_long(chat.said) == []


def test_a_text_is_cleaned_before_it_is_kept(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_project(chat)
    chat.type("  Une \u202ebergerie\x00 à\ud800 Murol\r\nbientôt e\u0301te\u0301 ")
    assert chat.state.value("project") == "Une bergerie à Murol\nbientôt été"


def test_ten_thousand_characters_are_kept_and_not_said_back(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_project(chat)
    text = ("boulangerie " * 833).strip()
    chat.type(text)
    assert chat.state.value("project") == text
    assert chat.settled[-1] == "✓ Projet : c'est noté"
    assert too_long(chat.said) == []


def test_of_a_longer_text_it_is_said_what_is_kept(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_project(chat)
    chat.type("boulangerie " * 1000)
    assert chat.state.value("project") == ("boulangerie " * 833).strip()
    told = [said for said in chat.said if "trop long" in said][-1]
    assert "les 9995 premiers caractères, jusqu'à « …boulangerie boulangerie" in told
    assert "La suite (2004 caractères) n'est pas gardée" in told


def test_a_short_text_that_is_too_long_is_refused(knowledge: Knowledge) -> None:
    chat = Chat(flows.load("completer-joining"), knowledge, about="SV-0001")
    chat.type("ici " * 30)
    assert chat.last.startswith("C'est trop long pour moi : 119 caractères, et je peux en garder 100.")


def test_a_text_in_pieces_is_one_answer(intake: Flow, knowledge: Knowledge) -> None:
    """Even where the next question stands already; where that draws on the answer, it is asked again."""
    chat = Chat(intake, knowledge)
    at_project(chat)
    chat.type("Nous voulons vivre ici.")
    chat.play(Edited("Nous voulons vivre ici.\nNotre projet : reprendre une boulangerie", chat.written, goes_on=True))
    assert chat.state.value("project") == "Nous voulons vivre ici.\nNotre projet : reprendre une boulangerie"
    assert any(said.startswith("J'ai ajouté la suite de votre texte.") for said in chat.said)
    assert chat.open == "sector"
    assert "Métiers de bouche et agroalimentaire" in chat.labels


@pytest.mark.parametrize(
    ("text", "value"),
    [("3", 3), ("deux", 2), ("Deux", 2), (" 12 ", 12), ("1 000", None), ("0", None), ("²", None), ("③", None),
     ("٣", None), ("3,5", None), ("3.5", None), ("-1", None), ("=1+1", None), ("1e3", None), ("", None),
     ("beaucoup", None), ("9" * 400, None)],
)  # fmt: skip
def test_numbers(text: str, value: int | None, knowledge: Knowledge) -> None:
    at = Moment("intake", number.NumberStep(id="jobs", ask="number", least=1, at_most=500), knowledge, "fr")
    outcome = number.KIND.read(at, Typed(text))
    assert outcome == Accepted(value) if value is not None else isinstance(outcome, Refused)


def test_a_number_and_an_address_together(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_contact(chat)
    chat.type("01 99 00 00 11 ou camille@example.org")
    assert chat.state.value("contact") == {"phone": "+33199000011", "email": "camille@example.org"}
    assert chat.open == "hours"
    chat.until("recap")
    assert chat.line("Contact") == "01 99 00 00 11, camille@example.org"


def test_somebody_elses_number_is_refused(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_contact(chat)
    chat.share("33199000011", own=False)
    assert chat.open == "contact"
    assert chat.last.startswith("Ce numéro est celui d'une autre personne.")


@pytest.mark.parametrize("step", ["project", "name"])
@pytest.mark.parametrize("word", ["oui", "Bonjour !", "ok", "merci", "D'accord"])
def test_small_talk_is_no_project_and_no_name(step: str, word: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    READY[step](chat)
    chat.type(word)
    assert chat.open == step


def test_a_trade_is_proposed_and_counts_when_it_is_said_again(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_project(chat)
    chat.type("Zzzz zzzz")
    chat.type("boulangerie")
    assert chat.open == "sector"
    assert "Métiers de bouche et agroalimentaire" in chat.buttons
    chat.type("boulangerie")
    assert chat.state.value("sector") == ["alimentaire"]


PICTURE = {"kind": "photo", "text": "le four", "file_id": "a", "file_unique_id": "b"}


def test_a_letter_takes_words_and_files(knowledge: Knowledge) -> None:
    """A mere word is a letter, and so is a picture; neither while it is asked whether to stop."""
    for mode in MODES:
        chat = Chat(flows.load("message"), knowledge, mode=mode, about="SV-0001")
        chat.play(OtherSent("sticker"))
        assert chat.submitted == []
        chat.type("Merci ?")
        assert chat.submitted == [{"letter": {"kind": "text", "text": "Merci ?"}}]
        assert "Merci" not in chat.settled[-1]
    for value, said in ((PICTURE, "image"), ({**PICTURE, "kind": "voice"}, "message vocal")):
        chat = Chat(flows.load("answer"), knowledge, about="SV-0001")
        chat.play(OtherSent(value["kind"], content=value))
        assert chat.submitted == [{"letter": value}]
        assert said in chat.settled[-1]
    chat = Chat(flows.load("message"), knowledge, about="SV-0001")
    chat.play(Commanded("annuler"))
    chat.play(OtherSent("photo", content=PICTURE))
    assert chat.submitted == []


def test_a_file_is_no_answer_to_another_question(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    at_project(chat)
    chat.play(OtherSent("photo", content=PICTURE))
    assert chat.open == "project"


def test_no_more_than_twenty_files_are_kept_and_that_is_said(intake: Flow, knowledge: Knowledge) -> None:
    """Of an album once, by whichever piece is the first too many; a voice message too many is no answer."""
    chat = Chat(intake, knowledge)
    at_project(chat)
    for n in range(19):
        chat.play(OtherSent("photo", content={**PICTURE, "album": None}, message_id=100 + n))
    album = [OtherSent("photo", n > 0, {**PICTURE, "album": "a"}, 200 + n) for n in range(6)]
    before = len(chat.said)
    for piece in album:
        chat.play(piece)
    assert [file["message_id"] for file in chat.state.files] == [*range(100, 119), 200]
    told = [said for said in chat.said[before:] if "Je garde 20 pièces au plus" in said]
    assert len(told) == 1
    assert "ce qui vient en plus n'est pas gardé" in told[0]
    chat.play(OtherSent("voice", content={**PICTURE, "kind": "voice", "album": None}, message_id=300))
    assert chat.open == "project", "it is no answer, since nobody will hear it"
    assert "Je garde 20 pièces au plus" in chat.last
    chat.press("Retirer les images et documents")
    chat.play(OtherSent("photo", content={**PICTURE, "album": None}, message_id=301))
    assert len(chat.state.files) == 1


def test_unknown_kinds_of_message_are_answered(intake: Flow, knowledge: Knowledge) -> None:
    chat = Chat(intake, knowledge)
    chat.play(OtherSent("a kind of the year 2030"))
    assert chat.last.startswith("Je ne sais pas lire ce message.")
    chat.play(ContactShared("\ud800", True))
    chat.play(Said("\ud800"))
    assert chat.open == "info"
