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


def plain(text: str) -> str:
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
    said = plain(text)
    if not said or len(said) > LONGEST:
        return None
    known = {option: [plain(label) for label in names] for option, names in labels.items()}
    for test in (_same, _holds):
        hits = [option for option, names in known.items() if any(test(said, name) for name in names if name)]
        if len(hits) == 1:
            return hits[0]
    return _alike(said, known)


def _same(said: str, name: str) -> bool:
    return said == name


def _holds(said: str, name: str) -> bool:
    return f" {name} " in f" {said} " or (len(said) >= 4 and name.startswith(said))


def _alike(said: str, known: Mapping[str, Sequence[str]]) -> str | None:
    if len(said) < 4:
        return None
    scores = {option: max((fuzz.ratio(said, name) for name in names), default=0.0) for option, names in known.items()}
    best, *others = sorted(scores, key=lambda option: scores[option], reverse=True)
    lead = scores[best] - (scores[others[0]] if others else 0.0)
    return best if scores[best] >= CLEAR and lead >= MARGIN else None
