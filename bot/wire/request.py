"""HTTP and JSON to the Bot API on aiohttp and orjson: python-telegram-bot's own httpx is most of a bot's CPU time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

from storage.engine import json_text

Transport = Callable[[int], BaseRequest]
"""Makes what the library's calls go through; it is told how many connections they may use at once."""


_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """One session with kept-alive connections; times in seconds.

    A call is given up when its connect and its read time-out together are over, however little of an answer drips in
    meanwhile: a read time-out alone begins anew with every byte.
    """

    def __init__(self, connections: int, read_timeout: float = 20.0, connect_timeout: float = 10.0) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """How long an answer may take unless a call says otherwise."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections), auto_decompress=True
            )

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make one request; see the base class. An error never quotes the URL, which holds the token."""
        if self._session is None:
            raise RuntimeError("the request object is not initialized")
        connect, read = _seconds(connect_timeout, self._connect_timeout), _seconds(read_timeout, self._read_timeout)
        timeout = aiohttp.ClientTimeout(total=connect + read, sock_connect=connect, sock_read=read)
        try:
            how = {**_body(request_data), "timeout": timeout, "proxy": _proxy_of(*urlsplit(url)[:2])}
            async with self._session.request(method, url, **how) as response:
                return response.status, await response.read()
        except (TimeoutError, aiohttp.ServerTimeoutError):
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answered, parsed."""
        try:
            return cast(dict[str, Any], json_text.parse(payload))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error


@cache
def _proxy_of(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for a server. aiohttp would look for it, and for passwords in a file that
    nobody asked it to read, at each request.
    """
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _seconds(given: Any, default: float) -> float:
    return default if given is None or given is BaseRequest.DEFAULT_NONE else float(given)


def _body(data: RequestData | None) -> dict[str, Any]:
    """What is sent: JSON, or a form where a file goes along."""
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": json_text.write(data.parameters), "headers": _JSON}
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return {"data": form}
