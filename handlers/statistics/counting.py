"""Counting for /stats: what somebody may see of the figures, what they ask for, and what is counted of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handlers.signatures.standing import signed
from handlers.statistics.working import NOT_LOOKED_AT, Working, working
from handlers.turn.rights import speaks_for
from handlers.turn.turn import Turn
from network.answering import Measure, Way
from network.figures import asked as figures_asked
from network.figures import periods
from network.figures.asked import Asked
from network.figures.cohorts import Cohort
from network.figures.counts import NONE, Counted, Wanted, spans
from network.figures.definitions import Block, definitions
from network.figures.periods import Kind, Period
from network.figures.suppression import parts_are_said
from network.text import code
from storage import figures
from storage.figures import Table
from storage.statistics import Delay, Standing, delays, standing

HOME = "home"
CHOICES = ("when", "where", "field", "whose")
VIEWS = (HOME, *Block, *CHOICES)
DEFINED = tuple(Block)
LISTABLE = tuple(
    figure.key for figure in definitions().figures if not (figure.part or figure.today or figure.key == "followed")
)
RATES = {figure.key: figure.of for figure in definitions().figures if figure.of and figure.key in LISTABLE}
"""What a rate that has a list is of."""
NOT = "not_"
"""Before the key of a rate: the cases that it is of and does not count."""
LISTED = (*LISTABLE, *(f"{NOT}{key}" for key in RATES))
COUNTED: Mapping[str, frozenset[Table]] = {
    HOME: frozenset({Table.TOLD, Table.DONE, Table.ENDED}),
    Block.CONTACTS: frozenset({Table.TOLD, Table.PARTED}),
    Block.PEOPLE: frozenset({Table.TOLD, Table.PROFILED}),
    Block.PROJECTS: frozenset({Table.PARTED}),
    Block.SUPPORT: frozenset({Table.TOLD, Table.DONE, Table.REFUSED}),
    Block.RESULTS: frozenset({Table.ENDED, Table.RESULTS, Table.STATES}),
    Block.GAPS: frozenset({Table.PARTED}),
}
"""What is counted for each view."""
REASONS: Mapping[str, frozenset[Table]] = {
    Block.SUPPORT: frozenset({Table.REFUSED}),
    Block.RESULTS: frozenset({Table.ENDED, Table.RESULTS, Table.STATES}),
}
"""What of it are tables that hide cells outside the coordination."""
NOTHING = Counted()
OWN = "own"
"""Whose figures a correspondent may look at besides their organisation's."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is looked at: a view, a period, and the codes of a place, a sector and whose cases; "-": all."""

    view: str
    period: Period
    place: str = "-"
    sector: str = "-"
    whose: str = "-"
    page: int = 0

    @property
    def values(self) -> tuple[object, ...]:
        """What a button carries."""
        return self.view, self.period.code, self.place, self.sector, self.whose, self.page


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody is shown: everything there is (`all_of_it`), or what an organisation, or they themselves, carry.
    `wanted` is what was asked for of it, without what they may not choose by: `left_out` has the names of that.
    `beside` are the periods, of which `counted` has the figures, in order. `own`: of an organisation's figures of the
    period, what of them whoever looks knows as their own.
    """

    ask: Ask
    all_of_it: bool
    wanted: Wanted
    both: bool = False
    asked: Asked | None = None
    left_out: Sequence[str] = ()
    beside: Sequence[Period] = ()
    counted: Sequence[Counted] = ()
    own: Counted = NOTHING
    months: Sequence[tuple[Period, int]] = ()
    offers: Mapping[str, int] = field(default_factory=dict)
    today: Standing | None = None
    delays: Mapping[tuple[Measure, Way], Delay] = field(default_factory=dict)
    began: int = 0
    signed: int = 0
    cohorts: Sequence[tuple[Period, Cohort]] = ()
    working: Working = NOT_LOOKED_AT

    @property
    def is_of_organisation(self) -> bool:
        """Whether it is of what a correspondent's organisation carries, of which they open their own alone."""
        return self.both and self.ask.whose != OWN_CODE


async def read(turn: Turn, account: int, argument: str) -> Seen:
    """What /stats shows, as it was typed."""
    asked = figures_asked.read(argument, turn.network, turn.today)
    return await _filled(turn, account, await typed(turn, account, asked))


