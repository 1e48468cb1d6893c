"""What people do, and what the bot gets to know and to show."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from simulator.cast import Cast, Group
from simulator.errors import ApiError, RefusedError
from simulator.files import sample_picture
from simulator.html import units
from simulator.methods import perform
from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, CARA, GROUP, SUPERGROUP, Clock, Raw


async def take(bot: Bot) -> list[Update]:
    """Updates, confirmed at once."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return list(updates)


async def test_a_deep_link_starts_with_its_payload(bot: Bot, world: World, clock: Clock) -> None:
    with pytest.raises(RefusedError):
        world.start(ANNA, "no blanks")
    world.start(ANNA, "ref_x")
    (update,) = await take(bot)
    assert update.message is not None
    assert update.message.text == "/start ref_x"
    assert update.message.date.timestamp() == clock.now
    assert update.message.from_user is not None
    assert update.message.from_user.language_code == "fr"
    assert list(update.message.parse_entities(["bot_command"]).values()) == ["/start"]


async def test_a_press_and_its_answer(bot: Bot, world: World) -> None:
    world.start(ANNA)
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(ANNA, "Sure?", reply_markup=keyboard)
    press = world.press(ANNA, ANNA, sent.message_id, "Yes")
    query = (await take(bot))[-1].callback_query
    assert query is not None
    assert (query.id, query.data) == (press, "y")
    await query.answer("Noted", show_alert=True)
    await query.answer("Too late")
    answer = await world.answer(press)
    assert (answer.text, answer.show_alert) == ("Noted", True)
    await query.edit_message_text("Yes!")
    with pytest.raises(RefusedError, match="no button 'Yes'"):
        world.press(ANNA, ANNA, sent.message_id, "Yes")
    world.press(ANNA, ANNA, sent.message_id, "y", stale=True)
    assert (await take(bot))[-1].callback_query is not None


async def test_the_contact_button_gives_ones_own_number(bot: Bot, world: World) -> None:
    world.start(ANNA)
    button = KeyboardButton("My number", request_contact=True)
    await bot.send_message(ANNA, "Your number?", reply_markup=ReplyKeyboardMarkup([[button]], one_time_keyboard=True))
    assert world.keyboard(ANNA) == [["My number"]]
    world.share_contact(ANNA)
    assert world.keyboard(ANNA) == []
    world.share_contact(ANNA, phone="+33199000099")
    own, other = (await take(bot))[-2:]
    assert own.message is not None
    assert own.message.contact is not None
    assert (own.message.contact.phone_number, own.message.contact.user_id) == ("+33199000041", ANNA)
    assert other.message is not None
    assert other.message.contact is not None
    assert other.message.contact.user_id is None


async def test_reply_keyboards_are_removed(bot: Bot, world: World) -> None:
    world.start(ANNA)
    await bot.send_message(ANNA, "a", reply_markup=ReplyKeyboardMarkup([["One", "Two"]]))
    world.say(ANNA, ANNA, "One")
    assert world.keyboard(ANNA) == [["One", "Two"]]
    await bot.send_message(ANNA, "b", reply_markup=ReplyKeyboardRemove())
    assert world.keyboard(ANNA) == []


async def test_a_long_text_is_cut_as_the_application_does(world: World) -> None:
    last = world.say(ANNA, ANNA, "🥖" * 2048 + "end")
    first, second = world.messages(ANNA)
    assert (units(first.text), second.text) == (4096, "end")
    assert last is second


async def test_an_edit_is_told(bot: Bot, world: World) -> None:
    said = world.say(ANNA, ANNA, "thre")
    world.edit(ANNA, ANNA, said.message_id, "three")
    edited = (await take(bot))[-1].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("three", said.message_id)
    assert edited.edit_date is not None


@pytest.mark.parametrize(
    "kind",
    [
        "photo",
        "voice",
        "audio",
        "video",
        "video_note",
        "sticker",
        "document",
        "animation",
        "location",
        "contact",
        "dice",
    ],
)
async def test_other_things_arrive(bot: Bot, world: World, kind: str) -> None:
    world.send_other(ANNA, ANNA, kind)
    (update,) = await take(bot)
    assert update.message is not None
    assert getattr(update.message, kind)


async def test_an_album_shares_its_id(bot: Bot, world: World) -> None:
    world.send_other(ANNA, ANNA, "album", caption="The shop")
    messages = [update.message for update in await take(bot)]
    assert len(messages) == 3
    assert len({message.media_group_id for message in messages if message}) == 1


async def test_blocking_is_told(bot: Bot, world: World) -> None:
    world.start(ANNA)
    world.block(ANNA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "hello")
    with pytest.raises(RefusedError):
        world.say(ANNA, ANNA, "hello")
    world.unblock(ANNA)
    assert (await bot.get_chat(ANNA)).first_name == "Anna"
    statuses = [update.my_chat_member.new_chat_member.status for update in await take(bot) if update.my_chat_member]
    assert statuses == ["kicked", "member"]


async def test_groups(bot: Bot, world: World) -> None:
    world.kick_bot(GROUP)
    world.add_bot(GROUP, BERT, administrator=True)
    successor = world.migrate(GROUP)
    updates = await take(bot)
    assert [update.my_chat_member.new_chat_member.status for update in updates if update.my_chat_member] == [
        "kicked",
        "administrator",
    ]
    messages = [update.message for update in updates if update.message]
    assert [bool(message.new_chat_members) for message in messages] == [True, False, False]
    assert messages[1].migrate_to_chat_id == successor
    assert messages[2].migrate_from_chat_id == GROUP
    assert messages[2].message_id == 1


