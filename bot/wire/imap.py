"""The mailbox: where IMAP_URL says it is, and a session with it, step by step, in a thread of its own."""

from __future__ import annotations

import imaplib
import re
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from bot.wire.mail_files import files_of
from bot.wire.oauth import TokenError, Tokens
from bot.wire.smtp import LOCAL
from correspondence.enclosed import Enclosed, Refused, enclosed

TIMEOUT = 30.0
"""Seconds that the server may say nothing within one step."""
MOST_BYTES = 256 << 10
"""Of one mail, from its beginning: head and words stand there. What is sent along is fetched by itself."""
_PASSES = re.compile(r"\[(UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\b", re.I)
"""What a server says that lets nobody in for now (RFC 5530, RFC 9051): nothing is wrong with a password."""
_CERTIFICATES = {10: "certificate: expired", 62: "certificate: host", 64: "certificate: host"}
"""What is wrong with one, as OpenSSL numbers it; anything else: nobody vouches for it."""
_PORTS = {"imap": 143, "imaps": 993}


class RefusedError(Exception):
    """The server does not let us in, or has no such folder: a setting is wrong. The text is a code."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail as it lies in the mailbox: a name that no other has there, its whole size in bytes, and its beginning."""

    uid: bytes
    name: str
    size: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox. With `tls` the connection begins encrypted, else STARTTLS encrypts it where that is offered. `tokens`
    give what opens it instead of a password.
    """

    host: str
    port: int
    tls: bool
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    folder: str = "INBOX"
    tokens: Tokens | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, url: str, token_file: Path | None = None) -> Self:
        """Read ``imaps://user:password@host:993/folder`` or ``imap://…``; everything is percent-encoded. With a
        `token_file` there is no password.

        Raises ValueError where it is no such address; the text holds nothing of it.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise ValueError("not an address") from None
        if parts.scheme not in _PORTS or not parts.hostname or any(c.isspace() for c in url):
            raise ValueError("not the address of a mailbox")
        if not parts.username or not (parts.password or token_file) or parts.query or parts.fragment:
            raise ValueError("no credentials, or something behind the folder")
        return cls(
            parts.hostname,
            port or _PORTS[parts.scheme],
            parts.scheme == "imaps",
            unquote(parts.username),
            unquote(parts.password or ""),
            unquote(parts.path.strip("/")) or "INBOX",
            Tokens(token_file) if token_file is not None else None,
        )

    @property
    def address(self) -> str:
        """The address that is read there, where the user name is one; else empty."""
        return self.username if re.fullmatch(r"[^@\s]+@[^@\s]+", self.username) else ""

    def open(self, most_seconds: float = TIMEOUT) -> Session:
        """A connection with the folder open.

        Raises:
            RefusedError: the credentials or the folder are refused, or they would travel unencrypted.
            OSError, imaplib.IMAP4.error: the server is out of reach, shows a certificate that nobody vouches for, or
                says what nobody understands.
        """
        session = Session(self._connected(most_seconds), f"{self.username}@{self.host}/{self.folder}")
        try:
            self._log_in(session.client)
            status, _ = session.client.select(f'"{self.folder}"')
            if status != "OK":
                raise RefusedError("folder")
        except BaseException:
            session.abort()
            raise
        return session

    def _connected(self, seconds: float) -> imaplib.IMAP4:
        if self.tls:
            return imaplib.IMAP4_SSL(self.host, self.port, ssl_context=self._context(), timeout=seconds)
        client = imaplib.IMAP4(self.host, self.port, timeout=seconds)
        if "STARTTLS" in client.capabilities:
            client.starttls(self._context())
        elif self.host not in LOCAL:
            client.shutdown()
            raise RefusedError("no encryption")
        return client

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if self.host in LOCAL:
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context

    def _log_in(self, client: imaplib.IMAP4) -> None:
        try:
            if self.tokens is None and f"{self.username}{self.password}".isascii():
                client.login(self.username, self.password)
            elif self.tokens is None:
                plain = f"\0{self.username}\0{self.password}".encode()
                client.authenticate("PLAIN", lambda _: plain)
            else:
                said = f"user={self.username}\x01auth=Bearer {self.tokens.access()}\x01\x01".encode()
                client.authenticate("XOAUTH2", lambda challenge: b"" if challenge else said)
        except TokenError as error:
            raise RefusedError(f"token: {error}") from None
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            if _PASSES.search(str(error)):
                raise
            if self.tokens is None:  # the server’s words may quote the name
                raise RefusedError("login") from None
            self.tokens.forget()
            raise RefusedError("token: not taken") from None


class Session:
    """A folder that is open, and whose it is. Nothing is marked as seen by reading it."""

    def __init__(self, client: imaplib.IMAP4, whose: str = "") -> None:
        self.client = client
        self._whose = whose

    def unseen(self, most: int) -> list[bytes]:
        """The newest mails that were not marked as seen, the oldest of them first."""
        _, [found] = self.client.uid("SEARCH", "UNSEEN")
        return sorted((found or b"").split(), key=int)[-most:]

    def fetch(self, uid: bytes) -> Arrived | None:
        """The beginning of a mail; None where it is there no more, or the server does not give it now."""
        size = self._size(uid)
        if size is None:
            return None
        _, parts = self.client.uid("FETCH", uid.decode(), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
        return None if raw is None else Arrived(uid, self._named(uid), size, bytes(raw)[:MOST_BYTES])

    def files(self, one: Arrived) -> tuple[list[Enclosed], list[Refused]]:
        """What files came with a mail, and what of them is not taken; of a small mail they are there already."""
        return enclosed(one.raw) if one.size <= len(one.raw) else files_of(self.client, one.uid, one.raw)

    def _size(self, uid: bytes) -> int | None:
        _, parts = self.client.uid("FETCH", uid.decode(), "(RFC822.SIZE)")
        said = b" ".join(part if isinstance(part, bytes) else part[0] for part in parts if part)
        found = re.search(rb"RFC822\.SIZE (\d+)", said)
        return int(found[1]) if found else None

    def seen(self, uid: bytes) -> None:
        """Mark a mail as seen."""
        status, _ = self.client.uid("STORE", uid.decode(), "+FLAGS", r"(\Seen)")
        if status != "OK":
            raise imaplib.IMAP4.error("a mail cannot be marked as seen")

    def close(self) -> None:
        """Take leave; whatever comes of that."""
        with suppress(Exception):
            self.client.logout()
        self.abort()

    def abort(self) -> None:
        """Hang up, also while another thread waits for an answer."""
        with suppress(Exception):
            self.client.shutdown()

    def _named(self, uid: bytes) -> str:
        """What no other mail is called: where a server numbers its mails anew (RFC 3501, 2.3.1.1), and in another
        mailbox, which may count as this one does.
        """
        given = self.client.untagged_responses.get("UIDVALIDITY") or [b""]
        validity = given[0].decode("ascii", "replace") if isinstance(given[0], bytes) else ""
        return f"{self._whose}.{validity}.{uid.decode()}"


def fault_in(error: BaseException) -> str:
    """A fault without the server’s words."""
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(error.verify_code, "certificate: unknown")
    return "no TLS" if isinstance(error, ssl.SSLError) else type(error).__name__
