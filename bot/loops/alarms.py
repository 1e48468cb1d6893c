"""Alarms: where the bot cannot help itself, somebody hears of it by e-mail, once."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

import structlog

from bot.clock import Clock
from bot.loops.bell import Bell
from bot.loops.mail import letter
from bot.wire.smtp import Server, fault_in, send
from conversations.words.catalogue import words
from network.model import Identity
from network.phrase import phrase
from storage import networks
from storage.durable import once
from storage.durable.mails import Mail
from storage.engine.database import Connection, Database, Work
from storage.engine.here import Here

log = structlog.get_logger()
T = TypeVar("T")


class Trouble(StrEnum):
    """What somebody has to see to."""

    STUCK = "stuck"
    """Something waits, and nothing has moved for ten minutes."""
    DISK = "disk"
    TOKEN = "token"  # noqa: S105 - what is refused, not a secret
    POLLER = "poller"
    """Another program asks Telegram for our updates."""
    COPY = "copy"
    """The database, or what was erased of it, cannot be copied everywhere."""
    MAILBOX_AWAY = "mailbox_away"
    MAILBOX_LOGIN = "mailbox_login"
    """The mailbox refuses user or password …"""
    MAILBOX_ACCESS = "mailbox_access"
    """… or what the file has in their place."""
    MAILBOX_FOLDER = "mailbox_folder"
    MAILBOX_CERTIFICATE = "mailbox_certificate"
    """Nobody vouches for it, or nothing would be encrypted."""
    SITE = "site"
    """The page for everybody cannot be written, so that it goes on showing what is over."""


OF_MAILBOX = tuple(trouble for trouble in Trouble if trouble.startswith("mailbox"))
BUILT_KEYS = {"alarm.{}": Trouble}

ENOUGH: Mapping[Trouble, int] = {Trouble.POLLER: 6, Trouble.MAILBOX_AWAY: 8, Trouble.MAILBOX_LOGIN: 3}
"""How often a trouble has to come up before somebody is told; once where it is not named. A bot that is started anew
may be in its own way for a moment.
"""
CALM = timedelta(hours=2)
"""A trouble that has not come up for so long is over."""
AGAIN = timedelta(days=1)
"""One that goes on is told of again after that."""
HELD = timedelta(minutes=5)
"""The mailbox opens again for so long before its troubles are over: what comes and goes is told of once."""
LONGEST = timedelta(days=30)
"""What was told so long ago is nobody’s worry any more."""
OVER = 99
"""The number of what is over, beside those of the troubles."""
NET = 60.0
_PATIENCE = 5.0
"""Seconds that the database, which may be the trouble, is waited for."""


@dataclass(slots=True)
class _Case:
    """A trouble that has come up: how often, when last, and when somebody was told, in seconds of the clock."""

    last: float
    times: int = 0
    told: float | None = None


class Alarms:
    """Hears of troubles and tells of them, past the database: it may be what is in trouble. `to` is whoever is told, by
    an e-mail of the network’s own contact, or else that contact itself; where there is no `server`, the log alone says
    it. `network` is what was known at the start, which counts while the database does not say how it is now.
    """

    def __init__(self, database: Database, clock: Clock, server: Server | None, network: Identity, to: str) -> None:
        self._database = database
        self._clock = clock
        self._server = server
        self._network = network
        self._to = to
        self._bell = Bell()
        self._cases: dict[Trouble, _Case] = {}
        self._remembered: set[Trouble] = set()
        self._opens: float | None = None
        self._closed = True

    def raised(self, trouble: Trouble) -> None:
        """A trouble has come up, or goes on."""
        now = self._clock.elapsed()
        case = self._cases.get(trouble)
        if case is None or now - case.last > CALM.total_seconds():
            case = self._cases[trouble] = _Case(now)
        case.last, case.times = now, case.times + 1
        if trouble in OF_MAILBOX:
            self._opens, self._closed = None, True
        self._bell.ring()

    def opened(self) -> None:
        """The mailbox has opened. `_opens`: since when it does, without a trouble of its in between; `_closed`: it is
        not known yet that nothing of it is left to be told.
        """
        if self._opens is None:
            self._opens = self._clock.elapsed()

    async def run(self) -> None:
        """Tell until cancelled; then wait for the e-mail under way."""
        while True:
            telling = asyncio.create_task(self.once(), name="alarm")
            try:
                await asyncio.shield(telling)
            except Exception as error:
                log.error("an alarm could not be told", exc_info=error)
            finally:
                await asyncio.gather(telling, return_exceptions=True)
            await self._bell.wait(NET)

    async def once(self) -> None:
        """Tell of everything that is to be told now."""
        now = self._clock.elapsed()
        if self._closed and self._opens is not None and now - self._opens >= HELD.total_seconds():
            self._closed = not await self._over()
        for trouble, case in list(self._cases.items()):
            if trouble in OF_MAILBOX and self._opens is not None:
                continue
            goes_on = case.times >= ENOUGH.get(trouble, 1) and now - case.last <= CALM.total_seconds()
            new = case.told is None or now - case.told >= AGAIN.total_seconds()
            if goes_on and new and (await self._was_told_by_another(trouble) or await self._told(trouble)):
                case.told = now

    async def _over(self) -> bool:
        """Tell that the mailbox opens again, where somebody was told that it does not: by this program, or by one
        before it, for whoever has mended a setting starts another. Returns whether that needs no other try.
        """
        now = self._clock.real()

        async def marked(connection: Connection) -> list[str]:
            return [key for key in map(_key, OF_MAILBOX) if await once.marked_within(connection, key, now, LONGEST)]

        told = await self._asked(marked)
        if told is None or (told and not await self._mailed("alarm.mailbox_open", "alarm.over", OVER, now)):
            return False

        async def forget(connection: Connection) -> bool:
            for key in told:
                await once.forget(connection, key)
            return True

        for trouble in OF_MAILBOX:
            self._cases.pop(trouble, None)
        return bool(await self._asked(forget))

    async def _was_told_by_another(self, trouble: Trouble) -> bool:
        """Whether a program that ran before this one has told of it: one that ends over a trouble is started again."""
        if trouble in self._remembered:
            return False
        self._remembered.add(trouble)
        now = self._clock.real()
        return bool(await self._asked(lambda c: once.marked_within(c, _key(trouble), now, AGAIN)))

    async def _told(self, trouble: Trouble) -> bool:
        """Tell of a trouble. Returns whether that needs no other try."""
        log.error("somebody has to see to this", kind=str(trouble))
        now = self._clock.real()
        if not await self._mailed(f"alarm.{trouble}", "alarm.subject", list(Trouble).index(trouble), now):
            return False

        async def remember(connection: Connection) -> bool:
            await once.mark_again(connection, _key(trouble), now)
            return True

        await self._asked(remember)
        return True

    async def _mailed(self, key: str, subject: str, number: int, now: datetime) -> bool:
        """Hand an e-mail over; where there is no way to, the log has said it. Returns whether it needs no other try."""
        self._network = await self._asked(self._of_now) or self._network
        if self._server is not None and self._recipient:
            try:
                async with self._server.session() as session:
                    await send(session, letter(self._mail(key, subject, number, now), self._network, now))
            except Exception as error:
                log.error("nobody could be told by e-mail", kind=key, fault=fault_in(error))
                return False
        return True

    async def _of_now(self, connection: Connection) -> Identity | None:
        stored = await networks.load(Here(connection, self._network.id))
        return None if stored is None else stored.network.identity

    @property
    def _recipient(self) -> str:
        return self._to or self._network.contact.email

    async def _asked(self, work: Work[T | None]) -> T | None:
        """What the database says, if it says anything."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._database.run(work)
        except Exception:
            return None

    def _mail(self, key: str, subject_key: str, number: int, now: datetime) -> Mail:
        locale = self._network.languages[0]
        said = words(locale)
        subject = said.write(phrase(subject_key, network=self._network.name), str)
        rest = [] if number == OVER else [phrase("alarm.once")]
        body = "\n\n".join(said.write(one, str) for one in (phrase(key), *rest))
        nothing = (None, None, None)
        return Mail(-number, self._network.id, self._recipient, subject, body, locale, *nothing, now, 1, 0)


def _key(trouble: Trouble) -> str:
    return f"trouble:{trouble}"
