"""Suppression: nothing that is hidden can be computed back, from a table, from its sum, or from any two tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.figures import periods
from network.figures.counts import Wanted
from network.figures.periods import Period
from network.figures.suppression import FEWEST, hidden, parts_are_said
from network.slots import PassReason

TODAY = date(2026, 11, 30)


def published(cells: tuple[int, ...]) -> tuple[int, tuple[int | None, ...]]:
    """What is said of a table: its sum, and every cell that is not hidden."""
    veiled = hidden(dict(enumerate(cells)))
    return sum(cells), tuple(None if n in veiled else count for n, count in enumerate(cells))


@pytest.mark.parametrize("many", [2, 3, 4])
def test_every_small_table(many: int) -> None:
    """Of all tables there are, whoever knows this rule and what is said of one finds, for each cell that is hidden,
    more than one number that it may be.
    """
    alike: defaultdict[tuple[int, tuple[int | None, ...]], list[tuple[int, ...]]] = defaultdict(list)
    for cells in product(range(12), repeat=many):
        alike[published(cells)].append(cells)
    told = 0
    for (_, shown), tables in alike.items():
        for n, said in enumerate(shown):
            if said is None and any(0 < cells[n] < FEWEST for cells in tables if max(cells) < 9):
                told += 1
                assert len({cells[n] for cells in tables}) > 1, tables
            assert said is None or said == 0 or said >= FEWEST
    assert told > many


@pytest.mark.parametrize(("many", "owns", "top"), [(2, range(8), 16), (3, (0, 1, 6), 18)])
def test_what_is_ones_own_is_taken_away_in_vain(many: int, owns: Sequence[int], top: int) -> None:
    """Of all small tables of an organisation: whoever knows their own part of one, the rule, and what is said of it,
    finds for each cell of the others that is hidden more than one number, and is told none that is small.
    """
    for own in product(owns, repeat=many):
        alike: defaultdict[tuple[int, tuple[int | None, ...]], list[tuple[int, ...]]] = defaultdict(list)
        for others in product(range(top), repeat=many):
            if sum(others) < top:
                cells = {n: mine + theirs for n, (mine, theirs) in enumerate(zip(own, others, strict=True))}
                veiled = hidden(cells, dict(enumerate(own)))
                assert veiled >= {n for n, count in cells.items() if 0 < count < FEWEST}
                said = tuple(None if n in veiled else count for n, count in enumerate(others))
                alike[sum(others), said].append(others)
        for (_, shown), tables in alike.items():
            for n, count in enumerate(shown):
                known = {cells[n] for cells in tables} if count is None else {count}
                assert len(known) > 1 or not 0 < known.pop() < FEWEST, (own, tables)


@given(st.dictionaries(st.sampled_from(list(PassReason)), st.integers(0, 30)))
def test_what_is_shown_is_no_small_count(some: dict[PassReason, int]) -> None:
    """Of a table of reasons nothing under five is shown, and never is one cell alone hidden."""
    cells = {reason: some.get(reason, 0) for reason in PassReason}
    veiled = hidden(cells)
    assert len(veiled) != 1
    assert all(count == 0 or count >= FEWEST for by, count in cells.items() if by not in veiled)
    assert not veiled or any(0 < count < FEWEST for count in cells.values())


ASKED = [
    periods.ALL, periods.rolling(TODAY), *(periods.year(n) for n in range(2023, 2028)),
    *(periods.quarter(n, year) for year in (2025, 2026) for n in range(1, 5)),
    *(periods.month(n, year) for year in (2025, 2026) for n in range(1, 13)),
]  # fmt: skip


def days(period: Period) -> set[date]:
    return {date(year, month, 1) for year in range(2020, 2030) for month in range(1, 13)
            if period.first <= date(year, month, 1) < period.after}  # fmt: skip


def test_no_two_tables_of_reasons_share_a_day() -> None:
    """Whatever is asked for outside the coordinators' chat: of those whose reasons are said, none is a part of another,
    and none goes on. So a difference of two is a difference of strangers.
    """
    said = [one for one in ASKED if parts_are_said(Wanted(one), TODAY)]
    assert said == [periods.year(n) for n in (2023, 2024, 2025)]
    assert all(days(one).isdisjoint(days(other)) for one in said for other in said if one != other)
    assert all(one.after <= TODAY for one in said)
    narrowed = (Wanted(said[0], "sancy-artense"), Wanted(said[0], commune="63192"), Wanted(said[0], sector="commerce"))
    assert not any(parts_are_said(one, TODAY) for one in narrowed)
