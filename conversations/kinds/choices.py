"""Choice and choices: options of the flow as buttons. Values: the option's id; a list of them, the first one leads."""

from __future__ import annotations

from conversations.engine.effects import Message
from conversations.engine.flow import Step
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.kind import Kind
from conversations.kinds.listing import page_in, picks_in, rows
from conversations.kinds.picking import Picking
from conversations.words.catalogue import BASE, keys
from conversations.words.matching import fold
from network.phrase import Phrase, phrase


def _labels(at: Moment) -> dict[str, Phrase]:
    return {option: at.text(option) for option in at.step.options}


def _ask(at: Moment) -> Message:
    labels, several = _labels(at), at.step.most > 1
    hint = (phrase("hint.several"),) if several else ()
    listed = rows(labels, picks_in(at.data, labels), page_in(at.data), at.step.page, ticks=several,
                  columns=at.step.columns)  # fmt: skip
    return Message((at.text("ask"), *hint), listed)


def _read(at: Moment, offered: Offered) -> Outcome:
    picking = Picking(at.step, _labels(at), at.data)
    match offered:
        case Tapped(value):
            return picking.tap(value)
        case Typed(text):
            picks = picking.typed(text, ways_to_say(at))
            if picks:
                return Accepted(picks)
            several = picking.several(text, ways_to_say(at))
            return Drafted({"picks": several}, phrase("nearly.several")) if several else Refused(_why(at))
        case _:
            return Unknown()


def _why(at: Moment) -> Phrase:
    """Why words are no answer: in the step's own words, if it has any."""
    own = at.text("refused")
    return own if own.key in keys(BASE) else phrase("refused.choice", example=at.text(at.step.options[0]))


def ways_to_say(at: Moment) -> dict[str, list[str]]:
    """Each option's label, then its other words from the catalogue."""
    return {option: [at.write(at.text(option)), *_other_words(at, option)] for option in at.step.options}


def named_in_full(at: Moment, text: str) -> bool:
    """Whether a text is the label or another word of an option, and no more."""
    if at.step.ask not in ("choice", "choices"):
        return False
    return any(fold(text) == fold(way) for ways in ways_to_say(at).values() for way in ways)


def _other_words(at: Moment, option: str) -> list[str]:
    words = at.text(f"{option}.words")
    return at.write(words).split(",") if words.key in keys(BASE) else []


def _say(at: Moment, value: JsonValue) -> Phrase:
    return phrase("said.list", items=tuple(at.text(option) for option in value))


def _show(at: Moment, value: JsonValue) -> Phrase:
    prefix = at.step.public or f"{at.flow}.{at.step.id}"
    return phrase("said.list", items=tuple(phrase(f"{prefix}.{option}") for option in value))


def _fits(step: Step, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, list) and bool(value) and all(option in step.options for option in value)


def _texts(step: Step) -> frozenset[str]:
    return frozenset({"ask", *step.options})


def _read_one(at: Moment, offered: Offered) -> Outcome:
    outcome = _read(at, offered)
    return Accepted(outcome.value[0]) if isinstance(outcome, Accepted) else outcome


CHOICES = Kind(_ask, _read, _say, _fits, _texts, show=_show, closed=True)

CHOICE = Kind(
    _ask,
    _read_one,
    lambda at, value: _say(at, [value]),
    lambda step, value, knowledge: _fits(step, [value], knowledge),
    _texts,
    show=lambda at, value: _show(at, [value]),
    closed=True,
)
