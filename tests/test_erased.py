"""What was erased is listed beside the copies: in keyed hashes, in every place, in the transaction that erases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.durable import erasures
from storage.engine import erased
from storage.engine.copies import CopyError
from storage.engine.erased import Entry, Marks
from tests.stage import PERSON, Stage, staged
from tests.stage.inside import press, rows, send_case, value

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
MARKS = Marks("123456:secret")
OLD = Entry(1, NOW, MARKS.of(erased.person(1)))
LISTED = Entry(2, NOW, MARKS.of(erased.person(2)))


async def listed(stage: Stage, place: int) -> list[str]:
    """The marks of the list in a place, once the running program has written it."""
    await stage.running.lister.once()
    return [entry.mark for entry in erased.read([stage.settings.erased_lists[place]])]


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """Two places for copies."""
    (tmp_path / "share").mkdir()
    return tmp_path / "copies", tmp_path / "share"


async def test_everything_of_a_person(database_url: str, places: tuple[Path, Path]) -> None:
    """The person and each of their cases, in both places, without anything that says who; and once only."""
    async with staged(database_url, places=places) as stage:
        marks = stage.settings.marks
        await send_case(stage)
        await press(stage, PERSON, "erase|sure")
        assert await value(database_url, "SELECT count(*) FROM erasure WHERE mark <> ''") == 2
        wanted = [marks.of(erased.case("sancy-volcans", "SV-0001")), marks.of(erased.person(PERSON))]
        for place in (0, 1):
            assert await listed(stage, place) == wanted
        for there in stage.settings.erased_lists:
            assert not any(word in there.read_text() for word in (str(PERSON), "SV-0001"))
            assert there.stat().st_mode & 0o077 == 0
        assert [tuple(row) for row in await rows(database_url, "SELECT id, mark FROM erasure")] == [(2, "")]


async def test_a_form_that_was_given_up(database_url: str, places: tuple[Path, Path]) -> None:
    """/annuler promises that everything is erased: of copies too."""
    async with staged(database_url, places=places, greeted=(PERSON,)) as stage:
        await stage.press(PERSON, "J’ai lu, on commence")
        await stage.say(PERSON, "/annuler")
        await stage.press(PERSON, "Tout effacer")
        assert await listed(stage, 0) == [stage.settings.marks.of(erased.form(PERSON, "intake"))]


async def test_what_a_place_does_not_take_waits(database_url: str, places: tuple[Path, Path]) -> None:
    """The share is away: the row waits, the first list has it all the same; nothing is listed twice."""
    places[1].rmdir()
    async with staged(database_url, places=places) as stage:
        await send_case(stage)
        await press(stage, PERSON, "erase|sure")
        with pytest.raises(CopyError, match="share"):
            await stage.running.lister.once()
        assert len(await stage.running.database.run(erasures.unwritten)) == 2
        places[1].mkdir()
        assert len(await listed(stage, 1)) == 2
        assert len(await listed(stage, 0)) == 2
        assert await stage.running.database.run(erasures.unwritten) == []


def test_a_key_of_another_token(tmp_path: Path) -> None:
    """Its marks are others, and are known to be."""
    other = Marks("123456:another")
    assert MARKS.of("person:1") != other.of("person:1")
    assert MARKS.made(MARKS.of("person:1"))
    assert not MARKS.made(other.of("person:1"))


def test_a_list(tmp_path: Path) -> None:
    """Two lists that differ hold the same after the next erasing; what is older than any copy goes."""
    lists = [tmp_path / "a" / "bot.erased", tmp_path / "bot.erased"]
    erased.add(lists[1:], [OLD], NOW)
    erased.add(lists, [LISTED], NOW)
    assert erased.read(lists[:1]) == erased.read(lists[1:]) == [OLD, LISTED]
    erased.add(lists, [later := Entry(3, NOW + timedelta(days=40), OLD.mark)], NOW + timedelta(days=40))
    assert erased.read(lists) == [later]
    lists[0].write_text("nonsense")
    with pytest.raises(CopyError, match="cannot be read"):
        erased.read(lists)
