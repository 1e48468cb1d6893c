"""The shelf: the past that one rehearsal of a run has lived is there for the next, as for the second of a day."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def _shelf() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory()  # until the process ends


@contextmanager
def with_past(folder: Path) -> Iterator[None]:
    """A block in which a rehearsal keeps its database in `folder`: the past is there, if there was one before."""
    shelf = Path(_shelf().name)
    folder.mkdir(parents=True, exist_ok=True)
    for past in shelf.iterdir():
        shutil.copy(past, folder)
    yield
    for past in folder.glob("past-*.sqlite3"):
        shutil.copy(past, shelf)
