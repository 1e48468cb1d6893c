"""Faults: one for each check, planted into a world on its first case, to see that it is found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import update

from handlers.features import REGISTER
from handlers.turn.register import Date
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage.acts import note_act
from storage.cases import case_file
from storage.durable import due
from storage.slots import slot
from tests.year.world import Standing, World

KIND = "fault"
"""The kind of date that a fault comes as."""
Spoil = Callable[[World, Turn, Standing], Awaitable[None]]


class Fault:
    """Spoils the first case of somebody on Telegram, once it is sent."""

    def __init__(self, spoil: Spoil) -> None:
        self._spoil = spoil
        self._world: World
        self._done = False

    def __call__(self, world: World) -> None:
        """Plant it."""
        self._world = world
        world.watchers.append(self._watch)

    def _watch(self, case: Standing, _role: str) -> None:
        if case.person is not None and not self._done:
            self._done = True
            self._world.plan(self._world.now, lambda: self._act(case))

    async def _act(self, case: Standing) -> None:
        await self._world.happen(case.person or 0, lambda t: self._spoil(self._world, t, case))


async def say(turn: Turn, expects: Mapping[str, Any]) -> None:
    """What comes of a date of the kind `KIND`: a word to the person that nobody asked for."""
    await turn.say(turn.row.lane, phrase("cancel.nothing"))


async def nothing(_turn: Turn, _expects: Mapping[str, Any]) -> None:
    """A date that comes to nothing."""


def deaf() -> Mapping[str, Date]:
    """Dates of which none is heard."""
    return {kind: date if kind.startswith("slot") else Date(kind, nothing) for kind, date in REGISTER.dates.items()}


async def _later(turn: Turn, case: Standing, at: datetime) -> None:
    await due.schedule(turn.here, KIND, case.person or 0, at, {"reference": case.reference})


async def same_rung(_world: World, turn: Turn, case: Standing) -> None:
    """A reminder is noted twice."""
    for _ in range(2):
        owner = {"owner": case.slots["territorial"].owner}
        await note_act(turn.here, case.id, "take_late", "clock", turn.now, owner, "territorial")


def at_once(count: int) -> Spoil:
    """So many dates come while the bot is down."""

    async def spoil(world: World, turn: Turn, case: Standing) -> None:
        began = next(since for since, _ in world.diary.downtimes if since > world.now)
        for minutes in range(1, count + 1):
            await _later(turn, case, began + timedelta(minutes=minutes))

    return spoil


async def sunday(world: World, turn: Turn, case: Standing) -> None:
    """A date on a Sunday morning."""
    day = world.now.astimezone(world.zone)
    ahead = 6 - day.weekday() or 7
    await _later(turn, case, datetime.combine(day.date() + timedelta(days=ahead), time(11), world.zone))


async def after_the_end(_world: World, turn: Turn, case: Standing) -> None:
    """Both slots are done, and a date comes all the same."""
    await turn.connection.execute(update(slot).where(slot.c.case_id == case.id).values(status="done"))
    if "closed_at" in case_file.c:
        await turn.connection.execute(update(case_file).where(case_file.c.id == case.id).values(closed_at=turn.now))
    await note_act(turn.here, case.id, "closed", "coordinator", turn.now)
    await _later(turn, case, turn.now + timedelta(days=1))


async def nobodys(_world: World, turn: Turn, case: Standing) -> None:
    """A slot is proposed to nobody."""
    await turn.connection.execute(
        update(slot).where(slot.c.case_id == case.id).values(status="proposed", referent_id=None)
    )


async def later_date(_world: World, turn: Turn, case: Standing) -> None:
    """A promised date moves by itself."""
    moved = datetime(2026, 12, 24, 17, tzinfo=UTC)
    await turn.connection.execute(
        update(slot).where(slot.c.case_id == case.id, slot.c.role == "territorial").values(contact_by=moved)
    )
