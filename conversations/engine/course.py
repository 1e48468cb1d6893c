"""The course of a conversation: which steps apply now, which are answered, which one is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations.engine.flow import Flow, Step
from conversations.engine.kind import fits, kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.state import JsonValue, State
from network.model import Nature
from network.routing import WITHOUT_BUSINESS


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
        """Whether `step` can be the open question: it applies, and a last one waits for all the others."""
        if kind_of(step).last:
            return self.first_open is not None and self.first_open.id == step.id
        return self.answered(step) or any(other.id == step.id for other in self.open)

    def before(self, step: Step, order: tuple[Step, ...]) -> Step | None:
        """The answered step just before `step`, or None at the beginning."""
        index = [other.id for other in order].index(step.id)
        earlier = {other.id for other in order[:index]}
        asked = (other for other, value in reversed(self.answers) if _was_asked(other, value))
        return next((other for other in asked if other.id in earlier), None)


def _was_asked(step: Step, value: JsonValue) -> bool:
    """Whether somebody saw the question; one about what was read of words is not asked where nothing was."""
    return kind_of(step).unasked is None and not (step.reads and value is None)


def course(flow: Flow, state: State, knowledge: Knowledge) -> Course:
    """Goes through the flow once. Stored answers to unknown steps, or of a shape no longer known, count for nothing."""
    answers: dict[str, JsonValue] = {}
    still_open: list[Step] = []
    for step in flow.steps:
        if not (applies(step, answers) and CONDITIONS[step.when](answers, knowledge)):
            continue
        answer, unasked = state.answers.get(step.id), kind_of(step).unasked
        if answer is not None and fits(step, answer.value, knowledge):
            answers[step.id] = answer.value
        elif unasked is not None:
            answers[step.id] = unasked(step)
        else:
            still_open.append(step)
    return Course(tuple((flow.step_by_id[name], value) for name, value in answers.items()), tuple(still_open))


def applies(step: Step, answers: dict[str, JsonValue]) -> bool:
    """Whether every earlier step named in `only_if` was answered by one of the values listed for it."""
    return all(_agrees(answers.get(name), values) for name, values in step.only_if.items())


def _agrees(value: JsonValue, wanted: tuple[str, ...]) -> bool:
    """Of an answer with parts, such as a telephone number and an address, those that were given count by name."""
    if isinstance(value, dict):
        value = [name for name, part in value.items() if part]
    given = value if isinstance(value, list) else [value]
    return any(item in wanted for item in given)


def _size_decides(answers: Mapping[str, JsonValue], knowledge: Knowledge) -> bool:
    """Whether the number of jobs can lead to another partner (network.routing: business natures, sizes by kind)."""
    network = knowledge.network
    moved = {rule.kind for rule in network.routes.sizes}
    sectors = [network.sector_by_id[s] for s in answers.get("sector") or () if s in network.sector_by_id]
    business = set(answers.get("nature") or ()) - WITHOUT_BUSINESS - {Nature.UNKNOWN}
    return bool(business) and any(kind in moved for sector in sectors for kind in sector.lead_kinds)


CONDITIONS: Mapping[str, Callable[[Mapping[str, JsonValue], Knowledge], bool]] = {
    "": lambda answers, knowledge: True,
    "size_decides": _size_decides,
}
"""What `when` of a step names."""
