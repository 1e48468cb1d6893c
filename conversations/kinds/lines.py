"""Lines: answers under each other, numbered by the buttons, the numbers and the names that open them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conversations.engine.effects import Button, Row
from conversations.engine.flow import Step
from conversations.engine.moment import Moment, S_co
from conversations.engine.reading import Opened
from conversations.kinds.listing import columned, joined
from conversations.words.matching import number_of
from network.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a question at one moment: the steps that can be opened, in their order, each with its label."""

    labels: dict[str, Phrase]

    @classmethod
    def of(cls, at: Moment[S_co], steps: Iterable[str]) -> Lines:
        """Lines by the labels of steps."""
        return cls({step: phrase(f"{at.flow}.{step}.label") for step in steps})

    def told(self, values: Sequence[tuple[Step, Phrase]]) -> Phrase:
        """The first of them, each with its value."""
        lines = [
            phrase("recap.line", number=number, label=self.labels[step.id], value=value)
            for number, (step, value) in enumerate(values, start=1)
        ]
        return joined("list.lines", lines or [phrase("said.none")])

    def buttons(self, last: Button) -> tuple[Row, ...]:
        """A button a line, then one that goes back."""
        numbered = [
            Button(phrase("button.line", number=number, label=label), f"line:{step}")
            for number, (step, label) in enumerate(self.labels.items(), start=1)
        ]
        return (*columned(numbered, 2), (last,))

    def named(self, at: Moment[S_co]) -> dict[str, list[str]]:
        """The name of each, by what its button sends."""
        return {f"line:{step}": [at.write(label)] for step, label in self.labels.items()}

    def tapped(self, value: str) -> Opened | None:
        """The line of a button."""
        verb, _, step = value.partition(":")
        return Opened(step) if verb == "line" and step in self.labels else None

    def counted(self, text: str) -> Opened | None:
        """The line of a typed number."""
        index = number_of(text, len(self.labels))
        return None if index is None else Opened(list(self.labels)[index])
