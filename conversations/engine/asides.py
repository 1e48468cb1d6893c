"""Asides: a question of the person's own, typed where an answer was asked for. A common one is answered from the
network's file, any other is kept for whoever will follow them; then the open question stands again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from conversations.engine.answering import put_before
from conversations.engine.effects import Message, Say, Start
from conversations.engine.kind import kind_of
from conversations.engine.position import Position, Result
from conversations.engine.reading import Drafted, Refused, Typed
from conversations.engine.state import Answer
from conversations.words.approaches import KNOWN, approach
from conversations.words.catalogue import BASE, keys
from conversations.words.questions import A_NAME, asks, common, sentences
from network.model import Network, Question
from network.phrase import Param, Phrase, phrase
from network.questions import answer

APPROACH = "approach"
"""The form of whoever writes without a project of their own."""
LONGEST = 1000
"""Characters of the words that are taken along there."""
BUILT_KEYS = {"led.{}": KNOWN}
MOST = 20
"""Questions that are kept of one person."""


def heard(position: Position, text: str, message_id: int = 0) -> Result | None:
    """What comes of a text that is no answer alone; None where it is one."""
    return _lead_away(position, text) or _answered(position, text, message_id)


def _lead_away(position: Position, text: str) -> Result | None:
    """Whoever writes without a project of their own is led to the form that is for them, with what they said; the open
    question waits, and is offered the same words, should they have a project after all.
    """
    who = approach(text) if position.step.opens else None
    if who is None or len(text) > LONGEST:
        return None
    kept = "offered" if kind_of(position.step).takes_typed else "typed"
    waiting = replace(position.draft, over="", revision=0, data={kept: text})
    began = {"writer": who, "words": text}
    told = Say(Message((phrase(f"led.{who}"),)))
    return replace(position.state, draft=waiting), [*position.leaving(), told, Start(APPROACH, began)]


def _answered(position: Position, text: str, message_id: int) -> Result | None:
    """What comes of a text that holds a question; what else it says is the answer. None where it asks nothing."""
    if not position.flow.questions:
        return None
    notes, rest, own = _parted(position, text)
    if not notes and not own:
        return None
    if own:
        position, note = _kept(position, own, message_id)
        notes = [*notes, note]
    said = " ".join(rest)
    if any(c.isalpha() for c in said):
        state, effects = put_before(position, Typed(said), message_id)
    else:
        state, effects = position.ask_again(*_besides(position, bool(own)), heard=message_id)
    return state, [Say(Message(tuple(notes))), *effects]  # in a message of its own: a question's is edited later


def _parted(position: Position, text: str) -> tuple[list[Phrase], list[str], list[str]]:
    """The answers to common questions in a text, what is no question in it, and the other questions."""
    network = position.knowledge.network
    notes: dict[str, Phrase] = {}
    rest: list[str] = []
    own: list[str] = []
    for sentence in sentences(text):
        if (question := known(sentence, network)) is not None:
            notes[question.id] = answer(network, question)
        elif _gathers(position) and _is_own(position, sentence):
            own.append(sentence)
        else:
            rest.append(sentence)
    return list(notes.values()), rest, own


def known(sentence: str, network: Network) -> Question | None:
    """The common question that a sentence is."""
    name = common(sentence, {question.id: question.ways for question in network.questions})
    return next((question for question in network.questions if question.id == name), None)


def _is_own(position: Position, sentence: str) -> bool:
    """Whether it asks, and is no unsure answer: what a question understands by its words is one."""
    kind = kind_of(position.step)
    if asks(sentence, free=kind.takes_typed):
        return True
    if not sentence.endswith("?") or len(sentence.split()) <= A_NAME:
        return False
    outcome = kind.read(position.at, Typed(sentence))
    return isinstance(outcome, Refused) or (isinstance(outcome, Drafted) and not kind.again)


def _besides(position: Position, own: bool) -> list[Phrase]:
    """What the open question is asked again with: in short, or with its own help where an unknown question may be about
    it.
    """
    kind, help_ = kind_of(position.step), position.at.text("help")
    if kind.again:
        return [position.at.text("again")]
    return [help_] if own and not (kind.takes_typed or kind.last) and help_.key in keys(BASE) else []


def _gathers(position: Position) -> str | None:
    """The step where questions are kept, if the form has one."""
    return next((step.id for step in position.flow.steps if kind_of(step).gathers), None)


def asked_anew(position: Position, text: str, message_id: int) -> tuple[Position, list[Phrase], str] | None:
    """A message that asked something was edited: what it asks now stands in the place of what it asked. Gives what is
    said of that, and what the message says besides; None where nothing that it asked is kept.
    """
    before = position.state.questions.get(str(message_id))
    if before is None:
        return None
    position = _without(position, before, message_id)
    notes, rest, own = _parted(position, text)
    if own:
        position, note = _kept(position, own, message_id)
        notes = [*notes, note]
    said = " ".join(rest)
    return position, notes or [phrase("asked.taken_back")], said if any(c.isalpha() for c in said) else ""


def _without(position: Position, questions: Sequence[str], message_id: int) -> Position:
    """Without what a message asked, where no other asks it."""
    by = {id_: asked for id_, asked in position.state.questions.items() if id_ != str(message_id)}
    others = {one for asked in by.values() for one in asked}
    name = _gathers(position) or ""
    left = [one for one in position.state.value(name) or [] if one not in questions or one in others]
    answers = {**position.state.answers, name: Answer(left or None)}
    return position.on(replace(position.state, answers=answers, questions=by))


def _kept(position: Position, questions: Sequence[str], message_id: int) -> tuple[Position, Phrase]:
    """The questions are kept, each once; how that is said, with whom to call rather."""
    name = _gathers(position) or ""
    known = position.state.value(name) or []
    kept = list(dict.fromkeys([*known, *questions]))
    contact = position.knowledge.network.identity.contact
    someone: dict[str, Param] = {"contact": contact.name.phrase(), "phone": contact.phone}
    if len(kept) > MOST:
        return position, phrase("asked.full", most=MOST, **someone)
    answers = {**position.state.answers, name: Answer(kept)}
    by = {**position.state.questions, str(message_id): list(questions)} if message_id else position.state.questions
    return position.on(replace(position.state, answers=answers, questions=by)), phrase("asked.kept", **someone)
