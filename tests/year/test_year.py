"""A year without a fault; and that each of its checks finds the fault it is there for."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta
from statistics import median
from typing import cast

import pytest
from rich.console import Console

from handlers.charter import reminders
from handlers.features import REGISTER
from handlers.turn.register import Date
from network.answering import Measure, Way
from network.calendar import is_working_day
from network.figures.counts import FEWEST_FOR_A_RATE
from storage.statistics import Delay
from tests.year import checks, faults, table
from tests.year.checks import Look
from tests.year.faults import Fault, Spoil
from tests.year.play import play
from tests.year.referents import local
from tests.year.world import Diary

DATES = cast(dict[str, Date], REGISTER.dates)


@pytest.mark.parametrize(
    ("people", "seed"),
    [
        pytest.param(200, 1, marks=pytest.mark.proof),
        *(pytest.param(1000, seed, marks=pytest.mark.long) for seed in (1, 2, 3, 4)),
    ],
)
@pytest.mark.timeout(5400)  # the thousand take five hundred seconds of a processor, which others may want as well
def test_a_year(people: int, seed: int) -> None:
    """So many people, thirty referents, 365 days with everything that falls into them: each figure is 0."""
    diary = asyncio.run(play(people, seed=seed))
    found = checks.run(diary)
    table.show(diary, found, Console(width=110))
    assert diary.faults == []
    assert len(diary.cases) > 0.85 * people
    assert {check.name: check.found for check in found if check.found} == {}
    assert min(diary.by_mail[way] for way in ("link", "number", "words", "automatic", "returned")) > people / 100
    assert min(delay.cases for delay in diary.delays.values()) >= FEWEST_FOR_A_RATE
    assert diary.delays == by_hand(diary)


def by_hand(diary: Diary) -> dict[tuple[Measure, Way], Delay]:
    """How long referents took, by the history, day by day."""
    undone = {act.detail["act"] for act in diary.acts if act.kind == "undone"}
    found: dict[tuple[Measure, Way], list[tuple[int, str]]] = defaultdict(list)
    for act in diary.acts:
        if act.id in undone or act.reference in diary.merged or act.detail.get("by"):
            continue
        before, began = act.detail.get("before", {}), None
        if act.kind in ("taken", "passed") and (before["status"], before["referent_id"]) == ("proposed", act.actor):
            began, measure = before["ladder_at"], Measure.ANSWERED
        elif act.kind == "contacted" and before["taken_by"] == act.actor:
            began, measure = before["taken_at"], Measure.CONTACTED
        if began is not None:
            zone = diary.network.identity.timezone
            first, last = local(datetime.fromisoformat(began), zone).date(), local(act.at, zone).date()
            days = sum(is_working_day(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
            way = Way.TELEGRAM if diary.network.referent_by_id[act.actor].telegram_id else Way.MAIL
            found[measure, way].append((days, act.reference))
    return {
        key: Delay(len({reference for _, reference in some}), median(days for days, _ in some))
        for key, some in found.items()
    }


def test_both_ways_are_measured(sound: Diary) -> None:
    """What the figures say of a short time, in which there were letters."""
    assert sound.by_mail["link"] + sound.by_mail["number"] > 0
    assert {way for _, way in sound.delays} == set(Way)
    assert sound.delays == by_hand(sound)


@pytest.mark.proof
def test_the_clock_is_deaf(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, date in faults.deaf().items():
        monkeypatch.setitem(DATES, kind, date)
    silent = list(checks.silent(asyncio.run(play(20, 24))))
    assert any("take by" in line for line in silent)
    assert any("contact by" in line for line in silent)


@pytest.fixture(scope="module")
def sound() -> Diary:
    """A short time without a fault of ours."""
    return asyncio.run(play(10, 24))


@pytest.mark.parametrize(
    ("spoil", "check", "seen"),
    [
        (faults.same_rung, checks.doubled, "take_late for"),
        pytest.param(faults.at_once(checks.MOST_AT_ALL + 1), checks.doubled, "4 messages", marks=pytest.mark.proof),
        pytest.param(faults.sunday, checks.at_night, "fault to", marks=pytest.mark.proof),
        pytest.param(faults.after_the_end, checks.disturbed, "fault about", marks=pytest.mark.proof),
        pytest.param(faults.nobodys, checks.orphaned, "nobody’s", marks=pytest.mark.proof),
        pytest.param(faults.later_date, checks.moved, "territorial", marks=pytest.mark.proof),
    ],
)
def test_a_fault_is_found(spoil: Spoil, check: Look, seen: str, sound: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checks of `test_a_year` see what they are there for; most are tried where the year is, among the proofs."""
    monkeypatch.setitem(DATES, faults.KIND, Date(faults.KIND, faults.say, any_hour=True))
    spoiled = asyncio.run(play(10, 24, faults=[Fault(spoil)]))
    new = set(check(spoiled)) - set(check(sound))
    assert any(seen in line for line in new), new


@pytest.mark.proof
def test_a_reminder_that_is_swallowed_is_found(sound: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATES, reminders.KIND, Date(reminders.KIND, faults.nothing))
    assert not any("not told" in line for line in checks.silent(sound))
    assert any("not told" in line for line in checks.silent(asyncio.run(play(10, 24))))


@pytest.mark.proof
def test_a_reminder_that_is_told_again_is_found(sound: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "_heard", faults.nothing)
    assert not any("reminded of" in line for line in checks.doubled(sound))
    assert any("reminded of" in line for line in checks.doubled(asyncio.run(play(10, 24))))


@pytest.mark.proof
def test_two_words_of_what_waits_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DATES, faults.KIND, Date(faults.KIND, faults.say, any_hour=True))
    diary = asyncio.run(play(10, 24, faults=[Fault(faults.at_once(2))]))
    assert not list(checks.doubled(diary))
    monkeypatch.setattr(checks, "OF_WAITING", checks.OF_WAITING | {faults.KIND})
    assert any("2 messages" in line for line in checks.doubled(diary))
