"""What an offer says of its energy and its risks, who may see it without, and until when a home is let."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from conversations.words.catalogue import words
from network.energy import kept_from_public, lines
from network.offers import Energy, Facts, Kind, Offer

TODAY = date(2026, 11, 30)
FULL: dict[str, Any] = {"climate": Energy.C, "cost": (1200, 1700), "cost_year": 2023}


def offer(kind: Kind, **facts: Any) -> Offer:
    return Offer(1, kind, "63247", facts=Facts(**facts))


# kind, facts, what is said (the last part of each key), why it is kept from the public
CASES: list[tuple[Kind, dict[str, Any], str, str | None]] = [
    (Kind.HOUSING, {"energy": Energy.D, **FULL}, "class cost risks", None),
    (Kind.HOUSING, {"energy": Energy.F, **FULL, "price": 90_000}, "class excessive cost risks", None),
    (Kind.HOUSING, {"energy": Energy.G, **FULL, "price": 60_000}, "class excessive cost risks", None),
    (Kind.HOUSING, {"energy": Energy.G, **FULL, "rent": 400}, "class excessive cost risks", "let"),
    (Kind.HOUSING, {"energy": Energy.G, **FULL, "tenure": "temporary"}, "class excessive cost risks", "let"),
    (Kind.HOUSING, {"energy": Energy.F, **FULL, "rent": 400}, "class excessive cost risks", None),
    (Kind.HOUSING, {"energy": Energy.E, **FULL, "rent": 400}, "class cost risks", None),
    (Kind.HOUSING, {}, "none risks", "none"),
    (Kind.HOUSING, {"rent": 300}, "none risks", "none"),
    (Kind.HOUSING, {"energy": Energy.C, "cost": (800, 1100)}, "class cost risks", "climate"),
    (Kind.HOUSING, {"energy": Energy.C, "climate": Energy.B}, "class none risks", "cost"),
    (Kind.HOUSING, {"energy": Energy.VACANT, "price": 20_000}, "unheated risks", None),
    (Kind.HOUSING, {"energy": Energy.VACANT, "rent": 200}, "unheated risks", "unheated"),
    (Kind.PREMISES, {}, "risks", None),
    (Kind.PREMISES, {"flat": False}, "risks", None),
    (Kind.PREMISES, {"flat": True}, "none risks", "none"),
    (Kind.PREMISES, {"flat": True, "energy": Energy.G, **FULL, "rent": 500}, "class excessive cost risks", None),
    (Kind.PREMISES, {"energy": Energy.F, "climate": Energy.C}, "class risks", None),  # no dwelling: no such mention
    (Kind.PREMISES, {"energy": Energy.VACANT}, "unheated risks", None),
    (Kind.LAND, {}, "risks", None),
    (Kind.TAKEOVER, {}, "", None),
    (Kind.TAKEOVER, {"flat": True}, "none risks", "none"),
    (Kind.TAKEOVER, {"tenure": "sale"}, "risks", None),
    (Kind.JOB, {}, "", None),
    (Kind.SERVICE, {}, "", None),
    (Kind.CLOSING, {}, "", None),
]


@pytest.mark.parametrize(("kind", "facts", "said", "kept"), CASES)
def test_what_is_said_and_who_sees_it(kind: Kind, facts: dict[str, Any], said: str, kept: str | None) -> None:
    one = offer(kind, **facts)
    assert [line.key.rsplit(".", 1)[1] for line in lines(one)] == said.split()
    why = kept_from_public(one, TODAY)
    assert (None if why is None else why.key.rsplit(".", 1)[1]) == kept


def test_a_class_is_let_until_its_day() -> None:
    let = offer(Kind.HOUSING, energy=Energy.F, rent=400, **FULL)
    assert kept_from_public(let, date(2027, 12, 31)) is None
    why = kept_from_public(let, date(2028, 1, 1))
    assert why is not None
    assert (
        words("fr")
        .write(why, str)
        .startswith("Un logement de classe F ne peut plus être loué depuis le 1er janvier 2028.")
    )
    assert kept_from_public(offer(Kind.HOUSING, energy=Energy.E, rent=400, **FULL), date(2034, 1, 1)) is not None


def test_a_secret_says_nothing() -> None:
    secret = replace(offer(Kind.TAKEOVER, flat=True, energy=Energy.G, **FULL), confidential=True)
    assert lines(secret) == ()
    assert kept_from_public(secret, TODAY) is None


def test_the_words_are_those_of_the_law() -> None:
    house = offer(Kind.HOUSING, energy=Energy.F, price=90_000, **FULL)
    said = [words("fr").write(line, str).replace("\u202f", " ").replace("\u00a0", " ") for line in lines(house)]
    assert said == [
        "CLASSE ÉNERGIE F, CLASSE CLIMAT C",
        "Logement à consommation énergétique excessive : classe F",
        "Montant estimé des dépenses annuelles d’énergie pour un usage standard : entre 1 200 € et 1 700 € par an "
        "(prix de l’énergie de l’année 2023)",
        "Les informations sur les risques auxquels ce bien est exposé sont disponibles sur le site Géorisques : "
        "www.georisques.gouv.fr",
    ]
