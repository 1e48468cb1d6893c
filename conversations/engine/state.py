"""Where a conversation stands: the answers and one draft that names the open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

JsonValue = Any


@dataclass(frozen=True, slots=True)
class Answer:
    """A value as JSON (None is a skip), the message that gave it, so that editing that message corrects it.

    `revision` is the one its question was asked at, so that the settled line can be redrawn.
    """

    value: JsonValue
    message_id: int = 0
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The open question. `data` holds what is half made: picks, a place to confirm, the page of a list.

    `correcting` is true when the question was opened from the recap: its answer leads back there.
    `revision` 0: it is not on the screen (another flow was laid over this one).
    `over` names a small question laid over it for a moment: erase, leave, restart, language.
    `early`: the person has been told that a message came before the question. `heard` is the last message that was
    understood only in part or not at all; editing it is a new try. `since` is the revision at which this question was
    asked first: whoever answers an older copy of it answers it. `recalled`: an old button has led here already.
    `filed`: a file was kept while it stood open.
    """

    step: str
    revision: int
    correcting: bool = False
    data: dict[str, JsonValue] = field(default_factory=dict)
    over: str = ""
    early: bool = False
    heard: int = 0
    since: int = 0
    recalled: bool = False
    filed: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """Saved and reloaded between any two events; `revision` grows each time a question is asked.

    A state without a draft is over: sent, or erased. `pressed` is the last press that took effect. `about` is what the
    conversation is about: the reference of a case that is completed or changed by it, the id of a referent, or nothing.
    `questions` are the person's own that are kept, by the message that asked them, so that editing it changes them.
    `files` were sent while it ran, oldest first: what can be passed on of each, with its message and the open question.
    `full` is the last album of which not all could be kept. `known` is what was said before, by
    step, and may stand.
    """

    flow: str
    locale: str = "fr"
    revision: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)
    draft: Draft | None = None
    pressed: str = ""
    about: str = ""
    files: list[dict[str, JsonValue]] = field(default_factory=list)
    questions: dict[str, list[str]] = field(default_factory=dict)
    full: str = ""
    known: dict[str, JsonValue] = field(default_factory=dict)

    def to_json(self) -> dict[str, JsonValue]:
        """A plain JSON object; `from_json` gives an equal state back."""
        answers = {step: _plain(answer) for step, answer in self.answers.items()}
        return {**_plain(self), "answers": answers, "draft": self.draft and _plain(self.draft)}

    @classmethod
    def from_json(cls, raw: Mapping[str, JsonValue]) -> Self:
        """The inverse of `to_json`. Fields of another version of the program are left out, missing ones defaulted."""
        known = _known(cls, raw)
        draft = raw.get("draft")
        known["answers"] = {step: Answer(**_known(Answer, answer)) for step, answer in raw["answers"].items()}
        known["draft"] = None if draft is None else Draft(**_known(Draft, draft))
        return cls(**known)

    def value(self, step: str) -> JsonValue:
        """The value given to `step`, or None where it is skipped or still open."""
        answer = self.answers.get(step)
        return None if answer is None else answer.value


def _known(cls: type[Any], raw: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    return {name: value for name, value in raw.items() if name in _NAMES[cls]}


def _plain(one: State | Draft | Answer) -> dict[str, JsonValue]:
    return {name: getattr(one, name) for name in _NAMES[type(one)]}


_NAMES = {cls: tuple(item.name for item in fields(cls)) for cls in (State, Draft, Answer)}
