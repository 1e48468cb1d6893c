"""Subjects: whether words tell of people at all, of others than the one who writes, and of children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from conversations.words.telling import PEOPLE, PUPIL, Vocabulary, tokens_in

_ALONE = 2
"""Words of a clause that names the one who writes and nobody else: "et moi"."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What words tell of: people or ages, somebody beside the one who writes, children."""

    people: bool
    others: bool
    children: bool


def subject(words: Sequence[str], vocabulary: Vocabulary) -> Subject:
    """What words tell of."""
    means = {token.means for token in tokens_in(words, vocabulary)}
    children = not means.isdisjoint({"child", "children", "twins"}) or any(one.startswith(PUPIL) for one in means)
    others = children or not means.isdisjoint({*PEOPLE, "family"} - {"me"})
    me = "me" in means and len(words) <= _ALONE  # "appelez-moi ce soir" counts nobody
    return Subject(others or me or "years" in means, others, children)
