"""Enclosed: what files came with a mail, as bytes with a name and a media type, bounded in number and size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Literal

from correspondence.heads import BROKEN

MOST = 10
"""Files of one mail, as many as an album on Telegram has."""
LARGEST = 10 << 20
"""Bytes of one of them; what is sent as a picture has no more on Telegram (Bot API, sendPhoto)."""
KINDS = frozenset(
    {"application/pdf", "image/gif", "image/heic", "image/jpeg", "image/png", "image/tiff", "image/webp", "text/plain"}
)
"""Media types that are taken: papers and pictures, and nothing that a program would run or unpack."""
_INLINE_LEAST = 20 << 10
"""Bytes from which on a picture within the words is one that somebody sent: below, it is a logo of their signature."""
_BEGINS = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_LONGEST = 120

Why = Literal["kind", "size", "number", "broken"]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file of a mail. Its `media_type` is what it begins as, whatever its sender’s program calls it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that is not taken, and why."""

    name: str
    why: Why


def enclosed(raw: bytes) -> tuple[list[Enclosed], list[Refused]]:
    """What came with a mail, in its order, and what of that is not taken. A file that is cut off is broken."""
    message = message_from_bytes(raw, EmailMessage, policy=policy.default)
    taken: list[Enclosed] = []
    refused: list[Refused] = []
    for part, name in _files(message):
        content = _content(part)
        media_type = content and _kind(content, part.get_content_type())
        if len(taken) == MOST:
            refused.append(Refused(name, "number"))
        elif not content:
            refused.append(Refused(name, "broken"))
        elif len(content) > LARGEST:
            refused.append(Refused(name, "size"))
        elif media_type not in KINDS:
            refused.append(Refused(name, "kind"))
        elif part.get_content_disposition() == "attachment" or len(content) >= _INLINE_LEAST:
            taken.append(Enclosed(name, str(media_type), content))
    return taken, refused


def _files(message: Message) -> Iterator[tuple[Message, str]]:
    """The parts that are files, but those of a mail that is itself attached: its files are somebody else’s."""
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message) and message.get_content_type() != "message/rfc822":
                yield from _files(part)
        return
    signs = message.get_content_subtype() in ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature")
    name = _name(message)
    if not signs and (name or message.get_content_disposition() == "attachment"):
        yield message, name or message.get_content_type()


def _name(part: Message) -> str:
    """On one line, without a path: nothing of a name says where a file would be written."""
    try:
        given = str(part.get_filename() or "")
    except BROKEN:
        return ""
    last = given.replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(c for c in last if c.isprintable()).split())[-_LONGEST:]


def _content(part: Message) -> bytes:
    if any(type(defect).__name__ in _CUT for defect in part.defects):
        return b""
    try:
        content = part.get_payload(decode=True)
    except BROKEN:
        return b""
    cut = any(type(defect).__name__ in _CUT for defect in part.defects)
    return content if isinstance(content, bytes) and not cut else b""


_CUT = frozenset({"InvalidBase64LengthDefect", "InvalidBase64PaddingDefect", "CloseBoundaryNotFoundDefect"})


def _kind(content: bytes, said: str) -> str:
    """What a file is: by how it begins where that is known; a type that ought to begin so and does not is none."""
    for begins, kind in _BEGINS.items():
        if content.startswith(begins):
            return kind
    if content[8:12] in (b"heic", b"heix", b"mif1"):
        return "image/heic"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return said if said == "text/plain" and b"\x00" not in content else "application/octet-stream"
