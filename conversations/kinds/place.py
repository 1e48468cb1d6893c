"""Place: a commune, a whole territory, not decided yet, or a commune outside the network.

Value: {"kind": "commune" | "territory" | "undecided" | "outside", "commune": INSEE code or None, "territory": id or
None}; outside it holds {"outside": {"insee", "name", "department"}} as well.
Of several places the first leads, and "also" holds the others, as values of their own. One of the network leads others.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads
from conversations.engine.knowledge import Found, Knowledge, Outside
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.whereabouts import NOWHERE, hears, outside_of, several_in, value_of
from conversations.words.cleaning import fold, folded
from conversations.words.contacts import for_reading
from conversations.words.matching import match
from conversations.words.negation import asserted, heard
from network.gazetteer import departments
from network.model import Network
from network.outside import department_codes
from network.phrase import Param, Phrase, phrase

CANDIDATES = 20
"""How many communes are offered to choose from at most: a postal code may be that of a dozen."""
NEAREST = 4
"""How many communes are offered instead of one outside."""
OUTSIDE = ("insee", "name", "department")
"""What is kept of a commune outside."""
LONGEST = 200
"""No place takes more characters to name."""


def _ask(at: Moment[Step]) -> Message:
    candidates, outside = _candidates(at), _outside(at)
    if len(outside) == 1 and not candidates:
        return _ask_outside(at, outside[0])
    candidates = (*candidates, *(_elsewhere(place, mixed=bool(candidates)) for place in outside))
    if candidates:
        return Message((at.text("which"),), (*candidates, (Button(phrase("button.another_place"), "type"),)))
    if at.data.get("list") is True:
        territories = at.knowledge.network.territories
        listed = tuple(_territory(at, territory.id) for territory in territories)
        return Message((at.text("territories"),), (*listed, _undecided(), _typing()))
    return Message((at.text("ask"),), ((Button(phrase("button.territories"), "list"),), _undecided()))


def _ask_outside(at: Moment[Step], place: JsonValue) -> Message:
    identity = at.knowledge.network.identity
    near = [insee for insee in place["nearest"] if insee in at.knowledge.network.commune_by_insee][:NEAREST]
    key = "outside.ask" if near else "outside.far"
    named = phrase("outside.candidate", place=place["name"], department=place["department"])
    told = phrase(key, place=named, network=identity.name, perimeter=identity.perimeter)
    there = (Button(phrase("button.outside"), "there"),)
    return Message((told,), (*(_commune(at, insee) for insee in near), there, _typing()))


def _elsewhere(place: JsonValue, *, mixed: bool) -> Row:
    """Told with its department, since others may bear its name; beside places of the network, as one that is not."""
    key = "outside.beside" if mixed else "outside.candidate"
    return (Button(phrase(key, place=place["name"], department=place["department"]), _key(place)),)


def _key(place: JsonValue) -> str:
    return f"o:{place['insee']}"


def _outside(at: Moment[Step]) -> list[JsonValue]:
    """The communes outside the network that the draft holds."""
    found = at.data.get("outside")
    return [place for place in found if _is_outside(place)] if isinstance(found, list) else []


def _is_outside(place: JsonValue) -> bool:
    if not isinstance(place, dict) or not all(
        isinstance(place.get(name), str) for name in (*OUTSIDE, "served_by", "phone")
    ):
        return False
    nearest = place.get("nearest")
    return isinstance(nearest, list) and all(isinstance(insee, str) for insee in nearest)


def _held(place: Outside) -> JsonValue:
    """A commune outside as the draft holds it."""
    return {
        "insee": place.insee,
        "name": place.name,
        "department": place.department,
        "nearest": list(place.nearest[:NEAREST]),
        "served_by": place.served_by,
        "phone": place.phone,
    }


def _undecided() -> Row:
    return (Button(phrase("button.undecided"), "undecided"),)


def _typing() -> Row:
    return (Button(phrase("button.type_commune"), "type"),)


def _candidates(at: Moment[Step]) -> tuple[Row, ...]:
    """Communes, then whole territories, to choose from."""
    network = at.knowledge.network
    communes = [insee for insee in _listed(at, "communes") if insee in network.commune_by_insee]
    territories = [territory for territory in _listed(at, "territories") if territory in network.territory_by_id]
    return (*(_commune(at, insee) for insee in communes), *(_territory(at, territory) for territory in territories))


def _listed(at: Moment[Step], name: str) -> list[str]:
    found = at.data.get(name)
    return [item for item in found if isinstance(item, str)] if isinstance(found, list) else []


def _commune(at: Moment[Step], insee: str) -> Row:
    commune, _ = at.knowledge.network.commune_by_insee[insee]
    label = phrase("place.candidate", commune=commune.name, postal_code=commune.postal_codes[0])
    return (Button(label, f"c:{insee}"),)


def _territory(at: Moment[Step], territory: str) -> Row:
    name = at.knowledge.network.territory_by_id[territory].name
    return (Button(phrase("place.territory", territory=name), f"t:{territory}"),)


def _tapped(at: Moment[Step], value: str) -> Outcome:
    network, outside = at.knowledge.network, {_key(place): place for place in _outside(at)}
    verb, _, what = value.partition(":")
    match verb:
        case "c" if what in network.commune_by_insee:
            return Accepted(value_of(network, commune=what))
        case "t" if what in network.territory_by_id:
            return Accepted(value_of(network, territory=what))
        case "o" if value in outside:
            return Drafted({"outside": [outside[value]]})
        case "there" if not what and len(outside) == 1:
            return _there(next(iter(outside.values())))
        case "undecided" if not what:
            return Accepted(value_of(network))
        case "list" if not what:
            return Drafted({"list": True})
        case "type" if not what:
            return Drafted({})
        case _:
            return Unknown()


def _there(place: JsonValue) -> Outcome:
    """Somebody wants to go elsewhere: who receives people there is told, and the conversation goes on."""
    value = outside_of({name: place[name] for name in OUTSIDE})
    served_by = tuple(part for part in (place["served_by"], for_reading(place["phone"])) if part)
    if served_by:
        return Accepted(value, phrase("outside.served", place=place["name"], served_by=served_by))
    return Accepted(value, phrase("outside.unknown", place=place["name"]))


def _typed(at: Moment[Step], text: str) -> Outcome:
    network = at.knowledge.network
    found = at.knowledge.places.find(text)
    listed = match(text, _on_screen(at), numbered=bool(at.data))
    if listed is not None and not (listed == "undecided" and found.communes):
        return _tapped(at, listed)
    if len(text) > LONGEST:
        return Refused(phrase("refused.place", example=_example(network)))
    meant = text if found.kind == "undecided" else asserted(text)
    if meant != text:
        named, found = _names(network, found), _wanted(at, meant)
        if named and (found.kind == "undecided" or (not meant and heard(text).excepts)):
            return Drafted({"list": True}, phrase("heard.not", items=named))
        if not meant:
            return Drafted({}, phrase("heard.nothing"))
    if found.kind in ("nothing", "undecided") and _names_region(at, meant):
        return Drafted({"list": True})
    outside = [] if found.territories else [_held(place) for place in found.outside[:NEAREST]]
    choice: dict[str, JsonValue] = {
        "communes": [] if found.kind == "outside" else list(found.communes[:CANDIDATES]),
        "territories": [] if found.kind == "outside" else list(found.territories),
        **({"outside": outside} if outside else {}),
    }
    if several := several_in(at, meant):
        return Accepted(several)
    match found.kind:
        case "commune" if found.communes:
            return Accepted(value_of(network, commune=found.communes[0]))
        case "territory" if found.territories:
            return Accepted(value_of(network, territory=found.territories[0]))
        case "undecided":
            return Accepted(value_of(network))
        case "outside" if outside:
            return Drafted(choice)
        case _ if found.kind == "outside" or found.abroad:
            return Refused(phrase("refused.place_outside", **_whereabouts(network)))
        case _ if found.communes or found.territories or outside:
            return Drafted(choice, None if found.kind == "ask" else phrase("nearly.place"))
        case _:
            return Refused(phrase("refused.place", example=_example(network)))


def _wanted(at: Moment[Step], meant: str) -> Found:
    """What a text without what it denies names: the one clause that surely names a place, or all of it."""
    parts = [found for part in meant.split(", ") if (found := at.knowledge.places.find(part)).kind != "nothing"]
    sure = len(parts) == 1 and parts[0].kind in ("commune", "territory")
    return parts[0] if sure else at.knowledge.places.find(meant)


def _names(network: Network, found: Found) -> tuple[str, ...]:
    """The names of the places of the network that were found."""
    communes = [network.commune_by_insee[insee][0].name for insee in found.communes]
    return (*communes, *(network.territory_by_id[territory].name for territory in found.territories))


def _names_region(at: Moment[Step], text: str) -> bool:
    """Whether a text names what is larger than the network: its region, or a department it lies in."""
    own = {insee[:2] for insee in at.knowledge.network.commune_by_insee}
    names = [departments()[code] for code in own if code in departments()]
    said = f" {fold(text)} "
    return bool(own.intersection(department_codes(said.split()))) or any(
        f" {folded(name)} " in said for name in (*names, *at.write(phrase("words.region")).split(","))
    )


def _on_screen(at: Moment[Step]) -> dict[str, Sequence[str]]:
    """The labels of the buttons shown now, by the button's value."""
    return {button.value: [at.write(button.label)] for row in _ask(at).rows for button in row}


