"""One question at one moment: everything a kind of step may look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import JsonValue
from conversations.words.catalogue import words
from network.phrase import Param, Phrase, phrase

S_co = TypeVar("S_co", bound=Step, covariant=True)
Other = TypeVar("Other", bound=Step)


@dataclass(frozen=True, slots=True)
class Moment(Generic[S_co]):
    """`answers` are those that apply, in the flow's order (None is a skip); `data` is the draft's.

    `about` is what the conversation is about: the reference of a case, a referent's id (kind `substitute`), or nothing.
    `files` are the kinds of those that were sent so far.
    """

    flow: str
    step: S_co
    knowledge: Knowledge
    locale: str
    answers: tuple[tuple[Step, JsonValue], ...] = ()
    data: Mapping[str, JsonValue] = field(default_factory=dict)
    about: str = ""
    files: tuple[str, ...] = ()

    def text(self, name: str, **params: Param) -> Phrase:
        """The step's own text called `name`: ask, label, help …"""
        return phrase(f"{self.flow}.{self.step.id}.{name}", **params)

    def write(self, said: Phrase) -> str:
        """The phrase in plain text, in the language of the conversation."""
        return words(self.locale).write(said, str)

    def answer(self, step: str) -> JsonValue:
        """The value of another step, or None."""
        return next((value for other, value in self.answers if other.id == step), None)

    def at(self, step: Other) -> Moment[Other]:
        """The same moment, seen from another step."""
        return Moment(self.flow, step, self.knowledge, self.locale, self.answers, {}, self.about)
