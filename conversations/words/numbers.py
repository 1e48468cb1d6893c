"""Whole numbers in typed words: "dix-sept", "deux cents", "une dizaine", "twenty-one"; French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_UNITS = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5,
    "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9,
}  # fmt: skip
_TEENS = {
    "dix": 10, "ten": 10, "onze": 11, "eleven": 11, "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13,
    "quatorze": 14, "fourteen": 14, "quinze": 15, "fifteen": 15, "seize": 16, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50,
    "fifty": 50, "soixante": 60, "sixty": 60, "septante": 70, "seventy": 70, "huitante": 80, "octante": 80,
    "eighty": 80, "nonante": 90, "ninety": 90,
}  # fmt: skip
_HUNDRED = frozenset({"cent", "cents", "hundred", "hundreds"})
_THOUSAND = frozenset({"mille", "thousand"})
ABOUT = {
    "dizaine": 10, "dizaines": 10, "douzaine": 12, "douzaines": 12, "dozen": 12, "dozens": 12, "quinzaine": 15,
    "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
    "centaines": 100,
}  # fmt: skip
"""Round numbers, counted by what stands before them: "deux douzaines"."""
ARTICLES = {"fr": frozenset({"un", "une"}), "en": frozenset({"one", "a", "an"})}
"""Words for one that may be no more than an article, by language."""
AND = frozenset({"et", "and"})
HALVES = frozenset({"demi", "demie", "half"})
"""Words for half of one, which may stand apart: "trois postes et demi"."""
_HALF = (("demi",), ("demie",), ("half",), ("a", "half"))
_WORDS = frozenset({*_UNITS, *_TEENS, *_TENS, *_HUNDRED, *_THOUSAND, *ABOUT})
LONGEST = 9
"""No number that counts people has more digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: the words from `first` to before `end`. `article`: it may be no more than "un", "a".

    `half`: a half more, as in "one and a half".
    """

    value: int
    first: int
    end: int
    article: bool = False
    half: bool = False


def numbers_in(words: Sequence[str], locale: str) -> list[Number]:
    """The whole numbers among folded words, in digits or spelled out."""
    return list(_numbers(words, ARTICLES.get(locale, ARTICLES["fr"])))


def _numbers(words: Sequence[str], articles: frozenset[str]) -> Iterator[Number]:
    at = 0
    while at < len(words):
        value, end = _read(words, at, articles)
        if value is None:
            at += 1
            continue
        alone = end == at + 1 and words[at] in articles
        half = next((len(way) for way in _HALF if _is_next(words, end, way)), 0)
        yield Number(value, at, end + (half + 1 if half else 0), alone and not half, bool(half))
        at = end + (half + 1 if half else 0)


def _is_next(words: Sequence[str], at: int, way: tuple[str, ...]) -> bool:
    return at < len(words) and words[at] in AND and tuple(words[at + 1 : at + 1 + len(way)]) == way


def _read(words: Sequence[str], at: int, articles: frozenset[str]) -> tuple[int | None, int]:
    """The longest number that begins at a word, and where it ends."""
    word = words[at]
    if re.fullmatch(rf"[0-9]{{1,{LONGEST}}}", word):
        times = ABOUT.get(words[at + 1], 0) if at + 1 < len(words) else 0
        return (int(word) * times, at + 2) if times else (int(word), at + 1)
    if word == "half" and tuple(words[at + 1 : at + 3]) == ("a", "dozen"):
        return 6, at + 3
    if word == "demi" and at + 1 < len(words) and words[at + 1] == "douzaine":
        return 6, at + 2
    if word == "zero":
        return 0, at + 1
    if word not in _WORDS and word not in articles:
        return None, at
    return _spelled(words, at)


def _spelled(words: Sequence[str], at: int) -> tuple[int, int]:
    """A number in words: each word is added to, or multiplies, what stands before it, as long as it can."""
    total, part, low, end = 0, 0, 1000, at
    for index in range(at, len(words)):
        word = words[index]
        if word in AND and end == index and index + 1 < len(words) and _goes_on(words[index + 1], part, low):
            continue
        value, bound = _of(word)
        if word in _THOUSAND and not total:
            total, part, low = max(part, 1) * 1000, 0, 1000
        elif word in _HUNDRED and part < 10:
            part, low = max(part, 1) * 100, 100
        elif word in ABOUT and part < 10 and not total:
            return max(part, 1) * ABOUT[word], index + 1
        elif value == 20 and part % 100 == 4 and word.startswith("vingt"):
            part, low = part + 76, 20
        elif value and bound < low and _follows(value, part):
            part, low = part + value, bound
        else:
            break
        end = index + 1
    return total + part, max(end, at + 1)


def _of(word: str) -> tuple[int, int]:
    """What a word adds, and its rank: nothing of the same rank or above may follow it."""
    if word in _UNITS or word in ("a", "an"):
        return _UNITS.get(word, 1), 1
    if word in _TEENS:
        return _TEENS[word], 10
    return (_TENS[word], 20) if word in _TENS else (0, 1000)


def _follows(value: int, part: int) -> bool:
    """Whether a number may go on so: "soixante dix", "dix sept", "quatre vingt onze", but not "vingt onze"."""
    last = part % 100
    if 10 <= value < 20:
        return last in (0, 60, 80)
    return last == 0 or last >= 20 or (last == 10 and value >= 7)


def _goes_on(word: str, part: int, low: int) -> bool:
    """Whether "et" binds: "vingt et un", "soixante et onze", "a hundred and five", but not "deux et trois"."""
    value, bound = _of(word)
    if not value or bound >= low:
        return False
    tens = part % 100 in (20, 30, 40, 50, 60, 70) and word in ("un", "une", "onze")
    return tens or (part >= 100 and part % 100 == 0 and word not in ("un", "une", "a", "an"))
