"""Measures: a surface in square metres and a rent in euros, in typed words: "une quarantaine de m²", "40 à 60 m2"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conversations.words.cleaning import fold
from conversations.words.numbers import Number, numbers_in
from network.wishes import Numbers, Span

_HECTARE = 10_000
_UNITS = {"m2": 1, "ha": _HECTARE, "hectare": _HECTARE, "hectares": _HECTARE}
"""Units by what they are in square metres."""
_EUROS = frozenset({"eur", "euro", "euros"})
_MONTH = frozenset({"mois", "mensuel", "mensuels", "mensuelle", "month", "monthly", "pcm", "loyer", "rent"})
_BETWEEN = frozenset({"a", "et", "ou", "to", "and", "or"})
_FILLERS = frozenset({"de", "d", "environ", "about", "of"})
_UP_TO = (
    "pas plus de",
    "no more than",
    "not more than",
    "moins de",
    "less than",
    "under",
    "jusqu a",
    "up to",
    "at most",
    "au plus",
    "maximum",
    "max",
    "maxi",
)
_FROM = (
    "au moins",
    "at least",
    "a partir de",
    "from",
    "plus de",
    "more than",
    "over",
    "minimum",
    "mini",
    "ou plus",
    "or more",
)
"""What stands around a number that is the most, or the least; the former is looked for first, but for "au moins"."""
_AROUND = 3
_MOST_RENT, _LEAST_RENT = 20_000, 30
_MOST_SURFACE = 10_000 * _HECTARE
_GROUPED = re.compile(r"(?<=\d)[\s\u00a0\u202f.](?=\d{3}(?:\D|$))")
_SQUARED = re.compile(
    r"m\s?(?:²|\^2|2)(?![0-9])|mètres?\s+carrés?|metres?\s+carres?|square\s+met(?:re|er)s?|sq\.?\s?m\b", re.I
)
_RANGE = re.compile(r"(?<=\d)\s?[-–/]\s?(?=\d)")
_DECIMAL = re.compile(r"(\d+)[.,](\d+)")


def read(text: str, locale: str) -> Numbers:
    """The surface and the monthly sum that a text says; whatever is not sure is none. Never raises."""
    flat = _GROUPED.sub("", _SQUARED.sub(" m2 ", text))
    words = fold(_RANGE.sub(" to ", flat).replace("€", " euros ")).split()
    numbers = [number for number in numbers_in(words, locale) if not number.article]
    return Numbers(_surface(words, numbers, _tenths(flat)), _monthly(words, numbers))


def _tenths(text: str) -> dict[tuple[int, int], float]:
    """Decimal numbers by their two parts: "2,5 hectares"."""
    return {(int(whole), int(part)): float(f"{whole}.{part}") for whole, part in _DECIMAL.findall(text)}


def _surface(words: Sequence[str], numbers: Sequence[Number], tenths: dict[tuple[int, int], float]) -> Span | None:
    """The first surface of a text, from and to."""
    for at, number in enumerate(numbers):
        unit = _unit(words, number.end)
        if unit is None:
            continue
        before = numbers[at - 1] if at else None
        joined = before is not None and before.end <= number.first <= before.end + 1
        if joined and before is not None and number.first == before.end and (before.value, number.value) in tenths:
            value = round(tenths[before.value, number.value] * unit)
            return _bounded(words, value, before.first, number.end)
        bound = joined and before is not None and set(words[before.end : number.first]) <= _BETWEEN
        if bound and before is not None and before.value < number.value and number.first > before.end:
            return (before.value * unit, number.value * unit) if number.value * unit <= _MOST_SURFACE else None
        return _bounded(words, number.value * unit, number.first, number.end)
    return None


def _unit(words: Sequence[str], at: int) -> int | None:
    while at < len(words) and words[at] in _FILLERS:
        at += 1
    unit = words[at] if at < len(words) else ""
    return _UNITS.get(unit)


def _bounded(words: Sequence[str], value: int, first: int, end: int) -> Span | None:
    if not 0 < value <= _MOST_SURFACE:
        return None
    before = f" {' '.join(words[max(0, first - _AROUND) : first])} "
    after = f" {' '.join(words[end : end + _AROUND])} "
    if _says(before, after, _UP_TO) and "au moins" not in before:
        return (None, value)
    return (value, None) if _says(before, after, _FROM) else (value, value)


def _says(before: str, after: str, ways: Sequence[str]) -> bool:
    return any(f" {way} " in before or f" {way} " in after for way in ways)


def _monthly(words: Sequence[str], numbers: Sequence[Number]) -> int | None:
    """The most that is paid a month, where one sum in euros is said of a month or a rent."""
    sums = {number.value for number in _sums(words, numbers)}
    return max(sums) if 0 < len(sums) <= 2 else None


def _sums(words: Sequence[str], numbers: Sequence[Number]) -> Iterator[Number]:
    for number in numbers:
        in_euros = number.end < len(words) and words[number.end] in _EUROS
        near = words[max(0, number.first - _AROUND - 1) : number.end + _AROUND + 1]
        if in_euros and _LEAST_RENT <= number.value <= _MOST_RENT and not _MONTH.isdisjoint(near):
            yield number
