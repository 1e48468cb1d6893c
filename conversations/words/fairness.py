"""Whether an offer chooses people where the law forbids it: which words, by what, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from conversations.words import fair_words as words
from conversations.words.cleaning import fold
from conversations.words.fair_words import Criterion
from network.offers import Kind
from network.phrase import Phrase, phrase

BUILT_KEYS = {
    "fairness.by.{}": Criterion,
    "fairness.instead.{}": Criterion,
    "fairness.law.{}": ("job", "housing", "all"),
}
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Choice:
    """Words of an offer that choose people, as they were written, and by what."""

    words: str
    by: Criterion


def choices(text: str, kind: Kind) -> tuple[Choice, ...]:
    """All words of an offer of that kind that choose people, in their order; of words in one another the longest."""
    said = _Said(text[:_MOST])
    found = sorted(
        {(*match.span(), by) for by, pattern in _patterns(kind, said.both) for match in pattern.finditer(said.folded)},
        key=lambda one: (one[0], -one[1], one[2] is Criterion.FAMILY, one[2]),  # a Catholic family: by religion
    )
    kept: list[Choice] = []
    end = -1
    for first, last, by in found:
        if first >= end:
            kept.append(Choice(said.as_written(first, last), by))
            end = last
    return tuple(kept)


def refused(text: str, kind: Kind) -> Phrase | None:
    """Why an offer of that kind cannot be taken as it is written, with what to write instead; None where it can."""
    found = choices(text, kind)
    if not found:
        return None
    law = {Kind.JOB: "job", Kind.HOUSING: "housing"}.get(kind, "all")
    return phrase(
        "fairness.refused",
        words=found[0].words,
        by=phrase(f"fairness.by.{found[0].by}"),
        law=phrase(f"fairness.law.{law}"),
        instead=phrase(f"fairness.instead.{found[0].by}"),
    )


class _Said:
    """A text in folded words, those that are no choice taken out, from which one comes back to what was written."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: list[tuple[int, int, int, int]] = []
        whole = " "
        for token in re.finditer(r"\w+", text):
            if plain := fold(token[0]):
                self._at.append((len(whole), len(whole) + len(plain), token.start(), token.end()))
                whole += plain + " "
            if re.match(r"\s*[.,:;!?()\n]", text[token.end() : token.end() + 3]):
                whole += "| "
        whole += "| "
        self.both = re.search(rf" {words.BOTH_SEXES} ", whole) is not None
        self.folded = _harmless().sub(lambda one: "_" * len(one[0]), whole)

    def as_written(self, first: int, last: int) -> str:
        """The words from one place to another of the folded text, as they were written."""
        there = [(start, end) for begins, ends, start, end in self._at if begins < last and ends > first]
        return self._text[there[0][0] : there[-1][1]]


@cache
def _harmless() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<= )(?:{one})(?= )" for one in words.HARMLESS))


@cache
def _patterns(kind: Kind, both: bool) -> tuple[tuple[Criterion, re.Pattern[str]], ...]:
    """What is looked for in an offer of that kind; `both`: its title is for both sexes."""
    return tuple((by, re.compile(rf"(?<= )(?:{pattern})(?= )")) for by, pattern in _written(kind, both))


def _written(kind: Kind, both: bool) -> Iterator[tuple[Criterion, str]]:
    for by, pattern in (*words.EVERYWHERE, *words.IN_KIND.get(kind, ())):
        if not (both and by is Criterion.SEX):
            yield by, pattern
    for by, group in words.GROUPS.items():
        if kind not in words.GROUP_KINDS.get(by, frozenset(Kind)):
            continue
        yield by, rf"(?:{group}) (?:\w+ )?{words.ONLY_AFTER}"
        yield by, rf"{words.BEFORE} {words.BETWEEN}(?:{group})"
        if by in words.LEANT:
            yield by, rf"{words.IDEAL}{words.BETWEEN}(?:{group})"
        if by in words.SOUGHT:
            yield by, rf"{words.SEEKS} {words.BETWEEN}(?:{group})"
