"""HTML: elements put together from texts, each escaped here and nowhere else."""

from __future__ import annotations

import html
from collections.abc import Iterable

from conversations.words.cleaning import clean

_VOID = frozenset({"br", "img", "link", "meta"})


class Html(str):
    """A text that is HTML already."""

    __slots__ = ()


NOTHING = Html("")
SPACE, LINE, DOT = Html(" "), Html("<br>"), Html(" · ")
"""What stands between parts."""
_Inside = str | Iterable[str]


def escape(text: str) -> str:
    """A text made harmless between tags and within an attribute."""
    return html.escape(clean(text))


def written(text: str) -> Html:
    """A text as HTML, its lines kept; what is HTML already stays as it is."""
    return text if isinstance(text, Html) else Html(escape(text).replace("\n", LINE))


def joined(parts: Iterable[str], between: Html = NOTHING) -> Html:
    """Parts one after the other, those that are empty left out."""
    return Html(between.join(written(part) for part in parts if part))


def tag(name: str, /, *inside: _Inside, **attributes: str | int | None) -> Html:
    """An element. An attribute is named with _ for -, and one at its end where Python knows the word; None is left out,
    and "" stands alone.
    """
    said = "".join(_attribute(key, value) for key, value in attributes.items() if value is not None)
    if name in _VOID:
        return Html(f"<{name}{said}>")
    parts = (written(part) if isinstance(part, str) else joined(part) for part in inside)
    return Html(f"<{name}{said}>{''.join(parts)}</{name}>")


def _attribute(key: str, value: str | int) -> str:
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value == "" else f' {name}="{escape(str(value))}"'


def listed(items: Iterable[str], **attributes: str | int | None) -> Html:
    """A list; nothing where there is nothing to list."""
    rows = [tag("li", item) for item in items if item]
    return tag("ul", rows, **attributes) if rows else NOTHING
