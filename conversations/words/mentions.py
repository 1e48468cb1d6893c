"""Mentions: which options a text names that is about more than them, in its order, and none that it denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from conversations.words import negation
from conversations.words.cleaning import folded

_LINKS = {
    "un", "une", "des", "de", "d", "du", "le", "la", "les", "l", "et", "ou", "aussi", "sinon", "pour", "mon", "ma",
    "mes", "notre", "nos", "plutot", "par", "a", "an", "the", "and", "or", "some", "also", "for", "our", "my", "to",
    "rather", "by",
}  # fmt: skip
"""What may stand between a cue and what it asks for, and between one thing asked for and the next."""
_BESIDE = 1
"""Other words that may stand there: "un petit local", "a small shop"."""


def mentioned(
    text: str, ways: Mapping[str, Sequence[str]], *, aside: Sequence[str] = (), cues: Sequence[str] = ()
) -> tuple[str, ...]:
    """The options that a text names by one of their words. Words `aside` name none, though they hold such a word:
    "maison d'hôtes". Where there are `cues`, a name counts only behind one, or behind another that does.
    """
    said = negation.heard(text)
    phrases = {tuple(folded(way).split()): option for option, words in ways.items() for way in words}
    phrases |= {tuple(folded(way).split()): "" for way in aside}
    begun = {tuple(folded(cue).split()): cue for cue in cues}
    hits = [(option, span) for option, span in _found(said.words, phrases) if option]
    turned = said.denied([(span, said.words[span[0] : span[1]]) for _, span in hits], carries=False)
    spots = {end for _, (_, end) in _found(said.words, begun)}
    meant: list[str] = []
    for (option, (first, end)), no in zip(hits, turned, strict=True):
        if not cues or any(_leads(said, spot, first) for spot in spots):
            spots.add(end)
            meant += [] if no else [option]
    denied = {option for (option, _), no in zip(hits, turned, strict=True) if no}
    return tuple(option for option in dict.fromkeys(meant) if option not in denied)


def by_clause(said: negation.Utterance) -> dict[int, list[str]]:
    """The words of each clause, by its number."""
    clauses: dict[int, list[str]] = {}
    for word, clause in zip(said.words, said.clauses, strict=True):
        clauses.setdefault(clause, []).append(word)
    return clauses


def _leads(said: negation.Utterance, spot: int, first: int) -> bool:
    """Whether what ends before `spot` leads to what begins at `first`: few words between, and no new sentence."""
    between = range(spot, first)
    anew = any(
        said.clauses[at] in said.begins and said.clauses[at] != said.clauses[spot - 1] for at in (*between, first)
    )
    return (
        spot <= first
        and not anew
        and sum(said.words[at] not in _LINKS and not said.words[at].isdigit() for at in between) <= _BESIDE
    )


def _found(words: Sequence[str], phrases: Mapping[tuple[str, ...], str]) -> Iterator[tuple[str, negation.Span]]:
    """What stands in a text, the longest phrase first."""
    longest, at = max(map(len, phrases), default=0), 0
    while at < len(words):
        ways = (tuple(words[at : at + size]) for size in range(longest, 0, -1))
        found = next((way for way in ways if way in phrases), None)
        if found:
            yield phrases[found], (at, at + len(found))
        at += len(found) if found else 1
