"""A real PostgreSQL for the tests: found on the machine, started in a temporary folder, stopped at the end."""

from __future__ import annotations

import asyncio
import fcntl
import itertools
import json
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, Any, TypeVar

import asyncpg  # type: ignore[import-untyped]

from tests.stage.databases import memory, migrate

T = TypeVar("T")

OLDEST = 15
_USER = "test"
_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Fedora, RHEL
    "/opt/homebrew/opt/postgresql*/bin",  # Homebrew on Apple silicon
    "/usr/local/opt/postgresql*/bin",  # Homebrew on Intel
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
_PREFIX, _USERS = "pg-", "users"
_ROOM = 2 << 30
"""Bytes that a server and the databases of a run may take in memory, with much to spare."""
_FOR_SPEED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class PostgresMissing(Exception):  # noqa: N818 - it names the state of the machine
    """No PostgreSQL can be started here; the text says what is missing and how to mend it."""


class Server:
    """A running server. Databases are made and dropped over one connection, in a thread and a loop of its own.

    `named` begins the name of each of them: several processes may use one server.
    """

    def __init__(self, port: int, named: str = "test", folder: Path | None = None) -> None:
        self.port = port
        self._folder = folder
        self._named = named
        self._numbers = itertools.count(1)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="postgres")
        self._runner = self._thread.submit(asyncio.Runner).result()
        self._connection = self._run(self._connect())

    async def _connect(self) -> Any:
        return await asyncpg.connect(host="127.0.0.1", port=self.port, user=_USER, database="postgres")

    def crash(self) -> None:
        """Stop as a machine does that breaks, and start again on the same port. For a durable server of one’s own."""
        assert self._folder is not None
        self._connection.terminate()
        arguments = ("restart", "-D", self._folder / "data", "-l", self._folder / "log", "-m", "immediate", "-w")
        done = _call(_account(), self._folder, find_programs() / "pg_ctl", *arguments)
        assert done.returncode == 0, done.stdout
        self._connection = self._run(self._connect())

    def empty(self) -> str:
        """The URL of a fresh, empty database, for SQLAlchemy with asyncpg."""
        return self._create("template1")

    def migrated(self) -> str:
        """The URL of a fresh copy of a database that has its shape."""
        return self._create(self._template)

    @cached_property
    def _template(self) -> str:
        url = self.empty()
        migrate(url)
        return url.rpartition("/")[2]

    @contextmanager
    def away(self, url: str) -> Iterator[None]:
        """A block in which nobody gets into a database; whoever is in it is thrown out."""
        name = url.rpartition("/")[2]
        self._run(self._connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        out = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1"
        self._run(self._connection.execute(out, name))
        try:
            yield
        finally:
            self._run(self._connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))

    def copied(self, url: str) -> str:
        """The URL of a copy of a database to which nobody is connected."""
        return self._create(url.rpartition("/")[2])

    def _create(self, template: str) -> str:
        name = f"{self._named}_{next(self._numbers)}"
        self._run(self._connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY"))
        return f"postgresql+asyncpg://{_USER}@127.0.0.1:{self.port}/{name}"

    def drop(self, url: str) -> None:
        """Drop a database; whoever is still connected to it is thrown out."""
        name = url.rpartition("/")[2]
        self._run(self._connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))

    def close(self) -> None:
        """Leave the server."""
        self._run(self._connection.close())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()

    def _run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        # A test may have a running loop of its own in its thread: never borrow it.
        run: Callable[[Coroutine[Any, Any, T]], T] = self._runner.run
        return self._thread.submit(run, coroutine).result()


@contextmanager
def shared(folder: Path, named: str) -> Iterator[Server]:
    """The server of all processes that give this folder: whoever comes first starts it, whoever leaves last stops it.

    Raises `PostgresMissing` as `running` does.
    """
    note = folder / "postgres.json"
    with (folder / "postgres.door").open("w") as door:
        with _locked(door):
            if note.exists():
                begun = Begun(**json.loads(note.read_text(encoding="utf-8")))
                users = _use(Path(begun.folder))
            else:
                begun, users = _begin()
                note.write_text(json.dumps(asdict(begun)), encoding="utf-8")
        server = Server(begun.port, named)
        try:
            yield server
        finally:
            server.close()
            with users, _locked(door), suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                note.unlink()
                _end(Path(begun.folder))


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """Start a server, stop it at the end. `durable` keeps fsync on, where the cost of a commit is what is measured.

    Raises `PostgresMissing` where there is none, or none that starts.
    """
    begun, users = _begin(durable=durable)
    with users:
        try:
            server = Server(begun.port, folder=Path(begun.folder))
            try:
                yield server
            finally:
                server.close()
        finally:
            _end(Path(begun.folder))


@dataclass(frozen=True, slots=True)
class Begun:
    """A server that was started: the folder of its files, and the port on which it listens."""

    folder: str
    port: int


