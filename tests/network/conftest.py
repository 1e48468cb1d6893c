"""The demonstration network and its indexes, built once for all tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from network.file import load
from network.model import Network
from network.places import PlaceIndex
from network.sectors import SectorIndex

NETWORK_FILE = Path(__file__).parents[2] / "networks" / "sancy-volcans.toml"


@pytest.fixture(scope="session")
def network() -> Network:
    return load(NETWORK_FILE)


@pytest.fixture(scope="session")
def places(network: Network) -> PlaceIndex:
    return PlaceIndex(network)


@pytest.fixture(scope="session")
def sectors(network: Network) -> SectorIndex:
    return SectorIndex(network)
