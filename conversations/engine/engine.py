"""The engine: what an event does to a conversation. It never raises, whatever the event.

The question is the first step that applies and has no answer, unless the draft names another (gone back to, or opened
from the recap). Whatever is no answer gets a clear sentence and the same question again, under a new revision; the
older copy loses its buttons. A state without a draft is over: the handler that sees `Submit` or `Erase` drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import singledispatch

from conversations.engine import overlays
from conversations.engine.asking import settled
from conversations.engine.effects import Effect, Erase, Message, Redraw, Say, SetLocale, Start, Toast
from conversations.engine.events import Commanded, ContactShared, Edited, Elapsed, Event, OtherSent, Pressed, Said
from conversations.engine.flow import Flow, Step
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.position import Position, Result
from conversations.engine.reading import (
    Accepted,
    Brought,
    Chosen,
    Drafted,
    Left,
    Nudged,
    Offered,
    Opened,
    Outcome,
    Refused,
    Sent,
    Shared,
    Tapped,
    Typed,
    Unknown,
)
from conversations.engine.state import Answer, Draft, JsonValue, State
from conversations.words import typed_commands
from conversations.words.catalogue import BASE, keys
from conversations.words.cleaning import clean
from conversations.words.contacts import phone_shared
from conversations.words.matching import says
from network.phrase import Phrase, phrase

MEDIA = ("voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation")
BUILT_KEYS = {"other.{}": (*MEDIA, "other")}

NAMED_IN = 5
"""Words that a name with its article and question mark may take; a longer question is a question."""


def begin(
    flow: Flow,
    knowledge: Knowledge,
    locale: str,
    *,
    revision: int = 0,
    about: str = "",
    answers: Mapping[str, JsonValue] | None = None,
) -> Result:
    """A new conversation and its first question. A language the network does not speak becomes its first one.

    `revision` is where to count from, so that no button of an earlier conversation in the same chat is taken for new.
    `about` is the reference of the case that is completed or changed. With `answers`, as an earlier `Submit` gave them,
    a flow that ends with a recap begins there: what they leave out counts as skipped where it may be, else it is asked.
    """
    spoken = overlays.languages(knowledge)
    given = {step.id: Answer((answers or {}).get(step.id)) for step in flow.steps if answers is not None}
    if not kind_of(flow.steps[-1]).last:
        given = {}
    state = State(flow.name, locale if locale in spoken else spoken[0], revision, given, about=about)
    return Position(flow, state, knowledge).ask_next()


def advance(flow: Flow, state: State, event: Event, knowledge: Knowledge) -> Result:
    """What `event` does. A conversation that is over stays so; a press on it is only acknowledged."""
    if is_over(state):
        return state, [Toast(phrase("toast.already"))] if isinstance(event, Pressed) else []
    return _on(event, Position(flow, state, knowledge))


def is_over(state: State) -> bool:
    """Whether the conversation was sent or erased."""
    return state.draft is None


def resume(flow: Flow, state: State, knowledge: Knowledge) -> Result:
    """The open question again, with a word about where the person was."""
    if is_over(state):
        return state, []
    position = Position(flow, state, knowledge)
    return position.ask_again(_where_we_were(position))


def _where_we_were(position: Position) -> Phrase:
    return phrase("resume.here" if _is_small(position) else "resume")


def _is_small(position: Position) -> bool:
    """Whether giving up loses nothing but this conversation: a case, or another conversation, stands behind it."""
    return bool(position.state.about) or not position.flow.erasable


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
        return _command(position, command, "")
    if position.moved:
        return position.ask_again(phrase("resume"))
    if position.draft.over:
        return _said_to_overlay(position, text)
    if text.endswith("?") and kind_of(position.step).closed:
        return _help(position)
    return _offered(position, Typed(text), event.message_id)


@_on.register
def _shared(event: ContactShared, position: Position) -> Result:
    """The contact button; pressed twice it stays quiet, and before its question it is only thanked for."""
    if not position.moved and kind_of(position.step).number is not None:
        return _offered(position, Shared(event.phone, event.own), event.message_id)
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
    if event.album:
        return position.state, []
    stands = not position.moved and not position.draft.over
    if event.content is not None and kind_of(position.step).takes_files and stands:
        return _offered(position, Brought(event.content), 0)
    return position.ask_again(phrase(f"other.{event.kind if event.kind in MEDIA else 'other'}"))


@_on.register
def _commanded(event: Commanded, position: Position) -> Result:
    return _command(position, event.name, event.argument)


@_on.register
def _elapsed(event: Elapsed, position: Position) -> Result:
    if event.revision != position.state.revision:
        return position.state, []
    match event.kind:
        case "remind":
            return position.ask_again(_where_we_were(position))
        case "warn":
            return position.ask_again(phrase("warn"))
        case "forget":
            return _erase(position, phrase("stopped" if _is_small(position) else "forgotten"))
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
        return _speak(position, value.removeprefix("lang:"))
    if position.draft.over:
        return None
    outcome = kind_of(position.step).read(position.at, Tapped(value))
    return None if isinstance(outcome, Unknown) else _settle(position, outcome, tapped=True)


def _offered(position: Position, offered: Offered, message_id: int) -> Result:
    kind = kind_of(position.step)
    outcome = kind.read(position.at, offered)
    if isinstance(offered, Typed) and _skips(position, offered.text):
        return _settle(position, Accepted(None), message_id=message_id)
    if isinstance(offered, Typed) and _asks_back(offered.text, outcome):
        return _help(position)
    return _settle(position, outcome, message_id=message_id)


def _skips(position: Position, text: str) -> bool:
    """Whether a text says no more than that there is no answer, and is no option's name."""
    step, named = position.step, kind_of(position.step).named
    says_so = step.optional and says(text, position.at.write(phrase("words.skip")))
    return says_so and not (named is not None and named(position.at, text))


