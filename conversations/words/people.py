"""Who comes, in typed words: adults, and children by their age or their school. What a language says is handed in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from conversations.words import negation
from conversations.words.numbers import Number
from conversations.words.telling import DENIABLE, GROWN, PUPIL, Token, Vocabulary, tokens_in


@dataclass(frozen=True, slots=True)
class Counted:
    """Adults, and children by band. `adults_sure`, `children_sure`: whether that is certain, and all that is said of
    them. `people`: how many there are in all, where nothing says who they are: "nous serons 4".
    """

    adults: int
    children: Mapping[str, int]
    adults_sure: bool
    children_sure: bool
    people: int = 0

    @property
    def clear(self) -> bool:
        """Whether all of it is certain."""
        return self.adults_sure and self.children_sure


@dataclass(slots=True)
class _Children:
    """Children told of together: how many, the bands of the schools and of the ages that are said of them.

    `named`: told of as people ("un bébé") and not only by number ("un au collège"). `doubtful`: they may have been
    counted before ("juste nous deux, ma fille de 8 ans").
    """

    count: int | None
    named: bool
    clause: int
    doubtful: bool = False
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
    people = [token for token in tokens if token.means in DENIABLE or token.means.startswith(PUPIL)]
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


class _Reader:
    """What was counted so far; `waiting` are numbers that count nobody yet."""

    def __init__(self, vocabulary: Vocabulary, said: negation.Utterance) -> None:
        self.vocabulary, self.said = vocabulary, said
        self.waiting: list[Number] = []
        self.groups: list[_Children] = []
        self.open: _Children | None = None
        self.grown_open = False
        self.stated = self.brought = self.grown = 0
        self.speaks = self.names_me = self.is_alone = self.childless = self.lost = self.family = False
        self.totals: list[int] = []
        self.last_brought = self.kin = 0
        self.coupled = self.pair_parted = False
        self.after_age = -1
        self.meanings: Mapping[str, Callable[[Token], None]] = {
            "adult": lambda token: self.adults(token, 1),
            "adults": lambda token: self.adults(token, 2),
            "couple": lambda token: self.adults(token, 1, each=2),
            "both": lambda token: self.pair(token, sure=False),
            "only_two": lambda token: self.pair(token, sure=True),
            "kin": self.relative,
            "stays": self.stays,
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
            "family": self.of_a_family,
            **{f"{PUPIL}{band}": self.pupil for band in vocabulary.ages},
        }

    # --- adults

    def adults(self, token: Token, without_number: int, each: int = 1) -> None:
        """Adults that are counted; "avec 2 adultes" may be one more."""
        before = self.said.words[self.waiting[-1].first - 1] if self.waiting and self.waiting[-1].first else ""
        self.lost = self.lost or before in self.vocabulary.named["beside"]
        many, told = each * (self._claimed(without_number) or 0), self.stated
        around = {before, *self.said.words[max(0, token.first - 1) : token.first]}
        again = (each > 1 or self.coupled) and not around & {*self.vocabulary.named["joined"]}
        same = again and many >= told > 0  # "un couple, 2 adultes"
        self.stated, self.lost = many if same else told + many, self.lost or (same and many > told)
        self.coupled = self.coupled or each > 1
        self._grown_ups()

    def pair(self, token: Token, *, sure: bool) -> None:
        """ "Nous deux" may be one parent and a child, but not "nous deux et un bébé"; "rien que nous deux" are two."""
        joined, words = set(self.vocabulary.named["joined"]), self.said.words
        around = {*words[max(0, token.first - 1) : token.first], *words[token.end : token.end + 1]}
        self.lost = self.lost or not (sure or joined & around)
        self.pair_parted = not joined & around
        self.stated, self.coupled, self.waiting = self.stated + 2, True, []
        self._grown_ups()

    def more(self, token: Token, without_number: int | None) -> None:
        """Those whom the writer brings: "mon père", "deux amis"."""
        if self.waiting and self.said.clauses[self.waiting[-1].first] != self.said.clauses[token.first]:
            self._left_over()  # "nous sommes 3, mon mari, moi et un bébé"
        many = self._claimed(without_number)
        self.last_brought = many or 0
        self.brought += many or 0
        self.lost = self.lost or many is None
        self._grown_ups()

    def relative(self, token: Token) -> None:
        """One of the family, who makes no couple with the writer: "ma mère"."""
        self.more(token, 1)
        self.kin += 1

    def stays(self, token: Token) -> None:
        """Whoever was told of just before does not come: "les enfants restent à Lyon"."""
        with_them = self.said.words[token.end : token.end + 1]
        if set(with_them) & set(self.vocabulary.named["beside"]):
            self.lost = True
        elif self.open is not None:
            self.groups.remove(self.open)
            self.open = None
        elif self.last_brought:
            self.brought -= self.last_brought
            self.kin, self.last_brought = max(0, self.kin - 1), 0
        else:
            self.lost = True

    def me(self, token: Token) -> None:
        """The one who writes."""
        self.names_me, self.last_brought = True, 0
        self._grown_ups()

    def i(self, token: Token) -> None:
        """The one who writes, who may not be counted: "je cherche pour 2 adultes"."""
        self.speaks = True

    def alone(self, token: Token) -> None:
        """An adult without another."""
        self.is_alone, self.waiting = True, []
        self._grown_ups()

    def _grown_ups(self) -> None:
        self.open, self.grown_open = None, True

    # --- children

    def child(self, token: Token, without_number: int | None) -> None:
        """Children, counted or not. "A 9 year old boy" has told of him already."""
        apart = bool(self.waiting) and self.waiting[-1].end < token.first
        if apart and self.open is not None and self.open.announced and self.open.count == 1:
            self._left_over()  # "the eldest is 13 and the youngest 5"
        if self._aged_before(token) is None:
            self._children(self._claimed(without_number), token)

    def pupil(self, token: Token) -> None:
        """A child named by its school or age: "un bébé", "une lycéenne"."""
        group = self._aged_before(token) or self._children(self._claimed(1), token)
        group.schools.append(token.means.removeprefix(PUPIL))

    def school(self, token: Token) -> None:
        """A school: of the children told of just before, or of so many more."""
        told = None if self.waiting else self.open
        (told or self._children(self._claimed(1), token, named=False)).schools.append(token.text)

    def _aged_before(self, token: Token) -> _Children | None:
        """The children whose age stands just before a word for them."""
        same = token.first and self.said.clauses[token.first - 1] == self.said.clauses[token.first]
        return self.open if same and self.after_age == token.first and not self.waiting else None

    def age(self, token: Token, *, months: bool) -> None:
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

    def _children(self, count: int | None, token: Token, *, named: bool = True) -> _Children:
        """Children told of from here on; none of them where they are nought."""
        group = _Children(count, named, self.said.clauses[token.first], self.pair_parted)
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

    def uncounted(self, token: Token) -> None:
        """A dog: whoever is no part of a household; "6 dans la famille" are six all the same."""
        if self.waiting and self.waiting[-1].end >= token.first - 1:
            self.waiting.pop()

    def of_a_family(self, token: Token) -> None:
        """Some of whom nothing is said but that they are of one: "en famille"."""
        self.family = True

    def without(self, token: Token) -> None:
        """Whom the text denies."""
        if self.waiting and self.said.clauses[self.waiting[-1].first] == self.said.clauses[token.first]:
            self.waiting.pop()
        self.childless = self.childless or token.means in ("child", "children") or token.means.startswith(PUPIL)

    def counted(self) -> Counted:
        """What all of it comes to."""
        self._left_over()
        children, known = self._school_children()
        self.grown = children.pop(GROWN, 0)
        adults, certain = self._all_adults()
        known = known and not self.lost and bool(self.groups or self.childless or not self.family)
        total = adults + sum(children.values())
        if len(self.totals) == 1 and not total:
            alone = self.childless and known
            return Counted(self.totals[0], {}, alone, alone, 0 if alone else self.totals[0])
        if len(self.totals) == 1 and not adults and total < self.totals[0]:
            return Counted(self.totals[0] - total, children, adults_sure=False, children_sure=False)
        agreed = all(number == total for number in self.totals)
        known = known and agreed and not any(group.doubtful for group in self.groups)
        certain = certain and agreed and not self.lost and (known or not self.family)
        return Counted(adults, children, certain, known)

    def _all_adults(self) -> tuple[int, bool]:
        """How many adults, and whether that is certain."""
        with_me = self.brought + (self.names_me or self.speaks)
        if self.stated:
            same = self.stated == self.brought + 1 and self.names_me if self.brought else not self.names_me
            if self.coupled and self.stated == 2 and self.kin == self.brought > 0 and not self.names_me:
                return self.stated + self.brought + self.grown, not self.grown
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
