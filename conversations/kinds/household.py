"""Household: how many adults, and how many children by the school they would go to. Value: {"adults": 2, …}, no zeros.

The first option counts the adults, the others the children.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import OptionStep
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Nudged, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import columned, picked
from conversations.words import people, periods, telling
from conversations.words.cleaning import folded
from conversations.words.mentions import by_clause
from conversations.words.negation import heard
from conversations.words.numbers import numbers_in
from conversations.words.subjects import subject
from network.phrase import Phrase, phrase

ADULTS_OFFERED = (1, 2, 3)
MOST = 9
"""How many there may be of each."""
MOST_BY_BUTTON = 4
"""A button counts so far, then from nought again; more are typed."""
LONGEST = 200
_LONG_NUMBER = re.compile(r"\+?[0-9](?:[\s.]?[0-9]){3,}")
"""A year, a postal code or a telephone number counts nobody."""
_AND = frozenset({"et", "and"})
_AGES = (2, 5, 10, 14, 17)
"""The last age of each of the five bands of children: nursery, pre-school, primary, lower and upper secondary."""
BUILT_KEYS = {"words.{}": (*telling.PEOPLE, *telling.OTHER)}

Counts = dict[str, int]


def _counts(at: Moment[OptionStep]) -> Counts:
    """What is counted so far; a question opened again starts from the older answer."""
    given = at.data.get("counts", at.answer(at.step.id))
    if not isinstance(given, Mapping):
        return {}
    return {o: n for o in at.step.options if isinstance(n := given.get(o), int) and 0 < n <= MOST}


def _ask(at: Moment[OptionStep]) -> Message:
    counts, (adults, *bands) = _counts(at), at.step.options
    grown = tuple(_button(at, adults, n, counts.get(adults) == n, n) for n in ADULTS_OFFERED)
    children = [_child(at, band, counts.get(band, 0)) for band in bands]
    chosen = [at.text(f"{option}.count", count=n) for option, n in counts.items()]
    return Message((at.text("ask"), *picked(chosen)), (grown, *columned(children, 2), *_done(at, counts)))


def _button(at: Moment[OptionStep], option: str, count: int, ticked: bool, wanted: int) -> Button:
    label = at.text(f"{option}.count", count=count)
    return Button(phrase("button.ticked", label=label) if ticked else label, f"{option}:{wanted}")


def _child(at: Moment[OptionStep], band: str, count: int) -> Button:
    if count == 0:
        return Button(at.text(band), f"{band}:1")
    return _button(at, band, count, True, (count + 1) % (MOST_BY_BUTTON + 1))


def _done(at: Moment[OptionStep], counts: Counts) -> tuple[Row, ...]:
    adults, *bands = at.step.options
    none = (Button(phrase("button.no_children"), "children:0"),) if any(band in counts for band in bands) else ()
    done = (Button(phrase("button.done"), "ok"),) if adults in counts else ()
    return ((*none, *done),) if none or done else ()


def _read(at: Moment[OptionStep], offered: Offered) -> Outcome:
    match offered:
        case Tapped("ok"):
            counts = _counts(at)
            return Accepted(counts) if at.step.options[0] in counts else Nudged(phrase("nudge.adults"))
        case Tapped("children:0"):
            adults = at.step.options[0]
            return Drafted({"counts": {o: n for o, n in _counts(at).items() if o == adults}})
        case Tapped(value):
            return _tapped(at, value)
        case Typed(text):
            return _typed(at, text)
        case _:
            return Unknown()


def _tapped(at: Moment[OptionStep], value: str) -> Outcome:
    option, _, wanted = value.partition(":")
    if option not in at.step.options or not re.fullmatch("[0-9]", wanted):
        return Unknown()
    counts = {**_counts(at), option: int(wanted)}
    return Drafted({"counts": {o: counts[o] for o in at.step.options if counts.get(o)}})


def _typed(at: Moment[OptionStep], text: str) -> Outcome:
    """A whole and clear count answers; part of one is shown to be completed."""
    adults = at.step.options[0]
    told = people.count(text[:LONGEST], _vocabulary(at))
    counts = {option: n for option in at.step.options if (n := {**told.children, adults: told.adults}.get(option))}
    if len(text) > LONGEST or not counts or max(counts.values()) > MOST:
        return Refused(phrase("refused.household"))
    if told.clear and adults in counts:
        return Accepted(counts)
    return Drafted({"counts": counts}, phrase("nearly.household"))


def _hears(at: Moment[OptionStep], text: str) -> JsonValue:
    """Who comes, in words about more: what their clauses say of people, where that is certain and names an adult."""
    said, vocabulary = heard(_LONG_NUMBER.sub(" ", text)), _vocabulary(at)
    clauses = [_without_times(at, words) for words in by_clause(said).values()]
    subjects = [subject(words, vocabulary) for words in clauses]
    about: list[str] = []
    goes_on = False
    for words, about_whom in zip(clauses, subjects, strict=True):
        goes_on = about_whom.people or (goes_on and _only_numbers(at, words))  # "3 enfants : 4, 7 et 12 ans"
        about += [" ".join(words)] if goes_on else []
    told = people.count(", ".join(about), vocabulary)
    adults = at.step.options[0]
    counts = {option: n for option in at.step.options if (n := {**told.children, adults: told.adults}.get(option))}
    others = any(one.others for one in subjects)
    of_children = not told.children or any(one.children for one in subjects)  # "assistante maternelle" is none
    certain = told.clear and told.adults and others and of_children and max(counts.values()) <= MOST
    return counts if certain else None


def _only_numbers(at: Moment[OptionStep], words: Sequence[str]) -> bool:
    inside = {n for number in numbers_in(words, at.locale) for n in range(number.first, number.end)}
    return bool(inside) and all(n in inside or word in _AND for n, word in enumerate(words))


def _without_times(at: Moment[OptionStep], words: Sequence[str]) -> list[str]:
    """Words without a time to come: "dans six mois" is no age."""
    told = periods.to_come(words, at.knowledge.today, at.locale, at.write(phrase("words.to_come")).split(","))
    return [word for n, word in enumerate(words) if told is None or not told.first <= n < told.end]


def _vocabulary(at: Moment[OptionStep]) -> telling.Vocabulary:
    """The words for people of the conversation's language, and those of the step's own schools."""
    _, *bands = at.step.options
    named = {name: _words(at, phrase(f"words.{name}")) for name in (*telling.PEOPLE, *telling.OTHER)}
    pupils = {f"{telling.PUPIL}{band}": _words(at, at.text(f"{band}.pupils")) for band in bands}
    schools = {band: _words(at, at.text(f"{band}.words")) for band in bands}
    return telling.Vocabulary(at.locale, schools, dict(zip(bands, _AGES, strict=False)), {**named, **pupils})


def _words(at: Moment[OptionStep], said: Phrase) -> list[str]:
    return [folded(word) for word in at.write(said).split(",")]


def _say(at: Moment[OptionStep], value: JsonValue) -> Phrase:
    return phrase(
        "said.list", items=tuple(at.text(f"{o}.count", count=value[o]) for o in at.step.options if o in value)
    )


def _fits(step: OptionStep, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or not set(value) <= set(step.options) or step.options[0] not in value:
        return False
    return all(isinstance(n, int) and not isinstance(n, bool) and 0 < n <= MOST for n in value.values())


def _texts(step: OptionStep) -> frozenset[str]:
    counted = {f"{option}.count" for option in step.options}
    bands = {f"{band}{name}" for band in step.options[1:] for name in ("", ".words", ".pupils")}
    return frozenset({"ask", *counted, *bands})


KIND = Kind(_ask, _read, _say, _fits, _texts, OptionStep, closed=True, hears=_hears)