def _asks_back(text: str, outcome: Outcome) -> bool:
    """Whether a text is a question of the person's own; "Besse ?" is still a place to confirm."""
    unclear = isinstance(outcome, Refused) or (isinstance(outcome, Drafted) and len(text.split()) > NAMED_IN)
    return text.endswith("?") and unclear


def _settle(position: Position, outcome: Outcome, *, message_id: int = 0, tapped: bool = False) -> Result:
    """What the open question made of what was put before it, as a move."""
    match outcome:
        case Accepted(value, note):
            return position.answer(value, message_id, note)
        case Drafted(data) if tapped and data == position.draft.data:
            return position.state, [Toast(phrase("toast.already"))]
        case Drafted(data) if tapped:
            return position.redraw(data)
        case Drafted(data, note):
            return position.ask_again(*([note] if note else []), data=data, heard=message_id)
        case Refused(why):
            return position.ask_again(why, heard=message_id or position.draft.heard)
        case Nudged(why):
            return position.state, [Toast(why) if tapped else Say(Message((why,)))]
        case Opened(step):
            return position.ask(Draft(step, 0, correcting=True))
        case Chosen(step, value) if value == position.state.value(step):
            return position.state, [Toast(phrase("toast.already"))]
        case Chosen(step, value):
            answers = {**position.state.answers, step: Answer(value)}
            return position.on(replace(position.state, answers=answers)).redraw(position.draft.data)
        case Left():
            return _leave(position)
        case Sent(gone):
            return position.finish([Redraw(position.step.id, position.draft.revision, gone)])
        case Unknown():
            return _help(position)


@_on.register
def _edited(event: Edited, position: Position) -> Result:
    """Editing a message corrects the answer it gave, or tries again what was refused."""
    if event.message_id and event.message_id == position.draft.heard:
        return _said(Said(event.text, event.message_id), position)
    step = _answered_by(position, event.message_id)
    if step is None:
        return position.state, []
    outcome = kind_of(step).read(position.moment(step, {}), Typed(clean(event.text)))
    match outcome:
        case Accepted(value) if value == position.state.value(step.id):
            return position.state, []
        case Accepted(value):
            return _corrected(position, step, value)
        case Drafted(data):
            return position.ask(Draft(step.id, 0, correcting=True, data=data, heard=event.message_id))
        case Refused(why):
            kept = phrase("edited.refused", label=position.moment(step, {}).text("label"))
            return position.state, [Say(Message((why, kept)))]
        case _:
            return position.state, []


def _answered_by(position: Position, message_id: int) -> Step | None:
    given = position.state.answers
    by = {step: answer.message_id for step, answer in given.items()}
    return next((s for s, _ in position.course.answers if message_id and by.get(s.id) == message_id), None)


def _corrected(position: Position, step: Step, value: object) -> Result:
    answer = replace(position.state.answers[step.id], value=value)
    now = position.on(replace(position.state, answers={**position.state.answers, step.id: answer}))
    line = settled(now.moment(step, {}), value)
    said: list[Effect] = [
        Redraw(step.id, answer.revision, line),
        Say(Message((phrase("edited.corrected"), *line.paragraphs))),
    ]
    if not _depends(now, step):
        return now.state, said
    state, asked = now.ask(replace(now.draft, over=""))
    return state, [*said, *asked]


def _depends(position: Position, step: Step) -> bool:
    """Whether the open question looks different after another answer to `step`."""
    return position.moved or kind_of(position.step).last or step.id in (position.step.id, *position.step.refers_to())


def _said_to_overlay(position: Position, text: str) -> Result:
    value = overlays.meant(position.draft.over, position.at, text)
    result = _tapped(position, value) if value else None
    return result or position.ask(position.draft, [phrase("refused.overlay")])


def _command(position: Position, name: str, argument: str) -> Result:
    if position.moved and name in ("retour", "passer", "garder"):
        return position.ask_again(phrase("resume"))
    if name in COMMANDS:
        return COMMANDS[name](position, argument)
    return position.ask_again(phrase("command.unknown"))


