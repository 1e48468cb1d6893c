"""Finding a case: what somebody who works for the network typed to find one, and which of some cases it means most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from network import sounds
from network.model import Network
from network.project import Project
from network.text import words

# --- what a case is found by ------------------------------------------------------------------------------------------

PART = " | "
_MOST_NAME, _MOST_WORDS, _MOST_PLACES = 80, 240, 8


def sought(project: Project) -> str:
    """What a case is found by, as one line: the sounds of the name and of the project’s words, the INSEE codes of the
    places, the digits of the telephone.
    """
    places = " ".join(project.communes[:_MOST_PLACES])
    digits = re.sub(r"\D", "", project.phone or "")
    parts = (_keys(project.name)[:_MOST_NAME], _keys(project.words)[:_MOST_WORDS], places, digits)
    return f" {PART.join(part.strip() for part in parts)} "


def _keys(text: str) -> str:
    return " ".join(map(sounds.key, words(text)))


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a search looks at it; `finished`: nothing is expected of anybody any more; `spoken_at`: when somebody
    had to do with the person last, or when it came.
    """

    id: int
    number: int
    reference: str
    sought: str | None
    sector: str | None
    territory: str | None
    finished: bool
    spoken_at: datetime


# --- what was typed ---------------------------------------------------------------------------------------------------

MONTH = 30
LONGEST = 48
"""Characters that a search has: they go with the button that turns its pages."""
_MOST_WORDS_TYPED = 6
_LEAST_DIGITS = 4
_AROUND = frozenset({
    "le", "la", "les", "l", "d", "de", "du", "des", "un", "une", "et", "a", "au", "aux", "en", "dans", "sur", "pour",
    "chez", "avec", "qui", "est", "the", "an", "of", "in", "at", "for", "with", "and", "to", "m", "mr", "mme", "mlle",
    "monsieur", "madame", "mrs", "miss", "ms", "dossier", "dossiers", "cas", "case", "cases", "projet", "project",
    "n", "no", "numero", "number", "ref", "reference",
})  # fmt: skip
"""Words that say nothing about which case is meant."""
_CALLED = frozenset({"tel", "telephone", "portable", "mobile", "phone"})
"""Words behind which a number is that of a telephone."""
_UNITS = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "moi": MONTH, "month": MONTH, "an": 365, "annee": 365,
          "year": 365}  # fmt: skip
_NUMBERS = {
    word: number
    for number, some in enumerate(
        ("un une a one", "deux two", "trois three", "quatre four", "cinq five", "six", "sept seven", "huit eight",
         "neuf nine", "dix ten"),
        1,
    )
    for word in some.split()
} | {"quinze": 15, "fifteen": 15, "vingt": 20, "twenty": 20, "trente": 30, "thirty": 30}  # fmt: skip
_LENGTH = rf"(?P<count>\d{{1,4}}|{'|'.join(_NUMBERS)}) (?P<unit>{'|'.join(_UNITS)})s?"
_SILENT = re.compile(
    r"\b(?:sans|pas de|aucune?s?|plus de|pas eu de|no|without|without any|not any) "
    r"(?:nouvelles?|contacts?|echanges?|news|word|contact)"
    rf"(?: (?:depuis|pendant|de|il y a|for|since|in)(?: plus de| over| more than)?(?: {_LENGTH})?)?\b"
)
_UNFOLLOWED = re.compile(
    r"\b(?:(?:sans|pas de|aucune?|no|without|without an?) (?:referente?s?|referents?|responsable|adviser|advisor)"
    r"|personne ne (?:suit|s en occupe)|nobody follows|not followed|non attribues?|unassigned)\b"
)


@dataclass(frozen=True)
class Wanted:
    """What is looked for: all of it is to be so of one case, but that a number may be its own or end its telephone.

    `number`: of a case. `digits` end a telephone. `silent`: so many days nobody has had news. `unfollowed`: a place of
    it has nobody. `words` are free, in plain letters.
    """

    number: int | None = None
    digits: str = ""
    silent: int | None = None
    unfollowed: bool = False
    words: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing is looked for."""
        return not (self.number or self.digits or self.silent or self.unfollowed or self.words)

    @property
    def only_reference(self) -> bool:
        """Whether a case is called by its number alone."""
        return self.number is not None and not (self.silent or self.unfollowed or self.words)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The free words as they sound."""
        return tuple(map(sounds.key, self.words))


def read(text: str, prefix: str) -> Wanted:
    """What a text looks for; `prefix` begins the references of the network ("SV"). Never raises."""
    said = " ".join(words(text[:LONGEST]))
    silent, unfollowed = _SILENT.search(said), _UNFOLLOWED.search(said)
    left = _UNFOLLOWED.sub(" ", _SILENT.sub(" ", said)).split()
    number, digits, free = _numbers(left, prefix.lower())
    return Wanted(
        number,
        digits,
        _days(silent) if silent else None,
        unfollowed is not None,
        tuple(word for word in free if word not in _AROUND | _CALLED)[:_MOST_WORDS_TYPED],
    )


