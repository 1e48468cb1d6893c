"""The outlines of the communes of France, generalised to a grid of a thousandth of a degree, by INSEE code."""

from __future__ import annotations

from itertools import accumulate

from network import archives
from network.town_halls import successor

GRID = 1000
"""Cells of a degree: 111 metres from south to north, some 78 from west to east."""

Ring = tuple[tuple[float, float], ...]
"""Corners as latitude and longitude (WGS 84); the first is not said again at the end."""


def outline(insee: str) -> tuple[Ring, ...]:
    """The outline of that commune, or of the one that it is a part of now; none where none is known.

    A commune in several parts has a ring for each, a hole in it is one too: what an odd number of rings surrounds is
    inside. Outer rings run anticlockwise, holes clockwise. Neighbours have the corners of their border in common, so
    that what lies between two communes of a group is each edge that stands twice, in both directions.
    """
    line = archives.line("outlines.zip", insee) or archives.line("outlines.zip", successor(insee)) or ""
    return tuple(map(_ring, line.split(";")[1:]))


def _ring(steps: str) -> Ring:
    """Steps east and north on the grid, as corners."""
    east, north = zip(*(step.split(",") for step in steps.split(" ")), strict=True)
    corners = zip(accumulate(map(int, north)), accumulate(map(int, east)), strict=True)
    return tuple((latitude / GRID, longitude / GRID) for latitude, longitude in corners)
