"""Every story, played plain, rebuilt from the database between its lines, and with its presses doubled."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.stage import GROUP, Stage, on_the_wire, staged
from tests.stage.story import CAST, FOLDER, Player, network_for

TOKEN = re.compile(r"(?<=start=adulte-|start=projet-)[\w-]+")
"""What differs from one link to the next."""

STORIES = sorted(path.stem for path in FOLDER.glob("*.story"))
PLAIN, REBUILT, DOUBLED = (False, False), (True, False), (False, True)
ON_THE_WIRE = {"vocal_album_edition": PLAIN, "note_et_groupe": REBUILT, "pris_par_un_autre": DOUBLED}
"""Files and albums, a group with a bot that is built anew, presses in the same moment."""

Setting = Callable[..., AbstractAsyncContextManager[Stage]]
Ending = dict[int, list[str]]


async def ending(name: str, way: tuple[bool, bool], url: str, folder: Path, setting: Setting = staged) -> Ending:
    """What everybody has been told at the end of a story that was played in that way."""
    async with setting(url, network_file=network_for(name, folder)) as stage:
        await Player(stage, *way).play(name)
        chats = {GROUP, *CAST.values()} & set(stage.world.chats)
        return {chat: [TOKEN.sub("", text) for text in stage.texts(chat)] for chat in chats}


async def every_way(name: str, new_database: Callable[[], str], folder: Path) -> None:
    """The three ways of playing end in the same messages for everybody."""
    plain, rebuilt, doubled = [
        await ending(name, way, new_database(), folder) for way in (PLAIN, REBUILT, DOUBLED)
    ]  # fmt: skip
    assert rebuilt == plain
    assert doubled == plain


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    await every_way(name, new_database, tmp_path)


@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story_on_postgresql(name: str, database_url: str, tmp_path: Path) -> None:
    """Plain; `make proofs` plays it in every way."""
    assert await ending(name, PLAIN, database_url, tmp_path)


@pytest.mark.proof
@pytest.mark.parametrize("maker", ["postgresql"], indirect=True)
@pytest.mark.parametrize("name", STORIES)
async def test_a_story_in_every_way_on_postgresql(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    await every_way(name, new_database, tmp_path)


@pytest.mark.parametrize("name", ON_THE_WIRE)
async def test_a_story_on_the_wire(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    """Over HTTP, by a program that runs by itself, it ends as it does on the direct stage."""
    direct = await ending(name, PLAIN, new_database(), tmp_path)
    assert await ending(name, ON_THE_WIRE[name], new_database(), tmp_path, on_the_wire) == direct
