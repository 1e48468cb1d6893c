"""Answering: what the open question makes of what is put before it, as a move."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine.course import RAISED, applies
from conversations.engine.effects import Message, Redraw, Say, Toast
from conversations.engine.flow import Step
from conversations.engine.giving_up import leave
from conversations.engine.kind import kind_of, say
from conversations.engine.position import Position, Result
from conversations.engine.reading import (
    Accepted,
    Chosen,
    Drafted,
    Left,
    Nudged,
    Offered,
    Opened,
    Outcome,
    Refused,
    Sent,
    Tapped,
    Told,
    Typed,
    Unknown,
)
from conversations.engine.state import Answer, Draft, JsonValue
from conversations.words.catalogue import BASE, keys
from conversations.words.cleaning import fold
from conversations.words.matching import says
from network.phrase import phrase

NAMED_IN = 5
"""Words that a name with its article and question mark may take; a longer question is a question."""


def put_before(position: Position, offered: Offered, message_id: int) -> Result:
    """The open question is given an answer, or something else in its place."""
    kind = kind_of(position.step)
    if isinstance(offered, Typed) and (raised := _raised(position, offered.text)) is not None:
        return _with_question(position, *raised, offered, message_id)
    outcome = kind.read(position.at, offered)
    if isinstance(offered, Typed) and _skips(position, offered.text):
        return settle(position, ticked(position) or Accepted(None), message_id=message_id)
    if isinstance(offered, Typed) and _asks_back(offered.text, outcome):
        return help_with(position)
    if (
        isinstance(offered, Typed)
        and isinstance(outcome, Accepted)
        and (besides := _besides(position, offered.text, outcome.value))
    ):
        position = position.on(replace(position.state, answers={**position.state.answers, **besides}))
        noted = [say(position.moment(position.flow.step_by_id[name], {}), besides[name].value) for name in besides]
        outcome = replace(outcome, note=phrase("besides", items=tuple(noted)))
    return settle(position, outcome, message_id=message_id)


def _raised(position: Position, text: str) -> tuple[Step, str] | None:
    """The question that a text raises, of those that are not asked, and what it says besides."""
    kind = kind_of(position.step)
    if kind.again or kind.unasked:
        return None
    for step in position.flow.steps:
        raises, known = kind_of(step).raised, position.state.answers.get(step.id)
        if raises is None or (known is not None and known.value == RAISED):
            continue
        if (besides := raises(position.moment(step, {}), text)) is not None:
            return step, besides
    return None


def _with_question(position: Position, step: Step, besides: str, offered: Typed, message_id: int) -> Result:
    """The open question gets what is its own; then the one that was raised is asked. What is told in somebody's own
    words is kept as they said it.
    """
    answers = {**position.state.answers, step.id: Answer(RAISED)}
    now, kind = position.on(replace(position.state, answers=answers)), kind_of(position.step)
    if not besides or kind.last:
        return now.ask_next(position.leaving())
    return put_before(now, offered if kind.takes_typed else Typed(besides), message_id)


def ticked(position: Position) -> Accepted | None:
    """The answer that stands in the draft and waits for [That is all] alone."""
    outcome = kind_of(position.step).read(position.at, Tapped("ok")) if position.draft.data else None
    return outcome if isinstance(outcome, Accepted) else None


def _besides(position: Position, text: str, value: JsonValue) -> dict[str, Answer]:
    """What a text says, beside its answer, of later questions not asked yet; nothing where it says what not."""
    said: dict[str, Answer] = {}
    answers = {**{step.id: known for step, known in position.course.answers}, position.step.id: value}
    folded = f" {fold(text)} "
    if any(f" {word} " in folded for word in position.at.write(phrase("words.not")).split(",")):
        return said
    by = [word for word in position.at.write(phrase("words.by")).split(",") if f" {word} " in folded]
    way = min((folded.partition(f" {word} ")[2] for word in by), key=len, default="")
    told = {**position.state.answers, position.step.id: Answer(value)}
    position = position.on(replace(position.state, answers=told))
    for name, after_by in position.flow.step_by_id[position.draft.step].besides.items():
        step = position.flow.step_by_id[name]
        at, beside = position.moment(step, {}), kind_of(step).beside
        if name in position.state.answers or not applies(step, answers):
            continue
        if beside is not None:
            own = beside(at, text)
            outcome: Outcome = Unknown() if own is None else Accepted(own)
        else:
            outcome = kind_of(step).read(at, Typed(way if after_by else folded.strip()))
        if isinstance(outcome, Accepted):
            said[name] = Answer(outcome.value)
    return said


def _skips(position: Position, text: str) -> bool:
    """Whether a text says no more than that there is no answer, and is no option's name."""
    step, named = position.step, kind_of(position.step).named
    says_so = step.optional and says(text, position.at.write(phrase("words.skip")))
    return says_so and not (named is not None and named(position.at, text))


def _asks_back(text: str, outcome: Outcome) -> bool:
    """Whether a text is a question of the person's own; "Besse ?" is still a place to confirm."""
    unclear = isinstance(outcome, Refused) or (isinstance(outcome, Drafted) and len(text.split()) > NAMED_IN)
    return text.endswith("?") and unclear


def settle(position: Position, outcome: Outcome, *, message_id: int = 0, tapped: bool = False) -> Result:
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
        case Told(text, otherwise):
            return _told(position, text, message_id) or settle(position, otherwise, message_id=message_id)
        case Left():
            return leave(position)
        case Sent(gone):
            return position.finish([Redraw(position.step.id, position.draft.revision, gone)])
        case Unknown():
            return help_with(position)


def _told(position: Position, text: str, message_id: int) -> Result | None:
    """What a text says of the questions that the open one reads counts, and is put before the person with the rest."""
    said = {name: Answer(value) for name, value in position.heard(position.step, text).items()}
    if not said:
        return None
    now = position.on(replace(position.state, answers={**position.state.answers, **said}))
    return now.ask_again(heard=message_id)


def help_with(position: Position) -> Result:
    """The open question again, with its own help, and whom to call."""
    contact = position.knowledge.network.identity.contact
    someone = phrase("help.contact", contact=contact.name.phrase(), phone=contact.phone)
    changing = position.at.text("help_change")
    own = changing if position.state.about and changing.key in keys(BASE) else position.at.text("help")
    return position.ask_again(own if own.key in keys(BASE) else phrase("help.complete"), someone)
