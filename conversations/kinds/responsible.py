"""Responsible: who sees to something. Value: a referent's id, "organisations/" and that of one, or "@nobody"."""

from __future__ import annotations

from collections import Counter

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.picking import named
from network.model import Network
from network.phrase import Phrase, phrase

NOBODY = "@nobody"
ORGANISATION = "organisations/"


def name_of(network: Network, who: JsonValue) -> Phrase | None:
    """How somebody is called, also of the archive; None of nobody, and of whom the network knows no more."""
    if who in network.known_referents:
        return network.known_referents[who].name.phrase()
    organisation = network.known_organisations.get(str(who).removeprefix(ORGANISATION))
    return phrase("said.text", text=organisation.name) if organisation is not None else None


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),), ((Button(phrase("responsible.nobody"), NOBODY),),))


def _ways(at: Moment[Step]) -> dict[str, list[str]]:
    network = at.knowledge.network
    referents = {id_: [at.write(one.name.phrase())] for id_, one in network.referent_by_id.items()}
    # The only chamber of trades is "la CMA" to everybody; where several are of a kind, it names none of them.
    kinds = Counter(kind for one in network.organisations for kind in one.kinds)
    organisations = {
        ORGANISATION + one.id: [one.name, *(kind for kind in one.kinds if kinds[kind] == 1)]
        for one in network.organisations
    }
    return {NOBODY: [at.write(phrase("responsible.nobody"))], **referents, **organisations}


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    match offered:
        case Tapped(value) if value == NOBODY:
            return Accepted(value)
        case Typed(text):
            return named(text, _ways(at), "refused.responsible")
        case _:
            return Unknown()


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    return name_of(at.knowledge.network, value) or phrase("responsible.nobody")


def _fits(_step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return value == NOBODY or (isinstance(value, str) and name_of(knowledge.network, value) is not None)


KIND = Kind(_ask, _read, _say, _fits, only("ask"), Step, closed=True)
