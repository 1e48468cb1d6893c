"""How words sound: whatever is alike has one of the pieces by which storage narrows a search down."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from network import sounds
from network.text import words

LINES = (Path(__file__).parent / "data" / "searched.txt").read_text(encoding="utf-8").splitlines()
KEYS = sorted({sounds.key(word) for line in LINES if not line.startswith("#") for word in words(line)})


def one_wrong(key: str) -> Iterator[str]:
    """A key with one letter missing, changed, too many, or in its neighbour's place."""
    for at in range(len(key)):
        yield key[:at] + key[at + 1 :]
        yield key[:at] + "w" + key[at + 1 :]
        yield key[:at] + "w" + key[at:]
        yield key[:at] + key[at : at + 2][::-1] + key[at + 2 :]


def test_whatever_is_alike_has_a_piece() -> None:
    """Typed with a wrong letter, a word is still among those that the database gives."""
    assert len(KEYS) > 150
    lost = [
        (typed, key)
        for key in KEYS
        for typed in one_wrong(key)
        if typed and sounds.likeness(typed, key) > 0.5
        if not any(f"{before}{letters}{after}" in f" {key} " for before, letters, after in sounds.pieces(typed))
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("katell", "catel"), ("philippe", "filip"), ("gaetan", "gaétan"), ("aurélie", "orelie"), ("noémie", "noemy")],
)
def test_what_sounds_alike_is_one(typed: str, meant: str) -> None:
    assert [sounds.key(word) for word in words(typed)] == [sounds.key(word) for word in words(meant)]


@pytest.mark.parametrize(("typed", "other"), [("murol", "murat"), ("lin", "ali"), ("rose", "basile"), ("16", "161")])
def test_what_does_not_is_not(typed: str, other: str) -> None:
    assert sounds.likeness(sounds.key(typed), sounds.key(other)) == 0
