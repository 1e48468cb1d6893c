"""What people type after /offres: sixty searches, and the few letters in which a button carries them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conversations.words.offers_wanted import OfferReader
from network.market.query import LETTERS, Query, query_of
from network.offers import Kind
from network.places import PlaceIndex
from network.sectors import SectorIndex
from network.text import code
from network.wanted import MOST_LETTERS
from tests.network.test_directory import NETWORK
from tests.network.test_sectors import NASTY

TABLE = Path(__file__).with_name("data") / "offers_wanted.txt"
LINES = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if " | " in line and line[0] != "#"]
FOR_BUTTONS = re.compile(rf"[a-z0-9 :_-]{{0,{MOST_LETTERS}}}")
READER = OfferReader(NETWORK, PlaceIndex(NETWORK), SectorIndex(NETWORK))


def as_typed(expected: str) -> str:
    """The text of a query as the table writes it, territories by their ids."""
    text = re.sub(r"t:([a-z-]{4,})", lambda one: f"t:{code(one[1])[:4]}", expected).strip()
    return text if not text or ":" in text else f"w:1 {text}"


def test_there_are_sixty_searches() -> None:
    assert len(LINES) >= 55


@pytest.mark.parametrize(("expected", "typed"), LINES, ids=[line[1] for line in LINES])
def test_a_search_is_read(expected: str, typed: str) -> None:
    assert READER.read(typed).text == as_typed(expected)


@given(st.text(max_size=200) | st.lists(st.sampled_from([line[1] for line in LINES])).map(" ".join))
@example("t:a6b9 c:63038 c:63047 c:63236 boulangerie")
@example("k: e:- s:9999999999-1 d:abc r:1000 f: x:y")
def test_what_a_button_carries_is_the_same_search(typed: str) -> None:
    query = READER.read(typed)
    assert FOR_BUTTONS.fullmatch(query.text)
    assert READER.read(query.text) == query


@pytest.mark.parametrize("typed", NASTY)
def test_any_text_is_read(typed: str) -> None:
    assert len(READER.read(typed).text) <= MOST_LETTERS


def test_a_query_is_made_by_hand_too() -> None:
    """Buttons that choose a kind or a territory make a query; what does not fit into a button is left out."""
    query = Query(
        kinds=frozenset({Kind.PREMISES}), territories=("massif-du-sancy",), money=(None, 500), monthly=True,
        words=("boulangerie", "traditionnelle", "patisserie", "x"),
    )  # fmt: skip
    assert query.text == as_typed("k:p t:massif-du-sancy e:-500m boulangerie patisserie x")
    assert query_of(query.text, tuple(NETWORK.territory_by_id)).territories == ("massif-du-sancy",)
    assert Query(kinds=frozenset(LETTERS)).text == ""
