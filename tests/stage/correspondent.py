"""Correspondents: people who have an e-mail program and nothing else, between the post office and the letter box."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from itertools import pairwise
from urllib.parse import parse_qs, unquote, urlsplit

from tests.stage.letter_box import ADDRESS, LetterBox
from tests.stage.post_office import Letter, Office
from tests.stage.stage import Stage


@dataclass
class Correspondent:
    """Somebody with an address, who gets letters from the office and puts theirs into the box."""

    address: str
    stage: Stage
    office: Office
    box: LetterBox

    @property
    def letters(self) -> list[Letter]:
        """What has come, the oldest first."""
        return [letter for letter in self.office.letters if letter.recipients == (self.address,)]

    @property
    def last(self) -> Letter:
        """What came last."""
        return self.letters[-1]

    def links(self, letter: Letter | None = None) -> dict[str, str]:
        """What each link of a letter, the last by default, says, and the address that it opens."""
        text = (letter or self.last).text
        lines = text.split("\n")
        return {label.partition(". ")[2]: href[1:-1] for label, href in pairwise(lines) if href.startswith("<mailto:")}

    def composed(self, label: str, letter: Letter | None = None) -> EmailMessage:
        """The mail that a link opens in their program: the newest that says so, unless a letter is named."""
        some = [letter] if letter is not None else self.letters[::-1]
        parts = urlsplit(next(links[label] for links in map(self.links, some) if label in links))
        assert unquote(parts.path) == ADDRESS
        asked = parse_qs(parts.query, strict_parsing=True)
        return self.mail(asked["subject"][0], asked["body"][0])

    def mail(self, subject: str, body: str, answers: Letter | None = None) -> EmailMessage:
        """A mail of theirs."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"Quelqu’un <{self.address}>", ADDRESS, subject
        mail["Message-ID"] = make_msgid(domain="example.org")
        if answers is not None:
            mail["In-Reply-To"] = answers.message["Message-ID"]
        mail.set_content(body)
        return mail

    async def follow(self, label: str, letter: Letter | None = None) -> str:
        """Touch a link and send what opens. Returns what the answer says."""
        return await self.send(self.composed(label, letter))

    async def reply(self, words: str, letter: Letter | None = None) -> str:
        """Answer a letter, with all of it quoted below."""
        return await self.send(self.answer(words, letter=letter))

    def answer(self, words: str, prefix: str = "RE: [EXTERNE] ", letter: Letter | None = None) -> EmailMessage:
        """The answer to a letter."""
        answered = letter or self.last
        quoted = "\n".join(f"> {line}" for line in answered.text.split("\n"))
        body = f"{words}\n\nLe mar. 10 mars 2026, le réseau a écrit :\n{quoted}"
        return self.mail(f"{prefix}{answered.message['Subject']}", body, answered)

    async def send(self, mail: EmailMessage | bytes) -> str:
        """Send a mail; what it leads to happens. Returns what they are answered, nothing where they are not."""
        before = len(self.letters)
        await self.box.put(mail)
        await collect(self.stage)
        return self.last.text if len(self.letters) > before else ""


async def collect(stage: Stage) -> None:
    """The program looks into its mailbox, and does what that leads to."""
    assert stage.running.mailbox is not None
    await stage.running.mailbox.once()
    await stage.settle()
