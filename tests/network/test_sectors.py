"""Activities told in people's own words, and the sector each is recognised in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from network.file import load
from network.model import Network
from network.sectors import SectorIndex
from tests.work import calls

from .conftest import NETWORK_FILE

INDEX = SectorIndex(load(NETWORK_FILE))
TABLE = Path(__file__).with_name("activities.txt").read_text(encoding="utf-8").splitlines()
ACTIVITIES = [(line.split(" | ")[1], line.split(" | ")[0]) for line in TABLE if " | " in line]


def test_the_table_speaks_of_every_sector(network: Network) -> None:
    told = {sector for _, sector in ACTIVITIES}
    assert told == set(network.sector_by_id)
    assert len(ACTIVITIES) > 400


def test_nearly_every_activity_is_recognised(network: Network) -> None:
    missed = [(text, sector) for text, sector in ACTIVITIES if sector not in INDEX.find(text)[:2]]
    first = sum(INDEX.find(text)[:1] == (sector,) for text, sector in ACTIVITIES)
    assert len(missed) <= 0.02 * len(ACTIVITIES), missed
    assert first >= 0.95 * len(ACTIVITIES)


@pytest.mark.parametrize("sector", sorted({sector for _, sector in ACTIVITIES}))
def test_no_sector_is_left_behind(sector: str) -> None:
    told = [text for text, expected in ACTIVITIES if expected == sector]
    missed = [text for text in told if sector not in INDEX.find(text)[:2]]
    assert len(missed) <= 0.1 * len(told), missed


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("boulangerie", "alimentaire"),
        ("BOULANGERIE !!!", "alimentaire"),
        ("boulangrie", "alimentaire"),
        ("bolangerie", "alimentaire"),
        ("boulangères", "alimentaire"),
        ("gite", "hebergement"),
        ("Gîtes", "hebergement"),
        ("élevage de chèvres", "agriculture"),
        ("elevaje de chevre", "agriculture"),
        ("je répare des vélos", "reparation"),
        ("louer des vélos aux vacanciers", "loisirs-nature"),
        ("I want to open a guest house", "hebergement"),
        ("salon de thé", "restauration"),
        ("salon de coiffure", "beaute"),
        ("bar à ongles", "beaute"),
        ("bar à vins", "restauration"),
        ("ferme-auberge", "restauration"),
        ("café associatif", "culture-ess"),
        ("épicerie coopérative", "culture-ess"),
        ("cheesemaker", "alimentaire"),
        ("coach sportif", "loisirs-nature"),
        ("coach en entreprise", "conseil-numerique"),
        ("peintre en bâtiment", "batiment"),
        ("artiste peintre", "culture-ess"),
        ("restauration de meubles", "production"),
        ("je ne sais pas encore", "autre"),
    ],
)
def test_the_likeliest_sector_comes_first(sectors: SectorIndex, text: str, sector: str) -> None:
    assert sectors.find(text)[0] == sector


def test_every_word_of_the_file_finds_its_own_sector(network: Network) -> None:
    """A word that leads elsewhere is a fault of the list or of the matching."""
    lost = [(s.id, word) for s in network.sectors for word in s.words if s.id not in INDEX.find(word)]
    assert lost == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "xyzzy", "de la des", "\x00"])
def test_unknown_words_find_nothing(sectors: SectorIndex, text: str) -> None:
    assert sectors.find(text) == ()


@pytest.mark.parametrize("limit", [0, 1, 2, 3])
def test_no_more_than_asked_for(sectors: SectorIndex, limit: int) -> None:
    found = sectors.find("boulangerie, gîte, épicerie, bar et taxi", limit)
    assert len(found) == limit
    assert len(set(found)) == limit


NASTY = ["\x00", "\ud800", "boulangerie " * 1000, "ﷺ" * 5000, "مخبز", "👩‍🌾🥖", "a" * 5000, "\u202eboulangerie"]


@example(text=NASTY[0])
@example(text=NASTY[1])
@given(text=st.text(st.characters(codec=None), max_size=300))
@settings(derandomize=True, max_examples=150, deadline=None, database=None)
def test_any_text_gets_an_answer(text: str) -> None:
    found = INDEX.find(text)
    assert len(found) == len(set(found)) <= 3


@pytest.mark.parametrize("text", [*NASTY, "zboulangerix xmaconery " * 200], ids=list(range(len(NASTY) + 1)))
def test_no_text_keeps_it_busy(sectors: SectorIndex, text: str) -> None:
    assert calls(lambda: sectors.find(text)) < 6_000


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("épicerie", ("commerce",)),
        ("épicéa", ("foret-bois",)),
        ("traiteur", ("alimentaire", "restauration")),
        ("laiterie", ("alimentaire",)),
        ("brasserie", ("restauration", "alimentaire")),  # the root of "brasseur" is its own
    ],
)
def test_a_word_as_it_is_spelt_is_not_taken_for_one_that_looks_like_it(
    sectors: SectorIndex, text: str, found: tuple[str, ...]
) -> None:
    assert sectors.find(text) == found
