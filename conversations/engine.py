"""The engine: what an event does to a conversation. It never raises, whatever the event.

The question is the first step that applies and has no answer, unless the draft names another (gone back to, or opened
from the recap). Whatever is no answer gets a clear sentence and the same question again, under a new revision; the
older copy loses its buttons. A state without a draft is over: the handler that sees `Submit` or `Erase` drops it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import singledispatch

from conversations import commands, overlays
from conversations.asking import settled
from conversations.cleaning import clean
from conversations.effects import Effect, Erase, Message, Redraw, Say, SetLocale, Start, Toast
from conversations.events import Commanded, ContactShared, Edited, Elapsed, Event, OtherSent, Pressed, Said
from conversations.flow import Flow, Step
from conversations.kinds import KINDS, recap
from conversations.kinds.choices import named_in_full
from conversations.kinds.contact import phone_shared
from conversations.knowledge import Knowledge
from conversations.matching import says
from conversations.reading import (
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
from conversations.state import Answer, Draft, JsonValue, State
from conversations.turn import Result, Turn
from conversations.words import BASE, keys
from network.phrase import Phrase, phrase

MEDIA = ("voice", "video_note", "audio", "photo", "video", "sticker", "document", "location", "animation")

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
    a flow with a recap begins there: what they leave out counts as skipped where it may be, else it is asked.
    """
    spoken = overlays.languages(knowledge)
    given = {step.id: Answer((answers or {}).get(step.id)) for step in flow.steps if answers is not None}
    if flow.steps[-1].ask != "recap":
        given = {}
    state = State(flow.name, locale if locale in spoken else spoken[0], revision, given, about=about)
    return Turn(flow, state, knowledge).ask_next()


def advance(flow: Flow, state: State, event: Event, knowledge: Knowledge) -> Result:
    """What `event` does. A conversation that is over stays so; a press on it is only acknowledged."""
    if is_over(state):
        return state, [Toast(phrase("toast.already"))] if isinstance(event, Pressed) else []
    return _on(event, Turn(flow, state, knowledge))


def is_over(state: State) -> bool:
    """Whether the conversation was sent or erased."""
    return state.draft is None


def resume(flow: Flow, state: State, knowledge: Knowledge) -> Result:
    """The open question again, with a word about where the person was."""
    if is_over(state):
        return state, []
    turn = Turn(flow, state, knowledge)
    return turn.ask_again(_where_we_were(turn))


def _where_we_were(turn: Turn) -> Phrase:
    return phrase("resume.here" if _is_small(turn) else "resume")


def _is_small(turn: Turn) -> bool:
    """Whether giving up loses nothing but this conversation: a case, or another conversation, stands behind it."""
    return bool(turn.state.about) or not turn.flow.erasable


@singledispatch
def _on(event: Event, turn: Turn) -> Result:
    return turn.state, []


@_on.register
def _said(event: Said, turn: Turn) -> Result:
    if event.early:
        return (turn.state, []) if turn.draft.early else turn.ask_again(phrase("early"), early=True)
    text = clean(event.text)
    command = commands.meant(text)
    if command is not None:
        return _command(turn, command, "")
    if turn.moved:
        return turn.ask_again(phrase("resume"))
    if turn.draft.over:
        return _said_to_overlay(turn, text)
    if text.endswith("?") and KINDS[turn.step.ask].closed:
        return _help(turn)
    return _offered(turn, Typed(text), event.message_id)


@_on.register
def _shared(event: ContactShared, turn: Turn) -> Result:
    """The contact button; pressed twice it stays quiet, and before its question it is only thanked for."""
    if not turn.moved and turn.step.ask in ("contact", "phone"):
        return _offered(turn, Shared(event.phone, event.own), event.message_id)
    given = [(step.ask, value) for step, value in turn.course.answers if value is not None]
    known = [value["phone"] if ask == "contact" else value for ask, value in given if ask in ("contact", "phone")]
    if not known:
        return turn.ask_again(phrase("other.contact"))
    if phone_shared(event.phone) in known:
        return turn.state, []
    return turn.ask_again(phrase("other.contact_known"))


