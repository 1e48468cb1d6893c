"""How words sound: what somebody heard on the telephone and types anew, compared with how it was written down."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

_ALIKE = (
    (re.compile("ph"), "f"),
    (re.compile("qu|ck|k"), "c"),
    (re.compile("y"), "i"),
    (re.compile("c(?=[ei])|z"), "s"),
    (re.compile("gu(?=[ei])"), "g"),
    (re.compile("eau|au"), "o"),
    (re.compile("h"), ""),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
"""Letters that sound alike in French, in this order. What storage keeps is made of it: a change needs a migration."""
_MUTE = (("s", 4), ("x", 5), ("e", 5))
"""Endings that are not heard, of words that are at least so long."""
_ONE_WRONG, _TWO_WRONG = 4, 9
"""From so many letters on, one may be wrong, or two."""
_BEGINS, _GOES_ON = 3, 4
_ROOT, _LIKE = 5, 0.57
"""Words of one root share so many letters at their beginning, and this share of the longer one."""


def key(word: str) -> str:
    """A word of `network.text.words` as it sounds: "maëlle" and "maele" are one."""
    for letters, sound in _ALIKE:
        word = letters.sub(sound, word)
    for ending, least in _MUTE:
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
    return word


def likeness(one: str, other: str) -> float:
    """How likely it is that the key `one`, which was typed, means `other`: 1 if they are alike, 0 if it does not."""
    if one == other:
        return 1.0
    if len(one) >= _BEGINS and other.startswith(one):
        return 0.7
    wrong = _wrong(len(one))
    if wrong >= abs(len(one) - len(other)) and wrong and (one[0] == other[0] or len(one) >= _ROOT):
        errors = OSA.distance(one, other, score_cutoff=wrong)
        if errors <= wrong:
            return 0.68 - 0.1 * errors
    if len(other) >= _GOES_ON and one.startswith(other):
        return 0.5
    if one[:_ROOT] != other[:_ROOT] or len(one) < _ROOT:
        return 0.0
    shared = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 0.45 if shared / max(len(one), len(other)) >= _LIKE else 0.0


def pieces(one: str) -> tuple[tuple[str, str, str], ...]:
    """What any word alike has at least one of: a beginning, an end, a middle, as (before, letters, after) where ""
    stands for anything and " " for where a word begins or ends. The longer a piece, the fewer have it.
    """
    long, wrong = len(one), _wrong(len(one))
    if not wrong:
        return ((" ", one, ""),)
    if wrong > 1:
        third = long // 3
        return (" ", one[:third], ""), ("", one[third : long - third], ""), ("", one[long - third :], " ")
    half = long // 2
    changed = one[: half - 1] + one[half] + one[half - 1] + one[half + 1 :]
    return (" ", one[:half], ""), ("", one[half:], " "), ("", changed, "")


def _wrong(long: int) -> int:
    return 2 if long >= _TWO_WRONG else 1 if long >= _ONE_WRONG else 0
