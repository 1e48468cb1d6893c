"""Searches that are kept: one digest a day, without what has gone; and the index of what is shown, never stale."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from itertools import pairwise

from handlers.alerts import digest, keeping
from handlers.market import found
from handlers.offers import gone
from handlers.turn.turn import Turn
from storage import alerts, freshness, offers, owners
from storage.offers import Kept, Status
from tests.stage import PERSON, Stage, staged
from tests.stage.inside import happen, rows, value

TAUVES = "63426"
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


async def posted(turn: Turn, *words: str) -> None:
    """Premises in Tauves, shown an hour ago."""
    owner = await owners.of_actor(turn.here, "conseillere-bouche", "Conseillère")
    for one in words:
        told = {"kind": "premises", "commune": TAUVES, "words": one}
        number = await offers.post(turn.here, owner, "conseillere-bouche", turn.now, told)
        await offers.becomes(turn.here, number, Status.SHOWN, [Status.WAITING], turn.now - HOUR)


async def kept_yesterday(turn: Turn, wanted: str = "k:p") -> None:
    await alerts.keep(turn.here, PERSON, wanted, turn.now - DAY, turn.now + keeping.KEPT)


async def begun(stage: Stage) -> None:
    """Somebody has begun, keeps a search since yesterday, and two offers are new."""
    stage.world.start(PERSON)
    await stage.settle()
    await happen(stage, PERSON, kept_yesterday)
    await happen(stage, PERSON, lambda t: posted(t, "Ancienne épicerie", "Ancien garage"))


async def withdraw(turn: Turn, number: int) -> None:
    one = await offers.find(turn.here, number)
    assert isinstance(one, Kept)
    assert await offers.becomes(turn.here, number, Status.WITHDRAWN, offers.SHOWN, turn.now)
    await gone.leave(turn, one)


def digests(stage: Stage) -> list[str]:
    return [text for text in stage.texts(PERSON) if "Du nouveau" in text]


async def test_two_dates_tell_once(database_url: str) -> None:
    async with staged(database_url) as stage:
        await begun(stage)
        both = (happen(stage, PERSON, lambda t: digest.is_due(t, {})) for _ in range(2))
        await asyncio.gather(*both)
        await stage.settle()
        assert len(digests(stage)) == 1
        waiting = "SELECT count(*) FROM due WHERE kind = 'alert:digest' AND status = 'waiting'"
        assert await value(database_url, waiting) == 1


async def test_what_has_gone_is_not_in_the_digest_that_waited(database_url: str) -> None:
    async with staged(database_url) as stage:
        await begun(stage)
        await happen(stage, PERSON, lambda t: digest.is_due(t, {}))
        [number] = [row.id for row in await rows(database_url, "SELECT id FROM offer WHERE words = 'Ancien garage'")]
        await happen(stage, 0, lambda t: withdraw(t, number))
        await stage.settle()
        [text] = digests(stage)
        assert "Ancienne épicerie" in text
        assert "garage" not in "".join(stage.texts(PERSON))


async def test_what_says_something_else_takes_no_other_along(database_url: str) -> None:
    """An offer of a digest that waits has another price: the others are told all the same."""
    async with staged(database_url) as stage:
        await begun(stage)
        await happen(stage, PERSON, lambda t: digest.is_due(t, {}))
        [number] = [row.id for row in await rows(database_url, "SELECT id FROM offer WHERE words = 'Ancien garage'")]

        async def changes(turn: Turn) -> None:
            one = await offers.find(turn.here, number)
            assert one is not None
            await gone.hide(turn, one)

        await happen(stage, 0, changes)
        await stage.settle()
        [text] = digests(stage)
        assert "Ancienne épicerie" in text
        assert "garage" not in text


async def test_a_digest_of_what_has_gone_alone_is_never_sent(database_url: str) -> None:
    async with staged(database_url) as stage:
        await begun(stage)
        await happen(stage, PERSON, lambda t: digest.is_due(t, {}))
        for row in await rows(database_url, "SELECT id FROM offer"):
            await happen(stage, 0, lambda t, number=row.id: withdraw(t, number))  # type: ignore[misc]
        await stage.settle()
        assert digests(stage) == []


async def test_an_offer_of_two_searches_is_told_once(database_url: str) -> None:
    async with staged(database_url) as stage:
        await begun(stage)
        await happen(stage, PERSON, lambda t: kept_yesterday(t, f"c:{TAUVES}"))
        await happen(stage, PERSON, lambda t: digest.is_due(t, {}))
        await stage.settle()
        [text] = digests(stage)
        assert text.count("Ancienne épicerie") == 1


async def test_the_index_is_kept_until_something_changes(database_url: str) -> None:
    async with staged(database_url) as stage:
        await begun(stage)
        seen: list[object] = []

        async def look(turn: Turn) -> None:
            seen.append(await found.index(turn))

        first = await value(database_url, "SELECT min(id) FROM offer")
        changes = (
            lambda t: freshness.looked_at(t.here, first, "a mark", t.now),
            lambda t: offers.change(t.here, first, words="Autre chose"),
            lambda t: owners.silent(t.here, 1, t.now),
            lambda t: withdraw(t, first),
        )
        await happen(stage, 0, look)
        for change in changes:
            await happen(stage, 0, change)
            await happen(stage, 0, look)
        assert [one is before for before, one in pairwise(seen)] == [True, False, False, False]
