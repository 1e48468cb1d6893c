"""Who leads by the words of a project: the lead of an activity, or the question that its sector leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from network.model import Network, Sector
from network.rules import Lead, Split
from network.sectors import stem_of, stems_of, tokens_of

_FORGIVING = 7
"""From so many letters on a word may have one wrong letter."""
_Tokens = tuple[str, ...]
_Span = tuple[int, int]


def lead_of(network: Network, sector: Sector, id_: str | None) -> Lead | None:
    """The lead of an id, where it is one for `sector`."""
    lead = network.lead_by_id.get(id_ or "")
    return lead if lead is not None and sector.id in lead.sectors else None


def moved(network: Network, kinds: tuple[str, ...], jobs: int | None, *, kept: bool) -> tuple[str, ...]:
    """Kinds of partner, in order, with those replaced that so many salaried people move elsewhere.

    `kept`: what is taken over stands in the register of the trades.
    """
    rules = [rule for rule in network.routes.sizes if jobs is not None and jobs >= rule.jobs]
    elsewhere = {rule.kind: rule.instead for rule in rules if not (kept and rule.kept_on_takeover)}
    return tuple(elsewhere.get(kind, kind) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of a project say of its sector: the `lead` they name, because of which of its words, or the
    `split` they leave open. Neither: the sector's own kinds of partner lead.
    """

    lead: Lead | None = None
    because: tuple[str, ...] = ()
    split: Split | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of saying a lead, or what raises a split."""

    tokens: _Tokens
    text: str
    lead: Lead | None = None
    split: Split | None = None


class _Ways:
    """The ways of one sector, by the word they begin with; where that is forgiven an error, by its letter as well."""

    def __init__(self, ways: Sequence[_Way]) -> None:
        self._ways = [way for way in ways if way.tokens]
        self._exact: dict[str, list[int]] = {}
        self._forgiven: dict[str, list[int]] = {}
        for number, way in enumerate(self._ways):
            first = way.tokens[0]
            self._exact.setdefault(first, []).append(number)
            if len(first) >= _FORGIVING:
                self._forgiven.setdefault(first[0], []).append(number)

    def longest(self, said: _Tokens) -> list[_Way]:
        """The ways that a text has, in its order; one inside a longer one does not count."""
        found = sorted((*span, number) for number, span in self._spans(said))
        spans = {(first, end) for first, end, _ in found}
        return [
            self._ways[number]
            for first, end, number in found
            if not any(other != (first, end) and other[0] <= first and end <= other[1] for other in spans)
        ]

    def _spans(self, said: _Tokens) -> Iterator[tuple[int, _Span]]:
        for at, word in enumerate(said):
            for number in {*self._exact.get(word, ()), *self._forgiven.get(word[:1], ())}:
                tokens = self._ways[number].tokens
                end = at + len(tokens)
                if end <= len(said) and all(map(_alike, said[at:end], tokens)):
                    yield number, (at, end)


class LeadIndex:
    """The leads and splits of a network, ready to be read. Build once."""

    def __init__(self, network: Network) -> None:
        ways: dict[str, list[_Way]] = {}
        self._splits: dict[str, list[Split]] = {}
        for lead in network.leads:
            for sector in lead.sectors:
                ways.setdefault(sector, []).extend(_Way(_tokens(w), w, lead=lead) for w in lead.words)
        for split in network.splits:
            self._splits.setdefault(split.sector, []).append(split)
            ways.setdefault(split.sector, []).extend(_Way(_tokens(w), w, split=split) for w in split.words)
        self._ways = {sector: _Ways(some) for sector, some in ways.items()}
        asked = [split.sector for split in network.splits if split.unsaid]
        self._known = {
            id_: frozenset(_stems(network.sector_by_id[id_].words)) for id_ in asked if id_ in network.sector_by_id
        }

    def read(self, sector: str, text: str) -> Reading:
        """What `text`, without what it denies, says of `sector`. Words that name both sides leave it open."""
        said = _tokens(text)
        found = self._ways[sector].longest(said) if sector in self._ways else []
        leads = list(dict.fromkeys(way.lead.id for way in found if way.lead is not None))
        splits = self._splits.get(sector, ())
        if len(leads) > 1 and (open_ := next((s for s in splits if set(s.leads) <= set(leads)), None)):
            return Reading(split=open_)
        if leads:
            lead = next(way.lead for way in found if way.lead is not None)
            return Reading(lead, tuple(dict.fromkeys(way.text for way in found if way.lead == lead)))
        raised = next((way.split for way in found if way.split is not None), None)
        if raised is None:
            raised = next((s for s in splits if s.unsaid and not self._names(sector, s, text)), None)
        return Reading(split=raised)

    def _names(self, sector: str, split: Split, text: str) -> bool:
        """Whether a text names something of the sector beside what is vague."""
        return bool(self._known[sector] & set(stems_of(tokens_of(text))) - set(_stems(split.vague)))


def _alike(said: str, known: str) -> bool:
    if said == known:
        return True
    forgiving = len(known) >= _FORGIVING and said[:1] == known[:1]
    return forgiving and OSA.distance(said, known, score_cutoff=1) <= 1


def _tokens(text: str) -> _Tokens:
    return tuple(map(stem_of, tokens_of(text)))


def _stems(texts: Iterable[str]) -> Iterator[str]:
    return (stem for text in texts for stem in stems_of(tokens_of(text)))
