"""Receiving: offsets, long polls, conflicts, redelivery, webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import Conflict

from simulator.server import serve
from simulator.world import World
from tests.simulator.conftest import ANNA, BERT, GROUP, SUPERGROUP, Raw


async def ids(raw: Raw, **params: Any) -> list[int]:
    """Update ids, counted from the first."""
    updates = (await raw("getUpdates", **params))["result"]
    return [update["update_id"] - 100_000_001 for update in updates]


async def test_an_offset_confirms_everything_below(raw: Raw, world: World) -> None:
    for number in range(5):
        world.say(ANNA, ANNA, str(number))
    assert await ids(raw) == [0, 1, 2, 3, 4]
    assert await ids(raw, limit=2) == [0, 1]
    assert await ids(raw, offset=100_000_003) == [2, 3, 4]
    assert await ids(raw, offset=1) == [2, 3, 4]
    assert await ids(raw, offset=-1) == [4]
    assert await ids(raw) == [4]
    assert world.pending == 1


async def test_a_poll_waits_for_something_to_happen(raw: Raw, world: World) -> None:
    poll = asyncio.create_task(ids(raw, timeout=20))
    await world.until(lambda: world.poll_number)
    world.say(ANNA, ANNA, "hello")
    assert await poll == [0]


async def test_the_first_of_two_polls_ends_in_conflict(bot: Bot, raw: Raw, world: World) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await world.until(lambda: world.poll_number == 1)
    second = asyncio.create_task(ids(raw, timeout=20))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    world.say(ANNA, ANNA, "hello")
    assert await second == [0]


async def test_a_poll_whose_client_died_takes_nothing_away(raw: Raw, world: World) -> None:
    poll = asyncio.create_task(raw("getUpdates", timeout=20))
    await world.until(lambda: world.poll_number == 1)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    world.say(ANNA, ANNA, "hello")
    assert await ids(raw) == [0]


async def test_only_allowed_updates_are_made(raw: Raw, world: World) -> None:
    assert await ids(raw, allowed_updates=["callback_query"]) == []
    world.say(ANNA, ANNA, "unseen")
    assert await ids(raw) == []
    assert await ids(raw, allowed_updates=[]) == []
    world.say(ANNA, ANNA, "seen")
    assert await ids(raw) == [0]


async def test_a_confirmed_update_can_come_again(raw: Raw, world: World) -> None:
    world.say(ANNA, ANNA, "hello")
    assert await ids(raw, offset=100_000_002) == []
    world.redeliver(100_000_001)
    assert await ids(raw, offset=100_000_002) == [0]
    assert await ids(raw, offset=100_000_002) == []


async def test_update_ids_can_start_elsewhere(raw: Raw, world: World) -> None:
    world.say(ANNA, ANNA, "before")
    world.restart_update_ids(5_000)
    await raw("getUpdates", offset=100_000_002)
    world.say(ANNA, ANNA, "after")
    assert [update["update_id"] for update in (await raw("getUpdates"))["result"]] == [5_000]


async def test_the_bot_never_hears_itself(bot: Bot, world: World) -> None:
    world.start(ANNA)
    await bot.send_message(ANNA, "hello")
    await bot.send_message(SUPERGROUP, "hello")
    assert len(await bot.get_updates()) == 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("hello", False),
        ("/aide", True),
        ("/aide@simulated_bot", True),
        ("/aide@other_bot", False),
        ("read /aide", False),
    ],
)
async def test_privacy_mode(world: World, text: str, seen: bool) -> None:
    world.say(ANNA, GROUP, text)
    assert bool(world.pending) is seen
    before = world.pending
    world.say(ANNA, SUPERGROUP, text)
    assert world.pending == before + 1, "an administrator sees everything"


async def test_a_reply_to_the_bot_is_seen_in_spite_of_privacy(bot: Bot, world: World) -> None:
    sent = await bot.send_message(GROUP, "a question")
    world.say(BERT, GROUP, "an answer", reply_to=sent.message_id)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.text == "a question"


async def test_a_long_poll_does_not_hold_the_server(world: World) -> None:
    loop = asyncio.get_running_loop()
    async with serve(world) as address, Bot(world.bot.token, base_url=f"{address}/bot") as bot:
        poll = asyncio.create_task(bot.get_updates(timeout=50))
        await world.until(lambda: world.poll_number)
        begin = loop.time()
    assert loop.time() - begin < 50, "it has waited for the poll"
    await asyncio.gather(poll, return_exceptions=True)


class Hook:
    """A bot's own web server."""

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, Any]]] = []
        self.statuses: list[int] = []
        self.reply: dict[str, Any] = {}
        self.url = ""

    async def take(self, request: web.Request) -> web.StreamResponse:
        self.got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), await request.json()))
        if self.reply:
            return web.json_response(self.reply)
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def test_a_webhook_gets_every_update_until_it_accepts(bot: Bot, world: World, hook: Hook) -> None:
    world.webhook_retry = 0.01
    hook.statuses = [500, 200]
    world.say(ANNA, ANNA, "one")
    await bot.set_webhook(hook.url, secret_token="s3cret")
    world.say(ANNA, ANNA, "two")
    await world.until(lambda: not world.pending)
    assert [secret for secret, _ in hook.got] == ["s3cret"] * 3
    assert [update["message"]["text"] for _, update in hook.got] == ["one", "one", "two"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    world.say(ANNA, ANNA, "three")
    assert len(await bot.get_updates()) == 1


async def test_a_webhook_may_answer_with_a_method(bot: Bot, world: World, hook: Hook) -> None:
    world.start(ANNA)
    hook.reply = {"method": "sendMessage", "chat_id": ANNA, "text": "by the answer"}
    await bot.set_webhook(hook.url)
    await world.until(lambda: world.said_by_bot(ANNA))
    assert world.said_by_bot(ANNA)[-1].text == "by the answer"


async def test_a_failing_webhook_holds_only_its_own_chat(bot: Bot, world: World, hook: Hook) -> None:
    world.webhook_retry = 30
    hook.statuses = [503]
    world.say(ANNA, ANNA, "stuck")
    await bot.set_webhook(hook.url)
    await world.until(lambda: world.webhook.get("last_error_message"))
    world.say(ANNA, ANNA, "behind")
    world.say(BERT, BERT, "free")
    await world.until(lambda: world.pending == 2)
    assert [update["message"]["text"] for _, update in hook.got] == ["stuck", "free"]
