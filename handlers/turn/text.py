"""The text boundary: one way in for what people wrote, one way out to Telegram's HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from conversations.words.cleaning import clean as clean

MOST_CHARACTERS = 4096
"""Of a message, in UTF-16 code units, counted after entities are parsed (Bot API, sendMessage)."""


def escape(text: str) -> str:
    """User text made harmless inside Telegram's HTML. The only place where this is done."""
    return html.escape(clean(text), quote=False)


_TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^<&]+|.", re.DOTALL)


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(markup: str, limit: int = MOST_CHARACTERS) -> list[str]:
    """Cut Telegram HTML into parts of at most `limit` code units after parsing.

    It never cuts a tag or an entity; tags that are open at a cut are closed there and opened again in the next part.
    Cuts fall at a line's end, else at a space, else where they must.
    """
    if units(markup) <= limit:
        return [markup]
    parts: list[str] = []
    opened: list[str] = []
    current, used = "", 0
    for token in _pieces(markup, limit):
        if token.startswith("<"):
            current += token
            if token.startswith("</"):
                opened.pop()
            else:
                opened.append(token)
            continue
        size = units(html.unescape(token))
        if used + size > limit:
            parts.append(current.rstrip() + "".join(f"</{_tag(tag)}>" for tag in reversed(opened)))
            current, used = "".join(opened), 0
            token = token.lstrip()
            size = units(html.unescape(token))
        current += token
        used += size
    parts.append(current)
    return [part for part in parts if _tagless(part).strip()]


def _pieces(markup: str, limit: int) -> Iterator[str]:
    """Tags, entities, and texts small enough to be placed: a line, else a word, else a run of characters."""
    for token in _TOKEN.findall(markup):
        if token[0] in "<&" and len(token) > 1:
            yield token
            continue
        for line in token.splitlines(keepends=True):
            if units(line) <= limit // 4:
                yield line
                continue
            for word in re.findall(r"\S+\s*|\s+", line):
                step = max(limit // 2, 1)
                yield from (word[start : start + step] for start in range(0, len(word), step))


def _tag(opening: str) -> str:
    return opening[1:-1].split()[0]


def unmarked(markup: str) -> str:
    """Telegram HTML as plain text: what was escaped is itself again."""
    return html.unescape(_tagless(markup))


def _tagless(markup: str) -> str:
    return re.sub(r"<[^>]*>", "", markup)
