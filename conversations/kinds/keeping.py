"""Keeping: what a change of the network comes to, before and after, and the last word. Value: "save" or "stop"."""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.amended import AmendedStep, labelled, reader, subject
from conversations.words import entered
from conversations.words.matching import match
from network.fields import Ask, Field, Values, values
from network.managing import find, name_of
from network.phrase import Phrase, phrase

WORDS = ("save", "stop")
BUILT_KEYS = {
    "managing.button.{}": WORDS,
    "managing.sure.new.{}": ("organisations", "services", "referents"),
    "managing.said.{}": WORDS,
}


def _ask(at: Moment[Step]) -> Message:
    buttons = tuple((Button(phrase(f"managing.button.{word}"), word),) for word in WORDS)
    return Message(tuple(_told(at)), buttons)


def _told(at: Moment[Step]) -> list[Phrase]:
    """What there would be, beside what there is."""
    given = [(at.at(step), value) for step, value in at.answers if isinstance(step, AmendedStep) and value]
    if not given:
        return [phrase("managing.gone")]
    network = at.knowledge.network
    first, _ = given[0]
    asked = subject(first)
    if asked is None:
        return [phrase("managing.gone")]
    key, field = asked
    if not key.id:
        return [phrase(f"managing.sure.new.{key.table}"), *(_line(one, value) for one, value in given), _signed()]
    entry, new = find(network, key), given[0][1]["set"]
    if entry is None:
        return [phrase("managing.gone")]
    held = values(entry, field)
    return [
        phrase("managing.sure", name=name_of(network, key), field=labelled(field)),
        phrase("managing.before", value=entered.said(field, held, reader(at))),
        phrase("managing.after", value=entered.said(field, new, reader(at))),
        *entered.moved(field, held, new, reader(at)),
        *_left_behind(field, held, new),
        _signed(),
    ]


def _left_behind(field: Field, held: Values, new: Values) -> list[Phrase]:
    """What becomes of requests from a commune that leaves its territory."""
    leaves = field.ask is Ask.COMMUNES and len(new[field.name]) < len(held[field.name])
    return [phrase("managing.commune_leaves")] if leaves else []


def _signed() -> Phrase:
    return phrase("managing.signed")


def _line(at: Moment[Step], value: JsonValue) -> Phrase:
    asked = subject(at)
    if asked is None:
        return phrase("managing.gone")
    said = entered.said(asked[1], value["set"], reader(at))
    return phrase("managing.line", label=labelled(asked[1]), value=said)


def _tapped(_at: Moment[Step], value: str) -> Outcome:
    return Accepted(value) if value in WORDS else Unknown()


def _typed(at: Moment[Step], text: str) -> Outcome:
    ways = {word: [at.write(phrase(f"managing.button.{word}"))] for word in WORDS}
    ways["save"] += at.write(phrase("words.yes")).split(",")
    ways["stop"] += at.write(phrase("words.no")).split(",")
    meant = match(text, ways, numbered=False)
    return Accepted(meant) if meant else Refused(phrase("managing.unread.sure"))


def _say(_at: Moment[Step], value: JsonValue) -> Phrase:
    return phrase(f"managing.said.{value}")


def _fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    return value in WORDS


KIND = Kind(_ask, reads(_tapped, _typed), _say, _fits, only(), Step, closed=True)
