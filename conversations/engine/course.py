"""The course of a conversation: which steps apply now, which are answered, which one is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from conversations.engine.flow import Flow, Step
from conversations.engine.kind import fits, kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.leading import open_split, register_decides, size_decides
from conversations.engine.state import JsonValue, State
from network.elsewhere import apart

RAISED = "raised"
"""Stands for the answer to a question that is not asked as a rule, where somebody raised it: it comes next."""


@dataclass(frozen=True, slots=True)
class Course:
    """`answers` are those that apply, in the flow's order (None is a skip); `open` are the steps still to answer, of
    which one that was raised comes first.
    """

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
        if (
            answer is not None
            and fits(step, answer.value, knowledge)
            and _stands(step, answer.value, answers, knowledge)
        ):
            answers[step.id] = answer.value
        elif unasked is not None and answer is not None and answer.value == RAISED:
            still_open.insert(0, step)
        elif unasked is not None:
            answers[step.id] = unasked(step)
        elif step.reads and _is_behind(flow, state, step):  # they were further on before there was such a step
            answers[step.id] = None
        else:
            still_open.append(step)
    return Course(tuple((flow.step_by_id[name], value) for name, value in answers.items()), tuple(still_open))


def _is_behind(flow: Flow, state: State, step: Step) -> bool:
    """Whether a step stands before the open question, where that is asked in its turn: not corrected, nor raised."""
    order, draft = [other.id for other in flow.steps], state.draft
    if draft is None or draft.correcting or draft.step not in order or kind_of(flow.step_by_id[draft.step]).unasked:
        return False
    return order.index(step.id) < order.index(draft.step)


def applies(step: Step, answers: dict[str, JsonValue]) -> bool:
    """Whether every earlier step named in `only_if` was answered by one of the values listed for it."""
    return all(_agrees(answers.get(name), values) for name, values in step.only_if.items())


def _agrees(value: JsonValue, wanted: tuple[str, ...]) -> bool:
    """Of an answer with parts, such as a telephone number and an address, those that were given count by name."""
    if isinstance(value, dict):
        value = [name for name, part in value.items() if part]
    given = value if isinstance(value, list) else [value]
    return any(item in wanted for item in given)


def _stands(step: Step, value: JsonValue, answers: Mapping[str, JsonValue], knowledge: Knowledge) -> bool:
    """Whether an answer is one to what is asked now: of a split that other words have raised, or of other places than
    were named then, it is none.
    """
    if value is None:
        return True
    if kind_of(step).permits:
        return tuple(value["territories"]) == apart(knowledge.network, answers.get("place"))
    if step.when != "leads_open":
        return True
    split = open_split(answers, knowledge)
    return split is not None and value in split.leads


CONDITIONS: Mapping[str, Callable[[Mapping[str, JsonValue], Knowledge], bool]] = {
    "": lambda answers, knowledge: True,
    "leads_open": lambda answers, knowledge: open_split(answers, knowledge) is not None,
    "size_decides": size_decides,
    "register_decides": register_decides,
    "places_apart": lambda answers, knowledge: bool(apart(knowledge.network, answers.get("place"))),
}
"""What `when` of a step names."""
