"""Place: a commune, a whole territory, or not decided yet.

Value: {"kind": "commune" | "territory" | "undecided", "commune": INSEE code or None, "territory": id or None}.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.effects import Button, Message
from conversations.flow import Step
from conversations.kinds.kind import Kind, only
from conversations.kinds.listing import Row
from conversations.knowledge import Knowledge
from conversations.matching import match
from conversations.moment import Moment
from conversations.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.state import JsonValue
from network.model import Network
from network.phrase import Param, Phrase, phrase

CANDIDATES = 8
"""How many communes are offered to choose from at most."""
LONGEST = 200
"""No place takes more characters to name."""


def value_of(network: Network, *, commune: str | None = None, territory: str | None = None) -> JsonValue:
    """The answer; a commune brings its territory, neither is "undecided"."""
    if commune is not None:
        return {"kind": "commune", "commune": commune, "territory": network.commune_by_insee[commune][1].id}
    return {"kind": "territory" if territory else "undecided", "commune": None, "territory": territory}


def _ask(at: Moment) -> Message:
    candidates = _candidates(at)
    if candidates:
        return Message((at.text("which"),), (*candidates, (Button(phrase("button.another_place"), "type"),)))
    if at.data.get("list") is True:
        territories = at.knowledge.network.territories
        listed = tuple(_territory(at, territory.id) for territory in territories)
        return Message((at.text("territories"),), (*listed, _undecided(), _typing()))
    return Message((at.text("ask"),), ((Button(phrase("button.territories"), "list"),), _undecided()))


def _undecided() -> Row:
    return (Button(phrase("button.undecided"), "undecided"),)


def _typing() -> Row:
    return (Button(phrase("button.type_commune"), "type"),)


def _candidates(at: Moment) -> tuple[Row, ...]:
    """Communes, then whole territories, to choose from."""
    network = at.knowledge.network
    communes = [insee for insee in _listed(at, "communes") if insee in network.commune_by_insee]
    territories = [territory for territory in _listed(at, "territories") if territory in network.territory_by_id]
    return (*(_commune(at, insee) for insee in communes), *(_territory(at, territory) for territory in territories))


def _listed(at: Moment, name: str) -> list[str]:
    found = at.data.get(name)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def _commune(at: Moment, insee: str) -> Row:
    commune, _ = at.knowledge.network.commune_by_insee[insee]
    label = phrase("place.candidate", commune=commune.name, postal_code=commune.postal_codes[0])
    return (Button(label, f"c:{insee}"),)


def _territory(at: Moment, territory: str) -> Row:
    name = at.knowledge.network.territory_by_id[territory].name
    return (Button(phrase("place.territory", territory=name), f"t:{territory}"),)


def _read(at: Moment, offered: Offered) -> Outcome:
    match offered:
        case Tapped(value):
            return _tapped(at.knowledge.network, value)
        case Typed(text):
            return _typed(at, text)
        case _:
            return Unknown()


def _tapped(network: Network, value: str) -> Outcome:
    verb, _, what = value.partition(":")
    match verb:
        case "c" if what in network.commune_by_insee:
            return Accepted(value_of(network, commune=what))
        case "t" if what in network.territory_by_id:
            return Accepted(value_of(network, territory=what))
        case "undecided" if not what:
            return Accepted(value_of(network))
        case "list" if not what:
            return Drafted({"list": True})
        case "type" if not what:
            return Drafted({})
        case _:
            return Unknown()


def _typed(at: Moment, text: str) -> Outcome:
    network = at.knowledge.network
    listed = match(text, _on_screen(at), numbered=bool(at.data))
    if listed is not None:
        return _tapped(network, listed)
    if len(text) > LONGEST:
        return Refused(phrase("refused.place", example=_example(network)))
    found = at.knowledge.places.find(text)
    choice = {"communes": list(found.communes[:CANDIDATES]), "territories": list(found.territories)}
    match found.kind:
        case "commune" if found.communes:
            return Accepted(value_of(network, commune=found.communes[0]))
        case "territory" if found.territories:
            return Accepted(value_of(network, territory=found.territories[0]))
        case "undecided":
            return Accepted(value_of(network))
        case "outside":
            return Refused(phrase("refused.place_outside", **_whereabouts(network)))
        case _ if found.communes or found.territories:
            return Drafted(choice, None if found.kind == "ask" else phrase("nearly.place"))
        case _:
            return Refused(phrase("refused.place", example=_example(network)))


def _on_screen(at: Moment) -> dict[str, Sequence[str]]:
    """The labels of the buttons shown now, by the button's value."""
    return {button.value: [at.write(button.label)] for row in _ask(at).rows for button in row}


def _example(network: Network) -> str:
    return network.territories[0].communes[0].name


def _whereabouts(network: Network) -> dict[str, Param]:
    identity = network.network
    return {"perimeter": identity.perimeter, "network": identity.name, "phone": identity.contact.phone}


def _say(at: Moment, value: JsonValue) -> Phrase:
    network = at.knowledge.network
    if value["kind"] == "undecided":
        return phrase("place.undecided")
    territory = network.territory_by_id[value["territory"]].name
    if value["kind"] == "territory":
        return phrase("place.territory", territory=territory)
    return phrase("place.commune", commune=network.commune_by_insee[value["commune"]][0].name, territory=territory)


def _show(at: Moment, value: JsonValue) -> Phrase:
    """Never the commune: a takeover may be the only bakery of a village (design §4)."""
    if value["territory"] is None:
        return phrase("place.undecided")
    return phrase("place.territory", territory=at.knowledge.network.territory_by_id[value["territory"]].name)


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or set(value) != {"kind", "commune", "territory"}:
        return False
    network = knowledge.network
    match value:
        case {"kind": "commune", "commune": str(insee)}:
            return insee in network.commune_by_insee and value == value_of(network, commune=insee)
        case {"kind": "territory", "commune": None, "territory": str(territory)}:
            return territory in network.territory_by_id
        case _:
            return bool(value == value_of(network))


PLACE = Kind(_ask, _read, _say, _fits, only("ask", "which", "territories"), show=_show)
