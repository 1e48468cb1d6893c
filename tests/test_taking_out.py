"""Taking out, on the command line: verbs that read a database, and where what they write may lie."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.stage import NETWORK
from tests.stage.databases import sqlite_first
from tests.stage.inside import value
from tests.test_command_line import YEAR, seeded, shell, standing
from tests.test_migrations import brought_to

READING = (
    "stats",
    "stats --format json",
    "report 2026 out",
    "export --network",
    "export --format data.inclusion",
    "export --offers --to out.csv",
    "export --cases out.csv --personal",
    "brochure --folder out",
    "site out",
)
OTHERWISE = {
    "nothing": "there is no",
    "an earlier version": "it is an earlier version’s, and starting the bot brings it up to date",
    "another network": "the network 'sancy-volcans' of NETWORK_FILE has never been in it",
}


def held_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(one.name for one in folder.iterdir())


WORKING = (
    "invite conseiller-creation",
    "import",
    "import-cases base.csv",
    "import-cases base.csv --yes --source Chambre",
    "held",
    "held --send",
)
"""What works on what is there, and begins nothing."""


@sqlite_first("left", ("nothing", "another network"), also="nothing")
async def test_what_works_on_a_network_begins_none(left: str, empty_database: str, tmp_path: Path) -> None:
    """A path that was mistyped is said in a line, which names what begins a network: no database is made, and in that
    of another network nothing is written.
    """
    (tmp_path / "base.csv").write_text("Nom;Téléphone\nExemple;0199000001\n", "utf-8")
    async with shell(empty_database) as sh:
        if left == "another network":
            await seeded(sh)
            other = tmp_path / "other.toml"
            other.write_text(NETWORK.read_text("utf-8").replace('id = "sancy-volcans"', 'id = "autre"', 1), "utf-8")
            sh.settings["NETWORK_FILE"] = str(other)
        before = await standing(empty_database)
        for words in WORKING:
            given = [str(tmp_path / word) if word == "base.csv" else word for word in words.split()]
            code, said = await sh.run(*given, again=True)
            assert (code, "only `run` or `import --yes` begins a network" in said) == (2, True), (words, said)
            assert "DATABASE_URL names " + empty_database.partition("://")[0] in said
        assert await standing(empty_database) == before
        code, said = await sh.run("import", "--yes", again=True)
        assert (code, "begins in" in said) == (0, True), said
        assert (await sh.run("held", again=True))[0] == 0


@sqlite_first("left", tuple(OTHERWISE), also="nothing")
async def test_what_only_reads_makes_no_database(left: str, empty_database: str, tmp_path: Path) -> None:
    """A wrong DATABASE_URL is said in a line, without its secrets: no figures of nobody, no file without a case; no
    database is made, and none is brought to another version.
    """
    if left == "an earlier version":
        await brought_to(empty_database, "0007")
    async with shell(empty_database) as sh:
        if left == "another network":
            other = tmp_path / "other.toml"
            other.write_text(NETWORK.read_text("utf-8").replace('id = "sancy-volcans"', 'id = "autre"', 1), "utf-8")
            assert (await sh.run("import", "--yes", again=True, NETWORK_FILE=str(other)))[0] == 0
        before = await standing(empty_database)
        for words in READING if left == "nothing" else READING[:1]:
            given = [str(tmp_path / word) if word.startswith("out") else word for word in words.split()]
            code, said = await sh.run(*given, again=True)
            assert (code, OTHERWISE[left] in said) == (2, True), (words, said)
            assert "DATABASE_URL names " + empty_database.partition("://")[0] in said
        assert await standing(empty_database) == before
    assert held_in(tmp_path) == (["other.toml"] if left == "another network" else [])


@pytest.mark.parametrize("held", ["", "not a database"])
async def test_a_file_that_is_no_database_stays(held: str, tmp_path: Path) -> None:
    """Empty, or somebody else's."""
    path = tmp_path / "bot.sqlite3"
    path.write_text(held)
    async with shell(f"sqlite+aiosqlite:///{path}") as sh:
        code, said = await sh.run("stats", again=True)
    assert (code, "DATABASE_URL names " in said) == (2, True), said
    assert (held_in(tmp_path), path.read_text()) == (["bot.sqlite3"], held)


async def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.executescript("CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('9999')")
    before = path.read_bytes()
    async with shell(f"sqlite+aiosqlite:///{path}") as sh:
        code, said = await sh.run("export", "--network", again=True)
    assert (code, "a newer version of this program has worked with it" in said) == (2, True), said
    assert path.read_bytes() == before


# --- where it lies ----------------------------------------------------------------------------------------------------


async def test_what_is_taken_out_is_its_owners_alone(file_url: str, tmp_path: Path) -> None:
    """Under whatever umask, and in the place of a file that others could read."""
    (tmp_path / "old.csv").touch(0o644)
    async with shell(file_url) as sh:
        await seeded(sh)
        for words in ("--cases a.csv --personal", "--cases old.csv", "--offers --to b.xlsx", "--network --to c.toml"):
            given = [str(tmp_path / word) if "." in word else word for word in words.split()]
            assert (await sh.run("export", *given, again=True))[0] == 0
        code, said = await sh.run("report", str(YEAR), str(tmp_path / "out"), again=True)
        assert code == 0, said
    files = [one for one in sorted(tmp_path.rglob("*")) if one.is_file()]  # noqa: ASYNC240
    assert [one.suffix for one in files] == [".csv", ".xlsx", ".toml", ".csv", ".xlsx", ".docx", ".pdf"]
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}


@pytest.mark.parametrize(
    ("words", "why"),
    {
        "--cases out.pdf": "its name ends in .xlsx or .csv",
        "--offers --to out": "its name ends in .xlsx or .csv",
        "--cases out.csv --to other.csv": "--cases names the file itself",
        "--cases out/there/a.csv --personal": "cannot be written",
        "--offers --to out.d/b.csv": "cannot be written",
    }.items(),
)
async def test_what_cannot_be_written_is_not_noted(words: str, why: str, file_url: str, tmp_path: Path) -> None:
    """Nothing was taken out, and nothing is left."""
    (tmp_path / "out.d" / "b.csv").mkdir(parents=True)
    async with shell(file_url) as sh:
        await seeded(sh)
        given = [str(tmp_path / word) if word[0] == "o" else word for word in words.split()]
        code, said = await sh.run("export", *given, again=True)
        assert (code in (1, 2), why in said) == (True, True), said
    assert await value(file_url, "SELECT count(*) FROM export") == 0
    assert (held_in(tmp_path), held_in(tmp_path / "out.d")) == (["out.d"], ["b.csv"])
