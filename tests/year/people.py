"""People: a thousand of them with a realistic mix, when they knock, what they tell, and how they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal

from network.model import Nature, Network
from network.routing import WITHOUT_BUSINESS

FIRST = 50_001
"""The Telegram id of the first person; the others follow."""
NATURES: Mapping[str, int] = {
    "creation": 38, "takeover": 21, "development": 6, "transfer": 5, "job": 12, "telework": 9, "none": 4, "unknown": 5,
}  # fmt: skip
SECTORS: Mapping[str, int] = {
    "agriculture": 14, "foret-bois": 4, "alimentaire": 11, "commerce": 9, "restauration": 9, "hebergement": 10,
    "loisirs-nature": 5, "batiment": 9, "production": 5, "reparation": 3, "transport": 2, "services-personne": 5,
    "beaute": 3, "sante": 4, "conseil-numerique": 5, "culture-ess": 3, "autre": 3,
}  # fmt: skip
"""How many of a hundred projects are of which nature and sector. Every one of the network's sectors is there."""
HOURS: Mapping[int, int] = {
    7: 2, 8: 4, 9: 7, 10: 8, 11: 7, 12: 8, 13: 7, 14: 6, 15: 6, 16: 6, 17: 6, 18: 7, 19: 8, 20: 10, 21: 10, 22: 6,
    23: 2,
}  # fmt: skip
"""When people write: in the evening rather than at work, and on Sundays as on other days."""

Way = Literal["telegram", "counter", "call", "draft"]
"""They tell their project; somebody enters it for them; they only ask for a call; or they stop half-way."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a project. `changes`, `erases`, `blocks` say what they will do of their own accord, if anything."""

    id: int
    at: datetime
    way: Way
    locale: str
    answers: Mapping[str, Any]
    changes: bool = False
    erases: bool = False
    blocks: bool = False
    answers_questions: float = 0.7


def crowd(network: Network, count: int, start: datetime, span: timedelta, luck: Random) -> list[Person]:
    """`count` people who come within `span` of `start`, in the order in which they come."""
    places, sectors = _places(network, luck, count), _each(SECTORS, luck)
    moments = sorted(_moment(start, span, luck) for _ in range(count))
    return [_person(number, at, next(places), sectors, luck) for number, at in enumerate(moments)]


def _moment(start: datetime, span: timedelta, luck: Random) -> datetime:
    day = start + timedelta(days=luck.randrange(max(span.days, 1)))
    hour = luck.choices(list(HOURS), list(HOURS.values()))[0]
    return day.replace(hour=hour, minute=luck.randrange(0, 60, 5), second=0, microsecond=0)


def _person(number: int, at: datetime, place: Mapping[str, Any], sectors: Iterator[str], luck: Random) -> Person:
    way: Way = luck.choices(("telegram", "counter", "call", "draft"), (84, 9, 4, 3))[0]
    locale = "en" if luck.random() < 0.12 else "fr"
    return Person(
        FIRST + number,
        at,
        way,
        locale,
        _answers(number, way, place, sectors, luck),
        changes=luck.random() < 0.05,
        erases=luck.random() < 0.02,
        blocks=luck.random() < 0.01,
        answers_questions=luck.choice((0.3, 0.7, 0.95)),
    )


def _answers(
    number: int, way: Way, place: Mapping[str, Any], sectors: Iterator[str], luck: Random
) -> Mapping[str, Any]:
    natures = _natures(luck)
    business = not set(natures) <= {nature.value for nature in WITHOUT_BUSINESS}
    chosen = [next(sectors)] + ([next(sectors)] if luck.random() < 0.12 else []) if business else []
    answers: dict[str, Any] = {
        "info": {"version": "1"},
        "project": "Un projet d’exemple, raconté en quelques mots.",
        "sector": list(dict.fromkeys(chosen)) or None,
        "nature": natures,
        "place": place,
        "when": luck.choice(("months_3", "months_6", "months_12", "later", "open")),
        "household": {"adults": luck.choice((1, 2, 2)), "primaire": luck.choice((0, 0, 1, 2))},
        "name": f"Personne exemple {number + 1}",
        "contact": _contact(number, way, luck),
        "discretion": {"choice": "confidential" if luck.random() < 0.05 else "card", "version": "1"},
    }
    if business and luck.random() < 0.5:
        answers["jobs"] = luck.choices((1, 2, 3, 12), (60, 25, 10, 5))[0]
    return {name: value for name, value in answers.items() if value is not None}


def _natures(luck: Random) -> list[str]:
    first = luck.choices(list(NATURES), list(NATURES.values()))[0]
    more = {"creation": "telework", "job": "creation", "takeover": "job"}.get(first)
    return [first, more] if more and luck.random() < 0.1 else [first]


def _contact(number: int, way: Way, luck: Random) -> Mapping[str, Any]:
    written = way != "counter" or luck.random() < 0.5
    email = f"personne-{number + 1}@example.org" if written and luck.random() < 0.6 else None
    return {"phone": f"+3319900{number % 10_000:04d}", "email": email}


def _places(network: Network, luck: Random, count: int) -> Iterator[Mapping[str, Any]]:
    """Communes by how many people live there, each of them at least once; some have chosen none, or one elsewhere."""
    communes = [(commune, territory.id) for territory in network.territories for commune in territory.communes]
    first = luck.sample(communes, min(len(communes), count))
    weights = [commune.population for commune, _ in communes]
    for commune, territory in first:
        yield {"kind": "commune", "commune": commune.insee, "territory": territory}
    while True:
        kind = luck.choices(("commune", "territory", "undecided", "outside"), (78, 7, 11, 4))[0]
        commune, territory = luck.choices(communes, weights)[0]
        if kind == "commune":
            yield {"kind": kind, "commune": commune.insee, "territory": territory}
        elif kind == "territory":
            yield {"kind": kind, "commune": None, "territory": territory}
        else:
            outside = {"outside": {"name": "Riom"}} if kind == "outside" else {}
            yield {"kind": kind, "commune": None, "territory": None, **outside}


def _each(weights: Mapping[str, int], luck: Random) -> Iterator[str]:
    """Every key once, then by weight."""
    yield from luck.sample(list(weights), len(weights))
    while True:
        yield luck.choices(list(weights), list(weights.values()))[0]


def missing(people: Sequence[Person], network: Network) -> list[str]:
    """What of the network's sectors, natures and communes nobody among `people` who sends a project has."""
    sent = [person.answers for person in people if person.way in ("telegram", "counter")]
    sectors = {sector for answers in sent for sector in answers.get("sector", ())}
    natures = {nature for answers in sent for nature in answers["nature"]}
    communes = {answers["place"].get("commune") for answers in sent}
    return [
        *sorted({sector.id for sector in network.sectors} - sectors),
        *sorted({nature.value for nature in Nature} - natures),
        *sorted(set(network.commune_by_insee) - communes),
    ]
