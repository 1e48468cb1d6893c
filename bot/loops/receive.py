"""Receiving: raw updates from getUpdates into the inbox. Telegram is told that we have them only after the commit."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.loops.alarms import Trouble
from storage.durable import crash_points, inbox
from storage.engine import json_text
from storage.engine.database import Database

log = structlog.get_logger()

LONG_POLL = 25
"""Seconds that Telegram may keep a getUpdates open."""

FIRST_PAUSE = 0.25
"""Seconds, twice as many after each failure, before the next try."""

_TROUBLES = ((Conflict, Trouble.POLLER), (InvalidToken, Trouble.TOKEN))

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member", "chat_member")


class Receiver:
    """Polls with raw dictionaries: an update that the library could not parse stalls nobody."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        request: BaseRequest,
        base_url: str,
        bot_id: int,
        arrived: Callable[[], None],
        raised: Callable[[Trouble], None],
    ) -> None:
        self._database = database
        self._clock = clock
        self._request = request
        self._base_url = base_url
        self._bot_id = bot_id
        self._arrived = arrived
        self._raised = raised
        self._next: int | None = None  # the offset, right after it was stored

    async def run(self) -> None:
        """Receive until cancelled. No failure ends this loop."""
        failures = 0
        while True:
            try:
                await self.once()
                failures = 0
            except RetryAfter as error:
                wait = error.retry_after
                await asyncio.sleep(wait if isinstance(wait, int | float) else wait.total_seconds())
            except Exception as error:
                failures += 1
                _tell(error, failures)
                if trouble := next((trouble for kind, trouble in _TROUBLES if isinstance(error, kind)), None):
                    self._raised(trouble)
                await asyncio.sleep(min(FIRST_PAUSE * 2 ** min(failures, 7), 30))

    async def once(self) -> None:
        """Fetch once, keep what came, and let the next fetch confirm it."""
        offset, self._next = self._next, None
        if offset is None:
            offset = await self._database.run(lambda c: inbox.next_update_id(c, self._bot_id, self._clock.real()))
        updates = await self._fetch(offset)
        if not updates:
            return
        crash_points.reached("after fetch")
        new = await self._database.run(lambda c: inbox.receive(c, self._bot_id, updates, self._clock.real()))
        self._next = max(update["update_id"] for update in updates) + 1
        crash_points.reached("after inbox")
        log.debug("received", count=new)
        self._arrived()

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        asked: dict[str, Any] = {"timeout": LONG_POLL, "allowed_updates": json_text.write(ALLOWED_UPDATES)}
        if offset is not None:
            asked["offset"] = offset
        raw = await self._request.retrieve(
            f"{self._base_url}/getUpdates?{urlencode(asked)}", read_timeout=LONG_POLL + 10, connect_timeout=10
        )
        result = json_text.parse(raw)["result"]
        return [update for update in result if isinstance(update, dict) and isinstance(update.get("update_id"), int)]


def _tell(error: Exception, failures: int) -> None:
    if isinstance(error, Conflict):
        log.error("another program polls with this token: stop it, or delete the webhook", count=failures)
    elif isinstance(error, InvalidToken):
        log.error("Telegram refuses the token: check BOT_TOKEN", count=failures)
    elif isinstance(error, NetworkError | TelegramError):
        log.warning("Telegram is out of reach", fault=type(error).__name__, count=failures)
    else:
        log.error("receiving failed", exc_info=error, count=failures)
