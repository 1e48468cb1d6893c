"""Asides: a question of the person's own, typed where an answer was asked for. A common one is answered from the
network's file, any other is kept for whoever will follow them; then the open question stands again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from conversations.engine.answering import put_before
from conversations.engine.effects import Message, Say, Start
from conversations.engine.kind import kind_of
from conversations.engine.position import Position, Result
from conversations.engine.reading import Accepted, Drafted, Refused, Typed
from conversations.engine.state import Answer, JsonValue
from conversations.words.approaches import COMPANION, KNOWN, approach
from conversations.words.catalogue import BASE, keys
from conversations.words.negation import asserted
from conversations.words.questions import A_NAME, asks, asks_of_it, common, parted, sentences
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
    began, told = {"writer": who, "words": text}, [phrase(f"led.{who}")]
    if where := _place_of(position, who, text):
        began["where"] = where
        told.append(phrase("led.where", place=where))
    return replace(position.state, draft=waiting), [
        *position.leaving(),
        Say(Message(tuple(told))),
        Start(APPROACH, began),
    ]


def _place_of(position: Position, who: str, text: str) -> str:
    """The one place that they say it is about; nothing where they name none, or several. Whoever writes for somebody
    else may name where that one lives, so that only a place to go to counts.
    """
    network, places = position.knowledge.network, position.knowledge.places
    if who == COMPANION:
        there = _wished(position, text)
        communes, territories = [there.get("commune")], [there.get("territory")]
    else:
        mentions = places.mentions(asserted(text))
        if any(places.find(" ".join(one.words)).kind not in ("commune", "territory") for one in mentions):
            return ""  # "Murat" may be another
        communes = [commune for one in mentions for commune in one.communes]
        territories = [territory for one in mentions for territory in one.territories]
    named = {network.commune_by_insee[commune][0].name for commune in communes if commune}
    named = named or {network.territory_by_id[territory].name for territory in territories if territory}
    elsewhere = {place.name for place in places.find(asserted(text)).outside} if who != COMPANION else set()
    found = named or elsewhere
    return found.pop() if len(found) == 1 else ""


def _wished(position: Position, text: str) -> Mapping[str, JsonValue]:
    """The one place where a text says that somebody wants to go, as the open form's own question would hear it."""
    step = next((step for step in position.flow.steps if step.ask == "place"), None)
    hears = kind_of(step).hears if step is not None else None
    there = hears(position.moment(step, {}), text) if step is not None and hears is not None else None
    return there if there and not there.get("also") else {}


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
    if any(c.isalnum() for c in said):
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
        said, asked = _answer_first(position, sentence)
        if (question := known(sentence, network) or (known(asked, network) if said else None)) is not None:
            notes[question.id] = answer(network, question)
            rest += [said] if said else []
        elif _gathers(position) and (said or _is_own(position, sentence)):
            own.append(sentence)
            rest += [said] if said else []
        else:
            rest.append(sentence)
    return list(notes.values()), rest, own


def _answer_first(position: Position, sentence: str) -> tuple[str, str]:
    """The answer with which a sentence begins that asks after it, and what it asks: "un logement, c'est possible ?";
    no answer where the open question takes any words, nor where one costs something.
    """
    kind, network = kind_of(position.step), position.knowledge.network
    if not (kind.takes_typed or kind.agrees or kind.permits or kind.last):
        for said, asked in parted(sentence):
            answers = isinstance(kind.read(position.at, Typed(said)), Accepted | Drafted)
            if answers and (asks_of_it(asked) or known(asked, network)):
                return said, asked
    return "", sentence


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
    return position, notes or [phrase("asked.taken_back")], said if any(c.isalnum() for c in said) else ""


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
