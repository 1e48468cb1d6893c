"""Enclosed: what files came with a mail, as bytes with a name and a media type, bounded in number and size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import Literal

from conversations.words.files import MARKED, refusal
from correspondence.heads import BROKEN

MOST = 10
"""Files of one mail, as many as an album on Telegram has."""
LARGEST = 10 << 20
"""Bytes of one of them; what is sent as a picture has no more on Telegram (Bot API, sendPhoto)."""
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
_ENDINGS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/tiff": ("tif", "tiff"),
    "image/heic": ("heic",),
    "image/webp": ("webp",),
}
"""How the names of files end that begin in a way that is known."""
_RUNS = (b"\x7fELF", b"#!", b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
"""How programs begin, besides those of Windows: ELF, scripts, Mach-O, Java."""
_LONGEST = 120

Why = Literal["kind", "size", "number", "broken", "program", "marked"]


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
    """What came with a mail, in its order, and what of that is not taken: the same as on Telegram, and what is not what
    it is called. A file that is cut off is broken.
    """
    message = message_from_bytes(raw, EmailMessage, policy=policy.default)
    taken: list[Enclosed] = []
    refused: list[Refused] = []
    for part, name in _files(message):
        content = _content(part)
        media_type = _kind(content, part.get_content_type(), name)
        if _is_logo(part, content):
            continue
        if (why := runs(part)) is not None or _is_program(content):
            refused.append(Refused(name, why or "program"))
        elif len(taken) == MOST:
            refused.append(Refused(name, "number"))
        elif not content:
            refused.append(Refused(name, "broken"))
        elif len(content) > LARGEST:
            refused.append(Refused(name, "size"))
        elif not media_type:
            refused.append(Refused(name, "kind"))
        else:
            taken.append(Enclosed(name, media_type, content))
    return taken, refused


def runs(part: Message) -> Literal["program", "marked"] | None:
    """Why a part is not taken, by its name and its type alone: it runs, or its name hides how it ends. The rule is that
    of files on Telegram.
    """
    why = refusal(_said_name(part) or name_of(part), part.get_content_type())
    return None if why is None else "marked" if why == MARKED else "program"


def _is_program(content: bytes) -> bool:
    return content.startswith(_RUNS) or (content.startswith(b"MZ") and b"\x00" in content[:64])


def _is_logo(part: Message, content: bytes) -> bool:
    """Whether it is a small picture within the words."""
    within = part.get_content_disposition() != "attachment" and part.get_content_maintype() == "image"
    return within and len(content) < _INLINE_LEAST


def _files(message: Message) -> Iterator[tuple[Message, str]]:
    """The parts that are files, but those of a mail that is itself attached: its files are somebody else’s."""
    if message.is_multipart():
        for part in message.get_payload():
            if isinstance(part, Message) and message.get_content_type() != "message/rfc822":
                yield from _files(part)
        return
    signs = message.get_content_subtype() in ("pkcs7-signature", "x-pkcs7-signature", "pgp-signature")
    if not signs and is_file(message):
        yield message, name_of(message)


def is_file(part: Message) -> bool:
    """Whether a part is a file, and no words: it has a name, or says that it is attached."""
    return bool(_said_name(part)) or part.get_content_disposition() == "attachment"


def name_of(part: Message) -> str:
    """The name of a file, on one line, without a path: nothing of it says where a file would be written. One that has
    none is called by its type.
    """
    last = _said_name(part).replace("\\", "/").rpartition("/")[2]
    name = " ".join("".join(c for c in last if c.isprintable()).split())[-_LONGEST:].strip()
    if name.strip("."):
        return name
    kind = part.get_content_type()
    return f"{part.get_content_maintype()}.{_ENDINGS.get(kind, (part.get_content_subtype(),))[0]}"[:_LONGEST]


def _said_name(part: Message) -> str:
    try:
        return str(part.get_filename() or "")
    except BROKEN:
        return ""


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


def _kind(content: bytes, said: str, name: str) -> str:
    """What a file is: by how it begins where that is known; nothing, where it ought to begin so and does not."""
    for begins, kind in _BEGINS.items():
        if content.startswith(begins):
            return kind
    if content[8:12] in (b"heic", b"heix", b"mif1"):
        return "image/heic"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    ending = name.rpartition(".")[2].casefold()
    if said in _ENDINGS or any(ending in endings for endings in _ENDINGS.values()):
        return ""
    return said if said == "text/plain" and b"\x00" not in content else "application/octet-stream"
