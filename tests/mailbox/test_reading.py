"""Reading mails as programs write them: sender, token, number, own words; who is no human, and what came back."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from correspondence.own_words import LONGEST
from correspondence.reading import Reading, read

DATA = Path(__file__).parent / "data"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((DATA.parent / "expected.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(path.stem for path in DATA.glob("*.eml")))
def test_a_mail_is_read(name: str) -> None:
    """What the table says, and nothing that it does not; kept as JSON it is the same."""
    said = read((DATA / f"{name}.eml").read_bytes())
    told = {key: value for key, value in said.data().items() if key not in ("subject", "message_id", "answers")}
    shown = {key: list(value) if isinstance(value, tuple) else value for key, value in told.items() if value}
    assert shown == EXPECTED[name]
    assert Reading.of(said.data()) == said


def test_a_mail_that_waits_at_an_update_is_read() -> None:
    """An earlier version kept the names of its files beside it, one before that nothing of files."""
    said = read((DATA / "broken_mime.eml").read_bytes())
    assert Reading.of({**said.data(), "files": ["devis.pdf"]}) == said
    assert Reading.of({name: value for name, value in said.data().items() if name != "kept"}) == said


def test_what_is_cut_off_is_read() -> None:
    """Of a big mail only the beginning is fetched: head and words stand there."""
    whole = (DATA / "broken_mime.eml").read_bytes()
    assert all(read(whole[:length]).bounce is None for length in range(0, len(whole), 7))


@pytest.mark.parametrize("words", ["le ", "On a ", "De : a\n", "ce message "])
def test_a_long_mail_is_read(words: str) -> None:
    """As much of it as anybody means, at once: whoever sends a quarter of a megabyte does not hold up the others."""
    text = words * ((256 << 10) // len(words))
    said = read(f"From: a@example.org\nContent-Type: text/plain\n\n{text}".encode())
    assert len(said.words) <= LONGEST


@pytest.mark.parametrize("above", ["\n\n", "\n"])
@pytest.mark.parametrize(
    "who",
    ["Le mar. 10 mars 2026 à 10:00, le réseau <b@example.org> a écrit :", "Le mar. 10 mars 2026,\nle réseau a écrit :",
     "On Tue, Mar 10, 2026, the network wrote:"],
)  # fmt: skip
@pytest.mark.parametrize("words", ["Le bail est signé.", "On se voit lundi ?", "Le plan", "El plan\nest prêt"])
def test_words_that_begin_like_the_line_above_a_quotation(words: str, who: str, above: str) -> None:
    """They are theirs; they were cut off with what is quoted, and nobody read them."""
    said = read(
        f"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\n{words}{above}{who}\n> Bonjour".encode()
    )
    assert said.words == words
