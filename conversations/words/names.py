"""Names as names are written: capitals where they belong, however they are typed; first names before surnames."""

from __future__ import annotations

import re
from collections.abc import Sequence

from conversations.words.cleaning import fold

_SMALL = frozenset({"de", "du", "des", "et", "and", "von", "van", "der", "den", "di", "da", "del", "y", "zu"})
"""Words of a name that stay small, …"""
_ARTICLES = frozenset({"la", "le", "les"})
"""… and those that do where somebody writes them so beside capitals: "Jean de la Tour"."""
_INSIDE = _SMALL | _ARTICLES | {"en", "sur", "sous"}
"""What stays small between hyphens: "Saint-Jean-de-Luz"."""
_TITLES = {"mme": "Mme", "mlle": "Mlle", "mr": "Mr", "mrs": "Mrs", "ms": "Ms", "dr": "Dr"}
_VOWELS = frozenset("aeiouy")
_INITIALS = 3
"""So many capitals without a vowel are initials: "JP"."""
_FILLING = frozenset({"mon", "ma", "my", "et", "and", "est", "is", "c'est", "c’est", "moi", "the"})
"""What stands around a name that is told by parts."""


def written(name: str) -> str:
    """A name with its capitals. A word typed with both kinds of letters stays as it is: "McDonald", "de Gaulle"."""
    words = name.split(" ")
    mixed = any(not word.islower() and not word.isupper() and word.lower() != word.upper() for word in words)
    return " ".join(_word(word, first=at == 0, mixed=mixed) for at, word in enumerate(words))


def _word(word: str, *, first: bool, mixed: bool) -> str:
    small = word.lower()
    letters = [c for c in fold(word) if c.isalpha()]
    if not word[:1].isalpha() or not (word.islower() or word.isupper()):
        return word
    if small.strip(".") in _TITLES:
        return _TITLES[small.strip(".")] + "." * word.endswith(".")
    if word.isupper() and len(letters) <= _INITIALS and not _VOWELS & set(letters):
        return word
    if small in _SMALL or (small in _ARTICLES and mixed and word.islower() and not first):
        return small
    parts = re.split(r"([-'’.])", small)
    return "".join(_part(parts, at, first=first) for at in range(len(parts)))


def _part(parts: Sequence[str], at: int, *, first: bool) -> str:
    """A part between hyphens, apostrophes and points."""
    part, after, before = parts[at], "".join(parts[at + 1 : at + 2]), parts[at - 1] if at else ""
    if (before == "-" and after and part in _INSIDE) or (part == "d" and after in ("'", "’") and not first):
        return part
    if part.startswith("mc") and len(part) > len("mcx"):
        return f"Mc{part[2:].capitalize()}"
    return part.capitalize()


def by_parts(text: str, firsts: Sequence[str], lasts: Sequence[str]) -> str | None:
    """The name of a text that tells first name and surname apart, in that order: "Lopez, prénom Inès" → "Inès Lopez".

    `firsts` and `lasts` are the words for each, in small letters; a part without one is the other.
    """
    ways = "|".join(re.escape(way) for way in sorted((*firsts, *lasts), key=len, reverse=True))
    other, *told = re.split(rf"(?i)\b({ways})\b", text)
    parts = {"first": "", "last": ""}
    for way, said in zip(told[::2], told[1::2], strict=True):
        parts["first" if way.lower() in firsts else "last"] += _bare(said)
    if told and len(told) == len(("first", "")) and _bare(other):
        parts["last" if parts["first"] else "first"] = _bare(other)
    return f"{parts['first']} {parts['last']}" if all(parts.values()) else None


def _bare(said: str) -> str:
    words = said.strip(" ,;:()=").split()
    while words and words[0].lower() in _FILLING:
        words = words[1:]
    while words and words[-1].lower().strip(",;") in _FILLING:
        words = words[:-1]
    return " ".join(words).strip(" ,;:()")
