"""Household: how many adults, and how many children by the school they would go to. Value: {"adults": 2, …}, no zeros.

The first option counts the adults, the others the children.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import OptionStep
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Nudged, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import columned
from conversations.words.cleaning import fold
from network.phrase import Phrase, phrase

ADULTS_OFFERED = (1, 2, 3)
MOST = 9
"""How many there may be of each."""
MOST_BY_BUTTON = 4
"""A button counts so far, then from nought again; more are typed."""
LONGEST = 200
_AGES = (2, 5, 10, 14, 17)
"""The last age of each of the five bands of children: nursery, pre-school, primary, lower and upper secondary."""
BUILT_KEYS = {"words.{}": ("partner", "me", "children", "alone", "couple", "without")}

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
    return Message((at.text("ask"),), (grown, *columned(children, 2), *_done(at, counts)))


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
    counts, clear = _understood(at, fold(text[:LONGEST]))
    if len(text) > LONGEST or not counts or max(counts.values()) > MOST:
        return Refused(phrase("refused.household"))
    if clear and at.step.options[0] in counts:
        return Accepted(counts)
    return Drafted({"counts": counts}, phrase("nearly.household"))


def _understood(at: Moment[OptionStep], said: str) -> tuple[Counts, bool]:
    """What a text counts, and whether that is all it says: "2 adultes, 1 en primaire", "un couple, 8 ans"."""
    adults, *bands = at.step.options
    for option in sorted(at.step.options):
        for word in sorted(_words(at, at.text(f"{option}.words")), key=len, reverse=True):
            said = re.sub(rf"\b{word}\b", f" ={option} ", said)
    for name in ("partner", "me"):
        for word in sorted(_words(at, phrase(f"words.{name}")), key=len, reverse=True):
            said = re.sub(rf"\b{word}\b", f" +{name} ", said)
    several, alone = (set(_words(at, phrase(f"words.{name}"))) for name in ("children", "alone"))
    couple, nobody = (set(_words(at, phrase(f"words.{name}"))) for name in ("couple", "without"))
    years = set(_words(at, phrase("words.years")))
    numbers = _numbers(at)
    counts: Counts = {}
    waiting: list[int] = []  # numbers that nothing counts yet
    children, lost = 0, False
    us: set[str] = set()
    for token in said.split():
        if token.startswith("="):
            option = token[1:]
            counts[option] = counts.get(option, 0) + (waiting[-1] if waiting else children or 1)
            lost = lost or len(waiting) > 1
            waiting, children = [], 0
        elif token.startswith("+"):
            us.add(token[1:])
            waiting = []
        elif token in numbers:
            waiting.append(numbers[token])
        elif token in years and waiting:
            for age in waiting:
                band = next((b for b, last in zip(bands, _AGES, strict=False) if age <= last), adults)
                counts[band] = counts.get(band, 0) + 1
            waiting, children = [], 0
        elif token in several:
            children = waiting.pop() if waiting else 1
        elif token in couple | alone:
            counts[adults] = counts.get(adults, 0) + (2 if token in couple else 1)
            waiting = []
        elif token.isdigit():
            lost = True
        elif token in nobody:
            alone_or_not = {adults: 2 if "partner" in us else 1} if us else {}
            return {**alone_or_not, **{o: n for o, n in counts.items() if o == adults}}, not waiting
    if waiting and not counts:
        return {adults: waiting[0]}, False
    if us:
        counts[adults] = max(counts.get(adults, 0), 2 if "partner" in us else 1)
        lost = lost or ("partner" in us and "me" not in us and not _speaks(at, said))
    ordered = {o: counts[o] for o in at.step.options if counts.get(o)}
    return ordered, not (lost or waiting or children)


def _speaks(at: Moment[OptionStep], said: str) -> bool:
    """Whether the person who writes is among those who are named: "je viens avec ma femme"."""
    return bool(set(said.split()) & set(_words(at, phrase("words.i"))))


def _words(at: Moment[OptionStep], said: Phrase) -> list[str]:
    return [fold(word) for word in at.write(said).split(",")]


def _numbers(at: Moment[OptionStep]) -> dict[str, int]:
    written = {word: number for number, word in enumerate(at.write(phrase("words.numbers")).split(",")) if number}
    one = dict.fromkeys(_words(at, phrase("words.one")), 1)
    return {**{str(number): number for number in range(1, 100)}, **written, **one}


def _say(at: Moment[OptionStep], value: JsonValue) -> Phrase:
    return phrase(
        "said.list", items=tuple(at.text(f"{o}.count", count=value[o]) for o in at.step.options if o in value)
    )


def _fits(step: OptionStep, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or not set(value) <= set(step.options) or step.options[0] not in value:
        return False
    return all(isinstance(n, int) and not isinstance(n, bool) and 0 < n <= MOST for n in value.values())


def _texts(step: OptionStep) -> frozenset[str]:
    each = {f"{option}.{name}" for option in step.options for name in ("count", "words")}
    return frozenset({"ask", *step.options[1:], *each})


KIND = Kind(_ask, _read, _say, _fits, _texts, OptionStep, closed=True)
