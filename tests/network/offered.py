"""Many cases and offers, invented by a seed: for what must hold of all of them, and for measuring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import Any, TypeVar

from network.model import Network
from network.offers import Audience, Energy, Facts, Kind, Offer
from network.trade_words import EQUIPMENT, TRADES, USES

Thing = TypeVar("Thing")
NATURES = ("creation", "takeover", "development", "transfer", "job", "telework", "none", "unknown")
NEEDS = ("premises", "land", "successor", "housing", "partner_job", "school", "financing", "nothing")
SURFACES = ("80 m²", "une quarantaine de m²", "40 à 60 m2, 500 € par mois", "5 hectares", "je ne sais pas", "½ · ✓", "")


def some(rng: Random, things: Sequence[Thing], most: int) -> list[Thing]:
    """At most so many of them, or none."""
    return rng.sample(list(things), rng.randint(0, min(most, len(things))))


def _trade(rng: Random) -> str:
    return rng.choice(TRADES[rng.choice(list(TRADES))])


def _place(rng: Random, network: Network) -> dict[str, Any]:
    kind = rng.choice(["commune"] * 6 + ["territory", "undecided", "outside"])
    if kind == "commune":
        code, (_, territory) = rng.choice(list(network.commune_by_insee.items()))
        return {"kind": kind, "commune": code, "territory": territory.id}
    if kind == "territory":
        return {"kind": kind, "territory": rng.choice(network.territories).id}
    return {"kind": kind} if kind == "undecided" else {"kind": kind, "outside": {"insee": "69123", "name": "Lyon"}}


def cases(network: Network, seed: int, count: int) -> Iterator[dict[str, Any]]:
    """The answers of so many cases, of which much is not told."""
    rng = Random(seed)
    for _ in range(count):
        told: dict[str, Any] = {
            "project": rng.choice([f"Reprendre ou ouvrir : {_trade(rng)}", "Un projet", f"I am a {_trade(rng)}"]),
            "nature": some(rng, NATURES, 2),
            "sector": [sector.id for sector in some(rng, network.sectors, 2)],
            "place": _place(rng, network),
            "needs": some(rng, NEEDS, 4),
            "household": {"adults": rng.randint(1, 3), "primaire": rng.randint(1, 3)},
            "partner_trade": rng.choice([_trade(rng), "ingénieure en rien", ""]),
            "completer-premises": {
                "kind": some(rng, [*USES, "none"], 2),
                "surface": rng.choice(SURFACES),
                "tenure": rng.choice(["buy", "rent", "either"]),
            },
            "completer-housing": {
                "kind": some(rng, ["rent", "buy", "plot", "with_work", "temporary", "housed"], 2),
                "size": rng.choice(["rooms_2", "rooms_3", "rooms_4", "rooms_5"]),
                "budget": rng.choice(["under_500", "to_700", "to_900", "more", "unknown"]),
            },
            "completer-means": {"budget": rng.choice(["under_10", "to_50", "to_150", "more", "unknown"])},
        }
        if rng.random() < 0.2:
            told["place"]["also"] = [_place(rng, network)]
        yield {name: value for name, value in told.items() if rng.random() < 0.75}


def offers(network: Network, seed: int, count: int) -> Iterator[Offer]:
    """So many offers, by number from 1, of which much is not told; a few are confidential."""
    rng = Random(seed)
    things = [way for ways, _ in EQUIPMENT.values() for way in ways]
    for number in range(1, count + 1):
        kind = rng.choice(list(Kind))
        home = kind in (Kind.HOUSING, Kind.LAND)
        facts: dict[str, Any] = {
            "surface": rng.choice([25, 40, 60, 85, 120, 300, 9000, 150000]),
            "price": rng.randrange(5_000, 250_000, 5_000),
            "rent": rng.randrange(150, 1_200, 10),
            "tenure": rng.choice(["rent", "sale", "temporary"]),
            "flat": rng.choice([True, False]),
            "rooms": rng.randint(1, 7),
            "energy": rng.choice(list(Energy)),
            "ends_on": date(2027, rng.randint(1, 12), 1),
        }
        yield Offer(
            id=number,
            kind=kind,
            commune=rng.choice(list(network.commune_by_insee)),
            what=rng.choice(["", rng.choice(USES[rng.choice(list(USES))])]) if home else _trade(rng),
            words=rng.choice(["", f"{rng.choice(things)} en place", f"sans {rng.choice(things)}", "À voir"]),
            sectors=tuple(sector.id for sector in some(rng, network.sectors, 2)),
            audience=rng.choice([Audience.PUBLIC, Audience.PUBLIC, Audience.PARTNERS]),
            confidential=kind is Kind.TAKEOVER and rng.random() < 0.2,
            facts=Facts(**{name: value for name, value in facts.items() if rng.random() < 0.6}),
        )