def _days(found: re.Match[str]) -> int:
    if found["count"] is None:
        return MONTH
    count = int(found["count"]) if found["count"].isdigit() else _NUMBERS[found["count"]]
    return count * _UNITS[found["unit"]]


def _numbers(tokens: Sequence[str], prefix: str) -> tuple[int | None, str, list[str]]:
    """The number of a case, the digits of a telephone, and the words that are neither."""
    called = bool(_CALLED.intersection(tokens))
    run, number = "", None
    free: list[str] = []
    for at, token in enumerate(tokens):
        joined = token.removeprefix(prefix)
        if token.isdigit() and at and tokens[at - 1] == prefix:
            number = int(token[:9])
        elif token.isdigit():
            run += token
        elif joined.isdigit():
            number = int(joined[:9])
        elif token != prefix or not (at + 1 < len(tokens) and tokens[at + 1].isdigit()):
            free.append(token)
    if run and number is None and not called and len(run) < 10:
        number = int(run)
    digits = re.sub(r"^(?:0033|33(?=\d{9})|0(?=\d{9}))", "", run)
    return number, digits if called or len(digits) >= _LEAST_DIGITS else "", free


# --- what a word of the network names ---------------------------------------------------------------------------------

Meant = Mapping[str, float]
"""What a word may mean, by code, each with how likely that is: "63426", "territory:cheires", "sector:commerce"."""
_OF_MANY = frozenset({"saint", "pre", "sur", "pui", "mont", "tour", "grand", "petit"})
"""Keys of words that stand in the names of many places."""


class Names:
    """Communes, territories and sectors of a network by the words of their names. Build once."""

    def __init__(self, network: Network) -> None:
        self._codes: dict[str, set[str]] = {}
        for territory in network.territories:
            self._learn((territory.name, *territory.aliases), f"{TERRITORY}{territory.id}")
            for commune in territory.communes:
                self._learn((commune.name, *commune.aliases), commune.insee)
        for sector in network.sectors:
            self._learn((sector.label.fr, sector.label.en), f"{SECTOR}{sector.id}")

    def _learn(self, names: Iterable[str], code: str) -> None:
        for word in (word for name in names for word in words(name)):
            if word not in _AROUND and len(word) > 2:
                self._codes.setdefault(sounds.key(word), set()).add(code)

    def meant(self, key: str) -> Meant:
        """What a key may mean."""
        found: dict[str, float] = {}
        for name, codes in self._codes.items():
            if likely := sounds.likeness(key, name) * (0.5 if name in _OF_MANY else 1.0):
                found.update((code, max(likely, found.get(code, 0.0))) for code in codes)
        return found


TERRITORY, SECTOR = "territory:", "sector:"


# --- which case it is -------------------------------------------------------------------------------------------------

_NAME, _MEANT, _WORDS, _NUMBER, _DIGITS = 1.0, 0.8, 0.75, 2.0, 1.5


def ranked(rows: Iterable[Row], wanted: Wanted, meant: Sequence[Meant]) -> list[Row]:
    """Those of some cases that are looked for, the likeliest first; of equals those that go on, the one that waits
    longest where it is about waiting, else the newest. `meant`: what each free word may mean.
    """
    some = list(rows)
    waiting = wanted.silent is not None or wanted.unfollowed
    alike = [_alike(some, key) for key in wanted.keys]
    scored = [(worth, row) for row in some if (worth := _worth(row, wanted, meant, alike)) is not None]
    scored.sort(key=lambda one: one[1].number if waiting else -one[1].number)
    if wanted.silent is not None:
        scored.sort(key=lambda one: one[1].spoken_at)
    scored.sort(key=lambda one: (-round(one[0], 3), one[1].finished))
    return [row for _, row in scored]


def _alike(rows: Iterable[Row], key: str) -> Mapping[str, float]:
    """The words of some cases that a key may mean, each looked at once."""
    every = set().union(*(row.sought.split() for row in rows if row.sought))
    return {word: likely for word in every if (likely := sounds.likeness(key, word))}


def _worth(row: Row, wanted: Wanted, meant: Sequence[Meant], alike: Sequence[Mapping[str, float]]) -> float | None:
    """How well a case fits; None where it does not."""
    name, told, codes, phone = (row.sought or "|||").split("|")
    total = 0.0
    if wanted.number is not None or wanted.digits:
        called = wanted.number == row.number
        if not called and not (wanted.digits and phone.rstrip().endswith(wanted.digits)):
            return None
        total += _NUMBER if called else _DIGITS
    of = (*codes.split(), f"{TERRITORY}{row.territory}", f"{SECTOR}{row.sector}") if meant else ()
    for likely, meaning in zip(alike, meant, strict=True):
        worth = max(
            _NAME * _best(likely, name.split()),
            _WORDS * _best(likely, told.split()),
            _MEANT * _best(meaning, of),
        )
        if not worth:
            return None
        total += worth
    return total


def _best(likely: Mapping[str, float], some: Sequence[str]) -> float:
    return 0.0 if likely.keys().isdisjoint(some) else max(likely.get(one, 0.0) for one in some)
