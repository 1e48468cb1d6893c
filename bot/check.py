"""Checking what is data: a network file, the flows, the texts. No token and no database are needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from conversations.engine.check import check_all
from network import file, soundness, town_halls
from network.model import Network


def problems(network_file: Path) -> tuple[list[str], list[str]]:
    """What is wrong, and remarks that stop nobody.

    Raises:
        NetworkFileError: the network file cannot be read at all.
    """
    network = file.load(network_file)
    return check_all(network), [*soundness.warnings(network), *_accounts(network), *town_halls.remarks(network)]


def _accounts(network: Network) -> Iterator[str]:
    named = sum(referent.telegram_id is not None for referent in network.referents)
    if named:
        yield (
            f"referents: {named} have a telegram_id, which counts in a rehearsal alone (demo, play): elsewhere bind an "
            "account with a link, `python -m bot invite REFERENT`"
        )
