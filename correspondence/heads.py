"""Heads: the lines above a mail, whatever is broken in them, and however long they are."""

from __future__ import annotations

from email import policy
from email.headerregistry import HeaderRegistry
from email.message import Message

from conversations.words.cleaning import clean

BROKEN = (Exception,)
"""What the library raises where a mail is broken: nobody knows what else, and what can be read is read."""
LONGEST = 2000
"""Characters of one line that are looked at: the library takes minutes for a long one."""
_REGISTRY, _PLAIN = HeaderRegistry(), HeaderRegistry(use_default_map=False)


def _bounded(name: str, value: str) -> str:
    try:
        return _REGISTRY(name, value[:LONGEST])
    except BROKEN:
        return _PLAIN(name, value[:LONGEST])


POLICY = policy.default.clone(header_factory=_bounded)
"""How a mail that comes from anywhere is read."""


def line(message: Message, name: str) -> str:
    """A line of the head, on one line; empty where there is none, or none that can be read."""
    try:
        return clean(" ".join(str(message.get(name, "")).split()))
    except BROKEN:
        return ""


def kind(message: Message) -> str:
    """What a part says it is, as text/plain; empty where that cannot be read."""
    try:
        return message.get_content_type()
    except BROKEN:
        return ""
