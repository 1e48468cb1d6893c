"""Mailing: the table of mails to the mail server, one at a time, with every outcome written down."""

from __future__ import annotations

import asyncio
import mimetypes
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from functools import partial
from typing import Any

import idna
import structlog

from bot.clock import Clock
from bot.loops.bell import Bell
from bot.loops.lanes import BROKEN_OFF
from bot.loops.persist import persist
from bot.loops.printing import printed
from bot.wire.smtp import RefusesMailError, RefusesUsError, Server, fault_in, send
from bot.workshop import Maker
from correspondence.page import noted
from network.model import Identity
from storage import networks
from storage.durable import crash_points, inbox, mails
from storage.durable.mails import Attachment, Mail
from storage.engine.database import Connection, Database
from storage.engine.here import Here
from storage.letters import attachment

log = structlog.get_logger()

NET = 1.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, mails.LONGEST_WAIT.total_seconds()
"""Seconds before the second try of a mail, and at the most before a later one: each pause is four times the last."""
PATIENT = 4
"""Waits of a mail for a file that Telegram does not give now: about three minutes; then it goes without."""
MOST_BYTES = 18 << 20
"""Of the files of one mail: as they travel that is a third more, and 25 MB are what mail servers take."""
FIRST_REST, LONGEST_REST = 30.0, 900.0
"""Seconds in which nothing is sent after the server refused us: a server that is asked too often locks us out."""


class _Whole(UnstructuredHeader, BaseHeader):
    """A header that stays on one line: an address that is cut, or encoded, is none any more."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
_HEADERS.map_to_type("List-Unsubscribe", _Whole)
_POLICY = default.clone(header_factory=_HEADERS)


class Mailer:
    """Sends one mail at a time: they all go through one server. The database is not held meanwhile."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        server: Server,
        bell: Bell,
        happened: Callable[[], None],
        fetch: Callable[[str], Awaitable[bytes | None]],
        maker: Maker,
        mailbox: str = "",
    ) -> None:
        self._database = database
        self._clock = clock
        self._server = server
        self._bell = bell
        self._happened = happened
        self._fetch = fetch
        self._maker = maker
        self._mailbox = mailbox
        self._sending: asyncio.Task[None] | None = None
        self._refusals = 0
        self._rests_until = 0.0

    @property
    def busy(self) -> bool:
        """Whether a mail is under way."""
        return self._sending is not None

    async def run(self) -> None:
        """Send until cancelled; then wait for the mail under way."""
        while True:
            mail = await self._next()
            if mail is None:
                await self._bell.wait(NET)
                continue
            self._sending = asyncio.create_task(self._mail(mail), name=f"mail {mail.id}")
            try:
                await asyncio.shield(self._sending)
            finally:
                await asyncio.gather(self._sending, return_exceptions=True)
                self._sending = None

    async def once(self) -> int:
        """Send the oldest mail, while nothing else does. Returns how many that were."""
        mail = await self._next()
        if mail is None:
            return 0
        await self._mail(mail)
        return 1

    async def _next(self) -> Mail | None:
        if self._clock.elapsed() < self._rests_until:
            return None
        try:
            return await self._database.look(lambda c: mails.lease(c, self._clock.real()), alone=True)
        except Exception as error:
            log.error("the mails cannot be read", exc_info=error)
            return None

    async def _mail(self, mail: Mail) -> None:
        try:
            await self._try(mail)
        except Exception as error:  # the database failed: the lease ends, and the mail is tried again
            log.error("what became of a mail could not be written down", mail=mail.id, exc_info=error)

    async def _try(self, mail: Mail) -> None:
        if mail.attempts > mails.MOST_ATTEMPTS:
            await self._dead(mail, BROKEN_OFF)
            return
        try:
            network = await self._database.run(lambda c: _network(c, mail))
            files, left = await self._files(mail)
            whole = await self._made(mail)
            if whole is None:
                return
            message = letter(whole, network, self._clock.real(), self._mailbox, files, left)
            async with self._server.session() as session:
                await send(session, message)
                crash_points.reached("after mail")
                await persist(self._database, lambda c: mails.sent(c, mail, self._clock.real()), mail=mail.id)
        except RefusesUsError as error:
            await self._rest(mail, fault_in(error))
        except RefusesMailError as error:
            await self._dead(mail, fault_in(error))
        except Exception as error:
            await self._again(mail, error)
        else:
            self._refusals = 0

    async def _made(self, mail: Mail) -> Mail | None:
        """A mail with the file that the workshop makes for it; None where it was taken out meanwhile."""
        if mail.made is None:
            return mail
        content = await printed(self._maker, mail.made)
        still = await self._database.read(lambda c: mails.waits(c, mail.id))
        return replace(mail, attachment=content, made=None) if still else None

    async def _files(self, mail: Mail) -> tuple[list[Attachment], list[str]]:
        """The files that go with a mail, from where each is kept; and what is said of those that cannot go."""
        files: list[Attachment] = []
        left: list[str] = []
        room = MOST_BYTES
        for number, name, otherwise in mail.files:
            kept = await self._database.read(partial(attachment, letter_id=number, room=room))
            try:
                content = kept and (kept.data or (await self._fetch(kept.file_id) if kept.file_id else None))
            except Exception:
                if mail.waits < PATIENT:
                    raise
                content = None
            if not content or len(content) > room:
                left.append(otherwise)
            else:
                files.append((name, content))
                room -= len(content)
        return files, left

    async def _again(self, mail: Mail, error: Exception) -> None:
        """Out of reach, or not now: later, for about a day."""
        log.warning("a mail has to wait", mail=mail.id, attempts=mail.waits + 1, exc_info=error)
        if mail.waits + 1 >= mails.MOST_WAITS:
            await self._dead(mail, fault_in(error))
            return
        pause = min(FIRST_PAUSE * 4 ** min(mail.waits, 10), LONGEST_PAUSE)
        until = self._clock.real() + timedelta(seconds=pause)
        await self._database.run(lambda c: mails.postpone(c, mail, until, fault_in(error), "passing"))

    async def _rest(self, mail: Mail, fault: str) -> None:
        """Nothing is wrong with the mail: it waits, as all of them do, until a setting is mended; somebody is told."""
        log.error("the mail server refuses us: check SMTP_URL and the network's own e-mail", mail=mail.id, fault=fault)
        rest = min(FIRST_REST * 2 ** min(self._refusals, 10), LONGEST_REST)
        first, self._refusals = self._refusals == 0, self._refusals + 1
        self._rests_until = self._clock.elapsed() + rest

        async def wait(connection: Connection) -> None:
            await mails.postpone(connection, mail, self._clock.real() + timedelta(seconds=rest), fault, "asked")
            if first:
                await inbox.add(connection, "delivery", 0, {"kind": "mail_refused"}, self._clock.real())

        await self._database.run(wait)
        self._happened()

    async def _dead(self, mail: Mail, fault: str) -> None:
        about: dict[str, Any] = {"kind": "mail_dead", "about": mail.about, "mail": mail.id, "fault": fault}

        async def bury(connection: Connection) -> None:
            if await mails.give_up(connection, mail, fault):
                await inbox.add(connection, "delivery", 0, about, self._clock.real())

        await self._database.run(bury)
        log.error("a dead mail", mail=mail.id, fault=fault)
        self._happened()


