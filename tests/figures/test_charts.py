"""The pictures of /stats: counted a second way, shown to whoever may see them, in one message that turns."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from sqlalchemy import update

from handlers.statistics import charted, charts
from handlers.statistics.counting import HOME, Ask, looked_at
from handlers.turn.screen import plain as said_plainly
from handlers.turn.turn import Turn
from network.calendar import deadline, working_days, working_days_since
from network.figures import periods
from network.figures.counts import Wanted
from network.figures.definitions import definitions
from network.figures.periods import FIRST_YEAR
from network.figures.suppression import CLASSES, FEWEST, class_of
from network.phrase import phrase
from network.text import code
from reports.charts import Head, Months
from simulator.chats import Message
from storage import figures
from storage.cases import case_file
from storage.engine.here import Here
from tests.figures.by_hand import EVERYBODY, Hand
from tests.figures.test_counting import PERIODS, ZONE, reference_year, stored
from tests.figures.world import NOW, Row, World, drawn
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, Stage, staged
from tests.stage.inside import happen, press
from tests.stage.story import plain

YEAR = A_TUESDAY.year
HEAD = Head("fr", "#1f6b4f", "#b4452c", "", (), "")
LOOK = os.environ.get("CHARTS_INTO", "")
"""A folder into which what is drawn is put, to be looked at."""


# --- a second way of counting -----------------------------------------------------------------------------------------


def steps_by_hand(hand: Hand, met: list[Row]) -> dict[str, int]:
    follows = ("taken", "contacted", "unreachable", "done")
    return {
        "sheets": len(met),
        "supported": sum(any(one["status"] in follows for one in hand.slots[case["id"]].values()) for case in met),
        "contacted": sum(hand.contacted(case) is not None for case in met),
        "installed": sum(case["outcome"] == "installed" for case in met),
    }


def waits_by_hand(hand: Hand, met: list[Row]) -> Counter[tuple[date, date | None, bool]]:
    found, zone = Counter[tuple[date, date | None, bool]](), ZoneInfo(ZONE)
    for case in met:
        if keys := hand.promise(case, "contact_by", "contacted", "contacted"):
            begun, contacted = case["begun_at"] or case["submitted_at"], hand.contacted(case)
            days = begun.astimezone(zone).date(), None if contacted is None else contacted.astimezone(zone).date()
            found[*days, "contacted" in keys] += 1
    return found


@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12))])
async def test_pictures_are_counted_a_second_way(seed: int, database_url: str) -> None:
    world, luck = drawn(seed), Random(seed)
    hand = Hand(world)
    asked = [Wanted(one, sector=luck.choice(("", "sante")), carriers=luck.choice(EVERYBODY)) for one in PERIODS]

    async def count(here: Here) -> list[tuple[Any, Any, Any]]:
        return [
            (
                await figures.came(here, one, ZONE),
                await figures.waits(here, one, ZONE, NOW),
                await figures.by_commune(here, one, ZONE),
            )
            for one in asked
        ]

    for one, (came, waits, communes) in zip(asked, await stored(database_url, world, count), strict=True):
        met = hand.met(one)
        assert came == steps_by_hand(hand, met), one
        assert waits == waits_by_hand(hand, met), one
        assert {(insee, out): n for insee, out, n in communes} == Counter(
            (case["commune"], case["place"] == "outside") for case in met
        ), one


def test_working_days_of_many_days_at_once() -> None:
    """As they are counted one by one, over holidays and a leap day."""
    first, last = datetime(2023, 12, 20, 12, tzinfo=UTC), datetime(2024, 5, 20, 12, tzinfo=UTC)
    counted = working_days(first.date(), last.date())
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        assert counted[day.date()] == working_days_since(first, day, ZONE)


# --- in the chat ------------------------------------------------------------------------------------------------------


def shown(stage: Stage, who: int) -> Message:
    """The newest picture somebody has."""
    return [one for one in stage.world.chats[who].messages.values() if "photo" in one.content][-1]


def drawing(stage: Stage, who: int, name: str = "") -> bytes:
    data = stage.world.files.by_id(shown(stage, who).content["photo"][-1]["file_id"]).data
    if name and LOOK:
        (Path(LOOK) / f"figures-{name}.png").write_bytes(data)
    return data


async def look(stage: Stage, who: int, chart: str, period: str, name: str = "") -> str:
    """The words under a picture that somebody has asked for, as anew."""
    await press(stage, who, f"charts|{chart}|{period}|-|-|-")
    await stage.settle()
    drawing(stage, who, name)
    return plain(stage.last(who))


def one_case() -> World:
    world, met = World(), datetime(YEAR, 3, 3, 9, tzinfo=UTC)
    world.file(1, met, commune="63047", territory="les-cheires", place="commune")
    world.slot(1, "technical", "contacted", taken_by="conseillere-bouche", contact_by=met + timedelta(days=7))
    world.act(1, "contacted", met + timedelta(days=2), "conseillere-bouche", role="technical", slot_version=2)
    return world


SETS: Mapping[str, tuple[World, str, tuple[str, str, str]]] = {
    "empty": (World(), f"y{YEAR}01", ("Aucune demande", "Aucune demande", "Aucune date promise")),
    "one": (one_case(), f"y{YEAR}01", ("par un référent : 1 sur 1", "La Bourboule (1)", "délai promis : 1 sur 1")),
    "reference": (reference_year(), "r202109", ("Demandes : 58", "Sans commune précise : 58", "Aucune date promise")),
    "drawn": (drawn(5, 150), "y202501", ("Demandes : 46", "La Tour-d'Auvergne (16)", "délai promis : 23 sur")),
}  # fmt: skip


@pytest.mark.parametrize("name", SETS)
async def test_sets_of_data(database_url: str, name: str) -> None:
    """Each picture of each set is drawn, with what it shows in words under it; the same figures are the same bytes."""
    world, period, said = SETS[name]
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        for chart, words in zip(("months", "communes", "waits"), said, strict=True):
            told = await look(stage, COORDINATOR, chart, period, f"{name}-{chart}")
            assert words in told, told
            first = hashlib.sha256(drawing(stage, COORDINATOR)).digest()
            await look(stage, COORDINATOR, chart, period)
            assert hashlib.sha256(drawing(stage, COORDINATOR)).digest() == first


async def test_one_message_turns(database_url: str) -> None:
    """[En image] sends one photo, whose buttons change it; the words stay as they are."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 150).arm)
        await stage.say(COORDINATOR, f"/stats {YEAR - 1}")
        before = len(stage.texts(COORDINATOR))
        await stage.press(COORDINATOR, "En image")
        await stage.settle()
        words, seen = stage.texts(COORDINATOR)[-2], {drawing(stage, COORDINATOR)}
        assert len(stage.texts(COORDINATOR)) == before + 1
        for label in ("Carte", "Délais", f"{YEAR}", f"{YEAR - 1}", "Mois", f"{YEAR - 2}"):
            await stage.press(COORDINATOR, label)
            await stage.settle()
            assert len(stage.texts(COORDINATOR)) == before + 1
            seen.add(drawing(stage, COORDINATOR))
        assert len(seen) == 5, "twice one of them came back"
        assert stage.texts(COORDINATOR)[-2] == words


