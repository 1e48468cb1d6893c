"""Checking what is data: a network file, the flows, the texts. No token and no database are needed."""

from __future__ import annotations

from pathlib import Path

from conversations.engine.check import check_all
from network import file


def problems(network_file: Path) -> tuple[list[str], list[str]]:
    """What is wrong, and remarks that stop nobody.

    Raises:
        NetworkFileError: the network file cannot be read at all.
    """
    network = file.load(network_file)
    return check_all(network), file.warnings(network)
