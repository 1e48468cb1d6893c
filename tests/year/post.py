"""Post: what people without Telegram write in answer to the letters that were taken, as their programs write it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from random import Random
from urllib.parse import parse_qs, urlsplit

MAILBOX = "boite@example.org"
"""The mailbox that the bot reads."""
_LISTED = re.compile(r"^(\d{1,2})\. (.+)\n<(mailto:[^>\s]+)>$", re.M)
_WORDS = ("ok je prends", "Je m’en charge cette semaine.", "Bien reçu, merci.", "Je l’appelle demain.")
_AWAY = "Je suis absente et ne lis pas mes messages. En cas d’urgence, appelez l’accueil."
Send = Callable[[bytes], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Link:
    """What a letter offers: its number and label there, the subject that its link opens, and what it does."""

    number: int
    label: str
    subject: str
    data: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of ours as it arrived: `seal` and `made` stand in its Message-ID."""

    id: int
    to: str
    seal: str
    made: str
    text: str
    links: tuple[Link, ...]

    @property
    def message_id(self) -> str:
        """By which an answer names it."""
        return f"<{self.id}.{self.made}.{self.seal}.network@example.org>"


def links_in(body: str, does: Mapping[int, str]) -> Iterator[Link]:
    """The links of a letter, by its words; `does` is what each does, by its number."""
    for number, label, href in _LISTED.findall(body):
        asked = parse_qs(urlsplit(href).query, strict_parsing=True)
        yield Link(int(number), label, asked["subject"][0], does[int(number)])


class Post:
    """All who have an address, and what they have got. `send` puts a mail into the mailbox."""

    def __init__(self, send: Send, luck: Random, did: Counter[str]) -> None:
        self._send, self._luck, self._did = send, luck, did
        self._offers: dict[str, dict[str, tuple[Letter, Link]]] = {}
        self._count = 0

    def arrives(self, letter: Letter) -> None:
        """Somebody has a letter: of each act they take the newest that offers it."""
        self._did["letters"] += 1
        for link in letter.links:
            self._offers.setdefault(letter.to, {})[link.data] = letter, link

    def offered(self, address: str, ending: str) -> tuple[tuple[str, str], ...]:
        """What somebody may do, of all that `ending` is about: the data with their labels."""
        some = self._offers.get(address, {}).values()
        return tuple((link.data, link.label) for _, link in some if link.data.endswith(ending))

    def offers(self, address: str, data: str) -> bool:
        """Whether some letter offers that."""
        return data in self._offers.get(address, {})

    async def do(self, address: str, data: str) -> None:
        """Do what a letter offers: touch its link, or answer with its number; now and then words come with it, or
        alone.
        """
        letter, link = self._offers[address][data]
        way = self._luck.choices(("link", "number", "words"), (50, 40, 10))[0]
        self._did[way] += 1
        if way == "link":
            words = self._luck.choice(("", "Bonjour, c’est noté.\n"))
            mail = self._mail(address, link.subject, f"{words}Envoyez ce message tel quel.")
        else:
            first = str(link.number) if way == "number" else self._luck.choice(_WORDS)
            mail = self._answer(letter, f"RE: [EXTERNE] {letter.text.partition(chr(10))[0]}", first)
        await self._send(mail.as_bytes())

    async def write(self, address: str, subject: str, words: str) -> None:
        """Somebody writes of their own accord."""
        self._did["written"] += 1
        await self._send(self._mail(address, subject, words).as_bytes())

    async def answer_by_itself(self, letter: Letter) -> None:
        """A program says that its owner is away; it quotes what it answers, first number and all."""
        self._did["automatic"] += 1
        mail = self._answer(letter, f"Réponse automatique : {letter.text.partition(chr(10))[0]}", f"1\n{_AWAY}")
        mail["Auto-Submitted"] = "auto-replied"
        await self._send(mail.as_bytes())

    async def come_back(self, letter: Letter) -> None:
        """A letter was not taken by their server."""
        self._did["returned"] += 1
        for data, (newest, _) in tuple(self._offers.get(letter.to, {}).items()):
            if newest is letter:
                del self._offers[letter.to][data]
        parts = (
            "Content-Type: text/plain\n\nYour message could not be delivered.",
            f"Content-Type: message/delivery-status\n\nReporting-MTA: dns; example.org\n\n"
            f"Final-Recipient: rfc822; {letter.to}\nAction: failed\nStatus: 5.2.2",
            f"Content-Type: text/rfc822-headers\n\nMessage-ID: {letter.message_id}",
        )
        head = (
            f"From: MAILER-DAEMON@example.org\nTo: {MAILBOX}\nSubject: Undelivered\nMessage-ID: {self._name()}\n"
            "MIME-Version: 1.0\nAuto-Submitted: auto-replied\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"\n\n'
        )
        await self._send((head + "".join(f"--edge\n{part}\n" for part in parts) + "--edge--\n").encode())

    def _answer(self, letter: Letter, subject: str, words: str) -> EmailMessage:
        quoted = "\n".join(f"> {line}" for line in letter.text.split("\n")[:40])
        body = f"{words}\n\nLe mar. 10 mars 2026, le réseau a écrit :\n{quoted}"
        mail = self._mail(letter.to, subject, body)
        mail["In-Reply-To"] = letter.message_id
        return mail

    def _mail(self, address: str, subject: str, body: str) -> EmailMessage:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = address, MAILBOX, subject
        mail["Message-ID"] = self._name()
        mail.set_content(body)
        return mail

    def _name(self) -> str:
        self._count += 1
        return f"<{self._count}@mail.example.org>"
