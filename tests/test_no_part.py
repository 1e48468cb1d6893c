"""Whoever has no part in a case gets one and the same answer, whether it exists, waits, is taken, or is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest

from simulator.cast import Person
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import send_case, value
from tests.test_refusals import REFUSED

OTHER_TRADE, OTHER_PLACE = 1102, 1202
MISSING = "SV-9999"
CASES: Mapping[str, str] = {
    "SV-0001": "waits, and has a card",
    "SV-0002": "taken, and has a card",
    "SV-0003": "confidential, and waits",
    "SV-0004": "confidential, and taken",
    "SV-0005": "over",
    "SV-0006": "another goes on for it",
}
PRESSES = sorted({re.sub(r"SV-\d+", "{0}", data, count=1) for data in REFUSED if "SV-" in data})
"""Every press that names a case, as the table of refusals has them."""
WORDS = (
    *("/dossier {0}", "/note {0}", "/reaffecter {0}"),
    *("/start dossier-{0}", "/start motif-{0}-technical", "/start note-{0}"),
)
"""Every command and every link that does."""


async def prepare(stage: Stage) -> None:
    """A case in each state."""
    for who in (OTHER_TRADE, OTHER_PLACE):
        stage.world.add_person(Person(id=who, first_name="R", phone="+33199000094", language_code="fr"))
        stage.world.join(who, GROUP)
    stage.world.join(ENGLISH, GROUP)
    for who in (OTHER_TRADE, OTHER_PLACE, ENGLISH):
        await stage.say(who, "/aide")
    for reference in CASES:
        choice = "confidential" if "confidential" in CASES[reference] else "card"
        await send_case(stage, discretion={"choice": choice, "version": "1"})
    both = ((BOUCHE, "technical"), (SANCY_ARTENSE, "territorial"))
    for who, role in both:
        await press(stage, who, f"take|SV-0002|{role}")
        await press(stage, who, f"take|SV-0004|{role}")
        for verb in ("take", "contacted", "done"):
            await press(stage, who, f"{verb}|SV-0005|{role}")
    await press(stage, COORDINATOR, "twice|keep|SV-0001|SV-0006")
    await stage.pass_time(timedelta(minutes=10))
    assert await value(stage.settings.database_url, "SELECT count(*) FROM slot WHERE taken_by IS NOT NULL") == 6
    assert await value(stage.settings.database_url, "SELECT count(*) FROM case_file WHERE closed_at IS NOT NULL") == 1
    assert await value(stage.settings.database_url, "SELECT count(*) FROM case_file WHERE merged_into = 1") == 1


async def press(stage: Stage, who: int, data: str, chat: int | None = None) -> str:
    """Somebody presses a button of their own chat that sends `data`."""
    chat = who if chat is None else chat
    return await stage.forge(who, chat, stage.world.said_by_bot(chat)[-1].message_id, data)


async def heard(stage: Stage, who: int, said: str, reference: str, chat: int | None = None) -> list[str]:
    """What comes of it, for everybody but the coordination: what a press is answered, and every call that follows."""
    before = len(stage.world.calls)
    words = said.format(reference)
    told = [await press(stage, who, words, chat)] if not said.startswith("/") else [""]
    if said.startswith("/"):
        await stage.say(who, words)
    calls = [
        f"{call.method} {call.params['chat_id']} {call.params.get('text')} {call.params.get('reply_markup')}"
        for call in stage.world.calls[before:]
        if call.params.get("chat_id") not in (None, str(COORDINATOR), COORDINATOR)
        and call.method not in ("sendChatAction",)
    ]
    # A question that is asked again has another number on its buttons.
    return [re.sub(r"SV-\d+|(?<=\|)\d+(?=\|)", "…", line) for line in (*told, *calls)]


@pytest.mark.parametrize("who", [ENGLISH, OTHER_TRADE, OTHER_PLACE])
async def test_one_answer(who: int, database_url: str) -> None:
    """Every press, command and link that names a case, by a stranger and by referents whom it does not concern."""
    async with staged(database_url) as stage:
        await prepare(stage)
        differ = []
        for said in (*PRESSES, *WORDS):
            await heard(stage, who, said, "SV-9998")  # what is said for the first time begins something of their own
            missing = await heard(stage, who, said, MISSING)
            assert any(missing), f"{said} is answered by silence"
            for reference, state in CASES.items():
                if (found := await heard(stage, who, said, reference)) != missing:
                    differ.append(f"{said}, {state}: {found} instead of {missing}")
        for said in ("take|{0}|technical", "pass|{0}|technical"):
            answers = {ref: await heard(stage, who, said, ref, GROUP) for ref in (MISSING, *CASES)}
            differ += [f"{said} in the group: {answers}"] * (len({str(answer) for answer in answers.values()}) > 1)
        assert differ == []


async def test_a_forged_take_names_nobody(database_url: str) -> None:
    """Who holds a confidential case is not told to another referent; who holds one with a card is, to those who fit."""
    async with staged(database_url) as stage:
        await prepare(stage)
        confidential, shown = "take|SV-0004|technical", "take|SV-0002|technical"
        assert "Conseillère" not in await press(stage, OTHER_TRADE, confidential)
        assert "s’en occupe déjà" in await press(stage, SANCY_ARTENSE, shown)
        assert "Vous vous en occupez déjà" in await press(stage, BOUCHE, confidential)
        assert stage.texts(PERSON)
