"""Flattening: a mail that is written in HTML alone, as text; what it quotes stands behind “>” there."""

from __future__ import annotations

from html.parser import HTMLParser

_SILENT = frozenset({"style", "script", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "table", "hr"})
_VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
_OUTLOOK = ("divrplyfwdmsg", "appendonsend")
"""From here on, Outlook quotes all that follows."""


def as_text(html: str) -> str:
    """The words of a page, a line for each of its blocks."""
    page = _Page()
    page.feed(html)
    page.close()
    return "\n".join(line.rstrip() for line in "".join(page.written).splitlines())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._silent = 0
        self._quotes: list[str] = []
        self._rest = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = " ".join(value or "" for name, value in attrs if name in ("class", "id")).lower()
        self._silent += tag in _SILENT
        self._rest |= any(name in named for name in _OUTLOOK)
        if tag in _BREAKS or tag == "blockquote":
            self._break()
        if tag not in _VOID and (self._quotes or tag == "blockquote" or any(name in named for name in _QUOTES)):
            self._quotes.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT and self._silent > 0
        if self._quotes and tag in self._quotes:
            while self._quotes.pop() != tag:
                pass
        if tag in _BREAKS or tag == "blockquote":
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.written.append(" ".join(data.split("\n")))

    def _break(self) -> None:
        self.written.append("\n> " if self._quotes or self._rest else "\n")
