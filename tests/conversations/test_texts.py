"""What texts and intake cost a reader: the figures in docs/texts.md are those of today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from conversations.engine import engine, flows
from conversations.engine.check import CALLBACK_BYTES, LONGEST, length_of
from conversations.engine.effects import Ask, Button, Effect, Message, Redraw, Say
from conversations.engine.events import Commanded, OtherSent, Pressed, Said
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.kinds.choices import ChoicesStep
from conversations.words.catalogue import locales, words
from handlers.turn.screen import MOST_CHARACTERS
from tests.conversations.readability import PLAYED, effort, readability
from tests.conversations.samples import options_of

DOCUMENT = Path(__file__).parents[2] / "docs" / "texts.md"

SPENT = {"shortest": (8, 18), "ordinary": (15, 42), "fullest": (23, 141)}
"""Presses and typed characters of a whole intake."""


def in_document(row: str) -> list[float]:
    """The figures of a row of the document's tables."""
    [line] = [line for line in DOCUMENT.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {row} |")]
    return [float(cell) for cell in re.findall(r"(?<=\| )\d+(?:\.\d+)?(?= )", line)]


@pytest.mark.parametrize("name", PLAYED)
def test_presses_and_typed_characters(name: str, intake: Flow, knowledge: Knowledge) -> None:
    chat = PLAYED[name](intake, knowledge)
    assert len(chat.submitted) == 1
    spent = effort(chat)
    assert (spent.presses, spent.characters) == SPENT[name]
    presses, characters, questions, whole = in_document(name)
    assert (presses, characters) == SPENT[name]
    assert abs(questions - spent.of_questions) <= 3
    assert abs(whole - spent.seconds) <= 3


def test_ten_questions_beat_the_estimate(intake: Flow, knowledge: Knowledge) -> None:
    assert effort(PLAYED["ordinary"](intake, knowledge)).of_questions < 115


@pytest.mark.parametrize(("locale", "name"), [("fr", "French"), ("en", "English")])
def test_texts_are_easily_read(locale: str, name: str) -> None:
    now = readability(locale)
    assert now.score > 80
    assert now.words_a_sentence < 9
    length, syllables, score = in_document(name)
    assert abs(length - now.words_a_sentence) < 0.5
    assert abs(syllables - now.syllables_a_word) < 0.1
    assert abs(score - now.score) < 4


ABOUT = {
    "new-value": "organisations/chambre-metiers hours",
    "new-organisation": "organisations/",
    "new-service": "services/chambre-metiers/",
    "new-referent": "referents/chambre-metiers/",
}
"""What the flows are about that are about something of the network."""


@pytest.mark.parametrize("name", flows.names())
@pytest.mark.parametrize("locale", locales())
def test_every_screen_of_every_flow(name: str, locale: str, knowledge: Knowledge) -> None:
    """As it is asked, as it is helped with, with everything picked: no long message, no button that does not fit."""
    flow = flows.load(name)
    state, effects = engine.begin(flow, knowledge, locale, revision=99_999_900, about=ABOUT.get(name, ""))
    for _ in range(60):
        fits(flow, state.locale, effects)
        if engine.is_over(state) or state.draft is None:
            return
        _, helped = engine.advance(flow, state, Commanded("aide"), knowledge)
        fits(flow, state.locale, helped)
        step = flow.step_by_id[state.draft.step]
        for option in options_of(step):
            press = Pressed(step.id, state.draft.revision, f"on:{option}")
            other, picked = engine.advance(flow, state, press, knowledge)
            fits(flow, state.locale, picked)
            several = isinstance(step, ChoicesStep) and step.most > 1
            if several and other.draft is not None and other.draft.step == step.id:
                state = other
        assert state.draft is not None
        state, effects = engine.advance(flow, state, answer_to(step.id, state.draft.revision), knowledge)
    raise AssertionError("the flow has no end")


def answer_to(step: str, revision: int) -> Said | Pressed | OtherSent:
    """Something that leads on from any step."""
    if step in ("scan", "file"):
        return OtherSent("document", content={"kind": "document", "text": "", "file_id": "a", "file_unique_id": "b"})
    said = {
        "project": "Nous voulons reprendre une boulangerie " * 20,
        "place": "La Tour-d'Auvergne",
        "name": "Camille Roux",
        "contact": "01 99 00 12 34",
        "phone": "01 99 00 12 34",
        "hours": "4",
        "present": "12",
        "text": "Un rendez-vous est pris pour mardi.",
        "letter": "Merci",
        "days": "du 3 au 14 août",
        "words": "Je vends ma boulangerie",
        "decision": "La présidente, délibération du 12 mars",
        "what": "Fait visiter la commune",
        "where": "Tauves",
        "title": "Modèle de bail",
        "source": "Le tableau de l'ancien réseau",
        "value": "lundi de 9 h à 12 h",
        "description": "Une personne aide à chercher.",
        "kinds": "1",
        "roles": "1",
        "line": "Commencez par ce qui est en retard",
        "decided": "Le conseil communautaire, le 12 mars",
        "address": "2 place de l'Exemple, 63000 Exempleville",
        "desk": "L'animatrice du réseau",
        "email": "reseau@pilote.example.org",
        "officer": "Le délégué mutualisé",
        "told": "Une ancienne épicerie, sur la place",
        "owner": "La mairie",
        "question": "Y a-t-il un point d’eau ?",
        "at": "samedi 10 h",
        "subject": "Point trimestriel du réseau",
        "dates": "samedi 10 h, dimanche 10 h",
        "officer_email": "donnees@pilote.example.org",
    }
    press = {"info": "read", "recap": "send", "nature": "ok", "needs": "ok", "followed": "ok",
             "role": "on:elected", "who": "@nobody", "writer": "on:seller", "quiet": "on:open", "understood": "right",
             "until": "on:week", "sure": "on:move", "status": "on:public", "agreed": "save", "whom": "on:other",
             "offered": "on:takeover", "when": "on:months_3", "minutes": "on:hour",
             "by": "on:three"}  # fmt: skip
    return Said(said[step]) if step in said else Pressed(step, revision, press.get(step, "skip"))


def fits(flow: Flow, locale: str, effects: Sequence[Effect]) -> None:
    """No message over 600 characters, but the recap, which is one; no callback data over 64 bytes, whatever the
    revision.
    """
    for effect in effects:
        message = getattr(effect, "message", None)
        if not isinstance(message, Message):
            continue
        assert isinstance(effect, Ask | Redraw | Say)
        recap = not isinstance(effect, Say) and effect.step == "recap"
        assert length_of(message, locale) <= (MOST_CHARACTERS if recap else LONGEST)
        if not isinstance(effect, Say):
            for button in (button for row in message.rows for button in row):
                assert len(f"{flow.name}|{effect.step}|{effect.revision}|{button.value}".encode()) <= CALLBACK_BYTES
                assert label_of(button, locale)


def label_of(button: Button, locale: str) -> str:
    """A button's label."""
    return words(locale, strict=True).write(button.label, str)