def _help(position: Position) -> Result:
    contact = position.knowledge.network.network.contact
    someone = phrase("help.contact", contact=contact.name.phrase(), phone=contact.phone)
    changing = position.at.text("help_change")
    own = changing if position.state.about and changing.key in keys(BASE) else position.at.text("help")
    return position.ask_again(own if own.key in keys(BASE) else phrase("help.complete"), someone)


def _over(name: str) -> Callable[[Position], Result]:
    return lambda position: position.ask(replace(position.draft, over=name))


def _give_up(position: Position) -> Result:
    """Asks before anything is lost."""
    return _over("leave" if _is_small(position) else "erase")(position)


def _begin_again(position: Position) -> Result:
    return position.ask_again(_where_we_were(position)) if _is_small(position) else _over("restart")(position)


def _soon(position: Position) -> Result:
    """To the questions that cannot wait, then the recap."""
    hurried = position.skip_waiting()
    if hurried.state == position.state:
        return position.ask_again(phrase("refused.needed"))
    return hurried.ask_next(position.leaving())


def _call(position: Position) -> Result:
    """Lays the callback flow over this one. The open question is asked anew when that is over."""
    if not position.flow.calls:
        return position.ask_again()
    waiting = replace(position.draft, over="", revision=0)
    return replace(position.state, draft=waiting), [*position.leaving(), Start("callback")]


def _back(position: Position) -> Result:
    """To the answered question before this one; out of a correction or an overlay, to where it was opened."""
    if position.draft.over:
        return position.ask_again()
    if position.draft.correcting:
        return _keep(position)
    earlier = position.course.before(position.step, position.flow.steps)
    return position.ask_again(phrase("refused.first")) if earlier is None else position.ask(Draft(earlier.id, 0))


def _skip(position: Position) -> Result:
    return position.answer(None) if position.step.optional else position.ask_again(phrase("refused.needed"))


def _keep(position: Position) -> Result:
    """The older answer stands."""
    if not position.course.answered(position.step):
        nothing = phrase("refused.nothing_kept")
        return _offered(position, Typed(position.offered), 0) if position.offered else position.ask_again(nothing)
    value = position.state.value(position.step.id)
    return position.ask_next([Redraw(position.step.id, position.draft.revision, settled(position.at, value))])


def _erase(position: Position, told: Phrase | None = None) -> Result:
    told = told or phrase("stopped" if _is_small(position) else "erased")
    gone: list[Effect] = [
        *position.leaving(),
        Say(Message((told,)), drop_keyboard=True),
        Erase(position.flow.name),
    ]
    return replace(position.state, answers={}, draft=None), gone


def _leave(position: Position) -> Result:
    """What was sent before stays as it is."""
    line = Redraw(position.step.id, position.draft.revision, Message((phrase("stopped"),)))
    return replace(position.state, answers={}, draft=None), [line, Erase(position.flow.name)]


def _restart(position: Position) -> Result:
    if _is_small(position):
        return position.ask_again(_where_we_were(position))
    return position.on(replace(position.state, answers={})).ask_next(position.leaving())


def _language(position: Position, argument: str) -> Result:
    locale = typed_commands.locale_named(argument)
    return _speak(position, locale or "") or _over("language")(position)


def _speak(position: Position, locale: str) -> Result | None:
    """Goes on in another language, at the same question, with the same answers."""
    if locale not in overlays.languages(position.knowledge):
        return None
    state, effects = position.on(replace(position.state, locale=locale)).ask_again(phrase("locale.changed"))
    return state, [SetLocale(locale), *effects]


CONTROLS: dict[str, Callable[[Position], Result]] = {
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "soon": _soon,
    "call": _call,
    "erase": _give_up,
    "erase:yes": _erase,
    "erase:no": lambda position: position.ask_again(phrase("kept_all")),
    "restart:yes": _restart,
    "restart:no": lambda position: position.ask_again(phrase("kept_all")),
}
"""Buttons that any question may have."""

CONFIRMED = {"erase:yes", "erase:no", "restart:yes", "restart:no"}
"""Those that count only while the small question they answer is open."""

COMMANDS: dict[str, Callable[[Position, str], Result]] = {
    "debut": lambda position, argument: position.ask_again(_where_we_were(position)),
    "aide": lambda position, argument: _help(position),
    "annuler": lambda position, argument: _give_up(position),
    "rappel": lambda position, argument: _call(position),
    "envoyer_tout_de_suite": lambda position, argument: _soon(position),
    "recommencer": lambda position, argument: _begin_again(position),
    "langue": _language,
    "retour": lambda position, argument: _back(position),
    "passer": lambda position, argument: _skip(position),
    "garder": lambda position, argument: _keep(position),
}
"""Commands by canonical name, typed words included."""
