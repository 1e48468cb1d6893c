"""The control address: whoever is behind it offers the page buttons, and the simulator passes them on unread."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from simulator.server import serve
from simulator.world import World
from tests.simulator.conftest import Raw

BUTTONS = {
    "buttons": [{"id": "tide", "group": "sea", "label": {"fr": "Marée", "en": "Tide"}, "hint": {}}],
    "state": {"now": None, "words": {"fr": "Calme", "en": "Calm"}, "running": True},
}


class Other:
    """Somebody else's program."""

    def __init__(self) -> None:
        self.pressed: list[Any] = []
        self.url = ""

    async def show(self, request: web.Request) -> web.Response:
        return web.json_response(BUTTONS)

    async def press(self, request: web.Request) -> web.Response:
        order = await request.json()
        self.pressed.append(order)
        if order["id"] == "tide":
            return web.json_response({"ok": True, "said": {"fr": "Ça monte", "en": "It rises"}})
        status = 500 if order["id"] == "storm" else 400
        return web.json_response({"ok": False, "error": "no such button"}, status=status)


@pytest.fixture
async def other() -> AsyncIterator[Other]:
    other = Other()
    application = web.Application()
    application.add_routes([web.get("/", other.show), web.post("/", other.press)])
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    other.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield other
    await runner.cleanup()


async def ask(raw: Raw, address: str, button: str | None = None) -> tuple[int, dict[str, Any]]:
    """What /world/control answers: to a press, or to a look."""
    way = {"method": "GET"} if button is None else {"method": "POST", "json": {"id": button}}
    async with raw.session.request(url=f"{address}/world/control", **way) as answer:
        return answer.status, await answer.json()


async def test_buttons_go_through(raw: Raw, world: World, other: Other) -> None:
    async with serve(world, control=other.url) as address:
        assert await ask(raw, address) == (200, BUTTONS)
        before = world.version
        assert await ask(raw, address, "tide") == (200, {"ok": True, "said": {"fr": "Ça monte", "en": "It rises"}})
        assert world.version > before, "the page hears that something happened"
        assert await ask(raw, address, "ebb") == (400, {"ok": False, "error": "no such button"})
        assert await ask(raw, address, "storm") == (502, {"ok": False, "error": "no such button"})
        assert other.pressed == [{"id": "tide"}, {"id": "ebb"}, {"id": "storm"}]
        async with raw.session.post(f"{address}/world/control", data='{"id": "tide"}') as answer:
            assert answer.status == 415, "a foreign page can only send forms and plain text"
    assert len(other.pressed) == 3


async def test_without_a_control_address_there_are_no_buttons(raw: Raw) -> None:
    assert await ask(raw, raw.address) == (200, {"buttons": [], "state": None})
    assert await ask(raw, raw.address, "tide") == (400, {"ok": False, "error": "there is no control address"})


async def test_a_control_address_that_is_out_of_reach(raw: Raw, world: World) -> None:
    async with serve(world, control="http://127.0.0.1:9") as address:
        status, body = await ask(raw, address)
        assert (status, body["buttons"], body["state"]) == (200, [], None)
        assert "out of reach" in body["error"]
        status, body = await ask(raw, address, "tide")
        assert (status, body["ok"]) == (502, False)
