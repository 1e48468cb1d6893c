"""Negation: which words of a text it denies, and whether one that costs something stands alone; both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from conversations.words.cleaning import fold, folded
from conversations.words.denials import (
    AGREEING,
    ANSWERS,
    AROUND,
    ASKED,
    ASSERTS,
    BARE_NO,
    BETWEEN,
    CONSENTING,
    CONTRASTS,
    DENY,
    EMPTY,
    EXCEPT,
    HARMLESS,
    HOUR,
    LIMITS,
    LIMITS_AFTER,
    NONE_OF,
    ONE,
    ONLY,
    PAIRED,
    PARTED,
    STEMS,
    TIMES,
    WEAK,
    Limit,
)
from network.text import unaccented

Span = tuple[int, int]
"""Words of a text, from the first to the one after the last."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A text as words; `clauses` has the number of each one's clause, `begins` those that begin anew.

    `denials` are the places of the words that deny, `agreed` of those that only seem to, `idle` of all in phrases that
    say nothing of what stands around them: "rien" of "j'en sais rien".
    """

    words: tuple[str, ...]
    clauses: tuple[int, ...]
    begins: frozenset[int]
    denials: frozenset[int]
    agreed: frozenset[int]
    idle: frozenset[int]
    excepts: bool

    def denied(self, spans: Sequence[tuple[Span, Sequence[str]]], *, carries: bool = True) -> list[bool]:
        """Of each name found in the text, whether the text denies it or turns it round.

        `carries`: whether a clause may go on denying what the one before it denies.
        """
        inside = {i for span, name in spans if _says_no(name) for i in range(*span)}
        plain = [span for span, name in spans if not _says_no(name)]
        carried = self._carried(plain) if carries else frozenset[int]()
        found = [not _says_no(name) and self._denies(span, plain, inside, carried) for span, name in spans]
        about = {self.clauses[span[0]] for (span, _), no in zip(spans, found, strict=True) if no}
        return [
            no or (_says_no(name) and (self._denied_before(span, inside) or self._is_of_another(span, about)))
            for (span, name), no in zip(spans, found, strict=True)
        ]

    def _is_of_another(self, span: Span, about: set[int]) -> bool:
        """ "Aucun" of "aucun logement" is not the answer "aucun"."""
        return self.clauses[span[0]] in about

    def _denied_before(self, span: Span, inside: set[int]) -> bool:
        """Of a name that says no by itself: "non, rien" means nothing, "pas rien" something."""
        before = [i for i in self.denials - inside if i < span[0] and self._together(i, span[0])]
        return any(self.words[i] not in ANSWERS for i in before)

    def _denies(self, span: Span, plain: Sequence[Span], inside: set[int], carried: frozenset[int]) -> bool:
        first, end = span
        here = [i for i in self.denials if self._together(i, first) or self._together(i, end - 1)]
        after = [i for i in here if i >= end and i not in inside]
        return (
            self.clauses[first] in carried
            or any(i < end for i in here)
            or any(not any(other > i and self._together(other, i) for other, _ in plain) for i in after)
            or self.said_no_after(end - 1)
            or self._turned(span)
        )

    def _carried(self, plain: Sequence[Span]) -> frozenset[int]:
        """Clauses that go on denying: "pas le matin, le midi"."""
        carried: set[int] = set()
        for clause in sorted(set(self.clauses)):
            denied = any(
                self.clauses[first] == clause - 1 and any(i < end and self._together(i, first) for i in self.denials)
                for first, end in plain
            )
            goes_on = clause not in self.begins and not ASSERTS & set(self._words_of(clause))
            if goes_on and (denied or clause - 1 in carried):
                carried.add(clause)
        return frozenset(carried)

    def said_no_after(self, last: int) -> bool:
        """Whether the next clause is a no and nothing more."""
        following = [i for i, clause in enumerate(self.clauses) if clause == self.clauses[last] + 1]
        denials = [i for i in following if i in self.denials]
        return bool(denials) and all(i in self.denials or self.words[i] in BARE_NO for i in following)

    def _turned(self, span: Span) -> bool:
        """Whether a time stands behind a limit."""
        named = self.words[span[0] : span[1]]
        return any(word in TIMES or HOUR.fullmatch(word) for word in named) and limit(self.words, span) is not None

    def _together(self, one: int, other: int) -> bool:
        return self.clauses[one] == self.clauses[other]

    def _words_of(self, clause: int) -> list[str]:
        return [word for word, number in zip(self.words, self.clauses, strict=True) if number == clause]

    def asserted(self) -> Iterator[str]:
        """The words that are not denied, clause by clause."""
        denying = False
        for clause in sorted(set(self.clauses)):
            places = [i for i, number in enumerate(self.clauses) if number == clause and i not in self.agreed]
            denials = [i for i in places if i in self.denials]
            anew = clause in self.begins or bool(ASSERTS & set(self._words_of(clause)))
            if denials:
                named_after = any(self.words[i] not in EMPTY for i in places if i > denials[-1])
                kept = [i for i in places if i < denials[0]] if named_after else []
            else:
                kept = [] if denying and not anew else places
            denying = bool(denials) or (denying and not anew)
            if any(self.words[i] not in EMPTY for i in kept) and not self._no_follows(clause):
                yield " ".join(self.words[i] for i in kept if self.words[i] not in CONTRASTS)

    def _no_follows(self, clause: int) -> bool:
        return self.said_no_after(self.clauses.index(clause))


def heard(text: str) -> Utterance:
    """A text with what it denies."""
    words, clauses, begins = _clauses(re.sub(r"([a-z])\1{2,}", r"\1", unaccented(text).lower()))  # "nooon"
    agreed = _covered(words, clauses, AGREEING)
    harmless = agreed | _covered(words, clauses, HARMLESS)
    excepts = _covered(words, clauses, EXCEPT)
    denials = {i for i in range(len(words)) if i not in harmless and _is_denial(words, clauses, i, harmless)}
    neither = [clauses[i] for i, word in enumerate(words) if word in PAIRED]
    if len(neither) > 1:  # "ni le matin ni le midi, le soir"
        begins |= {neither[-1] + 1}
    begins |= _instead(words, clauses, denials)
    return Utterance(words, clauses, begins, frozenset(denials | excepts), agreed, harmless, bool(excepts))


def asserted(text: str) -> str:
    """What a text says without what it denies: "pas à Murol, mais à Besse" → "a besse". As it is, if nothing is."""
    said = heard(text)
    return ", ".join(said.asserted()) if said.denials or said.agreed else text


def stands_alone(text: str, ways: Sequence[str]) -> bool:
    """Whether `text` says one of some words, and besides only what affirms it: "pas de souci, envoyez"."""
    said = heard(text)
    left = [i for i in range(len(said.words)) if i not in said.agreed]
    most = len(left)
    for way in sorted((folded(way).split() for way in ways), key=len, reverse=True):
        while way and (at := _find([said.words[i] for i in left], way)) is not None:
            left = [*left[:at], *left[at + len(way) :]]
    free = len(left) < most and all(i not in said.denials and said.words[i] in AROUND for i in left)
    return free and not any(_is_only(said, i) for i in left)


def _is_only(said: Utterance, at: int) -> bool:
    """Whether a word leaves a part alone: "juste" of "envoyez juste le projet", not of "c'est juste, envoyez"."""
    following = at + 1 if at + 1 < len(said.words) and said.clauses[at + 1] == said.clauses[at] else at
    return said.words[at] in ONLY and said.words[following] in PARTED


def affirms(text: str) -> bool:
    """Whether a text is yes in other words, and nothing else: "pas de souci", "oui allez-y"."""
    said = heard(text)
    rest = [word for i, word in enumerate(said.words) if i not in said.agreed]
    return bool(said.words) and not said.denials and all(word in AROUND for word in rest)


def consents(text: str) -> bool:
    """Whether a text is yes by a phrase that says so alone, and nothing else: "j'y vois pas d'inconvénient"."""
    said = heard(text)
    return not text.rstrip().endswith("?") and affirms(text) and bool(_covered(said.words, said.clauses, CONSENTING))


def without_answers(text: str) -> str:
    """A text without the words that say no to a question: "non, laissez" → "laissez"."""
    return " ".join(word for word in heard(text).words if word not in ANSWERS - WEAK)


def refuses(text: str, ways: Sequence[str]) -> bool:
    """Whether a text denies one of some words, or is no more than a no."""
    said = heard(text)
    if not said.denials:
        return False
    words = list(said.words)
    names = [(_find(words, way), way) for way in (folded(one).split() for one in ways) if way]
    spans = [((at, at + len(way)), way) for at, way in names if at is not None]
    named = {i for span, _ in spans for i in range(*span)}
    bare = all(i in said.denials | named or word in AROUND | CONTRASTS for i, word in enumerate(said.words))
    return bare or any(said.denied(spans))


def limit(words: Sequence[str], span: Span) -> Limit | None:
    """Whether some words name no more than a limit, and which: "plus de 2 ans" and "10 au moins" are from."""
    first, end = span
    if any(tuple(words[end : end + len(one)]) == one for one in LIMITS_AFTER):
        return "from"
    before = list(words[:first])
    while True:
        for way in (before, before[:-1]) if before and before[-1] in BETWEEN else (before,):
            found = next((which for which, ways in LIMITS.items() if any(_ends(way, one) for one in ways)), None)
            if found is not None:
                return found
        if not before or before[-1] not in BETWEEN:
            return None
        before = before[:-1]


def denials_in(text: str) -> int:
    """How many words of denial a text has, whatever they deny."""
    words = fold(text).split()
    return sum(word in DENY or _is_denial(words, [0] * len(words), i, frozenset()) for i, word in enumerate(words))


# --- reading ----------------------------------------------------------------------------------------------------------


def _clauses(said: str) -> tuple[tuple[str, ...], tuple[int, ...], frozenset[int]]:
    """The words, the number of each one's clause, and the clauses that begin anew."""
    words: list[str] = []
    clauses: list[int] = []
    begins, clause, tokens = {0}, 0, re.findall(r"[a-z0-9]+|[.;!?\n,:()]", said)
    for word, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if not word.isalnum():
            clause += bool(clauses) and clauses[-1] == clause
            if word in ".;!?\n":
                begins.add(clause)
            continue
        if word in CONTRASTS and not _compares(words, word, following):
            clause += bool(clauses) and clauses[-1] == clause
            begins.add(clause)
        words.append(word)
        clauses.append(clause)
    return tuple(words), tuple(clauses), frozenset(begins)


