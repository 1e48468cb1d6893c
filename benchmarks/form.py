"""The form that every bot asks and everybody answers, as `form.toml` has it. Needs Python alone: peers read it too."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its words, its rows of buttons, and how everybody answers it: in words, or by one press or more."""

    asks: str
    text: str
    buttons: list[list[str]]
    say: str = ""
    press: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        """Whether several buttons may be marked before it is answered."""
        return len(self.press) > 1


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that everybody does: to what they see, they press a button or, where it has none, say something."""

    sees: str
    press: str = ""
    say: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """The questions, and what stands around them."""

    start: str
    done: str
    mark: str
    ends: str
    closing: str
    questions: tuple[Question, ...]

    def keyboard(self, question: Question, marked: set[str]) -> list[list[tuple[str, str]]]:
        """Rows of buttons, each with what it shows and what it carries; `done` is there once something is marked."""
        rows = [[(self.mark * (label in marked) + label, label) for label in row] for row in question.buttons]
        return [*rows[:-1], [(self.done, self.done)], rows[-1]] if marked else rows

    @property
    def steps(self) -> list[Step]:
        """What everybody does after the start."""
        return [
            Step(question.asks, press, question.say) for question in self.questions for press in question.press or ("",)
        ]

    @property
    def updates(self) -> int:
        """How many updates one person sends."""
        return 1 + len(self.steps)


def read() -> Form:
    """The form."""
    found = tomllib.loads((Path(__file__).parent / "form.toml").read_text("utf-8"))
    questions = (Question(**{**one, "press": tuple(one.get("press", ()))}) for one in found.pop("question"))
    return Form(questions=tuple(questions), **found)
