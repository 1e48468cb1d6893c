"""Asked: the person's own questions, kept on the way for whoever will follow them. It is never asked: questions come
when they like; the recap shows them, and any can be taken back. Value: a list of texts.
"""

from __future__ import annotations

from functools import reduce

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.cleaning import clip
from conversations.words.matching import match
from network.phrase import Phrase, phrase

ON_A_BUTTON = 24
"""How much of a question stands on its button, in characters."""


def _ask(at: Moment[Step]) -> Message:
    kept = at.answer(at.step.id) or []
    rows = tuple(
        (Button(phrase("asked.remove", question=clip(one, ON_A_BUTTON)), f"remove:{number}"),)
        for number, one in enumerate(kept)
    )
    shown = (_say(at, kept),) if kept else ()
    return Message((at.text("ask"), *shown), (*rows, (Button(phrase("asked.all"), "all"),)))


def _read(at: Moment[Step], offered: Offered) -> Outcome:
    kept = list(at.answer(at.step.id) or [])
    match offered:
        case Tapped("all"):
            return Accepted(kept or None)
        case Tapped(value):
            return _removed(kept, value)
        case Typed(text):
            labels = {f"remove:{number}": [one] for number, one in enumerate(kept)}
            labels["all"] = [at.write(phrase("asked.all"))]
            named = match(text, labels)
            return _read(at, Tapped(named)) if named else Refused(at.text("help"))
        case _:
            return Unknown()


def _removed(kept: list[str], value: str) -> Outcome:
    """The others, where a question is taken back."""
    names = {f"remove:{number}": number for number in range(len(kept))}
    if value not in names:
        return Unknown()
    return Accepted([one for number, one in enumerate(kept) if number != names[value]] or None)


def _say(at: Moment[Step], value: JsonValue) -> Phrase:
    said = [phrase("said.text", text=one) for one in value]
    return reduce(lambda above, below: phrase("list.lines", above=above, below=below), said)


def fits(_step: Step, value: JsonValue, _knowledge: Knowledge) -> bool:
    """Some texts."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one for one in value)


KIND = Kind(
    _ask,
    _read,
    _say,
    fits,
    only("ask"),
    Step,
    closed=True,
    unasked=lambda _step: None,
    own=lambda _: True,
    gathers=True,
)
