"""Who is proposed for a case: one technical and one territorial referent, each with the reason, or the coordination."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from network.leads import lead_of, moved
from network.model import Nature, Network, Referent, Role, Sector
from network.phrase import Param, Phrase, phrase
from network.rules import Lead
from network.substitutes import COORDINATION, stand_in

KEYS = (
    "route.technical.lead_kind", "route.technical.lead", "route.technical.size", "route.technical.second_sector",
    "route.technical.other_partner", "route.technical.generalist", "route.technical.next",
    "route.technical.not_needed", "route.technical.nobody", "route.technical.nobody_generalist",
    "route.territorial.territory", "route.territorial.whole_network", "route.territorial.undecided",
    "route.territorial.outside", "route.territorial.nobody", "route.territorial.nobody_undecided",
    "route.territorial.nobody_outside", "route.referent.least_busy", "route.referent.replaces", "route.coordination",
)  # fmt: skip
"""The catalogue keys of the reasons given here, and of what is said of a referent inside them."""

WITHOUT_BUSINESS = frozenset({Nature.JOB, Nature.TELEWORK, Nature.NONE})
"""Natures that need no technical referent."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What routing looks at. Of `sectors` the first leads; `territory` is None while no place is chosen,
    or where the place is not of the network: `outside` then names it.

    `jobs` are the salaried people of the first year, without the head and apprentices, None when not told. `lead` is
    the id of the lead that words or an answer name, for whichever of its sectors; `kept`: what is taken over stands in
    the register of the trades. Of several `natures` each opens its own door: one that is a business is enough for a
    technical referent, and whoever takes one of them fits.

    `busy` tells how many open slots somebody has, by id: of equals the least busy is proposed. Whoever is `absent` is
    replaced: by whom `substitutes` names for them (None: nobody, so that the next who fits is proposed), else by the
    substitute of the network's file. `coordinating` are those who coordinate by now; None: whom the file names.
    """

    natures: tuple[Nature, ...]
    sectors: tuple[str, ...] = ()
    territory: str | None = None
    jobs: int | None = None
    outside: str = ""
    lead: str | None = None
    kept: bool = False
    busy: Mapping[str, int] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    substitutes: Mapping[str, str | None] = field(default_factory=dict)
    coordinating: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is proposed for one slot: `referent` carries the clock, `others` fit as well, in order.

    Where the slot is `needed` and `referent` is None, nobody fits: the case goes to the coordination. `reason` is one
    sentence about the outcome; `reasons` has one about each who fits, by id.
    """

    role: Role
    needed: bool
    referent: str | None
    others: tuple[str, ...]
    reason: Phrase
    reasons: Mapping[str, Phrase] = field(default_factory=dict)

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
    """Why somebody fits: the sector, how far down the kinds that lead their organisation stands, whether they name it.

    `lead` is what says who leads, where it is not the sector; `other`: their organisation is none that leads.
    `replaces` is the absent referent they stand for; `least_busy`, that an equal who has more to do was passed over.
    `team`: the referent is absent and the coordination stands in, after whoever fits as well.
    """

    referent: Referent
    sector: Sector | None
    sector_rank: int
    kind_rank: int
    general: bool
    lead: Lead | None = None
    other: bool = False
    by_size: bool = False
    replaces: Referent | None = None
    least_busy: bool = False
    team: bool = False

    @property
    def order(self) -> tuple[int, int, bool]:
        """Sector first, then kind of partner, then who names the sector before who takes all; ties keep file order."""
        return (self.sector_rank, self.kind_rank, self.general)


def route(network: Network, case: Situation) -> Routing:
    """Propose referents for `case`. Ids that the network does not have count as not told. Never raises."""
    return Routing(technical(network, case), _territorial(network, case), network.coordinating(case.coordinating))


# ── Technical ────────────────────────────────────────────────────────────────────────────────────────────────────


