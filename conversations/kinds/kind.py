"""A kind of step: how it asks, reads and says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Offered, Outcome
from conversations.engine.state import JsonValue
from network.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Kind:
    """`ask`: the question with its own buttons. `read`: what to make of what was offered. `say`: a value in words.

    `fits`: whether a stored value is one this step could have given today (the flow or the network may have changed).
    `texts`: the step's own catalogue names beside `label` and `help`. `show`: what a group may see of a value.
    `closed`: answered by buttons; typed words are only another way to press them. `again`: asked again in short, by
    the step's text `again`, while the first copy stays to be read. `long`: the question is long, so whatever is said
    with it goes before, in its own message.
    `whole`: a value in words with nothing cut off, for whoever works with it. `unasked`: the value of a step that is
    never asked, only changed from elsewhere. `opening`: messages that stand before the question, without buttons.
    """

    ask: Callable[[Moment], Message]
    read: Callable[[Moment, Offered], Outcome]
    say: Callable[[Moment, JsonValue], Phrase]
    fits: Callable[[Step, JsonValue, Knowledge], bool]
    texts: Callable[[Step], frozenset[str]]
    show: Callable[[Moment, JsonValue], Phrase] | None = None
    closed: bool = False
    again: bool = False
    long: bool = False
    whole: Callable[[Moment, JsonValue], Phrase] | None = None
    unasked: Callable[[Step], JsonValue] | None = None
    opening: Callable[[Moment], tuple[Message, ...]] | None = None


def only(*names: str) -> Callable[[Step], frozenset[str]]:
    """Texts that do not depend on the step's own data."""
    return lambda _step: frozenset(names)
