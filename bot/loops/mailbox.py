"""Reading mail: what came into the mailbox is a committed row of the inbox before it is marked as seen there."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace

import structlog

from bot.clock import Clock
from bot.loops.alarms import Alarms, Trouble
from bot.loops.bell import Bell
from bot.wire.imap import Arrived, Box, Session, fault_in
from correspondence.reading import Reading, read
from storage.durable import crash_points, enclosures, inbox, once
from storage.durable.enclosures import File
from storage.engine.database import Connection, Database

log = structlog.get_logger()

NET = 20.0
"""Seconds between two looks."""
LONGEST_NET = 300.0
"""Seconds between two looks at the most, where the server is away or refuses us."""
AT_ONCE = 40
"""Mails of one look, the newest: after an absence whoever writes now does not wait for all that came before."""
PATIENCE = 120.0
"""Seconds that a look may take until something comes of it: that it is over, or that one more mail is there."""
_TROUBLES = {
    "login": Trouble.MAILBOX_LOGIN,
    "token": Trouble.MAILBOX_ACCESS,
    "folder": Trouble.MAILBOX_FOLDER,
    "certificate": Trouble.MAILBOX_CERTIFICATE,
    "no encryption": Trouble.MAILBOX_CERTIFICATE,
}
"""What somebody has to see to, by the fault that is found; with any other it is out of reach."""
_LANES = 1 << 57
"""Senders have lanes of their own, below those of groups: nobody can be written to there."""


class Mailbox:
    """Looks into the mailbox, each step in a thread: a mail becomes a row, once, and is marked as seen then."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        box: Box,
        arrived: Callable[[], None],
        alarms: Alarms,
    ) -> None:
        self._database = database
        self._clock = clock
        self._box = box
        self._arrived = arrived
        self._alarms = alarms
        self._bell = Bell()
        self._failures = 0

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            found = await self.once()
            if found < AT_ONCE:
                await self._bell.wait(self.pause)

    async def once(self) -> int:
        """Look once. Returns how many mails were found; 0 where the server is away, which is told in its time."""
        try:
            async with asyncio.timeout(PATIENCE) as patience:
                found = await self._look(patience)
        except Exception as error:
            self._failures = min(self._failures + 1, 8)
            fault = fault_in(error)
            log.warning("the mailbox cannot be read", fault=fault, count=self._failures)
            self._alarms.raised(_TROUBLES.get(fault.partition(":")[0], Trouble.MAILBOX_AWAY))
            return 0
        self._failures = 0
        self._alarms.opened()
        return found

    @property
    def pause(self) -> float:
        """Seconds until the next look."""
        return min(NET * float(2**self._failures), LONGEST_NET)

    async def _look(self, patience: asyncio.Timeout) -> int:
        count, session = 0, await self._open()
        try:
            for uid in await asyncio.to_thread(session.unseen, AT_ONCE):
                if (one := await asyncio.to_thread(session.fetch, uid)) is not None:
                    crash_points.reached("mail fetched")
                    said = await asyncio.to_thread(_readable, one)  # what comes from anywhere may take a while
                    files = [] if said.robot or said.bounce else await self._files(session, one)
                    await self._keep(one, replace(said, kept=len(files)), files)
                    crash_points.reached("mail kept")
                    await asyncio.to_thread(session.seen, uid)
                    crash_points.reached("mail seen")
                    count += 1
                    patience.reschedule(asyncio.get_running_loop().time() + PATIENCE)
            await asyncio.to_thread(session.close)
        finally:
            session.abort()
        return count

    async def _open(self) -> Session:
        """Open it; whoever ends this meanwhile waits until that has come to something, so that no line stays open."""
        opening = asyncio.create_task(asyncio.to_thread(self._box.open), name="mailbox")
        try:
            return await asyncio.shield(opening)
        except asyncio.CancelledError:
            await asyncio.wait((opening,))
            if opening.exception() is None:
                opening.result().abort()
            raise

    async def _files(self, session: Session, one: Arrived) -> list[File]:
        """What came with a mail that somebody wrote."""
        taken, refused = await asyncio.to_thread(session.files, one)
        files = [File(some.name, some.media_type, some.content) for some in taken]
        return [*files, *(File(some.name, why=some.why) for some in refused)]

    async def _keep(self, one: Arrived, said: Reading, files: Sequence[File]) -> None:
        """Make a mail a row with its files, unless it is one already: by its place in the mailbox, and by its
        Message-ID, which another sender may have too.
        """
        again = [f"letter:{_hashed(f'{said.sender} {said.message_id}')}"] if said.message_id else []
        names = [f"letter:{_hashed(one.name)}", *again]
        now = self._clock.real()

        async def keep(connection: Connection) -> None:
            if all([await once.mark(connection, name, now) for name in names]):
                row = await inbox.add(connection, "mail", _lane(said.sender), said.data(), now)
                await enclosures.put(connection, row.id, row.lane, files, now)

        await self._database.run(keep)
        self._arrived()


def _readable(one: Arrived) -> Reading:
    """What a mail says; nothing, where it is such that reading it fails."""
    with suppress(Exception):
        return read(one.raw)
    log.error("a mail could not be read", size=one.size)
    return Reading(robot=True)


def _hashed(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:40]


def _lane(sender: str) -> int:
    return -_LANES - int.from_bytes(hashlib.sha256(sender.encode("utf-8", "replace")).digest()[:6], "big")
