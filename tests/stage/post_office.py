"""A post office: a real mail server of the tests' own, which keeps what it takes, and refuses what it is told to."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cached_property, lru_cache
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class _Remembering(policy.EmailPolicy):
    """Reads a line of a head once: letters have most of theirs in common, and each is asked for again and again."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        """The line as it was read, whoever has it."""
        return _as_read(name, value)


@lru_cache(maxsize=4096)
def _as_read(name: str, value: str) -> Any:
    return policy.default.header_fetch_parse(name, value)


_AS_SENT = _Remembering()


@dataclass(frozen=True)
class Letter:
    """An e-mail that was taken: its envelope, what is in it, and when that was, in nanoseconds of no clock. What is
    looked at again and again is read out of it once.
    """

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    at: int = field(default_factory=time.monotonic_ns)

    @cached_property
    def text(self) -> str:
        """The plain text, as it is read."""
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")

    @cached_property
    def head(self) -> tuple[tuple[str, str], ...]:
        """The names and the values of its head."""
        return tuple((name, str(value)) for name, value in self.message.items())

    @cached_property
    def files(self) -> tuple[str, ...]:
        """The names of its files."""
        return tuple(name for part in self.message.walk() if (name := part.get_filename()))

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Its texts that are no files, each with its kind."""
        return tuple(
            (part.get_content_type(), str(part.get_content()))
            for part in self.message.walk()
            if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
        )


def _open() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@dataclass  # without slots: aiosmtpd reads every attribute, which Python 3.11.2 refuses for "__weakref__"
class Office:
    """The server and what it does. `answers` are given instead of its own, the first first: ``("RCPT", "550 No")``.

    With `password`, nobody sends without logging in; `locked`, nobody gets in. `cut` counts the mails after which the
    connection is cut before the server says that it took them; it thinks before it says so until `opens` is set.
    `encrypted` tells of each mail whether it came encrypted.
    """

    user: str = ""
    password: str = ""
    tls: ssl.SSLContext | None = None
    implicit: bool = False
    letters: list[Letter] = field(default_factory=list)
    answers: deque[tuple[str, str]] = field(default_factory=deque)
    logins: int = 0
    locked: bool = False
    cut: int = 0
    opens: asyncio.Event = field(default_factory=_open)
    encrypted: list[bool] = field(default_factory=list)
    port: int = 0
    _server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """What SMTP_URL is set to."""
        scheme = "smtps" if self.implicit else "smtp"
        who = f"{self.user}:{self.password}@" if self.password else ""
        return f"{scheme}://{who}127.0.0.1:{self.port}"

    async def open(self) -> None:
        """Begin to answer; on the port of the last time, if there was one."""
        loop = asyncio.get_running_loop()
        outer, inner = (self.tls, None) if self.implicit else (None, self.tls)

        def session() -> SMTP:
            return SMTP(
                self, hostname="localhost", loop=loop, tls_context=inner, authenticator=self._let_in,
                auth_require_tls=False, enable_SMTPUTF8=True,
            )  # fmt: skip

        self._server = await loop.create_server(session, "127.0.0.1", self.port, ssl=outer)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        """Nobody is there any more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None

    def _let_in(self, _server: object, _session: object, _envelope: object, _method: str, data: Any) -> AuthResult:
        self.logins += 1
        assert isinstance(data, LoginPassword)
        right = (data.login.decode(), data.password.decode()) == (self.user, self.password)
        return AuthResult(success=right and not self.locked, handled=False)

    def _answer(self, command: str) -> str | None:
        return self.answers.popleft()[1] if self.answers and self.answers[0][0] == command else None

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Whether somebody may send."""
        if self.password and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if answer := self._answer("MAIL"):
            return answer
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        """Whether somebody is known here. A refusal quotes the address, as servers do."""
        if answer := self._answer("RCPT"):
            return f"{answer} <{address}>"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Whether a mail is taken."""
        await self.opens.wait()
        if answer := self._answer("DATA"):
            return answer
        content = envelope.content
        assert isinstance(content, bytes)
        assert envelope.mail_from is not None
        message = message_from_bytes(content, policy=_AS_SENT)
        assert isinstance(message, EmailMessage)
        self.letters.append(Letter(envelope.mail_from, tuple(envelope.rcpt_tos), message))
        self.encrypted.append(session.ssl is not None or self.implicit)
        if self.cut:
            self.cut -= 1
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 OK"


OPEN: dict[int, Office] = {}
"""The offices of the tests under way, by their ports: whoever ends a stage looks through what went there."""


@asynccontextmanager
async def post_office(**given: Any) -> AsyncIterator[Office]:
    """A post office that is open."""
    office = Office(**given)
    await office.open()
    OPEN[office.port] = office
    try:
        yield office
    finally:
        del OPEN[office.port]
        await office.close()