async def typed(turn: Turn, account: int, asked: Asked) -> Seen:
    """What was typed, and what of it they may not ask for; nothing is counted yet."""
    commune = asked.commune if turn.coordinates(account) else ""
    named = (commune or asked.territory, asked.sector, asked.organisation)
    place, sector, whose = (code(id_) if id_ else "-" for id_ in named)
    ask = Ask(asked.block or HOME, asked.period or await of_late(turn), place, sector, whose)
    seen = await looked_at(turn, account, ask)
    return replace(seen, asked=asked, left_out=() if seen.all_of_it else _left_out(turn, account, seen, asked))


def _left_out(turn: Turn, account: int, seen: Seen, asked: Asked) -> tuple[str, ...]:
    """Communes and organisations are the coordination's to choose, but for one's own organisation."""
    network, mine = turn.network, turn.referent_of(account)
    theirs = seen.both and mine is not None and mine.organisation == asked.organisation
    named = [network.commune_by_insee[asked.commune][0].name] if asked.commune else []
    named += [network.organisation_by_id[asked.organisation].name] if asked.organisation and not theirs else []
    return tuple(named)


async def of_late(turn: Turn) -> Period:
    """The year of which somebody asks who names none."""
    return periods.of_late(turn.today, await figures.began(turn.here, turn.network.identity.timezone, turn.today))


async def press_reads(
    turn: Turn, account: int, view: str, period: Period, place: str, sector: str, whose: str, page: int
) -> Seen:
    """What a button shows."""
    return await _filled(turn, account, await looked_at(turn, account, Ask(view, period, place, sector, whose, page)))


async def own_reads(turn: Turn, account: int, period: Period) -> Seen:
    """What somebody may see of a period, all of it."""
    return await _filled(turn, account, await looked_at(turn, account, Ask(HOME, period)))


async def looked_at(turn: Turn, account: int, ask: Ask) -> Seen:
    """What somebody may see of what is asked for, without what is not theirs to see, or is no more; nothing is counted
    yet.
    """
    territory, commune = _place(turn, ask.place)
    sector = _called(ask.sector, turn.network.sector_by_id)
    if turn.coordinates(account):
        organisation = _called(ask.whose, turn.network.organisation_by_id)
        carriers = _people(turn, organisation) if organisation else None
        place, whose = _kept(ask.place, territory or commune), _kept(ask.whose, organisation)
        kept = replace(ask, place=place, sector=_kept(ask.sector, sector), whose=whose)
        return Seen(kept, True, Wanted(ask.period, territory, commune, sector, carriers))
    # A commune in a cell says more than a count: outside the coordinators' chat nothing is counted by one.
    mine = turn.referent_of(account)
    both = mine is not None and await speaks_for(turn, account, mine.organisation)
    carriers = () if mine is None else (mine.id,)
    if mine is not None and both and ask.whose != OWN_CODE:
        carriers = _people(turn, mine.organisation)
    whose = OWN_CODE if both and ask.whose == OWN_CODE else "-"
    kept = replace(ask, place=_kept(ask.place, territory), sector=_kept(ask.sector, sector), whose=whose)
    return Seen(kept, False, Wanted(ask.period, territory, "", sector, carriers), both)


@dataclass(frozen=True, slots=True)
class Listed:
    """The cases of a list, the newest first; of a rate how many `others` there are, which it counts, or does not."""

    ids: Sequence[int]
    others: int = 0


async def listed(
    turn: Turn, account: int, key: str, period: Period, place: str, sector: str, whose: str, _page: int
) -> Listed:
    """The cases that a figure counts, for whoever may open them: all to the coordination, to anybody else their own.
    Who speaks for an organisation sees its figures, and of its cases those that they carry.
    """
    seen, mine = await looked_at(turn, account, Ask(HOME, period, place, sector, whose)), turn.referent_of(account)
    theirs = () if mine is None else (mine.id,)
    wanted = seen.wanted if seen.all_of_it else replace(seen.wanted, carriers=theirs)
    figure, zone = key.removeprefix(NOT), turn.network.identity.timezone
    some = await figures.listed(turn.here, wanted, figure, zone, turn.now)
    if figure not in RATES:
        return Listed(some)
    whole = await figures.listed(turn.here, wanted, RATES[figure], zone, turn.now)
    counted = set(some)
    rest = [one for one in whole if one not in counted]
    return Listed(rest, len(some)) if figure != key else Listed(some, len(rest))


OWN_CODE = code(OWN)


def _kept(asked: str, found: str) -> str:
    return asked if found else "-"


def _place(turn: Turn, wanted: str) -> tuple[str, str]:
    territory = _called(wanted, turn.network.territory_by_id)
    return territory, "" if territory else _called(wanted, turn.network.commune_by_insee)