def _instead(words: Sequence[str], clauses: Sequence[int], denials: set[int]) -> frozenset[int]:
    """Clauses that name another thing after one that there shall be none of: "pas de boulangerie, un gîte". What is
    denied as well has no article of its own: "pas de boulangerie, de gîte".
    """
    anew: set[int] = set()
    for at in range(1, len(words)):
        before = [i for i in denials if clauses[i] == clauses[at - 1]]
        if clauses[at] != clauses[at - 1] and words[at] in ONE and before:
            last = max(before)
            of = words[last + 1 : last + 2]
            if last + 1 < at and (words[last] in NONE_OF or of in (("de",), ("d",))):
                anew.add(clauses[at])
    return frozenset(anew)


def _compares(before: Sequence[str], word: str, following: str) -> bool:
    """ "Plutôt que", "rien contre", "anything but" do not begin anew."""
    return (
        following in ("que", "qu", "than", "of")
        or (word == "contre" and before[-1:] != ["par"])
        or (word == "but" and any(_ends([*before, word], phrase) for phrase in EXCEPT))
    )


@lru_cache(maxsize=8)
def _by_first_word(phrases: Sequence[tuple[str, ...]]) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """Phrases by the word they begin with: most words of a text begin none."""
    by: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by.setdefault(phrase[0], []).append(phrase)
    return by


