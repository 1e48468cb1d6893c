"""The block of the network: what it is today, and how its partners work together."""

from __future__ import annotations

from itertools import groupby

from handlers.statistics.counting import Seen
from handlers.statistics.working import DIRECT, NOBODY, Working
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.phrase import Param, phrase

BUILT_KEYS = {"stats.handed.{}": (DIRECT, NOBODY)}
_SHORT = 4
"""Letters of a kind that is read as it stands, such as CMA."""


def said(turn: Turn, seen: Seen) -> list[Paragraph]:
    """Who is in it today, what is in order; the meetings of the period, and who followed what whom received."""
    network, partners = turn.network, len(turn.network.organisations)
    working = seen.working or Working()
    today = (
        phrase("stats.network.today"),
        phrase("stats.network", territories=len(network.territories), communes=len(network.commune_by_insee)),
        phrase("stats.network.people", organisations=partners, referents=len(network.referents)),
        phrase("stats.network.signed", version=network.charter.version, signed=seen.signed, of=partners),
        phrase("stats.network.fresh", fresh=working.fresh, of=partners),
    )
    return [today, phrase("stats.meetings", count=working.meetings, attended=working.attended), *_handed(working)]


def _handed(working: Working) -> list[Paragraph]:
    """A line for each kind that received somebody, the most first in it."""
    if not working.handed:
        return []
    cells = sorted(working.handed.items(), key=lambda one: (one[0][0], -one[1], one[0][1]))
    lines = tuple(
        phrase(
            "stats.part", title=kind_said(received),
            items=tuple(phrase("stats.item", what=kind_said(by), count=many) for (_, by), many in of),
        )
        for received, of in groupby(cells, lambda one: one[0][0])
    )  # fmt: skip
    return [(phrase("stats.handed"), *lines)]


def kind_said(kind: str) -> Param:
    """A kind of organisation as it is read."""
    if kind in (DIRECT, NOBODY):
        return phrase(f"stats.handed.{kind}")
    return kind if len(kind) <= _SHORT else kind.replace("_", " ").capitalize()
