"""Pages: of a long list as much as is seen at a glance, and the buttons that turn to the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.turn.register import Verb
from handlers.turn.screen import Button
from network.phrase import Phrase, phrase

T = TypeVar("T")
NUMBERED = ("list.page", "list.page")
"""How the pages beside are called: by their numbers."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What is `shown` on a page, and its `number`, from 0, of so many `pages`; an empty list has one."""

    shown: Sequence[T]
    number: int
    pages: int

    @property
    def which(self) -> list[Phrase]:
        """Which page it is, where there are several."""
        return [phrase("list.which", page=self.number + 1, pages=self.pages)] if self.pages > 1 else []

    def turns(
        self, verb: Verb, *before: object, behind: Sequence[object] = (), called: tuple[str, str] = NUMBERED
    ) -> list[list[Button]]:
        """The row of buttons that turn to the page before and to the next, where there are several. `verb` takes the
        number of a page between these values; `called` are the keys of what stands on the two buttons.
        """
        near = zip(called, (self.number - 1, self.number + 1), strict=True)
        row = [verb.button(key, *before, to, *behind, page=to + 1) for key, to in near if 0 <= to < self.pages]
        return [row] if row else []


def at(every: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of that `number`, from 0; the last one where it is beyond it."""
    pages = max(1, -(-len(every) // size))
    number = min(max(number, 0), pages - 1)
    return Page(every[number * size : (number + 1) * size], number, pages)
