"""Whatever happens: the engine never raises, loses no answer, always has a next question, and survives a reload."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.engine import engine, flows
from conversations.engine.check import CALLBACK_BYTES
from conversations.engine.course import course
from conversations.engine.effects import Ask, Effect, Erase, Message, Redraw, Submit, Toast
from conversations.engine.events import Commanded, ContactShared, Edited, Elapsed, Event, OtherSent, Pressed, Said
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import Answer, Draft, State
from conversations.words.catalogue import words
from network.file import load
from tests.conversations.conftest import NETWORK_FILE
from tests.conversations.samples import NASTY, SENT, several, skippable

TEXTS = (
    "Reprendre une boulangerie", "gîte", "1", "2", "création", "reprise", "Murol", "besse", "63680", "massif du sancy",
    "Camille Roux", "01 99 00 00 11", "camille@example.org", "retour", "passer", "annuler", "aide", "garder", "langue",
    "recommencer", "oui", "non", "envoyer", "quoi ?", "tout effacer", "corriger", "3,5", "pas encore décidé",
    "2 adultes", "deux enfants", "être rappelé", "envoyer tout de suite", "projet confidentiel", "Clermont-Ferrand",
)  # fmt: skip
COMMANDS = ("rappel", "aide", "annuler", "langue", "debut", "retour", "passer", "garder", "recommencer", "stats", "")
KINDS_SENT = ("voice", "photo", "sticker", "document", "dice")

WELL = (
    None, Said("Reprendre une boulangerie"), Said("1"), Said("reprise"), Said("2"), Said("Murol"), Said("1"), Said("1"),
    Said("2 adultes"), Said("un local"), Said("bge"), Said("Camille Roux"), Said("01 99 00 00 11"), Said("1"),
    Said("1"), None,
)  # fmt: skip

texts = st.sampled_from(TEXTS) | st.sampled_from(NASTY) | st.text(max_size=40)
numbers = st.integers(0, 12)
moves = st.one_of(
    st.tuples(st.just("press"), numbers),
    st.tuples(st.just("press"), numbers),
    st.tuples(st.just("press"), numbers),
    st.tuples(st.just("old"), numbers),
    st.builds(lambda text, early: ("said", text, early), texts, st.integers(0, 9).map(lambda n: n == 0)),
    st.builds(lambda text: ("said", text, False), texts),
    st.tuples(st.just("edited"), numbers, texts),
    st.tuples(st.just("shared"), st.sampled_from(("33199000011", "+1", "", "x")), st.booleans()),
    st.tuples(st.just("other"), st.sampled_from(KINDS_SENT), st.booleans()),
    st.tuples(st.just("command"), st.sampled_from(COMMANDS), st.sampled_from(("", "en", "fr", "zz"))),
    st.tuples(st.just("elapsed"), st.sampled_from(("remind", "warn", "other")), numbers),
    st.tuples(st.just("forged"), st.text(max_size=20)),
)


class Player:
    """Turns moves into events by what stands on the screen, and keeps what may be pressed later as an old button."""

    def __init__(self, flow: Flow, knowledge: Knowledge, answers: dict[str, Any] | None = None) -> None:
        self.flow, self.knowledge = flow, knowledge
        about = "SV-0001" if answers else ""
        self.state, effects = engine.begin(flow, knowledge, "fr", about=about, answers=answers)
        self.now: list[Pressed] = []
        self.old: list[Pressed] = []
        self.see(effects)

    def go(self, steps: int) -> None:
        """Goes on as somebody does who answers well, so that the later questions are reached."""
        for index, event in enumerate(WELL[:steps]):
            if not engine.is_over(self.state):
                check_turn(self, replace(event, message_id=index + 1) if isinstance(event, Said) else self.now[0])

    def again(self) -> Player:
        """Another who has come so far."""
        other = copy(self)
        other.now, other.old = [*self.now], [*self.old]
        return other

    def event(self, move: tuple[Any, ...], index: int) -> Event:
        match move:
            case ("press", n) if self.now:
                return self.now[int(n) % len(self.now)]
            case ("old", n) if self.old:
                return self.old[int(n) % len(self.old)]
            case ("said", text, early):
                return Said(text, index + 1, early)
            case ("edited", n, text):
                return Edited(text, n)
            case ("shared", phone, own):
                return ContactShared(phone, own, index + 1)
            case ("other", kind, album):
                return OtherSent(kind, album)
            case ("command", name, argument):
                return Commanded(name, argument)
            case ("elapsed", kind, n):
                return Elapsed(kind, self.state.revision if n % 2 else n)
            case ("forged", value):
                return Pressed(self.state.draft.step if self.state.draft else "", self.state.revision, value)
            case _:
                return Said("Murol", index + 1)

    def see(self, effects: list[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, Ask | Redraw):
                values = [button.value for row in effect.message.rows for button in row]
                self.old += self.now
                self.now = [Pressed(effect.step, effect.revision, value) for value in values]


VARIANTS: dict[int, Callable[[], Flow]] = {1: several, 2: skippable}
"""The intake is played most of all: as it is, and in these."""


@cache
def came(variant: int, steps: int) -> Player:
    """Somebody in the middle of the intake. Each way there is held to every promise, once: it is always the same."""
    player = Player(VARIANTS.get(variant, intake_as_it_is)(), Knowledge.of(load(NETWORK_FILE)))
    player.go(steps)
    return player


def intake_as_it_is() -> Flow:
    return flows.load("intake")


def reloaded(state: State) -> State:
    return State.from_json(json.loads(json.dumps(state.to_json())))


def written(state: State, effects: list[Effect]) -> Iterator[str]:
    for effect in effects:
        message = getattr(effect, "message", None)
        if isinstance(message, Message):
            buttons = [button.label for row in message.rows for button in row]
            yield from (words(state.locale, strict=True).write(part, str) for part in (*message.paragraphs, *buttons))


def fitting_buttons(flow: Flow, effects: list[Effect]) -> bool:
    asked = [effect for effect in effects if isinstance(effect, Ask | Redraw)]
    data = [f"{flow.name}|{e.step}|{e.revision}|{b.value}" for e in asked for row in e.message.rows for b in row]
    return all(len(entry.encode()) <= CALLBACK_BYTES for entry in data)


def given_up(event: Event) -> bool:
    said = event.text if isinstance(event, Said | Edited) else getattr(event, "value", "")
    return str(said).strip().lower() in {
        "erase:yes",
        "restart:yes",
        "oui",
        "tout effacer",
        "recommencer",
        "1",
        "yes",
        "ok",
    }


def check_turn(player: Player, event: Event) -> None:
    """Plays one event and holds every promise to it."""
    flow, knowledge, before = player.flow, player.knowledge, player.state
    state, effects = engine.advance(flow, before, event, knowledge)
    assert engine.advance(flow, reloaded(before), event, knowledge) == (state, effects)
    assert reloaded(state) == state
    assert all(list(written(state, effects)))
    assert fitting_buttons(flow, effects)
    over = any(isinstance(effect, Submit | Erase) for effect in effects)
    assert engine.is_over(state) == (over or engine.is_over(before))
    if not engine.is_over(state):
        assert_has_a_question(flow, state, knowledge)
        if not (given_up(event) and before.draft is not None and before.draft.over):
            assert_nothing_lost(before, state)
    if isinstance(event, Pressed):
        again, more = engine.advance(flow, state, event, knowledge)
        assert again == state, "a doubled press changes nothing"
        assert all(isinstance(effect, Toast) for effect in more)
    player.state = state
    player.see(effects)


def assert_nothing_lost(before: State, state: State) -> None:
    """What was only read in the words of a project goes with them when others take their place; nothing else goes."""
    lost = before.answers.keys() - state.answers.keys()
    read = {name for name, answer in before.answers.items() if name == "understood" or not answer.revision}
    assert lost <= read
    assert not lost or before.value("project") != state.value("project")


def assert_has_a_question(flow: Flow, state: State, knowledge: Knowledge) -> None:
    assert state.draft is not None
    step = flow.step_by_id[state.draft.step]
    assert course(flow, state, knowledge).may_open(step)
    _, effects = engine.resume(flow, state, knowledge)
    assert any(isinstance(effect, Ask) and effect.step == step.id for effect in effects)


@settings(max_examples=400)
@given(played=st.lists(moves, max_size=30), which=st.integers(0, 8), ahead=st.integers(0, len(WELL)))
def test_any_sequence_of_events(played: list[tuple[Any, ...]], which: int, ahead: int, knowledge: Knowledge) -> None:
    """In the intake most of all; in its variants, a call, a module, and a case that is changed."""
    small = {3: "callback", 4: "completer-premises", 5: "completer-joining"}
    if which in small or which == 6:
        player = Player(flows.load(small.get(which, "intake")), knowledge, SENT if which == 6 else None)
    else:
        player = came(which if which in VARIANTS else 0, ahead).again()
    for index, move in enumerate(played):
        check_turn(player, player.event(move, index))


def test_the_same_words_once_more_say_what_they_said(knowledge: Knowledge) -> None:
    """Back from what was understood, and the same sentence: it is put before them again, and nothing is forgotten."""
    player = came(0, 5).again()
    for index, move in enumerate([("press", 2), ("said", "Reprendre une boulangerie", False)]):
        check_turn(player, player.event(move, index))
    assert player.state.draft is not None
    assert (player.state.draft.step, player.state.value("nature")) == ("understood", ["takeover"])


@settings(max_examples=60)
@given(played=st.lists(moves, max_size=10), after=st.lists(moves, max_size=8), ahead=st.integers(0, len(WELL)))
def test_a_flow_that_changes_under_way(
    played: list[tuple[Any, ...]], after: list[tuple[Any, ...]], ahead: int, knowledge: Knowledge
) -> None:
    player = came(0, ahead).again()
    for index, move in enumerate(played):
        check_turn(player, player.event(move, index))
    player.flow = skippable()
    for index, move in enumerate(after):
        event = player.event(move, 100 + index)
        state, effects = engine.advance(player.flow, player.state, event, knowledge)
        assert all(list(written(state, effects)))
        player.state = state
        player.see(effects)


@settings(max_examples=80)
@given(
    values=st.dictionaries(
        st.sampled_from(("info", "project", "sector", "nature", "place", "name", "contact", "recap", "gone")),
        st.none() | st.integers() | st.text(max_size=9) | st.lists(st.text(max_size=9) | st.integers(), max_size=3)
        | st.dictionaries(st.sampled_from(("kind", "commune", "territory", "phone", "email", "version")),
                          st.none() | st.text(max_size=9) | st.integers(), max_size=3),
        max_size=9,
    ),
    opened=st.sampled_from(("info", "project", "recap", "gone", "place")),
    move=moves,
)  # fmt: skip
def test_answers_of_another_program_count_for_nothing(
    values: dict[str, object], opened: str, move: tuple[Any, ...], intake: Flow, knowledge: Knowledge
) -> None:
    answers = {step: Answer(value) for step, value in values.items()}
    player = Player(intake, knowledge)
    player.state = replace(player.state, answers=answers, draft=Draft(opened, 1, data={"picks": 3, "page": "x"}))
    state, effects = engine.advance(intake, player.state, player.event(move, 1), knowledge)
    assert all(list(written(state, effects)))
