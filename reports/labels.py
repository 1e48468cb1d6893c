"""Labels: the outlines of communes in points, and which of their numbers and names have room on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from network.outlines import outline
from reports.land import Box, Land, around
from reports.maps import WIDTH, Area, Frame, meet, on_lines

Commune = Mapping[str, Any]
"""As `reports.charts.Commune`, in JSON."""

_NAMES = (9.0, 8.0)
"""Points: letters of the name of a commune where something is, and of another."""
_VALUES = (12.0, 10.0, 8.0)
"""Points: of the number in a commune, the biggest first that has room."""
_LETTER, _DIGIT = 0.6, 0.7
"""How wide a letter of a name is on average, and a bold digit at the most, in its own height."""
_LINE = 1.15
"""How tall a line of a name is, in the height of its letters."""
_APART = 2.0
"""Points from a word to the next on the same line, at the least."""
_NUMBERS, _WORDS = (6.0, 6.0), (14.0, 10.0)
"""Points: so far from the middle of its commune a number goes to have room, and a name without a number: to each side
and up and down.
"""
_FITS, _WITHIN = 0.75, 0.97
"""How much of a word lies within its commune: what is enough, and what counts as all of it."""


def placed(communes: Sequence[Commune]) -> dict[str, Any]:
    """The outlines, and the numbers and names that have room: numbers first, the highest first. The name of a commune
    where nothing is stands there only where it lies on it.
    """
    frame = Frame.around([Area(one["name"], one["insee"], 0, tuple(one["at"])) for one in communes])
    rings = [[[frame.at(corner) for corner in ring] for ring in outline(one["insee"])] for one in communes]
    lands = [Land(each) for each in rings]
    ordered = sorted(zip(communes, lands, strict=True), key=lambda of: (*_rank(of[0]), of[0]["name"]))
    labels = _Labels(frame)
    numbers = [labels.number(one, land) if one["value"] else None for one, land in ordered]
    for (one, land), number in zip(ordered, numbers, strict=True):
        labels.name(one, land, number)
    shapes = [{"rings": each, "shade": one["shade"]} for one, each in zip(communes, rings, strict=True)]
    return {"width": WIDTH, "height": frame.height, "land": shapes, "labels": labels.placed}


def _rank(commune: Commune) -> tuple[int, int]:
    """The highest class first, and in it the highest number, where one is said."""
    value: str = commune["value"]
    return -commune["shade"], -int(value) if value.isdecimal() else 0


class _Labels:
    """What is written on the map so far."""

    def __init__(self, frame: Frame) -> None:
        self.placed: list[dict[str, Any]] = []
        self._frame = frame
        self._taken: list[Box] = []

    def number(self, commune: Commune, land: Land) -> Box | None:
        """Writes its number, as big as it fits; gives where."""
        value, middle = commune["value"], self._middle(commune, land)
        for size in _VALUES:
            box = land.best(self._free(around(middle, len(value) * size * _DIGIT, size, _NUMBERS)))
            if box is not None and (size == _VALUES[-1] or land.share(box) >= _FITS):
                self._write(commune, [value], size, box, land, number=True)
                return box
        return None

    def name(self, commune: Commune, land: Land, number: Box | None) -> None:
        """Writes its name on one line or on two, whichever lies more on it; with its number where it has one."""
        size, found = _NAMES[commune["shade"] == 0], list[tuple[float, Box, list[str]]]()
        for lines in ([commune["name"]], on_lines(commune["name"])):
            wide, tall = max(map(len, lines)) * size * _LETTER, size * _LINE * len(lines)
            middle = self._middle(commune, land)
            boxes = _beside(number, wide, tall) if number else around(middle, wide, tall, _WORDS)
            if (box := land.best(self._free(boxes))) is not None:
                found.append((round(land.share(box), 2), box, lines))
        share, box, lines = max(found, key=lambda one: one[0], default=(0.0, None, []))
        if box is not None and (commune["shade"] or share >= _FITS):
            self._write(commune, lines, size, box, land, number=False)

    def _middle(self, commune: Commune, land: Land) -> tuple[float, float]:
        return land.middle or self._frame.at(commune["at"])

    def _free(self, boxes: Iterable[Box]) -> Iterator[Box]:
        """Those that lie on the map, and on nothing that is written there."""
        for box in boxes:
            left, top, right, bottom = box
            shown = left >= 3 and top >= 0 and right <= WIDTH - 3 and bottom <= self._frame.height
            if shown and not any(meet((left - _APART, top, right + _APART, bottom), other) for other in self._taken):
                yield box

    def _write(
        self, commune: Commune, lines: Sequence[str], size: float, box: Box, land: Land, *, number: bool
    ) -> None:
        self._taken.append(box)
        where = {
            "at": (round(box[0], 1), round(box[1], 1)),
            "wide": box[2] - box[0],
            "within": land.share(box) >= _WITHIN,
        }
        self.placed.append({"lines": lines, "size": size, "shade": commune["shade"], "number": number, **where})


def _beside(number: Box, wide: float, tall: float) -> Iterator[Box]:
    """Where a name goes with its number: under it or over it, in the middle first."""
    middle, slide = (number[0] + number[2]) / 2, max(0.0, wide - (number[2] - number[0])) / 2
    for by in (0, -0.5, 0.5, -1, 1):
        for top in (number[3], number[1] - tall):
            yield middle + by * slide - wide / 2, top, middle + by * slide + wide / 2, top + tall
