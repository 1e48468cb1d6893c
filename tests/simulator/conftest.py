"""A world with a few people, served over real HTTP, and a bot that speaks to it through its usual library."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from simulator.cast import Cast, Group, Person
from simulator.server import serve
from simulator.world import World
from tests.simulator.bot_api import disagreements_of

ANNA, BERT, CARA = 11, 12, 13
GROUP, SUPERGROUP = -501, -1_000_000_000_502


class Clock:
    """Unix seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> Iterator[World]:
    """A world whose every answer and update is compared with a description of the Bot API in the end."""
    people = (
        Person(ANNA, "Anna", phone="+33199000041", username="anna"),
        Person(BERT, "Bert", language_code="en"),
        Person(CARA, "Cara"),
    )
    groups = (
        Group(GROUP, "Basic", "group", (ANNA, BERT), bot="member"),
        Group(SUPERGROUP, "Super", "supergroup", (ANNA, BERT), administrators=(CARA,)),
    )
    world = World(Cast(people=people, groups=groups), clock=clock)
    yield world
    assert disagreements_of(world) == []


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address


@pytest.fixture
async def bot(world: World, address: str) -> AsyncIterator[Bot]:
    async with Bot(world.bot.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot") as bot:
        yield bot


@dataclass(frozen=True)
class Raw:
    """Bare HTTP, to see the very answers."""

    session: aiohttp.ClientSession
    address: str
    token: str

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.address}/bot{self.token}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert body["ok"] is (answer.status == 200)
            assert body["ok"] or body["error_code"] == answer.status
            return body

    async def refusal(self, method: str, **params: Any) -> str:
        """Why a call is refused."""
        body = await self(method, **params)
        assert not body["ok"], body
        return str(body["description"])


@pytest.fixture
async def raw(world: World, address: str) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, address, world.bot.token)
