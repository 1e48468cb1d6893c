"""The command line, as somebody types it: other processes, real exit codes, plain words. Of each verb that is tried in
a process one begins with nothing imported; what is tried beside it is forked.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.__main__ import app
from bot.exporting import inclusion_file, network_file
from bot.importing import bring_in
from simulator.server import serve
from simulator.world import World
from tests.stage import CAST, ENGLISH, GROUP, NETWORK, PERSON, Stage, on_the_wire, secrecy
from tests.stage.databases import sqlite_first
from tests.stage.forked import Forked, command_line, forked
from tests.stage.inside import rows, value
from tests.stage.processes import started
from tests.test_migrations import brought_to

YEAR = datetime.now(UTC).year - 1  # of the processes, which have the real clock
ROOT = Path(__file__).parents[1]


@dataclass(slots=True)
class Shell:
    """A world, and a shell in an empty environment whose settings point there."""

    world: World
    settings: dict[str, str] = field(default_factory=dict)

    @asynccontextmanager
    async def start(self, *words: str, again: bool = False, **changed: str) -> AsyncIterator[Process | Forked]:
        """Start `python -m bot` with these words; `again` as another test does, forked, so that it imports nothing."""
        environment = {
            "PATH": os.environ["PATH"],
            "COLUMNS": "200",
            "PYTHONWARNINGS": "error",
            **self.settings,
            **changed,
        }
        if again:
            async with forked(command_line, environment, *words) as program:
                yield program
            return
        pipe = asyncio.subprocess.PIPE
        async with started(
            sys.executable, "-m", "bot", *words, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
        ) as process:
            yield process

    async def run(self, *words: str, again: bool = False, **changed: str) -> tuple[int, str]:
        """Its exit code, and everything it said."""
        async with self.start(*words, again=again, **changed) as process:
            out, errors = await process.communicate()
        assert process.returncode is not None
        said = out.decode() + errors.decode()
        assert "Traceback" not in said, said
        assert self.world.bot.token not in said
        return process.returncode, said


@asynccontextmanager
async def shell(url: str) -> AsyncIterator[Shell]:
    """A simulated Telegram for other processes."""
    world = World.from_file(CAST)
    async with serve(world) as address:
        yield Shell(
            world,
            {
                "BOT_TOKEN": world.bot.token,
                "TELEGRAM_API_URL": address,
                "DATABASE_URL": url,
                "PARTNER_GROUP_ID": str(GROUP),
                "NETWORK_FILE": str(NETWORK),
            },
        )
    assert world.failures == []
    assert secrecy.leaks(world, NETWORK) == []


def test_check(tmp_path: Path) -> None:
    """A good file is in order; a broken one gets a line that names the entry; no token is needed."""
    text = NETWORK.read_text(encoding="utf-8")
    broken, cut = tmp_path / "broken.toml", tmp_path / "cut.toml"
    broken.write_text(text.replace('organisation = "chambre-metiers"', 'organisation = "nobody"', 1), encoding="utf-8")
    cut.write_text(text[:500] + '\nx = "', encoding="utf-8")
    good = CliRunner().invoke(app, ["check"])
    assert (good.exit_code, "in order" in good.output) == (0, True)
    said = (
        "21 have a telegram_id, which counts in a rehearsal alone (demo, play): elsewhere bind an account with a link"
    )
    assert said in good.output
    real = tmp_path / "real.toml"
    real.write_text(re.sub(r"(?m)^telegram_id = \d+\n", "", text), encoding="utf-8")
    assert "telegram_id" not in CliRunner().invoke(app, ["check", str(real)]).output
    for path, named in ((broken, "conseillere-bouche"), (cut, "cut.toml"), (tmp_path / "none.toml", "none.toml")):
        bad = CliRunner().invoke(app, ["check", str(path)])
        assert (bad.exit_code, named in bad.output) == (1, True), bad.output


async def test_doctor(file_url: str) -> None:
    """Ends with 0 when nothing is bad, with 1 else."""
    async with shell(file_url) as sh, asyncio.TaskGroup() as both:
        right = both.create_task(sh.run("doctor"))
        wrong = both.create_task(sh.run("doctor", again=True, BOT_TOKEN="7000000001:" + "w" * 35))
    (good, said), (bad, _) = right.result(), wrong.result()
    assert (good, bad) == (0, 1)
    assert "@accueil_sancy_bot" in said


async def seeded(sh: Shell) -> None:
    """The network is in the database, as after a first start."""
    assert (await sh.run("import", "--yes", again=True))[0] == 0


async def test_a_brochure_is_written_where_it_is_wanted(database_url: str, tmp_path: Path) -> None:
    """A file for each place, each with its line; a place that is none, and a language the network has not, are said."""
    async with shell(database_url) as sh:
        await seeded(sh)
        places = ("--place", "tauves", "--place", "la bourboule")
        code, said = await sh.run("brochure", "--folder", str(tmp_path), "--format", "poster", *places)
        assert code == 0, said
        for name in ("affiche-mairie-la-bourboule.pdf", "affiche-mairie-tauves.pdf"):
            assert str(tmp_path / name) in said
            assert (tmp_path / name).read_bytes().startswith(b"%PDF")
        code, said = await sh.run("brochure", "--folder", str(tmp_path), "--place", "Paris", again=True)
        assert (code, "'Paris' is no place of the network" in said) == (2, True)


async def test_figures_and_the_report_of_a_year(database_url: str, tmp_path: Path) -> None:
    """In words, as numbers, and as three files; a period and a year that are none are said in a line."""
    async with shell(database_url) as sh:
        await seeded(sh)
        code, said = await sh.run("stats")
        assert (code, "Le réseau en chiffres" in said) == (0, True), said
        code, said = await sh.run("stats", "--period", "2024", "--format", "json", again=True)
        told, _ = json.JSONDecoder().raw_decode(said)  # a busy machine adds which statement took its time
        assert told["periods"].keys() == {"y202401", "y202301"}
        code, said = await sh.run("stats", "--period", "demain soir", again=True)
        assert (code, "is no period: write 2026" in said) == (2, True)
        code, said = await sh.run("stats", "--period", "2024 tauves", "--format", "json", again=True)
        assert (code, "is no period: write 2026" in said) == (2, True), (
            "not the figures of all, as if they were its own"
        )
        code, said = await sh.run("report", str(YEAR), str(tmp_path / "bilan"))
        assert code == 0, said
        names = {path.name for path in (tmp_path / "bilan").iterdir()}
        assert names == {f"bilan-d-activite-{YEAR}-provisoire{end}" for end in (".docx", ".pdf", "-annexe.xlsx")}
        for year in (1990, 3024):  # nobody asked for anything then, as /bilan says too
            code, said = await sh.run("report", str(year), str(tmp_path), again=True)
            assert (code, f"There is no report of {year}: name a year from {YEAR} to {YEAR + 1}" in said) == (2, True)


async def standing(url: str) -> dict[str, Any]:
    """All that a database is: of SQLite every byte of every file; of PostgreSQL columns, and rows with their writer."""
    if url.startswith("sqlite"):
        folder = Path(url.partition(":///")[2]).parent
        return {found.name: (found.read_bytes(), found.stat().st_mtime_ns) for found in sorted(folder.glob("*"))}
    columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
    tables = sorted({row.table_name for row in await rows(url, columns)})
    kept = {name: set(await rows(url, f'SELECT t::text, xmin::text FROM "{name}" t')) for name in tables}  # noqa: S608
    return {"columns": sorted(map(tuple, await rows(url, columns))), **kept}


@sqlite_first("left", ("nothing", "an earlier version", "ended", "killed"), also="killed")
async def test_the_doctor_changes_nothing(left: str, empty_database: str) -> None:
    """No row, no column, no byte, no file: of a database that is not there yet, of one that an earlier version left,
    that a bot put in order when it ended, or that was left by one that was killed. It says how the database stands.
    """
    async with shell(empty_database) as sh:
        if left == "an earlier version":
            await brought_to(empty_database, "0007")
        elif left != "nothing":
            async with sh.start("run", again=True) as process:
                sh.world.start(PERSON)
                await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
                process.send_signal(signal.SIGKILL if left == "killed" else signal.SIGTERM)
                await process.communicate()
        before = await standing(empty_database)
        code, said = await sh.run("doctor", again=True)
        assert code == 0, said
        assert await standing(empty_database) == before
    words = {
        "nothing": "There is nothing in the database yet",
        "an earlier version": "The database is an earlier version’s",
    }
    assert words.get(left, "The database answers") in said


async def test_the_doctor_beside_a_running_bot(empty_database: str) -> None:
    """It sees what the bot has just written, and the bot goes on."""
    async with shell(empty_database) as sh, sh.start("run", again=True) as process:
        sh.world.start(ENGLISH)
        await sh.world.until(lambda: sh.world.said_by_bot(ENGLISH))
        code, said = await sh.run("doctor", again=True)
        assert (code, "0 updates wait to be worked" in said) == (0, True), said
        sh.world.start(PERSON)
        await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
        assert (await _end(process))[0] == 0


async def test_invite(file_url: str) -> None:
    """A link is printed on a line; an unknown referent gets the list of the known ones."""
    async with shell(file_url) as sh:
        await seeded(sh)
        code, said = await sh.run("invite", "conseiller-creation")
        assert code == 0
        assert re.fullmatch(r"https://t\.me/accueil_sancy_bot\?start=invite-[\w-]{20,}\n", said)
        code, said = await sh.run("invite", "nobody", again=True)
        assert code == 2
        assert "conseiller-creation" in said
    assert await value(file_url, "SELECT count(*) FROM invite") == 1


async def test_import(database_url: str, tmp_path: Path) -> None:
    """The difference is shown and nothing done; when told to, the file is the truth. It gives no account a role."""
    changed = tmp_path / "changed.toml"
    text = NETWORK.read_text(encoding="utf-8")
    changed.write_text(text.replace("take_within_days = 2", "take_within_days = 3"), encoding="utf-8")

    async def said(stage: Stage, path: Path, act: bool) -> str:
        out = Console(file=StringIO(), width=200)
        await bring_in(stage.settings.model_copy(update={"network_file": path}), act, out)
        assert isinstance(out.file, StringIO)
        return out.file.getvalue()

    async with on_the_wire(database_url, run=False) as stage:
        assert "The network 'sancy-volcans' begins in" in await said(stage, NETWORK, True)
        assert "say the same" in await said(stage, NETWORK, False)
        for _ in range(2):
            shown = await said(stage, changed, False)
            assert '-  "take_within_days": 2' in shown
            assert '+  "take_within_days": 3' in shown
            assert "Nothing is changed yet" in shown
        assert "version 2" in await said(stage, changed, True)
        assert "say the same" in await said(stage, changed, True)
    assert await value(database_url, "SELECT count(*) FROM account") == 0


async def test_what_is_exported_is_imported_as_it_was(database_url: str, tmp_path: Path) -> None:
    """Out of one database, into an empty one, out again: the same bytes. Imported again they change nothing."""
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    async with on_the_wire(database_url, run=False) as stage:
        await bring_in(stage.settings, True, Console(file=StringIO()))
        first.write_text(await network_file(stage.settings), encoding="utf-8")
        stage.settings.network_file = first
        for_others = await inclusion_file(stage.settings)
        assert not await bring_in(stage.settings, True, Console(file=StringIO()))
        assert await inclusion_file(stage.settings) == for_others
    elsewhere = {
        "BOT_TOKEN": stage.settings.bot_token.get_secret_value(),
        "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}",
        "NETWORK_FILE": str(first),
    }
    for given in (["import", "--yes"], ["export", "--network", "--to", str(second)]):
        said = await asyncio.to_thread(CliRunner().invoke, app, given, env=elsewhere)
        assert said.exit_code == 0, said.output
    assert second.read_bytes() == first.read_bytes()


async def test_what_others_read_is_a_file_and_what_it_lacks_is_said_beside_it(file_url: str, tmp_path: Path) -> None:
    """The document is alone on its stream, so that it can be piped; on the other what is not in it. Twice alike."""
    settings = {"BOT_TOKEN": "7000000001:" + "w" * 35, "DATABASE_URL": file_url, "NETWORK_FILE": str(NETWORK)}

    def run(*words: str) -> Any:
        return CliRunner().invoke(app, words, env=settings)

    def said(*words: str) -> Any:
        return run("export", *words)

    first, kept = tmp_path / "first.json", ("--format", "data.inclusion")
    await asyncio.to_thread(run, "import", "--yes")
    written = await asyncio.to_thread(said, *kept, "--to", str(first))
    assert written.exit_code == 0, written.output
    piped = await asyncio.to_thread(said, *kept)
    assert piped.stdout.encode() == first.read_bytes()
    entries = json.loads(piped.stdout)
    assert {one["date_maj"] for one in entries["structures"] + entries["services"]} == {
        datetime.fromisoformat(await value(file_url, "SELECT recorded_at FROM network_version")).date().isoformat()
    }
    assert "the kinds by which it leads (19 of 19)" in piped.stderr
    assert written.stderr == piped.stderr
    for nothing in ((), ("--network", *kept)):
        refused = await asyncio.to_thread(said, *nothing)
        assert refused.exit_code == 2
        assert all(one in refused.stderr for one in ("--network", "--format data.inclusion"))
    assert "data.inclusion" in (await asyncio.to_thread(said, "--format", "csv")).stderr


async def test_a_running_bot_uses_what_was_imported(database_url: str, tmp_path: Path) -> None:
    """Another process imports a file; the bot that runs speaks of the new telephone number from its next turn on."""
    changed = tmp_path / "changed.toml"
    text = NETWORK.read_text(encoding="utf-8").replace('phone = "01 99 00 00 31"', 'phone = "01 99 00 00 32"')
    changed.write_text(text, encoding="utf-8")
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        assert "01 99 00 00 31" in stage.last(PERSON).replace("\u202f", " ").replace("\u00a0", " ")
        sh = Shell(
            stage.world,
            {
                "BOT_TOKEN": stage.settings.bot_token.get_secret_value(),
                "TELEGRAM_API_URL": stage.settings.telegram_api_url,
                "DATABASE_URL": database_url,
                "NETWORK_FILE": str(changed),
            },
        )
        code, said = await sh.run("import", "--yes")
        assert code == 0, said
        await stage.say(PERSON, "/aide")
        assert any("01 99 00 00 32" in t.replace("\u202f", " ").replace("\u00a0", " ") for t in stage.texts(PERSON))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"BOT_TOKEN": "7000000001:" + "w" * 35}, "BOT_TOKEN is refused by Telegram: copy it again from @BotFather."),
        ({"COORDINATOR_IDS": "abc"}, "COORDINATOR_IDS has a wrong value"),
        ({"DATABASE_URL": "postgresql+asyncpg://u:geheim@127.0.0.1:9/x"}, "DATABASE_URL names a database"),
        ({"DATABASE_URL": "sqlite+aiosqlite:////proc/none/bot.sqlite3"}, "DATABASE_URL"),
    ],
)
async def test_run_with_a_wrong_setting(changed: dict[str, str], words: str, file_url: str) -> None:
    """One plain line, and an exit code that a supervisor understands."""
    async with shell(file_url) as sh:
        code, said = await sh.run("run", again=True, **changed)
    assert code == 2, said
    assert words in said
    assert len(said.strip().splitlines()) == 1, said
    assert "geheim" not in said


async def _end(process: Process | Forked) -> tuple[int | None, str]:
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    return process.returncode, errors.decode()


async def test_sigterm_ends_a_running_bot(database_url: str) -> None:
    """It finishes what is under way, and ends with 0."""
    async with shell(database_url) as sh, sh.start("run") as process:
        await sh.world.until(lambda: sh.world.poll_number)
        sh.world.start(PERSON)
        await sh.world.until(lambda: sh.world.said_by_bot(PERSON))
        code, errors = await _end(process)
        assert (code, "Traceback" in errors, "error" in errors) == (0, False, False), errors
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status <> 'sent'") == 0


async def test_sigterm_while_telegram_is_out_of_reach(file_url: str) -> None:
    """It waits for Telegram, and can be told to stop while it does."""
    async with shell(file_url) as sh:
        sh.world.fault(502, times=1000)
        async with sh.start("run", again=True) as process:
            await sh.world.until(lambda: len(sh.world.faults) and sh.world.faults[0].times < 999)
            code, errors = await _end(process)
            assert code == 0, errors
            assert "Traceback" not in errors


async def test_a_second_program_ends_with_one_line(database_url: str) -> None:
    """Two on one database: the second says so, and the first goes on."""
    async with on_the_wire(database_url, greeted=()) as stage:
        sh = Shell(
            stage.world,
            {
                "BOT_TOKEN": stage.settings.bot_token.get_secret_value(),
                "TELEGRAM_API_URL": stage.settings.telegram_api_url,
                "DATABASE_URL": database_url,
            },
        )
        code, said = await sh.run("run", again=True)
        assert code == 2
        assert said.strip() == "DATABASE_URL names a database on which another bot runs: stop that one first."
        await stage.say(PERSON, "/start")
        assert "Sancy Volcans" in stage.last(PERSON)
