"""A letter box: a real IMAP server of the tests' own, in memory, into which people put mails."""

from __future__ import annotations

import asyncio
import os
import ssl
import time
from argparse import ArgumentParser
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from imaplib import IMAP4, IMAP4_SSL
from typing import Any

from proxyprotocol.result import ProxyResultUnknown
from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer, IMAPService
from pysasl import SASLAuth
from pysasl.hashing import BuiltinHash

os.environ.setdefault("FQDN", "localhost")  # what the server calls itself; else it looks for a name at every visit
SASLAuth.defaults = cache(SASLAuth.defaults)  # type: ignore[method-assign] # it looks through all that is installed
ADDRESS = "bot@example.org"
PASSWORD = "right"


@dataclass
class LetterBox:
    """The server. `password` is what it lets in with; `visits` counts who came in the door; `put_in` is what was put
    there, each with its moment, as letters have theirs.
    """

    port: int = 0
    password: str = PASSWORD
    tls: ssl.SSLContext | None = None
    visits: int = 0
    put_in: list[tuple[int, bytes]] = field(default_factory=list)
    _backend: Any = None
    _server: asyncio.Server | None = None
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def url(self) -> str:
        """What IMAP_URL is set to."""
        who = f"{ADDRESS.replace('@', '%40')}:{PASSWORD}"
        return f"{'imaps' if self.tls else 'imap'}://{who}@127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Begin to answer, on the port of the last time if there was one; what lay there still does."""
        if self._backend is None:
            parser = ArgumentParser()
            DictBackend.add_subparser("dict", parser.add_subparsers())
            IMAPService.add_arguments(parser)
            given = ["dict", "--demo-user", ADDRESS, "--demo-password", self.password]
            args = parser.parse_args([*given])
            args.skip_services, args.passlib_cfg, args.tls, args.debug = [], None, False, False
            self._backend, self._config = await DictBackend.init(
                args, hash_context=BuiltinHash(rounds=1), invalid_user_sleep=0.0
            )
            self._config.apply_context()
        serve = IMAPServer(self._backend.login, self._config)

        async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self.visits += 1
            await serve(reader, writer, SocketInfo.get(writer, ProxyResultUnknown()))

        self._server = await asyncio.start_server(visit, "127.0.0.1", self.port, ssl=self.tls)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Nobody is there any more."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def put(self, *mails: EmailMessage | bytes) -> None:
        """Mails arrive."""
        self.put_in += ((time.monotonic_ns(), bytes(one)) for one in mails)
        await asyncio.to_thread(self._put, [bytes(one) for one in mails])

    def _put(self, mails: list[bytes]) -> None:
        with self._visited() as client:
            client.login(ADDRESS, self.password)
            for one in mails:
                status, said = client.append("INBOX", "", "", one)
                assert status == "OK", said

    def _visited(self) -> IMAP4:
        if self.tls is None:
            return IMAP4("127.0.0.1", self.port)
        anybody = ssl.create_default_context()
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        return IMAP4_SSL("127.0.0.1", self.port, ssl_context=anybody)

    async def unseen(self) -> int:
        """How many mails were not marked as seen."""
        return await asyncio.to_thread(self._unseen)

    def _unseen(self) -> int:
        with IMAP4("127.0.0.1", self.port) as client:
            client.login(ADDRESS, self.password)
            client.select("INBOX", readonly=True)
            return len(client.search(None, "UNSEEN")[1][0].split())


OPEN: dict[int, LetterBox] = {}
"""The boxes of the tests under way, by their ports."""


@asynccontextmanager
async def letter_box(**given: Any) -> AsyncIterator[LetterBox]:
    """A letter box that is open."""
    box = LetterBox(**given)
    await box.open()
    OPEN[box.port] = box
    try:
        yield box
    finally:
        del OPEN[box.port]
        await box.close()
