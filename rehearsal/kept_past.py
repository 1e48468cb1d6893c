"""The kept past: what was lived once is kept beside the database, for the next start of the same day."""

from __future__ import annotations

import hashlib
import shutil
from datetime import datetime, time
from pathlib import Path

from storage.engine import private

CODE = ("bot", "conversations", "handlers", "network", "rehearsal", "storage")
"""Whatever changes in these folders may change what becomes of a past."""
COMES_DUE = (time(9), time(18))
"""When promises come due, local time: a past that was lived before is no longer the same after."""


def place(database: Path, network_file: Path, about: str, now: datetime) -> Path:
    """Where a past is kept that ends at `now` (local); `about` says who takes part."""
    root = Path(__file__).parents[1]
    code = sorted(path for folder in CODE for path in (root / folder).rglob("*") if path.suffix != ".pyc")
    stands = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in code if path.is_file()]
    passed = sum(moment <= now.time() for moment in COMES_DUE)
    said = "\n".join([*stands, network_file.read_text(encoding="utf-8"), about, f"{now.date()} {passed}"])
    return database.with_name(f"past-{hashlib.sha256(said.encode()).hexdigest()[:16]}.sqlite3")


def bring(kept: Path, database: Path) -> bool:
    """Begin `database` with a past that is kept, if it is, and throw those of other days away."""
    for old in kept.parent.glob("past-*.sqlite3*"):
        if old != kept:
            old.unlink(missing_ok=True)
    if not kept.exists():
        return False
    shutil.copyfile(kept, private.make(database))
    return True
