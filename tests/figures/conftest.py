"""The network of the sample."""

from __future__ import annotations

import pytest

from network.file import load
from network.model import Network
from tests.network.conftest import NETWORK_FILE


@pytest.fixture(scope="session")
def network() -> Network:
    """As its file says it."""
    return load(NETWORK_FILE)
