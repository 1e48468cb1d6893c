"""Reading a mail: who wrote, in answer to which letter, with which token or number, in which words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import Any, Self

from conversations.words.cleaning import clean
from correspondence import flattening, robots
from correspondence.heads import BROKEN, LONGEST, POLICY, line
from correspondence.own_words import own_words
from correspondence.robots import Bounce

_LONGEST_ID, _LONGEST_ADDRESS = 300, 320
_MOST_TEXT = 200_000
"""Characters of a part that are looked at."""
_MOST_IDS = 20
_TOKEN = re.compile(r"#[0-9a-z]{1,12}\.[0-9]{1,2}\.[a-z2-7]{13}(?![0-9a-z])", re.IGNORECASE)
_REFERENCE = re.compile(r"(?<![A-Z0-9])[A-Z]{1,4}-[0-9]{1,9}(?![0-9])", re.IGNORECASE)
_WINDOWS = {"iso-8859-1": "cp1252", "us-ascii": "utf-8"}
"""What is meant by what is said: programs say Latin-1 where they write € and ’."""
_NUMBER = re.compile(r"[^\w?€$%+/=°-]*([0-9]{1,2})[^\w?€$%+/=°]*")
"""A number and nothing else: neither a question, nor a sum, nor “+1”."""
_ADDRESS = re.compile(r"[^\s<>\"(),:;@]+@[^\s<>\"(),:;@]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says. `sender` is an address in small letters, empty where there is none. `answers` are the
    Message-IDs of what it answers, the likeliest first. `token` stands in its subject, `number` alone in the first line
    of its own `words`, `reference` in the subject. `robot`: no human wrote it. `kept` counts the files
    that came with it and were looked at.
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
    kept: int = 0

    def data(self) -> dict[str, Any]:
        """The same as JSON keeps it."""
        return asdict(self)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """What `data` gave; what another version of the program kept beside it is left out."""
        bounce = data.get("bounce")
        known = {one.name: data[one.name] for one in fields(cls) if one.name in data}
        listed = {"answers": tuple(data.get("answers", ())), "bounce": Bounce(**bounce) if bounce else None}
        return cls(**{**known, **listed})


def read(raw: bytes) -> Reading:
    """Read a mail, or as much of one as there is: what is broken in it, or cut off, is left out. Where nothing else can
    be read, that is its head.
    """
    try:
        return _read(message_from_bytes(raw, EmailMessage, policy=POLICY))
    except BROKEN:
        return _read(BytesParser(EmailMessage, policy=POLICY).parsebytes(raw, headersonly=True))


def _read(message: EmailMessage) -> Reading:
    sender = _sender(message)
    subject = line(message, "Subject")
    words = clean(own_words(_text(message)))
    number = _number(words)
    token, reference = _TOKEN.search(subject), _REFERENCE.search(subject)
    return Reading(
        sender=sender,
        subject=subject[:200],
        message_id=line(message, "Message-ID")[:_LONGEST_ID],
        answers=tuple(_answers(message))[:_MOST_IDS],
        token=token[0].lower() if token else "",
        number=number,
        reference=reference[0].upper() if reference else "",
        words=words,
        robot=robots.is_robot(message, sender, subject),
        bounce=robots.bounce(message),
    )


def _number(words: str) -> int | None:
    """The number that stands alone in the first line; None where others stand alone below."""
    lines = [_NUMBER.fullmatch(one) for one in words.splitlines() if one.strip()]
    numbers = {int(one[1]) for one in lines if one is not None}
    return numbers.pop() if lines and lines[0] is not None and len(numbers) == 1 else None


def _sender(message: EmailMessage) -> str:
    """The one address that a mail says it is from; where it names several, or it is not sure which, nobody’s."""
    try:
        given = message["From"] or ""
        addresses: tuple[Address, ...] = getattr(given, "addresses", ())
        found = addresses[0].addr_spec if addresses else parseaddr(str(given))[1]
        written = [str(value)[:LONGEST] for name, value in message.raw_items() if name.lower() == "from"]
        doubtful = _ADDRESS.findall(written[0]) if getattr(given, "defects", True) else []
        if len(addresses) > 1 or len(written) > 1 or len({one.lower() for one in doubtful}) > 1:
            return ""
    except BROKEN:
        return ""
    return (
        found.lower() if _ADDRESS.fullmatch(found) and found == clean(found) and len(found) <= _LONGEST_ADDRESS else ""
    )


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
            text = "" if part is None else decoded(part)[:_MOST_TEXT]
        except BROKEN:
            text = ""
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
