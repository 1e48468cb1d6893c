"""Copies: what an SQLite database was at a moment, in a file that was read back; where they lie and for how long."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from storage.engine import private

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

DAYS = 30
"""Longer than that no copy is kept: it holds what people have had erased since."""
WEEK = timedelta(days=7)
"""So long every copy is kept; of those that are older, the first of each week."""

RESTORING = "restoring-"
"""How the folder is called, beside the database, in which a copy is made ready to take its place."""

_STAMP = "%Y%m%d-%H%M%S"
_MADE_AT = re.compile(r"-(\d{8}-\d{6})\.[^-/]*$")
_PAGES = 1024
"""Pages that are read at a time: whoever writes meanwhile is never waited for, nor waits."""


class CopyError(Exception):
    """There is no copy, or none that can be used. The text says why, fit to be shown."""


# --- one copy ---------------------------------------------------------------------------------------------------------


def make(path: Path, folder: Path, now: datetime) -> Path:
    """A copy of the database at `path`, beside whoever works with it. It is there once it was read back.

    Raises:
        CopyError: there is no database, or what was written is not what was read.
        OSError, sqlite3.Error: it cannot be read, or the folder takes no more.
    """
    if not path.is_file():
        raise CopyError("there is no database yet")
    private.make_folder(folder)
    with once_whole(folder / name(path, now)) as half:
        read = _copy(path, half)
        if verify(half) != read:
            raise CopyError("the copy does not hold what the database holds")
    return half.with_suffix("")


def name(path: Path, now: datetime) -> str:
    """What the copy of a database at that moment is called."""
    return f"{path.stem}-{now.astimezone(UTC):{_STAMP}}{path.suffix}.backup"


def _copy(path: Path, target: Path) -> Mapping[str, int]:
    """Copy a database as it is at one moment. Gives how many rows each table had then."""
    with closing(sqlite3.connect(path, isolation_level=None)) as source, closing(sqlite3.connect(target)) as copy:
        source.execute("BEGIN")  # what is written from here on is not seen, and so the copy comes to an end
        rows = _rows(source)
        source.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it
        return rows


def verify(copy: Path) -> Mapping[str, int]:
    """Read a copy from beginning to end; nothing is written, not even beside it. Gives how many rows each table has.

    Raises:
        CopyError: it is broken, or no database of this program.
    """
    try:
        with closing(look_into(copy)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise CopyError(f"{copy.name} is broken")
            rows = _rows(connection)
    except sqlite3.Error:
        raise CopyError(f"{copy.name} is broken, or no database") from None
    if "alembic_version" not in rows:
        raise CopyError(f"{copy.name} is no database of this program")
    return rows


def look_into(copy: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes to: it makes no other file."""
    return sqlite3.connect(f"file:{quote(str(copy))}?mode=ro&immutable=1", uri=True)


def _rows(connection: sqlite3.Connection) -> dict[str, int]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    tables = connection.execute(query).fetchall()
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in tables}  # noqa: S608


def made_at(copy: Path) -> datetime | None:
    """When a copy was made, by its name; None where it is called otherwise."""
    found = _MADE_AT.search(copy.name)
    try:
        return None if found is None else datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


@contextmanager
def once_whole(target: Path) -> Iterator[Path]:
    """A file to fill, its owner’s alone, which is called `target` once the block has succeeded, whatever the machine
    does then. Raises OSError before the block where it cannot be made.
    """
    if target.exists() and not target.is_file():
        raise OSError(errno.EEXIST, "it is no file")
    half = target.with_name(f"{target.name}.half")
    half.unlink(missing_ok=True)
    private.make(half)
    try:
        yield half
        settle(half)
        half.replace(target)
        settle(target.parent)
    finally:
        half.unlink(missing_ok=True)


def fill(half: Path, data: bytes) -> None:
    """Put all of a file where it outlasts the machine’s failing. Raises OSError where there is no room for it."""
    half.write_bytes(data)
    settle(half)


def settle(path: Path) -> None:
    """A file, or what a folder holds, outlasts the machine’s failing from here on."""
    there = os.open(path, os.O_RDONLY)
    try:
        os.fsync(there)
    finally:
        os.close(there)


