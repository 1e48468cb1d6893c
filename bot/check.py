"""Checking what is data: a network file, the flows, the texts. No token and no database are needed."""

from __future__ import annotations

from pathlib import Path

from bot.program import FLOWS
from conversations import flow
from conversations.check import check_all
from conversations.flow import FlowError
from network import file


def problems(network_file: Path) -> tuple[list[str], list[str]]:
    """What is wrong, and remarks that stop nobody.

    Raises:
        NetworkFileError: the network file cannot be read at all.
    """
    network = file.load(network_file)
    found: list[str] = []
    for name in FLOWS:
        try:
            flow.load(name)
        except FlowError as error:
            found.append(str(error))
    found += check_all(network)
    return found, file.warnings(network)
