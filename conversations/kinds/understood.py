"""Understood: what the words of an earlier step say of later ones, line by line. Value: the steps that were right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import model_validator

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, tell
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import (
    Accepted,
    Drafted,
    Offered,
    Opened,
    Outcome,
    Refused,
    Tapped,
    Told,
    Typed,
    Unknown,
)
from conversations.engine.state import JsonValue
from conversations.kinds.listing import columned, joined
from conversations.words.matching import commands, match, number_of
from conversations.words.negation import affirms, refuses
from network.phrase import Phrase, phrase


class UnderstoodStep(Step):
    """`of` is the step whose words are read."""

    of: str = ""

    @model_validator(mode="after")
    def _may_be_passed(self) -> Self:
        if self.reads and not self.may_wait:
            raise ValueError("may_wait: where the words say nothing it is passed, so write may_wait = true")
        return self

    def refers_to(self) -> tuple[str, ...]:
        """The words that are read."""
        return (self.of,) if self.of else ()


def _lines(at: Moment[UnderstoodStep]) -> list[tuple[Step, JsonValue]]:
    """What was understood, in the order of the questions."""
    return [(step, value) for step, value in at.answers if step.id in at.step.reads and value is not None]


def _correctable(at: Moment[UnderstoodStep]) -> list[str]:
    return [*(step.id for step, _ in _lines(at)), *at.step.refers_to()]


def _ask(at: Moment[UnderstoodStep]) -> Message:
    told = [
        phrase("recap.line", number=number, label=_label(at, step.id), value=tell(at.at(step), value))
        for number, (step, value) in enumerate(_lines(at), start=1)
    ]
    above = (at.text("first"), joined("list.lines", told or [phrase("said.none")]))
    if at.data.get("lines") is True:
        return Message((*above, at.text("which")), _line_buttons(at))
    right, wrong = _buttons(at)
    return Message((*above, at.text("ask")), ((right, wrong),))


def _label(at: Moment[UnderstoodStep], step: str) -> Phrase:
    return phrase(f"{at.flow}.{step}.label")


def _buttons(at: Moment[UnderstoodStep]) -> tuple[Button, Button]:
    return Button(at.text("right"), "right"), Button(phrase("button.correct"), "correct")


def _line_buttons(at: Moment[UnderstoodStep]) -> tuple[tuple[Button, ...], ...]:
    numbered = [
        Button(phrase("button.line", number=number, label=_label(at, step)), f"line:{step}")
        for number, step in enumerate(_correctable(at), start=1)
    ]
    return (*columned(numbered, 2), (Button(at.text("right"), "right"),))


def _read(at: Moment[UnderstoodStep], offered: Offered) -> Outcome:
    match offered:
        case Tapped(value):
            return _tapped(at, value)
        case Typed(text):
            return _typed(at, text)
        case _:
            return Unknown()


def _tapped(at: Moment[UnderstoodStep], value: str) -> Outcome:
    known = {f"line:{step}": step for step in _correctable(at)}
    match value:
        case "right":
            return Accepted([step.id for step, _ in _lines(at)])
        case "correct":
            return Drafted({"lines": True})
        case _ if value in known:
            return Opened(known[value])
        case _:
            return Unknown()


def _typed(at: Moment[UnderstoodStep], text: str) -> Outcome:
    """Yes takes it; the number or the name of a line opens it; whatever else is said of the same questions counts."""
    steps = _correctable(at)
    index = number_of(text, len(steps))
    if index is not None:
        return Opened(steps[index])
    right, wrong = _buttons(at)
    yes = [at.write(right.label), *_words(at, "right"), *_words(at, "yes")]
    if commands(text, yes) or affirms(text):
        return _tapped(at, "right")
    labels = {step: [at.write(_label(at, step))] for step in steps}
    line = match(text, labels, numbered=False)
    if line is not None:
        return Opened(line)
    if commands(text, [at.write(wrong.label)]) or refuses(text, yes):
        return _tapped(at, "correct")
    return Told(text, Refused(at.text("refused")))


def _words(at: Moment[UnderstoodStep], name: str) -> Sequence[str]:
    return at.write(phrase(f"words.{name}")).split(",")


def _say(at: Moment[UnderstoodStep], value: JsonValue) -> Phrase:
    return joined("list.dot", [_told(at, step, said) for step, said in _lines(at) if step.id in value])


def _told(at: Moment[UnderstoodStep], step: Step, value: JsonValue) -> Phrase:
    """What was understood, without its line: a number alone would not say what it counts."""
    told = tell(at.at(step), value)
    return phrase("said.labelled", label=_label(at, step.id), value=told) if isinstance(value, int) else told


def _fits(step: UnderstoodStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, list) and all(name in step.reads for name in value)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask", "first", "which", "right", "refused"),
    UnderstoodStep,
    closed=True,
    told=False,
)
