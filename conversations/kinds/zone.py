"""Zone: where something is offered. Value: codes of communes (INSEE), ids of territories; none: the whole network."""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.words.matching import says
from network.model import Network
from network.phrase import Phrase, phrase

EVERYWHERE = "everywhere"
LONGEST = 200
"""No zone takes more characters to name."""
MOST = 12
"""Places of a zone; of more a territory is meant."""


def _ask(at: Moment[Step]) -> Message:
    return Message((at.text("ask"),), ((Button(at.text(EVERYWHERE), EVERYWHERE),),))


def _tapped(_at: Moment[Step], value: str) -> Outcome:
    return Accepted([]) if value == EVERYWHERE else Unknown()


def _typed(at: Moment[Step], text: str) -> Outcome:
    text = text[:LONGEST]
    if says(text, at.write(at.text(EVERYWHERE))):
        return Accepted([])
    codes: list[str] = []
    for named in at.knowledge.places.mentions(text):
        meant = _meant(named.communes, named.territories)
        if meant is None:
            places = tuple(_name(at.knowledge.network, code) for code in (*named.communes, *named.territories))
            return Refused(phrase("zone.several", places=places))
        codes.append(meant)
    if not codes:  # a place alone, with a slip of the pen
        found = at.knowledge.places.find(text)
        meant = _meant(found.communes, found.territories) if found.kind in ("commune", "territory") else None
        codes += [] if meant is None else [meant]
    chosen = list(dict.fromkeys(codes))
    return Accepted(chosen) if 0 < len(chosen) <= MOST else Refused(phrase("zone.none"))


def _meant(communes: JsonValue, territories: JsonValue) -> str | None:
    """The one place that a name means: a commune rather than the territory that is called after it."""
    if len(communes) == 1:
        return str(communes[0])
    return str(territories[0]) if not communes and len(territories) == 1 else None


def _name(network: Network, code: str) -> str:
    if code in network.commune_by_insee:
        return network.commune_by_insee[code][0].name
    return network.territory_by_id[code].name if code in network.territory_by_id else code


def names_of(network: Network, zone: JsonValue) -> tuple[str, ...]:
    """The places of a zone by their names; none for the whole network."""
    return tuple(_name(network, code) for code in zone)


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    if not value:
        return at.text(EVERYWHERE)
    return phrase("said.list", items=names_of(at.knowledge.network, value))


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    known = {*knowledge.network.commune_by_insee, *knowledge.network.territory_by_id}
    return isinstance(value, list) and all(isinstance(code, str) and code in known for code in value)


KIND = Kind(_ask, reads(_tapped, _typed), _say, _fits, only("ask", EVERYWHERE), Step)
