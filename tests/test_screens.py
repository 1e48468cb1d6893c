"""Screens: written for whoever reads them, and changed where they stand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from handlers.slots.verbs import OPEN
from handlers.turn.screen import MOST_CHARACTERS, PARTNER_LOCALE, Screen, verbatim
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import people
from tests.stage import BOUCHE, COORDINATOR, PERSON, Stage, staged
from tests.stage.inside import happen, rows

AWAY = phrase("person.away", referent="Anne", until=date(2026, 3, 17))
ROW = [[OPEN.button("basket.open", "SV-0001")]]


async def queued(stage: Stage) -> list[tuple[int, str, str | None, dict[str, Any]]]:
    """What was queued: chat, method, name and parameters."""
    query = "SELECT chat_id, method, name, payload FROM outbox WHERE status = 'pending' ORDER BY id"
    found = await rows(stage.settings.database_url, query)
    return [(chat, method, name, as_json(payload)) for chat, method, name, payload in found]


def as_json(kept: Any) -> dict[str, Any]:
    """A column of JSON, as either database gives it."""
    return dict(json.loads(kept) if isinstance(kept, str) else kept)


async def test_each_reader_gets_a_screen_in_their_language(database_url: str) -> None:
    """Buttons too; what is for the partners is in the language of the partners, whoever reads it."""

    async def arm(t: Turn) -> None:
        await people.meet(t.here, PERSON, "en", t.now)
        await people.meet(t.here, BOUCHE, "fr", t.now)
        await t.show([PERSON, BOUCHE], Screen([AWAY], ROW))
        await t.show([PERSON, BOUCHE], Screen([AWAY], ROW, PARTNER_LOCALE))

    async with staged(database_url) as stage:
        await happen(stage, PERSON, arm)
        told = [(chat, said["text"], button(said)) for chat, _, _, said in await queued(stage)]
    assert [(chat, "Tuesday 17 March" in text, label) for chat, text, label in told] == [
        (PERSON, True, "See the case"),
        (BOUCHE, False, "Voir le dossier"),
        (PERSON, False, "Voir le dossier"),
        (BOUCHE, False, "Voir le dossier"),
    ]


def button(payload: dict[str, Any]) -> str:
    """What stands on the one button of a message."""
    [[one]] = payload["reply_markup"]["inline_keyboard"]
    assert one["callback_data"] == "open|SV-0001"
    return str(one["text"])


async def test_the_last_part_of_a_long_screen_has_its_name_and_its_buttons(database_url: str) -> None:
    long = Screen([verbatim("mot " * MOST_CHARACTERS)], ROW, PARTNER_LOCALE, protect=True)
    async with staged(database_url) as stage:
        await happen(stage, PERSON, lambda t: t.show(PERSON, long, "record:SV-0001"))
        made = await queued(stage)
    assert [name for _, _, name, _ in made] == [f"record:SV-0001:{n}" for n in (1, 2, 3)] + ["record:SV-0001"]
    assert ["reply_markup" in said for _, _, _, said in made] == [False, False, False, True]
    assert all(said["protect_content"] for _, _, _, said in made)


async def test_a_screen_takes_the_place_of_one_where_that_was_sent(database_url: str) -> None:
    """Telegram takes no word about protection or threads when a message is changed."""
    over = Screen([phrase("coordinator.call.over")], (), PARTNER_LOCALE, protect=True, thread=7)
    seen: set[int] = set()

    async def arm(t: Turn) -> None:
        await t.show(COORDINATOR, Screen([AWAY], ROW), "call:1:told")
        seen.update(await t.redraw([COORDINATOR, BOUCHE], over, "call:1:told"))

    async with staged(database_url) as stage:
        await happen(stage, COORDINATOR, arm)
        (_, _, _, _), (chat, method, name, said) = await queued(stage)
    assert (seen, chat, method, name) == ({COORDINATOR}, COORDINATOR, "editMessageText", "call:1:told")
    assert said.keys() == {"text", "parse_mode", "link_preview_options"}