@_on.register
def _other(event: OtherSent, turn: Turn) -> Result:
    """Something that is no text; further pieces of an album are part of what was answered already."""
    if event.album:
        return turn.state, []
    if event.content is not None and turn.step.ask == "letter" and not turn.moved and not turn.draft.over:
        return _offered(turn, Brought(event.content), 0)
    return turn.ask_again(phrase(f"other.{event.kind if event.kind in MEDIA else 'other'}"))


@_on.register
def _commanded(event: Commanded, turn: Turn) -> Result:
    return _command(turn, event.name, event.argument)


@_on.register
def _elapsed(event: Elapsed, turn: Turn) -> Result:
    if event.revision != turn.state.revision:
        return turn.state, []
    match event.kind:
        case "remind":
            return turn.ask_again(_where_we_were(turn))
        case "warn":
            return turn.ask_again(phrase("warn"))
        case "forget":
            return _erase(turn, phrase("stopped" if _is_small(turn) else "forgotten"))
        case _:
            return turn.state, []


@_on.register
def _pressed(event: Pressed, turn: Turn) -> Result:
    """A press counts on the open question only; one that took effect is acknowledged, an older one put right."""
    press = f"{event.step}|{event.revision}|{event.value}"
    if press == turn.state.pressed and event.revision != turn.draft.revision:
        return turn.state, [Toast(phrase("toast.already"))]
    is_open = (
        not turn.moved and event.step == turn.step.id and turn.draft.since <= event.revision <= turn.draft.revision
    )
    result = _tapped(turn, event.value) if is_open else None
    if result is None and (press == turn.state.pressed or _stands(turn, event)):
        return turn.state, [Toast(phrase("toast.already"))]
    if result is None and turn.draft.recalled:
        return turn.state, [Toast(phrase("toast.old"))]
    if result is None:
        state, effects = turn.ask_again(recalled=True)
        result = state, [Toast(phrase("toast.old")), *effects]
    return replace(result[0], pressed=press), result[1]


def _stands(turn: Turn, event: Pressed) -> bool:
    """Whether an old press says what is the answer already."""
    step = turn.flow.step_by_id.get(event.step)
    if step is None or step.id == turn.step.id or step.id not in turn.state.answers:
        return False
    outcome = KINDS[step.ask].read(turn.moment(step, {}), Tapped(event.value))
    return isinstance(outcome, Accepted) and outcome.value == turn.state.value(step.id)


def _tapped(turn: Turn, value: str) -> Result | None:
    """What a button of the open question does; None where it has no such button."""
    if value in CONFIRMED and not turn.draft.over:
        return None
    if value in CONTROLS:
        return CONTROLS[value](turn)
    if value.startswith("lang:"):
        return _speak(turn, value.removeprefix("lang:"))
    if turn.draft.over:
        return None
    outcome = KINDS[turn.step.ask].read(turn.at, Tapped(value))
    return None if isinstance(outcome, Unknown) else _settle(turn, outcome, tapped=True)


def _offered(turn: Turn, offered: Offered, message_id: int) -> Result:
    kind = KINDS[turn.step.ask]
    outcome = kind.read(turn.at, offered)
    if isinstance(offered, Typed) and turn.step.optional and says(offered.text, turn.at.write(phrase("words.skip"))):
        return _settle(turn, outcome if named_in_full(turn.at, offered.text) else Accepted(None), message_id=message_id)
    if isinstance(offered, Typed) and _asks_back(offered.text, outcome):
        return _help(turn)
    return _settle(turn, outcome, message_id=message_id)


def _asks_back(text: str, outcome: Outcome) -> bool:
    """Whether a text is a question of the person's own; "Besse ?" is still a place to confirm."""
    unclear = isinstance(outcome, Refused) or (isinstance(outcome, Drafted) and len(text.split()) > NAMED_IN)
    return text.endswith("?") and unclear


