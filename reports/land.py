"""Land: where on it words have room. How much of a box lies within an outline, and where more of it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the upper left corner."""

_ROW = 1.5
"""Points from one row to the next along which land is measured."""


class Land:
    """What rings of corners surround, in points; a hole is a ring too. Without rings it is nowhere."""

    def __init__(self, rings: Sequence[Sequence[Point]]) -> None:
        self._rings = rings
        self._rows: dict[int, list[Point]] = {}

    def share(self, box: Box) -> float:
        """How much of a box lies within, from 0 to 1, to about a row."""
        left, top, right, bottom = box
        rows = range(round(top / _ROW), max(round(top / _ROW) + 1, round(bottom / _ROW)))
        within = sum(max(0.0, min(right, end) - max(left, begin)) for row in rows for begin, end in self._row(row))
        return within / (right - left) / len(rows)

    def best(self, boxes: Iterable[Box]) -> Box | None:
        """The first that lies within; else the first of those of which most does; none of no boxes."""
        found, most = None, -1.0
        for box in boxes:
            if (share := round(self.share(box), 2)) > most:
                found, most = box, share
            if most >= 1:
                break
        return found

    @cached_property
    def middle(self) -> Point | None:
        """The centre of gravity of the widest ring; None where there is none."""
        widest, middle = 0.0, None
        for ring in self._rings:
            steps = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)]
            area = sum(cross for _, _, cross in steps) / 2
            if abs(area) > widest:
                x, y = (sum((a[k] + b[k]) * cross for a, b, cross in steps) / (6 * area) for k in (0, 1))
                widest, middle = abs(area), (x, y)
        return middle

    def _row(self, row: int) -> list[Point]:
        """From where to where land lies on a row."""
        if row not in self._rows:
            y = (row + 0.5) * _ROW
            met = sorted(
                a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                for ring in self._rings
                for a, b in pairwise([*ring, ring[0]])
                if (a[1] <= y) != (b[1] <= y)
            )
            self._rows[row] = list(zip(met[::2], met[1::2], strict=True))
        return self._rows[row]


def around(middle: Point, wide: float, tall: float, reach: Point, steps: int = 3) -> Iterator[Box]:
    """Boxes of that size with their middle there, and then further and further away, up to `reach` points to each side
    and up and down.
    """
    away = sorted(
        ((x / steps, y / steps) for x in range(-steps, steps + 1) for y in range(-steps, steps + 1)),
        key=lambda by: (abs(by[0]) + abs(by[1]), by),
    )
    for x, y in away:
        left, top = middle[0] + x * reach[0] - wide / 2, middle[1] + y * reach[1] - tall / 2
        yield left, top, left + wide, top + tall
