"""Branch: which of two activities it is, where a sector splits and the words leave it open. Value: the id of a lead.

The question and its two buttons are those of the network's file.
"""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.leading import open_split
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.picking import named
from network.phrase import Phrase
from network.rules import Split


def _split(at: Moment[Step]) -> Split | None:
    return open_split({step.id: value for step, value in at.answers}, at.knowledge)


def _labels(at: Moment[Step]) -> dict[str, Phrase]:
    split, known = _split(at), at.knowledge.network.lead_by_id
    return {id_: known[id_].label.phrase() for id_ in split.leads} if split is not None else {}


def _ask(at: Moment[Step]) -> Message:
    split = _split(at)
    question: Phrase | str = split.question.phrase() if split is not None else ""
    buttons = tuple((Button(label, id_),) for id_, label in _labels(at).items())
    return Message((at.text("ask", question=question),), buttons)


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    labels = _labels(at)
    match offered:
        case Tapped(value) if value in labels:
            return Accepted(value)
        case Typed(text):
            known = at.knowledge.network.lead_by_id
            ways = {id_: [at.write(label), *known[id_].words] for id_, label in labels.items()}
            return named(text, ways, "refused.branch", numbered=True)
        case _:
            return Unknown()


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    return at.knowledge.network.lead_by_id[value].label.phrase()


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and value in knowledge.network.lead_by_id


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step, closed=True)