async def test_message_ids(bot: Bot, world: World) -> None:
    """Private chats and basic groups share a counter, a supergroup has its own."""
    first = world.start(ANNA).message_id
    second = (await bot.send_message(GROUP, "a")).message_id
    third = (await bot.send_message(ANNA, "b")).message_id
    assert [first, second, third] == [1, 2, 3]
    assert (await bot.send_message(SUPERGROUP, "c")).message_id == 1


async def test_files_go_both_ways(bot: Bot, world: World) -> None:
    world.send_file(ANNA, ANNA, "plan.pdf", b"%PDF-plan")
    (update,) = await take(bot)
    assert update.message is not None
    assert update.message.document is not None
    assert bytes(await (await update.message.document.get_file()).download_as_bytearray()) == b"%PDF-plan"
    photo = await bot.send_photo(ANNA, sample_picture(), caption="<b>Here</b>", parse_mode="HTML")
    assert (photo.photo[-1].width, photo.photo[-1].height) == (320, 200)
    document = await bot.send_document(ANNA, b"a;b", filename="table.csv")
    assert document.document is not None
    assert document.document.file_name == "table.csv"
    again = await bot.send_document(ANNA, document.document.file_id)
    assert again.document is not None
    assert again.document.file_id == document.document.file_id
    with pytest.raises(BadRequest, match="caption is too long"):
        await bot.send_document(ANNA, b"x", caption="x" * 1025)
    assert world.failures == []


async def test_menus_follow_scope_and_language(bot: Bot, world: World, raw: Raw) -> None:
    world.start(ANNA)
    await bot.set_my_commands([BotCommand("start", "Start")])
    await bot.set_my_commands([BotCommand("start", "Commencer")], language_code="fr")
    await bot.set_my_commands([BotCommand("mine", "Mine")], scope=BotCommandScopeChat(ANNA))
    await bot.set_my_commands([], scope=BotCommandScopeAllGroupChats())
    async with raw.session.get(f"{raw.address}/world") as answer:
        users = {user["id"]: user for user in (await answer.json())["users"]}
    assert users[ANNA]["commands"][str(ANNA)] == [{"command": "mine", "description": "Mine"}]
    assert users[BERT]["commands"][str(BERT)] == [{"command": "start", "description": "Start"}]
    assert users[CARA]["commands"][str(CARA)] == [{"command": "start", "description": "Commencer"}]
    await bot.delete_my_commands(scope=BotCommandScopeChat(ANNA))
    assert await bot.get_my_commands(scope=BotCommandScopeChat(ANNA)) == ()


async def test_the_rest_of_what_bots_call(bot: Bot, world: World) -> None:
    world.start(ANNA)
    sent = await bot.send_message(SUPERGROUP, "pin me", protect_content=True, disable_notification=True)
    await bot.pin_chat_message(SUPERGROUP, sent.message_id)
    assert (await bot.get_chat(SUPERGROUP)).pinned_message == sent
    await bot.unpin_chat_message(SUPERGROUP, sent.message_id)
    with pytest.raises(BadRequest, match="Not enough rights"):
        await bot.pin_chat_message(GROUP, (await bot.send_message(GROUP, "x")).message_id)
    with pytest.raises(BadRequest, match="protected"):
        await bot.forward_message(ANNA, SUPERGROUP, sent.message_id)
    own = await bot.send_message(ANNA, "copy me")
    await bot.copy_message(SUPERGROUP, ANNA, own.message_id)
    await bot.forward_message(SUPERGROUP, ANNA, own.message_id)
    assert {member.user.id for member in await bot.get_chat_administrators(SUPERGROUP)} == {CARA, world.bot.id}
    assert (await bot.get_chat_member(SUPERGROUP, ANNA)).status == "member"
    assert (await bot.get_chat_member(GROUP, CARA)).status == "left"
    await bot.set_my_description("What I do")
    await bot.set_my_short_description("Short")
    await bot.set_my_name("Reception")
    assert (await bot.get_my_name()).name == "Reception"
    await bot.set_chat_menu_button()
    await bot.send_chat_action(ANNA, "typing")
    await bot.leave_chat(GROUP)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(GROUP, "x")
    assert world.failures == []


async def test_faults(bot: Bot, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    world.start(ANNA)
    world.fault(429, method="sendMessage", retry_after=7)
    with pytest.raises(RetryAfter) as pause:
        await bot.send_message(ANNA, "a")
    assert pause.value.retry_after == dt.timedelta(seconds=7)
    world.fault(502, chat_id=ANNA, times=2)
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(ANNA, "b")
    world.fault("cut")
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "c")
    world.fault("timeout", delay=5)
    with pytest.raises(TimedOut):
        await bot.send_message(ANNA, "d", read_timeout=0.05)
    world.drop_response("sendMessage", ANNA)
    with pytest.raises(NetworkError):
        await bot.send_message(ANNA, "e")
    await bot.send_message(ANNA, "f")
    assert [message.text for message in world.said_by_bot(ANNA)] == ["e", "f"]
    assert [call.code for call in world.calls_of("sendMessage")] == [429, 502, 502, 0, 0, 200, 200]


async def test_real_budgets() -> None:
    world = World(Cast(groups=(Group(SUPERGROUP, "Super"),)), budgets=True)
    for _number in range(20):
        await perform(world, "sendMessage", {"chat_id": SUPERGROUP, "text": "a"})
    with pytest.raises(ApiError, match="Too Many Requests: retry after") as refused:
        await perform(world, "sendMessage", {"chat_id": SUPERGROUP, "text": "a"})
    assert 1 <= refused.value.parameters["retry_after"] <= 60


async def test_waiting(world: World) -> None:
    version = world.version
    with pytest.raises(TimeoutError):
        await world.wait(version, 0.01)
    waiting = asyncio.create_task(world.wait(version))
    await asyncio.sleep(0)
    assert not waiting.done()
    world.start(ANNA)
    assert await waiting > version
