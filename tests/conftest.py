"""What every test may ask for: a fresh database of either kind, a browser, tools that read PDFs."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import hypothesis
import pytest

from bot import logs
from tests.rehearsal import shelf
from tests.stage import greeted, staged
from tests.stage import postgres as postgresql
from tests.stage.databases import Files, Maker, memory

# The same examples on every machine and in every run; a longer search is somebody's decision, not chance.
hypothesis.settings.register_profile("house", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("house")

BROWSERS = (
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


PROCESSES = 4
"""Beyond these, what they wait for is the same disk."""
FIRST = ("year", "crash", "browser", "rehearsal", "filled", "reports")
"""Folders whose tests take the longest: begun last, one would keep a process busy when the others have ended."""


def pytest_xdist_auto_num_workers() -> int | None:
    """A process a core and one more, since some wait for a browser, a server or a process of their own."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None  # somebody has said how many
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(PROCESSES, cores + 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """See `scheduling`."""
    from tests.scheduling import Together

    config.option.loadscopereorder = False  # what takes the longest begins first, however many tests it is
    return Together(config, log)


YOUNG = 20_000
"""Objects after which Python looks for what may go. Most of a test’s have gone by themselves before then; after as few
as it begins with, 700, looking took a fortieth of all.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes the longest begins first."""
    tests = Path(__file__).parent
    place = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.relative_to(tests).parts[0], len(FIRST)))


def pytest_collection() -> None:
    """While modules are loaded and tests collected nothing goes: to look for what may took half of the time."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was collected stays to the end: Python goes through it no more when it looks for what may go."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)


@pytest.fixture(scope="session", autouse=True)
def quiet() -> None:
    """Logs as in production, from warnings on."""
    logs.set_up("ERROR")


@pytest.fixture(scope="session", autouse=True)
def one_past(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the first rehearsal of a run has lived is there for those of every process."""
    base = tmp_path_factory.getbasetemp()
    shelf.SHELF = (base.parent if hasattr(request.config, "workerinput") else base) / "past"
    shelf.SHELF.mkdir(exist_ok=True)


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgresql.Server]:
    """A PostgreSQL server of the tests' own, which the processes of one run share."""
    worker: str | None = getattr(request.config, "workerinput", {}).get("workerid")
    folder = tmp_path_factory.getbasetemp().parent
    try:
        with postgresql.running() if worker is None else postgresql.shared(folder, worker) as server:
            greeted.live(server, staged)
            yield server
    except postgresql.PostgresMissing as absent:
        missing(str(absent), insisted_by="REQUIRE_POSTGRES")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Files]:
    """A folder for SQLite databases."""
    with tempfile.TemporaryDirectory(dir=memory() or tmp_path_factory.getbasetemp()) as folder:
        made = Files(Path(folder))
        greeted.live(made, staged)
        yield made


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.proof)])
def maker(request: pytest.FixtureRequest) -> Maker:
    """Makes databases of one kind: the test runs once on each, on PostgreSQL by `make proofs` (see `ON_BOTH`)."""
    found: Maker = request.getfixturevalue("files" if request.param == "sqlite" else "postgres")
    return found


@pytest.fixture
def new_database(maker: Maker) -> Iterator[Callable[[], str]]:
    """Makes fresh databases that have their shape, and gives their URLs: the test runs once on each kind."""
    made: list[str] = []

    def make() -> str:
        made.append(maker.migrated())
        return made[-1]

    yield make
    for url in made:
        maker.drop(url)


@pytest.fixture
def database_url(new_database: Callable[[], str]) -> str:
    """The URL of a fresh database that has its shape: the test runs once on each kind."""
    return new_database()


@pytest.fixture
def empty_database(maker: Maker) -> Iterator[str]:
    """The URL of a fresh database with nothing in it, for a test about migrating: it runs once on each kind."""
    url = maker.empty()
    yield url
    maker.drop(url)


@pytest.fixture
def file_url(files: Files) -> Iterator[str]:
    """An SQLite file that has its shape, where the kind of database makes no difference."""
    url = files.migrated()
    yield url
    files.drop(url)


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """A Chromium or a Chrome that can run without a screen."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    missing("no Chromium or Chrome found; Debian: apt install chromium", insisted_by="REQUIRE_BROWSER")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Poppler's tools, with which the tests read what is on a PDF."""
    if any(shutil.which(tool) is None for tool in ("pdftotext", "pdftoppm", "pdfinfo", "pdffonts")):
        missing("no pdftotext found; Debian: apt install poppler-utils", insisted_by="REQUIRE_POPPLER")
