"""What is typed after /stats, and the periods it names."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from network.figures import asked as figures_asked
from network.figures import periods
from network.figures.asked import Asked, What
from network.figures.counts import spans
from network.figures.definitions import Block, definitions
from network.model import Network

TODAY = date(2026, 11, 30)
TAUVES = "63426"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked()),
        ("2025", Asked(periods.year(2025))),
        ("t3", Asked(periods.quarter(3, 2026))),
        ("T4", Asked(periods.quarter(4, 2026))),
        ("q1 2025", Asked(periods.quarter(1, 2025))),
        ("2025 t1", Asked(periods.quarter(1, 2025))),
        ("décembre", Asked(periods.month(12, 2025))),
        ("nov.", Asked(periods.month(11, 2026))),
        ("février 2026", Asked(periods.month(2, 2026))),
        ("2026-02", Asked(periods.month(2, 2026))),
        ("02/2026", Asked(periods.month(2, 2026))),
        ("12 mois", Asked(periods.rolling(TODAY))),
        ("les 12 derniers mois", Asked(periods.rolling(TODAY))),
        ("depuis la création", Asked(periods.ALL)),
        ("tout", Asked(periods.ALL)),
        ("tauves", Asked(commune=TAUVES)),
        ("Tauves t3", Asked(periods.quarter(3, 2026), commune=TAUVES)),
        ("sancy artense", Asked(territory="sancy-artense")),
        ("cma", Asked(organisation="chambre-metiers")),
        ("boulangerie", Asked(sector="alimentaire")),
        ("suivi 2025", Asked(periods.year(2025), block=Block.SUPPORT)),
        ("demandes", Asked(block=Block.CONTACTS)),
        ("requests 2025", Asked(periods.year(2025), block=Block.CONTACTS)),
        ("?", Asked(page=True)),
        ("définitions", Asked(page=True)),
        ("1789", Asked(unknown="1789")),
        ("2026 bidule", Asked(unknown="bidule")),
        ("13/2026", Asked(unknown="13/2026")),
        ("Camille Exemple", Asked(unknown="Camille")),
        ("3e trimestre 2026", Asked(periods.quarter(3, 2026))),
        ("1er trimestre", Asked(periods.quarter(1, 2026))),
        ("quatrième trimestre 2025", Asked(periods.quarter(4, 2025))),
        ("1st quarter 2026", Asked(periods.quarter(1, 2026))),
    ],
)
def test_what_is_typed(typed: str, asked: Asked, network: Network) -> None:
    assert figures_asked.read(typed, network, TODAY) == asked


def test_in_any_order(network: Network) -> None:
    """A period, a place, a field and an organisation say the same whichever comes first."""
    said = {
        figures_asked.read(" ".join(some), network, TODAY) for some in permutations(("t3", "tauves", "cma", "2025"))
    }
    assert said == {Asked(periods.quarter(3, 2025), commune=TAUVES, organisation="chambre-metiers")}


def test_a_word_that_leaves_it_open(network: Network) -> None:
    """A kind that several organisations have is not guessed."""
    asked = figures_asked.read("finance 2026", network, TODAY)
    assert asked.of is What.ORGANISATION
    assert len(asked.several) == 3


@pytest.mark.parametrize(
    "junk", ["\x00", "?" * 500, "2026" * 50, "t3 " * 500, "é" * 4000, "12/12/12", "|||", "𝟚𝟘𝟚𝟞", "²"]
)
def test_junk_is_answered(junk: str, network: Network) -> None:
    assert isinstance(figures_asked.read(junk, network, TODAY), Asked)


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        (periods.year(2027), periods.year(2026), periods.year(2026)),
        (periods.quarter(1, 2026), periods.quarter(4, 2025), periods.quarter(1, 2025)),
        (periods.month(1, 2026), periods.month(12, 2025), periods.month(1, 2025)),
        (periods.ALL, None, None),
    ],
)
def test_what_stands_beside(period: periods.Period, before: periods.Period, year_before: periods.Period) -> None:
    assert (period.before, period.year_before) == (before, year_before)
    assert period.before is None or period.before.after == period.first


def test_periods_by_their_codes() -> None:
    """A button says a period back; twelve months end with that of the day, in December too."""
    some = [periods.ALL, periods.rolling(TODAY), periods.year(2026), periods.quarter(4, 2025), periods.month(12, 2025)]
    assert [periods.read(one.code) for one in some] == some
    assert [periods.read(code) for code in ("y202602", "q202602", "m202613", "m", "x202601", "y178901", "")] == [
        None
    ] * 7
    assert periods.rolling(TODAY).after == date(2026, 12, 1)
    assert periods.rolling(date(2026, 12, 31)).first == date(2026, 1, 1)
    assert periods.rolling(date(2026, 12, 31)).after == periods.rolling(date(2027, 1, 1)).after.replace(month=1)
    assert [len(spans(one)) for one in some] == [1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("day", "began", "year"),
    [
        (date(2026, 12, 31), 2020, 2026),
        (date(2027, 1, 1), 2020, 2026),
        (date(2027, 1, 31), 2026, 2026),
        (date(2027, 1, 31), 2027, 2027),
        (date(2027, 2, 1), 2020, 2027),
    ],
)
def test_the_year_of_whoever_names_none(day: date, began: int, year: int) -> None:
    """In January that which is just over, if there was a network by then."""
    assert periods.of_late(day, began) == periods.year(year)


def test_the_page_says_all() -> None:
    """Each figure stands once, what it stands beside is one, and a sentence says it in both languages."""
    page = definitions()
    keys = [one.key for one in page.figures]
    assert len(set(keys)) == len(keys)
    assert {one.block for one in page.figures} == set(Block)
    assert all(one.means.fr.endswith(".") and one.means.en.endswith(".") for one in page.figures)
