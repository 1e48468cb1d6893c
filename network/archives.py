"""What is kept of every commune of France in archives of `network/data`: a line a commune, a member a department."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from zipfile import ZipFile

_DATA = files("network").joinpath("data")
MOST_KEPT = 8
"""Members that stay unpacked, of all archives."""


def line(archive: str, insee: str) -> str | None:
    """The line of that commune, which begins with its code; None where the archive has none."""
    return department(archive, insee[:3] if insee.startswith("97") else insee[:2]).get(insee)


@lru_cache(maxsize=MOST_KEPT)
def department(archive: str, code: str) -> dict[str, str]:
    """The lines of one department by INSEE code, some hundreds, unpacked when one of them is asked for; else none."""
    with as_file(_DATA.joinpath(archive)) as path, ZipFile(path) as kept:
        member = f"{code}.csv"
        if member not in kept.namelist():
            return {}
        return {text[:5]: text for text in kept.read(member).decode().splitlines()}
