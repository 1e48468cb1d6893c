"""Substitute: who stands in for a referent. Value: a referent's id, "@coordination", or "@nobody".

What the conversation is about (`Moment.about`) is the referent who will be away.
"""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.picking import named
from network.phrase import Phrase, phrase
from network.substitutes import COORDINATION, substitutes_for

NOBODY = "@nobody"
MOST = 8
"""How many people are offered as buttons; whoever may stand in besides can be named."""
_OTHERS = {COORDINATION: "substitute.coordination", NOBODY: "substitute.nobody"}


def _people(at: Moment[Step]) -> dict[str, Phrase]:
    """Who may stand in, the likeliest first."""
    known = at.knowledge.network.referent_by_id
    return {id_: known[id_].name.phrase() for id_ in substitutes_for(at.knowledge.network, at.about)}


def _labels(at: Moment[Step]) -> dict[str, Phrase]:
    return {**dict(list(_people(at).items())[:MOST]), **{value: phrase(key) for value, key in _OTHERS.items()}}


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),), tuple((Button(label, value),) for value, label in _labels(at).items()))


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    match offered:
        case Tapped(value) if value in _labels(at):
            return Accepted(value)
        case Typed(text):
            ways = {value: [at.write(label)] for value, label in {**_labels(at), **_people(at)}.items()}
            return named(text, ways, "refused.substitute")
        case _:
            return Unknown()


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    if value in _OTHERS:
        return phrase(_OTHERS[value])
    return at.knowledge.network.referent_by_id[value].name.phrase()


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and (value in _OTHERS or value in knowledge.network.referent_by_id)


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step, closed=True)