# --- where they lie, and for how long ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies of the database at `path`: in a folder, and where there is a `second` one, outside the machine, there
    too. They are kept for `days`.
    """

    path: Path
    folder: Path
    second: Path | None = None
    days: int = DAYS

    def make(self, now: datetime) -> Path:
        """Make a copy, put it into the second place too, and throw away the old ones.

        Raises as `make` does, and CopyError where the second place is not there: then the copy is made all the same.
        """
        copy = make(self.path, self.folder, now)
        self.catch_up(now)
        return copy

    def catch_up(self, now: datetime) -> None:
        """Throw away the old copies, and put into the second place those of this week that it lacks.

        Raises CopyError where it is not there, or takes nothing.
        """
        thin(self.path, self.folder, now, self.days)
        if self.second is None:
            return
        for copy in self.behind(now):
            put_too(copy, self.second)
        thin(self.path, self.second, now, self.days)

    def behind(self, now: datetime) -> list[Path]:
        """The copies of this week that the second place lacks."""
        new = [copy for copy, at in self._dated() if now - at <= WEEK]
        return [] if self.second is None else [copy for copy in new if not (self.second / copy.name).exists()]

    @property
    def newest(self) -> datetime | None:
        """When the newest copy was made."""
        return max((at for _, at in self._dated()), default=None)

    def _dated(self) -> list[tuple[Path, datetime]]:
        found = ((copy, made_at(copy)) for copy in sorted(private.copies(self.path, self.folder)))
        return [(copy, at) for copy, at in found if at is not None]


def copies_of(url: str, folder: Path | None, second: Path | None = None, days: int = DAYS) -> Copies | None:
    """The copies of the database of a URL, in its own folder where no other is given; None on PostgreSQL, whose own
    tools make them.
    """
    made = _read(url)
    if made.get_backend_name() != "sqlite" or not made.database:
        return None
    path = Path(made.database)
    return Copies(path, folder or path.parent, second, days)


def lists_of(url: str, folder: Path | None, second: Path | None = None) -> list[Path]:
    """The lists of what was erased, beside the copies (see `storage.engine.erased`). For a PostgreSQL there are none
    where no folder is given.
    """
    made = _read(url)
    here = made.get_backend_name() == "sqlite"
    own = Path(made.database or "").parent if here else None
    name = f"{Path(made.database or '').stem}.erased"
    return [place / name for place in (folder or own, second) if place is not None]


def put_too(copy: Path, folder: Path) -> None:
    """Put a copy into another folder, which has to be there: one that is made where a share is not mounted would lie on
    this machine. What was written is read back.

    Raises CopyError where it is not there or takes nothing.
    """
    if not folder.is_dir():
        raise CopyError(f"the second place is not there: {folder}")
    try:
        with once_whole(folder / copy.name) as half:
            shutil.copyfile(copy, half)
            settle(half)
            if _digest(half) != _digest(copy):
                raise CopyError(f"the second place holds something else than was written: {folder}")
    except OSError as error:
        raise CopyError(f"the second place takes no copy ({error.strerror}): {folder}") from None


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def thin(path: Path, folder: Path, now: datetime, days: int = DAYS) -> None:
    """Throw away the copies of a database that are kept no longer: every one for a week, then the first of each week
    until `days` have passed. What a program that was killed has left half done goes after a day.
    """
    weeks: set[tuple[int, int]] = set()
    for copy in sorted(private.copies(path, folder)):
        made = made_at(copy)
        if made is None or now - made <= WEEK:
            continue
        week = made.isocalendar()[:2]
        if now - made > timedelta(days=days) or week in weeks:
            copy.unlink()
            for end in ("-wal", "-shm"):  # of a database that was put aside and could not be read
                copy.with_name(f"{copy.name}{end}").unlink(missing_ok=True)
        else:
            weeks.add(week)
    for half in folder.glob(f"{path.stem}-*{path.suffix}.backup.half"):
        if (begun := made_at(half)) is not None and now - begun > timedelta(days=1):
            half.unlink()
    for left in folder.glob(f"{RESTORING}*"):
        if now.timestamp() - left.stat().st_mtime > timedelta(days=1).total_seconds():
            shutil.rmtree(left)


def _read(url: str) -> URL:
    """SQLAlchemy is read here: the settings know this module, and whoever only starts other processes needs no SQL."""
    from sqlalchemy.engine import make_url

    return make_url(url)


def pg_dump(url: str) -> str:
    """The command that copies a PostgreSQL database, as its administrator types it: the password is asked for, or
    stands in their ~/.pgpass.
    """
    given = _read(url)
    there = given.create("postgresql", given.username, None, given.host, given.port, given.database)
    return f'pg_dump --format=custom --file="{there.database}-$(date +%Y%m%d-%H%M%S).dump" "{there}"'
