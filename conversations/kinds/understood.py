"""Understood: what the words of an earlier step say of later ones, line by line. Value: the steps that were right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from pydantic import model_validator

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only, reads, tell
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Outcome, Refused, Told, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.lines import Lines
from conversations.kinds.listing import joined
from conversations.words.matching import commands, match
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


def _correctable(at: Moment[UnderstoodStep]) -> Lines:
    return Lines.of(at, [*(step.id for step, _ in _lines(at)), *at.step.refers_to()])


def _ask(at: Moment[UnderstoodStep]) -> Message:
    lines, right = _correctable(at), Button(at.text("right"), "right")
    above = (at.text("first"), lines.told([(step, tell(at.at(step), value)) for step, value in _lines(at)]))
    if at.data.get("lines") is True:
        return Message((*above, at.text("which")), lines.buttons(right))
    return Message((*above, at.text("ask")), ((right, _wrong()),))


def _wrong() -> Button:
    return Button(phrase("button.correct"), "correct")


def _tapped(at: Moment[UnderstoodStep], value: str) -> Outcome:
    match value:
        case "right":
            return Accepted([step.id for step, _ in _lines(at)])
        case "correct":
            return Drafted({"lines": True})
        case _:
            return _correctable(at).tapped(value) or Unknown()


def _typed(at: Moment[UnderstoodStep], text: str) -> Outcome:
    """Yes takes it; the number or the name of a line opens it; whatever else is said of the same questions counts."""
    lines = _correctable(at)
    if opened := lines.counted(text):
        return opened
    yes = [at.write(at.text("right")), *_words(at, "right"), *_words(at, "yes")]
    if commands(text, yes) or affirms(text):
        return _tapped(at, "right")
    if line := match(text, lines.named(at), numbered=False):
        return _tapped(at, line)
    if commands(text, [at.write(_wrong().label)]) or refuses(text, yes):
        return _tapped(at, "correct")
    return Told(text, Refused(at.text("refused")))


def _words(at: Moment[UnderstoodStep], name: str) -> Sequence[str]:
    return at.write(phrase(f"words.{name}")).split(",")


def _say(at: Moment[UnderstoodStep], value: JsonValue) -> Phrase:
    return joined("list.dot", [_told(at, step, said) for step, said in _lines(at) if step.id in value])


def _told(at: Moment[UnderstoodStep], step: Step, value: JsonValue) -> Phrase:
    """What was understood, without its line: a number alone would not say what it counts."""
    told = tell(at.at(step), value)
    return (
        phrase("said.labelled", label=_correctable(at).labels[step.id], value=told) if isinstance(value, int) else told
    )


def _fits(step: UnderstoodStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, list) and all(name in step.reads for name in value)


KIND = Kind(
    _ask,
    reads(_tapped, _typed),
    _say,
    _fits,
    only("ask", "first", "which", "right", "refused"),
    UnderstoodStep,
    closed=True,
    told=False,
)