def _covered(words: Sequence[str], clauses: Sequence[int], phrases: Sequence[tuple[str, ...]]) -> frozenset[int]:
    covered: set[int] = set()
    begun = _by_first_word(phrases)
    for at, word in enumerate(words):
        for phrase in begun.get(word, ()):
            end = at + len(phrase)
            if tuple(words[at:end]) == phrase and clauses[at] == clauses[end - 1]:
                covered.update(range(at, end))
    return frozenset(covered)


def _is_denial(words: Sequence[str], clauses: Sequence[int], at: int, harmless: frozenset[int]) -> bool:
    word, before = words[at], words[at - 1] if at else ""
    if word == "t":
        return before in STEMS
    if word == "dont":
        return not before or clauses[at - 1] != clauses[at] or before in ASKED
    if word in WEAK:
        rest = [i for i in range(at + 1, len(words)) if clauses[i] == clauses[at]]
        return not any(i in harmless or words[i] in ("que", "qu") for i in rest)
    return word in DENY


def _says_no(name: Sequence[str]) -> bool:
    """Whether an option's name says no by itself: "rien", "pas encore"."""
    return any(word in DENY - WEAK for word in name)


def _find(words: Sequence[str], way: Sequence[str]) -> int | None:
    return next((at for at in range(len(words) - len(way) + 1) if list(words[at : at + len(way)]) == list(way)), None)


def _ends(words: Sequence[str], phrase: Sequence[str]) -> bool:
    return tuple(words[-len(phrase) :]) == tuple(phrase)
