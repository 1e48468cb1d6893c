"""The files of a mail, fetched from its mailbox part by part: of a large one no more than one part is held at a time,
besides the files that are kept.
"""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from correspondence.enclosed import LARGEST, MOST, Enclosed, Refused, enclosed, is_file, name_of, runs

MOST_BYTES = 25 << 20
"""Of all files of one mail, as they travel: what mail servers take of one."""
_MOST_PARTS, _DEEPEST = 40, 4
_MOST_HEAD = 16 << 10
_TRAVELS = LARGEST * 7 // 5
"""Bytes of a file of the largest size as it travels: three bytes are four letters, and lines end."""


def files_of(client: imaplib.IMAP4, uid: bytes, head: bytes) -> tuple[list[Enclosed], list[Refused]]:
    """The files of a mail that begins with `head`, and what of them is not taken. Nothing is marked as seen."""
    taken: list[Enclosed] = []
    refused: list[Refused] = []
    left = MOST_BYTES
    for part, own_head in _leaves(client, uid, head):
        message = _read(own_head)
        if not is_file(message):
            continue
        name = name_of(message)
        if (why := runs(message)) is not None:
            refused.append(Refused(name, why))
            continue
        if len(taken) == MOST:
            refused.append(Refused(name, "number"))
            continue
        body = _fetched(client, uid, f"BODY.PEEK[{part}]<0.{_TRAVELS + 1}>")
        left -= len(body)
        if len(body) > _TRAVELS or left < 0:
            refused.append(Refused(name, "size"))
            left += len(body)
            continue
        some, others = enclosed(own_head.rstrip(b"\r\n") + b"\r\n\r\n" + body)
        taken += some
        refused += others
    return taken, refused


def _leaves(client: imaplib.IMAP4, uid: bytes, head: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts that hold no others, each with its head, in their order (RFC 3501, 6.4.5)."""
    whole = _read(head.partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    if whole.get_content_maintype() != "multipart":
        yield "1", head.partition(b"\r\n\r\n")[0]
        return
    looked = 0
    waiting = ["1"]
    while waiting and looked < _MOST_PARTS:
        part = waiting.pop()
        looked += 1
        own = _fetched(client, uid, f"BODY.PEEK[{part}.MIME]<0.{_MOST_HEAD}>")
        if not own.strip():
            continue
        before, _, number = part.rpartition(".")
        waiting.append(f"{before}.{int(number) + 1}" if before else str(int(number) + 1))
        kind = _read(own).get_content_maintype()
        if kind == "multipart" and part.count(".") < _DEEPEST:
            waiting.append(f"{part}.1")
        elif kind not in ("multipart", "message"):
            yield part, own


def _fetched(client: imaplib.IMAP4, uid: bytes, what: str) -> bytes:
    _, parts = client.uid("FETCH", uid.decode(), f"({what})")
    return bytes(next((part[1] for part in parts if isinstance(part, tuple)), b""))


def _read(head: bytes) -> EmailMessage:
    return message_from_bytes(head.rstrip(b"\r\n") + b"\r\n\r\n", EmailMessage, policy=policy.default)
