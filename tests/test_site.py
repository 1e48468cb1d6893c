"""The page for everybody, as the database has it: what is public and what is not, and a folder that is always whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.loops.alarms import Trouble
from bot.loops.publishing import Publishing
from bot.publish import publish
from bot.settings import SettingsError, load
from bot.site import LIST, FolderError, Publisher, steps, write
from network.offers import Audience, Kind
from reports.site import files
from storage import offers, owners, pictures
from storage.engine.database import Connection
from storage.engine.here import Here
from storage.offers import Status
from tests.reports.reading import Page, pages_of
from tests.reports.site_samples import offers as samples
from tests.reports.site_samples import site
from tests.stage import PERSON, Stage, staged
from tests.test_command_line import seeded, shell

TAUVES, BESSE = "63426", "63038"
OWNER, PHONE, MAIL, OFFICER = "Zéphyrine Plantagenêt", "+33199000077", "plantee@exemple.fr", "Secrétaire Plantée"
SECRET, PARTNERS, WAITING, STALE, GONE, REFUSED, CLOSING, OVER = (
    "boulangerie ensevelie", "hangar des partenaires", "local à relire", "local périmé", "local retiré",
    "local refusé", "fermeture tue", "emploi fini",
)  # fmt: skip
NEVER = (OWNER, PHONE, "01 99 00 00 77", MAIL, OFFICER, SECRET, PARTNERS, WAITING, STALE, GONE, REFUSED, CLOSING, OVER)


def shot(number: int) -> bytes:
    """What stands for a picture."""
    return b"\xff\xd8 %d \xff\xd9" % number


def held(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, our list left out."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LIST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def publisher(stage: Stage) -> Publisher:
    """What keeps the page of a stage."""
    running = stage.running
    return Publisher(running.database, running.runtime.network_id, "https://t.me/accueil_bot", stage.clock.now)


async def posted(stage: Stage, status: Status = Status.SHOWN, hall: str = "", shots: int = 0, **told: Any) -> int:
    """An offer as it is kept, with pictures."""

    async def post(connection: Connection) -> int:
        here, now = Here(connection, stage.running.runtime.network_id), stage.clock.now()
        owner = await owners.of_contact(
            here, OFFICER if hall else OWNER, PHONE, f"hall{hall}@exemple.fr" if hall else MAIL
        )
        if hall:
            await connection.execute(owners.owner.update().where(owners.owner.c.id == owner).values(commune=hall))
        number = await offers.post(here, owner, "", now, {"kind": Kind.PREMISES, "commune": TAUVES, **told})
        await pictures.bring(here, number, [f"file-{at}" for at in range(shots)])
        for picture in await pictures.brought(here, number):
            await pictures.keep(here, picture, shot(picture))
        if status is not Status.WAITING:
            await offers.becomes(here, number, Status.SHOWN, [Status.WAITING], now)
            await offers.becomes(here, number, status, [Status.SHOWN], now)
        return number

    return await stage.running.database.run(post)


async def becomes(stage: Stage, number: int, status: Status) -> None:
    """An offer stands otherwise."""
    where = stage.running.runtime.network_id
    await stage.running.database.run(
        lambda c: offers.becomes(Here(c, where), number, status, list(Status), stage.clock.now())
    )


async def test_what_is_public_and_what_is_not(database_url: str, tmp_path: Path) -> None:
    """Not a word of an owner, of a secret business, of what is for partners, of what waits, is stale or is over."""
    async with staged(database_url) as stage:
        await posted(stage, what="Ancienne mercerie", shots=2)
        await posted(stage, what="Salle communale", hall=TAUVES, commune=BESSE)
        await posted(stage, what=SECRET, kind=Kind.TAKEOVER, confidential=True, shots=1)
        await posted(stage, what=PARTNERS, audience=Audience.PARTNERS, shots=1)
        await posted(stage, what=CLOSING, kind=Kind.CLOSING)
        await posted(stage, what=OVER, kind=Kind.JOB, facts={"ends_on": "2020-01-01"})
        for what, status in ((WAITING, Status.WAITING), (WAITING, Status.DRAFT), (STALE, Status.STALE),
                             (GONE, Status.WITHDRAWN), (GONE, Status.TAKEN), (REFUSED, Status.REFUSED)):  # fmt: skip
            await posted(stage, status, what=what, shots=1)
        assert await publisher(stage).publish(tmp_path / "page") == 2
        made = held(tmp_path / "page")
    assert "Ancienne mercerie" in made["offres/1.html"].decode()
    assert "Mairie de Tauves" in made["offres/2.html"].decode()
    assert {path: data for path, data in made.items() if path.startswith("photos/")} == {
        f"photos/{number}.jpg": shot(number) for number in (1, 2)
    }
    for path, data in made.items():
        for word in NEVER:
            assert word.encode() not in data, (word, path)
    pages = pages_of(made)
    assert all(page.faults == [] and page.dangling(made, pages) == [] for page in pages.values())


async def test_what_is_withdrawn_is_gone_at_the_next_look(database_url: str, tmp_path: Path) -> None:
    """Its page, its pictures and every word of it; where nothing has changed nothing is written."""
    async with staged(database_url) as stage:
        number, page = await posted(stage, what="Ancienne mercerie", shots=2), publisher(stage)
        await page.publish(tmp_path)
        before = held(tmp_path)
        assert await page.publish(tmp_path) is None
        await becomes(stage, number, Status.WITHDRAWN)
        assert await page.publish(tmp_path) == 0
    after = held(tmp_path)
    assert any(b"mercerie" in data for data in before.values())
    assert not any(b"mercerie" in data for data in after.values())
    assert not any(path.startswith("photos/") for path in after)
    assert not (tmp_path / "photos").exists()


async def test_the_day_counts_and_a_start_writes_only_what_differs(database_url: str, tmp_path: Path) -> None:
    """A page that was made yesterday says so; a new program leaves alone what is as it should be."""
    async with staged(database_url) as stage:
        await posted(stage, what="Ancienne mercerie", shots=1)
        await publisher(stage).publish(tmp_path)
        written = {path: (tmp_path / path).stat().st_mtime_ns for path in held(tmp_path)}
        (tmp_path / "offres/1.html").write_text("spoilt", encoding="utf-8")
        assert await publisher(stage).publish(tmp_path) == 1
        changed = {path for path in written if (tmp_path / path).stat().st_mtime_ns != written[path]}
        assert changed == {"offres/1.html"}
        page = publisher(stage)
        await page.publish(tmp_path)
        stage.clock.advance(timedelta(days=1))
        assert await page.publish(tmp_path) == 1


async def test_somebody_hears_of_a_page_that_cannot_be_written(database_url: str, tmp_path: Path) -> None:
    """And it is tried again: once it can be, it is."""
    blocked, raised = tmp_path / "page", list[Trouble]()
    blocked.write_text("a file, and no folder", encoding="utf-8")
    async with staged(database_url) as stage:
        page = publisher(stage)
        loop = Publishing(lambda: page.publish(blocked), raised.append)
        await loop.once()
        assert raised == [Trouble.SITE]
        blocked.unlink()
        await loop.once()
    assert raised == [Trouble.SITE]
    assert (blocked / "index.html").is_file()


def _keeps(stage: Stage) -> Publishing | None:
    return stage.running.publishing


async def test_the_program_keeps_the_folder_that_is_set(database_url: str, tmp_path: Path) -> None:
    """From its start on, with the name by which Telegram knows it; where none is set there is nothing to keep."""
    async with staged(database_url, run=False) as stage:
        await stage.start()
        assert _keeps(stage) is None
        await stage.stop()
        stage.settings = stage.settings.model_copy(update={"site_folder": tmp_path / "page"})
        await stage.start()
        number = await posted(stage, what="Ancienne mercerie", shots=1)
        keeps = _keeps(stage)
        assert keeps is not None
        await keeps.once()
        made = held(tmp_path / "page")
        assert made[f"photos/{number}.jpg"] == shot(number)
        assert b"https://t.me/accueil_sancy_bot" in made["index.html"]


# --- the folder -------------------------------------------------------------------------------------------------------


def _whole(offered: tuple[Any, ...]) -> dict[str, bytes]:
    """A page with the pictures of what stands on it."""
    shown = site(offered)
    shots = {path: shot(number) for path, number in files.pictures(shown).items()}
    return {**files.made(shown), **shots}


@pytest.fixture(scope="module")
def old() -> Mapping[str, bytes]:
    return _whole(samples()[:2])


@pytest.fixture(scope="module")
def new() -> Mapping[str, bytes]:
    return _whole(tuple(replace(one, pictures=one.pictures[:1]) for one in samples()[1:4]))


@cache
def _read(path: str, content: bytes) -> Page:
    return Page(path, content)


def _come_to(there: Mapping[str, bytes]) -> None:
    """Go to every page that the first one leads to; a link that leads nowhere is a fault."""
    pages = {path: _read(path, content) for path, content in there.items() if path.endswith(".html")}
    wanted, seen = ["index.html"], {"index.html"}
    while wanted:
        page = pages[wanted.pop()]
        assert page.dangling(there, pages) == [], page.path
        ways = {posixpath.normpath(posixpath.join(posixpath.dirname(page.path), to.partition("#")[0] or "."))
                for to in page.links}  # fmt: skip
        wanted += (ways & pages.keys()) - seen
        seen |= ways


def test_whatever_the_last_step_was_the_page_is_whole(
    old: Mapping[str, bytes], new: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Killed after any of them: every file is the old or the new one, every link leads somewhere, and the next start
    makes it the new one with nothing left over.
    """
    count = 0
    write(tmp_path, old)
    for last, _ in enumerate(steps(tmp_path, new, frozenset())):
        count = last + 1
        there = held(tmp_path)
        assert all(data in (old.get(path), new.get(path)) for path, data in there.items())
        _come_to(there)
    assert count > 20
    assert held(tmp_path) == dict(new)


