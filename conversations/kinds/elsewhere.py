"""Elsewhere: whether whoever receives people at another place that was named, in another territory, may see the case
too. Value: {"choice": "yes" or "no", "territories": ids}: a yes is given for these, and asked anew for others. Whatever
says neither gives nothing, and a yes on a condition is asked back.
"""

from __future__ import annotations

import re

from conversations.engine.effects import Button, Message
from conversations.engine.flow import NeededStep
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.cleaning import clip, fold, folded
from conversations.words.matching import commands, says
from conversations.words.negation import heard
from conversations.words.supposing import stated
from network.elsewhere import NO, YES, apart
from network.phrase import Phrase, phrase

MOST_SAID = 120
"""Characters of typed words that are said back."""
_LESS = re.compile(r"[,.;:]|\b(?:mais|sauf|sans|seulement|uniquement|but|except|without|only)\b", re.IGNORECASE)
"""Where a yes ends, and what makes less of it begins."""


class ElsewhereStep(NeededStep):
    """`of` is the step that names the places."""

    of: str = ""

    def refers_to(self) -> tuple[str, ...]:
        """Where the places are named."""
        return (self.of,) if self.of else ()


def _territories(at: Moment[ElsewhereStep]) -> tuple[str, ...]:
    return apart(at.knowledge.network, at.answer(at.step.of))


def _names(knowledge: Knowledge, territories: tuple[str, ...]) -> tuple[str, ...]:
    known = knowledge.network.territory_by_id
    return tuple(known[id_].name for id_ in territories if id_ in known)


def _ask(at: Moment[ElsewhereStep]) -> Message:
    there = _names(at.knowledge, _territories(at))
    return Message((at.text("ask", territories=there, count=len(there)),), tuple((button,) for button in _buttons(at)))


def _buttons(at: Moment[ElsewhereStep]) -> tuple[Button, Button]:
    return Button(at.text("yes", count=len(_territories(at))), YES), Button(at.text("no"), NO)


def _read(at: Moment[ElsewhereStep], offered: Offered) -> Outcome:
    match offered:
        case Tapped(choice) if choice in (YES, NO):
            return Accepted({"choice": choice, "territories": list(_territories(at))})
        case Typed(text):
            if _is_conditional(at, text):
                return Refused(phrase("heard.conditional", said=clip(text, MOST_SAID)))
            meant = _meant(at, text)
            return _read(at, Tapped(meant)) if meant else Refused(phrase("refused.overlay"))
        case _:
            return Unknown()


def _meant(at: Moment[ElsewhereStep], text: str) -> str | None:
    """A yes that stands alone shows the case; whatever denies, or does not know, does not."""
    if heard(text).denials or says(text, at.write(phrase("words.skip"))):
        return NO
    if commands(text, _agreed(at)):
        return YES
    no = at.write(at.text("no"))
    return NO if commands(text, [no, *at.write(phrase("words.no")).split(",")]) else None


def _agreed(at: Moment[ElsewhereStep]) -> list[str]:
    """The words of a yes: the label, also with what it says at several places, and what else is one."""
    labels = [at.write(at.text("yes", count=count)) for count in (1, 2)]
    return [*labels, *at.write(phrase("words.yes")).split(",")]


def _is_conditional(at: Moment[ElsewhereStep], text: str) -> bool:
    """Whether a text says yes and then less, or supposes something: nobody could keep such a condition."""
    agreed = _agreed(at)
    if not text.strip() or commands(text, agreed):
        return False
    said = f"{fold(text)} "
    begins = any(said.startswith(f"{folded(way)} ") for way in agreed)
    first, *rest = re.split(_LESS, text, maxsplit=1)
    return begins or (bool(rest) and commands(first, agreed)) or stated(text) != text.strip()


def _say(at: Moment[ElsewhereStep], value: JsonValue) -> Phrase:
    if value["choice"] == NO:
        return at.text("said_no")
    return at.text("said_yes", territories=_names(at.knowledge, tuple(value["territories"])))


def _fits(_step: ElsewhereStep, value: JsonValue, _knowledge: Knowledge) -> bool:
    whole = isinstance(value, dict) and value.keys() == {"choice", "territories"}
    return whole and value["choice"] in (YES, NO) and isinstance(value["territories"], list)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask", "yes", "no", "said_yes", "said_no"),
    ElsewhereStep,
    closed=True,
    permits=True,
)
