"""What is kept of cases: worked out, changed, aged and erased, figures are those that are counted by hand."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Table, delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from network.figures import periods
from network.figures.counts import Counted, Wanted, spans
from storage import figures, kept_facts, privacy
from storage.acts import case_act
from storage.cases import case_file
from storage.engine.here import Here
from storage.imported import imported
from storage.kept_facts import case_fact, work_out
from storage.letters import case_message
from storage.notes import case_note
from storage.profile import case_profile
from storage.results import case_result
from storage.slots import slot
from tests.figures.by_hand import EVERYBODY, Hand
from tests.figures.results_by_hand import Results
from tests.figures.test_charts import steps_by_hand, waits_by_hand
from tests.figures.test_counting import NETWORK, PERIODS, ZONE, by_hand, shown, stored
from tests.figures.world import BEGAN, COMMUNES, NOW, REFERENTS, SECTORS, TERRITORIES, World, drawn
from tests.stage.databases import ON_BOTH

YEARS = periods.years(2024, 2026)


async def all_worked_out(here: Here, now: datetime) -> None:
    while await work_out(here, ZONE, now):
        pass
    assert await kept_facts.stale(here, ZONE, now, most=0) == []


def asked(luck: Random) -> list[Wanted]:
    chosen = [
        Wanted(
            one, luck.choice((TERRITORIES[1], "")) or "", luck.choice((COMMUNES[2], "")) or "",
            luck.choice(SECTORS) or "", luck.choice(EVERYBODY),
        )
        for one in PERIODS
    ]  # fmt: skip
    return [*map(Wanted, PERIODS), *chosen]


async def is_as_by_hand(here: Here, hand: Hand, wanted: Wanted) -> None:
    """All that is counted, listed and shown."""
    found = await figures.counted(here, wanted, spans(wanted.period), ZONE, hand.now)
    for period, counted in zip(spans(wanted.period), found, strict=True):
        by = by_hand(hand, replace(wanted, period=period))
        assert shown(counted) == shown(by), (hand.now, period)
    met, months = hand.met(wanted), wanted.period.months()
    each = await figures.by_month(here, wanted, months, ZONE)
    assert each == [len(hand.met(replace(wanted, period=month))) for month in months]
    assert await figures.came(here, wanted, ZONE) == steps_by_hand(hand, met)
    assert await figures.waits(here, wanted, ZONE, hand.now) == waits_by_hand(hand, met)
    communes = {(insee, out): n for insee, out, n in await figures.by_commune(here, wanted, ZONE)}
    assert communes == Counter((case["commune"], case["place"] == "outside") for case in met)
    results = Results(hand)
    assert await figures.cohorts(here, wanted, YEARS, ZONE) == [results.cohort(wanted, one) for one in YEARS]
    handed = {
        (one.entered, one.technical, one.territorial): one.cases for one in await figures.handed(here, wanted, ZONE)
    }
    assert handed == results.handed(wanted)
    for key in ("sheets", "silent", "contacted_due", "given_up", "jobs_created", "active_asked"):
        assert len(await figures.listed(here, wanted, key, ZONE, hand.now)) == found[0].of(key).cases


@ON_BOTH
@pytest.mark.parametrize("seed", [*range(2), *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12))])
async def test_what_is_kept_is_what_is_counted(seed: int, database_url: str) -> None:
    """All of it, and some while the others are still to be worked out; and as dates come and nobody is heard."""
    world, luck = drawn(seed, 60), Random(seed)

    async def count(here: Here) -> None:
        await work_out(here, ZONE, NOW)
        assert await kept_facts.stale(here, ZONE, NOW), "some are kept and some are not"
        for wanted in luck.sample(asked(luck), 6):
            await is_as_by_hand(here, Hand(world), wanted)
        await all_worked_out(here, NOW)
        for wanted in asked(luck):
            await is_as_by_hand(here, Hand(world), wanted)
        for days in (1, 2, 4, 20, 31):
            later = NOW + timedelta(days=days)
            assert days > 4 or await kept_facts.stale(here, ZONE, later)
            await is_as_by_hand(here, Hand(world, later), Wanted(periods.ALL))

    await stored(database_url, world, count)


def few() -> World:
    """One case of which everything can be changed, and another."""
    world = World()
    for number in (1, 2):
        world.file(number, datetime(2026, 5, 4, 12, tzinfo=NOW.tzinfo), adults=1, children=0)
        world.slot(number, "technical", "taken", taken_by=REFERENTS[0])
        world.act(number, "contacted", NOW - timedelta(days=3), REFERENTS[0], role="technical", slot_version=2)
        world.notes.append({"case_id": number, "at": NOW, "author": REFERENTS[0], "text": "-"})
        world.letters.append(
            {"case_id": number, "at": BEGAN, "author": "person", "sender": 0, "message_id": 0, "kind": "text",
             "text": "-"}
        )  # fmt: skip
        world.answer(number, "status", said="employee")
        world.result(number, jobs_created=1)
    world.brought = [1, 2]
    return world


OF_A_CASE = (slot, case_act, case_note, case_message, imported, case_profile, case_result)
Change = Callable[[AsyncConnection, Table], Awaitable[Any]]
CHANGES: dict[str, Change] = {
    "written": lambda c, t: c.execute(update(t).values({t.c.case_id: t.c.case_id}).where(t.c.case_id == 1)),
    "gone": lambda c, t: c.execute(delete(t).where(t.c.case_id == 1)),
    "in its own words": lambda c, t: c.execute(text(f"DELETE FROM {t.name} WHERE case_id = 1")),  # noqa: S608 - a table of ours
}


@ON_BOTH
@pytest.mark.parametrize("how", CHANGES)
async def test_whoever_changes_a_case_marks_it(how: str, database_url: str) -> None:
    """Whatever table is written, and by whatever statement; nothing else is marked."""

    async def look(here: Here) -> None:
        for table in OF_A_CASE:
            await all_worked_out(here, NOW)
            await CHANGES[how](here.connection, table)
            assert await kept_facts.stale(here, ZONE, NOW) == [1], table
        await all_worked_out(here, NOW)
        await here.execute(update(case_file).where(case_file.c.id == 2).values(sector="sante"))
        assert await kept_facts.stale(here, ZONE, NOW) == [2]

    await stored(database_url, few(), look)


@ON_BOTH
async def test_what_moves_marks_both(database_url: str) -> None:
    async def look(here: Here) -> None:
        await all_worked_out(here, NOW)
        await here.execute(update(case_note).where(case_note.c.case_id == 1).values(case_id=2))
        assert sorted(await kept_facts.stale(here, ZONE, NOW) or ()) == [1, 2]

    await stored(database_url, few(), look)


@ON_BOTH
async def test_it_goes_with_its_case(database_url: str) -> None:
    async def look(here: Here) -> None:
        await all_worked_out(here, NOW)
        await privacy.erase_case(here, 1, ZONE)
        assert list((await here.execute(select(case_fact.c.case_id))).scalars()) == [2]
        [counted] = await figures.counted(here, Wanted(periods.month(5, 2026)), [periods.month(5, 2026)], ZONE, NOW)
        assert counted.of("sheets").cases == 1

    await stored(database_url, few(), look)


@ON_BOTH
async def test_other_definitions_and_days_are_worked_out_anew(database_url: str) -> None:
    """What was kept by other days than those asked for is not counted, and the others are found."""

    async def look(here: Here) -> None:
        await all_worked_out(here, NOW)
        assert await kept_facts.stale(here, "America/Montreal", NOW) == [1, 2]
        found: list[Counted] = [
            *await figures.counted(here, Wanted(periods.year(2026)), [periods.year(2026)], "America/Montreal", NOW)
        ]
        assert found[0].of("sheets").cases == 2

    await stored(database_url, few(), look)


def test_only_these_depend_on_the_day() -> None:
    """A figure that changes with time alone, without anything being written, has its moment in `until`."""
    from storage.case_facts import FACTS, TOLD, done

    facts = select(*(one.label(name) for name, one in FACTS.items())).subquery()
    timed = {"now", "silent_since"}
    of_facts = {name for name, one in FACTS.items() if timed & {*one.compile().params}}
    assert of_facts == {"silent"}
    assert not any(timed & {*one.compile().params} for one in TOLD.values())
    assert {key for key, one in done(facts.c).items() if timed & {*one.compile().params}} == {
        "taken_due", "contacted_due",
    }  # fmt: skip


@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
async def test_whoever_writes_meanwhile_is_not_overheard(database_url: str) -> None:
    """A case that another transaction is changing is left alone; what changes one meanwhile marks it after that."""
    engine, note = create_async_engine(database_url), {"at": NOW, "author": REFERENTS[0], "text": "-"}
    async with engine.begin() as connection:
        await few().store(connection, NETWORK)
    async with engine.begin() as writes, engine.begin() as works_out:
        await writes.execute(case_note.insert(), {"case_id": 1, **note})
        await work_out(Here(works_out, NETWORK), ZONE, NOW)
    async with engine.begin() as connection:
        here = Here(connection, NETWORK)
        assert await kept_facts.stale(here, ZONE, NOW) == [1]
        await all_worked_out(here, NOW)
        await connection.execute(update(case_fact).values(counted_as=""))
    async with engine.begin() as writes, engine.connect() as works_out:
        await work_out(Here(works_out, NETWORK), ZONE, NOW)
        waits = asyncio.create_task(writes.execute(case_note.insert(), {"case_id": 1, **note}))
        await asyncio.sleep(0.05)
        assert not waits.done()
        await works_out.commit()
        await waits
    async with engine.begin() as connection:
        assert await kept_facts.stale(Here(connection, NETWORK), ZONE, NOW) == [1]
    await engine.dispose()
