"""Mails as programs write them: what is read in each, and what never is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from correspondence.enclosed import enclosed
from correspondence.reading import Reading, read

HERE = Path(__file__).parent
LINES = [
    [part.strip() for part in line.split(" | ")]
    for line in (HERE / "shapes.txt").read_text("utf-8").replace(" |\n", " | \n").splitlines()
    if line and not line.startswith("#")
]
SHORT = {"=": "claire.exemple@chambre.example.org", "t": "#1a.2.abcdefghijklm"}
OURS = "<26.20260512070000.abcdefghijklm.mail@sancy.example.org>"


def mail(name: str) -> bytes:
    return (HERE / "shapes" / f"{name}.eml").read_bytes()


def kind(made: Reading) -> str:
    return "bounce" if made.bounce else "robot" if made.robot else "human"


@pytest.mark.parametrize(("name", "sender", "asks", "who", "words"), LINES, ids=[line[0] for line in LINES])
def test_what_is_read_in_each(name: str, sender: str, asks: str, who: str, words: str) -> None:
    made = read(mail(name))
    found = made.token or (str(made.number) if made.number is not None else "-")
    assert made.sender == SHORT.get(sender, sender)
    assert kind(made) == who
    assert who == "human" or made.robot, "what came back was written by no human"
    if who == "human":
        assert found == SHORT.get(asks, asks)
        assert made.words.splitlines() == [line.strip() for line in words.split(" / ")] * bool(words)


def test_every_mail_is_in_the_table() -> None:
    assert sorted(line[0] for line in LINES) == sorted(path.stem for path in (HERE / "shapes").iterdir())


def test_a_letter_that_came_back_says_whose_it_was() -> None:
    for name in ("rejet-postfix", "rejet-exchange"):
        came_back = read(mail(name)).bounce
        assert came_back is not None
        assert (came_back.recipient, came_back.message_id) == (SHORT["="], OURS)


def test_what_only_signs_or_seals_a_mail_is_no_file_of_it() -> None:
    """What is one is refused by its name, where it is not taken."""
    found = {name: enclosed(mail(name)) for name in ("smime-signe", "winmail", "mime-sans-fin")}
    named = {
        name: [one.name for one in taken] + [one.name for one in refused] for name, (taken, refused) in found.items()
    }
    assert named == {"smime-signe": [], "winmail": ["winmail.dat"], "mime-sans-fin": ["fiche.pdf"]}


@settings(max_examples=120)
@given(name=st.sampled_from([line[0] for line in LINES]), cut=st.integers(0, 4000), by=st.binary(max_size=12))
def test_a_spoilt_mail_is_read_as_far_as_it_goes(name: str, cut: int, by: bytes) -> None:
    """Cut off anywhere, with bytes in the middle: it is read without a fault, and kept as JSON keeps it."""
    raw = mail(name)
    made = read(raw[:cut] + by + raw[cut : cut + 400])
    assert Reading.of(asdict(made)) == made
