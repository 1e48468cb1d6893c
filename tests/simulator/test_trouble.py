"""Trouble that lasts until somebody ends it, made from the page: slow, down, flooding; and what went to and fro."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import NetworkError, RetryAfter

from simulator import faults
from simulator.errors import RefusedError
from simulator.traffic import MOST
from simulator.world import World
from tests.simulator.conftest import ANNA, SUPERGROUP, Raw


async def make(raw: Raw, kind: str) -> int:
    """Ask for trouble as the page does. Gives the HTTP status."""
    async with raw.session.post(f"{raw.address}/world/trouble", json={"kind": kind}) as answer:
        assert (await answer.json())["ok"] is (answer.status == 200)
        return answer.status


async def traffic(raw: Raw, after: int = 0) -> dict[str, Any]:
    async with raw.session.get(f"{raw.address}/world/traffic", params={"after": after}) as answer:
        body: dict[str, Any] = await answer.json()
        return body


async def test_telegram_is_slow(bot: Bot, raw: Raw, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "SLOW", 0.2)
    world.start(ANNA)
    assert await make(raw, "slow") == 200
    for call in (bot.get_updates(), bot.send_message(ANNA, "late"), bot.get_me()):
        begun = time.monotonic()
        await call
        assert time.monotonic() - begun >= 0.2
    monkeypatch.setattr(faults, "SLOW", 3600)
    await make(raw, "none")
    await bot.get_me()


async def test_telegram_is_down(bot: Bot, raw: Raw, world: World) -> None:
    """Open polls end too; what people write meanwhile waits, and comes when it is over."""
    world.start(ANNA)
    await bot.get_updates(offset=100_000_002)
    poll = asyncio.create_task(bot.get_updates(offset=100_000_002, timeout=20))
    await world.until(lambda: world.poll_number == 2)
    await make(raw, "down")
    with pytest.raises(NetworkError):
        await poll
    world.say(ANNA, ANNA, "is anybody there?")
    for call in (bot.get_updates(), bot.send_message(ANNA, "lost")):
        with pytest.raises(NetworkError):
            await call
    await make(raw, "none")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "is anybody there?"
    assert world.said_by_bot(ANNA) == []


async def test_telegram_is_flooded(bot: Bot, raw: Raw, world: World) -> None:
    """Only what sends is refused, as often as it is tried."""
    world.start(ANNA)
    await make(raw, "flood")
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(ANNA, "too much")
    assert await raw.refusal("sendMessage", chat_id=ANNA, text="a") == "Too Many Requests: retry after 5"
    await bot.get_chat(ANNA)
    await bot.send_chat_action(ANNA, "typing")
    await make(raw, "none")
    await bot.send_message(ANNA, "enough")


async def test_there_is_no_other_trouble(raw: Raw, world: World) -> None:
    assert await make(raw, "biblical") == 400
    with pytest.raises(RefusedError, match="none, slow, down, flood"):
        world.last("biblical")
    async with raw.session.post(f"{raw.address}/world/trouble", data='{"kind": "down"}') as answer:
        assert answer.status == 415, "a foreign page can only send forms and plain text"
    assert world.trouble == "none"


async def test_what_went_to_and_fro(bot: Bot, raw: Raw, world: World) -> None:
    world.start(ANNA)
    await bot.get_updates()
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])
    await bot.send_message(ANNA, "[1] sure?", reply_markup=keys)
    await raw.refusal("sendMessage", chat_id=ANNA, text="")
    seen = await traffic(raw)
    greeting, update, sent, refused = seen["entries"]
    assert (greeting["name"], greeting["chat_id"]) == ("getMe", None), "polls are left out"
    assert seen["last"] == refused["number"] == 4
    assert (update["kind"], update["name"], update["chat_id"]) == ("update", "message", ANNA)
    assert update["body"]["text"] == "/start"
    assert (sent["kind"], sent["name"], sent["said"], sent["ok"]) == ("call", "sendMessage", "ok", True)
    assert sent["body"]["text"] == "[1] sure?"
    assert sent["body"]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Yes"
    assert (refused["ok"], refused["code"], refused["said"]) == (False, 400, "Bad Request: message text is empty")
    assert await traffic(raw, after=4) == {"entries": [], "last": 4}
    await bot.send_document(ANNA, b"a;b", filename="table.csv")
    (file,) = (await traffic(raw, after=4))["entries"]
    assert file["body"]["document"] == "table.csv (3)"


async def test_old_traffic_is_forgotten(raw: Raw, world: World) -> None:
    for number in range(MOST + 20):
        world.say(ANNA, ANNA, str(number))
    seen = await traffic(raw)
    assert (len(seen["entries"]), seen["last"]) == (MOST, MOST + 20)
    assert seen["entries"][0]["body"]["text"] == "20"
    world.reset()
    assert await traffic(raw) == {"entries": [], "last": MOST + 20}
    world.join(ANNA, SUPERGROUP)
    assert (await traffic(raw, after=MOST + 20))["entries"][0]["number"] == MOST + 21
