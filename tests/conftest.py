"""What every test may ask for: a fresh database of either kind, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

from tests import postgres as postgresql

# The same examples on every machine and in every run; a longer search is somebody's decision, not chance.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")

_BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def _missing(reason: str, *, insisted_by: str) -> NoReturn:
    """Skip the test, or fail it where the environment insists on what is missing."""
    if os.environ.get(insisted_by) == "1":
        pytest.fail(f"{reason} ({insisted_by}=1 insists on it)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of the tests' own."""
    try:
        with postgresql.running() as server:
            yield server
    except postgresql.PostgresMissing as missing:
        _missing(str(missing), insisted_by="REQUIRE_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, empty database: the test runs once on each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite3'}"
        return
    server: postgresql.Server = request.getfixturevalue("postgres")
    url = server.create_database()
    yield url
    server.drop_database(url)


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """A Chromium or a Chrome that can run without a screen."""
    for name in _BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    _missing("no Chromium or Chrome found; Debian: apt install chromium", insisted_by="REQUIRE_BROWSER")
