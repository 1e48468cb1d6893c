"""Robots: mails that no human wrote (RFC 3834), and those by which a server gives a letter back (RFC 3464)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from correspondence.heads import kind, line

_PRECEDENCE = frozenset({"bulk", "junk", "list", "auto_reply"})
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Vacation", "List-Id")
_NOBODY = re.compile(r"(mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|noreply|do-?not-?reply)([+.].*)?@.*", re.I)
_ANSWERING = re.compile(
    r"(r[ée]ponse automatique|absence du bureau|absent(e)?( du bureau)?\s*:|message d.absence|out of (the )?office"
    r"|automatic reply|auto(matic)?[- ]?(reply|response)|accus[ée] de (r[ée]ception|lecture)|lu\s*:|read\s*:"
    r"|non lu\s*:|undeliverable|non remis|[ée]chec de (la )?remise|delivery status notification|mail delivery failed)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back: the `recipient` who is not reached, and its own `message_id`; empty where not said."""

    recipient: str
    message_id: str


def is_robot(message: Message, sender: str, subject: str) -> bool:
    """Whether no human wrote this: by what its head says, which is never asked of humans; else by how it begins."""
    submitted = line(message, "Auto-Submitted").split(";")[0].strip().lower()
    if submitted not in ("", "no") or line(message, "Precedence").lower() in _PRECEDENCE:
        return True
    if any(line(message, name) for name in _MARKS):
        return True
    if line(message, "Return-Path") == "<>" or kind(message) == "multipart/report":
        return True
    return _NOBODY.fullmatch(sender) is not None or _ANSWERING.match(subject) is not None


def bounce(message: Message) -> Bounce | None:
    """The letter that came back for good with this; None where it is no such mail, or the server goes on trying."""
    if kind(message) != "multipart/report":
        return None
    failed, recipient, original = False, "", ""
    for part in message.walk():
        what = kind(part)
        if what == "message/delivery-status":
            said = _fields(part)
            failed |= said.get("action", "").lower() == "failed"
            recipient = said.get("final-recipient", said.get("original-recipient", recipient)).rpartition(";")[2]
        elif what in ("message/rfc822", "text/rfc822-headers") and not original:
            found = re.search(r"^Message-ID:\s*(<[^<>\s]+>)", _source(part), re.I | re.M)
            original = found[1] if found else ""
    return Bounce(recipient.strip().lower()[:320], original[:300]) if failed else None


def _fields(part: Message) -> dict[str, str]:
    lines = re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", _source(part), re.M)
    return {name.lower(): value.strip() for name, value in lines}


def _source(part: Message) -> str:
    """A part as it stands there, whatever the library makes of it."""
    content = part.get_payload()
    if isinstance(content, list):
        return "\n".join(one.as_string() for one in content if isinstance(one, Message))
    return str(content)
