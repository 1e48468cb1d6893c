"""Past cases: what stays of a year names nobody, and loses nobody."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from network.figures import periods
from network.figures.counts import Counted
from network.figures.past_cases import MERGED, PastCase, counted, merged
from network.figures.suppression import FEWEST

SAID = ("territory", "sector", "natures")
CASES = st.builds(
    PastCase,
    st.just(2026),
    st.sampled_from(("", "les-cheires")),
    st.sampled_from(("commerce", "sante")),
    st.sampled_from(("creation", "job none")),
    st.sampled_from((1, 2)),
    st.just(0),
)
ENDS = st.sampled_from(((0, ""), (2026, "installed"), (2027, "given_up")))


def erased(year: list[PastCase], ends: list[tuple[int, str]]) -> list[PastCase]:
    """What stays once all of a year went, one after the other."""
    past: list[PastCase] = []
    for n, (one, (ended, outcome)) in enumerate(zip(year, ends, strict=True)):
        alike = Counter(year[n:]) + Counter(past)
        past.append(replace(merged(one, alike), ended=ended, outcome=outcome))
    return past


def says(one: PastCase) -> list[str]:
    return [name for name in SAID if getattr(one, name) != MERGED]


@settings(deadline=None)
@given(st.data())
def test_nobody_stands_alone(data: st.DataObject) -> None:
    """Once a whole year is erased, in whatever order, each row that says more than its year, a household and an end has
    at least as many others that say the same of it; and one that says more could not have said it of fewer.
    """
    year = data.draw(st.lists(CASES, max_size=40))
    ends = data.draw(st.lists(ENDS, min_size=len(year), max_size=len(year)))
    past = erased(year, ends)
    for one in past:
        said = says(one)
        assert said == list(SAID[len(SAID) - len(said) :]), "the territory goes first, then the sector"
        alike = [other for other in past if all(getattr(other, n) == getattr(one, n) for n in (*said, "adults"))]
        assert not said or len(alike) >= FEWEST


@settings(deadline=None)
@given(st.data())
def test_nobody_is_lost(data: st.DataObject) -> None:
    """Cases, people and ends are those of the year, however much was merged."""
    year = data.draw(st.lists(CASES, max_size=40))
    ends = data.draw(st.lists(ENDS, min_size=len(year), max_size=len(year)))
    whole = [replace(one, ended=ended, outcome=outcome) for one, (ended, outcome) in zip(year, ends, strict=True)]
    for period in (periods.year(2026), periods.year(2027), periods.ALL):
        assert figures(erased(year, ends), period) == figures(whole, period)


def figures(some: list[PastCase], period: periods.Period) -> Counted:
    return Counted(counted(Counter(some), period).figures)


def test_what_many_have_in_common_stays() -> None:
    """Five alike keep all that they say; of four the territory goes, where the rest is said of five."""
    one = PastCase(2026, "les-cheires", "commerce", "creation", 2, 0)
    other = replace(one, territory="sancy-artense")
    assert merged(one, {one: FEWEST}) == one
    assert merged(one, {one: FEWEST - 1, other: 1}) == replace(one, territory=MERGED)
    alone = {one: FEWEST - 1, replace(other, sector="sante"): 1}
    assert merged(one, alone) == replace(one, territory=MERGED, sector=MERGED)
    larger = replace(one, adults=6)
    assert says(merged(larger, {one: 30, larger: 1})) == []
