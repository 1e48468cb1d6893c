"""Measuring what is looked up: `python -m tests.network.measure` prints how long a place or a sector takes to find."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from network import file
from network.places import PlaceIndex
from network.sectors import SectorIndex
from tests.network.test_tables import HALVES, lines_of
from tests.stage import NETWORK


def milliseconds(work: Callable[[], object]) -> float:
    """The best of three, since others share the machine."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return min(taken)


def main() -> None:
    """Print the median and the worst of all lines of all tables."""
    network = file.load(NETWORK)
    finders: dict[str, Callable[[str], object]] = {
        "places": PlaceIndex(network).find,
        "activities": SectorIndex(network).find,
    }
    for kind, find in finders.items():
        lines = [text for half in HALVES for _, text in lines_of(f"{kind}_{half}")]
        taken = [milliseconds(partial(find, text)) for text in lines]
        print(f"{kind}: {len(lines)} lines, median {statistics.median(taken):.2f} ms, worst {max(taken):.1f} ms")


if __name__ == "__main__":
    main()
