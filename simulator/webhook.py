"""Delivery to a webhook: each update by POST until the bot accepts it, in order within a chat."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import aiohttp

from simulator.errors import ApiError
from simulator.methods import DisconnectedError, perform
from simulator.updates import Update, queue_of
from simulator.world import World

_LONGEST_PAUSE = 30.0
_PATIENCE = aiohttp.ClientTimeout(total=60)


async def deliver(world: World) -> None:
    """Deliver for ever: chats side by side (at most max_connections), one update of a chat at a time."""
    running: dict[Any, asyncio.Task[None]] = {}
    async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
        try:
            while not world.closing:
                version = world.version
                running = {queue: task for queue, task in running.items() if not task.done()}
                for update in _waiting(world):
                    queue = queue_of(update)
                    if queue not in running and len(running) < world.webhook.get("max_connections", 40):
                        running[queue] = asyncio.create_task(_until_accepted(world, session, update))
                with contextlib.suppress(TimeoutError):
                    await world.wait(version, 60)
        finally:
            for task in running.values():
                task.cancel()
            await asyncio.gather(*running.values(), return_exceptions=True)


def _waiting(world: World) -> list[Update]:
    return world.updates.again + world.updates.waiting if world.webhook.get("url") else []


async def _until_accepted(world: World, session: aiohttp.ClientSession, update: Update) -> None:
    pause = world.webhook_retry
    while world.webhook.get("url"):
        problem = await _post(world, session, update)
        if problem is None:
            world.updates.confirm(update["update_id"])
            if update in world.updates.again:
                world.updates.again.remove(update)
            break
        world.webhook |= {"last_error_date": int(world.clock()), "last_error_message": problem}
        world.changed()
        await asyncio.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
    asyncio.get_running_loop().call_soon(world.changed)


async def _post(world: World, session: aiohttp.ClientSession, update: Update) -> str | None:
    """Post one update; what went wrong, or nothing. An answer that names a method is carried out."""
    secret = world.webhook.get("secret_token")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        async with session.post(world.webhook["url"], json=update, headers=headers, allow_redirects=False) as answer:
            if not 200 <= answer.status < 300:
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
            reply = await answer.json(content_type=None) if answer.content_type == "application/json" else None
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"Connection failed: {type(error).__name__}"
    except ValueError:
        return None
    if isinstance(reply, dict) and "method" in reply:
        with contextlib.suppress(ApiError, DisconnectedError):
            await perform(world, reply.pop("method"), reply)
    return None
