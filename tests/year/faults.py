"""Faults: one for each check, planted into a world, to see that it is found."""

from __future__ import annotations

from collections.abc import Callable

from tests.year.world import World

Fault = Callable[[World], None]
