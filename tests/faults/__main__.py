"""Seeding the faults: each is planted in a copy of the checkout, and the tests that are there for it must fail.

`python -m tests.faults [WORD …]` is for people, before and after code was moved about; with words, it takes the faults
alone whose sentence has one of them. The sentence of a fault is the contract, its patch only how it is spelt today:
where a patch no longer fits, spell it anew, so that the sentence holds.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.codebase.repository import ROOT, files
from tests.faults.fault import Fault, faults, files_with

FAILED = 1
"""How pytest ends when tests ran and failed; any other end but 0 says that they could not be run."""


def main(words: Sequence[str]) -> int:
    """Plant these faults in turn, or all. Returns how many were not caught."""
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound"
        copy(sound)
        chosen = [fault for fault in faults() if not words or any(word in fault.sentence for word in words)]
        if run(sound, chosen):
            sys.exit("The tests fail without any fault, or there are none: mend that first.")
        for fault in chosen:
            spoilt = Path(folder) / "spoilt"
            shutil.copytree(sound, spoilt)
            fault.spoil(spoilt)
            began = time.monotonic()
            caught = run(spoilt, [fault]) == FAILED
            missed += not caught
            print(
                f"{'caught' if caught else 'NOT caught':>10}  {time.monotonic() - began:4.0f} s  {fault.sentence}",
                flush=True,
            )
            shutil.rmtree(spoilt)
    return missed


def copy(to: Path) -> None:
    """The files of the checkout as they are now."""
    for path in files():
        target = to / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)


def run(root: Path, of: Sequence[Fault]) -> int:
    """Run the tests that catch these faults. Returns how pytest ended."""
    where = sorted({file for fault in of for file in files_with(fault.test, root)})
    which = " or ".join(f"({fault.caught_by})" for fault in of)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-k", which, *where],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
