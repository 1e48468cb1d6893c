"""As much of Microsoft’s servers as there is to opening a mailbox there, for tests."""

from __future__ import annotations

import asyncio
import json
from base64 import b64decode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from aiohttp import web


@dataclass
class Microsoft:
    """As much of such a server as there is to opening a mailbox there: a token for a refresh token, and XOAUTH2."""

    refresh: str = "first"
    asked: list[str] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)

    async def token(self, request: web.Request) -> web.Response:
        """A token, and the next refresh token; an error where it is not the one of now."""
        form = await request.post()
        self.asked.append(str(form["refresh_token"]))
        if form["refresh_token"] != self.refresh or form["grant_type"] != "refresh_token":
            return web.json_response({"error": "invalid_grant", "error_description": "planted words"}, status=400)
        self.refresh = "second"
        return web.json_response({"access_token": "opens", "refresh_token": self.refresh, "expires_in": 3600})

    async def imap(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Lets in whoever has the token; there is nothing to read."""
        writer.write(b"* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2] ready\r\n")
        while line := await reader.readline():
            tag, command = line.split()[:2]
            if command == b"AUTHENTICATE":
                writer.write(b"+ \r\n")
                self.said.append(b64decode(await reader.readline()))
            if command == b"SELECT":
                writer.write(b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1]\r\n")
            if command == b"UID":
                writer.write(b"* SEARCH\r\n")
            writer.write(b"* CAPABILITY IMAP4rev1\r\n" if command == b"CAPABILITY" else b"")
            writer.write(tag + b" OK done\r\n")
        writer.close()


@asynccontextmanager
async def microsoft(folder: Path | None = None) -> AsyncIterator[tuple[Microsoft, str, Path]]:
    """Such a server: what IMAP_URL and IMAP_TOKEN_FILE are set to."""
    server, app = Microsoft(), web.Application()
    app.router.add_post("/token", server.token)
    runner = web.AppRunner(app)
    await runner.setup()
    await (site := web.TCPSite(runner, "127.0.0.1", 0)).start()
    imap = await asyncio.start_server(server.imap, "127.0.0.1", 0)
    with TemporaryDirectory(dir=folder) as place:
        kept = Path(place) / "token.json"
        known = {"token_url": f"{_address(site)}/token", "client_id": "c", "refresh_token": "first"}
        kept.write_text(json.dumps(known))
        try:
            yield server, f"imap://bot%40example.org@127.0.0.1:{imap.sockets[0].getsockname()[1]}", kept
        finally:
            imap.close()
            await runner.cleanup()


def _address(site: web.TCPSite) -> str:
    assert site._server is not None
    host, port = site._server.sockets[0].getsockname()  # type: ignore[attr-defined]
    return f"http://{host}:{port}"
