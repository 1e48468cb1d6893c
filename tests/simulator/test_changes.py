"""What the page asks for again and again: only what changed, however much was said before."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from simulator.cast import Cast, Group, Person
from simulator.server import serve
from simulator.snapshot import snapshot
from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, GROUP, SUPERGROUP, Raw


async def shown(raw: Raw, **query: Any) -> dict[str, Any]:
    """What /world answers."""
    async with raw.session.get(f"{raw.address}/world", params=query) as answer:
        body: dict[str, Any] = await answer.json()
        return body


def messages(shown: dict[str, Any], chat_id: int) -> list[dict[str, Any]]:
    return next(chat["messages"] for chat in shown["chats"] if chat["id"] == chat_id)


async def test_only_what_changed_comes_again(raw: Raw, world: World, bot: Bot) -> None:
    world.start(ANNA)
    for number in range(3):
        await bot.send_message(ANNA, f"message {number}")
    whole = await shown(raw)
    assert len(messages(whole, ANNA)) == 4
    assert all(0 < message["version"] <= whole["version"] for message in messages(whole, ANNA))

    nothing = await shown(raw, since=whole["version"])
    assert set(nothing) == set(whole)
    assert nothing["epoch"] == whole["epoch"]
    assert {chat["id"] for chat in nothing["chats"]} == {chat["id"] for chat in whole["chats"]}
    assert not any(chat["messages"] for chat in nothing["chats"])

    _, first, second, third = messages(whole, ANNA)
    await bot.edit_message_text("changed", ANNA, first["message_id"])
    await bot.delete_message(ANNA, third["message_id"])
    world.say(ANNA, ANNA, "as you say", reply_to=second["message_id"])
    changed = await shown(raw, since=whole["version"])
    edited, deleted, said = messages(changed, ANNA)
    assert (edited["message_id"], edited["text"]) == (first["message_id"], "changed")
    assert deleted == {"message_id": third["message_id"], "version": deleted["version"], "deleted": True}
    assert said["reply_to_message"]["text"] == "message 1"
    assert third["message_id"] not in [message["message_id"] for message in messages(await shown(raw), ANNA)]

    await bot.edit_message_text("also changed", ANNA, second["message_id"])
    quoted = messages(await shown(raw, since=changed["version"]), ANNA)
    assert [message["message_id"] for message in quoted] == [second["message_id"], said["message_id"]]
    assert quoted[1]["reply_to_message"]["text"] == "also changed"


async def test_keyboards_count_as_a_change(raw: Raw, world: World, bot: Bot) -> None:
    world.start(ANNA)
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    sent = await bot.send_message(ANNA, "Sure?", reply_markup=keys)
    before = (await shown(raw))["version"]
    await bot.edit_message_reply_markup(ANNA, sent.message_id)
    (after,) = messages(await shown(raw, since=before), ANNA)
    assert "reply_markup" not in after


async def test_a_new_name_and_a_new_title_are_shown_everywhere(raw: Raw, world: World, bot: Bot) -> None:
    await bot.send_message(GROUP, "hello")
    before = (await shown(raw))["version"]
    await bot.set_my_name("Reception")
    (said,) = messages(await shown(raw, since=before), GROUP)
    assert said["from"]["first_name"] == "Reception"
    world.rename(GROUP, "Friends", BERT)
    assert {m["chat"]["title"] for m in messages(await shown(raw, since=before), GROUP)} == {"Friends"}


@pytest.mark.parametrize("since", ["99999999", "-1", "yesterday", ""])
async def test_a_version_that_never_was_gives_everything(raw: Raw, world: World, since: str) -> None:
    world.start(ANNA)
    assert len(messages(await shown(raw, since=since), ANNA)) == 1


async def test_a_new_beginning(raw: Raw, bot: Bot) -> None:
    """Whoever has started does so again; updates go on counting; what was said, set and broken before is gone."""
    people = (Person(ANNA, "Anna", started=True), Person(BERT, "Bert"))
    world = World(Cast(people=people))
    world.arrive()
    async with serve(world) as address, Bot(world.bot.token, base_url=f"{address}/bot") as bot:
        (first,) = await bot.get_updates()
        world.start(BERT)
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
        sent = await bot.send_message(BERT, "Sure?", reply_markup=keys)
        press = world.press(BERT, BERT, sent.message_id, "y")
        await bot.set_my_commands([BotCommand("start", "Start")])
        world.last("flood")
        old = snapshot(world)
        async with raw.session.post(f"{address}/world/act", json={"do": "reset"}) as answer:
            assert (await answer.json())["ok"]
        new = snapshot(world, old["version"])
        assert new["epoch"] != old["epoch"]
        assert (new["trouble"], new["presses"], new["pending"]) == ("none", [], 1)
        assert [[message["text"] for message in chat["messages"]] for chat in new["chats"]] == [["/start"], []]
        assert new == snapshot(world) | {"now": new["now"]}, "everything is newer than whatever was seen before"
        assert await bot.get_my_commands() == ()
        (again,) = await bot.get_updates()
        assert again.update_id > first.update_id
        sent = await bot.send_message(ANNA, "Sure?", reply_markup=keys)
        assert world.press(ANNA, ANNA, sent.message_id, "y") > press, "an old answer is not taken for a new one"


async def test_ten_people_and_two_thousand_messages(raw: Raw) -> None:
    """Whoever asks for what changed gets that and nothing else: one message, not the whole world."""
    people = tuple(Person(number, f"Person {number}", started=True) for number in range(1, 11))
    world = World(Cast(people=people, groups=(Group(SUPERGROUP, "Super", members=tuple(range(1, 11))),)))
    world.arrive()
    for number in range(1990):
        world.say(number % 10 + 1, SUPERGROUP if number % 4 else number % 10 + 1, f"<b>message</b> {number}")
    async with serve(world) as address:
        raw = Raw(raw.session, address, world.bot.token)
        version = (await shown(raw))["version"]
        world.say(1, 1, "one more")
        whole, some = await shown(raw), await shown(raw, since=version)
    assert [sum(len(chat["messages"]) for chat in seen["chats"]) for seen in (whole, some)] == [2001, 1]
