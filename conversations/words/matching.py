"""Typed words beside the labels of buttons: which one is clearly meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from conversations.words import having, negation
from conversations.words.cleaning import fold, folded
from conversations.words.denials import TIMES

CLEAR = 86
"""How alike (0 to 100) a typed text and a label must be, and …"""
MARGIN = 6
"""… by how much the best label must lead the next."""
SHORTEST = 4
"""A text shorter than this begins no name, and is like none."""
LONGEST = 120
"""A text longer than this says more than a label."""
_BARE = 4
"""A word no longer than this is no name by itself, where it is only a part of one: "sous" of "des sous"."""
BETWEEN = "~"
"""Stands in a name for a few words: "femme/mari~boulot" is said by "que ma femme trouve du boulot", …"""
_FEW = 4
"""… this many at most."""
_SMALL = frozenset(
    {
        "a", "ai", "are", "au", "aux", "avons", "d", "de", "des", "du", "en", "est", "et", "have", "i", "is", "j", "je",
        "l", "la", "le", "les", "m", "ma", "mes", "mon", "n", "nos", "notre", "nous", "on", "s", "the", "to", "un",
        "une", "we",
    }
)  # fmt: skip
"""Words that tell no label from another: "la banque est d'accord" says "banque d'accord"."""


def number_of(text: str, count: int) -> int | None:
    """The index meant by "2", "2)", "n° 2" among `count` options, or None."""
    found = re.fullmatch(r"\s*(?:n[°o]\s*)?([0-9]{1,3})\s*[.)]?\s*", text)
    if found is None or not 1 <= int(found[1]) <= count:
        return None
    return int(found[1]) - 1


@dataclass(frozen=True, slots=True)
class Heard:
    """The options that a text names: those that it means, and those that it denies or turns round.

    `surely`: of the denied those that may be said back as such. In "pas le soir, le matin" the morning may be what is
    wanted, and so it may in "le matin sauf lundi": neither is taken, and neither is said to be refused.
    """

    meant: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    surely: tuple[str, ...] = ()
    excepts: bool = False


def match(
    text: str, labels: Mapping[str, Sequence[str]], *, numbered: bool = True, lacking: Sequence[str] = ()
) -> str | None:
    """The option that `text` clearly means: by number, by label or other word for it, or nearly so.

    None that the text denies: "pas le matin" means no morning, "pas le matin, plutôt le soir" the evening. Of
    those that say what is `lacking`, none that is there already: "j'ai déjà un local".
    """
    index = number_of(text, len(labels)) if numbered else None
    if index is not None:
        return tuple(labels)[index]
    said = fold(text)
    if not said or len(said) > LONGEST:
        return None
    known = _known(labels)
    same = [option for option, names in known.items() if said in names]
    if len(same) == 1:
        return same[0]
    found = _held(text, known, lacking)
    if len(found.meant) == 1:
        return None if found.excepts else found.meant[0]
    return None if found.denied else _alike(said, known)


def heard(text: str, labels: Mapping[str, Sequence[str]], lacking: Sequence[str] = ()) -> Heard:
    """All the options whose label, or other word, stands in `text`; `lacking` are those that say what is wanting."""
    return _held(text, _known(labels), lacking)


def says(text: str, among: str) -> bool:
    """Whether `text` is one of some words and no more; `among` parts them by commas."""
    return fold(text) in {folded(word) for word in among.split(",")} - {""}


def commands(text: str, ways: Sequence[str]) -> bool:
    """Whether `text` is a word that costs something, alone or affirmed, or nearly so: "oui, envoyez"; no question."""
    said = fold(text)
    if len(said) > LONGEST or text.rstrip().endswith("?"):
        return False
    known = _known({"it": ways})
    begun = len(said) >= SHORTEST and any(name.startswith(said) for name in known["it"])
    no_longer = {"it": [name for name in known["it"] if said.count(" ") <= name.count(" ")]}
    return begun or negation.stands_alone(text, ways) or _alike(said, no_longer) is not None


def _known(labels: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {option: [name for label in names for name in _folded(label)] for option, names in labels.items()}


def _folded(label: str) -> list[str]:
    """A name, folded; of one in two parts, each way to say it."""
    first, between, last = label.partition(BETWEEN)
    if not between:
        return [folded(label)]
    return [f"{folded(one)} {BETWEEN} {folded(other)}" for one in first.split("/") for other in last.split("/")]


def _held(text: str, known: Mapping[str, Sequence[str]], lacking: Sequence[str]) -> Heard:
    """The options that `text` holds a name of; a name inside a longer one that is held as well does not count."""
    said = negation.heard(text)
    for small in (frozenset[str](), _SMALL):
        held = [
            (option, span, name)
            for option, name in _names(known, small)
            for span in _spans(said, name, small)
            if not set(range(*span)) <= said.agreed and not (len(name) == 1 and span[0] in said.idle)
        ]
        names = {name for _, _, name in held}
        hits = [(option, span, name) for option, span, name in held if not _within(name, names)]
        if hits:
            named = [(span, name) for _, span, name in hits]
            turned, by_itself = said.denied(named), said.denied(named, carries=False)
            spans = [span for _, span, _ in hits]
            refused: set[str] = set()
            wanted: set[str] = set()
            for (option, span, _), no in zip(hits, turned, strict=True):
                wanting = option in lacking and having.lacks(said, span)
                if no and not wanting:
                    refused.add(option)
                elif option not in lacking or wanting or not having.has(said, span, spans):
                    wanted.add(option)
            told = sorted(hits, key=lambda hit: hit[1])  # what is named first leads
            meant = dict.fromkeys(option for option, _, _ in told if option in wanted - refused)
            denied = dict.fromkeys(option for option, _, _ in hits if option not in meant)
            unsure = {
                option
                for (option, span, _), no, itself in zip(hits, turned, by_itself, strict=True)
                if no and not (itself and (not said.excepts or any(i < span[0] for i in said.denials)))
            }
            surely = tuple(option for option in denied if option not in unsure)
            return Heard(tuple(meant), tuple(denied), surely, said.excepts)
    return Heard()


def _names(known: Mapping[str, Sequence[str]], small: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of each option, and those of several words without their small ones as well; or all without them."""
    for option, names in known.items():
        whole = [tuple(name.split()) for name in names]
        bare = [name if BETWEEN in name else _without(small or _SMALL, name) for name in whole]
        kept = bare if small else [*whole, *(name for name in bare if len(name) > 1)]
        yield from ((option, name) for name in dict.fromkeys(kept))


