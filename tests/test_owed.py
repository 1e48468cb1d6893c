"""Owed: what cannot be taken out of a chat now, since its owner has blocked the bot, goes first when they are back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from handlers.incoming.router import SLIP
from simulator.chats import Message
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, Stage, staged
from tests.stage.inside import rows, send_case
from tests.test_erasing import NAME, erase, make_old

PDF = "pdf|SV-0001|technical"
OWED = "SELECT chat_id, message_id FROM owed ORDER BY 1, 2"


async def record(stage: Stage) -> Message:
    """The record of a case that the adviser took, with everything in it."""
    await send_case(stage, name=NAME)
    await stage.press(BOUCHE, "Je m’en occupe (métier)", GROUP)
    return next(m for m in stage.world.said_by_bot(BOUCHE) if NAME in m.text)


async def blocked_with_a_record(stage: Stage) -> Message:
    """They block the bot, so the case moves on; the record stays in their chat, and its deletion is owed."""
    found = await record(stage)
    stage.world.block(BOUCHE)
    await stage.settle()
    assert not found.deleted
    assert NAME in found.text
    assert (BOUCHE, found.message_id) in await rows(stage.settings.database_url, OWED)
    return found


async def unblocked(stage: Stage) -> None:
    stage.world.unblock(BOUCHE)
    await stage.settle()


async def unblocked_unheard(stage: Stage) -> None:
    """Telegram keeps the news of it for a day; their first word says so as well."""
    stage.world.unblock(BOUCHE)
    stage.world.updates.drop_all()
    await stage.say(BOUCHE, "/aide")


Back = Callable[[Stage], Awaitable[None]]


@pytest.mark.parametrize("back", [unblocked, unblocked_unheard])
async def test_after_the_case_moved_on(back: Back, database_url: str) -> None:
    """It goes before anything else is said there."""
    async with staged(database_url) as stage:
        found = await blocked_with_a_record(stage)
        calls = len(stage.world.calls)
        await back(stage)
        there = [c.method for c in stage.world.calls[calls:] if str(c.params.get("chat_id")) == str(BOUCHE)]
        assert there[0] == "deleteMessage"
        assert found.deleted
        assert await rows(database_url, OWED) == []


async def test_after_the_person_erased_everything(database_url: str) -> None:
    """What is owed says a chat and a message; all else is gone."""
    async with staged(database_url) as stage:
        found = await blocked_with_a_record(stage)
        await erase(stage)
        assert (BOUCHE, found.message_id) in await rows(database_url, OWED)
        assert await rows(database_url, "SELECT * FROM message WHERE about = 'SV-0001'") == []
        await unblocked(stage)
        assert found.deleted
        assert await rows(database_url, OWED) == []


async def test_blocked_in_the_middle_of_an_erasing(database_url: str) -> None:
    """Nobody knew of it until the deletions came back."""
    async with staged(database_url) as stage:
        found = await record(stage)
        stage.world.block(BOUCHE)
        stage.world.updates.drop_all()
        await erase(stage)
        assert (BOUCHE, found.message_id) in await rows(database_url, OWED)
        await unblocked(stage)
        assert found.deleted


async def test_what_is_too_old_to_be_deleted(database_url: str) -> None:
    """It says that it was erased."""
    async with staged(database_url) as stage:
        found = await blocked_with_a_record(stage)
        await make_old(stage, found)
        await unblocked(stage)
        assert found.text == "Message effacé."
        assert found.buttons == []
        assert await rows(database_url, OWED) == []


async def test_blocked_again_before_it_is_done(database_url: str) -> None:
    """It is owed until it is done."""
    async with staged(database_url) as stage:
        found = await blocked_with_a_record(stage)
        stage.world.unblock(BOUCHE)
        stage.world.block(BOUCHE)
        await stage.settle()
        assert (BOUCHE, found.message_id) in await rows(database_url, OWED)
        await unblocked(stage)
        assert found.deleted


async def test_whoever_erased_everything_and_left(database_url: str) -> None:
    """Their own chat is the last thing that is known of them, until they are heard of again."""
    async with staged(database_url) as stage:
        await send_case(stage, name=NAME)
        await stage.say(PERSON, "/monprojet")
        shown = next(m for m in stage.world.said_by_bot(PERSON) if NAME in m.text)
        await stage.say(PERSON, "/supprimer")
        await stage.press(PERSON, "Oui, tout supprimer")
        message = stage.button(PERSON, "Supprimer pour toujours")
        stage.world.press(PERSON, PERSON, message.message_id, "Supprimer pour toujours")
        stage.world.chat(PERSON).blocked = True
        await stage.settle()
        assert (PERSON, shown.message_id) in await rows(database_url, OWED)
        stage.world.unblock(PERSON)
        await stage.settle()
        assert shown.deleted
        assert await rows(database_url, OWED) == []


async def test_a_printed_record(database_url: str) -> None:
    """A sheet goes like anything else that is erased; where it is too old, the words under it do."""
    async with staged(database_url) as stage:
        await record(stage)
        for _ in range(2):
            await stage.forge(COORDINATOR, COORDINATOR, stage.world.said_by_bot(COORDINATOR)[-1].message_id, PDF)
            await stage.pass_time(SLIP * 2)
        first, second = [m for m in stage.world.said_by_bot(COORDINATOR) if "document" in m.content]
        await make_old(stage, second)
        await erase(stage)
        assert first.deleted
        assert second.text == "Message effacé à la demande de la personne."
        dead = "SELECT count(*) AS many FROM outbox WHERE status = 'dead'"
        assert [row.many for row in await rows(database_url, dead)] == [0]
