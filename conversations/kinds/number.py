"""Number: a whole number within bounds. Value: int."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import Field

from conversations.engine.effects import Button, Message
from conversations.engine.flow import Step
from conversations.engine.kind import Kind
from conversations.engine.knowledge import Knowledge
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Drafted, Offered, Outcome, Refused, Tapped, Typed, Unknown
from conversations.engine.state import JsonValue
from conversations.words.catalogue import BASE, keys
from conversations.words.cleaning import fold, folded
from conversations.words.negation import asserted, heard, limit, stands_alone
from conversations.words.numbers import ARTICLES, HALVES, Number, numbers_in
from network.phrase import Phrase, phrase

ALMOST_ALONE = 2
"""Words at whose end "un" counts: "juste un"."""
NEAR = 2
"""Words that may stand between a number and "moi" that is counted beside it: "2 salariés et moi"."""
RELATED = {"one_more": 1, "kin": 1, "two_more": 2}
"""Words for those whom the writer names, and how many each is."""
MOST_ASKED = 4
"""Numbers that are offered to choose from at most."""
_RANGE = r"(?<![0-9,.-])([0-9]{1,4})\s?[-–/]\s?([0-9]{1,4})(?![0-9,.-])"


class NumberStep(Step):
    """`least` and `at_most` bound the number; `quick` are numbers offered as buttons.

    `salaried`: it counts salaried people, neither whoever answers nor apprentices.
    """

    least: int = Field(default=1, ge=0)
    at_most: int = Field(default=1000, ge=1, le=3000)
    quick: tuple[int, ...] = ()
    salaried: bool = False


def _ask(at: Moment[NumberStep]) -> Message:
    shown = _among(at) or at.step.quick
    buttons = tuple(Button(phrase("said.text", text=str(number)), f"n:{number}") for number in shown)
    return Message((at.text("ask"),), (buttons,) if buttons else ())


def _among(at: Moment[NumberStep]) -> tuple[int, ...]:
    """The numbers that a text left open, to choose from."""
    found = at.data.get("among")
    return tuple(n for n in found if _fits(at.step, n, at.knowledge)) if isinstance(found, list) else ()


def _read(at: Moment[NumberStep], offered: Offered) -> Outcome:
    if isinstance(offered, Tapped):
        tapped = {f"n:{number}": number for number in (*at.step.quick, *_among(at))}
        return Accepted(tapped[offered.value]) if offered.value in tapped else Unknown()
    if not isinstance(offered, Typed):
        return Unknown()
    meant = _meant(at, offered.text)
    if not meant:
        return Refused(phrase("refused.number"))
    within = [number for number in meant if at.step.least <= number <= at.step.at_most]
    if not within:
        return Refused(phrase("refused.number_bounds", least=at.step.least, most=at.step.at_most))
    if len(meant) == 1:
        return Accepted(meant[0])
    return Drafted({"among": list(within)}, phrase("nearly.number", items=tuple(map(str, within))))


def _meant(at: Moment[NumberStep], text: str) -> Sequence[int]:
    """The number that a text says, or those that it leaves open: "3 ou 4", "un et demi", "moi et 2 salariés"."""
    digits = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{1,9}", digits):
        return (int(digits),)
    text = re.sub(_RANGE, r"\1 - \2", text)
    if any(any(map(str.isnumeric, part)) and not re.fullmatch(r"[0-9]{1,9}", part) for part in _parts(text)):
        return ()  # "²", "3,5", "1e3", "=1+1"
    words = fold(asserted(text)).split()
    counted = numbers_in(words, at.locale)
    nouns = _listed(at, "counted")
    learning = [number for number in counted if _noun(nouns, words, number) in _listed(at, "apprentice")]
    apart = learning if at.step.salaried else []
    found = [number for number in counted if number not in apart]
    numbers = [number for number in found if not number.article or _counts(at, words, number)]
    if not at.step.salaried and (people := _with_people(at, words, numbers)) is not None:
        return people
    if not numbers:
        return (0,) if apart else _without_digits(at, text)
    limited = any(limit(words, (number.first, number.end)) for number in numbers)
    if limited or _holds(" ".join(words), _listed(at, "at_most")):
        return ()
    among = _of_several(at, words, numbers, apart) if len(numbers) > 1 else _of_one(at, text, words, numbers[0], found)
    return _salaried(at, words, numbers[-1], apart, among) if at.step.salaried else among


def _of_one(
    at: Moment[NumberStep], text: str, words: Sequence[str], only: Number, found: Sequence[Number]
) -> Sequence[int]:
    """A number alone, or one more where half of one, or somebody beside, is counted as well."""
    half = only.half or bool(HALVES & set(words[only.end :]))
    one_more = any(words[one.first - 1] in _listed(at, "joined") for one in found if one.first > only.first)
    me = _says_me_beside(at, words, only) or _holds(fold(text), _listed(at, "besides_me"))
    beside = half or one_more or (me and not at.step.salaried)
    return (only.value, only.value + 1) if beside else (only.value,)


def _salaried(
    at: Moment[NumberStep], words: Sequence[str], last: Number, apart: Sequence[Number], among: Sequence[int]
) -> Sequence[int]:
    """Without those of a whole who are apprentices, and without whoever answers, or either where that is not sure."""
    inside = apart and set(words[last.end : apart[0].first]) & set(_listed(at, "of_which"))
    among = [n - sum(one.value for one in apart) for n in among] if inside else among
    said = " ".join(words)
    if _holds(said, _listed(at, "with_me")):
        among = [n - 1 for n in among]
    elif _holds(said, _listed(at, "we")) and _noun(_listed(at, "counted"), words, last) in ("", *_listed(at, "people")):
        among = [*(n - 1 for n in among), *among]
    return sorted({max(0, n) for n in among})[:MOST_ASKED]


def _hears(at: Moment[NumberStep], text: str) -> JsonValue:
    """The one number, in words about more, of what is counted here: "avec deux salariés"."""
    nouns, said = at.text("said"), heard(text)
    if nouns.key not in keys(BASE):
        return None
    ways = [folded(noun) for noun in at.write(nouns).split(",")]
    found = [number for number in numbers_in(said.words, at.locale) if _noun(ways, said.words, number)]
    if len(found) != 1 or found[0].half or limit(said.words, (found[0].first, found[0].end)):
        return None
    [only] = found
    denied = any(said.clauses[at] == said.clauses[only.first] for at in said.denials)
    alone = only.article or denied or _says_me_beside(at, said.words, only)
    return only.value if not alone and at.step.least <= only.value <= at.step.at_most else None


def _parts(text: str) -> list[str]:
    return [part for token in text.split() if (part := token.strip(".,;:!?()+&"))]


def _counts(at: Moment[NumberStep], words: Sequence[str], number: Number) -> bool:
    """Whether "un" is a number: the last of few words, before "ou", or before what is counted; "a few" is none."""
    last = number.end == len(words) <= ALMOST_ALONE
    either = number.end < len(words) and words[number.end] in _listed(at, "or")
    return last or either or bool(_noun(_listed(at, "counted"), words, number))


def _noun(ways: Sequence[str], words: Sequence[str], number: Number) -> str:
    """What a number counts, where it is something that is counted here."""
    after = " ".join([*words[number.end :], ""])
    return max((way for way in ways if after.startswith(f"{way} ")), key=len, default="")


def _of_several(
    at: Moment[NumberStep], words: Sequence[str], numbers: Sequence[Number], apart: Sequence[Number]
) -> Sequence[int]:
    """A whole with its parts is the whole, without those `apart` of it, things counted one by one are their sum; else
    they are to choose from.
    """
    first, *others = (number.value for number in numbers)
    between = [words[one.end : other.first] for one, other in pairwise(numbers)]
    nouns = [_noun(_listed(at, "counted"), words, number) for number in numbers]
    either = any(set(gap) & set(_listed(at, "or")) for gap in between)
    whole = nouns[0] in ("", *_listed(at, "whole"))
    learning = sum(one.value for one in apart)
    if learning and whole and not either and first == sum(others) + learning:
        return (first - learning,)
    if set(between[0]) & set(_listed(at, "of_which")):
        return (first,)
    if len(others) > 1 and first == sum(others) and not either and (whole or not _are_counted_apart(nouns)):
        return (first,)
    if not either and _are_counted_apart(nouns):
        return (first + sum(others),)
    return sorted({first, *others})[:MOST_ASKED]


def _are_counted_apart(nouns: Sequence[str]) -> bool:
    """Whether each number counts something else: "2 CDI et 1 CDD et un apprenti"."""
    return all(nouns) and len(set(nouns)) == len(nouns)


def _with_people(at: Moment[NumberStep], words: Sequence[str], numbers: Sequence[Number]) -> Sequence[int] | None:
    """The sum of those who are named one by one beside the writer: "mon mari, moi, plus une vendeuse"; else None."""
    named = {tuple(way.split()): n for name, n in RELATED.items() for way in _listed(at, name)}
    places = [(i, n) for way, n in named.items() if len(way) > 1 and way[0] not in ARTICLES[at.locale]
              for i in range(len(words)) if tuple(words[i : i + len(way)]) == way]  # fmt: skip
    if not places or not _holds(" ".join(words), _listed(at, "me")):
        return None
    people = 1 + sum(n for _, n in places)
    nouns = [_noun(_listed(at, "counted"), words, number) for number in numbers]
    if not numbers:
        return (people,)
    beside = numbers[0].first > min(i for i, _ in places) and not set(nouns) & {"", *_listed(at, "posts")}
    return (people + sum(number.value for number in numbers),) if beside else None


def _says_me_beside(at: Moment[NumberStep], words: Sequence[str], number: Number) -> bool:
    """Whether "moi" is counted beside the number: "moi et 2 salariés", "2 salariés plus moi"."""
    me = set(_listed(at, "me"))
    before, after = words[max(0, number.first - NEAR) : number.first], words[number.end : number.end + NEAR + 1]
    joined = set(_listed(at, "joined"))
    return bool(me & set(before) and joined & set(before)) or bool(me & set(after) and joined & set(after))


def _without_digits(at: Moment[NumberStep], text: str) -> Sequence[int]:
    """None, or one, in words that name no number: "aucun", "juste moi"; where others are counted that is none too."""
    alone = at.text("alone.words")
    if alone.key in keys(BASE) and stands_alone(text, at.write(alone).split(",")):
        return (0,) if at.step.salaried else (1,)
    return (0,) if at.step.least == 0 and stands_alone(text, at.write(phrase("words.nobody")).split(",")) else ()


def _listed(at: Moment[NumberStep], name: str) -> list[str]:
    return [folded(word) for word in at.write(phrase(f"words.{name}")).split(",")]


def _holds(said: str, ways: Sequence[str]) -> bool:
    return any(f" {way} " in f" {said} " for way in ways)


def _say(at: Moment[NumberStep], value: JsonValue) -> Phrase:
    return phrase("said.text", text=str(value))


def _fits(step: NumberStep, value: JsonValue, knowledge: Knowledge) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and step.least <= value <= step.at_most


def _texts(step: NumberStep) -> frozenset[str]:
    return frozenset({"ask"})


def _may(step: NumberStep) -> frozenset[str]:
    """Other words for nobody else, "juste moi", and what is counted in words about more."""
    return frozenset({"alone.words", "said"})


BUILT_KEYS = {"words.{}": ("counted", "or", "of_which", "me", "joined", "besides_me", "at_most", "apprentice",
                          "with_me", "we", "people", "posts", "whole")}  # fmt: skip
KIND = Kind(_ask, _read, _say, _fits, _texts, NumberStep, _may, hears=_hears)
