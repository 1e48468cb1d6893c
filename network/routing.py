"""Who is proposed for a case: one technical and one territorial referent, each with the reason, or the coordination."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from network.model import Nature, Network, Referent, Role, Sector
from network.phrase import Param, Phrase, phrase

KEYS = (
    "route.technical.lead_kind",
    "route.technical.size",
    "route.technical.second_sector",
    "route.technical.other_partner",
    "route.technical.generalist",
    "route.technical.not_needed",
    "route.technical.nobody",
    "route.technical.nobody_generalist",
    "route.territorial.territory",
    "route.territorial.whole_network",
    "route.territorial.undecided",
    "route.territorial.outside",
    "route.territorial.nobody",
    "route.territorial.nobody_undecided",
)
"""The catalogue keys of the reasons given here."""

WITHOUT_BUSINESS = frozenset({Nature.JOB, Nature.TELEWORK, Nature.NONE})
"""Natures that need no technical referent (design §4)."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What routing looks at. Of `sectors` the first leads; `territory` is None while no place is chosen,
    or where the place is not of the network: `outside` then names it.

    `jobs` are those planned for the first year, None when not told. Of several `natures` each opens its own door:
    one that is a business is enough for a technical referent, and whoever takes one of them fits.
    """

    natures: tuple[Nature, ...]
    sectors: tuple[str, ...] = ()
    territory: str | None = None
    jobs: int | None = None
    outside: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is proposed for one slot: `referent` carries the clock, `others` fit as well, in order.

    Where the slot is `needed` and `referent` is None, nobody fits: the case goes to the coordination.
    """

    role: Role
    needed: bool
    referent: str | None
    others: tuple[str, ...]
    reason: Phrase

    def next_after(self, passed: Collection[str]) -> str | None:
        """The first who fits and is not among those who `passed`; None when the coordination must look."""
        candidates = (self.referent, *self.others)
        return next((id_ for id_ in candidates if id_ is not None and id_ not in passed), None)


@dataclass(frozen=True, slots=True)
class Routing:
    """Both proposals of a case, and the ids of those who coordinate, in the file's order."""

    technical: Proposal
    territorial: Proposal
    coordinators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Why somebody fits: the sector, how far down its kinds their organisation stands, whether they name it."""

    referent: Referent
    sector: Sector | None
    sector_rank: int
    kind_rank: int
    general: bool
    by_size: bool = False

    @property
    def order(self) -> tuple[int, int, bool]:
        """Sector first, then kind of partner, then who names the sector before who takes all; ties keep file order."""
        return (self.sector_rank, self.kind_rank, self.general)


def route(network: Network, case: Situation) -> Routing:
    """Propose referents for `case`. Ids that the network does not have count as not told. Never raises."""
    coordinators = tuple(r.id for r in network.referents if Role.COORDINATOR in r.roles)
    return Routing(_technical(network, case), _territorial(network, case), coordinators)


# ── Technical ────────────────────────────────────────────────────────────────────────────────────────────────────


def _technical(network: Network, case: Situation) -> Proposal:
    if case.natures and WITHOUT_BUSINESS.issuperset(case.natures):
        return Proposal(Role.TECHNICAL, False, None, (), phrase("route.technical.not_needed"))
    sectors = _sectors(network, case)
    fits = _distinct(sorted(_technical_fits(network, case, sectors), key=lambda fit: fit.order))
    if not fits:
        reason = (
            phrase("route.technical.nobody", sector=sectors[0].label.phrase())
            if sectors
            else phrase("route.technical.nobody_generalist")
        )
        return Proposal(Role.TECHNICAL, True, None, (), reason)
    return _proposal(Role.TECHNICAL, fits, _technical_reason(network, fits[0]))


def _sectors(network: Network, case: Situation) -> tuple[Sector, ...]:
    """The case's sectors that lead somewhere: none while the nature of the project is not known."""
    if not _business(case):
        return ()
    return tuple(network.sector_by_id[id_] for id_ in case.sectors if id_ in network.sector_by_id)


def _business(case: Situation) -> frozenset[Nature]:
    return frozenset(case.natures) - WITHOUT_BUSINESS - {Nature.UNKNOWN}


