"""`make year`: a simulated year, printed. It ends with 1 where something happened that must not.

`python -m tests.year --people 100 --days 60` plays a smaller one, `--seed` another one.
"""

from __future__ import annotations

import argparse
import asyncio
import sys

from rich.console import Console

from bot import logs
from tests.year import checks, table
from tests.year.play import play


def main() -> int:
    """Play it, and print it."""
    parser = argparse.ArgumentParser()
    for name, usual in (("--people", 1000), ("--days", 365), ("--seed", 1)):
        parser.add_argument(name, type=int, default=usual)
    asked = parser.parse_args()
    logs.set_up("ERROR")
    diary = asyncio.run(play(asked.people, asked.days, asked.seed))
    found = checks.run(diary)
    table.show(diary, found, Console())
    return int(bool(diary.faults) or any(check.found for check in found))


if __name__ == "__main__":
    sys.exit(main())
