"""How a business whose sale is a secret is listed: under which label, where, and with nothing else that names it.

A label hides a business where at least `ENOUGH` others could be meant. Whoever looks at a label can reckon as this file
does: under a wide one stands only what no narrower one could hide. So what counts for a label are the businesses that
would be listed under it, and not all that its words cover; and what the file does not count is taken for none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from network.model import Network
from network.offers import Facts, Offer
from network.phrase import Phrase, phrase

ENOUGH = 3
"""So many existing businesses stand under a label before one of them may be listed under it."""

Cell = tuple[str, str]
"""A sector in a territory."""


@dataclass(frozen=True, slots=True)
class Veil:
    """What is told of a secret business: a label and a place, with the sectors that the label names (none where it is
    no more than "a business") and the territory, None for the whole network.
    """

    label: Phrase
    place: Phrase
    sectors: tuple[str, ...]
    territory: str | None


@dataclass(frozen=True, slots=True)
class _Level:
    """A label in a place, and which sectors it covers; `any`: it is no more than "a business"."""

    label: Phrase = field(compare=False)
    sectors: tuple[str, ...]
    territory: str | None
    any: bool = False


class Veils:
    """How the secret businesses of a network are listed. Build once a version of the network."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._counts = counted(network)
        self._covers = {sector.id: tuple(_covers_of(network, sector.id)) for sector in network.sectors}
        self._of_cell = self._placed()

    def of(self, offer: Offer) -> Veil:
        """How a confidential offer is listed. Depends on its sector and its territory alone.

        Raises:
            ValueError: it is not confidential.
        """
        if not offer.confidential:
            raise ValueError("what is no secret has no veil")
        known = self._network.commune_by_insee.get(offer.commune)
        cell = (offer.sector or "", known[1].id if known is not None else "")
        level = self._of_cell.get(cell, self._widest)
        place = self._network.identity.name if level.territory is None else self._name(level.territory)
        return Veil(level.label, _named(place), () if level.any else level.sectors, level.territory)

    def veiled(self, offer: Offer) -> Offer:
        """An offer as everybody who may not know its secret sees it: of a confidential one no number, commune, words,
        pictures, facts nor the sector itself are left.
        """
        if not offer.confidential:
            return offer
        return replace(
            offer, id=0, commune="", what="", words="", sectors=self.of(offer).sectors, pictures=0, facts=Facts()
        )

    def communes(self, veil: Veil) -> frozenset[str]:
        """The communes in which a business that is listed so may be."""
        return self._communes[veil.territory]

    @cached_property
    def _communes(self) -> Mapping[str | None, frozenset[str]]:
        of_each: dict[str | None, frozenset[str]] = {None: frozenset(self._network.commune_by_insee)}
        for territory in self._network.territories:
            of_each[territory.id] = frozenset(commune.insee for commune in territory.communes)
        return of_each

    # ── Which label for which business ───────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _widest(self) -> _Level:
        return _Level(phrase("veil.business"), tuple(self._covers), None, any=True)

    def _placed(self) -> dict[Cell, _Level]:
        """The label of every cell: the narrowest under which enough businesses are listed."""
        cells = [(sector, territory.id) for sector in self._covers for territory in self._network.territories]
        placed: dict[Cell, _Level] = {}
        for at in range(2 * self._most_levels):
            groups: defaultdict[_Level, list[Cell]] = defaultdict(list)
            for cell in cells:
                if cell not in placed:
                    groups[self._level(cell, at)].append(cell)
            for level, group in groups.items():
                if self._known(group) >= ENOUGH:
                    placed |= dict.fromkeys(group, level)
        left = [cell for cell in cells if cell not in placed]
        return placed | dict.fromkeys((*left, *self._lent(left, placed)), self._widest)

    def _lent(self, left: Collection[Cell], placed: Mapping[Cell, _Level]) -> Iterator[Cell]:
        """Cells that go under the widest label although a narrower one hides them: where everything is counted, one or
        two businesses that are left would stand there alone.
        """
        missing = ENOUGH - self._known(left)
        if missing in (0, ENOUGH) or any(cell not in self._counts for cell in left):
            return
        groups: defaultdict[_Level, list[Cell]] = defaultdict(list)
        for cell, level in placed.items():
            groups[level].append(cell)
        for group in sorted(groups.values(), key=lambda group: (self._known(group), group)):
            if missing <= 0:
                return
            missing -= self._known(group)
            yield from group

    def _level(self, cell: Cell, at: int) -> _Level:
        """The label of a cell at a step: in its territory from the narrowest to the widest, then in the network."""
        sector, territory = cell
        covers = self._covers[sector]
        wider, step = divmod(at, self._most_levels)
        last = step == self._most_levels - 1
        label, sectors = covers[-1] if last else covers[min(step, len(covers) - 2)]
        return _Level(label, sectors, None if wider else territory, any=last)

    @cached_property
    def _most_levels(self) -> int:
        return max(map(len, self._covers.values()))

    def _known(self, cells: Collection[Cell]) -> int:
        return sum(self._counts.get(cell, 0) for cell in cells)

    def _name(self, territory: str) -> str:
        return self._network.territory_by_id[territory].name


def counted(network: Network) -> dict[Cell, int]:
    """How many businesses are known to be where; what is not in it is unknown."""
    return {(sector, one.territory): n for one in network.businesses for sector, n in one.counts.items()}


def _covers_of(network: Network, sector: str) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    """The labels that cover a sector with what they cover, from the narrowest on; the last one is "a business"."""
    covers = sorted((one for one in network.covers if sector in one.sectors), key=lambda one: len(one.sectors))
    if not covers or len(covers[0].sectors) > 1:
        yield network.sector_by_id[sector].label.phrase(), (sector,)
    for cover in covers:
        yield cover.label.phrase(), tuple(one.id for one in network.sectors if one.id in cover.sectors)
    yield phrase("veil.business"), tuple(one.id for one in network.sectors)


def _named(name: str) -> Phrase:
    return phrase("label", fr=name, en=name)
