"""Dates of a meeting, typed in one answer: each is read, one that was not is named, and the others are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from conversations.engine import engine, flows
from conversations.engine.events import Said
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import State
from conversations.kinds.meetings import KIND, MeetingsStep

TUESDAY = date(2026, 3, 10)
"""Today in all of these."""
FIRST, SECOND = "2026-03-24T14:00", "2026-03-26T09:30"


def typed(knowledge: Knowledge, *texts: str) -> State:
    """The form after these answers to its second question."""
    known = replace(knowledge, today=TUESDAY)
    state, _ = engine.begin(flows.load("new-meeting"), known, "fr", answers={"subject": "Point trimestriel"})
    for text in texts:
        state, _ = engine.advance(flows.load("new-meeting"), state, Said(text), known)
    return state


@pytest.mark.parametrize(
    "text",
    [
        "mardi 24 mars 14 h\njeudi 26 mars 9 h 30",
        "mardi 24 mars 14 h, jeudi 26 mars à 9h30",
        "mardi 24 mars, 14 h, jeudi 26 mars, 9 h 30",
        "jeudi 26 mars 9 h 30 ; 24/03 à 14h",
        "- mardi 24 mars à 14 h\n- jeudi 26 mars à 9 h 30\n- mardi 24 mars à 14 h",
        "1. mardi 24 mars à 14 h\n2) jeudi 26 mars à 9 h 30",
        "Tuesday 24 March 2 pm\nThursday 26 March 9:30 am",
    ],
)
def test_what_is_read(text: str, knowledge: Knowledge) -> None:
    assert typed(knowledge, text).answers["dates"].value == [FIRST, SECOND]


@pytest.mark.parametrize(
    "text",
    ["bientôt", "mardi 24 mars", "14 h", "lundi 9 mars 14 h", "mardi 24 mars 23 h", "mardi 24 ou jeudi 26 mars 14 h"],
)
def test_what_is_not_read(text: str, knowledge: Knowledge) -> None:
    state = typed(knowledge, text)
    assert "dates" not in state.answers
    assert state.draft is not None
    assert "kept" not in state.draft.data


def test_one_line_that_was_not_read_is_asked_again_alone(knowledge: Knowledge) -> None:
    state = typed(knowledge, "mardi 24 mars 14 h\nun de ces jours")
    assert state.draft is not None
    assert state.draft.data == {"kept": [FIRST]}
    state = typed(knowledge, "mardi 24 mars 14 h\nun de ces jours", "jeudi 26 mars 9h30")
    assert state.answers["dates"].value == [
        FIRST,
        SECOND,
    ]


def test_there_are_six_at_most(knowledge: Knowledge) -> None:
    seven = "\n".join(f"{day} mars 14 h" for day in range(16, 23))
    assert "dates" not in typed(knowledge, seven).answers
    assert len(typed(knowledge, seven.partition("\n")[2]).answers["dates"].value) == 6


def test_what_is_kept_is_checked(knowledge: Knowledge) -> None:
    step = MeetingsStep(id="dates", ask="meetings", at_most=2)
    assert KIND.fits(step, [FIRST, SECOND], knowledge)
    assert not any(KIND.fits(step, value, knowledge) for value in ([], [FIRST] * 3, ["bientôt"], FIRST, None))
