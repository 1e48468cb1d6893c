"""The demonstration network, and what its lines are understood by, made once."""

from __future__ import annotations

from datetime import date

import pytest

from network.imports.ground import Ground
from network.model import Network
from tests.network.conftest import network

__all__ = ["network"]

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="session")
def ground(network: Network) -> Ground:
    return Ground(network, TODAY)
