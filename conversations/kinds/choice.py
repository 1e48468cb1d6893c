"""Choice: one option of the flow, by its button. Value: its id."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome
from conversations.engine.state import JsonValue
from conversations.kinds.choices import KIND as CHOICES
from conversations.kinds.choices import ChoicesStep, show
from conversations.kinds.choices import hears as several
from network.phrase import Phrase


class ChoiceStep(ChoicesStep):
    """One of the options, whichever."""

    @model_validator(mode="after")
    def _takes_one(self) -> Self:
        if self.most > 1 or self.alone:
            raise ValueError("most, alone: a choice takes one option; for several there is `choices`")
        return self


def _read(at: Moment[ChoiceStep], offered: Offered) -> Outcome:
    outcome = CHOICES.read(at, offered)
    return Accepted(outcome.value[0]) if isinstance(outcome, Accepted) else outcome


def hears(at: Moment[ChoiceStep], text: str) -> JsonValue:
    """The one option that words about more name."""
    named = several(at, text)
    return named[0] if named else None


def _say(at: Moment[ChoiceStep], value: JsonValue) -> Phrase:
    return CHOICES.say(at, [value])


def _show(at: Moment[ChoiceStep], value: JsonValue) -> Phrase:
    return show(at, [value])


def _fits(step: ChoiceStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return CHOICES.fits(step, [value], knowledge)


KIND = Kind(
    CHOICES.ask,
    _read,
    _say,
    _fits,
    CHOICES.texts,
    ChoiceStep,
    CHOICES.may,
    show=_show,
    closed=True,
    named=CHOICES.named,
    hears=hears,
)
