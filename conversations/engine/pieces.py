"""Pieces: a text that one message cannot hold comes from a client as several, one right after the other. They are one
answer: what comes next goes on with it, wherever the first went meanwhile.

A piece is known by what Telegram says: the one before, from the same person in the same chat, was nearly full, nothing
else came between, and both were dated within seconds, however long the program takes to see them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from conversations.engine.effects import Submit
from conversations.engine.events import Edited, Said
from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.state import State
from conversations.words.lengths import MESSAGE, joined, units

LEAST = MESSAGE // 2
"""Units of a piece that goes on: a client looks for a good place to cut in the second half of a message."""
NEARLY = 3800
"""Units of one that is nearly full."""
SECONDS, NEARLY_SECONDS = 2, 8
"""How long after a piece the next may be dated, and after one that is nearly full."""


@dataclass(frozen=True, slots=True)
class LongText:
    """A text that is too long for one message, or may be: its messages so far, by id, while its form is under way.

    `step` is the question it answers. `date` is when Telegram dates its last message, which has `units`; 0 where
    something else came after it. `sent`: its form ended with it, and only the ids are left.
    """

    flow: str
    about: str
    step: str
    date: int
    pieces: tuple[tuple[int, str], ...]
    units: int
    sent: bool = False

    @property
    def first(self) -> int:
        """The id of its first message."""
        return self.pieces[0][0]

    @property
    def last(self) -> int:
        """The id of its last message."""
        return self.pieces[-1][0]

    @property
    def text(self) -> str:
        """All of it so far."""
        return joined([said for _, said in self.pieces])

    def without_words(self) -> LongText:
        """Where it went, and no more."""
        return replace(self, pieces=tuple((id_, "") for id_, _ in self.pieces), sent=True)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> LongText:
        """As it was kept."""
        return cls(**{**raw, "pieces": tuple((id_, said) for id_, said in raw["pieces"])})


Texts = tuple[LongText, ...]


def gone_on(texts: Texts, piece: Said, date: int) -> LongText | None:
    """The text that a message goes on with."""
    if not texts or not piece.message_id:
        return None
    last, passed = texts[-1], date - texts[-1].date
    within = NEARLY_SECONDS if last.units >= NEARLY else SECONDS
    return last if last.last < piece.message_id and last.units >= LEAST and 0 <= passed <= within else None


def is_long(text: Said) -> bool:
    """Whether a text may be the beginning of a longer one."""
    return bool(text.message_id) and units(text.text) >= LEAST


def begun(texts: Texts, state: State, said: Said, date: int) -> Texts:
    """The texts, with one that may go on, where what answers the open question is long. Any other ends the last."""
    if is_long(said):
        return (*texts, new(state.flow, state.about, state.draft.step if state.draft else "", said, date))
    return (*texts[:-1], replace(texts[-1], units=0)) if texts else texts


def new(flow: str, about: str, step: str, said: Said, date: int) -> LongText:
    """A text that may go on."""
    return LongText(flow, about, step, date, ((said.message_id, said.text),), units(said.text))


def gone_on_with(texts: Texts, piece: Said, date: int) -> Texts:
    """The texts, where a piece goes on with the last."""
    pieces = (*texts[-1].pieces, (piece.message_id, piece.text))
    return (*texts[:-1], replace(texts[-1], date=date, pieces=pieces, units=units(piece.text)))


def holding(texts: Texts, message_id: int) -> LongText | None:
    """The text that a message is a piece of, of those that are still to be sent."""
    return next((text for text in texts if not text.sent and message_id in dict(text.pieces)), None)


def corrected(texts: Texts, event: Edited) -> tuple[Texts, Edited]:
    """A piece that was edited stands for the whole text, if it is one of those that are still to be sent."""
    text = holding(texts, event.message_id)
    if text is None:
        return texts, event
    pieces = tuple((id_, event.text if id_ == event.message_id else said) for id_, said in text.pieces)
    whole = replace(text, pieces=pieces)
    return tuple(whole if one is text else one for one in texts), Edited(whole.text, text.first)


def kept(texts: Texts, stack: Iterable[State], message_id: int) -> Texts:
    """The texts of forms that are under way; of one that was sent with this message, only where it went."""
    under_way = {(state.flow, state.about) for state in stack}
    standing = [text for text in texts if not text.sent and (text.flow, text.about) in under_way]
    gone = [text.without_words() for text in texts if text not in standing and text.last == message_id]
    return (*standing, *gone)


def sent_on(flow: Flow, text: LongText, piece: Said) -> Submit:
    """What is handed in once more, where a text goes on that was the last answer of its form."""
    takes = kind_of(flow.step_by_id[text.step]).takes_files
    value = {"kind": "text", "text": piece.text} if takes else piece.text
    return Submit(text.flow, {text.step: value}, text.about, goes_on=text.last)
