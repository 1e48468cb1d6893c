"""Heads: the lines above a mail, whatever is broken in them."""

from __future__ import annotations

from email.errors import MessageError
from email.message import Message

BROKEN = (MessageError, ValueError, IndexError, AttributeError, TypeError, KeyError)
"""What the library raises where a mail is broken."""


def line(message: Message, name: str) -> str:
    """A line of the head, on one line; empty where there is none, or none that can be read."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except BROKEN:
        return ""