def _technical_fits(network: Network, case: Situation, sectors: tuple[Sector, ...]) -> Iterator[_Fit]:
    natures = _business(case) or frozenset({Nature.UNKNOWN})
    able = [r for r in network.referents if _able(r, Role.TECHNICAL, natures, case.territory)]
    for referent in able:
        held = network.organisation_by_id[referent.organisation].kinds
        if not sectors and not referent.sectors and (rank := _rank(network.routes.generalist_kinds, held)) is not None:
            yield _Fit(referent, None, 0, rank, general=True)
        for sector_rank, sector in enumerate(sectors):
            if referent.sectors and sector.id not in referent.sectors:
                continue
            kinds = _lead_kinds(network, sector, case.jobs)
            rank = _rank(kinds, held)
            if rank is None and sector.id in referent.sectors:
                rank = len(kinds)
            if rank is not None:
                by_size = rank < len(kinds) and kinds[rank] != sector.lead_kinds[rank]
                yield _Fit(referent, sector, sector_rank, rank, general=not referent.sectors, by_size=by_size)


def _lead_kinds(network: Network, sector: Sector, jobs: int | None) -> tuple[str, ...]:
    """The sector's kinds of partner, in order, with those replaced that the size of the project moves elsewhere."""
    moved = {rule.kind: rule.instead for rule in network.routes.sizes if jobs is not None and jobs >= rule.jobs}
    return tuple(moved.get(kind, kind) for kind in sector.lead_kinds)


def _rank(kinds: Iterable[str], held: Collection[str]) -> int | None:
    return next((rank for rank, kind in enumerate(kinds) if kind in held), None)


def _technical_reason(network: Network, fit: _Fit) -> Phrase:
    who: dict[str, Param] = {
        "referent": fit.referent.name.phrase(),
        "organisation": network.organisation_by_id[fit.referent.organisation].name,
    }
    if fit.sector is None:
        return phrase("route.technical.generalist", **who)
    sector = fit.sector.label.phrase()
    if fit.by_size:
        return phrase("route.technical.size", sector=sector, **who)
    if fit.sector_rank:
        return phrase("route.technical.second_sector", sector=sector, **who)
    if fit.kind_rank >= len(fit.sector.lead_kinds):
        return phrase("route.technical.other_partner", sector=sector, **who)
    return phrase("route.technical.lead_kind", sector=sector, **who)


# ── Territorial ──────────────────────────────────────────────────────────────────────────────────────────────────


def _territorial(network: Network, case: Situation) -> Proposal:
    territory = network.territory_by_id.get(case.territory or "")
    if territory is None:
        return _undecided(network, case.outside)
    natures = frozenset(case.natures) or frozenset({Nature.UNKNOWN})
    able = [r for r in network.referents if _able(r, Role.TERRITORIAL, natures, territory.id)]
    fits = [_Fit(r, None, 0, 0, general=not r.territories) for r in able if _concerned(r, case.sectors)]
    fits.sort(key=lambda fit: fit.order)
    if not fits:
        reason = phrase("route.territorial.nobody", territory=territory.name)
        return Proposal(Role.TERRITORIAL, True, None, (), reason)
    key = "route.territorial.whole_network" if fits[0].general else "route.territorial.territory"
    reason = phrase(key, referent=fits[0].referent.name.phrase(), territory=territory.name)
    return _proposal(Role.TERRITORIAL, fits, reason)


def _undecided(network: Network, outside: str) -> Proposal:
    """No place yet, or one that is not of the network: its own coordination looks after the life project."""
    general = [r for r in network.referents if Role.TERRITORIAL in r.roles and not r.territories]
    coordinating = [r for r in network.referents if Role.COORDINATOR in r.roles]
    fits = _distinct(_Fit(r, None, 0, 0, general=True) for r in (*coordinating, *general))
    if not fits:
        return Proposal(Role.TERRITORIAL, True, None, (), phrase("route.territorial.nobody_undecided"))
    referent = fits[0].referent.name.phrase()
    reason = (
        phrase("route.territorial.outside", place=outside, referent=referent)
        if outside
        else phrase("route.territorial.undecided", referent=referent)
    )
    return _proposal(Role.TERRITORIAL, fits, reason)


def _concerned(referent: Referent, sectors: Collection[str]) -> bool:
    return not referent.sectors or not sectors or bool(set(referent.sectors) & set(sectors))


# ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _able(referent: Referent, role: Role, natures: Collection[Nature], territory: str | None) -> bool:
    """Whether a referent has the role, takes one of the natures, and covers the territory where one is known."""
    return (
        role in referent.roles
        and (not referent.natures or bool(set(referent.natures) & set(natures)))
        and (not referent.territories or territory is None or territory in referent.territories)
    )


def _distinct(fits: Iterable[_Fit]) -> list[_Fit]:
    """Each referent once, for the first reason."""
    first: dict[str, _Fit] = {}
    for fit in fits:
        first.setdefault(fit.referent.id, fit)
    return list(first.values())


def _proposal(role: Role, fits: list[_Fit], reason: Phrase) -> Proposal:
    return Proposal(role, True, fits[0].referent.id, tuple(fit.referent.id for fit in fits[1:]), reason)
