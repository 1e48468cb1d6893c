"""The course of a conversation: which steps apply now, which are answered, which one is open."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.flow import Flow, Step
from conversations.kinds import fits
from conversations.knowledge import Knowledge
from conversations.state import JsonValue, State


@dataclass(frozen=True, slots=True)
class Course:
    """`answers` are those that apply, in the flow's order (None is a skip); `open` are the steps still to answer."""

    answers: tuple[tuple[Step, JsonValue], ...]
    open: tuple[Step, ...]

    @property
    def first_open(self) -> Step | None:
        """The next question, or None when everything is answered."""
        return self.open[0] if self.open else None

    def answered(self, step: Step) -> bool:
        """Whether `step` has an answer that stands."""
        return any(other.id == step.id for other, _ in self.answers)

    def may_open(self, step: Step) -> bool:
        """Whether `step` can be the open question: it applies, and a recap waits for all the others."""
        if step.ask == "recap":
            return self.first_open is not None and self.first_open.id == step.id
        return self.answered(step) or any(other.id == step.id for other in self.open)

    def before(self, step: Step, order: tuple[Step, ...]) -> Step | None:
        """The answered step just before `step`, or None at the beginning."""
        index = [other.id for other in order].index(step.id)
        earlier = {other.id for other in order[:index]}
        return next((other for other, _ in reversed(self.answers) if other.id in earlier), None)


def course(flow: Flow, state: State, knowledge: Knowledge) -> Course:
    """Goes through the flow once. Stored answers to unknown steps, or of a shape no longer known, count for nothing."""
    answers: dict[str, JsonValue] = {}
    still_open: list[Step] = []
    for step in flow.steps:
        if not applies(step, answers):
            continue
        answer = state.answers.get(step.id)
        if answer is not None and fits(step, answer.value, knowledge):
            answers[step.id] = answer.value
        else:
            still_open.append(step)
    return Course(tuple((flow.step_by_id[name], value) for name, value in answers.items()), tuple(still_open))


def applies(step: Step, answers: dict[str, JsonValue]) -> bool:
    """Whether every earlier step named in `only_if` was answered by one of the values listed for it."""
    return all(_agrees(answers.get(name), values) for name, values in step.only_if.items())


def _agrees(value: JsonValue, wanted: tuple[str, ...]) -> bool:
    given = value if isinstance(value, list) else [value]
    return any(item in wanted for item in given)
