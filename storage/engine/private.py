"""Private: files that hold what people have told are their owner's alone, whatever the umask."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def make(path: Path) -> Path:
    """The file, made empty where there is none, for its owner alone; SQLite fills it and its log gets the same rights.

    Raises:
        OSError: it cannot be made.
    """
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    _close_to_others(path)
    return path


def make_database(path: Path) -> None:
    """An SQLite file in its folder, which is made where there is none. What an earlier version left open beside it, its
    log and copies of it, is closed to others too.

    Raises:
        OSError: it cannot be made.
    """
    make_folder(path.parent)
    make(path)
    for beside in (*path.parent.glob(f"{path.name}-*"), *copies(path)):
        _close_to_others(beside)


def make_folder(folder: Path) -> None:
    """The folder, made for its owner alone where there is none. Raises OSError where it cannot be made."""
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)


def copies(path: Path, folder: Path | None = None) -> Iterator[Path]:
    """The copies of an SQLite file that lie in a folder, or beside it."""
    return (folder or path.parent).glob(f"{path.stem}-*{path.suffix}.backup")


def _close_to_others(path: Path) -> None:
    with suppress(FileNotFoundError, PermissionError):  # it is gone, or somebody else's, who says who may read it
        path.chmod(0o600)
