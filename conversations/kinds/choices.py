"""Choices: options of the flow as buttons. Value: their ids, the first one leads."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from conversations.engine.effects import Message
from conversations.engine.flow import OptionId, OptionStep
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import page_in, picks_in, rows, several
from conversations.kinds.picking import Picking
from conversations.words.catalogue import BASE, keys
from conversations.words.cleaning import fold, folded
from conversations.words.mentions import mentioned
from conversations.words.supposing import stated
from network.phrase import Phrase, phrase


class ChoicesStep(OptionStep):
    """`most` is how many options may be picked; with 1 a press answers at once. `alone` are options that go with no
    other, `lacking` those that say what is wanting: what somebody has already is not ticked. `facts`: the
    options say how things stand, so that what words only suppose is none. `public` prefixes the catalogue keys under
    which a group sees the options. `columns` and `page` lay them out.
    """

    most: int = Field(default=1, ge=1, le=20)
    alone: tuple[OptionId, ...] = ()
    lacking: tuple[OptionId, ...] = ()
    facts: bool = False
    public: str = ""
    columns: int = Field(default=1, ge=1, le=3)
    page: int = Field(default=8, ge=2, le=12)

    @model_validator(mode="after")
    def _alone_among_options(self) -> Self:
        if stray := {*self.alone, *self.lacking} - set(self.options):
            raise ValueError(f"alone, lacking: {', '.join(sorted(stray))} is not among the options")
        return self


def _labels(at: Moment[ChoicesStep]) -> dict[str, Phrase]:
    return {option: at.text(option) for option in at.step.options}


def _ask(at: Moment[ChoicesStep]) -> Message:
    labels, ticks = _labels(at), at.step.most > 1
    picks = picks_in(at.data, labels)
    listed = rows(labels, picks, page_in(at.data), at.step.page, ticks=ticks, columns=at.step.columns)
    return Message((at.text("ask"), *(several(labels, picks) if ticks else ())), listed)


def _read(at: Moment[ChoicesStep], offered: Offered) -> Outcome:
    picking = Picking(_labels(at), at.data, at.step.most, at.step.alone, at.step.lacking)
    match offered:
        case Tapped(value):
            return picking.tap(value)
        case Typed(text) if at.step.facts and (so := stated(text)) != text:
            return _read(at, Typed(so)) if so else Refused(phrase("heard.supposed"))
        case Typed(text):
            if picking.is_done(text, at.write(phrase("words.done")).split(",")):
                return picking.tap("ok")
            return picking.said(text, ways_to_say(at), at.write(phrase("words.only")).split(",")) or Refused(_why(at))
        case _:
            return Unknown()


def _why(at: Moment[ChoicesStep]) -> Phrase:
    """Why words are no answer: in the step's own words, if it has any."""
    own = at.text("refused")
    return own if own.key in keys(BASE) else phrase("refused.choice", example=at.text(at.step.options[0]))


def ways_to_say(at: Moment[ChoicesStep]) -> dict[str, list[str]]:
    """Each option's label, then its other words from the catalogue."""
    return {option: [at.write(at.text(option)), *_listed(at, f"{option}.words")] for option in at.step.options}


def _named(at: Moment[ChoicesStep], text: str) -> bool:
    """Whether a text is the label or another word of an option, and no more."""
    said = fold(text)
    return any(said == folded(way) for ways in ways_to_say(at).values() for way in ways)


def hears(at: Moment[ChoicesStep], text: str) -> JsonValue:
    """The options that words about more name, by the words that say so in a sentence, if those go together."""
    ways = {option: said for option in at.step.options if (said := _listed(at, f"{option}.said"))}
    named = mentioned(text, ways, aside=_listed(at, "aside"), cues=_listed(at, "cues"))
    alone = len(named) > 1 and set(named) & set(at.step.alone)
    return None if not named or alone or len(named) > at.step.most else list(named)


def _listed(at: Moment[ChoicesStep], name: str) -> list[str]:
    """Words of the step's own text, if it has it."""
    words = at.text(name)
    return at.write(words).split(",") if words.key in keys(BASE) else []


def _say(at: Moment[ChoicesStep], value: JsonValue) -> Phrase:
    return phrase("said.list", items=tuple(at.text(option) for option in value))


def show(at: Moment[ChoicesStep], value: JsonValue) -> Phrase:
    """In the words that partners use, where there are such."""
    prefix = at.step.public or f"{at.flow}.{at.step.id}"
    return phrase("said.list", items=tuple(phrase(f"{prefix}.{option}") for option in value))


def _fits(step: ChoicesStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, list) and bool(value) and all(option in step.options for option in value)


def _texts(step: ChoicesStep) -> frozenset[str]:
    return frozenset({"ask", *step.options})


def _may(step: ChoicesStep) -> frozenset[str]:
    """Words of its own for a refusal, and other words for its options, alone and in a sentence."""
    words = {f"{option}.{name}" for option in step.options for name in ("words", "said")}
    return frozenset({"refused", "cues", "aside", *words})


KIND = Kind(_ask, _read, _say, _fits, _texts, ChoicesStep, _may, show=show, closed=True, named=_named, hears=hears)
