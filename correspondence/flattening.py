"""Flattening: a mail that is written in HTML alone, as text; what it quotes stands behind “>” there."""

from __future__ import annotations

import re
from html import unescape

_SILENT = frozenset({"style", "script", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "hr", "blockquote"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
_OUTLOOK = ("divrplyfwdmsg", "appendonsend")
"""From here on, Outlook quotes all that follows."""
_DEEPEST = 200
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^<>]*)>|<[!?/][^<>]*>", re.I)
_NAMED = re.compile(r"""\b(?:class|id)\s{0,9}=\s{0,9}("[^"]*"|'[^']*'|[^\s"']+)""", re.I)
_NO_LETTER = re.compile(r"&#(?:x0*[0-9a-f]{7,}|0*[0-9]{8,});?", re.I)


def as_text(html: str) -> str:
    """The words of a page, a line for each of its blocks. Each sign is looked at once, whatever is broken."""
    page, at = _Page(), 0
    html = _NO_LETTER.sub("", _uncommented(html))
    for found in _TAG.finditer(html):
        page.text(html[at : found.start()])
        at = found.end()
        if found[2]:
            (page.end if found[1] else page.start)(found[2].lower(), found[3])
    page.text(html[at:])
    return "\n".join(line.rstrip() for line in "".join(page.written).splitlines())


def _uncommented(html: str) -> str:
    """Without comments, of which the last may have no end."""
    kept, at = [], 0
    while (begins := html.find("<!--", at)) >= 0:
        kept.append(html[at:begins])
        ends = html.find("-->", begins)
        at = len(html) if ends < 0 else ends + 3
    return "".join([*kept, html[at:]])


class _Page:
    def __init__(self) -> None:
        self.written: list[str] = []
        self._silent = 0
        self._quotes: list[str] = []
        self._rest = False

    def start(self, tag: str, attributes: str) -> None:
        named = " ".join(_NAMED.findall(attributes)).lower()
        self._silent += tag in _SILENT
        self._rest |= any(name in named for name in _OUTLOOK)
        if tag in _BREAKS:
            self._break()
        if (
            tag not in _VOID
            and len(self._quotes) < _DEEPEST
            and (self._quotes or tag == "blockquote" or any(name in named for name in _QUOTES))
        ):
            self._quotes.append(tag)

    def end(self, tag: str, _: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if self._quotes and tag in self._quotes:
            while self._quotes.pop() != tag:
                pass
        if tag in _BREAKS:
            self._break()

    def text(self, words: str) -> None:
        if not self._silent:
            self.written.append(" ".join(unescape(words).split("\n")))

    def _break(self) -> None:
        self.written.append("\n> " if self._quotes or self._rest else "\n")
