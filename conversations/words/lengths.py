"""Lengths: how long a text is, where it is cut when it is longer than what is kept, and how its pieces join."""

from __future__ import annotations

from collections.abc import Sequence

MESSAGE = 4096
"""What one message of Telegram holds, in UTF-16 code units; a client sends a longer text as several."""
LONGEST = 10_000
"""Characters of a text in somebody's own words that are kept."""
_ENDS = tuple(".!?…:;»”)")


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def joined(pieces: Sequence[str]) -> str:
    """Pieces of one text, in order. A client cuts at the end of a line or between words, and inside a word only where
    the piece is full to the last unit.
    """
    text = ""
    for piece, before in zip(pieces, ["", *pieces], strict=False):
        between = "\n" if before.endswith(_ENDS) else " "
        text += piece if not before or units(before) >= MESSAGE else between + piece
    return text


def cut(text: str, most: int) -> str:
    """The beginning of a text, at most so many characters, whole words."""
    if len(text) <= most:
        return text
    head = text[: most + 1].rsplit(maxsplit=1)[0] if any(c.isspace() for c in text[most // 2 : most + 1]) else ""
    return (head or text[:most]).rstrip()


def ending(text: str, most: int = 40) -> str:
    """The last words of a text, on one line."""
    tail = " ".join(text[-most:].split())
    return tail.partition(" ")[2] or tail if len(text) > most else tail
