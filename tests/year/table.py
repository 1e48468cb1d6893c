"""The table: what happened in a year, for whoever runs `make year`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table

from network.answering import Measure, Way
from tests.year import checks
from tests.year.checks import Check
from tests.year.referents import local
from tests.year.world import Diary

SHOWN = 8


def show(diary: Diary, found: Sequence[Check], console: Console) -> None:
    """Print what happened, then what must not."""
    happened = Table("a year", "", show_header=False)
    for what, how_much in figures(diary):
        happened.add_row(what, how_much)
    console.print(happened)
    verdict = Table("must be 0", "")
    for check in found:
        verdict.add_row(check.name, str(len(check.found)), style="green" if not check.found else "bold red")
    console.print(verdict)
    for check in found:
        for line in check.found[:SHOWN]:
            console.print(f"  {check.name}: {line}", highlight=False)
    for fault in diary.faults:
        console.print(f"  fault: {fault}", style="red", highlight=False)


def figures(diary: Diary) -> Iterator[tuple[str, str]]:
    """What happened, in figures."""
    acts = Counter(act.kind for act in diary.acts)
    statuses = Counter(place.status for case in diary.cases.values() for place in case.slots.values())
    days = Counter(local(one.at, diary.network.identity.timezone).date() for one in diary.sent if one.rings)
    busiest, most = max(days.items(), key=lambda item: item[1], default=(None, 0))
    weeks = max((diary.end - diary.start).days / 7, 1)
    told = [one for one in diary.sent if one.rings and one.to in diary.coordinators]
    unasked = [one for one in told if one.cause.source == "due"]
    each = max(len(diary.coordinators), 1)
    yield "cases", f"{len(diary.cases)}, {sum(case.quiet for case in diary.cases.values())} of them closed or paused"
    for kind in ("taken", "contacted", "unreachable", "passed", "released", "moved", "undone", "finished", "reopened"):
        if acts[kind]:
            yield kind, str(acts[kind])
    yield "slots at the end", ", ".join(f"{many} {status}" for status, many in statuses.most_common())
    rungs = [f"{acts[rung]} {rung}" for rung in sorted(checks.RUNGS) if acts[rung]]
    yield "reminders by rung", ", ".join(rungs) or "none"
    yield "dates that came", ", ".join(f"{many} {kind}" for kind, many in _kinds(diary).most_common())
    a_week = [f"{len(some) / weeks / each:.1f}" for some in (told, unasked)]
    yield "a coordinator hears, a week", f"{a_week[0]} times, {a_week[1]} of them unasked"
    yield "by e-mail", ", ".join(f"{many} {what}" for what, many in diary.by_mail.most_common()) or "nothing"
    for measure in Measure:
        delays = [(way, diary.delays[measure, way]) for way in Way if (measure, way) in diary.delays]
        said = ", ".join(f"{delay.median:g} by {way} ({delay.cases} cases)" for way, delay in delays)
        yield f"working days until {measure}", said or "none"
    yield "offers", ", ".join(f"{many} {what}" for what, many in sorted(diary.offers.counts.items()))
    yield "downtimes", f"{len(diary.downtimes)}, {_hours(diary):.0f} h in all"
    yield "busiest day", f"{busiest}, {most} messages"
    yield "told at night of somebody’s press", str(sum(_of_a_press_at_night(diary)))
    yield "messages", f"{sum(one.rings for one in diary.sent)}, and {sum(not one.rings for one in diary.sent)} edits"
    yield "turns", f"{diary.turns} in {diary.seconds:.0f} s, {diary.of_cpu:.0f} s of CPU"


def _kinds(diary: Diary) -> Counter[str]:
    """How many messages came of dates, by the kind of date."""
    return Counter(one.cause.kind for one in diary.sent if one.cause.source == "due" and one.rings)


def _of_a_press_at_night(diary: Diary) -> Iterator[bool]:
    for one in diary.sent:
        yield one.rings and one.cause.kind in checks.OF_A_PRESS and not checks.in_hours(diary, one.at)


def _hours(diary: Diary) -> float:
    return sum((until - since).total_seconds() for since, until in diary.downtimes) / 3600