async def test_all_time_adds_up(database_url: str) -> None:
    """Of more years than there is room for the first column has all those before; the words say which years."""
    world = World()
    for number, year in enumerate((1998, 1998, 2003, YEAR - 11, YEAR - 10, YEAR - 2, YEAR), 1):
        world.file(number, datetime(year, 5, 5, 9, tzinfo=UTC) if year < YEAR else datetime(YEAR, 1, 5, 9, tzinfo=UTC))
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        told = await look(stage, COORDINATOR, "months", "a", "all-time")
        assert f"depuis la création (1998–{YEAR})" in told
        assert "Demandes : 7" in told
        drawn_: list[Months] = []

        async def draw(turn: Turn) -> None:
            of = await looked_at(turn, COORDINATOR, Ask(HOME, periods.ALL))
            chart, _ = charts.drawn(turn, await charted.months(turn, of), HEAD, "fr")
            assert isinstance(chart, Months)
            drawn_.append(chart)

        await happen(stage, COORDINATOR, draw)
    [chart] = drawn_
    assert [(one.name, one.under) for one in chart.columns[:2]] == [("avant", str(YEAR - 10)), (str(YEAR - 10), "")]
    assert [one.count for one in chart.columns] == [4, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1]


async def test_no_button_goes_before_all_years(database_url: str) -> None:
    """Of the first year there is a picture, and none of the one before it."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await look(stage, COORDINATOR, "months", f"y{FIRST_YEAR}01")
        labels = [label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row]
        assert str(FIRST_YEAR + 1) in labels
        assert str(FIRST_YEAR - 1) not in labels


# --- outside the coordinators' chat -----------------------------------------------------------------------------------


def carried(counts: Mapping[str, int]) -> World:
    """So many cases of last year for each commune, all of one referent."""
    world, number = World(), 0
    for insee, many in counts.items():
        for _ in range(many):
            number += 1
            world.file(number, datetime(YEAR - 1, 5, 5, 9, tzinfo=UTC), commune=insee, place="commune")
            world.slot(number, "technical", "taken", taken_by="conseillere-bouche")
    return world


async def moved(places: Sequence[str], turn: Turn) -> None:
    """The first cases want to go elsewhere."""
    for number, insee in enumerate(places, 1):
        await turn.connection.execute(update(case_file).where(case_file.c.id == number).values(commune=insee))


async def test_communes_outside_the_coordination(database_url: str) -> None:
    """A referent sees classes alone, of a year that is over and without a filter: whichever numbers below five stand in
    the communes, the picture is the same to the byte, and no number of them is in it or under it.
    """
    pictures, large = set(), {"63038": 6, "63236": 11}
    async with staged(database_url, greeted=(BOUCHE, COORDINATOR)) as stage:
        await happen(stage, 0, carried({"63047": 8} | large).arm)
        for small in ((1, 4, 3), (4, 3, 1), (0, 4, 4)):
            filled = zip(("63047", "63192", "63426"), small, strict=True)
            places = [insee for insee, many in filled for _ in range(many)]
            await happen(stage, 0, partial(moved, places))
            told = await look(stage, BOUCHE, "communes", f"y{YEAR - 1}01", "bouche-communes")
            assert not any(letter.isdigit() for letter in told.replace(str(YEAR - 1), "")), told
            pictures.add(drawing(stage, BOUCHE))
            had = len(stage.texts(BOUCHE))
            for period in (f"y{YEAR}01", f"m{YEAR - 1}05", "a"):
                answer = await press(stage, BOUCHE, f"charts|communes|{period}|-|-|-")
                await stage.settle()
                assert "année terminée" in plain(answer.text)
            assert len(stage.texts(BOUCHE)) == had
            told = await look(stage, COORDINATOR, "communes", f"y{YEAR - 1}01", "small-communes")
            assert "Mont-Dore (11)" in told
            assert "(4)" in told
    assert len(pictures) == 1


def test_no_small_number_has_a_class_of_its_own() -> None:
    assert {class_of(count, CLASSES) for count in range(FEWEST)} == {0}
    assert [class_of(count, CLASSES) for count in (5, 9, 10, 4000)] == [1, 1, 2, 2]


@pytest.mark.proof
async def test_ten_thousand_cases(database_url: str) -> None:
    """Each picture of 10,000 cases is drawn and sent."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(1, 10_000).arm)
        for chart in ("months", "communes", "waits"):
            for period in ("a", "y202501"):
                await look(stage, COORDINATOR, chart, period, f"many-{chart}-{period}")


