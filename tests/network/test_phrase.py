"""Phrases: as they are kept, and as they are written in each language."""

from __future__ import annotations

import json
from datetime import date

import pytest

from conversations.words.catalogue import words
from network.phrase import from_json, phrase, to_json

AWAY = phrase("move.away", referent="Anne", until=date(2026, 3, 17))


def test_a_phrase_is_kept_with_everything_in_it() -> None:
    said = phrase("mail.away.subject", count=2, about=(AWAY, "SV-0001"))
    assert from_json(json.loads(json.dumps(to_json(said)))) == said


@pytest.mark.parametrize(("locale", "day"), [("fr", "mardi 17 mars"), ("en", "Tuesday 17 March")])
def test_a_day_is_written_in_the_language_of_the_phrase(locale: str, day: str) -> None:
    assert day in words(locale).write(AWAY, str)
