"""Measuring what is looked up: `python -m tests.network.measure` prints how long a place, a sector or
somebody of the directory takes to find.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial

from conversations.engine.knowledge import Knowledge
from network import file
from network.model import Network
from network.places import PlaceIndex
from network.sectors import SectorIndex
from tests.network.test_directory import many
from tests.network.test_tables import HALVES, lines_of
from tests.stage import NETWORK

MANY = 1000
"""Organisations of a network that is larger than any."""


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
    small, large = (_directory(one) for one in (network, many(network, MANY)))
    print(f"directory: {MANY} organisations take {large / small:.1f} times as long as {len(network.organisations)}")


def _directory(network: Network) -> float:
    """The median of what is looked for, printed with the worst."""
    began = time.perf_counter()
    directory = Knowledge.of(network).directory()
    built = 1000 * (time.perf_counter() - began)
    taken = [milliseconds(partial(directory.find, text)) for _, text in lines_of("directory")]
    half = statistics.median(taken)
    count = len(directory.listings)
    print(f"directory of {count}: made in {built:.0f} ms, median {half:.2f} ms, worst {max(taken):.1f} ms")
    return half


if __name__ == "__main__":
    main()
