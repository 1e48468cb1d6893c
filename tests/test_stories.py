"""Every story, played plain, rebuilt from the database between its lines, and with its presses doubled."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests import calls, library
from tests.stage import on_the_wire, staged
from tests.stage.databases import Files, sqlite_first
from tests.stage.story import FOLDER, Setting, player_of

STORIES = sorted(path.stem for path in FOLDER.glob("*.story"))
PLAIN, REBUILT, DOUBLED, BOTH = (False, False), (True, False), (False, True), (True, True)
ON_THE_WIRE = {
    "vocal_album_edition": PLAIN,
    "note_et_groupe": REBUILT,
    "pris_par_un_autre": DOUBLED,
    "tout_par_courrier": DOUBLED,
    "deux_canaux_un_dossier": DOUBLED,
}
"""Files and albums, a group with a bot that is built anew, presses in the same moment; letters; mails that cross."""
ON_POSTGRESQL = (
    "boulangerie",
    "deux_canaux_un_dossier",
    "les_echelons",
    "mes_donnees_supprimer",
)
"""One of each kind, for every change; all of them are played there by `make proofs`."""


def as_kept(name: str, now: str) -> None:
    """What is called now is what the file of that name has."""
    changed = calls.difference(calls.kept(name), now)
    assert not changed, f"{changed}\nIf that is meant: python -m tests.calls {name}"


async def told(name: str, way: tuple[bool, bool], url: str, folder: Path, setting: Setting = staged) -> str:
    """What everybody was told in a story that was played in that way. Played plain, all is as its file has it."""
    rebuild, double = way
    async with player_of(name, url, folder, setting, rebuild=rebuild, double=double) as player:
        await player.play(name)
        if way == PLAIN:
            for update in player.stage.world.updates.confirmed.values():
                library.agrees(update)
            as_kept(name, calls.of_story(player))
        return calls.of_story(player, of_messages=True)


async def in_ways(name: str, new_database: Callable[[], str], folder: Path, *ways: tuple[bool, bool]) -> None:
    """Played in each of some ways, everybody is told what they are told where it is played plain."""
    plain = await told(name, PLAIN, new_database(), folder)
    for way in ways:
        assert not (changed := calls.difference(plain, await told(name, way, new_database(), folder))), (way, changed)


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story(name: str, database_url: str, tmp_path: Path) -> None:
    """Plain; `make proofs` plays it rebuilt with its presses doubled."""
    assert await told(name, PLAIN, database_url, tmp_path)


@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", ON_POSTGRESQL)
async def test_a_story_on_postgresql(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    """Plain, and rebuilt with its presses doubled; `make proofs` plays every one there."""
    await in_ways(name, new_database, tmp_path, BOTH)


async def on_both(
    name: str, files: Files, postgresql: str, folder: Path, here: Sequence[tuple[bool, bool]], there: tuple[bool, bool]
) -> None:
    """Played so on SQLite and so on PostgreSQL, everybody is told what they are told plain on SQLite."""
    plays = [(files.migrated(), way) for way in (PLAIN, *here)]
    plain, *others = [await told(name, way, url, folder) for url, way in [*plays, (postgresql, there)]]
    for url, _ in plays:
        files.drop(url)
    for way, again in zip((*here, there), others, strict=True):
        assert not (changed := calls.difference(plain, again)), (way, changed)


@pytest.mark.proof
@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story_in_both_ways(name: str, database_url: str, files: Files, tmp_path: Path) -> None:
    """What would be kept in memory is found rebuilt; what is done twice, doubled. Both at once on SQLite; on PostgreSQL
    doubled alone, for a fault of one way shows in both at once too, unless the other hides it.
    """
    await on_both(name, files, database_url, tmp_path, [BOTH], DOUBLED)


@pytest.mark.long
@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story_in_every_way(name: str, database_url: str, files: Files, tmp_path: Path) -> None:
    """What `make test` and `make proofs` leave: either way alone on SQLite, both at once on PostgreSQL."""
    await on_both(name, files, database_url, tmp_path, [REBUILT, DOUBLED], BOTH)


@sqlite_first("name", list(ON_THE_WIRE), also="pris_par_un_autre")
async def test_a_story_on_the_wire(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    """Over HTTP, by a program that runs by itself, everybody is told what they are told on the direct stage."""
    direct = await told(name, PLAIN, new_database(), tmp_path)
    wire = await told(name, ON_THE_WIRE[name], new_database(), tmp_path, on_the_wire)
    assert not (changed := calls.difference(direct, wire)), changed


async def test_what_is_called_before_a_story_begins(database_url: str) -> None:
    async with staged(database_url) as stage:
        as_kept(calls.START, calls.listed(stage.world))


def test_every_file_of_calls_has_its_story() -> None:
    assert {path.stem for path in calls.FILES.iterdir()} == {calls.START, *STORIES}


def test_no_telephone_number_that_anybody_reads_is_broken() -> None:
    """In no story does a line of the bot's end within one; nor does a first of a month lack its rank."""
    for path in calls.FILES.iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            broken = line.startswith(("        |", "        [")) and re.search(r"\d\d \d\d \d\d|di 1 [a-zûé]", line)
            assert not broken, f"{path.name}: {line}"
