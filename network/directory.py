"""The directory: who is where, offers what and answers which need, found by typed words. Pure; built once a version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from network.leads import LeadIndex
from network.listings import Listing, listings, sounds, zone_in, zone_of
from network.model import Network
from network.organisations import Service
from network.places import PlaceIndex
from network.sectors import SectorIndex, stem_of
from network.text import code, words
from network.vocabulary import ASKING_AROUND, SAME_WORDS
from network.wanted import Reader, Wanted, stems
from network.words_index import Read, WordIndex, of_one_root

_NAMED, _SAID, _TOLD, _TOWN = 1.6, 1.2, 0.5, 0.7
"""What a word is worth in a name or a title, among the words of a service, in a description, as its town."""
_NEED, _LEADS, _FOLLOWS, _OF_SECTOR = 2.0, 1.8, 0.6, 1.2
_HERE, _AROUND, _IN_PLACE, _ANYWHERE = 6.0, 2.5, 2.0, 0.3
"""Where a place alone was named: its town hall (of a territory, one of many, as who is there), who looks after it, who
is there, who is there for the whole network.
"""
_LOCALLY = 1.15
"""A service that is offered at that place, and not everywhere, goes before one of the whole network."""
_COVERED = 0.5
"""What share of what was said must mean something: of words that nobody knows nothing is guessed."""
_OF_THE_BEST = 0.3
_MORE = 0.15
"""What a further entry of somebody counts beside their best."""


Meant = tuple[Listing, Service | None]
"""Somebody, or one of their services."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who was found, with those of their services that were meant, the likeliest first."""

    listing: Listing
    services: tuple[Service, ...]
    score: float = field(compare=False, default=0.0)


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked for, and who was found, the likeliest first."""

    wanted: Wanted
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """What can be found: an organisation itself (`service` is None) or one of its services; where it is offered, None
    for the whole network.
    """

    listing: int
    service: Service | None
    zone: frozenset[str] | None


class Directory:
    """Everybody of a network, ready to be looked for, or those who are `listed`. Build once; `find` takes a few
    milliseconds.
    """

    def __init__(
        self,
        network: Network,
        places: PlaceIndex,
        sectors: SectorIndex,
        leads: LeadIndex,
        listed: Iterable[Listing] | None = None,
    ) -> None:
        self._network, self._places, self._sectors, self._leads = network, places, sectors, leads
        self.listings: tuple[Listing, ...] = tuple(listings(network) if listed is None else listed)
        self._entries = tuple(self._entries_of_all())
        self._zones = {self.listings[e.listing].id: e.zone for e in self._entries if e.service is None}
        same = (tuple(dict.fromkeys(stems(group))) for group in SAME_WORDS)
        self._index = WordIndex((self._words_of(entry) for entry in self._entries), same)
        towns = (one.organisation.address.insee for one in self.listings if one.organisation.address is not None)
        self._reader = Reader(network, places, sectors, self._index.knows, towns)
        self._of_need: defaultdict[str, list[int]] = defaultdict(list)
        self._of_sector: defaultdict[str, list[int]] = defaultdict(list)
        self._of_kind: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            if entry.service is None:
                for kind in self.listings[entry.listing].organisation.kinds:
                    self._of_kind[kind].append(number)
            else:
                for need in entry.service.needs:
                    self._of_need[need].append(number)
                for sector in entry.service.sectors:
                    self._of_sector[sector].append(number)

    @cached_property
    def by_id(self) -> Mapping[str, Listing]:
        """Everybody by their id."""
        return {listing.id: listing for listing in self.listings}

    @cached_property
    def by_code(self) -> Mapping[str, Meant]:
        """Everybody, and each of their services, by the codes that buttons carry."""
        found: dict[str, Meant] = {}
        for listing in self.listings:
            found.setdefault(code(listing.id), (listing, None))
            for service in listing.organisation.services:
                found.setdefault(code(f"{listing.id}/{service.id}"), (listing, service))
        return found

    def zone_of(self, listing: Listing) -> frozenset[str] | None:
        """The communes that somebody is there for; None for the whole network."""
        return self._zones[listing.id]

    # ── Who is meant ─────────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, text: str) -> Found:
        """Who is meant by `text`, the likeliest first; nobody where too little of it means anything. Never raises."""
        wanted = self._reader.read(text)
        if wanted.elsewhere:
            return Found(wanted, ())
        scores = self._scores(wanted)
        services: defaultdict[int, list[tuple[float, Service]]] = defaultdict(list)
        totals: defaultdict[int, float] = defaultdict(float)
        for number, score in sorted(scores.items(), key=lambda scored: (-scored[1], scored[0])):
            entry = self._entries[number]
            totals[entry.listing] = totals[entry.listing] + _MORE * score if entry.listing in totals else score
            if entry.service is not None:
                services[entry.listing].append((score, entry.service))
        best = max(totals.values(), default=0.0)
        ranked = sorted(totals, key=lambda at: (-totals[at], self.listings[at].name))
        hits = (
            Hit(self.listings[at], () if wanted.place_alone else tuple(one for _, one in services[at]), totals[at])
            for at in ranked
            if wanted.place_alone or totals[at] >= _OF_THE_BEST * best
        )
        return Found(wanted, tuple(hits))

    def _scores(self, wanted: Wanted) -> dict[int, float]:
        """What each entry is worth that is offered where it is wanted."""
        at = self._communes_of(wanted)
        scores = self._by_words(wanted)
        if wanted.place_alone:
            return {
                number: self._at_place(entry, at, one=bool(wanted.communes))
                for number, entry in enumerate(self._entries)
                if _covers(entry, at)
            }
        kept: dict[int, float] = {}
        for number, score in scores.items():
            entry = self._entries[number]
            if not at or _covers(entry, at):
                kept[number] = score * (_LOCALLY if at and entry.zone is not None else 1.0)
        return kept

    def _by_words(self, wanted: Wanted) -> dict[int, float]:
        """What each entry is worth by what was said, the needs and the trade that were named."""
        read = self._index.read(stems(wanted.said))
        directly, in_all = self._known(wanted, read)
        if wanted.said and in_all < (_COVERED if not wanted.needs else _COVERED / 2):
            return {}
        scores: defaultdict[int, float] = defaultdict(float, read.scores)
        for number in {number for need in wanted.needs for number in self._of_need[need]}:
            scores[number] += _NEED
        for number, worth in self._of_sectors(wanted):
            scores[number] += worth * (1.0 - directly)
        return dict(scores)

    def _known(self, wanted: Wanted, read: Read) -> tuple[float, float]:
        """Which share of what was said is known: to the directory itself, and in all, as a need or a trade too."""
        known = dict(read.known)
        for stem, word in zip(stems(wanted.said), wanted.said, strict=True):
            if word not in wanted.trade.split():
                known[stem] = 1.0
        whole = sum(read.tells.values()) or 1.0
        directly = 0.0
        if wanted.sectors:
            because = self._sectors.weigh(wanted.trade)[0].because
            of_trades = [sounds(stem_of(word)) for one in because for word in words(one)]
            known |= {stem: 1.0 for stem in known if any(of_one_root(sounds(stem), one) for one in of_trades)}
            meant = sum(read.tells[stem] for stem in known if known[stem]) or 1.0
            directly = sum(read.known[stem] ** 2 * read.tells[stem] for stem in known) / meant
        return directly, sum(known[stem] * read.tells[stem] for stem in known) / whole

    def _of_sectors(self, wanted: Wanted) -> Iterator[tuple[int, float]]:
        """Who leads for the trade that was named, and what is offered to it."""
        for rank, id_ in enumerate(wanted.sectors):
            sector = self._network.sector_by_id[id_]
            lead = self._leads.read(id_, wanted.trade).lead
            kinds = lead.kinds if lead is not None else sector.lead_kinds
            share = 1.0 if rank == 0 else 0.5
            yield from ((number, share * _OF_SECTOR) for number in self._of_sector[id_])
            first, others = self._of_kind[kinds[0]], {n for kind in kinds[1:] for n in self._of_kind[kind]}
            yield from ((number, share * _LEADS) for number in first)
            yield from ((number, share * _FOLLOWS) for number in sorted(others.difference(first)))

    # ── Where ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _communes_of(self, wanted: Wanted) -> frozenset[str]:
        of_territories = (
            commune.insee for id_ in wanted.territories for commune in self._network.territory_by_id[id_].communes
        )
        return frozenset(wanted.communes or of_territories)

    def _at_place(self, entry: _Entry, at: frozenset[str], *, one: bool) -> float:
        """What an entry is worth where a place alone was named: its town hall, who is there, who looks after it."""
        listing = self.listings[entry.listing]
        address = listing.organisation.address
        if entry.service is not None:
            return _ANYWHERE if entry.zone is None else _LOCALLY
        if listing.town_hall:
            return _HERE if one else _IN_PLACE
        if entry.zone is not None:
            return _AROUND
        return _IN_PLACE if address is not None and address.insee in at else _ANYWHERE

    def _entries_of_all(self) -> Iterator[_Entry]:
        for at, listing in enumerate(self.listings):
            yield _Entry(at, None, zone_of(self._network, listing))
            for service in listing.organisation.services:
                yield _Entry(at, service, zone_in(self._network, service.zone))

    # ── What is looked through ───────────────────────────────────────────────────────────────────────────────────────

    def _words_of(self, entry: _Entry) -> Iterator[tuple[str, float]]:
        """The stems of an entry, each with its worth."""
        organisation, service = self.listings[entry.listing].organisation, entry.service
        texts: list[tuple[float, Iterable[str]]] = []
        if service is None:
            told = organisation.description
            town = organisation.address.town if organisation.address else ""
            texts = [(_NAMED, (organisation.name,)), (_TOLD, (told.fr, told.en) if told else ()), (_TOWN, (town,))]
        else:
            more = [text for text in (service.description, service.audience) if text is not None]
            texts = [
                (_NAMED, (service.title.fr, service.title.en)),
                (_SAID, service.words),
                (_TOLD, (text for one in more for text in (one.fr, one.en))),
            ]
        for worth, some in texts:
            for text in some:
                group = list(stems(word for word in words(text) if word not in ASKING_AROUND))
                for stem in group:  # a group of words counts whole where all of it was said
                    yield stem, worth / (len(group) if worth == _SAID else 1)


def _covers(entry: _Entry, at: frozenset[str]) -> bool:
    return entry.zone is None or bool(entry.zone & at)