def days(many: int, late_on_the_fifth: int) -> World:
    """So many cases of a Thursday, contacted the day after; and some on the fifth working day at half past six."""
    world, met = World(), datetime(YEAR, 2, 5, 9, tzinfo=UTC)
    promised = deadline(met, 5, ZONE)
    for number in range(1, many + late_on_the_fifth + 1):
        contacted = met + timedelta(days=1) if number <= many else promised + timedelta(minutes=30)
        world.file(number, met)
        world.slot(number, "technical", "contacted", taken_by="conseillere-bouche", contact_by=promised)
        world.act(number, "contacted", contacted, "conseillere-bouche", role="technical", slot_version=2)
    return world


@pytest.mark.parametrize(("many", "share"), [(18, "18 sur 19"), (19, "19 sur 20, 95 %")])
async def test_a_share_from_twenty_on_and_when_the_last_day_ends(database_url: str, many: int, share: str) -> None:
    """Of nineteen cases no share is said; of twenty it is. A late contact stands over the last promised day: until
    which hour that one counts is said as well.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, days(many, 1).arm)
        said = (await look(stage, COORDINATOR, "waits", f"y{YEAR}01")).replace("\u00a0", " ")
    assert f"promis : {share} Hors délai : 1 Le 5e jour compte jusqu'à 18 h." in said


async def test_what_is_outside_of_a_territory_is_not_nought(database_url: str) -> None:
    """With a territory chosen, the rest of the map is not counted; of what lies outside the network nothing is said."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 150).arm)
        for place, said in (("-", True), (code("sancy-artense"), False)):
            await press(stage, COORDINATOR, f"charts|communes|y{YEAR - 1}01|{place}|-|-")
            await stage.settle()
            assert ("Hors du réseau" in plain(stage.last(COORDINATOR))) is said
            with Image.open(BytesIO(drawing(stage, COORDINATOR))) as picture:
                picture.load()
                assert ("non compté" in picture.info["Description"]) is not said


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_who_settled_to_date_is_not_called_like_who_settled_in_the_period(locale: str) -> None:
    """The report says both on one page: settled within the year, and of its requests so far."""
    [title] = [one.title.in_(locale) for one in definitions().figures if one.key == "installed"]
    assert said_plainly(locale, phrase("stats.chart.step.installed")) != title
