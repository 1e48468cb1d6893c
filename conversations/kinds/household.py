"""Household: how many adults, and how many children by the school they would go to. Value: {"adults": 2, …}, no zeros.

The first option counts the adults, the others the children.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from conversations.engine.effects import Button, Message, Row
from conversations.engine.flow import OptionStep
from conversations.engine.kind import Kind, reads
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Nudged, Outcome, Refused, Unknown
from conversations.engine.state import JsonValue
from conversations.kinds.listing import columned, picked
from conversations.words import people, periods, telling
from conversations.words.cleaning import clip, fold, folded
from conversations.words.mentions import by_clause
from conversations.words.negation import heard
from conversations.words.numbers import numbers_in
from conversations.words.subjects import Subject, subject
from network.phrase import Phrase, phrase

ADULTS_OFFERED = (1, 2, 3)
MOST = 9
"""How many there may be of each."""
MOST_PEOPLE = 20
"""How many there may be in all, where they are only counted: "nous serons 4"."""
MOST_BY_BUTTON = 4
"""A button counts so far, then from nought again; more are typed."""
LONGEST = 200
_LONG_NUMBER = re.compile(r"\+?[0-9](?:[\s.]?[0-9]){3,}")
"""A year, a postal code or a telephone number counts nobody."""
_CLAUSE_ENDS = re.compile(r"[.;!?\n,:()]")
MOST_READ, MOST_SAID = 1_500, 160
"""Characters of what was said before that are read at the question, and said back."""
_AND = frozenset({"et", "and"})
_AGES = (2, 5, 10, 14, 17)
"""The last age of each of the five bands of children: nursery, pre-school, primary, lower and upper secondary."""
BUILT_KEYS = {"words.{}": (*telling.PEOPLE, *telling.OTHER), "heard.household{}": ("", ".adults", ".children", ".all")}

Counts = dict[str, int]


class HouseholdStep(OptionStep):
    """`draws_on` is the step whose words may say a part of it."""

    draws_on: str = ""

    def refers_to(self) -> tuple[str, ...]:
        """The words it draws on."""
        return (self.draws_on,) if self.draws_on else ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What words about more say of who comes: `said` has those words as they were written, `counts` what is sure of
    it. `whole`: it is all sure, and names an adult; `unplaced`: children are named, of whom it says not enough.
    """

    said: str
    counts: Counts
    whole: bool
    unplaced: bool


def _counts(at: Moment[HouseholdStep], told: _Told | None) -> Counts:
    """What is counted so far; a question opened again starts from the older answer."""
    given = at.data.get("counts", at.answer(at.step.id))
    if not isinstance(given, Mapping):
        return told.counts if told else {}
    return {o: n for o in at.step.options if isinstance(n := given.get(o), int) and 0 < n <= MOST}


def earlier(at: Moment[HouseholdStep]) -> _Told | None:
    """What the words it draws on say of an answer that is still open."""
    words = at.answer(at.step.draws_on)
    return _told(at, words[:MOST_READ]) if isinstance(words, str) and at.answer(at.step.id) is None else None


def _people(at: Moment[HouseholdStep]) -> int:
    """How many they said to be in all; 0 where they did not say so."""
    people_ = at.data.get("people")
    return people_ if isinstance(people_, int) and 1 < people_ <= MOST_PEOPLE else 0


def _childless_so_far(at: Moment[HouseholdStep], told: _Told | None, counts: Counts) -> bool:
    """Whether children that were told of, or who are the rest of so many people, are counted nowhere yet."""
    adults, *bands = at.step.options
    rest = adults in counts and _people(at) > counts[adults]
    unplaced = (rest or (told is not None and told.unplaced)) and not at.data.get("none")
    return unplaced and not any(band in counts for band in bands)


def _ask(at: Moment[HouseholdStep]) -> Message:
    told, (adults, *bands) = earlier(at), at.step.options
    counts = _counts(at, told)
    grown = tuple(_button(at, adults, n, counts.get(adults) == n, n) for n in ADULTS_OFFERED)
    children = [_child(at, band, counts.get(band, 0)) for band in bands]
    chosen = [at.text(f"{option}.count", count=n) for option, n in counts.items()]
    all_grown = _people(at) if max(ADULTS_OFFERED) < _people(at) <= MOST else 0
    beside = ((_button(at, adults, all_grown, counts.get(adults) == all_grown, all_grown),),) if all_grown else ()
    rows = (grown, *beside, *columned(children, 2), *_done(at, told, counts))
    return Message((at.text("ask"), *_heard(at, told, counts), *picked(chosen)), rows)