async def _network(connection: Connection, mail: Mail) -> Identity:
    """The network that a mail is sent for, as it is now: its contact may have changed."""
    stored = await networks.load(Here(connection, mail.network_id))
    if stored is None or not stored.network.identity.contact.email:
        raise RefusesUsError("no sender")
    return stored.network.identity


def letter(
    mail: Mail,
    network: Identity,
    now: datetime,
    mailbox: str = "",
    files: Sequence[Attachment] = (),
    left: Sequence[str] = (),
) -> EmailMessage:
    """The e-mail as it travels at `now`: plain text, and a page where it has one; from the `mailbox` that is read, or
    from the network's own contact, who also gets what answers a mail that no program can make anything of. `files` go
    with it, `left` says which do not.

    Its Message-ID is the same whenever it is made of the same row, so that a doubled one can be recognised.

    Raises:
        RefusesUsError: the network's own address is none.
        RefusesMailError: the recipient's is none.
    """
    sender = _address(mailbox or network.contact.email, network.name, RefusesUsError("sender"))
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = _address(mail.recipient, "", RefusesMailError("address"))
    if mailbox and not mail.page:
        message["Reply-To"] = _address(network.contact.email, network.name, RefusesUsError("sender"))
    message["Subject"] = mail.subject
    message["Date"] = now
    seal = f".{mail.seal}" if mail.seal else ""
    message["Message-ID"] = f"<{mail.id}.{mail.created_at:%Y%m%d%H%M%S}{seal}.{mail.network_id}@{sender.domain}>"
    message["Auto-Submitted"] = "auto-replied" if mail.answers else "auto-generated"
    before = [f"<{mail.thread}.{mail.network_id}@{sender.domain}>"] if mail.thread else []
    if before or mail.answers:
        message["In-Reply-To"] = mail.answers or before[0]
        message["References"] = " ".join([*before, *([mail.answers] if mail.answers else [])])
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
    message.set_content("\n\n".join((*left, mail.body)), cte="quoted-printable")
    if mail.page is not None:
        message.add_alternative(noted(mail.page, left), subtype="html", cte="quoted-printable")
    if mail.attachment is not None and mail.attachment_name is not None:
        files = [(mail.attachment_name, mail.attachment), *files]
    for name, content in files:
        main, sub = (mimetypes.guess_type(name)[0] or "application/octet-stream").split("/")
        more = None if (method := _METHOD.search(content)) is None else _of_calendar(method[1])
        message.add_attachment(content, maintype=main, subtype=sub, filename=name, params=more)
    message["Content-Language"] = mail.locale
    return message


_METHOD = re.compile(rb"\ABEGIN:VCALENDAR\r\n(?:.*\r\n)*?METHOD:([A-Z]+)\r\n")


def _of_calendar(method: bytes) -> dict[str, str]:
    """What a mail program must read outside of the file to take it as an invitation (RFC 6047, 2.4)."""
    return {"charset": "utf-8", "method": method.decode()}


def _address(written: str, name: str, otherwise: Exception) -> Address:
    """An address with its domain in ASCII, as every server takes it (IDNA 2008: straße.de is not strasse.de)."""
    local, at, domain = written.rpartition("@")
    try:
        ascii_only = domain if domain.isascii() else idna.encode(domain.lower(), uts46=False).decode()
        return Address(name, addr_spec=f"{local}{at}{ascii_only}".encode("ascii").decode())
    except (ValueError, IndexError, MessageError):
        raise otherwise from None
