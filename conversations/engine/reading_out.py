"""Reading out: stored answers of any flow as labels and values, for whoever works with them or gave them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from conversations.engine.course import course
from conversations.engine.flow import COMPLETING, Flow
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import Answer, JsonValue, State
from conversations.kinds import tell
from conversations.kinds.recap import shown_to_group
from network.phrase import Phrase, phrase

Line = tuple[Phrase, Phrase]
"""A label, and a value with nothing cut off."""

_NOT_TOLD = ("notice", "recap")


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
        if value is not None and step.ask not in _NOT_TOLD and (steps is None or step.id in steps)
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


def shown(flow: Flow, answers: Mapping[str, JsonValue], knowledge: Knowledge) -> list[Phrase]:
    """What the group is shown of a case, in its own words: exactly what the recap told the person."""
    at = _moment(flow, answers, knowledge)
    return shown_to_group(at.at(flow.steps[-1]))


def module(flow: str) -> str:
    """The name of a module in catalogue keys (`module.<name>.title`), from the name of its flow."""
    return flow.removeprefix(COMPLETING)


def _moment(flow: Flow, answers: Mapping[str, JsonValue], knowledge: Knowledge) -> Moment:
    given = {step.id: Answer(answers[step.id]) for step in flow.steps if step.id in answers}
    skipped = {step.id: Answer(None) for step in flow.steps if step.id not in answers}
    stood = course(flow, State(flow.name, answers={**skipped, **given}), knowledge)
    return Moment(flow.texts, flow.steps[-1], knowledge, "fr", stood.answers)
