"""Giving up: what is lost by it, and how a conversation ends without being sent."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine.effects import Effect, Erase, Message, Redraw, Say
from conversations.engine.flow import Flow
from conversations.engine.kind import kind_of
from conversations.engine.position import Position, Result
from conversations.engine.state import State
from network.phrase import Phrase, phrase


def is_small(position: Position) -> bool:
    """Whether giving up loses nothing but this conversation: a case, or another conversation, stands behind it."""
    return bool(position.state.about) or not position.flow.erasable


def is_told(flow: Flow, state: State) -> bool:
    """Whether an answer was given: that something was read is none."""
    return any(kind_of(flow.step_by_id[name]).told for name in state.answers if name in flow.step_by_id)


def where_we_were(position: Position) -> tuple[Phrase, ...]:
    """What is said when somebody comes back to the open question; nothing where nothing was told."""
    if is_small(position):
        return (phrase("resume.here"),)
    return (phrase("resume"),) if _has_begun(position) else ()


def reminder(position: Position) -> Phrase:
    """What recalls the open question a day later."""
    if is_small(position):
        return phrase("resume.here")
    return phrase("reminder" if _has_begun(position) else "reminder.untold")


def _has_begun(position: Position) -> bool:
    """Whether anything was said of the project: an answer, half of one, a question, a file."""
    state = position.state
    half = state.draft is not None and bool(state.draft.heard or state.draft.data)
    return half or bool(state.questions or state.files) or is_told(position.flow, state)


def erase(position: Position, told: Phrase | None = None) -> Result:
    """The end: every answer is gone, and `told` is said, or the word that suits."""
    told = told or phrase("stopped" if is_small(position) else "erased")
    gone: list[Effect] = [
        *position.leaving(),
        Say(Message((told,)), drop_keyboard=True),
        Erase(position.flow.name),
    ]
    return replace(position.state, answers={}, draft=None), gone


def leave(position: Position) -> Result:
    """What was sent before stays as it is."""
    line = Redraw(position.step.id, position.draft.revision, Message((phrase("stopped"),)))
    return replace(position.state, answers={}, draft=None), [line, Erase(position.flow.name)]
