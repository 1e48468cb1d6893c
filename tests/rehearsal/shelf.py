"""The shelf: the past that one rehearsal of a run has lived is there for the next, as for the second of a day."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SHELF = Path()
"""The folder in which it is kept: that of a run, whose processes share it."""


@contextmanager
def with_past(folder: Path) -> Iterator[None]:
    """A block in which a rehearsal keeps its database in `folder`: the past is there, if there was one before."""
    folder.mkdir(parents=True, exist_ok=True)
    for past in SHELF.glob("*.sqlite3"):
        shutil.copy(past, folder)
    yield
    for past in folder.glob("past-*.sqlite3"):
        if not (kept := SHELF / past.name).exists():
            half = kept.with_suffix(f".{os.getpid()}")
            shutil.copy(past, half)
            half.replace(kept)  # whole at once: another process may look
