"""Who leads by one's own words: the list of crafts, the splits of the sectors, what is asked, and what size changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from network.file import load
from network.leads import LeadIndex
from network.model import Nature, Network
from network.routing import Situation, route
from network.soundness import problems
from tests.network.conftest import NETWORK_FILE

TABLE = Path(__file__).parent / "data" / "leads.txt"
LINES = [line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


@pytest.fixture(scope="module")
def leads(network: Network) -> LeadIndex:
    return LeadIndex(network)


def kinds_of(network: Network, referent: str | None) -> tuple[str, ...]:
    return network.organisation_by_id[network.referent_by_id[referent or ""].organisation].kinds


@pytest.mark.parametrize("line", LINES, ids=lambda line: " ".join(line[:2]))
def test_words_lead_or_are_asked_about(line: list[str], network: Network, leads: LeadIndex) -> None:
    sector, words, expected = line
    found = leads.read(sector, words)
    if expected.startswith("asked "):
        assert found.split is not None, found
        assert list(found.split.leads) == expected.split()[1:]
        return
    assert found.split is None, found.split
    lead = found.lead.id if found.lead is not None else None
    technical = route(network, Situation((Nature.CREATION,), (sector,), "les-cheires", lead=lead)).technical
    assert expected in kinds_of(network, technical.referent)


def test_every_note_that_splits_has_its_split_and_every_lead_its_rule(network: Network) -> None:
    asked = {split.sector for split in network.splits}
    assert asked >= {"foret-bois", "alimentaire", "commerce", "restauration", "hebergement", "loisirs-nature",
                     "batiment", "reparation", "transport", "services-personne", "beaute"}  # fmt: skip
    assert all(lead.source and lead.nomenclature for lead in network.leads)
    crafts = [lead for lead in network.leads if "R. 111-1" in lead.source and lead.kinds[0] == "CMA"]
    assert len(crafts) >= 20


@pytest.mark.parametrize(
    ("sector", "lead", "referent"),
    [
        ("commerce", "fleurs", "conseillere-production"),
        ("services-personne", "blanchisserie", "conseillere-beaute"),
        ("restauration", "a-emporter", "conseillere-bouche"),
        ("batiment", "jardins", "conseiller-agricole"),
    ],
)
def test_where_nobody_of_the_chamber_names_the_sector_whoever_takes_what_is_like_does(
    network: Network, sector: str, lead: str, referent: str
) -> None:
    technical = route(network, Situation((Nature.CREATION,), (sector,), lead=lead)).technical
    assert technical.referent == referent
    assert technical.reason.key == "route.technical.lead"
    assert technical.reason.params["source"] == network.lead_by_id[lead].source
    assert network.referent_by_id[referent].id not in technical.others


def test_a_lead_of_another_sector_changes_nothing(network: Network) -> None:
    assert route(network, Situation((Nature.CREATION,), ("sante",), lead="fleurs")) == route(
        network, Situation((Nature.CREATION,), ("sante",))
    )


@pytest.mark.parametrize(
    ("jobs", "kept", "chamber"), [(10, False, "CMA"), (11, False, "CCI"), (11, True, "CMA"), (40, True, "CMA")]
)
def test_ten_salaried_people_are_a_craft_eleven_are_not_unless_the_register_says_so(
    network: Network, jobs: int, kept: bool, chamber: str
) -> None:
    for sector, lead in (("alimentaire", None), ("commerce", "viande-poisson"), ("services-personne", "nettoyage")):
        case = Situation((Nature.TAKEOVER,), (sector,), "les-cheires", jobs, lead=lead, kept=kept)
        assert chamber in kinds_of(network, route(network, case).technical.referent), sector


def test_a_lead_may_name_the_nomenclature_that_comes_next(network: Network) -> None:
    flowers = network.lead_by_id["fleurs"].model_copy(update={"nomenclature": "NAF 2025", "codes": ("47.76Y",)})
    others = tuple(lead for lead in network.leads if lead.id != "fleurs")
    newer = network.model_copy(update={"leads": (*others, flowers)})
    assert problems(newer) == []
    assert LeadIndex(newer).read("commerce", "fleuriste").lead == flowers


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('sectors = ["restauration"]\nkinds = ["CMA"', 'sectors = ["resto"]\nkinds = ["CMA"', 'unknown sector "resto"'),
        ('leads = ["a-emporter", "en-salle"]', 'leads = ["a-emporter", "photo"]', '"photo" is no lead of restauration'),
        ('id = "en-salle"', 'id = "a-emporter"', 'leads "a-emporter", id is used twice'),
    ],
)  # fmt: skip
def test_a_lead_that_leads_nowhere_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = NETWORK_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "network.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=said.replace(".", r"\.")):
        load(path)
