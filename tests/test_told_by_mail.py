"""Told by mail: every story once more, in a network whose referents have e-mail and nothing else.

What people say there, and words planted in every field, are looked for in every letter (see `secrecy_by_mail`).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from network import file
from tests.stage import COORDINATOR, NETWORK, PERSON, secrecy_by_mail, staged
from tests.stage.correspondent import Correspondent, collect
from tests.stage.letter_box import letter_box
from tests.stage.post_office import post_office
from tests.stage.story import FOLDER, Player, network_for, read
from tests.test_by_mail import ALLOWED, Post
from tests.test_planted import BY_THE_COORDINATION, OF_PARTNERS, Planted, fill

STORIES = sorted(path.stem for path in FOLDER.glob("*.story"))
FOR_EVERY_CHANGE = ("boulangerie", "au_comptoir")
MISSED = (AssertionError, KeyError, IndexError, RuntimeError, ValueError)
"""What a line of a story comes to where those who act in it are not there."""


@asynccontextmanager
async def by_mail(url: str, story: str | None, folder: Path, *, allowed: bool) -> AsyncIterator[Post]:
    """A network in which the coordinator alone has Telegram. `allowed`: records may go by mail."""
    told = network_for(story, folder) if story else NETWORK
    text = re.sub(r"telegram_id = (?!1301\n)\d+\n", "", told.read_text(encoding="utf-8"))
    network = folder / NETWORK.name
    network.write_text(text.replace(*ALLOWED) if allowed else text, encoding="utf-8")
    async with (
        post_office() as office,
        letter_box() as box,
        staged(url, smtp_url=office.url, imap_url=box.url, network_file=network, greeted=(COORDINATOR,)) as stage,
    ):
        yield Post(stage, office, box)


async def agreeable(post: Post, seen: int, words: str = "") -> int:
    """Whoever got a letter since follows its first link, and answers it in words. Returns how many were looked at."""
    letters = post.office.letters[seen:]
    followed = False
    for letter in letters:
        one = Correspondent(letter.recipients[0], post.stage, post.office, post.box)
        if links := one.links(letter):
            await post.box.put(one.composed(next(iter(links)), letter))
            followed = True
        if words and "personne" in letter.text:
            await post.box.put(one.mail(f"RE: {letter.message['Subject']}", words, letter))
    if followed:
        await collect(post.stage)
    return seen + len(letters)


async def told(post: Post, name: str) -> int:
    """A story goes as far as it does among such people. Returns how many letters were written."""
    player, seen = Player(post.stage), 0
    for _, line in read(name):
        if line[:1] in "@>=~" and line[:2] != ">>":
            with suppress(*MISSED):
                await player._line(line)
            seen = await agreeable(post, seen)
    return len(post.office.letters)


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name", [name if name in FOR_EVERY_CHANGE else pytest.param(name, marks=pytest.mark.long) for name in STORIES]
)
async def test_no_letter_of_a_story_says_too_much(name: str, database_url: str, tmp_path: Path) -> None:
    """Whoever is proposed takes what they are offered, all by mail; the stage looks through what was sent. Every other
    story is told where records may go by mail.
    """
    async with by_mail(database_url, name, tmp_path, allowed=STORIES.index(name) % 2 == 1) as post:
        await told(post, name)


@pytest.mark.parametrize("allowed", [False, pytest.param(True, marks=pytest.mark.proof)])
async def test_what_is_planted_is_in_no_letter(allowed: bool, database_url: str, tmp_path: Path) -> None:
    """A word in every field of every form, by the person, by the coordination about her, and by mail; in no head, and
    in what letters say only for those who used a link, where records may go by mail.
    """
    planted = Planted()
    async with by_mail(database_url, None, tmp_path, allowed=allowed) as post:
        stage, seen = post.stage, 0
        await fill(stage, planted, PERSON, "intake")
        seen = await agreeable(post, seen, f"Bonjour, {planted.a_word()}")
        for name in sorted(set(stage.running.runtime.flows) - OF_PARTNERS - {"intake"}):
            by = COORDINATOR if name in BY_THE_COORDINATION else PERSON
            with suppress(*MISSED):
                await fill(stage, planted, by, name, "" if by == COORDINATOR else "SV-0001")
            seen = await agreeable(post, seen)
        in_heads: list[str] = []
        in_words: list[str] = []
        for letter in post.office.letters:
            in_heads += planted.found_in("".join(map(str, letter.message.items())))
            in_words += planted.found_in("".join(text for _, text in secrecy_by_mail.parts(letter)))
        assert len(planted.words) > 20
        assert len(post.office.letters) > 5
        assert in_heads == []
        assert bool(in_words) is allowed
    assert file.load(stage.settings.network_file).identity.records_by_mail is allowed
