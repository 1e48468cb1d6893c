"""Reading a mail: who wrote, in answer to which letter, with which token or number, in which words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from email import message_from_bytes, policy
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any, Self

from correspondence import flattening, robots
from correspondence.heads import BROKEN, line
from correspondence.own_words import own_words
from correspondence.robots import Bounce

LONGEST = 4000
"""Characters of somebody’s own words that are read; nobody means more in an answer."""
_LONGEST_ID = 300
_MOST_IDS, _MOST_FILES = 20, 20
_SIGNATURES = frozenset({"pkcs7-signature", "x-pkcs7-signature", "pgp-signature"})
_TOKEN = re.compile(r"#[0-9a-z]{1,12}\.[0-9]{1,2}\.[a-z2-7]{13}(?![0-9a-z])", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,4}-[0-9]{1,9}(?![0-9])", re.IGNORECASE)
_WINDOWS = {"iso-8859-1": "cp1252", "us-ascii": "utf-8"}
"""What is meant by what is said: programs say Latin-1 where they write € and ’."""
_NUMBER = re.compile(r"\W*([0-9]{1,2})\W*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says. `sender` is an address in small letters, empty where there is none. `answers` are the
    Message-IDs of what it answers, the likeliest first. `token` stands in its subject, `number` alone in the first line
    of its own `words`, `reference` in the subject. `robot`: no human wrote it. `files` are the names of what came with
    it, `kept` counts those that were looked at.
    """

    sender: str = ""
    subject: str = ""
    message_id: str = ""
    answers: tuple[str, ...] = ()
    token: str = ""
    number: int | None = None
    reference: str = ""
    words: str = ""
    robot: bool = False
    bounce: Bounce | None = None
    files: tuple[str, ...] = ()
    kept: int = 0

    def data(self) -> dict[str, Any]:
        """The same as JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """What `data` gave."""
        bounce = data.get("bounce")
        listed = {name: tuple(data.get(name, ())) for name in ("answers", "files")}
        return cls(**{**data, **listed, "bounce": Bounce(**bounce) if bounce else None})


def read(raw: bytes) -> Reading:
    """Read a mail, or as much of one as there is: what is broken in it, or cut off, is left out."""
    message = message_from_bytes(raw, EmailMessage, policy=policy.default)
    subject = line(message, "Subject")
    words = own_words(_text(message))[:LONGEST]
    first = next((one for one in words.splitlines() if one.strip()), "")
    number = _NUMBER.fullmatch(first)
    token, reference = _TOKEN.search(subject), _REFERENCE.search(subject)
    return Reading(
        sender=_sender(message),
        subject=subject[:200],
        message_id=line(message, "Message-ID")[:_LONGEST_ID],
        answers=tuple(_answers(message))[:_MOST_IDS],
        token=token[0].lower() if token else "",
        number=int(number[1]) if number else None,
        reference=reference[0].upper() if reference else "",
        words=words,
        robot=robots.is_robot(message, subject),
        bounce=robots.bounce(message),
        files=tuple(_files(message))[:_MOST_FILES],
    )


def _sender(message: Message) -> str:
    try:
        given = message.get("From")
        addresses: tuple[Address, ...] = getattr(given, "addresses", ())
        if len(addresses) > 1:
            return ""  # nobody in particular
        found = addresses[0].addr_spec if addresses else parseaddr(str(given or ""))[1]
    except BROKEN:
        return ""
    return found.strip().lower() if found.count("@") == 1 else ""


def _answers(message: Message) -> Iterator[str]:
    """In-Reply-To first; then References from the end, where the letter that was answered stands."""
    seen: set[str] = set()
    direct = re.findall(r"<[^<>\s]+>", line(message, "In-Reply-To"))
    for one in (*direct, *reversed(re.findall(r"<[^<>\s]+>", line(message, "References")))):
        if one not in seen and len(one) <= _LONGEST_ID:
            seen.add(one)
            yield one


def _text(message: EmailMessage) -> str:
    """The plain text, or that of the HTML where there is no other."""
    for wanted in ("plain", "html"):
        try:
            part = message.get_body((wanted,))
        except BROKEN:
            part = None
        text = "" if part is None else decoded(part)
        text = flattening.as_text(text) if wanted == "html" else text
        if text.strip():
            return text
    return ""


def decoded(part: Message) -> str:
    """The text of a part in whatever it says it is written; in Latin-1 where that is not so, as Windows writes it."""
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    named = part.get_content_charset() or "utf-8"
    for charset in (_WINDOWS.get(named, named), "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, ValueError):
            continue
    return content.decode("latin-1")


def _files(message: EmailMessage) -> Iterator[str]:
    for part in message.walk():
        try:
            name = part.get_filename()
        except BROKEN:
            name = None
        signs = part.get_content_subtype() in _SIGNATURES
        if name and not signs and part.get_content_disposition() == "attachment":
            yield " ".join(str(name).split())[:120]
