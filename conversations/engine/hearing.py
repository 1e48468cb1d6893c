"""Hearing: what the words of one answer say, beside it, of later questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conversations.engine.course import course
from conversations.engine.flow import Flow, Step
from conversations.engine.kind import kind_of
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.state import Answer, JsonValue, State


def hear(flow: Flow, state: State, knowledge: Knowledge, step: Step, text: str) -> Mapping[str, JsonValue]:
    """Values, by step, that `text` surely says of those that `step` reads and that apply, given what else it says."""
    said = {name: value for name in step.reads if (value := _said(flow, state, knowledge, name, text)) is not None}
    supposed = {**state.answers, **{name: Answer(value) for name, value in said.items()}}
    standing = {one.id for one, _ in course(flow, replace(state, answers=supposed), knowledge).answers}
    return {name: value for name, value in said.items() if name in standing}


def _said(flow: Flow, state: State, knowledge: Knowledge, name: str, text: str) -> JsonValue:
    step = flow.step_by_id[name]
    hears = kind_of(step).hears
    return None if hears is None else hears(Moment(flow.texts, step, knowledge, state.locale), text)
