"""Where a conversation stands: the answers and one draft that names the open question."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

JsonValue = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as JSON (None is a skip), and the message that gave it, so that editing that message corrects it."""

    value: JsonValue
    message_id: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The open question. `data` holds what is half made: picks, a place to confirm, the page of a list.

    `correcting` is true when the question was opened from the recap: its answer leads back there.
    """

    step: str
    revision: int
    correcting: bool = False
    data: dict[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """Saved and reloaded between any two events; `revision` grows each time a question is asked."""

    flow: str
    locale: str = "fr"
    revision: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    draft: Draft | None = None

    def to_json(self) -> dict[str, JsonValue]:
        """A plain JSON object; `from_json` gives an equal state back."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: dict[str, JsonValue]) -> Self:
        """The inverse of `to_json`."""
        draft = raw["draft"]
        return cls(
            flow=raw["flow"],
            locale=raw["locale"],
            revision=raw["revision"],
            answers={step: Answer(**answer) for step, answer in raw["answers"].items()},
            draft=None if draft is None else Draft(**draft),
        )

    def answering(self, step: str, answer: Answer) -> Self:
        """This state with one answer given or replaced, and no draft."""
        return replace(self, answers={**self.answers, step: answer}, draft=None)

    def value(self, step: str) -> JsonValue:
        """The value given to `step`, or None where it is skipped or still open."""
        answer = self.answers.get(step)
        return None if answer is None else answer.value
