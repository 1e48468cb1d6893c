"""A message that Telegram took without an answer is sent again: a press on the first copy counts, and mends it."""

from __future__ import annotations

from simulator.chats import Message
from tests.stage import BOUCHE, GROUP, PERSON, Stage, staged
from tests.stage.inside import send_case, value
from tests.stage.story import plain
from tests.test_erasing import erase
from tests.test_referents import TECHNICAL


async def pressed(stage: Stage, who: int, under: Message, label: str) -> str:
    """What the press on that very message was answered."""
    press = stage.world.press(who, under.chat_id, under.message_id, label)
    return (await stage.answer(press)).text


async def test_a_card_that_stands_twice(database_url: str) -> None:
    """The press on the one that nobody knows takes the request; that one goes, and the other says what is so."""
    async with staged(database_url) as stage:
        stage.world.drop_response("sendMessage", GROUP)
        await send_case(stage)
        await stage.settle()
        first, second = stage.world.said_by_bot(GROUP)
        assert first.text == second.text
        assert "C’est à vous" in await pressed(stage, BOUCHE, first, TECHNICAL)
        [left] = stage.world.said_by_bot(GROUP)
        assert left.message_id == second.message_id
        assert "Métier : Conseillère métiers de bouche" in plain(left.text)


async def test_a_copy_is_pressed_twice(database_url: str) -> None:
    """By two who saw it before it went: it is asked to go once, and each press counts."""
    async with staged(database_url) as stage:
        stage.world.drop_response("sendMessage", GROUP)
        await send_case(stage)
        await stage.settle()
        first, _ = stage.world.said_by_bot(GROUP)
        presses = [stage.world.press(BOUCHE, GROUP, first.message_id, TECHNICAL) for _ in range(2)]
        for press in presses:
            await stage.answer(press)
        assert len(stage.world.calls_of("deleteMessage", GROUP)) == 1


async def test_a_card_that_stands_twice_for_days(database_url: str) -> None:
    """Too old to be taken out: it says so itself, and has no buttons any more."""
    async with staged(database_url) as stage:
        stage.world.drop_response("sendMessage", GROUP)
        await send_case(stage)
        await stage.settle()
        first, second = stage.world.said_by_bot(GROUP)
        stage.world.add_bot(GROUP)
        first.date -= 3 * 24 * 3600
        await pressed(stage, BOUCHE, first, TECHNICAL)
        assert (first.text, first.buttons) == ("Cette fiche était en double. La bonne est plus bas.", [])
        assert "Conseillère métiers de bouche" in plain(second.text)


async def test_a_record_that_stands_twice(database_url: str) -> None:
    """In private the copy loses its buttons; erasing, which did not know of it, reaches it from then on."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.settle()
        stage.world.drop_response("sendMessage", BOUCHE)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        first, second = [said for said in stage.world.said_by_bot(BOUCHE) if "Dominique Exemple" in said.text]
        buttons = second.labels
        await pressed(stage, BOUCHE, first, first.labels[0][0])
        assert (first.buttons, first.deleted) == ([], False)
        assert second.buttons != []
        assert buttons != []
        await erase(stage)
        assert (first.deleted, second.deleted) == (True, True)
        assert "parti deux fois" in plain(" ".join(stage.texts(PERSON)))


async def test_what_was_taken_out_is_no_copy(database_url: str) -> None:
    """A button that was pressed while its message went: nothing is changed of it, and nothing remembered."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.settle()
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        [record] = [said for said in stage.world.said_by_bot(BOUCHE) if "Dominique Exemple" in said.text]
        data = record.buttons[0][0]["callback_data"]
        await erase(stage)
        assert record.deleted
        await stage.say(BOUCHE, "/aide")
        await stage.answer(stage.world.press(BOUCHE, BOUCHE, record.message_id, data, stale=True))
        assert len(stage.world.calls_of("editMessageReplyMarkup", BOUCHE)) == 0
        assert (
            await value(
                database_url, "SELECT count(*) FROM message WHERE message_id = :number", number=record.message_id
            )
            == 0
        )


async def test_what_stands_once_keeps_its_buttons(database_url: str) -> None:
    """Whatever is known, whether it is the newest or not, is left alone."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage)
        older, newer = stage.world.said_by_bot(GROUP)
        for card in (newer, older):
            await pressed(stage, BOUCHE, card, TECHNICAL)
        assert [older.deleted, newer.deleted] == [False, False]
        assert len(stage.world.calls_of("deleteMessage", GROUP)) == 0
        assert len(stage.world.calls_of("editMessageReplyMarkup")) == 0
