"""What somebody typed, reduced to plain words that can be compared: no accents, capitals or punctuation."""

from __future__ import annotations

import hashlib
import re

from anyascii import anyascii

_ALPHABETS = 0x2100
"""Below this stand the letters of alphabets and their marks: few enough to be remembered."""
READ_CHARACTERS = 400
"""How much of a text is looked at: an answer is short, and time must not depend on what is pasted."""
_WORD_CHARACTERS = 32
_BREAKS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’`´ʼ](?=\w)")


def unaccented(text: str) -> str:
    """A text in ASCII, letter by letter: ``"Église"`` → ``"Eglise"``. What is ASCII already is not looked at."""
    return text if text.isascii() else text.translate(_IN_ASCII)


class _InAscii(dict[int, str]):
    """What stands for a letter, by its number; those of alphabets are looked up once."""

    def __missing__(self, letter: int) -> str:
        found = anyascii(chr(letter))
        if letter < _ALPHABETS:
            self[letter] = found
        return found


_IN_ASCII = _InAscii()


def words(text: str) -> list[str]:
    """The words of the first `READ_CHARACTERS` of any text, in order: ``"L'Église !"`` → ``["l", "eglise"]``.

    Never raises; lone surrogates and control characters count as spaces.
    """
    head = text[:READ_CHARACTERS]
    if not head.isprintable():
        head = "".join(char if char.isprintable() else " " for char in head)
    ascii_text = unaccented(_APOSTROPHES.sub(" ", head)).lower()[: 2 * READ_CHARACTERS]
    return [word[:_WORD_CHARACTERS] for word in _BREAKS.split(ascii_text) if word]


def plain(text: str) -> str:
    """`words`, joined by single spaces."""
    return " ".join(words(text))


def code(id_: str) -> str:
    """Eight characters for an id, which may be too long for a button beside everything else that it carries."""
    return hashlib.sha256(id_.encode()).hexdigest()[:8]
