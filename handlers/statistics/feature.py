"""What the network has done, in figures."""

from __future__ import annotations

from handlers.statistics import words
from handlers.turn.register import Command, Feature, Menu
from handlers.turn.rights import COORDINATOR

STATISTICS = Feature(
    "statistics",
    commands=(
        Command("stats", words.stats, (), COORDINATOR, frozenset({Menu.COORDINATORS}), place=9, reads=words.count),
    ),
)
