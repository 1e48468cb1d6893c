"""Who comes, in typed words: adults, and children by their age or their school. What a language says is handed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from conversations.words import negation
from conversations.words.numbers import Number, numbers_in

GROWN = ""
"""The band of those."""


PEOPLE = ("adult", "adults", "couple", "one_more", "two_more", "more", "me", "alone", "child", "children", "twins")
"""What a word may mean that names people; words that name the children of a band have its name, behind `PUPIL`."""
OTHER = ("i", "years", "months", "of", "beside", "uncounted")
"""What else one may mean."""
PUPIL = "pupil_"
_DENIABLE = frozenset({*PEOPLE, "school", "uncounted"})


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
class Counted:
    """Adults, and children by band. `clear`: whether that is certain, and all that the text says."""

    adults: int
    children: Mapping[str, int]
    clear: bool


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or phrase that says something: what it means, where it stands, and which band where it is a school."""

    means: str
    first: int
    end: int
    number: Number | None = None
    text: str = ""


@dataclass(slots=True)
class _Children:
    """Children told of together: how many, the bands of the schools and of the ages that are said of them.

    `named`: told of as people ("un bébé") and not only by number ("un au collège").
    """

    count: int | None
    named: bool
    clause: int
    schools: list[str] = field(default_factory=list)
    ages: list[str] = field(default_factory=list)

    @property
    def announced(self) -> bool:
        """Whether nothing but their number is said yet."""
        return not self.schools and not self.ages

    def bands(self) -> tuple[Counter[str], bool]:
        """How many go to which, and whether that is certain."""
        parts = self.schools or self.ages
        agreed = not (self.schools and self.ages) or set(self.schools) == set(self.ages)
        if self.count is None:
            return Counter(parts), agreed and len(parts) > 1
        if len(parts) == 1:
            return Counter({parts[0]: self.count}), agreed
        return Counter(parts), agreed and len(parts) == self.count


def count(text: str, vocabulary: Vocabulary) -> Counted:
    """Whom a text counts: "2 adultes, un garçon de 9 ans", "mon père et moi", "seule avec des jumeaux en CP"."""
    units = "|".join((*vocabulary.named["years"], *vocabulary.named["months"]))
    said = negation.heard(re.sub(rf"(?i)(?<=[0-9])(?=(?:{units})\b)", " ", text))  # "9ans"
    tokens = list(tokens_in(said.words, vocabulary))
    people = [token for token in tokens if token.means in _DENIABLE or token.means.startswith(PUPIL)]
    turned = said.denied([((t.first, t.end), said.words[t.first : t.end]) for t in people], carries=False)
    denied = {token for token, no in zip(people, turned, strict=True) if no}
    reader = _Reader(vocabulary, said)
    read = {at for token in tokens for at in range(token.first, token.end)}
    reader.lost = any(word[0].isdigit() and at not in read for at, word in enumerate(said.words))
    for token in tokens:
        if token in denied:
            reader.without(token)
        elif token.number is not None:
            reader.waiting.append(token.number)
        elif token.means in reader.meanings:
            reader.meanings[token.means](token)
    return reader.counted()


