"""Numbers that a text says in words or figures are those that hold: each is named here, with where it comes from."""

from __future__ import annotations

import pytest

from conversations.engine import flows
from conversations.words.catalogue import words
from handlers.turn.forms import FORGET, STAGES, WARN
from network.acts import UNDO_WITHIN
from storage import accounts, members

WRITTEN = {
    "fr": {3: "trois", 4: "quatre", 5: "cinq", 7: "sept"},
    "en": {3: "three", 4: "four", 5: "five", 7: "seven"},
}
SAID = {
    "warn": (STAGES[FORGET][1] - STAGES[WARN][1]).days,
    "intake.sector.help": flows.load("intake").step_by_id["sector"].model_dump()["most"],
    "invite.whom": accounts.INVITE_LASTS.days,
    "sheet.person.link": members.ADOPTION_LASTS.days,
    "help.referent": UNDO_WITHIN.seconds // 60,
}


@pytest.mark.parametrize("locale", WRITTEN)
@pytest.mark.parametrize("key", SAID)
def test_a_number_that_a_text_says_holds(key: str, locale: str) -> None:
    number = SAID[key]
    [text] = words(locale).texts[key]
    assert WRITTEN[locale].get(number, str(number)) in text.lower().replace("\N{NO-BREAK SPACE}", " ")