def _heard(at: Moment[HouseholdStep], told: _Told | None, counts: Counts) -> tuple[Phrase, ...]:
    """What they said before of who comes, and what is wanting of it; of so many people, who is wanting."""
    many, rest = _people(at), _people(at) - sum(counts.values())
    if many and at.step.options[0] not in counts:
        return (phrase("heard.people", people=many),)
    if many and rest > 0 and not at.data.get("none"):
        return (phrase("heard.people.rest", people=many, rest=rest),)
    if told is None or not told.said:
        return ()
    wanting = {(False, False): "", (True, False): ".adults", (False, True): ".children", (True, True): ".all"}
    missing = wanting[at.step.options[0] not in counts, _childless_so_far(at, told, counts)]
    return (phrase(f"heard.household{missing}", said=told.said),)


def _button(at: Moment[HouseholdStep], option: str, count: int, ticked: bool, wanted: int) -> Button:
    label = at.text(f"{option}.count", count=count)
    return Button(phrase("button.ticked", label=label) if ticked else label, f"{option}:{wanted}")


def _child(at: Moment[HouseholdStep], band: str, count: int) -> Button:
    if count == 0:
        return Button(at.text(band), f"{band}:1")
    return _button(at, band, count, True, (count + 1) % (MOST_BY_BUTTON + 1))


def _done(at: Moment[HouseholdStep], told: _Told | None, counts: Counts) -> tuple[Row, ...]:
    adults, *bands = at.step.options
    children = any(band in counts for band in bands) or _childless_so_far(at, told, counts)
    none = (Button(phrase("button.no_children"), "children:0"),) if children else ()
    done = (Button(phrase("button.done"), "ok"),) if adults in counts else ()
    return ((*none, *done),) if none or done else ()


def _tapped(at: Moment[HouseholdStep], value: str) -> Outcome:
    told, adults = earlier(at), at.step.options[0]
    counts = _counts(at, told)
    if value == "ok" and (adults not in counts or _childless_so_far(at, told, counts)):
        return Nudged(phrase("nudge.children" if adults in counts else "nudge.adults"))
    if value == "ok":
        return Accepted(counts)
    if value == "children:0":
        return Drafted({"counts": {o: n for o, n in counts.items() if o == adults}, "none": True})
    option, _, wanted = value.partition(":")
    if option not in at.step.options or not re.fullmatch("[0-9]", wanted):
        return Unknown()
    return _drafted(at, {**counts, option: int(wanted)})


def _drafted(at: Moment[HouseholdStep], counts: Counts, note: Phrase | None = None) -> Drafted:
    return Drafted({**at.data, "counts": {o: counts[o] for o in at.step.options if counts.get(o)}}, note)


def _typed(at: Moment[HouseholdStep], text: str) -> Outcome:
    """A whole and clear count answers; part of one joins what stands, and is shown to be completed."""
    adults, vocabulary = at.step.options[0], _vocabulary(at)
    now, told = people.count(text[:LONGEST], vocabulary), earlier(at)
    if now.people:
        return _counted(at, now.people, _counts(at, told), bare=_only_numbers(at, fold(text).split()))
    said = _said(at, now)
    names_children = bool(now.children) or subject(fold(text).split(), vocabulary).children
    if len(text) > LONGEST or not (said or names_children) or max(said.values(), default=0) > MOST:
        return Refused(phrase("refused.household"))
    standing = {} if at.answer(at.step.id) is not None and "counts" not in at.data else _counts(at, told)
    counts = {**{o: n for o, n in standing.items() if o == adults or not names_children}, **said}
    if not counts:
        return Refused(phrase("refused.household"))
    sure = now.children_sure and (now.adults_sure or adults not in said)
    if sure and adults in counts and (names_children or not _childless_so_far(at, told, counts)):
        return Accepted({o: counts[o] for o in at.step.options if o in counts})
    return _drafted(at, counts, phrase("nearly.household"))


def _counted(at: Moment[HouseholdStep], number: int, counts: Counts, *, bare: bool) -> Outcome:
    """A number that does not say of whom: how many they are in all; once that is known, a `bare` one says how many
    adults there are.
    """
    adults, many = at.step.options[0], _people(at)
    if bare and number <= many and adults not in counts:
        all_told = many in (number, number + sum(counts.values()))
        counts = {**counts, adults: number}
        return Accepted(counts) if all_told and number <= MOST else _drafted(at, counts)
    if not 0 < number <= MOST_PEOPLE:
        return Refused(phrase("refused.household"))
    if number == 1:
        return _drafted(at, {**counts, adults: 1}, phrase("nearly.household"))
    left = {option: n for option, n in counts.items() if option != adults}
    return _drafted(replace(at, data={**at.data, "people": number}), left)


def _said(at: Moment[HouseholdStep], told: people.Counted) -> Counts:
    adults = at.step.options[0]
    return {option: n for option in at.step.options if (n := {**told.children, adults: told.adults}.get(option))}


