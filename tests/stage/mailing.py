"""Mailing: those of a story who have an e-mail program and nothing else, and what such programs write by themselves.

Their mails go through a real mail server and a real mailbox of the tests’ own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage

from tests.stage.correspondent import Correspondent, collect
from tests.stage.letter_box import LetterBox, letter_box
from tests.stage.post_office import Letter, Office, post_office
from tests.stage.stage import Stage

ADDRESSES = {
    "bouche": "conseillere-bouche@example.org",
    "territoire": "charge-accueil-sancy-artense@example.org",
    "animatrice": "animatrice-reseau@example.org",
    "camille": "camille@example.org",
    "inconnue": "quelquun@example.org",
}
"""Of those who write mails, by the words that stories call them."""
_REPORT = (
    "From: {sender}\nTo: bot@example.org\nSubject: {subject}\nMessage-ID: <{kind}.{answers}\n"
    "MIME-Version: 1.0\nContent-Type: multipart/report; report-type={kind}; boundary=b\n\n"
    "--b\nContent-Type: text/plain; charset=utf-8\n\n1\n\n"
    "--b\nContent-Type: message/{kind}\n\n{said}\n\n"
    "--b\nContent-Type: message/rfc822\n\nMessage-ID: <{answers}\nSubject: x\n\nwords\n\n--b--\n"
)


@dataclass
class Mailing:
    """The office and the box of a story. `on_its_way` are mails that were sent and have not arrived."""

    office: Office
    box: LetterBox
    on_its_way: list[EmailMessage | bytes] = field(default_factory=list)

    def of(self, word: str, stage: Stage) -> Correspondent:
        """Whoever a story calls so."""
        return Correspondent(ADDRESSES[word], stage, self.office, self.box)

    async def arrive(self, stage: Stage, *mails: EmailMessage | bytes, times: int = 1) -> None:
        """Mails come, each so many times, and are read; without any, what is on its way."""
        arriving = mails or (*self.on_its_way,)
        if not mails:
            self.on_its_way.clear()
        await self.box.put(*(mail for mail in arriving for _ in range(times)))
        await collect(stage)


@asynccontextmanager
async def mailing() -> AsyncIterator[Mailing]:
    """An office and a box that are open."""
    async with post_office() as office, letter_box() as box:
        yield Mailing(office, box)


BEGINS = {"pdf": b"%PDF-1.7 ", "jpg": b"\xff\xd8\xff\xe0 ", "docx": b"PK\x03\x04 ", "exe": b"MZ\x90\x00 ", "txt": b""}
"""How the files begin that people send, by how their names end."""


def enclosing(mail: EmailMessage, names: Iterable[str]) -> EmailMessage:
    """A mail with files; in each is its name."""
    for name in names:
        content = BEGINS[name.rpartition(".")[2]] + name.encode()
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail


# --- what programs write by themselves --------------------------------------------------------------------------------


def away(writer: Correspondent) -> EmailMessage:
    """Their program says that they are away, and begins as an act would."""
    mail = writer.answer("1\n\nJe suis absente jusqu’au 20 mars.", "Réponse automatique : ")
    mail["Auto-Submitted"] = "auto-replied"
    return mail


def returned(letter: Letter, recipient: str) -> bytes:
    """What a mail server writes when it gives a letter back (RFC 3464)."""
    said = f"Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {recipient}\nAction: failed\nStatus: 5.1.1"
    return _report(letter, "delivery-status", "MAILER-DAEMON@mx.example.org", "Undelivered Mail", said)


def read_receipt(writer: Correspondent) -> bytes:
    """What their program writes when they have opened a letter (RFC 8098)."""
    said = f"Final-Recipient: rfc822; {writer.address}\nDisposition: manual-action/MDN-sent-manually; displayed"
    return _report(writer.last, "disposition-notification", writer.address, "Lu : demande", said)


def _report(letter: Letter, kind: str, sender: str, subject: str, said: str) -> bytes:
    answers = str(letter.message["Message-ID"]).removeprefix("<")
    return _REPORT.format(kind=kind, sender=sender, subject=subject, said=said, answers=answers).encode()


BY_ITSELF: Mapping[str, Callable[[Correspondent], EmailMessage | bytes]] = {
    "(absence)": away,
    "(retour)": lambda writer: returned(writer.last, writer.address),
    "(accusé)": read_receipt,
}
"""What a story calls it."""
