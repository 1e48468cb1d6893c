"""A list of options as rows of buttons: ticks where several may be picked, pages where there are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from conversations.engine.effects import Button, Row
from conversations.engine.state import JsonValue
from network.phrase import Phrase, phrase

PAIRS = {"list.lines": ("above", "below"), "list.dot": ("left", "right"), "list.plus": ("left", "right")}
"""The texts that put two phrases together, and what they call them."""


def rows(
    labels: Mapping[str, Phrase], picks: Sequence[str], page: int, size: int, *, ticks: bool, columns: int = 1
) -> tuple[Row, ...]:
    """The options of the page, so many beside each other, the pages' row, [That is all] where several may be picked."""
    pages = max(1, -(-len(labels) // size))
    page = min(max(1, page), pages)
    shown = list(labels.items())[(page - 1) * size : page * size]
    options = columned([_option(option, label, option in picks) for option, label in shown], columns)
    done: tuple[Row, ...] = ((Button(phrase("button.done"), "ok"),),) if ticks and picks else ()
    return options + _turner(page, pages) + done


def several(labels: Mapping[str, Phrase], picks: Sequence[str]) -> tuple[Phrase, ...]:
    """That more than one may be picked, and which are: a tick on a button says it to the eye alone."""
    return (phrase("hint.several"), *picked([labels[pick] for pick in picks]))


def picked(items: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """What is picked so far, in words."""
    return (phrase("picked", items=tuple(items)),) if items else ()


def columned(buttons: Sequence[Button], columns: int) -> tuple[Row, ...]:
    """Buttons as rows of at most so many."""
    return tuple(tuple(buttons[start : start + columns]) for start in range(0, len(buttons), columns))


def _option(option: str, label: Phrase, picked: bool) -> Button:
    if picked:
        return Button(phrase("button.ticked", label=label), f"off:{option}")
    return Button(label, f"on:{option}")


def _turner(page: int, pages: int) -> tuple[Row, ...]:
    if pages == 1:
        return ()
    before = (Button(phrase("button.previous"), f"page:{page - 1}"),) if page > 1 else ()
    after = (Button(phrase("button.next"), f"page:{page + 1}"),) if page < pages else ()
    return ((*before, *after),)


def page_in(data: Mapping[str, JsonValue]) -> int:
    """The page the draft is at; the first where it says nothing sensible."""
    page = data.get("page", 1)
    return page if isinstance(page, int) else 1


def picks_in(data: Mapping[str, JsonValue], known: Mapping[str, object]) -> list[str]:
    """The picks the draft holds, those that are no option any more left out."""
    picks = data.get("picks", [])
    return [pick for pick in picks if pick in known] if isinstance(picks, list) else []


def joined(key: str, said: Sequence[Phrase]) -> Phrase:
    """Phrases put together, two by two, by the text `key`."""
    first, second = PAIRS[key]
    return reduce(lambda one, other: phrase(key, **{first: one, second: other}), said)