def _example(network: Network) -> str:
    return network.territories[0].communes[0].name


def _whereabouts(network: Network) -> dict[str, Param]:
    identity = network.identity
    return {"perimeter": identity.perimeter, "network": identity.name, "phone": identity.contact.phone}


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    """The place in words, and those beside it, which come second."""
    said = tuple(_say_one(at, place) for place in (value, *value.get("also", ())))
    return phrase("place.or", first=said[0], others=said[1:]) if said[1:] else said[0]


def _short(at: Moment[Step], value: JsonValue) -> Phrase:
    """Of several places a button has no room for the names."""
    several = 1 + len(value.get("also", ()))
    return phrase("place.kept", count=several) if several > 1 else _say(at, value)


def _say_one(at: Moment[Step], value: JsonValue) -> Phrase:
    network = at.knowledge.network
    if value["kind"] == "undecided":
        return phrase("place.undecided")
    if value["kind"] == "outside":
        there = value["outside"]
        if not there["department"]:
            return phrase("place.abroad", place=there["name"])
        return phrase("place.outside", place=there["name"], department=there["department"])
    territory = network.territory_by_id[value["territory"]].name
    if value["kind"] == "territory":
        return phrase("place.territory", territory=territory)
    return phrase("place.commune", commune=network.commune_by_insee[value["commune"]][0].name, territory=territory)