def tokens_in(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[_Token]:
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
            yield _Token(means, at, at + len(found), text=band)
            at += len(found)
        elif at in numbers:
            yield _Token("number", at, numbers[at].end, numbers[at])
            at = numbers[at].end
        else:
            at += 1


class _Reader:
    """What was counted so far; `waiting` are numbers that count nobody yet."""

    def __init__(self, vocabulary: Vocabulary, said: negation.Utterance) -> None:
        self.vocabulary, self.said = vocabulary, said
        self.waiting: list[Number] = []
        self.groups: list[_Children] = []
        self.open: _Children | None = None
        self.grown_open = False
        self.stated = self.brought = self.grown = 0
        self.speaks = self.names_me = self.is_alone = self.childless = self.lost = False
        self.totals: list[int] = []
        self.after_age = -1
        self.meanings: Mapping[str, Callable[[_Token], None]] = {
            "adult": lambda token: self.adults(token, 1),
            "adults": lambda token: self.adults(token, 2),
            "couple": lambda token: self.adults(token, 1, each=2),
            "one_more": lambda token: self.more(token, 1),
            "two_more": lambda token: self.more(token, 2),
            "more": lambda token: self.more(token, None),
            "me": self.me,
            "i": self.i,
            "alone": self.alone,
            "child": lambda token: self.child(token, 1),
            "children": lambda token: self.child(token, None),
            "twins": lambda token: self.child(token, 2),
            "school": self.school,
            "years": lambda token: self.age(token, months=False),
            "months": lambda token: self.age(token, months=True),
            "uncounted": self.uncounted,
            **{f"{PUPIL}{band}": self.pupil for band in vocabulary.ages},
        }

    # --- adults

    def adults(self, token: _Token, without_number: int, each: int = 1) -> None:
        """Adults that are counted; "avec 2 adultes" may be one more."""
        before = self.said.words[self.waiting[-1].first - 1] if self.waiting and self.waiting[-1].first else ""
        self.lost = self.lost or before in self.vocabulary.named["beside"]
        self.stated += each * (self._claimed(without_number) or 0)
        self._grown_ups()

    def more(self, token: _Token, without_number: int | None) -> None:
        """Those whom the writer brings: "mon père", "deux amis"."""
        many = self._claimed(without_number)
        self.brought += many or 0
        self.lost = self.lost or many is None
        self._grown_ups()

    def me(self, token: _Token) -> None:
        """The one who writes."""
        self.names_me = True
        self._grown_ups()

    def i(self, token: _Token) -> None:
        """The one who writes, who may not be counted: "je cherche pour 2 adultes"."""
        self.speaks = True

    def alone(self, token: _Token) -> None:
        """An adult without another."""
        self.is_alone, self.waiting = True, []
        self._grown_ups()

    def _grown_ups(self) -> None:
        self.open, self.grown_open = None, True

    # --- children

    def child(self, token: _Token, without_number: int | None) -> None:
        """Children, counted or not. "A 9 year old boy" has told of him already."""
        if self._aged_before(token) is None:
            self._children(self._claimed(without_number), token)

    def pupil(self, token: _Token) -> None:
        """A child named by its school or age: "un bébé", "une lycéenne"."""
        group = self._aged_before(token) or self._children(self._claimed(1), token)
        group.schools.append(token.means.removeprefix(PUPIL))

    def school(self, token: _Token) -> None:
        """A school: of the children told of just before, or of so many more."""
        told = None if self.waiting else self.open
        (told or self._children(self._claimed(1), token, named=False)).schools.append(token.text)

    def _aged_before(self, token: _Token) -> _Children | None:
        """The children whose age stands just before a word for them."""
        return self.open if self.after_age == token.first and not self.waiting else None

    def age(self, token: _Token, *, months: bool) -> None:
        """Ages, of the children or the adults told of just before, or of so many children more."""
        counted = [number for number in self.waiting if not number.article]
        lead = self._lead()
        aged = [number for number in counted if number is not lead] or self.waiting[-1:]
        self.waiting = []
        self._limited(aged)
        if not aged:
            return
        bands = [self.vocabulary.band(0 if months else number.value) for number in aged]
        if self.grown_open and all(band == GROWN for band in bands):
            return
        group = self.open
        if lead is not None or group is None or (not group.named and group.count == len(group.ages)):
            group = self._children(lead.value if lead is not None else len(bands), token, named=False)
        group.ages += bands
        self.after_age = token.end

    def _lead(self) -> Number | None:
        """The number that counts children, and is no age: "2 de 4 ans", "un de 7 ans", "two 9 year olds"."""
        first = self.waiting[0] if len(self.waiting) > 1 else None
        if first is None or self.said.clauses[first.first] != self.said.clauses[self.waiting[1].first]:
            return None
        between = set(self.said.words[first.end : self.waiting[1].first])
        listed = self.open is not None and self.open.announced  # "2 enfants 4 6 ans"
        return first if between <= set(self.vocabulary.named["of"]) and (between or not listed) else None

    def _children(self, count: int | None, token: _Token, *, named: bool = True) -> _Children:
        """Children told of from here on; none of them where they are nought."""
        group = _Children(count, named, self.said.clauses[token.first])
        self.grown_open, self.open = False, group if count != 0 else None
        self.childless = self.childless or count == 0
        self.groups += [group] if count != 0 else []
        return group

    # --- numbers

    def _claimed(self, without_number: int | None) -> int | None:
        """How many a noun counts, by the number before it; numbers before that one count nobody."""
        if not self.waiting:
            return without_number
        last = self.waiting.pop()
        self._left_over()
        return last.value

    def _left_over(self) -> None:
        """Numbers that no noun follows: the ages of the children told of ("2 enfants, 4 et 7"), or how many in all."""
        plain = [number for number in self.waiting if not number.article]
        self.lost = self.lost or len(plain) < len(self.waiting)
        self._limited(plain)
        self.waiting = []
        if not plain:
            return
        before = self.said.words[plain[0].first - 1] if plain[0].first else ""
        group = self.open
        aged = group is not None and group.announced
        if group is not None and aged and (len(plain) == group.count or before in self.vocabulary.named["of"]):
            group.ages += [self.vocabulary.band(number.value) for number in plain]
        else:
            self.totals += [number.value for number in plain]

    def _limited(self, numbers: Sequence[Number]) -> None:
        """ "Moins de 3 ans" is no age."""
        limits = (negation.limit(self.said.words, (number.first, number.end)) for number in numbers)
        self.lost = self.lost or any(limits)

    def uncounted(self, token: _Token) -> None:
        """A dog: whoever is no part of a household."""
        self.waiting = self.waiting[:-1]

    def without(self, token: _Token) -> None:
        """Whom the text denies."""
        if self.waiting and self.said.clauses[self.waiting[-1].first] == self.said.clauses[token.first]:
            self.waiting.pop()
        self.childless = self.childless or token.means in ("child", "children") or token.means.startswith(PUPIL)

    # --- the sum

    def counted(self) -> Counted:
        """What all of it comes to."""
        self._left_over()
        children, known = self._school_children()
        self.grown = children.pop(GROWN, 0)
        adults, certain = self._all_adults()
        clear = known and certain and not self.lost
        total = adults + sum(children.values())
        if len(self.totals) == 1 and not total:
            return Counted(self.totals[0], {}, self.childless and known and not self.lost)
        if len(self.totals) == 1 and not adults and total < self.totals[0]:
            return Counted(self.totals[0] - total, children, clear=False)
        return Counted(adults, children, clear and all(number == total for number in self.totals))

    def _all_adults(self) -> tuple[int, bool]:
        """How many adults, and whether that is certain."""
        with_me = self.brought + (self.names_me or self.speaks)
        if self.stated:
            same = self.stated == self.brought + 1 and self.names_me if self.brought else not self.names_me
            same = same and not (self.is_alone and self.stated > 1) and not self.grown
            return (self.stated if same else self.stated + self.brought) + self.grown, same
        if self.is_alone:
            return 1 + self.brought + self.grown, not self.brought
        if self.brought:
            return self.brought + 1 + self.grown, with_me > self.brought
        return (1 + self.grown if self.names_me else self.grown), self.names_me

    def _school_children(self) -> tuple[Counter[str], bool]:
        """Children by band. A group without any may be announced, and told of one by one after that."""
        children: Counter[str] = Counter()
        certain, announced = True, [group for group in self.groups if group.announced]
        for group in self.groups:
            bands, known = group.bands()
            children += bands
            certain = certain and (known or group in announced)
        return children, certain and (not announced or (len(announced) == 1 and self._is_told(announced[0])))

    def _is_told(self, announced: _Children) -> bool:
        """Whether the children after a number are those that it announced: "3 enfants : 2 au collège, un bébé"."""
        after = [group for group in self.groups[self.groups.index(announced) + 1 :] if group.clause >= announced.clause]
        told = sum(group.count or len(group.schools or group.ages) for group in after)
        named = [group for group in after if group.named]
        apart = len(after) > 1 and all(group.clause > announced.clause for group in named)
        all_told = told == announced.count or (announced.count is None and len(after) > 1)
        return all_told and bool(after) and (not named or apart)
