"""Charts: the figures as a picture, in one message that turns between three of them and from period to period."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from handlers.statistics.charted import CHARTS, Charted
from handlers.statistics.said import narrowed, period_said, rate
from handlers.statistics.verbs import TURN
from handlers.turn.screen import Button, Paragraph, Rows, Screen, plain
from handlers.turn.turn import Turn
from network.calendar import END_OF_DAY
from network.figures.counts import FEWEST_FOR_A_RATE
from network.figures.periods import FIRST_YEAR, Kind, Period
from network.figures.suppression import ALL_CLASSES, CLASSES, class_of
from network.phrase import Phrase, phrase
from reports import charts
from reports.charts import Chart, Column, Commune, Communes, Days, Head, Months, Step, Waits
from storage.durable import sent_messages
from storage.durable.sent_messages import FILE
from storage.figures import STEPS

NAME = "chart:"
BUILT_KEYS = {
    "stats.chart.{}": CHARTS,
    "stats.chart.step.{}": STEPS,
    "stats.chart.button.{}": CHARTS,
    "stats.short_month.{}": tuple(str(number) for number in range(1, 13)),
}
_BEFORE, _BEHIND = 8, 4
"""So many days have a column of their own before the promise is over, and behind it."""
_MOST_NAMED = 5
_COLUMNS = 12
"""So many years stand beside each other at the most: the first column then sums all before the others."""


async def show(turn: Turn, telegram_id: int, *given: object) -> None:
    """[En image], and every button under a picture: the same message shows another one."""
    locale, seen = await turn.locale_of(telegram_id), given[-1]
    if not isinstance(seen, Charted):
        return
    if seen.veiled:
        turn.answer(phrase("stats.chart.veiled"), locale)
        return
    screen = _screen(turn, seen, locale)
    pressed = await sent_messages.name_of(turn.connection, telegram_id, turn.caller.message_id)
    if pressed is not None and pressed.startswith(NAME):
        await turn.edit(telegram_id, screen, pressed)
    else:
        await turn.show(telegram_id, screen, f"{NAME}{turn.row.id}{FILE}")


def picture(turn: Turn, seen: Charted, locale: str) -> tuple[str, Any]:
    """The picture alone, as it is sent."""
    return _drawn(turn, seen, locale)[0]


def _drawn(turn: Turn, seen: Charted, locale: str) -> tuple[tuple[str, Any], list[Phrase]]:
    """The picture, and what it shows in words."""
    chart, told = drawn(turn, seen, _head(turn, seen, locale), locale)
    return ("photo", {"chart": charts.to_json(chart), "filename": "chiffres.png"}), told


def _screen(turn: Turn, seen: Charted, locale: str) -> Screen:
    file, told = _drawn(turn, seen, locale)
    title = phrase("stats.chart.caption", title=phrase(f"stats.chart.{seen.chart}"), period=_period(turn, seen))
    said: list[Paragraph] = [(title, *narrowed(turn, seen.of, locale))]
    said += [tuple(told)] if told else []
    return Screen(said, _turns(turn, seen), locale, file=file, replaces=True)


def drawn(turn: Turn, seen: Charted, head: Head, locale: str) -> tuple[Chart, list[Phrase]]:
    """The picture under its `head`, and the same in words."""
    made = {"months": _months, "communes": _communes, "waits": _waits}[seen.chart]
    return made(turn, seen, head, locale)


def _head(turn: Turn, seen: Charted, locale: str) -> Head:
    lines = (_period(turn, seen), *narrowed(turn, seen.of, locale))
    look, name = turn.network.look, turn.network.identity.name
    title = "stats.chart.years" if seen.chart == "months" and _by_year(seen) else f"stats.chart.{seen.chart}"
    return Head(
        locale, look.main, look.accent, plain(locale, phrase(title)),
        tuple(plain(locale, line) for line in lines), plain(locale, phrase("stats.chart.source", network=name)),
    )  # fmt: skip


def _period(turn: Turn, seen: Charted) -> Phrase:
    period = seen.of.wanted.period
    said = period_said(period)
    if seen.months and _by_year(seen):
        first, last = seen.months[0][0].year, seen.months[-1][0].year
        return phrase("stats.chart.since", period=said, years=f"{first}–{last}" if first < last else str(last))
    return phrase("stats.chart.goes_on", period=said) if period.goes_on(turn.today) else said


def _by_year(seen: Charted) -> bool:
    return seen.of.wanted.period.kind is Kind.ALL


def _turns(turn: Turn, seen: Charted) -> Rows:
    """The other pictures; the period before, and the next where it has begun."""

    def to(chart: str, label: Phrase, period: Period) -> Button:
        return TURN.button(label, chart, period.code, *seen.of.ask.values[2:-1])

    def named(chart: str) -> Phrase:
        label = phrase(f"stats.chart.button.{chart}")
        return phrase("stats.button.chosen", label=label) if chart == seen.chart else label

    period = seen.of.ask.period
    near = [one for one in (period.before, period.next) if one is not None and one.first <= turn.today]
    near = [one for one in near if one.year >= FIRST_YEAR]
    rows = [[to(chart, named(chart), period) for chart in CHARTS]]
    return [*rows, [to(seen.chart, period_said(one), one) for one in near]]


# --- months and the funnel --------------------------------------------------------------------------------------------


def _months(turn: Turn, seen: Charted, head: Head, locale: str) -> tuple[Chart, list[Phrase]]:
    period, whole = seen.of.wanted.period, seen.steps["sheets"]
    steps = [(key, seen.steps[key]) for key in STEPS]
    told = [
        phrase("stats.line", title=phrase(f"stats.chart.step.{key}"), value=_value(key, count, whole))
        for key, count in steps
    ]
    drawn = tuple(
        Step(plain(locale, phrase(f"stats.chart.step.{key}")), count, plain(locale, _value(key, count, whole)))
        for key, count in steps
    )
    earlier = seen.months[: 1 - _COLUMNS] if len(seen.months) > _COLUMNS else ()
    shown = seen.months[len(earlier) :]
    columns = tuple(
        Column(
            name=str(one.year) if _by_year(seen) else plain(locale, phrase(f"stats.short_month.{one.month}")),
            count=count,
            within=one.first in period,
            to_come=one.first > turn.today,
            under=str(one.year) if not _by_year(seen) and (n == 0 or one.month == 1) else "",
        )
        for n, (one, count) in enumerate(shown)
    )
    if earlier:
        before = plain(locale, phrase("stats.chart.earlier"))
        count = sum(many for _, many in earlier)
        columns = (Column(before, count, within=True, to_come=False, under=str(shown[0][0].year)), *columns)
    if any(not one.within for one in columns):
        head = replace(head, lines=(*head.lines, plain(locale, phrase("stats.chart.before"))))
    nothing = "" if whole else plain(locale, phrase("stats.chart.nothing"))
    funnel = plain(locale, phrase("stats.chart.funnel"))
    return Months(head, columns, funnel, drawn if whole else (), nothing), told if whole else [_nothing()]


def _value(key: str, count: int, whole: int) -> Phrase:
    return phrase("stats.number", count=str(count)) if key == STEPS[0] else rate(count, whole)


def _nothing() -> Phrase:
    return phrase("stats.chart.nothing")


# --- communes ---------------------------------------------------------------------------------------------------------


def _communes(turn: Turn, seen: Charted, head: Head, locale: str) -> tuple[Chart, list[Phrase]]:
    """Classes alone outside the coordinators' chat, of communes alone: what is in none of them is not counted."""
    classes = ALL_CLASSES if seen.of.all_of_it else CLASSES
    names = _class_names(classes, locale)
    drawn = []
    wanted = seen.of.wanted
    for commune, territory in turn.network.commune_by_insee.values():
        count = seen.communes.get(commune.insee, 0)
        counted = wanted.territory in ("", territory.id) and wanted.commune in ("", commune.insee)
        shade = class_of(count, classes)
        value = (str(count) if seen.of.all_of_it else names[shade]) if shade else ""
        drawn.append(
            Commune(
                commune.name, commune.insee, (commune.latitude, commune.longitude), shade, value, counted or count > 0
            )
        )
    told: list[Phrase] = []
    if seen.of.all_of_it:
        most = sorted(seen.communes.items(), key=lambda one: (-one[1], one[0]))[:_MOST_NAMED]
        known = turn.network.commune_by_insee
        items = tuple(phrase("stats.item", what=known[insee][0].name, count=count) for insee, count in most)
        told += [phrase("stats.chart.most", items=items)] if items else []
        if wanted.territory and seen.unplaced:
            told.append(phrase("stats.chart.unplaced.within", unplaced=seen.unplaced))
        elif seen.unplaced or seen.outside:
            told.append(phrase("stats.chart.unplaced", unplaced=seen.unplaced, outside=seen.outside))
    if not told and not any(one.shade for one in drawn):
        told = [_nothing() if seen.of.all_of_it else phrase("stats.chart.under_five")]
    notes = () if seen.communes and len(told) < 2 and seen.of.all_of_it else (plain(locale, told[-1]),) if told else ()
    around = "" if all(one.counted for one in drawn) else plain(locale, phrase("stats.chart.uncounted"))
    return Communes(head, tuple(drawn), names, notes, around), told


