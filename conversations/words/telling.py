"""The words by which people are told of, and where they stand in a text. What a language says is handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from conversations.words.numbers import Number, numbers_in

GROWN = ""
"""The band of those."""


PEOPLE = (
    "adult", "adults", "couple", "both", "only_two", "one_more", "two_more", "more", "kin", "me", "alone", "child",
    "children", "twins",
)  # fmt: skip
"""What a word may mean that names people; words that name the children of a band have its name, behind `PUPIL`."""
OTHER = ("i", "years", "months", "of", "beside", "joined", "stays", "uncounted", "family")
"""What else one may mean."""
PUPIL = "pupil_"
DENIABLE = frozenset({*PEOPLE, "school", "uncounted"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language, folded. `schools`: the band of children of each; `ages`: the last age of each band.

    `named`: words by what they mean.
    """

    locale: str
    schools: Mapping[str, Sequence[str]]
    ages: Mapping[str, int]
    named: Mapping[str, Sequence[str]]

    def band(self, age: int) -> str:
        """The band of an age."""
        return next((band for band, last in self.ages.items() if age <= last), GROWN)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or phrase that says something: what it means, where it stands, and which band where it is a school."""

    means: str
    first: int
    end: int
    number: Number | None = None
    text: str = ""


def tokens_in(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[Token]:
    """What is understood of a text, in order; the longest phrase first, then numbers."""
    phrases = {tuple(way.split()): (means, "") for means, ways in vocabulary.named.items() for way in ways}
    phrases |= {tuple(way.split()): ("school", band) for band, ways in vocabulary.schools.items() for way in ways}
    numbers = {number.first: number for number in numbers_in(words, vocabulary.locale)}
    longest, at = max(map(len, phrases)), 0
    while at < len(words):
        ways = (tuple(words[at : at + size]) for size in range(longest, 0, -1))
        found = next((way for way in ways if way in phrases), None)
        if found is not None:
            means, band = phrases[found]
            yield Token(means, at, at + len(found), text=band)
            at += len(found)
        elif at in numbers:
            yield Token("number", at, numbers[at].end, numbers[at])
            at = numbers[at].end
        else:
            at += 1
