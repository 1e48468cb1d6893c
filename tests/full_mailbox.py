"""What a full mailbox costs: how long whoever writes now waits behind all that lies there, and how much memory.

    python -m tests.full_mailbox [--mails 10000] [--most-seconds 600]

The program runs in a process of its own, on SQLite; mailbox, mail server and Telegram are in this one. One act lies
there as the newest when it starts, one comes while it reads. Prints seconds, and the most memory so far.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage, Message
from pathlib import Path

from bot.clock import real_now
from tests.stage import on_the_wire
from tests.stage.correspondent import Correspondent
from tests.stage.inside import send_case, value
from tests.stage.letter_box import ADDRESS, PASSWORD, LetterBox
from tests.stage.post_office import post_office
from tests.stage.processes import environment_of, started
from tests.test_referents import without_account

ADVISER = "conseillere-bouche@example.org"
TAKEN = "SELECT count(*) FROM slot WHERE taken_by = 'conseillere-bouche'"
BIG = 100
"""Each mail of so many has something attached that is longer than what is fetched of one; every tenth is a person’s."""


def lying_there(many: int) -> Iterator[bytes]:
    """What fills a mailbox."""
    kinds = {(big, bulk): _one(big=big, bulk=bulk) for big in (False, True) for bulk in (False, True)}
    for number in range(many):
        yield kinds[number % BIG == 0, number % 10 != 0].replace(b"NUMBER", b"%d" % number)


def _one(*, big: bool, bulk: bool) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "nNUMBER@example.org", "Offre", "<NUMBER@example.org>"
    if bulk:
        mail["Precedence"] = "bulk"
    mail.set_content("Une offre pour vous.\n" * 100)
    if big:
        mail.add_attachment(bytes(400 << 10), maintype="application", subtype="zip", filename="offre.zip")
    return bytes(mail)


@dataclass
class FullBox:
    """As much of an IMAP server as reading takes: one that costs next to nothing, whatever lies there."""

    mails: list[bytes] = field(default_factory=list)
    unseen: dict[int, None] = field(default_factory=dict)
    url: str = ""
    sections: dict[int, dict[str, bytes]] = field(default_factory=dict)

    def put(self, *mails: bytes) -> None:
        """Mails arrive; each is numbered by its place."""
        for mail in mails:
            self.mails.append(mail)
            self.unseen[len(self.mails)] = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one visitor."""
        writer.write(b"* OK [CAPABILITY IMAP4rev1] ready\r\n")
        while line := await reader.readline():
            tag, command = line.split()[:2]
            writer.write(self._said(command, line) + tag + b" OK done\r\n")
            await writer.drain()
        writer.close()

    def _said(self, command: bytes, line: bytes) -> bytes:
        if command == b"CAPABILITY":
            return b"* CAPABILITY IMAP4rev1\r\n"
        if command == b"SELECT":
            return b"* %d EXISTS\r\n* OK [UIDVALIDITY 1]\r\n" % len(self.mails)
        if b"SEARCH" in line:
            return b"* SEARCH " + b" ".join(b"%d" % uid for uid in self.unseen) + b"\r\n"
        if command != b"UID":
            return b""
        uid = int(line.split()[3])
        if b"STORE" in line:
            self.unseen.pop(uid, None)
            return b""
        mail = self.mails[uid - 1]
        if b"SIZE" in line:
            return b"* %d FETCH (UID %d RFC822.SIZE %d)\r\n" % (uid, uid, len(mail))
        most, asked = re.search(rb"<0\.(\d+)>", line), re.search(rb"BODY\.PEEK\[([0-9.]+(?:MIME)?)\]", line)
        part = self.section(uid, asked[1].decode()) if asked else mail
        part = part[: int(most[1])] if most else part
        return b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n" % (uid, uid, len(part)) + part + b")\r\n"

    def section(self, uid: int, name: str) -> bytes:
        """A part of a mail, or its head, by its number (RFC 3501, 6.4.5); nothing where there is none."""
        if uid not in self.sections:
            found: dict[str, bytes] = {}
            _number(message_from_bytes(self.mails[uid - 1]), "", found)
            self.sections = {uid: found}
        return self.sections[uid].get(name, b"")


def _number(part: Message, number: str, found: dict[str, bytes]) -> None:
    """The parts below one, with their heads, by their numbers."""
    for at, inner in enumerate(part.get_payload() if part.is_multipart() else (), 1):
        if isinstance(inner, Message):
            name = f"{number}.{at}" if number else str(at)
            head, _, body = inner.as_bytes().partition(b"\n\n")
            found[f"{name}.MIME"], found[name] = head + b"\r\n\r\n", body
            _number(inner, name, found)


@asynccontextmanager
async def full_box() -> AsyncIterator[FullBox]:
    """Such a mailbox, open."""
    box = FullBox()
    server = await asyncio.start_server(box.serve, "127.0.0.1", 0)
    box.url = f"imap://{ADDRESS.replace('@', '%40')}:{PASSWORD}@127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield box
    finally:
        server.close()


async def measure(many: int, most_seconds: float) -> None:
    """Print what is so."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/bot.sqlite3"
        network = without_account(Path(folder))
        async with (
            post_office() as office,
            full_box() as box,
            on_the_wire(
                url, at=real_now(), greeted=(), smtp_url=office.url, imap_url=box.url, network_file=network
            ) as stage,
        ):
            adviser = Correspondent(ADVISER, stage, office, LetterBox())
            for _ in range(2):
                await send_case(stage)
            first, second = (bytes(adviser.composed("Je m’en occupe", letter)) for letter in adviser.letters)
            await stage.stop()
            box.put(*lying_there(many), first)
            async with started(
                sys.executable,
                "-m",
                "tests.crash.victim",
                env=environment_of(
                    stage.world,
                    stage.settings.telegram_api_url,
                    stage.settings.database_url,
                    NETWORK_FILE=str(stage.settings.network_file),
                    SMTP_URL=office.url,
                    IMAP_URL=box.url,
                ),
            ) as bot:
                began = time.monotonic()
                print(f"the newest of {many + 1} mails, a start included: {await _until(url, 1, began):.1f} s")
                _say(bot.pid, began, "then")
                while len(box.unseen) > many / 2 and time.monotonic() - began < most_seconds:  # noqa: ASYNC110 - it reads elsewhere
                    await asyncio.sleep(1)
                _say(bot.pid, began, f"{len(box.unseen)} mails left")
                box.put(second)
                print(f"one that comes meanwhile: {await _until(url, 2, time.monotonic()):.1f} s")
                while box.unseen and time.monotonic() - began < most_seconds:  # noqa: ASYNC110 - it reads elsewhere
                    await asyncio.sleep(1)
                _say(bot.pid, began, f"{len(box.unseen)} mails left")


async def _until(url: str, taken: int, began: float) -> float:
    while await value(url, TAKEN) < taken:  # noqa: ASYNC110 - another process works
        await asyncio.sleep(0.1)
    return time.monotonic() - began


def _say(pid: int, began: float, when: str) -> None:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    most = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    print(f"{when}: {most / 1024:.0f} MiB at the most so far, {time.monotonic() - began:.0f} s", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--most-seconds", type=float, default=600)
    given = parser.parse_args()
    asyncio.run(measure(given.mails, given.most_seconds))


if __name__ == "__main__":
    main()
