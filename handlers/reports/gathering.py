"""Gathering: all that the report of a year is made of, read before the turn that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from handlers.statistics import charted, charts
from handlers.statistics.blocks import DOMAINS, cell_name, is_unasked
from handlers.statistics.charted import Charted
from handlers.statistics.counting import HOME, Ask, Seen
from handlers.statistics.said import month_said, of_how_many, period_said
from handlers.turn.screen import plain
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import NONE, Counted, Wanted
from network.figures.definitions import Figure, definitions
from network.figures.reported import Cell, Meeting, Number, Reported, Said, Told, measured, safe_measures, told_cells
from network.figures.suppression import parts_are_said
from network.meetings import Says
from network.model import Contact
from network.phrase import Phrase, phrase
from network.reports import Picture, templates_of
from reports.charts import Head, to_json
from storage import figures, meetings, reports
from storage.case_facts import OUTSIDE
from storage.meetings import Status
from storage.reports import Frozen, Listed

BUILT_KEYS = {"stats.chart.{}": tuple(Picture)}


@dataclass(frozen=True, slots=True)
class Year:
    """A year as it was gathered: frozen, or as it stands now; and the cases of its annex."""

    reported: Reported
    frozen: Frozen | None
    cases: Sequence[Listed]


async def press_reads(turn: Turn, _account: int, _what: str, year: int, *_which: str) -> Year:
    """What a button shows."""
    return await gather(turn, year)


async def gather(turn: Turn, year: int) -> Year:
    """The year as it was frozen; where it was not, as it is counted now."""
    frozen = await reports.find(turn.here, year)
    if frozen is not None:
        return Year(frozen.reported, frozen, await reports.listed(turn.here, year))
    wanted = Wanted(periods.year(year))
    zone = turn.network.identity.timezone
    cases = await reports.met(turn.here, wanted, zone)
    spans = [wanted.period, periods.year(year - 1)]
    counted = await figures.counted(turn.here, wanted, spans, zone, turn.now)
    pictures = [one for one in Picture if one is not Picture.COMMUNES or parts_are_said(wanted, turn.today)]
    drawn = [await charted.charted(turn, one, _seen(wanted, one)) for one in pictures]
    words = await reports.written(turn.here, year)
    held = await _meetings(turn, wanted.period)
    return Year(reported(turn, wanted, counted, drawn, held, len(cases), words), None, cases)


def _seen(wanted: Wanted, chart: str) -> Seen:
    """What a picture shows: communes in the classes of those outside the coordination."""
    return Seen(Ask(HOME, wanted.period), chart != Picture.COMMUNES, wanted)


def reported(
    turn: Turn,
    wanted: Wanted,
    counted: Sequence[Counted],
    drawn: Sequence[Charted],
    held: Sequence[Meeting],
    cases: int,
    words: dict[str, str],
) -> Reported:
    """What was counted, as it is said to somebody outside: what is hidden there stands in it nowhere."""
    network, year = turn.network, wanted.period.year
    over = wanted.period.is_over(turn.today)
    pictures: dict[str, dict[str, Any]] = {}
    alts: dict[str, dict[str, str]] = {}
    for locale in network.identity.languages:
        made = {one.chart: charts.drawn(turn, one, _head(turn, one, locale), locale) for one in drawn}
        pictures[locale] = {name: to_json(chart) for name, (chart, _) in made.items()}
        alts[locale] = {one.chart: _alt(turn, one, made[one.chart][1], locale) for one in drawn}
    return Reported(
        year=year,
        version=definitions().version,
        counted=turn.today,
        over=over,
        network=network.identity.name,
        main=network.look.main,
        accent=network.look.accent,
        logo=network.look.logo,
        contact={locale: _contact(network.identity.contact, locale) for locale in network.identity.languages},
        funders=network.funders,
        templates=templates_of(network.reports),
        figures=tuple(_told(turn, wanted, one, counted, drawn) for one in definitions().figures if one.yearly),
        charts=pictures,
        alts=alts,
        meetings=tuple(held),
        cases=cases,
        erased=counted[0].past.get("sheets", NONE).cases,
        words=words,
        zone=network.identity.timezone,
        areas={area: _called(turn, "territory", area) for area in ("", OUTSIDE, *network.territory_by_id)},
    )


def _told(turn: Turn, wanted: Wanted, figure: Figure, counted: Sequence[Counted], drawn: Sequence[Charted]) -> Told:
    title, means = figure.title.model_dump(), {"fr": figure.means.fr, "en": figure.means.in_("en")}
    about: dict[str, Any] = {"key": figure.key, "block": figure.block, "title": title, "means": means}
    if not figure.part:
        now, before = (measured(figure, one.of(figure.key)) for one in counted)
        beside = [of_how_many(figure, one) if figure.of else None for one in counted]
        number = Number(now=now, before=before, of=beside[0], of_before=beside[1])
        return Told(**about, measures=figure.counts, number=number)
    if figure.key == "month":
        return Told(**about, measures=figure.counts, cells=tuple(_months(turn, drawn)))
    cells = counted[0].parts.get(figure.key, {})
    if is_unasked(turn.network, figure, cells):
        return Told(**about, measures=safe_measures(figure))
    if figure.sensitive and not parts_are_said(wanted, turn.today):
        return Told(**about, measures=safe_measures(figure), withheld=True)
    said, rest, together = told_cells(figure, cells, DOMAINS.get(figure.key, ()) if cells else ())
    return Told(
        **about,
        measures=safe_measures(figure),
        cells=tuple(Cell(name=_called(turn, figure.key, by), now=now) for by, now in said.items()),
        hidden=tuple(_called(turn, figure.key, by) for by in rest),
        together=together,
    )


def _months(turn: Turn, drawn: Sequence[Charted]) -> Iterator[Cell]:
    """The months of the year that have begun, whether they brought somebody or not."""
    for month, count in (one for each in drawn for one in each.months):
        if month.first <= turn.today:
            name = {locale: plain(locale, month_said(month)) for locale in turn.network.identity.languages}
            yield Cell(name=name, now={"cases": count})


def _called(turn: Turn, part: str, by: str) -> Said:
    """A cell of a table, in each language of the network."""
    return {locale: cell_name(turn.network, part, by, locale) for locale in turn.network.identity.languages}


def _contact(contact: Contact, locale: str) -> str:
    """Whom one asks, and how, as far as the network says it."""
    return ", ".join(
        one for one in (contact.name.in_(locale), contact.organisation, contact.phone, contact.email) if one
    )


def _head(turn: Turn, seen: Charted, locale: str) -> Head:
    period, look = period_said(seen.of.wanted.period), turn.network.look
    said = period if seen.of.wanted.period.is_over(turn.today) else phrase("stats.chart.goes_on", period=period)
    source = phrase("stats.chart.source", network=turn.network.identity.name)
    title = phrase(f"stats.chart.{seen.chart}")
    return Head(locale, look.main, look.accent, plain(locale, title), (plain(locale, said),), plain(locale, source))


def _alt(turn: Turn, of: Charted, told: Sequence[Phrase], locale: str) -> str:
    """What a picture shows, for whoever does not see it."""
    months = [
        phrase("stats.item", what=month_said(month), count=count)
        for month, count in of.months
        if month.first <= turn.today
    ]
    said = [plain(locale, phrase(f"stats.chart.{of.chart}")), ", ".join(plain(locale, one) for one in months)]
    return ". ".join(one for one in (*said, *(plain(locale, one) for one in told)) if one)


async def _meetings(turn: Turn, period: periods.Period) -> list[Meeting]:
    """The meetings that were held in it, the first first; who had said yes to their date, as long as that is kept."""
    known = turn.network.known_referents
    held = []
    for one in await meetings.of_status(turn.here, [Status.SET]):
        if one.at is None or one.at > turn.now:
            continue
        day = turn.day(one.at)
        if day not in period:
            continue
        tally = next((each for each in await meetings.tallies(turn.here, one) if each.at == one.at), None)
        yes = tally.who(Says.YES) if tally is not None and tally.answers else None
        places = dict.fromkeys(
            turn.network.known_organisations[known[id_].organisation].name for id_ in yes or () if id_ in known
        )
        held.append(
            Meeting(
                day=day,
                subject=one.subject,
                answered=None if yes is None else len(yes),
                present=one.present,
                organisations=tuple(places),
            )
        )
    return sorted(held, key=lambda one: (one.day, one.subject))
