"""A page read as strictly as HTML is written: what does not close, stands twice or leads nowhere is a fault."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from html.parser import HTMLParser

VOID = frozenset({"br", "img", "link", "meta"})
_AWAY = ("https://", "http://", "tel:", "mailto:", "data:")


class Page(HTMLParser):
    """What stands on a page: its links and what it loads, its ids, its headings, its faults."""

    def __init__(self, path: str, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.tags: list[str] = []
        self.languages: list[str] = []
        self.said: list[str] = []
        self.faults: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode())
        self.close()
        self.faults += [f"open: {name}" for name in self._open]
        self.faults += [f"twice: {name}" for name in self.ids if self.ids.count(name) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.append(tag)
        if len(held) != len(attrs):
            self.faults.append(f"an attribute twice: {tag}")
        if any(name.startswith("on") or name == "style" for name in held):
            self.faults.append(f"a script or a style in {tag}")
        if tag == "img" and not held.get("alt"):
            self.faults.append("a picture without words")
        if tag in ("script", "form", "iframe", "object", "style", "embed", "base"):
            self.faults.append(f"a {tag}")
        if tag in ("h1", "h2", "h3", "h4"):
            self.levels.append(int(tag[1]))
        if (id_ := held.get("id")) is not None:
            self.ids.append(id_)
        for name in ("href", "src"):
            if (to := held.get(name)) is not None:
                loaded = tag in ("img", "link") and held.get("rel") != "alternate"
                (self.loads if loaded else self.links).append(to)
        if tag == "html":
            self.languages.append(held.get("lang") or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open or self._open[-1] != tag:
            self.faults.append(f"closed out of order: {tag}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    @property
    def text(self) -> str:
        """All that is read on it."""
        return " ".join(" ".join(self.said).split())

    def dangling(self, files: Mapping[str, object], pages: Mapping[str, Page]) -> list[str]:
        """What it links to or loads that is not there."""
        found = []
        for to in (*self.links, *self.loads):
            if to.startswith(_AWAY):
                if to in self.loads:
                    found.append(f"loaded from elsewhere: {to}")
                continue
            path, _, anchor = to.partition("#")
            aim = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path)) if path else self.path
            if aim not in files or (anchor and anchor not in (pages[aim].ids if aim in pages else [])):
                found.append(to)
        return found


def pages_of(files: Mapping[str, bytes]) -> dict[str, Page]:
    """Every page among some files."""
    return {path: Page(path, content) for path, content in files.items() if path.endswith(".html")}
