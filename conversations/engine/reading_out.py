"""Reading out: stored answers of any flow as labels and values, for whoever works with them or gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from conversations.engine.course import course
from conversations.engine.flow import COMPLETING, Flow, Step
from conversations.engine.kind import kind_of, tell
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import Answer, JsonValue, State
from network.phrase import Phrase, phrase

Line = tuple[Phrase, Phrase]
"""A label, and a value with nothing cut off."""


def lines(
    flow: Flow, answers: Mapping[str, JsonValue], knowledge: Knowledge, steps: Collection[str] | None = None
) -> list[Line]:
    """The answers of a `Submit` in the flow's order, of `steps` alone where given.

    What was skipped, or is no answer any more (the flow or the network has changed), is left out; so is what was only
    read.
    """
    at = _moment(flow, answers, knowledge)
    return [
        (phrase(f"{flow.texts}.{step.id}.label"), tell(at.at(step), value))
        for step, value in at.answers
        if value is not None and kind_of(step).told and (steps is None or step.id in steps)
    ]


def changed(
    flow: Flow, before: Mapping[str, JsonValue], after: Mapping[str, JsonValue], knowledge: Knowledge
) -> list[Line]:
    """What is said otherwise in `after`, with its new value; what was taken back is said to have no answer."""
    different = {step.id for step in flow.steps if before.get(step.id) != after.get(step.id)}
    now = lines(flow, after, knowledge, different)
    said = {label.key for label, _ in now}
    gone = [label for label, _ in lines(flow, before, knowledge, different) if label.key not in said]
    return [*now, *((label, phrase("said.skipped")) for label in gone)]


def module(flow: str) -> str:
    """The name of a module in catalogue keys (`module.<name>.title`), from the name of its flow."""
    return flow.removeprefix(COMPLETING)


def _moment(flow: Flow, answers: Mapping[str, JsonValue], knowledge: Knowledge) -> Moment[Step]:
    given = {step.id: Answer(answers[step.id]) for step in flow.steps if step.id in answers}
    skipped = {step.id: Answer(None) for step in flow.steps if step.id not in answers}
    stood = course(flow, State(flow.name, answers={**skipped, **given}), knowledge)
    return Moment(flow.texts, flow.steps[-1], knowledge, "fr", stood.answers)
