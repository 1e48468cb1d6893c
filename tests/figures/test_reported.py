"""What a report hides: whoever has all reports of a network, and takes one table off another, finds no hidden number.

A world is told anew with another number in a hidden cell: where all reports stay as they are, to the byte, nothing in
them, nor any sum or difference of it, says which of the two worlds is ours.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.reports.gathering import Year, reported
from handlers.statistics import blocks
from handlers.statistics.charted import Charted
from handlers.statistics.counting import HOME, Ask, Seen
from handlers.turn.screen import bare
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import LEFT, Wanted, spans
from network.figures.definitions import Block
from network.figures.suppression import FEWEST
from network.profile import CELLS
from network.slots import EndReason, PassReason
from storage.figures import STEPS
from storage.reports import Listed
from tests.figures.by_hand import Hand, area_of
from tests.figures.test_counting import by_hand
from tests.figures.world import Row, World, drawn
from tests.stage import A_TUESDAY, staged
from tests.stage.databases import Files
from tests.stage.inside import happen

NOW = A_TUESDAY.year
YEARS = (NOW - 2, NOW - 1, NOW)
REASONS: dict[str, tuple[str, ...]] = {"reasons": (*EndReason, "none"), "refusals": tuple(PassReason)}


def published(turn: Turn, world: World) -> list[str]:
    """All that the reports and their annexes are made of, of two years that are over and of the one that goes on."""
    hand, whole = Hand(world, turn.now), []
    for number in YEARS:
        year = _year(turn, hand, Wanted(periods.year(number)))
        whole.append(json.dumps([year.reported.model_dump(mode="json"), year.cases], default=str))
    return whole


def _year(turn: Turn, hand: Hand, wanted: Wanted) -> Year:
    of = Seen(Ask(HOME, wanted.period), True, wanted)
    met, known = hand.met(wanted), turn.network.commune_by_insee
    communes = Counter(case["commune"] for case in met if case["commune"] in known)
    months = [(one, len(hand.met(Wanted(one)))) for one in wanted.period.months()]
    charts = [Charted("months", of, months=months, steps=dict.fromkeys(STEPS, len(met)))]
    if wanted.period.is_over(turn.today):
        charts.append(Charted("communes", Seen(of.ask, False, wanted), communes=communes))
    counted = [by_hand(hand, Wanted(year)) for year in (wanted.period, periods.year(wanted.period.year - 1))]
    made = reported(turn, wanted, counted, charts, [], len(met), {})
    lines = [
        Listed(one["id"], one["reference"], one["submitted_at"], area_of(one), one["outcome"] or "") for one in met
    ]
    return Year(made, None, lines)


# --- a world told anew ------------------------------------------------------------------------------------------------


def _left(world: World, year: int) -> list[Row]:
    """Whoever stopped or left in a year, as figures count them."""
    there = Hand(world, A_TUESDAY)
    return [
        one for one in world.files
        if one["outcome"] in LEFT and one["merged_into"] is None and not one["silent"]
        and one["closed_at"] is not None and there.within(one["closed_at"], Wanted(periods.year(year)))
    ]  # fmt: skip


def _told(world: World, part: str, year: int) -> list[tuple[Row, str]]:
    """What a table of reasons counts, each with where it says so."""
    if part == "reasons":
        return [(one, "outcome_reason") for one in _left(world, year)]
    hand, wanted = Hand(world, A_TUESDAY), Wanted(periods.year(year))
    return [
        (one["detail"], "reason") for case in world.files if case["merged_into"] is None and not case["silent"]
        for one in hand.standing(case, "passed") if hand.within(one["at"], wanted)
    ]  # fmt: skip


def anew(world: World, part: str, year: int, change: Callable[[str, int], str]) -> World:
    """The same world, where each that the table counts says another reason: by what it said, and which it is."""
    other = copy.deepcopy(world)
    for at, (row, name) in enumerate(_told(other, part, year)):
        row[name] = change(row[name], at)
    return other


def others(world: World, part: str, year: int, cell: str, hidden: list[str]) -> Iterator[World]:
    """Worlds in which a hidden cell has another number: it and another hidden one have their numbers exchanged, or one
    of its own moves there, or one from there to it.
    """
    told = [row[name] for row, name in _told(world, part, year)]
    counts = Counter(told)
    for to in hidden:
        if counts[to] != counts[cell]:
            swap = {cell: to, to: cell}
            yield anew(world, part, year, lambda said, _, swap=swap: swap.get(said, said))  # type: ignore[misc]
    for to in hidden:
        for one, other in ((cell, to), (to, cell)):
            if to != cell and one in told:
                first = told.index(one)
                yield anew(world, part, year, lambda said, at, n=first, to=other: to if at == n else said)  # type: ignore[misc]


EXAMPLES = [
    pytest.param(1),
    pytest.param(12, marks=pytest.mark.proof),
    pytest.param(300, marks=pytest.mark.long),
]


@pytest.mark.parametrize("examples", EXAMPLES)
async def test_no_reason_is_found(examples: int, files: Files) -> None:
    """For each cell that is hidden another world has another number there, and the same reports."""
    looked: Counter[bool] = Counter()

    async def look(turn: Turn) -> None:
        @settings(max_examples=examples, deadline=None)
        @given(st.integers(0, 10**6), st.integers(20, 150))
        @example(5, 90)
        def holds(seed: int, many: int) -> None:
            world, year = drawn(seed, many), NOW - 1
            ours = published(turn, world)
            for part, domain in REASONS.items():
                counts = Counter(row[name] for row, name in _told(world, part, year))
                hidden = [one for one in domain if one in hidden_of(turn, ours, part, domain)]
                assert all(counts[one] == 0 or counts[one] >= FEWEST for one in domain if one not in hidden)
                for cell in hidden:
                    looked[True] += 1
                    alike = (one for one in others(world, part, year, cell, hidden) if published(turn, one) == ours)
                    other = next(alike, None)
                    assert other is not None, (seed, many, part, cell)
                    assert Counter(row[name] for row, name in _told(other, part, year))[cell] != counts[cell]

        holds()

    async with staged(files.migrated()) as stage:
        await happen(stage, 0, look)
    assert looked[True] > 5


def _answers(world: World, part: str) -> dict[int, str]:
    """What was answered to a funder by each case that was met last year; "" where nothing was."""
    said = {row["case_id"]: row["said"] or "" for row in world.profiles if row["question"] == part}
    return {one["id"]: said.get(one["id"], "") for one in Hand(world, A_TUESDAY).met(Wanted(periods.year(NOW - 1)))}


def answering(world: World, part: str, told: dict[int, str]) -> World:
    """The same world, where these cases answered so."""
    other = copy.deepcopy(world)
    other.profiles = [row for row in other.profiles if row["question"] != part or row["case_id"] not in told]
    for case_id, said in told.items():
        if said:
            other.answer(case_id, part, said=said)
    return other


def otherwise(told: dict[int, str], cell: str, hidden: list[str]) -> Iterator[dict[int, str]]:
    """The same answers with another number in a hidden cell, as `others`."""
    counts = Counter(told.values())
    for to in hidden:
        if counts[to] != counts[cell]:
            yield {one: {cell: to, to: cell}.get(said, said) for one, said in told.items()}
    for to in hidden:
        for one, other in ((cell, to), (to, cell)):
            first = next((id_ for id_, said in told.items() if said == one), None)
            if to != cell and first is not None:
                yield {**told, first: other}


@pytest.mark.parametrize("examples", EXAMPLES)
async def test_no_answer_to_a_funder_is_found(examples: int, files: Files) -> None:
    """The same of what people answered a funder: their status, and their age."""
    looked: Counter[bool] = Counter()

    async def look(turn: Turn) -> None:
        @settings(max_examples=examples, deadline=None)
        @given(st.integers(0, 10**6), st.integers(20, 150))
        @example(5, 90)
        def holds(seed: int, many: int) -> None:
            world = drawn(seed, many)
            ours = published(turn, world)
            for part in ("status", "age"):
                told, domain = _answers(world, part), CELLS[part]
                counts, veiled = Counter(told.values()), hidden_of(turn, ours, part, domain)
                if set(counts) <= {""}:
                    continue  # nobody answered, and here, where nobody is asked any more, there is no such table
                hidden = [one for one in domain if one in veiled]
                assert all(counts[one] == 0 or counts[one] >= FEWEST for one in domain if one not in hidden)
                for cell in hidden:
                    if len(told) == 1 and cell == "":
                        continue  # of one alone the table says that they answered, not what
                    looked[True] += 1
                    worlds = ((one, answering(world, part, one)) for one in otherwise(told, cell, hidden))
                    alike = next((one for one, other in worlds if published(turn, other) == ours), None)
                    assert alike is not None, (seed, many, part, cell)
                    assert Counter(alike.values())[cell] != counts[cell]

        holds()

    async with staged(files.migrated()) as stage:
        await happen(stage, 0, look)
    assert looked[True] > 5


def hidden_of(turn: Turn, ours: list[str], part: str, domain: tuple[str, ...]) -> set[str]:
    """The cells of a table of last year that its report does not say."""
    [_, last, _] = map(json.loads, ours)
    [told] = [one for one in last[0]["figures"] if one["key"] == part]
    said = {one["fr"] for one in told["hidden"]}
    return {key for key in domain if blocks.cell_name(turn.network, part, key, "fr") in said}


@pytest.mark.parametrize("examples", EXAMPLES)
async def test_no_commune_is_found(examples: int, files: Files) -> None:
    """Of a commune of fewer than five, another world has one fewer, whose reports are the same to the byte."""
    looked: Counter[bool] = Counter()

    async def look(turn: Turn) -> None:
        @settings(max_examples=examples, deadline=None)
        @given(st.integers(0, 10**6), st.integers(8, 40))
        def holds(seed: int, many: int) -> None:
            world = drawn(seed, many)
            ours = published(turn, world)
            met = Hand(world, turn.now).met(Wanted(periods.year(NOW - 1)))
            counts = Counter(one["commune"] for one in met if one["commune"])
            for commune, count in counts.items():
                if count < FEWEST:
                    looked[True] += 1
                    other = copy.deepcopy(world)
                    moved = next(one["id"] for one in met if one["commune"] == commune)
                    next(one for one in other.files if one["id"] == moved)["commune"] = None
                    assert published(turn, other) == ours, (seed, many, commune)

        holds()

    async with staged(files.migrated()) as stage:
        await happen(stage, 0, look)
    assert looked[True] > 0


# --- /stats, outside the coordination ---------------------------------------------------------------------------------

MONTHS = [periods.month(n, year) for year in YEARS[1:] for n in range(1, 13)]
ASKED = [
    *(Wanted(one) for one in (*MONTHS, periods.ALL, periods.year(NOW), periods.rolling(A_TUESDAY.date()))),
    *(Wanted(periods.quarter(n, NOW - 1)) for n in range(1, 5)),
    Wanted(periods.year(NOW - 1), territory="les-cheires"), Wanted(periods.year(NOW - 1), sector="commerce"),
]  # fmt: skip


@pytest.mark.parametrize("examples", EXAMPLES)
async def test_no_two_months_tell_a_reason(examples: int, files: Files) -> None:
    """Whatever is asked of but a whole year that is over: each screen is the same to the letter, whatever the reasons,
    so no two of them, nor their difference, tell one.
    """

    def screens(turn: Turn, hand: Hand) -> list[str]:
        found = []
        for wanted in ASKED:
            beside = spans(wanted.period)
            counted = [by_hand(hand, Wanted(one, wanted.territory, "", wanted.sector)) for one in beside]
            seen = Seen(Ask(HOME, wanted.period), False, wanted, beside=beside, counted=counted)
            shown = [blocks.of_block(turn, seen, block, "fr") for block in (Block.SUPPORT, Block.RESULTS)]
            found.append("\n".join(bare("fr", one) for one in shown))
        return found

    async def look(turn: Turn) -> None:
        @settings(max_examples=examples, deadline=None)
        @given(st.integers(0, 10**6))
        def holds(seed: int) -> None:
            world, luck = drawn(seed, 60), Random(seed)
            ours, other = screens(turn, Hand(world, turn.now)), world
            for part, domain in REASONS.items():
                for year in YEARS:
                    other = anew(other, part, year, lambda _said, _at, some=domain: luck.choice(some))  # type: ignore[misc]
            assert screens(turn, Hand(other, turn.now)) == ours
            assert by_hand(Hand(other), Wanted(periods.ALL)) != by_hand(Hand(world), Wanted(periods.ALL))

        holds()

    async with staged(files.migrated()) as stage:
        await happen(stage, 0, look)
