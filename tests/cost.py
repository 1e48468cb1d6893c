"""Cost: what each test takes of the processor, with the processes that it starts: `PYTEST_ADDOPTS="-p tests.cost"`.

Said at the end: the whole, the dearest files, the dearest tests. PostgreSQL's own part is not in it, nor what goes on
in a process that has not ended by then, nor the programs of `tests/crash`, which are forked off another process.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Generator

import pytest

MOST = 25
_COST, _BEGAN = "seconds of the processor", pytest.StashKey[float]()
_costs: defaultdict[str, float] = defaultdict(float)


def _spent() -> float:
    """Seconds that this process and those of its that have ended have taken."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None]:
    """From here on it counts."""
    item.stash[_BEGAN] = _spent()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None]:
    """To here: the report of this phase takes along what stands with the test."""
    try:
        return (yield)
    finally:
        item.user_properties.append((_COST, _spent() - item.stash[_BEGAN]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """In the process that sees all reports."""
    for name, cost in report.user_properties:
        if name == _COST and isinstance(cost, float):
            _costs[report.nodeid] += cost


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was found."""
    files: defaultdict[str, float] = defaultdict(float)
    for test, cost in _costs.items():
        files[test.partition("::")[0]] += cost
    for title, costs in (("a file", files), ("a test", _costs)):
        terminalreporter.section(f"{_COST}: {sum(costs.values()):.0f}, the dearest by {title}")
        for name, cost in sorted(costs.items(), key=lambda one: -one[1])[:MOST]:
            terminalreporter.line(f"{cost:7.2f} {name}")
