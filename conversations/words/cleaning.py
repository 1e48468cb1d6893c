"""The text boundary inwards: what somebody typed, without what no reader can see."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from network.text import unaccented

_KEPT = {"\n", "\u200c", "\u200d"}  # line breaks, and the joiners that Persian words and emoji families are made with
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """NFC, without control and bidi marks, NUL, lone surrogates and unassigned code points; outer blanks stripped."""
    if text.isprintable():  # most are: nothing to take out, and no line to end
        return unicodedata.normalize("NFC", text).strip()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (c for c in lines if c in _KEPT or unicodedata.category(c) not in _INVISIBLE)
    return unicodedata.normalize("NFC", "".join(seen)).strip()


_BREAKING = re.compile(r"[^\S\u00a0\u202f]+")
"""Blanks at which a line may end."""


def clip(text: str, most: int) -> str:
    """`text` on one line, cut at a word with an ellipsis where it is longer than `most` characters. What no line may
    break, as a telephone number, stays so.
    """
    line = " ".join(_BREAKING.split(text.strip()))
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    head = cut.rsplit(" ", 1)[0] if " " in cut[most // 2 :] else cut
    return head.rstrip(" ,;:.") + "…"


def fold(text: str) -> str:
    """Small letters and digits only, words parted by one blank: "Déjà là !" → "deja la"."""
    return " ".join(re.findall(r"[a-z0-9]+", unaccented(text).lower()))


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """`fold` of a word or a label of ours, or of a network's file: they come again with every text. Not of what people
    type, which is to be nowhere once it is erased.
    """
    return fold(word)