def _without(small: frozenset[str], name: Sequence[str]) -> tuple[str, ...]:
    """A name without its small words; of "un mois" nothing is left, since "mois" alone is no month."""
    left = tuple(word for word in name if word not in small)
    short = len(left) == 1 and len(left[0]) <= _BARE
    return () if len(left) < len(name) and (short or set(left) <= TIMES) else left


def _spans(said: negation.Utterance, name: Sequence[str], small: frozenset[str]) -> list[negation.Span]:
    """Where a name stands; small words do not count beside one that has none.

    A name of which the text is the beginning stands there whole; one with "~" stands where its last part does.
    """
    if not name:
        return []
    if BETWEEN in name:
        return _parts(said, name)
    small = _SMALL if len(name) > 1 and not _SMALL & set(name) else small
    places = [i for i, word in enumerate(said.words) if word not in small]
    words, most = [said.words[i] for i in places], len(name)
    starts = [at for at in range(len(words) - most + 1) if tuple(words[at : at + most]) == tuple(name)]
    whole = " ".join(words)
    if not starts and len(whole) >= SHORTEST and " ".join(name).startswith(whole):
        return [(places[0], places[-1] + 1)]
    return [(places[at], places[at + most - 1] + 1) for at in starts]


def _parts(said: negation.Utterance, name: Sequence[str]) -> list[negation.Span]:
    """Where the last of a name's two parts stands, the first one not far before it in the same clause."""
    at = list(name).index(BETWEEN)
    first, last = tuple(name[:at]), tuple(name[at + 1 :])
    spans = range(len(said.words))
    return [
        (end, end + len(last))
        for start in spans
        if said.words[start : start + len(first)] == first
        for end in range(start + len(first), min(start + len(first) + _FEW, len(said.words)) + 1)
        if said.words[end : end + len(last)] == last and said.clauses[start] == said.clauses[end]
    ]


def _within(name: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    said = f" {' '.join(name)} "
    return any(other != name and said in f" {' '.join(other)} " for other in names)


def _alike(said: str, known: Mapping[str, Sequence[str]]) -> str | None:
    """The option whose name is nearly `said`: with as many denials, and the same numbers."""
    if len(said) < SHORTEST:
        return None
    scores = {
        option: max((fuzz.ratio(said, name) for name in names if _same_sense(said, name)), default=0.0)
        for option, names in known.items()
    }
    best, *others = sorted(scores, key=lambda option: scores[option], reverse=True)
    lead = scores[best] - (scores[others[0]] if others else 0.0)
    return best if scores[best] >= CLEAR and lead >= MARGIN else None


def _same_sense(said: str, name: str) -> bool:
    digits = re.findall(r"[0-9]+", said) == re.findall(r"[0-9]+", name)
    return digits and negation.denials_in(said) == negation.denials_in(name)
