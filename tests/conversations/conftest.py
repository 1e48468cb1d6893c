"""The sample network and the intake, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations.engine import flows
from conversations.engine.flow import Flow
from conversations.engine.knowledge import Knowledge
from network import file

NETWORK_FILE = Path(__file__).parents[2] / "networks" / "sancy-volcans.toml"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The network that comes with the program."""
    return Knowledge.of(file.load(NETWORK_FILE))


@pytest.fixture(scope="session")
def intake() -> Flow:
    """The first conversation."""
    return flows.load("intake")
