"""The proxy that the environment names is what calls go through."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.wire.request import AiohttpRequest, _proxy_of


async def test_a_call_goes_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for the whole address; nobody looks for a server of that name."""
    asked: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(f"{request.method} {request.url}")
        return web.Response(text="{}")

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    proxy, request = TestServer(application), AiohttpRequest(1)
    await proxy.start_server()
    monkeypatch.setenv("http_proxy", str(proxy.make_url("/")))
    monkeypatch.setenv("no_proxy", "localhost")
    _proxy_of.cache_clear()
    try:
        await request.initialize()
        assert await request.do_request("http://telegram.invalid/getMe", "POST") == (200, b"{}")
        assert asked == ["POST http://telegram.invalid/getMe"]
        assert _proxy_of("http", "localhost") is None
    finally:
        await request.shutdown()
        await proxy.close()
        _proxy_of.cache_clear()
