"""Inside: what the database holds, and things that happen without anybody having to tell a whole project first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from conversations.engine.effects import Submit
from handlers.cases import change
from handlers.incoming import router
from handlers.turn.running import Answer, Arm, turn
from handlers.turn.turn import Turn
from storage import people
from storage.durable import crash_points
from storage.durable.inbox import LEASE, Row, inbox
from storage.engine.database import Connection
from tests.stage.stage import PERSON, Stage

ANSWERS: Mapping[str, Any] = {
    "project": "Reprendre une boulangerie",
    "sector": ["alimentaire"],
    "nature": ["takeover"],
    "place": {"commune": "63192", "territory": "sancy-artense"},
    "name": "Dominique Exemple",
    "contact": {"phone": "+33199000001", "email": None},
}
"""What a baker tells; the adviser for food crafts and Sancy Artense are proposed."""


async def rows(url: str, query: str, **values: object) -> Sequence[Any]:
    """What a query finds, on a connection of its own: only what is committed can be seen."""
    if url.startswith("sqlite") and query.startswith("SELECT"):  # it waits for nobody, and so needs no thread
        with _reader(url).connect() as connection:
            return connection.execute(text(query), values).all()
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as line:
            result = await line.execute(text(query), values)
            return result.fetchall() if result.returns_rows else []
    finally:
        await engine.dispose()


@lru_cache(maxsize=4)
def _reader(url: str) -> Engine:
    return create_engine(make_url(url).set(drivername="sqlite"), poolclass=NullPool)


async def value(url: str, query: str, **values: object) -> Any:
    """The only value of the only row that a query finds."""
    [row] = await rows(url, query, **values)
    return row[0]


async def until(url: str, query: str) -> None:
    """Wait until a query finds something true."""
    while not await value(url, query):  # noqa: ASYNC110 - another connection works
        await asyncio.sleep(0.02)


async def kept(stage: Stage, lane: int, payload: str = "{}", update_id: int | None = None) -> Row:
    """A row of the inbox that is leased already, so that the program's own worker leaves it alone."""
    now = stage.clock.real()

    async def put(connection: Connection) -> Row:
        made = await connection.execute(
            inbox.insert()
            .values(
                source="delivery",
                update_id=update_id,
                lane=lane,
                payload=payload,
                received_at=now,
                leased_until=now + LEASE,
            )
            .returning(inbox.c.id)
        )
        return Row(int(made.scalar_one()), "delivery", lane, payload, 0, now)

    return await stage.running.database.run(put)


async def happen(stage: Stage, lane: int, arm: Arm) -> Answer:
    """One real turn, in that lane."""
    return await turn(stage.running.runtime, await kept(stage, lane), arm)


async def press(stage: Stage, who: int, data: str) -> Answer:
    """Somebody presses a button that sends `data`, wherever it stands."""
    return await happen(stage, who, lambda t: router.press_for(t, who, data.split("|")))


async def queue(stage: Stage, chat_id: int, *texts: str, name: str | None = None) -> None:
    """Messages that a turn wants sent to a chat, in this order."""

    async def arm(t: Turn) -> None:
        for words in texts:
            await t.call(chat_id, "sendMessage", {"text": words}, name)

    await happen(stage, chat_id, arm)


async def send_case(stage: Stage, who: int = PERSON, **changed: object) -> None:
    """Somebody has told a project: its case is stored, shown and acknowledged."""
    stage.world.chat(who).started = True
    stage.told.append({**ANSWERS, **changed})

    async def arm(t: Turn) -> None:
        await people.meet(t.here, who, "fr", t.now)
        await change.hand_in(t, who, "fr", Submit("intake", {**ANSWERS, **changed}))

    await happen(stage, who, arm)
    await stage.settle()


async def tap(stage: Stage, who: int, wanted: str) -> str:
    """Somebody presses the newest button that sends `wanted`, whatever its label says. Returns what they are told."""
    for message in reversed(stage.world.said_by_bot(who)):
        for row in message.buttons:
            for button in row:
                if button["callback_data"].endswith(f"|{wanted}"):
                    press = stage.world.press(who, who, message.message_id, button["callback_data"])
                    return (await stage.answer(press)).text
    raise AssertionError(f"no button sends {wanted!r}")


def ends_once(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The program ends once, with everything of a turn written and nothing committed; whether it has is in the list."""
    ended: list[int] = []

    def end_once(step: crash_points.Step) -> None:
        if step == "inside the turn" and not ended:
            ended.append(1)
            raise RuntimeError("the program ends here")

    monkeypatch.setattr(crash_points, "listener", end_once)
    return ended
