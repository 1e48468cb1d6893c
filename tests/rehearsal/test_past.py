"""The prepared network: thirty people came before, all of it through real turns; it is the same whenever it begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from handlers.incoming import router
from handlers.turn.turn import Turn
from network.offers import Kind
from rehearsal import kept_past
from rehearsal.earlier_people import STORIES, Company, live
from tests.rehearsal.test_rehearsal import room
from tests.stage import A_TUESDAY, BOUCHE, CAST, COORDINATOR, GROUP, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, rows, value
from tests.stage.story import plain

PAST = partial(live, Company(3001, frozenset({BOUCHE, SANCY_ARTENSE, COORDINATOR})))
SLOTS = "SELECT reference, role, status, referent_id, taken_by FROM slot JOIN case_file ON id = case_id ORDER BY 1, 2"


@asynccontextmanager
async def prepared_stage(url: str) -> AsyncIterator[Stage]:
    """A stage whose network has a past."""
    async with staged(url, run=False, greeted=()) as stage:
        await stage.start(PAST)
        for who in (BOUCHE, SANCY_ARTENSE, COORDINATOR):
            await stage.say(who, "/start")
        yield stage


async def test_thirty_came_before(database_url: str) -> None:
    """One past, for it takes its time, and all that is said of it here."""
    async with prepared_stage(database_url) as stage:
        await it_is_lived_once(stage, database_url)
        await there_is_much_to_see(stage, database_url)
        await something_is_free_there(stage, database_url)
        await what_was_never_shown_is_treated_as_gone(stage, database_url)


async def it_is_lived_once(stage: Stage, database_url: str) -> None:
    """A bot that starts again finds its past; the same day brings the same past to another database."""
    before = await rows(database_url, SLOTS)
    await stage.stop()
    await stage.start(PAST)
    assert await rows(database_url, SLOTS) == before
    assert await value(database_url, "SELECT last FROM case_counter") == 30


async def there_is_much_to_see(stage: Stage, database_url: str) -> None:
    """Followed, passed on, late, in the basket; nothing of it was said in a chat, and nothing waits to be."""
    standing = Counter(row.status for row in await rows(database_url, SLOTS))
    assert sum(standing.values()) == 60
    open_ones = {"contacted", "taken", "proposed", "coordinator", "unreachable"}
    assert set(standing) == open_ones | {"done", "not_helped"}
    ended = await rows(database_url, "SELECT outcome, count(*) FROM case_file GROUP BY outcome ORDER BY outcome")
    assert Counter({outcome: many for outcome, many in ended if outcome}) == Counter(
        {"installed": 3, "given_up": 2, "elsewhere": 1}
    )
    kinds = {row.kind for row in await rows(database_url, "SELECT DISTINCT kind FROM case_act")}
    assert kinds >= {"sent", "taken", "contacted", "passed", "unreachable", "note", "outcome", "settled"}
    assert stage.texts(GROUP) == []
    assert [len(stage.texts(who)) for who in (BOUCHE, SANCY_ARTENSE, COORDINATOR)] == [1, 1, 1]
    assert await value(database_url, "SELECT count(*) FROM inbox WHERE status <> 'done'") == 0

    await stage.say(COORDINATOR, "/attente")
    assert "à orienter" in plain(stage.last(COORDINATOR))
    await stage.say(COORDINATOR, "/stats")
    assert "30 demandes" in plain(stage.last(COORDINATOR))
    await stage.say(SANCY_ARTENSE, "/mesdossiers")
    assert "SV-00" in stage.last(SANCY_ARTENSE)


async def something_is_free_there(stage: Stage, database_url: str) -> None:
    """Something of every kind: an album, a secret, one to confirm, one to look at; one person waits, two have met."""
    kept = await rows(database_url, "SELECT kind, status, confidential FROM offer ORDER BY id")
    assert {row.kind for row in kept} == set(Kind)
    assert Counter(row.status for row in kept) == Counter(shown=8, asked=1, waiting=1)
    assert [row.kind for row in kept if row.confidential] == [Kind.TAKEOVER]
    assert await value(database_url, "SELECT count(*) FROM picture WHERE data IS NOT NULL") == 5
    stands = await rows(database_url, "SELECT status FROM interest ORDER BY id")
    assert Counter(row.status for row in stands) == Counter(asked=1, agreed=1)
    await stage.say(PERSON, "/offres local Tauves")
    assert "Ancienne épicerie" in plain(stage.last(PERSON))
    assert stage.button(PERSON, "Voir les 3 photos")


async def what_was_never_shown_is_treated_as_gone(stage: Stage, database_url: str) -> None:
    """A card of the past that changes is shown anew; a record of the past changes without a word of fault."""
    asked = [row for row in await rows(database_url, SLOTS) if row.referent_id == "conseillere-bouche"]
    late = next(row for row in asked if row.status == "proposed")

    async def take(t: Turn) -> None:
        await router.press_for(t, BOUCHE, ["take", late.reference, late.role])

    await happen(stage, BOUCHE, take)
    await stage.settle()
    assert any(late.reference in text for text in stage.texts(GROUP))
    assert any(f"Dossier {late.reference}" in text for text in stage.texts(BOUCHE))
    dead = "SELECT count(*) FROM outbox WHERE status = 'dead' AND method NOT LIKE 'edit%'"
    assert await value(database_url, dead) == 0


@pytest.mark.proof
async def test_start_again_brings_the_same(tmp_path: Path) -> None:
    """“Recommencer”, from the copy that the first start has kept; what comes next is SV-0031."""
    async with room(tmp_path, CAST) as it:
        first = [tuple(row) for row in await rows(it.url, SLOTS)]
        [kept] = tmp_path.glob("past-*.sqlite3")  # noqa: ASYNC240 - a folder of our own
        assert [tuple(row) for row in await rows(f"sqlite+aiosqlite:///{kept}", SLOTS)] == first
        await it.press("reset")
        assert [tuple(row) for row in await rows(it.url, SLOTS)] == first
        assert await value(it.url, "SELECT last FROM case_counter") == 30


def test_another_day_another_past(tmp_path: Path) -> None:
    database, at = tmp_path / "demo.sqlite3", A_TUESDAY
    places = {kept_past.place(database, NETWORK, "{}", at + timedelta(hours=hours)) for hours in (0, 1, 10, 24)}
    assert len(places) == 3, "a day, what came due on it, and the day after"
    old, new = sorted(places)[:2]
    for path in (old, new):
        path.write_bytes(b"")
    assert kept_past.bring(new, database)
    assert database.exists()
    assert not old.exists()


def test_thirty() -> None:
    assert sum(story.many for story in STORIES) == 30
