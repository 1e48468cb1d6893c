"""The directory: sixty things that people write, places and zones, and how little work it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from conversations.engine.knowledge import Knowledge
from network.directory import Directory, Found
from network.file import load
from network.model import Network
from network.organisations import Need, Organisation, Service
from network.wanted import MOST_LETTERS
from tests.network.test_sectors import NASTY
from tests.network.test_tables import lines_of
from tests.work import calls

from .conftest import NETWORK_FILE

QUERIES = lines_of("directory")
MEANT_FOR_BUTTONS = re.compile(rf"[a-z0-9 :_-]{{0,{MOST_LETTERS}}}")
NETWORK = load(NETWORK_FILE)
DIRECTORY = Knowledge.of(NETWORK).directory()


def first(found: Found) -> set[str]:
    """Who comes first, as the table names them: alone, and with the service that was meant."""
    if not found.hits:
        return {"nothing"}
    hit = found.hits[0]
    who = hit.listing.id.removeprefix("mairie-")
    return {who, *(f"{who}/{service.id}" for service in hit.services[:1])}


def ids(found: Found) -> list[str]:
    return [hit.listing.id for hit in found.hits]


def test_nearly_everybody_is_found_first() -> None:
    missed = [line for line in QUERIES if not first(DIRECTORY.find(line[1])) & set(line[0].split(" or "))]
    assert len(QUERIES) == 60
    assert len(missed) <= 3, missed


def test_what_is_nowhere_is_not_guessed() -> None:
    nowhere = [text for expected, text in QUERIES if expected == "nothing"]
    assert len(nowhere) == 10
    assert [text for text in nowhere if DIRECTORY.find(text).hits] == []


@pytest.mark.parametrize("text", [text for expected, text in QUERIES if expected != "nothing"])
def test_a_button_finds_what_was_typed(text: str) -> None:
    found = DIRECTORY.find(text)
    assert MEANT_FOR_BUTTONS.fullmatch(found.wanted.text)
    assert ids(DIRECTORY.find(found.wanted.text)) == ids(found)


def test_a_long_text_is_read_as_far_as_a_button_carries() -> None:
    text = "logement " + " ".join(f"mot{number}" for number in range(30))
    found = DIRECTORY.find(text)
    assert 0 < len(found.wanted.text) <= MOST_LETTERS
    assert ids(DIRECTORY.find(found.wanted.text)) == ids(found)


@pytest.mark.parametrize("need", Need)
def test_every_need_has_somebody(need: Need) -> None:
    found = DIRECTORY.find(f"n:{need}")
    assert found.hits
    assert all(need in service.needs for hit in found.hits for service in hit.services[:1])


def test_a_territory_shows_its_town_halls_and_who_looks_after_it() -> None:
    found = DIRECTORY.find("t:sancy-artense")
    communes = {commune.insee for commune in NETWORK.territory_by_id["sancy-artense"].communes}
    assert {f"mairie-{insee}" for insee in communes} <= set(ids(found))
    assert "cc-sancy-artense" in ids(found)
    assert "cc-les-cheires" not in ids(found)


def test_a_commune_shows_its_town_hall_first_and_says_that_nobody_has_confirmed_it() -> None:
    hit = DIRECTORY.find("Murol").hits[0]
    assert (hit.listing.id, hit.listing.public, hit.listing.town_hall) == ("mairie-63247", True, True)


def _with(network: Network, organisation: Organisation) -> Directory:
    return Knowledge.of(
        network.model_copy(update={"organisations": (*network.organisations, organisation)})
    ).directory()


def test_what_the_network_has_of_a_town_hall_counts_more_than_public_data() -> None:
    own = Organisation(id="mairie-63247", name="Mairie de Murol", kinds=("TOWN_HALL",), phone="01 99 00 00 77")
    [listing] = [one for one in _with(NETWORK, own).listings if one.id == "mairie-63247"]
    assert (listing.public, listing.organisation.phone) == (False, "01 99 00 00 77")


@pytest.mark.parametrize(
    ("zone", "there", "elsewhere"),
    [
        ((), "Tauves", None),
        (("sancy-artense",), "Tauves", "Murol"),
        (("63426",), "Tauves", "Murol"),
        (("63",), "Murol", None),
        (("15",), None, "Tauves"),
        (("200000001",), None, "Tauves"),
    ],
)
def test_a_service_is_found_where_it_is_offered(
    zone: tuple[str, ...], there: str | None, elsewhere: str | None
) -> None:
    service = Service(id="s", title="Parachutisme ascensionnel", description="Un essai.", zone=zone)
    directory = _with(NETWORK, Organisation(id="club", name="Club d'exemple", kinds=("CLUB",), services=(service,)))
    if there is not None:
        assert ids(directory.find(f"parachutisme à {there}"))[:1] == ["club"]
    if elsewhere is not None:
        assert "club" not in ids(directory.find(f"parachutisme à {elsewhere}"))


@example(text=NASTY[0])
@example(text=NASTY[1])
@given(text=st.text(st.characters(codec=None), max_size=300))
@settings(derandomize=True, max_examples=100, deadline=None, database=None)
def test_any_text_gets_an_answer(text: str) -> None:
    found = DIRECTORY.find(text)
    assert MEANT_FOR_BUTTONS.fullmatch(found.wanted.text)
    assert found.wanted.text or not found.hits


def many(network: Network, count: int) -> Network:
    """A network with so many organisations: the sample's, over and over, each with a name of its own."""
    communes = [commune.name for commune, _ in network.commune_by_insee.values()]
    made = []
    for at in range(count):
        one = network.organisations[at % len(network.organisations)]
        name = f"{one.name} {communes[at % len(communes)]} {at}"
        made.append(one.model_copy(update={"id": f"{one.id}-{at}", "name": name}))
    return network.model_copy(update={"organisations": tuple(made)})


def test_a_thousand_organisations_are_little_work() -> None:
    large = Knowledge.of(many(NETWORK, 1000)).directory()
    work = {text: (calls(lambda: DIRECTORY.find(text)), calls(lambda: large.find(text))) for _, text in QUERIES}  # noqa: B023
    assert max(large for _, large in work.values()) < 60_000, work
