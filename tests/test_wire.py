"""The wire: what goes to the Bot API and what comes back, as HTTP and JSON."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import InputFile
from telegram.error import BadRequest, TelegramError, TimedOut

from bot.wire import api
from bot.wire.request import AiohttpRequest
from storage.engine import json_text

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def telegram(answer: Answer) -> AsyncIterator[tuple[AiohttpRequest, str]]:
    """A Bot API that answers so; a request object, and the address that calls begin with."""
    application = web.Application()
    application.router.add_route("*", "/{method}", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with AiohttpRequest(1) as request:
            yield request, f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_an_answer_that_drips_is_given_up() -> None:
    """A byte now and then meets no time-out between two bytes; the time of the whole call ends it."""

    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for byte in json.dumps({"ok": True, "result": "x" * 20}):
            await response.write(byte.encode())
            await asyncio.sleep(0.01)
        return response

    async with telegram(drip) as (request, url):
        with pytest.raises(TimedOut):
            await api.call(request, url, "getMe", {}, read_timeout=0.08, connect_timeout=0.02)
        assert await api.call(request, url, "getMe", {}, read_timeout=600, connect_timeout=600) == "x" * 20


async def test_an_error_never_quotes_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds the token, and aiohttp says it where a connection takes too long."""

    async def too_long(*_: object, **__: object) -> None:
        raise aiohttp.ConnectionTimeoutError("Connection timeout to host http://127.0.0.1/bot1:secret/getMe")

    monkeypatch.setattr(aiohttp.TCPConnector, "connect", too_long)
    async with AiohttpRequest(1) as request:
        with pytest.raises(TimedOut) as told:
            await api.call(request, "http://127.0.0.1", "getMe", {})
    assert "secret" not in "".join(traceback.format_exception(told.value))


async def test_a_call_goes_by_its_name_as_json_and_with_a_file_as_a_form() -> None:
    """What is nested stays so in JSON; in a form it is written as JSON. Of the answer there comes the result."""
    seen: list[Any] = []

    async def note(request: web.Request) -> web.Response:
        given = await (request.json() if request.content_type == "application/json" else request.post())
        document = given.get("document")
        content = document.file.read() if isinstance(document, web.FileField) else None
        seen.append((request.match_info["method"], given["chat_id"], given["reply_markup"], content))
        return web.json_response({"ok": True, "result": {"message_id": 7}})

    rows = {"inline_keyboard": [[{"text": "Château", "callback_data": "a|b"}]]}
    async with telegram(note) as (request, url):
        assert await api.call(request, url, "sendMessage", {"chat_id": 5, "reply_markup": rows}) == {"message_id": 7}
        file = InputFile(b"%PDF", filename="SV-0001.pdf")
        await api.call(request, url, "sendDocument", {"chat_id": 5, "reply_markup": rows, "document": file})
    plain, form = seen
    assert plain == ("sendMessage", 5, rows, None)
    assert form[:2] == ("sendDocument", "5")
    assert (json.loads(form[2]), form[3]) == (rows, b"%PDF")


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok": false, "error_code": 400, "description": "Bad Request: so"}', BadRequest),
        (200, b"<html>no JSON", TelegramError),
        (502, b"<html>no JSON", TelegramError),
    ],
)
async def test_what_is_refused_is_the_library_s_error(status: int, body: bytes, error: type[Exception]) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body)

    async with telegram(refuse) as (request, url):
        with pytest.raises(error):
            await api.call(request, url, "sendMessage", {"chat_id": 5})


@pytest.mark.parametrize(
    ("came", "read"),
    [
        (b'"Ch\xc3\xa2teau \\u0000"', "Château \0"),
        (b'"half a \\ud83d character"', "half a \ud83d character"),
        (b'"no UTF-8: \xff"', "no UTF-8: \ufffd"),
        (b"9223372036854775807", 2**63 - 1),
        (b"18446744073709551616", 2.0**64),
        (b"1e400", float("inf")),
    ],
)
def test_whatever_telegram_sends_is_read_and_kept(came: bytes, read: Any) -> None:
    """What comes is read, written for the inbox, and read again; a database takes the text."""
    assert json_text.parse(came) == read
    kept = json_text.write(read)
    assert "\0" not in kept.encode().decode()
    if read != float("inf"):
        assert json_text.parse(kept) == read


@pytest.mark.parametrize("came", [b"", b"[1,]", b"[" * 5000, b'{"a": 1'])
def test_what_is_no_json_is_said_so(came: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        json_text.parse(came)
