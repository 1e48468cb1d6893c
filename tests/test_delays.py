"""Delays: how long referents take by Telegram and by e-mail, as the figures say it and as they are counted by hand."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from handlers.incoming import router
from handlers.turn.turn import Caller, Turn
from network.acts import Act
from network.answering import MEASURED, Measure, Way, waited
from network.figures.counts import FEWEST_FOR_A_RATE
from network.model import Role
from network.phrase import phrase
from network.slots import Slot, Status
from storage import acts, cases
from storage.engine.database import Connection
from storage.engine.here import Here
from storage.statistics import Delay, delays
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, Stage, staged
from tests.stage.inside import happen, press, rows, send_case
from tests.stage.story import plain

DAY = timedelta(days=1)
ASKED = Slot(Role.TECHNICAL, Status.PROPOSED, "her", (), phrase("move.reason"), None, None, clock_began=A_TUESDAY)
TAKEN = replace(ASKED, status=Status.TAKEN, taken_by="her", taken_at=A_TUESDAY + DAY)


@pytest.mark.parametrize(
    ("before", "act", "actor", "after", "days"),
    [
        (ASKED, Act.TAKE, "her", 0 * DAY, 0),
        (ASKED, Act.PASS, "her", 6 * DAY, 4),
        (TAKEN, Act.CONTACT, "her", 3 * DAY, 2),
        (replace(TAKEN, status=Status.UNREACHABLE), Act.CONTACT, "her", 3 * DAY, 2),
        (ASKED, Act.TAKE, "somebody who fits", DAY, None),
        (TAKEN, Act.PASS, "her", DAY, None),
        (TAKEN, Act.CANNOT_REACH, "her", 3 * DAY, None),
        (replace(ASKED, status=Status.COORDINATOR, referent=None), Act.TAKE, "her", DAY, None),
    ],
)
def test_who_was_waited_for(before: Slot, act: Act, actor: str, after: timedelta, days: int | None) -> None:
    assert waited(before, act, actor, A_TUESDAY + after, "Europe/Paris") == days


def many(luck: Random, numbers: range) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Cases, some of which are merged into another or silent, and what was done on them, of which some was undone."""
    waits = {"network_id": "", "answers": {}, "submitted_at": A_TUESDAY, "charter_version": "1"}
    files = [
        {**waits, "id": n, "number": n, "reference": f"SV-{n:04d}", "silent": not n % 13,
         "merged_into": None if n % 11 else 1}
        for n in numbers
    ]  # fmt: skip
    done: list[dict[str, Any]] = []
    for n in numbers:
        for role in ("technical", "territorial")[: luck.randint(1, 2)]:
            way = luck.choices(list(Way), (3, 1))[0] if n % 5 else None
            for version, act in enumerate(luck.choice(([Act.TAKE, Act.CONTACT], [Act.PASS], [Act.TAKE, Act.UNDO])), 2):
                days = luck.randrange(9) if act in MEASURED and way else None
                done.append(
                    {"case_id": n, "role": role, "at": A_TUESDAY, "kind": act, "actor": "her", "detail": {},
                     "slot_version": version, "way": (days is not None and way) or None, "waited": days}
                )  # fmt: skip
    return files, done


def by_hand(files: list[dict[str, Any]], done: list[dict[str, Any]]) -> dict[tuple[Measure, Way], Delay]:
    """The same figures, an act at a time."""
    counted = {one["id"] for one in files if one["merged_into"] is None and not one["silent"]}
    undone = {(one["case_id"], one["role"], one["slot_version"]) for one in done if one["kind"] is Act.UNDO}
    found: dict[tuple[Measure, Way], list[tuple[int, int]]] = defaultdict(list)
    for one in done:
        stands = (one["case_id"], one["role"], one["slot_version"] + 1) not in undone
        if one["waited"] is not None and one["case_id"] in counted and stands:
            found[MEASURED[one["kind"]], one["way"]].append((one["waited"], one["case_id"]))
    return {
        key: Delay(len({case for _, case in some}), statistics.median(days for days, _ in some))
        for key, some in found.items()
    }


def in_store(files: list[dict[str, Any]], done: list[dict[str, Any]]) -> Callable[[Turn], Awaitable[None]]:
    async def arm(t: Turn) -> None:
        for one in files:
            one["network_id"] = t.here.network_id
        await t.connection.execute(cases.case_file.insert(), files)
        await t.connection.execute(acts.case_act.insert(), done)

    return arm


async def figures_of(stage: Stage, connection: Connection) -> Mapping[tuple[Measure, Way], Delay]:
    return await delays(Here(connection, stage.running.runtime.network_id))


def asks(locale: str) -> Callable[[Turn], Awaitable[None]]:
    async def arm(t: Turn) -> None:
        t.caller = Caller(COORDINATOR, COORDINATOR, locale)
        await router.command(t, "stats", "délais")

    return arm


async def test_medians(database_url: str) -> None:
    """What the database counts is what is counted by hand, of an even and of an odd number; of fewer than twenty cases
    nothing is said but how many there are.
    """
    async with staged(database_url) as stage:
        files: list[dict[str, Any]] = []
        done: list[dict[str, Any]] = []
        for few, numbers in ((True, range(1, 22)), (False, range(22, 23)), (False, range(23, 400))):
            new = many(Random(numbers.start), numbers)
            files, done = files + new[0], done + new[1]
            await happen(stage, 0, in_store(*new))
            counted = await stage.running.runtime.database.run(lambda c: figures_of(stage, c))
            expected = by_hand(files, done)
            assert counted == expected
            await happen(stage, 0, asks("fr"))
            await stage.settle()
            spoken_of = sum(one.cases >= FEWEST_FOR_A_RATE for one in expected.values())
            assert plain(stage.last(COORDINATOR)).count("trop peu (") == 4 - spoken_of
            assert not few or spoken_of == 0
        for locale, key in (("fr", ","), ("en", ".")):
            await happen(stage, 0, asks(locale))
            await stage.settle()
            said = plain(stage.last(COORDINATOR))
            assert spoken_of == 4, "the seed gives enough"
            for delay in expected.values():
                assert f"{delay.median:g}".replace(".", key) + f" ({delay.cases} " in said, said


async def test_what_is_written_down(database_url: str) -> None:
    """A press keeps its way and how long it took; what was undone, and what was said by nobody who was asked, does not
    count.
    """
    async with staged(database_url, greeted=(PERSON, BOUCHE, COORDINATOR)) as stage:
        await send_case(stage)
        await stage.pass_time(3 * DAY)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await press(stage, BOUCHE, "undo|SV-0001|technical|2")
        await stage.pass_time(3 * DAY)
        await press(stage, BOUCHE, "take|SV-0001|technical")
        await stage.pass_time(DAY)
        await press(stage, BOUCHE, "contacted|SV-0001|technical")
        kept = await rows(database_url, "SELECT kind, way, waited FROM case_act WHERE waited IS NOT NULL ORDER BY id")
        assert [tuple(row) for row in kept] == [
            ("taken", "telegram", 3), ("taken", "telegram", 4), ("contacted", "telegram", 1),
        ]  # fmt: skip
        counted = await stage.running.runtime.database.run(lambda c: figures_of(stage, c))
        assert counted == {
            (Measure.ANSWERED, Way.TELEGRAM): Delay(1, 4.0), (Measure.CONTACTED, Way.TELEGRAM): Delay(1, 1.0),
        }  # fmt: skip
