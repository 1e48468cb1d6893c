"""Words outside any form: the table of data/said_freely.txt, and that no denial leads to an end."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from conversations.words.courtesies import is_greeting, is_kind_word
from conversations.words.leaving import meant

TABLE = Path(__file__).parent / "data" / "said_freely.txt"
LINES = [
    tuple(line.split(" | ", 1)) for line in TABLE.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"
]
ENDS = [said for taken_for, said in LINES if taken_for in ("stop", "gives_up")]


def taken_for(text: str) -> str:
    """What words outside any form are taken for."""
    return meant(text) or ("kind" if is_kind_word(text) else "greeting" if is_greeting(text) else "somebody")


def test_what_each_line_is_taken_for() -> None:
    wrong = [(said, wanted, taken_for(said)) for wanted, said in LINES if taken_for(said) != wanted]
    assert wrong == []


DENIALS = ["je ne veux pas ", "ne pas ", "surtout pas ", "I don't want to ", "not "]


@given(st.sampled_from(ENDS), st.sampled_from(DENIALS))
def test_what_is_denied_is_no_end(said: str, denial: str) -> None:
    assert meant(denial + said[0].lower() + said[1:]) is None
