"""Discretion: a card for the partners' group, or private proposals. Value: {"choice": "card" or "confidential",
"version": "1"}. It is asked where somebody wishes for discretion in their own words; else the card is the normal way,
and the recap has a button to change it.
"""

from __future__ import annotations

from conversations.engine.effects import Button, Message
from conversations.engine.flow import NeededStep
from conversations.engine.kind import Kind, only
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words import discreet
from conversations.words.matching import commands, match
from conversations.words.negation import refuses
from network.phrase import Phrase, phrase

CHOICES = {"quiet:on": "confidential", "quiet:off": "card"}
"""The choice that each button stands for."""
BUTTONS = {"card": "quiet:on", "confidential": "quiet:off"}
"""The button that leads away from each choice."""
BUILT_KEYS = {"button.{}": ("quiet_on", "quiet_off")}


class DiscretionStep(NeededStep):
    """`version` names the text that was read."""

    version: str = "1"


def value_of(step: DiscretionStep, choice: str) -> JsonValue:
    """A choice, with the version of the text it was made by."""
    return {"choice": choice, "version": step.version}


def choice_in(value: JsonValue) -> str:
    """The choice that a value holds; the card where there is none."""
    choice = value.get("choice") if isinstance(value, dict) else None
    return choice if isinstance(choice, str) and choice in BUTTONS else "card"


def button(choice: str) -> Button:
    """The button that changes to the other choice."""
    return Button(phrase(f"button.{BUTTONS[choice].replace(':', '_')}"), BUTTONS[choice])


def _ask(at: Moment[DiscretionStep]) -> Message:
    return Message((at.text("ask"),), ((button("card"), button("confidential")),))


def _read(at: Moment[DiscretionStep], offered: Offered) -> Outcome:
    match offered:
        case Tapped(value) if value in CHOICES:
            return Accepted(value_of(at.step, CHOICES[value]))
        case Typed(text):
            choice = _meant(at, text)
            example = at.write(button("card").label)
            return Accepted(value_of(at.step, choice)) if choice else Refused(phrase("refused.choice", example=example))
        case _:
            return Unknown()


def _meant(at: Moment[DiscretionStep], text: str) -> str | None:
    """What typed words choose: a wish for discretion, yes or no to the question, or one of the two by its name."""
    labels = {
        choice: [at.write(button(other).label), *at.write(at.text(f"{choice}.words")).split(",")]
        for choice, other in (("confidential", "card"), ("card", "confidential"))
    }
    named = match(text, labels)
    if named is not None or discreet.parted(text) is not None:
        return named or "confidential"
    agreed = [*labels["confidential"], *at.write(phrase("words.yes")).split(",")]
    if commands(text, agreed):
        return "confidential"
    return "card" if refuses(text, agreed) else None


def _raised(at: Moment[DiscretionStep], text: str) -> str | None:
    """What a text says beside a wish for discretion; None where there is none, or it was granted already."""
    return None if choice_in(at.answer(at.step.id)) == "confidential" else discreet.parted(text)


def _say(at: Moment[DiscretionStep], value: JsonValue) -> Phrase:
    return at.text(choice_in(value))


def _fits(step: DiscretionStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, dict) and value.get("choice") in BUTTONS and isinstance(value.get("version"), str)


KIND = Kind(
    _ask,
    _read,
    _say,
    _fits,
    only("ask", "card", "confidential", "card.words", "confidential.words"),
    DiscretionStep,
    closed=True,
    unasked=lambda step: value_of(step, "card"),
    raised=_raised,
)