def _called(wanted: str, known: Mapping[str, object]) -> str:
    """The id of a code; none where there is none."""
    return "" if wanted == "-" else next((id_ for id_ in known if code(id_) == wanted), "")


def _people(turn: Turn, organisation: str) -> tuple[str, ...]:
    """Whoever acts for an organisation, or did."""
    return tuple(one.id for one in turn.network.known_referents.values() if one.organisation == organisation)


async def _filled(turn: Turn, account: int, seen: Seen) -> Seen:
    """The same with what its view shows."""
    seen = await _since_it_began(turn, await _counted(turn, seen))
    return replace(seen, own=await _own(turn, account, seen)) if seen.is_of_organisation else seen


async def _since_it_began(turn: Turn, seen: Seen) -> Seen:
    """The same without the periods beside it of years before the first one of which anything is known: a network of its
    first year would read a nought behind each figure.
    """
    if len(seen.beside) < 2:
        return seen
    first = periods.year(await figures.began(turn.here, turn.network.identity.timezone, turn.today)).first
    both = [
        (one, counted)
        for one, counted in zip(seen.beside, seen.counted, strict=True)
        if one == seen.wanted.period or one.after > first or any(some != NONE for some in counted.figures.values())
    ]
    return replace(seen, beside=tuple(one for one, _ in both), counted=tuple(counted for _, counted in both))


async def _own(turn: Turn, account: int, seen: Seen) -> Counted:
    """What of an organisation's reasons somebody can take away, since it is theirs."""
    mine, tables = turn.referent_of(account), REASONS.get(seen.ask.view)
    if mine is None or not tables or not seen.counted or not parts_are_said(seen.wanted, turn.today):
        return NOTHING
    wanted, zone = replace(seen.wanted, carriers=(mine.id,)), turn.network.identity.timezone
    [own] = await figures.counted(turn.here, wanted, [wanted.period], zone, turn.now, tables)
    return own


async def whole(turn: Turn, ask: Ask, *, every_table: bool = False) -> Seen:
    """All there is of a view, for whoever looks at the database itself; `every_table`: whatever the view shows."""
    return await _counted(turn, Seen(ask, True, Wanted(ask.period)), figures.ALL if every_table else None)


async def _counted(turn: Turn, seen: Seen, tables: Collection[Table] | None = None) -> Seen:
    """The same with what its view shows, counted."""
    zone, view, all_of_it, wanted, asked = (
        turn.network.identity.timezone, seen.ask.view, seen.all_of_it, seen.wanted, seen.asked
    )  # fmt: skip
    if asked is not None and (asked.page or asked.unknown):
        return seen
    if view in CHOICES:
        return replace(seen, began=await figures.began(turn.here, zone, turn.today))
    if view == Block.OFFERS:
        return replace(seen, offers=await figures.offers_shown(turn.here))
    if view == Block.NETWORK:
        return replace(seen, signed=len(await signed(turn)), working=await working(turn, wanted))
    if view == Block.DELAYS:
        return replace(seen, delays=await delays(turn.here) if all_of_it else {})
    beside = (wanted.period,) if view == Block.GAPS else spans(wanted.period)
    shown = COUNTED[view] if all_of_it else COUNTED[view] - {Table.PROFILED}
    counted = await figures.counted(turn.here, wanted, beside, zone, turn.now, tables or shown)
    months, years = await _parted(turn, view, wanted.period, zone)
    by_month = await figures.by_month(turn.here, wanted, months, zone)
    wants_today = all_of_it and view == HOME and wanted == Wanted(wanted.period)
    return replace(
        seen,
        beside=beside,
        counted=counted,
        months=tuple(zip(months, by_month, strict=True)),
        today=await standing(turn.here, zone) if wants_today else None,
        cohorts=tuple(zip(years, await figures.cohorts(turn.here, wanted, years, zone), strict=True)),
    )


async def _parted(turn: Turn, view: str, period: Period, zone: str) -> tuple[Sequence[Period], Sequence[Period]]:
    """The months of which a view says how many came, and the years of which it says how they ended; of all time it is
    the years in both.
    """
    if view not in (Block.CONTACTS, Block.RESULTS):
        return (), ()
    years: Sequence[Period] = ()
    if period.kind is Kind.ALL:
        years = periods.years(await figures.began(turn.here, zone, turn.today), turn.today.year)
    return (period.months() or years, ()) if view == Block.CONTACTS else ((), years or (period,))