@pytest.mark.parametrize("last", [0, 1, 7, 20])
def test_killed_and_started_again(
    last: int, old: Mapping[str, bytes], new: Mapping[str, bytes], tmp_path: Path
) -> None:
    write(tmp_path, old)
    walk = steps(tmp_path, new, frozenset())
    for _ in range(last):
        next(walk, None)
    walk.close()
    (tmp_path / ".new").write_bytes(b"half of")
    write(tmp_path, new)
    assert {path for path in held(tmp_path) if path != ".new"} == set(new)
    assert (tmp_path / "index.html").read_bytes() == new["index.html"]


def test_files_of_others_are_left_alone(old: Mapping[str, bytes], new: Mapping[str, bytes], tmp_path: Path) -> None:
    """A folder with somebody else’s page is refused, before anything is written there."""
    (tmp_path / "robots.txt").write_text("theirs", encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/eglise.jpg").write_bytes(b"theirs")
    write(tmp_path, old)
    write(tmp_path, {"index.html": new["index.html"]})
    assert held(tmp_path).keys() == {"robots.txt", "photos/eglise.jpg", "index.html"}
    other = tmp_path / "other"
    other.mkdir()
    (other / "index.html").write_text("theirs", encoding="utf-8")
    with pytest.raises(FolderError, match=r"index\.html"):
        write(other, new)
    assert held(other) == {"index.html": b"theirs"}


def test_a_web_server_may_read_it(old: Mapping[str, bytes], tmp_path: Path) -> None:
    write(tmp_path / "page", old)
    for path in (tmp_path / "page").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


# --- by hand ----------------------------------------------------------------------------------------------------------


async def test_by_hand(database_url: str, tmp_path: Path) -> None:
    """What `bot site FOLDER` does: the same page, beside a bot that runs."""
    async with staged(database_url) as stage:
        await posted(stage, what="Ancienne mercerie", shots=1)
        assert await publish(stage.settings, tmp_path / "page", stage.transport) == 1
    assert b"https://t.me/accueil_sancy_bot" in (tmp_path / "page/index.html").read_bytes()


@pytest.mark.proof
async def test_by_hand_what_is_wrong_is_said_in_a_line(database_url: str, tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs/index.html").write_text("theirs", encoding="utf-8")
    async with shell(database_url) as sh:
        await seeded(sh)
        code, said = await sh.run("site", str(tmp_path / "page"))
        assert (code, "the page is written, with 0 offers" in said) == (0, True), said
        code, said = await sh.run("site", str(tmp_path / "theirs"))
        assert (code, "somebody else's (index.html)" in said) == (1, True), said
        code, said = await sh.run("site", str(tmp_path / "not/there"))
        assert (code, "cannot be written to" in said) == (1, True), said


def test_a_wrong_folder_gets_one_line() -> None:
    with pytest.raises(SettingsError, match="SITE_FOLDER has a wrong value: set it to the whole path of a folder"):
        load(bot_token="123456:abcdefghijkl", site_folder="page", _env_file=None)


async def test_a_page_opens_its_offer_with_the_bot(database_url: str, tmp_path: Path) -> None:
    """The button of an offer’s page brings its card; once the offer is gone, where others are."""
    async with staged(database_url) as stage:
        number = await posted(stage, words="Ancienne mercerie")
        await publisher(stage).publish(tmp_path)
        page = (tmp_path / f"offres/{number}.html").read_text(encoding="utf-8")
        [start] = re.findall(r"https://t\.me/accueil_bot\?start=(offre-[0-9a-f]+)", page)
        await stage.say(PERSON, f"/start {start}")
        assert "Ancienne mercerie" in stage.last(PERSON)
        await stage.press(PERSON, "Ça m’intéresse")
        await stage.say(PERSON, "/start offre-0000000000000000")
        assert "n’est plus proposée" in stage.last(PERSON)
