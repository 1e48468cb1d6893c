"""What others read of the network: the format's own schema has the last word on every entry."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from data_inclusion.schema import v1

from network.file import load
from network.inclusion import STRUCTURING, THEME_OF_NATURE, THEME_OF_NEED, exported, themes
from network.model import Network
from network.organisations import Need

from .conftest import NETWORK_FILE

DAY = date(2026, 3, 5)
FIRST = 'id = "cc-les-cheires"'
ADDRESS = 'address = { street = "1 place de l\'Exemple", postal_code = "63450", town = "Saint-Amant-Tallende", '
ADDRESS += 'insee = "63315" }'


def read(document: str) -> tuple[dict[str, v1.Structure], dict[str, v1.Service]]:
    """Structures and services by id, each accepted by the format, its warnings too, with no field it does not know."""
    entries: dict[str, list[dict[str, Any]]] = json.loads(document)
    assert list(entries) == ["structures", "services"]
    for model, those in ((v1.Structure, entries["structures"]), (v1.Service, entries["services"])):
        assert all(set(one) <= set(model.model_fields) for one in those)
        assert [one["id"] for one in those] == sorted({one["id"] for one in those})
    strict = {"ignore_warnings": False}
    structures = [v1.Structure.model_validate(one, context=strict) for one in entries["structures"]]
    services = [v1.Service.model_validate(one, context=strict) for one in entries["services"]]
    assert {one.structure_id for one in services} <= {one.id for one in structures}
    return {one.id: one for one in structures}, {one.id: one for one in services}


def changed(tmp_path: Path, *changes: tuple[str, str]) -> Network:
    text = NETWORK_FILE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "network.toml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_the_sample_passes_the_schema_whole(network: Network) -> None:
    structures, services = read(exported(network, DAY).document)
    assert len(structures) == len(network.organisations)
    assert len(services) == sum(len(one.services) for one in network.organisations)
    hall = structures["sancy-volcans--cc-les-cheires"]
    assert (hall.code_insee, hall.telephone, hall.date_maj) == ("63315", "+33199000001", DAY)
    ride = services["sancy-volcans--cc-sancy-artense--transport-demande"]
    assert (ride.frais, ride.frais_precisions) == ("payant", "3 € le trajet.")
    assert ride.publics_precisions == "Habitants sans voiture"
    artense = network.territory_by_id["sancy-artense"]
    assert set(ride.zone_eligibilite or ()) == {commune.insee for commune in artense.communes}
    everywhere = services["sancy-volcans--comite-expansion--bourse-locaux"]
    assert set(everywhere.zone_eligibilite or ()) == set(network.commune_by_insee)


def test_the_same_network_is_the_same_bytes_in_whatever_order_it_is_kept(network: Network) -> None:
    turned = network.model_copy(update={"organisations": network.organisations[::-1]})
    assert exported(turned, DAY).document == exported(network, DAY).document


def test_what_the_format_cannot_carry_is_counted(tmp_path: Path) -> None:
    extra = 'rna = "W631234567"\nclosed = [{ first = 2026-08-01, last = 2026-08-20 }]\n'
    extra += 'contacts = [{ name = "Guichet", phone = "01 99 00 00 41", public = true }]'
    network = changed(tmp_path, (FIRST, f"{FIRST}\n{extra}"))
    carried = exported(network, DAY)
    document, notes = carried.document, carried.notes
    for thing in ("RNA number (1 of 19)", "days closed (1 of 19)", "desks and direct lines (1 of 19)"):
        assert f"not carried: organisations, {thing}" in notes
    assert "not carried: organisations, free line of hours (3 of 19)" in notes
    assert any("the kinds by which it leads (19 of 19)" in line for line in notes)
    assert not any(word in document for word in ("W631234567", "Guichet", "+33199000041"))


def test_odd_values_are_left_out_by_name_and_the_rest_still_passes(tmp_path: Path) -> None:
    network = changed(
        tmp_path,
        (ADDRESS, ""),
        ('site = "https://cc-les-cheires.example.org"', 'site = "http://[la-mairie"'),
        ('phone = "01 99 00 00 01"', 'phone = "01 99 00 00 01 ou 01 99 00 00 02"'),
        ('email = "cheires@example.org"', 'email = "cheires chez example.org"'),
        ('zone = ["les-cheires"]', 'zone = ["les-cheires", "63", "1234"]'),
        ('fr = "La liste des places chez les nourrices et en crèche, et de l\'aide pour le contrat."', 'fr = "Oui."'),
        ('name = "Communauté de communes du Massif du Sancy"', 'name = "CC"'),
        ('name = "Conseil général"', 'name = "Conseil général."'),
        ('phone = "01 99 00 00 05"', 'phone = "39 39"'),
    )
    carried = exported(network, DAY)
    document, notes = carried.document, carried.notes
    structures, services = read(document)
    odd = structures["sancy-volcans--cc-les-cheires"]
    assert (odd.adresse, odd.code_insee, odd.site_web, odd.telephone, odd.courriel) == (None,) * 5
    assert [line for line in notes if not line.startswith("not carried")] == [
        'organisation "cc-les-cheires", left out: telephone, courriel, site_web',
        'organisation "cc-les-cheires", service "accueil-cheires", left out: zone_eligibilite',
        'organisation "cc-les-cheires", service "relais-petite-enfance" is left out: the format refuses description',
        'organisation "cc-massif-du-sancy" is left out with its services (3): the format refuses nom',
    ]
    assert len(structures) == len(network.organisations) - 1
    assert not any("massif-du-sancy--" in id_ or "relais-petite-enfance" in id_ for id_ in services)
    council = structures["sancy-volcans--conseil-general"]
    assert (council.nom, council.telephone) == ("Conseil général", "3939")


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ("01.99.00.00.01", "+33199000001"),
        ("+32 2 555 12 12", "+3225551212"),
        ("0590" + " 00" * 3, "+590590" + "00" * 3),  # Guadeloupe has a code of its own
        ("01 99 00 00 01 poste 3", None),
        ("01 99 00 00 01 ext. 4", None),  # the switchboard alone would be another number
    ],
)
def test_a_telephone_number_is_carried_whole_or_not(network: Network, written: str, carried: str | None) -> None:
    one = network.organisations[0].model_copy(update={"phone": written})
    structures, _ = read(exported(network.model_copy(update={"organisations": (one,)}), DAY).document)
    assert [structure.telephone for structure in structures.values()] == [carried]


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("etude-marche", {"creer-une-entreprise--structurer-son-projet-de-creation-dentreprise"}),
        ("zone-activites-cheires", {"creer-une-entreprise--developper-son-entreprise"}),
        ("hygiene-alimentaire", {"se-former--trouver-sa-formation"}),
        ("logements-sancy", set()),
        ("creche-periscolaire", set()),
    ],
)
def test_a_theme_is_given_only_where_it_is_true(network: Network, id_: str, told: set[str]) -> None:
    (service,) = (service for one in network.organisations for service in one.services if service.id == id_)
    assert set(themes(service).values()) == told


def test_every_theme_of_the_table_is_one_of_the_format() -> None:
    assert {*THEME_OF_NEED.values(), *THEME_OF_NATURE.values()} <= {theme.value for theme in v1.Thematique}
    assert not STRUCTURING & set(THEME_OF_NEED)
    assert Need.HOUSING not in THEME_OF_NEED
