"""What an offer may not say, and what it may: a hundred lines, each with what is refused of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.words.catalogue import words
from conversations.words.fair_words import Criterion
from conversations.words.fairness import choices, refused
from network.offers import Kind

TABLE = Path(__file__).with_name("data") / "fairness.txt"
LINES = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if line[:1] not in ("#", "")]


@pytest.mark.parametrize(("by", "kind", "text"), LINES, ids=[" ".join(line[1:]) for line in LINES])
def test_what_chooses_people_is_refused_and_nothing_else(by: str, kind: str, text: str) -> None:
    found = choices(text, Kind(kind))
    assert [one.by for one in found][:1] == ([] if by == "ok" else [by]), found
    assert all(one.words in text for one in found)
    assert (refused(text, Kind(kind)) is None) == (by == "ok")


@pytest.mark.parametrize("locale", ["fr", "en"])
@pytest.mark.parametrize("by", Criterion)
def test_a_refusal_says_what_why_and_what_instead(by: Criterion, locale: str) -> None:
    _, kind, text = next(line for line in LINES if line[0] == by)
    why = refused(text, Kind(kind))
    assert why is not None
    said = words(locale).write(why, str)
    assert choices(text, Kind(kind))[0].words in said
    assert len(said) <= 600


def test_all_is_found_and_the_first_is_said() -> None:
    text = "Français uniquement, pas d’enfants. Pas d’APL !"
    assert [(one.words, one.by) for one in choices(text, Kind.HOUSING)] == [
        ("Français uniquement", Criterion.ORIGIN),
        ("pas d’enfants", Criterion.FAMILY),
        ("Pas d’APL", Criterion.MEANS),
    ]
    said = words("fr").write(refused(text, Kind.HOUSING) or pytest.fail("not refused"), str)
    assert "la loi du 6 juillet 1989" in said
    assert "« Français uniquement »" in said.replace("\u00a0", " ")


def test_what_stands_far_down_is_found_too() -> None:
    assert choices("Beau logement. " * 60 + "Pas d'enfants.", Kind.HOUSING)


@given(st.text(max_size=400) | st.lists(st.sampled_from([line[2] for line in LINES])).map(" ".join))
def test_any_text_is_read(text: str) -> None:
    for kind in Kind:
        assert all(one.words in text for one in choices(text, kind))
