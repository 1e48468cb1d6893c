"""Organisations: official numbers, what `check` says of what is wrong, and documents of before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conversations.engine import flows
from conversations.engine.flow import OptionStep
from network.entries import Wording
from network.file import NetworkFileError, load
from network.model import Network
from network.organisations import Need, siret_adds_up
from network.soundness import problems, warnings

from .conftest import NETWORK_FILE

FILE = NETWORK_FILE.read_text(encoding="utf-8")
FIRST = 'id = "cc-les-cheires"'

FAULTS = [
    (FIRST, f'{FIRST}\nsiret = "12345678901234"', 'organisations[1] "cc-les-cheires", siret', "copy them again"),
    (FIRST, f'{FIRST}\nsiret = "1234"', 'organisations[1] "cc-les-cheires", siret', "fourteen digits"),
    (FIRST, f'{FIRST}\nrna = "63123"', 'organisations[1] "cc-les-cheires", rna', 'like "W123456789"'),
    ('hours = "Mo-Fr', 'hours = "lundi', "hours cannot be read", "Mo-Fr 09:00-12:00"),
    ('zone = ["les-cheires"]', 'zone = ["les-cheire"]', 'services[1] "accueil-cheires", zone', 'mean "les-cheires"?'),
    ('zone = ["les-cheires"]', 'zone = ["Cheires"]', "zone[1]", "the code of a commune"),
    ('sectors = ["culture-ess"]\nneeds', 'sectors = ["cultur-ess"]\nneeds', "sectors: unknown", 'mean "culture-ess"?'),
    ('needs = ["housing"]', 'needs = ["a house"]', "needs[1]", "use one of 'premises'"),
    ('id = "renovation"', 'id = "agence-logement"', 'services "agence-logement", id is used twice', "its own id"),
    ('site = "https://cc-les', 'site = "cc-les', 'organisations[1] "cc-les-cheires", site', "https://example.org"),
    ('title = { fr = "Locations à l\'année", en = "Year-round rentals" }', "", "title is missing", "add it"),
]


@pytest.mark.parametrize(("old", "new", "where", "fix"), FAULTS)
def test_a_fault_is_said_in_plain_words(tmp_path: Path, old: str, new: str, where: str, fix: str) -> None:
    assert old in FILE
    path = tmp_path / "network.toml"
    path.write_text(FILE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(NetworkFileError) as refused:
        load(path)
    assert any(where in line and fix in line for line in refused.value.lines), refused.value.lines


def test_the_sample_has_no_fault_and_every_organisation_offers_something(network: Network) -> None:
    assert problems(network) == []
    assert all(one.services and one.address and one.hours for one in network.organisations)


def test_a_service_that_is_offered_nowhere_here_is_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "network.toml"
    path.write_text(FILE.replace('zone = ["les-cheires"]', 'zone = ["75"]', 1), encoding="utf-8")
    assert any("zone holds no commune of the network" in line for line in warnings(load(path)))


@pytest.mark.parametrize(
    ("siret", "adds_up"),
    [
        ("12002701600357", True),  # INSEE, which publishes the rule
        ("12002701600375", False),
        ("35600000000048", True),  # La Poste: its seat by Luhn's rule, its offices by their own
        ("35600000049837", True),
        ("35600000049838", False),
    ],
)
def test_the_digits_of_a_siret(siret: str, adds_up: bool) -> None:
    assert siret_adds_up(siret) is adds_up


def test_a_stored_document_of_before_is_read(network: Network) -> None:
    document = json.loads(network.model_dump_json())
    known = {"id", "name", "kinds", "phone", "email", "signed_charter"}
    document["organisations"] = [{k: v for k, v in one.items() if k in known} for one in document["organisations"]]
    for territory in document["territories"]:
        del territory["epci"]
    read = Network.model_validate_json(json.dumps(document))
    assert all(not one.services for one in read.organisations)
    assert Network.model_validate_json(network.model_dump_json()) == network


def test_a_text_may_stand_in_french_alone() -> None:
    told = Wording.model_validate("Deux jours.")
    assert (told.in_("fr"), told.in_("en")) == ("Deux jours.", "Deux jours.")
    assert Wording.model_validate({"fr": "Deux jours.", "en": "Two days."}).in_("en") == "Two days."


def test_the_needs_are_those_of_the_intake() -> None:
    step = flows.load("intake").step_by_id["needs"]
    assert isinstance(step, OptionStep)
    assert list(Need) == [option for option in step.options if option not in ("other", "nothing")]
