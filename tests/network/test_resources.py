"""Resource persons, as partners look for them: by who they are, need, trade and place, with slips of the pen."""

from __future__ import annotations

import pytest

from conversations.engine.knowledge import Knowledge
from conversations.words.catalogue import words
from network import file
from network.directory import Directory
from network.entries import Heading
from network.phrase import phrase
from network.resources import Helper, Kind, listing, number_of
from tests.stage import NETWORK

TAUVES, BESSE, MUROL = ("63426",), ("63038",), ("63247",)
OFFERS = (
    Helper(1, Kind.ELECTED, "Marie Exemple", "Connaît les maisons vides", ("housing",), zone=TAUVES),
    Helper(2, Kind.WELCOME, "Jean Modèle", "Un café et un tour du bourg", zone=TAUVES),
    Helper(3, Kind.NOTARY, "Étude Specimen", "Reprises de commerces et baux", ("premises", "successor")),
    Helper(4, Kind.SCHOOL, "Anne Factice", "Inscriptions, cantine, ramassage", ("school",), zone=BESSE),
    Helper(5, Kind.SECRETARY, "Luc Exemplaire", "Terrains communaux", ("land",), zone=MUROL),
    Helper(6, Kind.EXPERT, "Noé Fictif", "Lit un devis de charpente", sectors=("batiment",), zone=("sancy-artense",)),
)
FOUND = {
    "élu Tauves": 1,
    "elue à tauve": 1,
    "un logement à Tauves": 1,
    "habitant qui accueille à Tauves": 2,
    "quelqu'un qui acueille à tauves": 2,
    "jean modele": 2,
    "notair": 3,
    "une affaire à reprendre": 3,
    "école Besse": 4,
    "secretaire de mairie murol": 5,
    "terrain Murol": 5,
    "charpentier à La Tour d'Auvergne": 6,
    "habitant à Lyon": None,
    "notaire horoscope chien volant": None,
    "école Tauves": None,
}
"""Who is meant first, by what a partner types."""


@pytest.fixture(scope="module")
def people() -> Directory:
    """An index of them alone, as each search makes it."""
    says = {kind: Heading(fr=words("fr").write(phrase(f"resource_person.role.{kind}"), str)) for kind in Kind}
    return Knowledge.of(file.load(NETWORK)).among([listing(one, says[one.kind]) for one in OFFERS])


@pytest.mark.parametrize("query", FOUND)
def test_who_is_meant(query: str, people: Directory) -> None:
    first = next((number_of(hit.listing) for hit in people.find(query).hits), None)
    assert first == FOUND[query]


def test_of_a_place_alone_everybody_is_meant_who_is_there(people: Directory) -> None:
    found = {number_of(hit.listing) for hit in people.find("Tauves").hits}
    assert found == {1, 2, 3, 6}
