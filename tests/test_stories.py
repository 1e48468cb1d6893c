"""Every story, played plain, rebuilt from the database between its lines, and with its presses doubled."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stage import GROUP, staged
from tests.stage.story import CAST, FOLDER, Player, network_for

TOKEN = re.compile(r"(?<=start=adulte-|start=projet-)[\w-]+")
"""What differs from one link to the next."""

STORIES = sorted(path.stem for path in FOLDER.glob("*.story"))


@pytest.mark.parametrize("name", STORIES)
async def test_a_story(name: str, new_database: Callable[[], str], tmp_path: Path) -> None:
    """The three ways of playing end in the same messages for everybody."""
    network = network_for(name, tmp_path)
    ended: list[dict[int, list[str]]] = []
    for rebuild, double in ((False, False), (True, False), (False, True)):
        async with staged(new_database(), network_file=network) as stage:
            await Player(stage, rebuild, double).play(name)
            chats = {GROUP, *CAST.values()} & set(stage.world.chats)
            ended.append({chat: [TOKEN.sub("", text) for text in stage.texts(chat)] for chat in chats})
    plain, rebuilt, doubled = ended
    assert rebuilt == plain
    assert doubled == plain
