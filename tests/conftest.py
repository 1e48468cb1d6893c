"""What every test may ask for: a fresh database of either kind, a browser, tools that read PDFs."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

from bot import logs
from tests import postgres as postgresql

# The same examples on every machine and in every run; a longer search is somebody's decision, not chance.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")

# Real files without the wait for a disk: what a crash of the machine would lose is not these tests' subject.
_MEMORY = Path("/dev/shm")  # noqa: S108

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def missing(reason: str, *, insisted_by: str) -> NoReturn:
    """Skip the test, or fail it where the environment insists on what is missing."""
    if os.environ.get(insisted_by) == "1":
        pytest.fail(f"{reason} ({insisted_by}=1 insists on it)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session", autouse=True)
def quiet() -> None:
    """Logs as in production, from warnings on."""
    logs.set_up("ERROR")


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of the tests' own."""
    try:
        with postgresql.running() as server:
            yield server
    except postgresql.PostgresMissing as absent:
        missing(str(absent), insisted_by="REQUIRE_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes fresh, empty databases, and gives their URLs: the test runs once on each kind."""
    if request.param == "sqlite":
        numbers = itertools.count(1)
        with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else tmp_path) as folder:
            yield lambda: f"sqlite+aiosqlite:///{folder}/bot-{next(numbers)}.sqlite3"
        return
    server: postgresql.Server = request.getfixturevalue("postgres")
    made: list[str] = []

    def make() -> str:
        made.append(server.create_database())
        return made[-1]

    yield make
    for url in made:
        server.drop_database(url)


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """The URL of a fresh, empty database: the test runs once on each kind."""
    return new_database()


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """A Chromium or a Chrome that can run without a screen."""
    for name in _BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    missing("no Chromium or Chrome found; Debian: apt install chromium", insisted_by="REQUIRE_BROWSER")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Poppler's tools, with which the tests read what is on a PDF."""
    if any(shutil.which(tool) is None for tool in ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts")):
        missing("no pdftotext found; Debian: apt install poppler-utils", insisted_by="REQUIRE_POPPLER")
