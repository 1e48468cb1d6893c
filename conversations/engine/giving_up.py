"""Giving up: what is lost by it, and how a conversation ends without being sent."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine.effects import Effect, Erase, Message, Redraw, Say
from conversations.engine.position import Position, Result
from network.phrase import Phrase, phrase


def is_small(position: Position) -> bool:
    """Whether giving up loses nothing but this conversation: a case, or another conversation, stands behind it."""
    return bool(position.state.about) or not position.flow.erasable


def where_we_were(position: Position) -> Phrase:
    """What is said when somebody comes back to the open question."""
    return phrase("resume.here" if is_small(position) else "resume")


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