def _begin(*, durable: bool = False) -> tuple[Begun, IO[str]]:
    programs, account = find_programs(), _account()
    _sweep()
    place = _disk() if durable else memory(_ROOM) or _disk()
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
    (folder / _USERS).touch()
    users = _use(folder)
    try:
        if account is not None:
            os.chown(folder, account.pw_uid, account.pw_gid)
        port = _start(programs, folder, account, {} if durable else _FOR_SPEED)
    except BaseException:
        users.close()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Begun(str(folder), port), users


def _use(folder: Path) -> IO[str]:
    """The file that whoever uses a server has locked; the kernel unlocks it for a process that is killed."""
    users = (folder / _USERS).open()
    fcntl.flock(users, fcntl.LOCK_SH)
    return users


def _disk() -> Path:
    """Where a server may keep its files that is not in memory: where its account gets in, too."""
    return Path("/tmp" if _account() else tempfile.gettempdir())  # noqa: S108 - for mkdtemp


def _sweep() -> None:
    """Stop the servers that tests which were killed have left behind."""
    places = {place for place in (_disk(), memory()) if place is not None}
    for pid in (found for place in places for found in place.glob(f"{_PREFIX}*/data/postmaster.pid")):
        folder = pid.parents[1]
        with suppress(OSError), (folder / _USERS).open() as users:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _end(folder)


def _end(folder: Path) -> None:
    """By the process id in its own folder; "immediate" leaves nothing behind that anybody needs."""
    _call(_account(), folder, find_programs() / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-w")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(door: IO[str]) -> Iterator[None]:
    fcntl.flock(door, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(door, fcntl.LOCK_UN)


def find_programs() -> Path:
    """The folder of the newest PostgreSQL that is new enough: `initdb`, `pg_ctl` and `postgres` stand there."""
    found: dict[Path, int] = {}
    for folder in _candidates():
        programs = [folder / name for name in ("initdb", "pg_ctl", "postgres")]
        if folder not in found and all(os.access(program, os.X_OK) for program in programs):
            said = subprocess.run([programs[-1], "--version"], capture_output=True, text=True, check=False).stdout
            version = re.search(r"\b(\d+)", said)
            found[folder] = int(version[1]) if version else 0
    newest = max(found, key=lambda folder: found[folder], default=None)
    if newest is None:
        raise PostgresMissing(f"no PostgreSQL found; install PostgreSQL ≥ {OLDEST} (Debian: apt install postgresql)")
    if found[newest] < OLDEST:
        raise PostgresMissing(f"PostgreSQL {found[newest]} found, but the tests need PostgreSQL ≥ {OLDEST}")
    return newest


def _candidates() -> Iterator[Path]:
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent
    if pg_config := shutil.which("pg_config"):
        said = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False).stdout
        yield Path(said.strip()).resolve()
    for pattern in _PLACES:
        yield from (place.resolve() for place in Path("/").glob(pattern.lstrip("/")))


def _account() -> pwd.struct_passwd | None:
    """Whom to run the server as: ourselves, but never root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresMissing("PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody")


def _start(programs: Path, folder: Path, account: pwd.struct_passwd | None, settings: dict[str, str]) -> int:
    """Make the cluster and start it. The locale is C, which every machine has and which orders text as SQLite does."""
    data = folder / "data"
    initdb = _call(
        account, folder, programs / "initdb", "-D", data, "-U", _USER,
        "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions",
    )  # fmt: skip
    if initdb.returncode:
        raise PostgresMissing(f"initdb failed: {initdb.stdout.strip()}")
    settings = {
        **settings,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "200",
        "timezone": "UTC",
    }
    log = folder / "log"
    for _ in range(3):  # somebody else may take the free port before the server does
        settings["port"] = str(_free_port())
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        start = ("start", "-D", data, "-l", log, "-o", options, "-w", "-t", "60")
        if _call(account, folder, programs / "pg_ctl", *start).returncode == 0:
            return int(settings["port"])
    raise PostgresMissing(
        f"PostgreSQL does not start: {log.read_text(errors='replace').strip() if log.exists() else ''}"
    )


def _call(
    account: pwd.struct_passwd | None, folder: Path, program: Path, *arguments: str | Path
) -> subprocess.CompletedProcess[str]:
    """Run a program of PostgreSQL's as `account`, with nothing of our own environment that could change what it does.

    The output goes to a file: a server started by pg_ctl would hold a pipe open for as long as it runs.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={"PATH": f"{program.parent}:/usr/bin:/bin", "LC_ALL": "C", "TMPDIR": str(folder)},
            user=None if account is None else account.pw_uid,
            group=None if account is None else account.pw_gid,
            extra_groups=None if account is None else [],
            timeout=120,
            check=False,
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, output.read())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