def _show(at: Moment[Step], value: JsonValue) -> Phrase:
    """Never the commune: a takeover may be the only bakery of a village."""
    if value["kind"] == "outside":
        return phrase("place.outside_network")
    if value["territory"] is None:
        return phrase("place.undecided")
    return phrase("place.territory", territory=at.knowledge.network.territory_by_id[value["territory"]].name)


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict):
        return False
    if value.get("kind") == "outside":
        there = value.get("outside")
        named = isinstance(there, dict) and all(isinstance(there.get(name), str) for name in OUTSIDE)
        return named and {name: value.get(name) for name in NOWHERE} == {**NOWHERE, "kind": "outside"}
    if "also" in value:
        first = {name: part for name, part in value.items() if name != "also"}
        places = (first, *value["also"]) if isinstance(value["also"], list) else ()
        return len(places) > 1 and all(_fits(step, place, knowledge) for place in places)
    if set(value) != set(NOWHERE):
        return False
    network = knowledge.network
    match value:
        case {"kind": "commune", "commune": str(insee)}:
            return insee in network.commune_by_insee and value == value_of(network, commune=insee)
        case {"kind": "territory", "commune": None, "territory": str(territory)}:
            return territory in network.territory_by_id
        case _:
            return bool(value == value_of(network))


KIND = Kind(
    _ask,
    reads(_tapped, _typed),
    _say,
    _fits,
    only("ask", "which", "territories"),
    Step,
    show=_show,
    short=_short,
    left_out="place.undecided",
    hears=hears,
)
