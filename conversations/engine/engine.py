"""The engine: what an event does to a conversation. It never raises, whatever the event.

The question is the first step that applies and has no answer, unless the draft names another (gone back to, or opened
from the recap). Whatever is no answer gets a clear sentence and the same question again, under a new revision; the
older copy loses its buttons. A state without a draft is over: the handler that sees `Submit` or `Erase` drops it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import singledispatch

from conversations.engine import asides, filing, overlays
from conversations.engine.answering import help_with, put_before, settle
from conversations.engine.asking import settled
from conversations.engine.controls import CONFIRMED, CONTROLS, on_command, speak
from conversations.engine.effects import Effect, Message, Redraw, Say, Toast
from conversations.engine.events import Commanded, ContactShared, Edited, Elapsed, Event, OtherSent, Pressed, Said
from conversations.engine.flow import Flow, Step
from conversations.engine.giving_up import erase, is_small, is_told, reminder, where_we_were
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.position import Position, Result
from conversations.engine.reading import Accepted, Brought, Drafted, Refused, Shared, Tapped, Typed, Unknown
from conversations.engine.state import Answer, Draft, JsonValue, State
from conversations.words import typed_commands
from conversations.words.cleaning import clean
from conversations.words.contacts import phone_shared
from conversations.words.files import REFUSED
from network.phrase import Phrase, phrase

UNKNOWN = "und"
"""The language of somebody whose own nobody knows, as ISO 639 calls it."""
MEDIA = ("voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation", *REFUSED)
BUILT_KEYS = {"other.{}": (*MEDIA, "other"), "edited.{}": ("goes_on", "corrected")}


def begin(
    flow: Flow,
    knowledge: Knowledge,
    locale: str,
    *,
    revision: int = 0,
    about: str = "",
    answers: Mapping[str, JsonValue] | None = None,
    known: Mapping[str, JsonValue] | None = None,
    first: Said | None = None,
) -> Result:
    """A new conversation and its first question. A language the network does not speak becomes its first one; where it
    speaks several, it asks first which.

    `revision` is where to count from, so that no button of an earlier conversation in the same chat is taken for new.
    `about` is the reference of the case that is completed or changed. With `answers`, as an earlier `Submit` gave them,
    a flow that ends with a recap begins there: what they leave out counts as skipped where it may be, else it is asked;
    any other begins after them. `first` is what somebody wrote before anything was asked; the first question may keep
    it, and what is no answer is heard once it stands. `known` is what was said before, and may stand where it is asked.
    """
    spoken = overlays.languages(knowledge)
    looked_over = answers is not None and kind_of(flow.steps[-1]).last
    told = answers or {}
    given = {step.id: Answer(told.get(step.id)) for step in flow.steps if looked_over or step.id in told}
    language = locale if locale in spoken else spoken[0]
    state = State(flow.name, language, revision, given, about=about, known=dict(known or {}))
    opened = _without_permissions(Position(flow, state, knowledge), told)
    asks = locale not in spoken and len(spoken) > 1
    begun = opened.ask(replace(opened.draft, over="language")) if asks else opened.ask_next()
    return _after_first(Position(flow, begun[0], knowledge), first, begun[1]) if first is not None else begun


def _without_permissions(position: Position, known: Mapping[str, JsonValue]) -> Position:
    """A permission that nobody was asked for yet is none that was skipped."""
    steps = position.flow.step_by_id
    stands = {*known, *(step.id for step, _ in position.course.answers)}
    given = position.state.answers.items()
    kept = {name: answer for name, answer in given if name in stands or not kind_of(steps[name]).permits}
    return position.on(replace(position.state, answers=kept))


def _after_first(position: Position, first: Said, asked: list[Effect]) -> Result:
    """The first question, and what comes of words before it: a question is answered, whoever has no project of their
    own is led away, half an answer is kept, and that is said.
    """
    text = clean(first.text)
    if position.state.draft is None or typed_commands.meant(text) is not None:
        return position.state, asked
    if not position.draft.over and (aside := asides.heard(position, text, first.message_id)) is not None:
        return aside[0], [*asked, *aside[1]]
    outcome = kind_of(position.step).read(position.at, Typed(text))
    if not isinstance(outcome, Drafted) or outcome.note is None or not outcome.data:
        return position.state, asked
    draft = replace(position.draft, data=outcome.data, heard=first.message_id)
    return replace(position.state, draft=draft), [Say(Message((outcome.note,))), *asked]


def advance(flow: Flow, state: State, event: Event, knowledge: Knowledge) -> Result:
    """What `event` does. A conversation that is over stays so; a press on it is only acknowledged."""
    if is_over(state):
        return state, [Toast(phrase("toast.already"))] if isinstance(event, Pressed) else []
    return _on(event, Position(flow, state, knowledge))


def is_over(state: State) -> bool:
    """Whether the conversation was sent or erased."""
    return state.draft is None


def beneath(flows: Mapping[str, Flow], under: tuple[State, ...], flow: str) -> tuple[State, ...]:
    """What stays under a conversation that was sent: the one it led away from goes, where nothing was told in it."""
    return tuple(state for state in under if state.flow != flows[flow].instead or is_told(flows[state.flow], state))


def has_heard(state: State, message_id: int) -> bool:
    """Whether a message gave an answer of this conversation, or was heard last at its open question."""
    heard = {answer.message_id for answer in state.answers.values()} | {state.draft.heard if state.draft else 0}
    return bool(message_id) and (message_id in heard or str(message_id) in state.questions)


def resume(flow: Flow, state: State, knowledge: Knowledge) -> Result:
    """The open question again, with a word about where the person was."""
    if is_over(state):
        return state, []
    position = Position(flow, state, knowledge)
    return position.ask_again(*where_we_were(position))


@singledispatch
def _on(event: Event, position: Position) -> Result:
    return position.state, []


@_on.register
def _said(event: Said, position: Position) -> Result:
    if event.early:
        return (position.state, []) if position.draft.early else position.ask_again(phrase("early"), early=True)
    text = clean(event.text)
    command = typed_commands.meant(text)
    if command is not None:
        return on_command(position, command, text)
    if position.moved or position.rests:
        return position.ask_again(*where_we_were(position))
    if position.draft.over:
        return _said_to_overlay(position, text)
    aside = asides.heard(position, text, event.message_id)
    if aside is not None:
        return aside
    if text.endswith("?") and kind_of(position.step).closed:
        return help_with(position)
    return put_before(position, Typed(text), event.message_id)


@_on.register
def _shared(event: ContactShared, position: Position) -> Result:
    """The contact button; pressed twice it stays quiet, and before its question it is only thanked for."""
    if not position.moved and kind_of(position.step).number is not None:
        return put_before(position, Shared(event.phone, event.own), event.message_id)
    given = [(kind_of(step).number, value) for step, value in position.course.answers if value is not None]
    known = [number(value) for number, value in given if number is not None]
    if not known:
        return position.ask_again(phrase("other.contact"))
    if phone_shared(event.phone) in known:
        return position.state, []
    return position.ask_again(phrase("other.contact_known"))


@_on.register
def _other(event: OtherSent, position: Position) -> Result:
    """Something that is no text; further pieces of an album are part of what was answered already."""
    stands = not position.moved and not position.draft.over
    if event.content is not None and kind_of(position.step).takes_files and stands and not event.album:
        return put_before(position, Brought(event.content), 0)
    if event.content is not None and position.flow.files:
        return filing.keep(position, event)
    if event.album:
        return position.state, []
    return position.ask_again(phrase(f"other.{event.kind if event.kind in MEDIA else 'other'}"))


@_on.register
def _commanded(event: Commanded, position: Position) -> Result:
    return on_command(position, event.name, event.argument)


@_on.register
def _elapsed(event: Elapsed, position: Position) -> Result:
    if event.revision != position.state.revision:
        return position.state, []
    match event.kind:
        case "remind" if position.rests:  # they asked to be called instead
            return position.state, []
        case "remind":
            return position.ask_again(reminder(position))
        case "warn":
            return position.ask_again(phrase("warn"))
        case "forget":
            return erase(position, phrase("stopped" if is_small(position) else "forgotten"))
        case _:
            return position.state, []


@_on.register
def _pressed(event: Pressed, position: Position) -> Result:
    """A press counts on the open question only; one that took effect is acknowledged, an older one put right."""
    press = f"{event.step}|{event.revision}|{event.value}"
    if press == position.state.pressed and event.revision != position.draft.revision:
        return position.state, [Toast(phrase("toast.already"))]
    is_open = (
        not position.moved
        and event.step == position.step.id
        and position.draft.since <= event.revision <= position.draft.revision
    )
    result = _tapped(position, event.value) if is_open else None
    if result is None and (press == position.state.pressed or _stands(position, event)):
        return position.state, [Toast(phrase("toast.already"))]
    if result is None and position.draft.recalled:
        return position.state, [Toast(phrase("toast.old"))]
    if result is None:
        state, effects = position.ask_again(recalled=True)
        result = state, [Toast(phrase("toast.old")), *effects]
    return replace(result[0], pressed=press), result[1]


def _stands(position: Position, event: Pressed) -> bool:
    """Whether an old press says what is the answer already."""
    step = position.flow.step_by_id.get(event.step)
    if step is None or step.id == position.step.id or step.id not in position.state.answers:
        return False
    outcome = kind_of(step).read(position.moment(step, {}), Tapped(event.value))
    return isinstance(outcome, Accepted) and outcome.value == position.state.value(step.id)


def _tapped(position: Position, value: str) -> Result | None:
    """What a button of the open question does; None where it has no such button."""
    if value in CONFIRMED and not position.draft.over:
        return None
    if value in CONTROLS:
        return CONTROLS[value](position)
    if value.startswith("lang:"):
        return speak(position, value.removeprefix("lang:"))
    if position.draft.over:
        return None
    outcome = kind_of(position.step).read(position.at, Tapped(value))
    return None if isinstance(outcome, Unknown) else settle(position, outcome, tapped=True)


@_on.register
def _edited(event: Edited, position: Position) -> Result:
    """Editing a message corrects the answer it gave and what it asked, or tries again what was refused."""
    anew = asides.asked_anew(position, clean(event.text), event.message_id)
    if anew is None:
        return _answer_edited(event, position)
    position, notes, rest = anew
    if rest:
        state, effects = _answer_edited(replace(event, text=rest), position)
    else:
        state, effects = position.ask_again() if kind_of(position.step).last else (position.state, [])
    return state, [Say(Message(tuple(notes))), *effects]


def _answer_edited(event: Edited, position: Position) -> Result:
    """What an edited message says beside what it asks."""
    if event.message_id and event.message_id == position.draft.heard:
        return _said(Said(event.text, event.message_id), _before_heard(position))
    step = _answered_by(position, event.message_id)
    if step is None:
        return position.state, []
    outcome = kind_of(step).read(position.moment(step, {}), Typed(clean(event.text)))
    match outcome:
        case Accepted(value, note) if value == position.state.value(step.id):
            return position.state, [Say(Message((note,)))] if event.goes_on and note else []
        case Accepted(value, note):
            return _corrected(position, step, value, note or phrase(f"edited.{_how(event)}"))
        case Drafted(data):
            return position.ask(Draft(step.id, 0, correcting=True, data=data, heard=event.message_id))
        case Refused(why):
            kept = phrase("edited.refused", label=position.moment(step, {}).text("label"))
            return position.state, [Say(Message((why, kept)))]
        case _:
            return position.state, []


def _before_heard(position: Position) -> Position:
    """As it was before the last message was understood."""
    data = position.draft.data
    if "before" not in data:
        return position
    draft = replace(position.draft, data={**data, "typed": data["before"]})
    return position.on(replace(position.state, draft=draft))


def _how(event: Edited) -> str:
    return "goes_on" if event.goes_on else "corrected"


def _answered_by(position: Position, message_id: int) -> Step | None:
    given = position.state.answers
    by = {step: answer.message_id for step, answer in given.items()}
    return next((s for s, _ in position.course.answers if message_id and by.get(s.id) == message_id), None)


def _corrected(position: Position, step: Step, value: object, note: Phrase) -> Result:
    answer = replace(position.state.answers[step.id], value=value)
    if position.step.reads and step.id in position.step.refers_to():
        position = position.without_heard(step)
    now = position.on(replace(position.state, answers={**position.state.answers, step.id: answer}))
    line = settled(now.moment(step, {}), value)
    said: list[Effect] = [
        Redraw(step.id, answer.revision, line),
        Say(Message((note, *line.paragraphs))),
    ]
    if not _depends(now, step):
        return now.state, said
    if now.step.reads and now.course.first_open == now.step:
        state, asked = now.ask_next()
    else:
        state, asked = now.ask(replace(now.draft, over=""))
    return state, [*said, *asked]


def _depends(position: Position, step: Step) -> bool:
    """Whether the open question looks different after another answer to `step`."""
    return position.moved or kind_of(position.step).last or step.id in (position.step.id, *position.step.refers_to())


def _said_to_overlay(position: Position, text: str) -> Result:
    value = overlays.meant(position.draft.over, position.at, text)
    result = _tapped(position, value) if value else None
    return result or position.ask(position.draft, [phrase("refused.overlay")])
