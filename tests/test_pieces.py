"""Pieces of one long text that wait together, in whatever form they are written: all of it arrives, once, in order."""

from __future__ import annotations

import json

import pytest

from conversations.words.lengths import joined
from tests.stage import BOUCHE, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import rows, send_case, value
from tests.stage.story import full

PIECES = (full("Voici notre projet."), full("Et ce que nous savons faire."), "Reprendre une boulangerie à Murol.")


async def send(stage: Stage, who: int, pieces: tuple[str, ...], *, together: bool) -> None:
    """Somebody sends pieces: all before the first is worked, or each after the program was built anew."""
    for piece in pieces:
        stage.world.say(who, who, piece)
        if not together:
            await stage.settle()
            await stage.rebuild()
    await stage.settle()


async def answered(stage: Stage) -> str:
    """What is kept of the project in the form that is under way."""
    [[stack]] = await rows(stage.settings.database_url, "SELECT stack FROM conversation WHERE chat_id = 1001")
    states = json.loads(stack) if isinstance(stack, str) else stack
    return str(states[-1]["answers"]["project"]["value"])


@pytest.mark.parametrize("together", [True, False], ids=["together", "after a new start"])
async def test_an_answer(together: bool, database_url: str) -> None:
    """Nothing of it is taken for the answer to what is asked next, nor refused for having come early."""
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/start")
        await stage.press(PERSON, "J’ai lu, on commence")
        await send(stage, PERSON, PIECES, together=together)
        assert await answered(stage) == joined(PIECES)


async def test_the_first_words(database_url: str) -> None:
    """Before anything was asked: all of them are offered as the first answer."""
    async with staged(database_url) as stage:
        await send(stage, PERSON, PIECES[-2:], together=True)
        await stage.press(PERSON, "J’ai lu, on commence")
        assert await answered(stage) == joined(PIECES[-2:])


@pytest.mark.parametrize("together", [True, False], ids=["together", "after a new start"])
async def test_a_letter_and_a_note(together: bool, database_url: str) -> None:
    """Each piece goes where the first went, in order; nothing is left, nothing twice."""
    url = database_url
    async with staged(url) as stage:
        await send_case(stage)
        for who, label in ((BOUCHE, "Je m’en occupe (métier)"), (SANCY_ARTENSE, "Je m’en occupe (sur place)")):
            await stage.press(who, label, GROUP)
        await stage.say(PERSON, "/message")
        await send(stage, PERSON, PIECES, together=together)
        sent = [text for [text] in await rows(url, "SELECT text FROM case_message ORDER BY id")]
        assert sent == list(PIECES)
        received = " ".join(stage.texts(BOUCHE))
        assert [received.count(piece) for piece in PIECES] == [1, 1, 1]
        await stage.say(BOUCHE, "/note SV-0001")
        await send(stage, BOUCHE, PIECES[-2:], together=together)
        noted = [text for [text] in await rows(url, "SELECT text FROM case_note ORDER BY id")]
        assert noted == list(PIECES[-2:])
        assert await value(url, "SELECT count(*) FROM case_message") == len(PIECES)