def _settle(turn: Turn, outcome: Outcome, *, message_id: int = 0, tapped: bool = False) -> Result:
    """What the open question made of what was put before it, as a move."""
    match outcome:
        case Accepted(value, note):
            return turn.answer(value, message_id, note)
        case Drafted(data) if tapped and data == turn.draft.data:
            return turn.state, [Toast(phrase("toast.already"))]
        case Drafted(data) if tapped:
            return turn.redraw(data)
        case Drafted(data, note):
            return turn.ask_again(*([note] if note else []), data=data, heard=message_id)
        case Refused(why):
            return turn.ask_again(why, heard=message_id or turn.draft.heard)
        case Nudged(why):
            return turn.state, [Toast(why) if tapped else Say(Message((why,)))]
        case Opened(step):
            return turn.ask(Draft(step, 0, correcting=True))
        case Chosen(step, value) if value == turn.state.value(step):
            return turn.state, [Toast(phrase("toast.already"))]
        case Chosen(step, value):
            answers = {**turn.state.answers, step: Answer(value)}
            return turn.on(replace(turn.state, answers=answers)).redraw(turn.draft.data)
        case Left():
            return _leave(turn)
        case Sent():
            return turn.finish([Redraw(turn.step.id, turn.draft.revision, recap.sent(turn.at))])
        case Unknown():
            return _help(turn)


@_on.register
def _edited(event: Edited, turn: Turn) -> Result:
    """Editing a message corrects the answer it gave, or tries again what was refused."""
    if event.message_id and event.message_id == turn.draft.heard:
        return _said(Said(event.text, event.message_id), turn)
    step = _answered_by(turn, event.message_id)
    if step is None:
        return turn.state, []
    outcome = KINDS[step.ask].read(turn.moment(step, {}), Typed(clean(event.text)))
    match outcome:
        case Accepted(value) if value == turn.state.value(step.id):
            return turn.state, []
        case Accepted(value):
            return _corrected(turn, step, value)
        case Drafted(data):
            return turn.ask(Draft(step.id, 0, correcting=True, data=data, heard=event.message_id))
        case Refused(why):
            kept = phrase("edited.refused", label=turn.moment(step, {}).text("label"))
            return turn.state, [Say(Message((why, kept)))]
        case _:
            return turn.state, []


def _answered_by(turn: Turn, message_id: int) -> Step | None:
    given = turn.state.answers
    by = {step: answer.message_id for step, answer in given.items()}
    return next((s for s, _ in turn.course.answers if message_id and by.get(s.id) == message_id), None)


def _corrected(turn: Turn, step: Step, value: object) -> Result:
    answer = replace(turn.state.answers[step.id], value=value)
    now = turn.on(replace(turn.state, answers={**turn.state.answers, step.id: answer}))
    line = settled(now.moment(step, {}), value)
    said: list[Effect] = [
        Redraw(step.id, answer.revision, line),
        Say(Message((phrase("edited.corrected"), *line.paragraphs))),
    ]
    if not _depends(now, step):
        return now.state, said
    state, asked = now.ask(replace(now.draft, over=""))
    return state, [*said, *asked]


def _depends(turn: Turn, step: Step) -> bool:
    """Whether the open question looks different after another answer to `step`."""
    return turn.moved or turn.step.ask == "recap" or step.id in (turn.step.id, turn.step.draws_on)


def _said_to_overlay(turn: Turn, text: str) -> Result:
    value = overlays.meant(turn.draft.over, turn.at, text)
    result = _tapped(turn, value) if value else None
    return result or turn.ask(turn.draft, [phrase("refused.overlay")])


def _command(turn: Turn, name: str, argument: str) -> Result:
    if turn.moved and name in ("retour", "passer", "garder"):
        return turn.ask_again(phrase("resume"))
    if name in COMMANDS:
        return COMMANDS[name](turn, argument)
    return turn.ask_again(phrase("command.unknown"))


def _help(turn: Turn) -> Result:
    contact = turn.knowledge.network.network.contact
    someone = phrase("help.contact", contact=contact.name.phrase(), phone=contact.phone)
    changing = turn.at.text("help_change")
    own = changing if turn.state.about and changing.key in keys(BASE) else turn.at.text("help")
    return turn.ask_again(own if own.key in keys(BASE) else phrase("help.complete"), someone)


def _over(name: str) -> Callable[[Turn], Result]:
    return lambda turn: turn.ask(replace(turn.draft, over=name))


def _give_up(turn: Turn) -> Result:
    """Asks before anything is lost."""
    return _over("leave" if _is_small(turn) else "erase")(turn)


def _begin_again(turn: Turn) -> Result:
    return turn.ask_again(_where_we_were(turn)) if _is_small(turn) else _over("restart")(turn)


