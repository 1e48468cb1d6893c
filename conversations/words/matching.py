"""Typed words beside the labels of buttons: which one is clearly meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from anyascii import anyascii
from rapidfuzz import fuzz

CLEAR = 86
"""How alike (0 to 100) a typed text and a label must be, and …"""
MARGIN = 6
"""… by how much the best label must lead the next."""
LONGEST = 120
"""A text longer than this says more than a label."""
_SMALL = frozenset(
    {
        "a", "ai", "are", "au", "aux", "avons", "d", "de", "des", "du", "en", "est", "et", "have", "i", "is", "j", "je",
        "l", "la", "le", "les", "m", "ma", "mes", "mon", "n", "nos", "notre", "nous", "on", "s", "the", "to", "un",
        "une", "we",
    }
)  # fmt: skip
"""Words that tell no label from another: "la banque est d'accord" says "banque d'accord"."""


def fold(text: str) -> str:
    """Small letters and digits only, words parted by one blank: "Déjà là !" → "deja la"."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


def number_of(text: str, count: int) -> int | None:
    """The index meant by "2", "2)", "n° 2" among `count` options, or None."""
    found = re.fullmatch(r"\s*(?:n[°o]\s*)?([0-9]{1,3})\s*[.)]?\s*", text)
    if found is None or not 1 <= int(found[1]) <= count:
        return None
    return int(found[1]) - 1


def match(text: str, labels: Mapping[str, Sequence[str]], *, numbered: bool = True) -> str | None:
    """The option that `text` clearly means: by number, by label or other word for it, or nearly so."""
    index = number_of(text, len(labels)) if numbered else None
    if index is not None:
        return tuple(labels)[index]
    said = fold(text)
    if not said or len(said) > LONGEST:
        return None
    known = {option: [fold(label) for label in names] for option, names in labels.items()}
    same = [option for option, names in known.items() if said in names]
    hits = same if len(same) == 1 else _held(said, known)
    return hits[0] if len(hits) == 1 else _alike(said, known)


def matches(text: str, labels: Mapping[str, Sequence[str]]) -> list[str]:
    """All the options whose label, or other word, stands in `text`."""
    said = fold(text)
    return _held(said, {option: [fold(label) for label in names] for option, names in labels.items()})


def says(text: str, among: str) -> bool:
    """Whether `text` is one of some words and no more; `among` parts them by commas."""
    return fold(text) in {fold(word) for word in among.split(",")} - {""}


def _held(said: str, known: Mapping[str, Sequence[str]]) -> list[str]:
    """The options that `said` holds a name of; a name inside a longer one that is held as well does not count."""
    for reduced in (str, _bare):
        text = reduced(said)
        held = {
            option: [name for name in map(reduced, names) if name and _holds(text, name)]
            for option, names in known.items()
        }
        longest = {name for names in held.values() for name in names}
        hits = [
            option
            for option, names in held.items()
            if any(not any(name != other and f" {name} " in f" {other} " for other in longest) for name in names)
        ]
        if hits:
            return hits
    return []


def _bare(said: str) -> str:
    return " ".join(word for word in said.split() if word not in _SMALL)


def _holds(said: str, name: str) -> bool:
    return f" {name} " in f" {said} " or (len(said) >= 4 and name.startswith(said))


def _alike(said: str, known: Mapping[str, Sequence[str]]) -> str | None:
    if len(said) < 4:
        return None
    scores = {option: max((fuzz.ratio(said, name) for name in names), default=0.0) for option, names in known.items()}
    best, *others = sorted(scores, key=lambda option: scores[option], reverse=True)
    lead = scores[best] - (scores[others[0]] if others else 0.0)
    return best if scores[best] >= CLEAR and lead >= MARGIN else None
