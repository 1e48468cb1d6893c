"""Women and men in a report: nobody who has all of its tables finds how many there are in a cell that is hidden.

As for reasons, a world is told anew with another number in that cell, and all reports stay as they are, to the byte.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import Wanted
from network.figures.suppression import FEWEST
from network.profile import CELLS, MEN, UNSAID, WOMEN, fits
from tests.figures.by_hand import Hand
from tests.figures.test_reported import EXAMPLES, NOW, hidden_of, published
from tests.figures.world import World, drawn
from tests.stage import A_TUESDAY, staged
from tests.stage.databases import Files
from tests.stage.inside import happen

Household = list[str]
"""What each adult of a case is: `WOMEN`, `MEN`, or `UNSAID`."""


def households(world: World) -> dict[int, Household]:
    """The adults of each case that was met last year, by what was answered."""
    said = {row["case_id"]: row for row in world.profiles if row["question"] == "adults"}
    found = {}
    for one in Hand(world, A_TUESDAY).met(Wanted(periods.year(NOW - 1))):
        row, adults = said.get(one["id"]), one["adults"] or 0
        told = row is not None and row["women"] is not None and fits(row["women"], row["men"], one["adults"])
        women, men = (row["women"], row["men"]) if row is not None and told else (0, 0)
        found[one["id"]] = [WOMEN] * women + [MEN] * men + [UNSAID] * (adults - women - men)
    return found


def answered(world: World, told: dict[int, Household]) -> World:
    """The same world, where these households are so."""
    other = copy.deepcopy(world)
    other.profiles = [row for row in other.profiles if row["question"] != "adults" or row["case_id"] not in told]
    for case_id, adults in told.items():
        if adults:
            other.answer(case_id, "adults", women=adults.count(WOMEN), men=adults.count(MEN))
    return other


def counted(told: dict[int, Household]) -> Counter[str]:
    return Counter(one for adults in told.values() for one in adults)


def otherwise(told: dict[int, Household], cell: str, hidden: list[str]) -> Iterator[dict[int, Household]]:
    """The same households with another number in a hidden cell: exchanged with another one, or one adult moved."""

    def each(of: Callable[[str], str]) -> dict[int, Household]:
        return {id_: [of(one) for one in adults] for id_, adults in told.items()}

    for to in hidden:
        swap = {cell: to, to: cell}
        yield each(lambda one, swap=swap: swap.get(one, one))  # type: ignore[misc]
    for to in hidden:
        for one, other in ((cell, to), (to, cell)):
            first = next((id_ for id_, adults in told.items() if one in adults), None)
            if to != cell and first is not None:
                rest = list(told[first])
                rest.remove(one)
                yield {**told, first: [*rest, other]}


@pytest.mark.parametrize("examples", EXAMPLES)
async def test_no_number_of_women_or_men_is_found(examples: int, files: Files) -> None:
    looked: Counter[str] = Counter()

    async def look(turn: Turn) -> None:
        @settings(max_examples=examples, deadline=None)
        @given(st.integers(0, 10**6), st.integers(2, 40))
        @example(5, 8)
        @example(3, 20)
        def holds(seed: int, many: int) -> None:
            world, domain = drawn(seed, many), CELLS["women_men"]
            ours, told = published(turn, world), households(world)
            counts = counted(told)
            if set(counts) <= {UNSAID}:
                return  # nobody answered, and there is no such table
            hidden = [one for one in domain if one in hidden_of(turn, ours, "women_men", domain)]
            assert all(counts[one] == 0 or counts[one] >= FEWEST for one in domain if one not in hidden), counts
            for cell in hidden:
                if counts.total() == 1 and cell == UNSAID:
                    continue  # of one alone the table says that they answered, not what
                looked[cell] += 1
                others = (one for one in otherwise(told, cell, hidden) if counted(one)[cell] != counts[cell])
                alike = next((one for one in others if published(turn, answered(world, one)) == ours), None)
                assert alike is not None, (seed, many, cell, counts)

        holds()

    async with staged(files.migrated()) as stage:
        await happen(stage, 0, look)
    assert looked[WOMEN] + looked[MEN] > 2, looked