def _class_names(classes: tuple[int, ...], locale: str) -> tuple[str, ...]:
    """What each class is called: "0", "1–4", "10 +"."""
    ends = [f"{low}–{after - 1}" if after - low > 1 else str(low) for low, after in pairwise(classes)]
    return (*ends, plain(locale, phrase("stats.chart.or_more", count=classes[-1])))


# --- waits ------------------------------------------------------------------------------------------------------------


def _waits(turn: Turn, seen: Charted, head: Head, locale: str) -> tuple[Chart, list[Phrase]]:
    """One dot a case below twenty; else bars, with the median of those that were contacted."""
    promised = turn.network.charter.contact_within_days
    first, last = max(0, promised - _BEFORE), promised + _BEHIND + 1
    waited = Counter({(days, in_time): n for (days, in_time), n in seen.waits.items() if days is not None})
    all_, contacted = sum(seen.waits.values()), waited.total()
    in_time_ = sum(many for (_, in_time), many in waited.items() if in_time)
    count = Counter[tuple[int, bool]]()
    for (days, in_time), many in waited.items():
        count[min(max(days, first), last), in_time] += many
    names = {first: f"0–{first}" if first else "0", last: plain(locale, phrase("stats.chart.or_more", count=last))}
    columns = tuple(Days(names.get(n, str(n)), count[n, True], count[n, False]) for n in range(first, last + 1))
    kept = phrase("stats.chart.kept", kept=rate(in_time_, all_))
    late = phrase("stats.chart.late", count=all_ - in_time_)
    if open_ := all_ - contacted:
        late = phrase("stats.chart.late.open", count=all_ - in_time_, open=open_)
    middle = median(days for days, _ in waited.elements()) if contacted >= FEWEST_FOR_A_RATE else None
    said = [] if middle is None else [_median(middle)]
    last_day = phrase("stats.chart.last_day", count=promised, hour=END_OF_DAY.hour)
    chart = Waits(
        head, columns, f"{plain(locale, phrase('stats.chart.unit'))}. {plain(locale, last_day)}", promised - first,
        plain(locale, phrase("stats.chart.promise", count=promised)),
        plain(locale, kept), plain(locale, late), open_, plain(locale, phrase("stats.chart.open")),
        dots=all_ < FEWEST_FOR_A_RATE,
        median=None if middle is None else min(max(middle, first), last) - first,
        median_said=plain(locale, said[0]) if said else "",
        nothing="" if seen.waits else plain(locale, phrase("stats.chart.no_waits")),
    )  # fmt: skip
    return chart, [*said, kept, late, last_day] if seen.waits else [phrase("stats.chart.no_waits")]


def _median(middle: float) -> Phrase:
    key = "stats.chart.median" if middle == int(middle) else "stats.chart.median.half"
    return phrase(key, count=int(middle))