def technical(network: Network, case: Situation) -> Proposal:
    """The technical half of `route`."""
    if not _needs_technical(case):
        return Proposal(Role.TECHNICAL, False, None, (), phrase("route.technical.not_needed"))
    sectors = _sectors(network, case)
    fits = _ranked(network, case, _technical_fits(network, case, sectors))
    if not fits:
        reason = (
            phrase("route.technical.nobody", sector=sectors[0].label.phrase())
            if sectors
            else phrase("route.technical.nobody_generalist")
        )
        return Proposal(Role.TECHNICAL, True, None, (), reason)
    reasons = [_technical_reason(network, fits[0]), *(_other_reason(network, fits[0], fit) for fit in fits[1:])]
    return _proposal(Role.TECHNICAL, fits, reasons)


def proposed(network: Network, case: Situation) -> str | None:
    """The technical referent of `route` without any reason, for whoever compares cases by them."""
    if not _needs_technical(case):
        return None
    fits = _ranked(network, case, _technical_fits(network, case, _sectors(network, case)))
    return fits[0].referent.id if fits and not fits[0].team else None


def _needs_technical(case: Situation) -> bool:
    return not (case.natures and WITHOUT_BUSINESS.issuperset(case.natures))


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
    for place, sector in enumerate(sectors):
        yield from _fits_of(network, case, sector, place, able)


def _fits_of(network: Network, case: Situation, sector: Sector, place: int, able: list[Referent]) -> Iterator[_Fit]:
    """Who fits the sector at a `place`: who takes it, and where none of those is of a kind, who takes what is like."""
    lead = lead_of(network, sector, case.lead)
    usual = lead.kinds if lead else sector.lead_kinds
    kinds = moved(network, usual, case.jobs, kept=case.kept)
    ranks = {r.id: _rank(kinds, network.organisation_by_id[r.organisation].kinds) for r in able}
    taking = {r.id for r in able if not r.sectors or sector.id in r.sectors}
    held = {ranks[id_] for id_ in taking}
    for referent in able:
        rank, names = ranks[referent.id], sector.id in referent.sectors
        like = lead is not None and rank not in held and lead.like in referent.sectors
        if rank is not None and (like or referent.id in taking):
            yield _Fit(referent, sector, place, rank, not names, lead=lead, by_size=kinds[rank] != usual[rank])
        elif names:
            yield _Fit(referent, sector, place, len(kinds), False, lead=lead, other=True)


def _rank(kinds: Iterable[str], held: Collection[str]) -> int | None:
    return next((rank for rank, kind in enumerate(kinds) if kind in held), None)


def _technical_reason(network: Network, fit: _Fit) -> Phrase:
    who = _named(network, fit)
    if fit.sector is None:
        return phrase("route.technical.generalist", **who)
    sector = fit.sector.label.phrase()
    if fit.by_size:
        return phrase("route.technical.size", sector=sector, **who)
    if fit.sector_rank:
        return phrase("route.technical.second_sector", sector=sector, **who)
    if fit.other:
        return phrase("route.technical.other_partner", sector=sector, **who)
    if fit.lead is not None:
        return phrase("route.technical.lead", activity=fit.lead.label.phrase(), source=fit.lead.source, **who)
    return phrase("route.technical.lead_kind", sector=sector, **who)


def _other_reason(network: Network, first: _Fit, fit: _Fit) -> Phrase:
    """Why somebody fits as well who is not the first: one who stands as high has as good a reason."""
    if fit.sector is None or fit.order[:2] == first.order[:2]:
        return _technical_reason(network, fit)
    return phrase("route.technical.next", sector=fit.sector.label.phrase(), **_named(network, fit))


# ── Territorial ──────────────────────────────────────────────────────────────────────────────────────────────────


def _territorial(network: Network, case: Situation) -> Proposal:
    territory = network.territory_by_id.get(case.territory or "")
    if territory is None:
        return _undecided(network, case)
    natures = frozenset(case.natures) or frozenset({Nature.UNKNOWN})
    able = [r for r in network.referents if _able(r, Role.TERRITORIAL, natures, territory.id)]
    concerned = [_Fit(r, None, 0, 0, general=not r.territories) for r in able if _concerned(r, case.sectors)]
    fits = _ranked(network, case, concerned)
    if not fits:
        reason = phrase("route.territorial.nobody", territory=territory.name)
        return Proposal(Role.TERRITORIAL, True, None, (), reason)
    keys = ["route.territorial.whole_network" if fit.general else "route.territorial.territory" for fit in fits]
    reasons = [
        phrase(key, referent=_person(fit), territory=territory.name) for key, fit in zip(keys, fits, strict=True)
    ]
    return _proposal(Role.TERRITORIAL, fits, reasons)