def _hears(at: Moment[HouseholdStep], text: str) -> JsonValue:
    """Who comes, in words about more, where that is certain and names an adult."""
    told = _told(at, text)
    return told.counts if told is not None and told.whole else None


def _told(at: Moment[HouseholdStep], text: str) -> _Told | None:
    """What the clauses of a text that are about people say of who comes; None where they name nobody beside the one
    who writes.
    """
    vocabulary, adults = _vocabulary(at), at.step.options[0]
    said_before = heard(_LONG_NUMBER.sub(" ", text))
    clauses = [_without_times(at, words) for words in by_clause(said_before).values()]
    subjects = [subject(words, vocabulary) for words in clauses]
    if not any(one.others for one in subjects):
        return None
    about = [" ".join(words) for words in _about_people(at, clauses, subjects)]
    told = people.count(", ".join(about), vocabulary)
    children = any(one.children for one in subjects)  # "assistante maternelle" is none
    said = _said(at, told)
    few = max(said.values(), default=0) <= MOST
    sure = {
        option: n
        for option, n in said.items()
        if few and (told.adults_sure if option == adults else told.children_sure and children)
    }
    whole = few and told.clear and adults in sure and (children or not told.children)
    return _Told(_as_written(at, text, vocabulary), sure, whole, children and not told.children_sure)


def _about_people(
    at: Moment[HouseholdStep], clauses: Sequence[Sequence[str]], subjects: Sequence[Subject]
) -> Iterator[Sequence[str]]:
    """Clauses that tell of people, and the numbers that go on with one: "3 enfants : 4, 7 et 12 ans"."""
    goes_on = False
    for words, about in zip(clauses, subjects, strict=True):
        goes_on = about.people or (goes_on and _only_numbers(at, words))
        if goes_on:
            yield words


def _as_written(at: Moment[HouseholdStep], text: str, vocabulary: telling.Vocabulary) -> str:
    """The parts of a text that tell of people, in its own words."""
    parts = {" ".join(fold(part).split()): part.strip() for part in _CLAUSE_ENDS.split(text)}
    clauses = [words.split() for words in parts if words]
    about = _about_people(at, clauses, [subject(words, vocabulary) for words in clauses])
    return clip(", ".join(parts[" ".join(words)] for words in about), MOST_SAID)


def _only_numbers(at: Moment[HouseholdStep], words: Sequence[str]) -> bool:
    inside = {n for number in numbers_in(words, at.locale) for n in range(number.first, number.end)}
    return bool(inside) and all(n in inside or word in _AND for n, word in enumerate(words))


def _without_times(at: Moment[HouseholdStep], words: Sequence[str]) -> list[str]:
    """Words without a time to come: "dans six mois" is no age."""
    told = periods.to_come(words, at.knowledge.today, at.locale, at.write(phrase("words.to_come")).split(","))
    return [word for n, word in enumerate(words) if told is None or not told.first <= n < told.end]


def _vocabulary(at: Moment[HouseholdStep]) -> telling.Vocabulary:
    """The words for people of the conversation's language, and those of the step's own schools."""
    _, *bands = at.step.options
    named = {name: _words(at, phrase(f"words.{name}")) for name in (*telling.PEOPLE, *telling.OTHER)}
    pupils = {f"{telling.PUPIL}{band}": _words(at, at.text(f"{band}.pupils")) for band in bands}
    schools = {band: _words(at, at.text(f"{band}.words")) for band in bands}
    return telling.Vocabulary(at.locale, schools, dict(zip(bands, _AGES, strict=False)), {**named, **pupils})


def _words(at: Moment[HouseholdStep], said: Phrase) -> list[str]:
    return [folded(word) for word in at.write(said).split(",")]


def _say(at: Moment[HouseholdStep], value: JsonValue) -> Phrase:
    return phrase(
        "said.list", items=tuple(at.text(f"{o}.count", count=value[o]) for o in at.step.options if o in value)
    )


def _fits(step: HouseholdStep, value: JsonValue, knowledge: Knowledge) -> bool:
    if not isinstance(value, dict) or not set(value) <= set(step.options) or step.options[0] not in value:
        return False
    return all(isinstance(n, int) and not isinstance(n, bool) and 0 < n <= MOST for n in value.values())


def _texts(step: HouseholdStep) -> frozenset[str]:
    counted = {f"{option}.count" for option in step.options}
    bands = {f"{band}{name}" for band in step.options[1:] for name in ("", ".words", ".pupils")}
    return frozenset({"ask", *counted, *bands})


KIND = Kind(_ask, reads(_tapped, _typed), _say, _fits, _texts, HouseholdStep, closed=True, hears=_hears)
