"""The demonstration network, loaded once."""

from tests.network.conftest import network

__all__ = ["network"]
