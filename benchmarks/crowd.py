"""A Bot API server with people behind it, who do what the form says as soon as they see what they wait for."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web

from benchmarks.form import Form, Step

TOKEN = "7000000001:nobody-but-this-server-knows-it"  # noqa: S105 - it opens nothing
BOT = {"id": 7000000001, "is_bot": True, "first_name": "Form", "username": "form_bot"}
SAID = {
    "getMe": BOT,
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
"""What is answered to a call that does not ask for a plain yes."""
PATIENCE = 60
"""Seconds that a person waits for a reply; then the bot has failed."""


class Person:
    """Somebody who fills in the form once, and how long they waited for each reply, in milliseconds."""

    def __init__(self, crowd: Crowd, number: int, leaves_after: int | None) -> None:
        self.id = 600_000 + number
        self.waits: list[float] = []
        self.done = asyncio.Event()
        self._crowd = crowd
        self._number = number
        self._account = {"id": self.id, "is_bot": False, "first_name": "P", "language_code": "fr"}
        self._chat = {"id": self.id, "type": "private", "first_name": "P"}
        steps = [*crowd.form.steps, Step(crowd.form.ends)]
        self._steps = steps if leaves_after is None else [*steps[:leaves_after], Step(steps[leaves_after].sees)]
        self._began = 0.0

    def start(self) -> None:
        """Send the first command."""
        entity = {"type": "bot_command", "offset": 0, "length": len(self._crowd.form.start)}
        self._say(self._crowd.form.start, entities=[entity])

    def see(self, text: str, buttons: dict[str, str], message: dict[str, Any]) -> None:
        """Look at a message: if it is what the next step waits for, do that step."""
        if not self._steps or self._steps[0].sees not in text:
            return
        step = self._steps[0]
        if step.press and step.press not in buttons:
            return
        self.waits.append((time.perf_counter() - self._began) * 1000)
        del self._steps[0]
        if step.press:
            self._press(buttons[step.press], message)
        elif step.say:
            self._say(step.say.format(number=self._number % 10_000))
        if not self._steps:
            self.done.set()

    def _say(self, text: str, **more: Any) -> None:
        message = {"message_id": self._crowd.next_id(), "date": int(time.time()), "chat": self._chat, "text": text}
        self._send({"message": {**message, "from": self._account, **more}})

    def _press(self, data: str, message: dict[str, Any]) -> None:
        press = {"id": str(self._crowd.next_id()), "from": self._account, "message": message, "data": data}
        self._send({"callback_query": {**press, "chat_instance": str(self.id)}})

    def _send(self, update: dict[str, Any]) -> None:
        self._began = time.perf_counter()
        self._crowd.send(update)


class Crowd:
    """Everybody, the updates that wait to be fetched, and the calls that came, by method."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.calls: Counter[str] = Counter()
        self.polled = asyncio.Event()
        self._people: dict[int, Person] = {}
        self._numbers = itertools.count(1)
        self._ids = itertools.count(1)
        self._updates: list[dict[str, Any]] = []
        self._news = asyncio.Event()

    def next_id(self) -> int:
        """A number that nothing else has."""
        return next(self._ids)

    def send(self, update: dict[str, Any]) -> None:
        """Lay an update ready for the bot."""
        self._updates.append({"update_id": self.next_id(), **update})
        self._news.set()

    async def fill_in(self, people: int, at_once: int, leave_after: int | None = None) -> list[float]:
        """So many people fill in the form, so many side by side, or leave it; gives how long they waited."""
        coming = (Person(self, next(self._numbers), leave_after) for _ in range(people))
        waits = await asyncio.gather(*(self._one_by_one(coming) for _ in range(at_once)))
        return [wait for some in waits for wait in some]

    async def _one_by_one(self, coming: Iterator[Person]) -> list[float]:
        waits = []
        for person in coming:
            self._people[person.id] = person
            person.start()
            while not person.done.is_set():
                seen = len(person.waits)
                with suppress(TimeoutError):
                    await asyncio.wait_for(person.done.wait(), PATIENCE)
                if len(person.waits) == seen:
                    raise RuntimeError(f"no reply to step {seen} of the form")
            waits += person.waits
        return waits

    @asynccontextmanager
    async def served(self) -> AsyncIterator[str]:
        """Serve the Bot API; gives its address."""
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._call)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        body = await (request.json() if request.content_type == "application/json" else request.post())
        given: dict[str, Any] = {**request.query, **body}
        method = request.match_info["method"]
        if method.lower() == "getupdates":
            return _result(await self._fetched(int(given.get("offset", 0)), float(given.get("timeout", 0))))
        self.calls[method] += 1
        if method in ("sendMessage", "editMessageText"):
            return _result(self._shown(given))
        return _result(SAID.get(method, True))

    async def _fetched(self, offset: int, patience: float) -> list[dict[str, Any]]:
        self.polled.set()
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), patience)
            except TimeoutError:
                return []
        return self._updates[:100]

    def _shown(self, given: dict[str, Any]) -> dict[str, Any]:
        """The message that a call sends or changes, seen by whom it is for."""
        chat, text = int(given["chat_id"]), given["text"]
        markup = given.get("reply_markup") or "{}"
        markup = json.loads(markup) if isinstance(markup, str) else markup
        message = {
            "message_id": int(given.get("message_id") or self.next_id()),
            "date": int(time.time()),
            "chat": {"id": chat, "type": "private", "first_name": "P"},
            "from": BOT,
            "text": text,
        }
        if "inline_keyboard" in markup:  # the others are not told back
            message["reply_markup"] = markup
        buttons = {b["text"]: b.get("callback_data", "") for row in markup.get("inline_keyboard", ()) for b in row}
        if person := self._people.get(chat):  # who answers no sooner than the bot has its own answer
            asyncio.get_running_loop().call_soon(person.see, text, buttons, message)
        return message


def _result(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})
