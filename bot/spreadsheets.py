"""Spreadsheets: a file that somebody sent is read in a process of its own, which may take so much and no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.workshop import Bounds, Maker, OverrunError
from conversations.words import offer_lists
from network.imports.rows import Reading, Sort, UnreadableError
from network.model import Network

BOUNDS = Bounds(seconds=60, memory=1 << 30)
"""docs/imports.md says what the largest file that is taken needs of them."""


async def read(
    maker: Maker,
    data: bytes,
    network: Network,
    today: date,
    sort: Sort | None = None,
    given: Mapping[str, str] | None = None,
) -> Reading:
    """What `conversations.words.offer_lists.read` says. Raises UnreadableError, also where it takes too much."""
    try:
        columns = None if given is None else dict(given)
        return await maker.make_apart(offer_lists.read, data, network, today, sort, columns, within=BOUNDS)
    except OverrunError as error:
        raise UnreadableError("imports.too_much") from error
