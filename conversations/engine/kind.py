"""A kind of step: how it asks, reads and says. Every file in conversations/kinds/ that has a `KIND` is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Generic, TypeVar

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Offered, Outcome, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from network.phrase import Phrase, phrase

S = TypeVar("S", bound=Step)

VOICE = {"by": "voice"}
"""The value of an answer that was given in a voice message, which is kept beside it."""


def only(*names: str) -> Callable[[Step], frozenset[str]]:
    """Texts that do not depend on the step's own data."""
    return lambda _step: frozenset(names)


_NONE = only()


def reads(
    tapped: Callable[[Moment[S], str], Outcome], typed: Callable[[Moment[S], str], Outcome]
) -> Callable[[Moment[S], Offered], Outcome]:
    """Reads what a button says and what is typed; nothing else answers."""

    def read(at: Moment[S], offered: Offered) -> Outcome:
        match offered:
            case Tapped(value):
                return tapped(at, value)
            case Typed(text):
                return typed(at, text)
            case _:
                return Unknown()

    return read


@dataclass(frozen=True, slots=True)
class Kind(Generic[S]):
    """`ask`: the question with its own buttons. `read`: what to make of what was offered. `say`: a value in words.

    `fits`: whether a stored value is one this step could have given today (the flow or the network may have changed).
    `texts`: the step's own catalogue names beside `label` and `help`; `may`: those that it can do without.
    `step`: what its entry in the flow's file may say. `show`: what a group may see of a value; `left_out`: the key of
    what a group is told where there is none. `whole`: a value with nothing cut off, for whoever works with it.
    `short`: a value as it stands on a button.

    `closed`: answered by buttons; typed words are only another way to press them. `named`: whether typed words are the
    whole name of one of its options. `again`: asked again in short, by the step's text `again`, while the first copy
    stays to be read, as this gives it. `long`: the question is long, so whatever is said with it goes before, in its
    own message.

    `agrees`: of a file that comes before its answer nothing is kept. `takes_voice`: a voice message, which nobody here
    listens to, answers it; the value is `VOICE`.

    `last`: it waits for all the others and looks them over. `told`: its value is an answer, and no sign that something
    was read or sent. `unasked`: the value of a step that is not asked, unless somebody raises it: `raised` is what a
    text typed at another question says beside that, None where it does not raise it. `takes_files`: a
    file answers it. `takes_typed`: what was typed before it was asked is offered as its answer. `asks`: it is a
    question, at some moment. `number`: the telephone
    number in a value; only a kind that has it takes the contact button. `own`: whether a value is what the person
    wrote, word for word, which nobody need say back to them. `gathers`: the person's own questions are kept there.
    `permits`: what it gives holds for what was said then; where that comes later, it is asked, not taken as skipped.
    `hears`: the value that words about more than this step surely say; None where they say none, deny it, or leave it
    open. `beside`: the value that a text says of this step where it answered an earlier one, if reading it whole would
    say too much.
    """

    ask: Callable[[Moment[S]], Message]
    read: Callable[[Moment[S], Offered], Outcome]
    say: Callable[[Moment[S], JsonValue], Phrase]
    fits: Callable[[S, JsonValue, Knowledge], bool]
    texts: Callable[[S], frozenset[str]]
    step: type[S]
    may: Callable[[S], frozenset[str]] = _NONE
    show: Callable[[Moment[S], JsonValue], Phrase] | None = None
    left_out: str = "said.skipped"
    whole: Callable[[Moment[S], JsonValue], Phrase] | None = None
    short: Callable[[Moment[S], JsonValue], Phrase] | None = None
    closed: bool = False
    named: Callable[[Moment[S], str], bool] | None = None
    again: Callable[[Moment[S]], Message] | None = None
    long: bool = False
    last: bool = False
    told: bool = True
    unasked: Callable[[S], JsonValue] | None = None
    raised: Callable[[Moment[S], str], str | None] | None = None
    takes_files: bool = False
    takes_typed: bool = False
    takes_voice: bool = False
    agrees: bool = False
    number: Callable[[JsonValue], str | None] | None = None
    asks: bool = True
    own: Callable[[JsonValue], bool] | None = None
    gathers: bool = False
    permits: bool = False
    hears: Callable[[Moment[S], str], JsonValue] | None = None
    beside: Callable[[Moment[S], str], JsonValue] | None = None


@cache
def kinds() -> Mapping[str, Kind[Any]]:
    """Every kind by its name, which is its file's, and which a flow's file writes in `ask`."""
    package = import_module("conversations.kinds")
    found = {file.name: import_module(f"{package.__name__}.{file.name}") for file in iter_modules(package.__path__)}
    return {name: module.KIND for name, module in found.items() if hasattr(module, "KIND")}


def kind_of(step: Step) -> Kind[Any]:
    """The kind of a step."""
    return kinds()[step.ask]


def fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    """Whether a stored value is an answer to `step` today; None, a skip, is one where it may be left out."""
    if value is None:
        return step.optional or step.may_wait
    return kind_of(step).takes_voice if value == VOICE else kind_of(step).fits(step, value, knowledge)


def say(at: Moment[Step], value: JsonValue) -> Phrase:
    """The value in words, for the person who gave it."""
    return _without_words(value) or kind_of(at.step).say(at, value)


def brief(at: Moment[Step], value: JsonValue) -> Phrase:
    """The value in words, for a button."""
    kind = kind_of(at.step)
    return _without_words(value) or (kind.short or kind.say)(at, value)


def tell(at: Moment[Step], value: JsonValue) -> Phrase:
    """The value in words with nothing cut off, for whoever works with it."""
    kind = kind_of(at.step)
    return _without_words(value) or (kind.whole or kind.say)(at, value)


def show(at: Moment[Step], value: JsonValue) -> Phrase:
    """The value in words, for a group."""
    kind = kind_of(at.step)
    if value is None:
        return phrase(kind.left_out)
    return _without_words(value) or (kind.show or kind.say)(at, value)


def _without_words(value: JsonValue) -> Phrase | None:
    """What is said of a skip, and of an answer that nobody here has heard."""
    if value is None:
        return phrase("said.skipped")
    return phrase("said.voice") if value == VOICE else None
