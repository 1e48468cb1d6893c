"""Commune: one commune of the network, by its name or its postal code. Value: its code (INSEE)."""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.words.matching import match
from conversations.words.offered import commune_said
from network.phrase import Phrase, phrase

LONGEST = 200
"""No commune takes more characters to name."""
MOST = 20
"""Communes that are offered to choose from at most: a postal code may be that of a dozen."""


def _ask(at: Moment[Step]) -> Message:
    codes = _offered(at)
    if not codes:
        return Message((at.text("ask"),))
    return Message((at.text("which"),), tuple((Button(_named(at, code), code),) for code in codes))


def _offered(at: Moment[Step]) -> list[str]:
    known, listed = at.knowledge.network.commune_by_insee, at.data.get("communes")
    return [code for code in listed if code in known] if isinstance(listed, list) else []


def _named(at: Moment[Step], code: str) -> Phrase:
    commune, _ = at.knowledge.network.commune_by_insee[code]
    return phrase("place.candidate", commune=commune.name, postal_code=commune.postal_codes[0])


def _tapped(at: Moment[Step], value: str) -> Outcome:
    return Accepted(value) if value in at.knowledge.network.commune_by_insee else Unknown()


def _typed(at: Moment[Step], text: str) -> Outcome:
    labels = {code: [at.write(_named(at, code))] for code in _offered(at)}
    if labels and (chosen := match(text, labels, numbered=True)) is not None:
        return Accepted(chosen)
    network = at.knowledge.network
    found = at.knowledge.places.find(text[:LONGEST])
    codes = [code for code in found.communes if code in network.commune_by_insee][:MOST]
    if found.kind == "commune" and len(codes) == 1:
        return Accepted(codes[0])
    if codes:
        return Drafted({"communes": codes})
    example = network.territories[0].communes[0].name
    return Refused(phrase("refused.commune", network=network.identity.name, example=example))


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    return phrase("said.text", text=at.knowledge.network.commune_by_insee[value][0].name)


def _fits(_step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and value in knowledge.network.commune_by_insee


def _beside(at: Moment[Step], text: str) -> JsonValue:
    """The one commune that words about more name."""
    return commune_said(text, at.knowledge.places, at.knowledge.network)


KIND = Kind(_ask, reads(_tapped, _typed), _say, _fits, only("ask", "which"), Step, beside=_beside)
