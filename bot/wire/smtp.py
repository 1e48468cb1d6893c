"""The mail server: where SMTP_URL says it is, a session with it, and what its refusals mean."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Self
from urllib.parse import unquote, urlsplit

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

TIMEOUT = 30.0
"""Seconds that one step with the server may take."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that need no encryption and no certificate that anybody vouches for: nothing leaves the machine."""

_PORTS = {"smtp": 587, "smtps": 465}
# RFC 5321 and RFC 4954: no access without (other) credentials, whatever the command; and a mail that is too big.
_NO_ACCESS = frozenset({530, 534, 535, 538})
_TOO_BIG = 552


class RefusesUsError(Exception):
    """The server does not let us in, or not with this sender: a setting is wrong, not the mail. The text is a code."""


class RefusesMailError(Exception):
    """The server will never take this mail. The text is a code."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. With `tls` the connection begins encrypted, else STARTTLS encrypts it where that is offered."""

    host: str
    port: int
    tls: bool
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> Self:
        """Read ``smtp://user:password@host:587`` or ``smtps://…``; credentials are percent-encoded, or left out.

        Raises ValueError where it is no such address; the text holds nothing of it.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise ValueError("not an address") from None
        if parts.scheme not in _PORTS or not parts.hostname or any(c.isspace() for c in url):
            raise ValueError("not the address of a mail server")
        if parts.path not in ("", "/") or parts.query or parts.fragment:
            raise ValueError("something behind the host")
        if bool(parts.username) != bool(parts.password):
            raise ValueError("half of the credentials")
        return cls(
            parts.hostname,
            port or _PORTS[parts.scheme],
            parts.scheme == "smtps",
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )

    @asynccontextmanager
    async def session(self) -> AsyncIterator[SMTP]:
        """A connection, logged in. Leaving it raises nothing: what the server took is taken.

        Raises on entering:
            RefusesUsError: the credentials are refused, or would travel unencrypted to another machine.
            OSError, SMTPException: the server is out of reach, or asks to come back later.
        """
        client = SMTP(
            hostname=self.host,
            port=self.port,
            use_tls=self.tls,
            start_tls=False if self.tls else None,
            validate_certs=self.host not in LOCAL,
            timeout=TIMEOUT,
        )
        await client.connect()
        try:
            if self.username:
                await self._log_in(client)
            yield client
        finally:
            with suppress(Exception):
                await client.quit()
            client.close()

    async def _log_in(self, client: SMTP) -> None:
        if client.get_transport_info("sslcontext") is None and self.host not in LOCAL:
            raise RefusesUsError("no encryption")
        try:
            await client.login(self.username, self.password)
        except SMTPAuthenticationError as error:
            if error.code < 500:
                raise
            raise RefusesUsError(fault_in(error)) from None
        except SMTPException as error:
            if type(error) is not SMTPException:
                raise
            raise RefusesUsError("no way to log in") from None  # it offers none, or none that we know


async def send(client: SMTP, letter: EmailMessage) -> None:
    """Hand one mail, with one recipient, over to the server of a session.

    Raises:
        RefusesUsError: it wants other credentials, or not this sender.
        RefusesMailError: it refuses the recipient or the mail, for good.
        OSError, SMTPException: something that may pass.
    """
    try:
        await client.send_message(letter)
    except SMTPNotSupported:
        raise RefusesMailError("address") from None
    except SMTPRecipientsRefused as error:
        raise _judged(error.recipients[0]) from None
    except SMTPResponseException as error:
        raise _judged(error) from None


def _judged(error: SMTPResponseException) -> Exception:
    """4xx passes, 5xx does not (RFC 5321, 4.2.1); of those, some are about us."""
    if error.code < 500:
        return error
    about_us = isinstance(error, SMTPSenderRefused) and error.code != _TOO_BIG
    return (RefusesUsError if about_us or error.code in _NO_ACCESS else RefusesMailError)(fault_in(error))


def fault_in(error: BaseException) -> str:
    """A fault without the server's words, which may quote the address: ``SMTP 550``, ``SMTPConnectError``."""
    if isinstance(error, SMTPResponseException):
        return f"SMTP {error.code}"
    return str(error) if isinstance(error, RefusesUsError | RefusesMailError) else type(error).__name__
