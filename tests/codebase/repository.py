"""The files of the project, as git knows them: tracked, or new and not ignored."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@cache
def _listed() -> tuple[Path, ...] | None:
    if shutil.which("git") is None:
        return None
    done = subprocess.run(
        # The clone may belong to somebody else than the one who runs the tests.
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        return None
    names = sorted(set(done.stdout.decode().split("\0")) - {""})
    return tuple(path for name in names if (path := ROOT / name).is_file())


def files(suffix: str = "") -> tuple[Path, ...]:
    """Every file of the project whose name ends in `suffix`; skips the test where git cannot tell."""
    listed = _listed()
    if listed is None:
        pytest.skip("only git can tell which files belong to the project: this is no clone, or there is no git")
    return tuple(path for path in listed if path.name.endswith(suffix))


def texts() -> dict[str, str]:
    """Every text file, by its name below the root."""
    found = {}
    for path in files():
        try:
            found[path.relative_to(ROOT).as_posix()] = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture
    return found


def read(name: str) -> str:
    """One file, by its name below the root."""
    return (ROOT / name).read_text("utf-8")