def _undecided(network: Network, case: Situation) -> Proposal:
    """No place yet, or one that is not of the network: its own coordination looks after the life project."""
    general = [r for r in network.referents if Role.TERRITORIAL in r.roles and not r.territories]
    first = [network.referent_by_id[id_] for id_ in network.coordinating(case.coordinating)]
    ranks = [*((0, r) for r in first), *((1, r) for r in general)]
    fits = _ranked(network, case, [_Fit(r, None, 0, rank, general=True) for rank, r in ranks])
    if not fits:
        nobody = phrase("route.territorial.nobody_outside", place=case.outside) if case.outside else None
        return Proposal(Role.TERRITORIAL, True, None, (), nobody or phrase("route.territorial.nobody_undecided"))
    reasons = [
        phrase("route.territorial.outside", place=case.outside, referent=_person(fit))
        if case.outside
        else phrase("route.territorial.undecided", referent=_person(fit))
        for fit in fits
    ]
    return _proposal(Role.TERRITORIAL, fits, reasons)


def _concerned(referent: Referent, sectors: Collection[str]) -> bool:
    return not referent.sectors or not sectors or bool(set(referent.sectors) & set(sectors))


# ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _able(referent: Referent, role: Role, natures: Collection[Nature], territory: str | None) -> bool:
    """Whether a referent has the role, takes one of the natures, and covers the territory where one is known."""
    if role not in referent.roles or (referent.natures and set(referent.natures).isdisjoint(natures)):
        return False
    return not referent.territories or territory is None or territory in referent.territories


def _ranked(network: Network, case: Situation, fits: Iterable[_Fit]) -> list[_Fit]:
    """Who fits, best first, each once: the absent replaced where they stand, of equals the least busy first."""
    present = [fit for fit in (_present(network, case, fit) for fit in fits) if fit is not None]
    present.sort(key=lambda fit: (fit.order, fit.team, case.busy.get(fit.referent.id, 0)))
    first: dict[str, _Fit] = {}
    for fit in present:
        first.setdefault(fit.referent.id, fit)
    each = list(first.values())
    return [replace(fit, least_busy=_is_least_busy(case, fit, each)) for fit in each] if case.busy else each


def _present(network: Network, case: Situation, fit: _Fit) -> _Fit | None:
    """The same place with whoever stands in for an absent referent; None where nobody does."""
    wanted = stand_in(network, fit.referent.id, case.absent, case.substitutes)
    if wanted == COORDINATION:
        return replace(fit, team=True)
    if wanted is None or wanted == fit.referent.id:
        return fit if wanted is not None else None
    return replace(fit, referent=network.referent_by_id[wanted], replaces=fit.referent)


def _is_least_busy(case: Situation, fit: _Fit, fits: Iterable[_Fit]) -> bool:
    mine = case.busy.get(fit.referent.id, 0)
    equals = (other for other in fits if other.order == fit.order and not other.team)
    return any(case.busy.get(other.referent.id, 0) > mine for other in equals)


def _person(fit: _Fit) -> Phrase:
    """Who it is, and what made the choice between equals."""
    name = fit.referent.name.phrase()
    if fit.replaces is not None:
        return phrase("route.referent.replaces", referent=name, absent=fit.replaces.name.phrase())
    return phrase("route.referent.least_busy", referent=name) if fit.least_busy else name


def _named(network: Network, fit: _Fit) -> dict[str, Param]:
    return {"referent": _person(fit), "organisation": network.organisation_by_id[fit.referent.organisation].name}


def _proposal(role: Role, fits: list[_Fit], reasons: list[Phrase]) -> Proposal:
    """The first carries the clock; where they are away and left it to the network's own team, that team chooses."""
    given = {fit.referent.id: reason for fit, reason in zip(fits, reasons, strict=True) if not fit.team}
    if fits[0].team:
        absent = fits[0].referent.name.phrase()
        return Proposal(role, True, None, tuple(given), phrase("route.coordination", absent=absent), given)
    first, *others = given
    return Proposal(role, True, first, tuple(others), reasons[0], given)
