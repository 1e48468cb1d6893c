"""The telephones of a local Telegram, over its own HTTP: what stands on them, kept up to date, and what people do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Self

import aiohttp

Json = dict[str, Any]
_PATIENCE = aiohttp.ClientTimeout(total=90)


class RefusedError(Exception):
    """Something that cannot be done there; the text says why."""


@dataclass(slots=True)
class Telephones:
    """Use as ``async with Telephones(address) as telephones``. `world` is the last snapshot, without its messages.

    `messages` holds what stands in each chat, by chat and by number, in order.
    """

    address: str
    world: Json = field(default_factory=dict)
    messages: dict[int, dict[int, Json]] = field(default_factory=dict)
    _session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        """Look at everything once."""
        self._session = aiohttp.ClientSession(timeout=_PATIENCE)
        await self.refresh()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        if self._session is not None:
            await self._session.close()

    @property
    def version(self) -> int:
        """What counts everything that happens there."""
        return int(self.world.get("version", -1))

    async def refresh(self) -> list[Json]:
        """Fetch what changed. Gives the messages that did, with their `chat_id`, in the order in which they did."""
        since = f"?since={self.version}" if self.world else ""
        world = await self._ask("GET", f"/world{since}")
        if self.world and world["epoch"] != self.world["epoch"]:
            self.messages.clear()
        self.world = world
        changed = []
        for chat in world["chats"]:
            standing = self.messages.setdefault(chat["id"], {})
            for message in chat.pop("messages"):
                if message.get("deleted"):
                    standing.pop(message["message_id"], None)
                else:
                    standing[message["message_id"]] = message
                changed.append({**message, "chat_id": chat["id"]})
        return sorted(changed, key=lambda message: int(message["version"]))

    def person(self, user_id: int) -> Json:
        """Somebody, as the page knows them."""
        return next(user for user in self.world["users"] if user["id"] == user_id)

    def chat(self, chat_id: int) -> Json:
        """A chat, without its messages."""
        return next(chat for chat in self.world["chats"] if chat["id"] == chat_id)

    async def act(self, **order: Any) -> Any:
        """Somebody does something. Raises `RefusedError`."""
        return (await self._ask("POST", "/world/act", order)).get("result")

    async def trouble(self, kind: str) -> None:
        """Trouble that lasts, or its end ("none"). Raises `RefusedError`."""
        await self._ask("POST", "/world/trouble", {"kind": kind})

    async def control(self, button: str) -> Json:
        """Press a button of the control. Gives what is said of it, by language. Raises `RefusedError`."""
        said: Json = (await self._ask("POST", "/world/control", {"id": button}))["said"]
        return said

    async def running(self) -> bool:
        """Whether whoever is behind the control runs."""
        state = (await self._ask("GET", "/world/control"))["state"]
        return bool(state and state["running"])

    async def _ask(self, way: str, path: str, order: Json | None = None) -> Json:
        assert self._session is not None  # noqa: S101 - entered
        async with self._session.request(way, f"{self.address}{path}", json=order) as answer:
            body: Json = await answer.json()
        if body.get("ok") is False:
            raise RefusedError(str(body.get("error")))
        return body