def _soon(turn: Turn) -> Result:
    """To the questions that cannot wait, then the recap."""
    hurried = turn.skip_waiting()
    if hurried.state == turn.state:
        return turn.ask_again(phrase("refused.needed"))
    return hurried.ask_next(turn.leaving())


def _call(turn: Turn) -> Result:
    """Lays the callback flow over this one. The open question is asked anew when that is over."""
    if not turn.flow.calls:
        return turn.ask_again()
    waiting = replace(turn.draft, over="", revision=0)
    return replace(turn.state, draft=waiting), [*turn.leaving(), Start("callback")]


def _back(turn: Turn) -> Result:
    """To the answered question before this one; out of a correction or an overlay, to where it was opened."""
    if turn.draft.over:
        return turn.ask_again()
    if turn.draft.correcting:
        return _keep(turn)
    earlier = turn.course.before(turn.step, turn.flow.steps)
    return turn.ask_again(phrase("refused.first")) if earlier is None else turn.ask(Draft(earlier.id, 0))


def _skip(turn: Turn) -> Result:
    return turn.answer(None) if turn.step.optional else turn.ask_again(phrase("refused.needed"))


def _keep(turn: Turn) -> Result:
    """The older answer stands."""
    if not turn.course.answered(turn.step):
        nothing = phrase("refused.nothing_kept")
        return _offered(turn, Typed(turn.offered), 0) if turn.offered else turn.ask_again(nothing)
    value = turn.state.value(turn.step.id)
    return turn.ask_next([Redraw(turn.step.id, turn.draft.revision, settled(turn.at, value))])


def _erase(turn: Turn, told: Phrase | None = None) -> Result:
    told = told or phrase("stopped" if _is_small(turn) else "erased")
    gone: list[Effect] = [
        *turn.leaving(),
        Say(Message((told,)), drop_keyboard=True),
        Erase(turn.flow.name),
    ]
    return replace(turn.state, answers={}, draft=None), gone


def _leave(turn: Turn) -> Result:
    """What was sent before stays as it is."""
    line = Redraw(turn.step.id, turn.draft.revision, Message((phrase("stopped"),)))
    return replace(turn.state, answers={}, draft=None), [line, Erase(turn.flow.name)]


def _restart(turn: Turn) -> Result:
    if _is_small(turn):
        return turn.ask_again(_where_we_were(turn))
    return turn.on(replace(turn.state, answers={})).ask_next(turn.leaving())


def _language(turn: Turn, argument: str) -> Result:
    locale = commands.locale_named(argument)
    return _speak(turn, locale or "") or _over("language")(turn)


def _speak(turn: Turn, locale: str) -> Result | None:
    """Goes on in another language, at the same question, with the same answers."""
    if locale not in overlays.languages(turn.knowledge):
        return None
    state, effects = turn.on(replace(turn.state, locale=locale)).ask_again(phrase("locale.changed"))
    return state, [SetLocale(locale), *effects]


CONTROLS: dict[str, Callable[[Turn], Result]] = {
    "back": _back,
    "skip": _skip,
    "keep": _keep,
    "soon": _soon,
    "call": _call,
    "erase": _give_up,
    "erase:yes": _erase,
    "erase:no": lambda turn: turn.ask_again(phrase("kept_all")),
    "restart:yes": _restart,
    "restart:no": lambda turn: turn.ask_again(phrase("kept_all")),
}
"""Buttons that any question may have."""

CONFIRMED = {"erase:yes", "erase:no", "restart:yes", "restart:no"}
"""Those that count only while the small question they answer is open."""

COMMANDS: dict[str, Callable[[Turn, str], Result]] = {
    "debut": lambda turn, argument: turn.ask_again(_where_we_were(turn)),
    "aide": lambda turn, argument: _help(turn),
    "annuler": lambda turn, argument: _give_up(turn),
    "rappel": lambda turn, argument: _call(turn),
    "envoyer_tout_de_suite": lambda turn, argument: _soon(turn),
    "recommencer": lambda turn, argument: _begin_again(turn),
    "langue": _language,
    "retour": lambda turn, argument: _back(turn),
    "passer": lambda turn, argument: _skip(turn),
    "garder": lambda turn, argument: _keep(turn),
}
"""Commands by canonical name, typed words included."""
