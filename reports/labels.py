"""Labels: the outlines of communes in points, and which of their numbers and names have room on them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from network.outlines import outline
from reports.land import Box, Land, around
from reports.maps import WIDTH, Area, Frame, meet, on_lines

Commune = Mapping[str, Any]
"""As `reports.charts.Commune`, in JSON."""
_Name = tuple[Sequence[str], float, Box]
"""Its lines, how big they are, and where."""

_NAMES = (9.0, 8.4)
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
_HEAD = 6.0
"""Points: so far over a number there is no name of another."""
_FIRST = 5
"""So many have their names even where that costs others their number on the map."""
_FITS, _WITHIN = 0.75, 0.97
"""How much of a word lies within its commune: what is enough, and what counts as all of it."""


def placed(communes: Sequence[Commune]) -> dict[str, Any]:
    """The outlines, and what has room on them: a name over its number, the highest first; then the names of communes
    where nothing is, where they lie on them. What has a number and no name is `listed`, by class and number.
    """
    frame = Frame.around([_area(one) for one in communes if one.get("counted", True)])
    rings = [[[frame.at(corner) for corner in ring] for ring in outline(one["insee"])] for one in communes]
    lands = [Land(each) for each in rings]
    ordered = sorted(zip(communes, lands, strict=True), key=lambda of: (*_rank(of[0]), of[0]["name"]))
    valued = [of for of in ordered if of[0]["value"]]
    labels = _Labels(frame, valued)
    unnamed = [one for n, (one, land) in enumerate(valued) if not labels.name_and_number(one, land, first=n < _FIRST)]
    for one, land in ordered:
        if one.get("counted", True) and not one["value"]:
            labels.name(one, land)
    listed = [
        {"shade": shade, "value": value, "names": [one["name"] for one in some]}
        for (shade, value), some in groupby(unnamed, key=lambda one: (one["shade"], one["value"]))
    ]
    shapes = [
        {"rings": each, "shade": one["shade"], "counted": one.get("counted", True)}
        for one, each in zip(communes, rings, strict=True)
    ]
    return {"width": WIDTH, "height": frame.height, "land": shapes, "labels": labels.placed, "listed": listed}


def _area(commune: Commune) -> Area:
    return Area(commune["name"], commune["insee"], 0, tuple(commune["at"]))


def _rank(commune: Commune) -> tuple[int, int]:
    """The highest class first, and in it the highest number, where one is said."""
    value: str = commune["value"]
    return -commune["shade"], -int(value) if value.isdecimal() else 0


class _Labels:
    """What is written on the map so far. Each of the `counted` keeps room for a small number of its own."""

    def __init__(self, frame: Frame, counted: Iterable[tuple[Commune, Land]]) -> None:
        self.placed: list[dict[str, Any]] = []
        self._frame = frame
        self._taken: list[Box] = []
        self._kept: dict[str, Box] = {}
        for one, land in counted:
            if (box := land.best(self._free(self._numbers(one, land, _VALUES[-1])))) is not None:
                self._kept[one["insee"]] = _with_head(box)

    def name_and_number(self, commune: Commune, land: Land, *, first: bool) -> bool:
        """Writes its name over its number, as big as both have room, else the number alone: whether it is named. One of
        the `first` takes the room that others keep, where it needs it.
        """
        others = [box for insee, box in self._kept.items() if insee != commune["insee"]]
        for kept in (others, []) if first else (others,):
            for size, box in self._spots(commune, land, kept):
                if (name := self._best(commune, land, partial(_over, box), kept)) is not None:
                    self._write(commune, [commune["value"]], size, box, land, number=True)
                    self._write(commune, *name, land, number=False)
                    return True
        for size, box in self._spots(commune, land, others)[:1]:
            self._write(commune, [commune["value"]], size, box, land, number=True)
            self._taken.append(_with_head(box))
        return False

    def name(self, commune: Commune, land: Land) -> None:
        """Writes its name, where most of it lies on it."""
        middle = self._point(commune, land)
        found = self._best(commune, land, lambda wide, tall: around(middle, wide, tall, _WORDS))
        if found is not None and land.share(found[2]) >= _FITS:
            self._write(commune, *found, land, number=False)

    def _best(
        self, commune: Commune, land: Land, boxes: Callable[[float, float], Iterable[Box]], kept: Sequence[Box] = ()
    ) -> _Name | None:
        """Its name on one line or on two, whichever lies more on it; None where neither has room."""
        size, found = _NAMES[commune["shade"] == 0], list[tuple[float, _Name]]()
        for lines in ([commune["name"]], on_lines(commune["name"])):
            wide, tall = max(map(len, lines)) * size * _LETTER, size * _LINE * len(lines)
            if (box := land.best(self._free(boxes(wide, tall), kept))) is not None:
                found.append((round(land.share(box), 2), (lines, size, box)))
        return max(found, key=lambda one: one[0])[1] if found else None

    def _spots(self, commune: Commune, land: Land, kept: Sequence[Box]) -> list[tuple[float, Box]]:
        """Where its number has room, and how big: the best first."""
        return [
            (size, box)
            for size in _VALUES
            for box in sorted(self._free(self._numbers(commune, land, size), kept), key=lambda one: -land.share(one))
            if size == _VALUES[-1] or land.share(box) >= _FITS
        ]

    def _numbers(self, commune: Commune, land: Land, size: float) -> Iterator[Box]:
        return around(self._point(commune, land), len(commune["value"]) * size * _DIGIT, size, _NUMBERS)

    def _point(self, commune: Commune, land: Land) -> tuple[float, float]:
        return land.middle or self._frame.at(commune["at"])

    def _free(self, boxes: Iterable[Box], kept: Sequence[Box] = ()) -> Iterator[Box]:
        """Those that lie on the map, and neither on what is written there nor on what is `kept`."""
        taken = [*self._taken, *kept]
        for box in boxes:
            left, top, right, bottom = box
            shown = left >= 3 and top >= 0 and right <= WIDTH - 3 and bottom <= self._frame.height
            if shown and not any(meet((left - _APART, top, right + _APART, bottom), other) for other in taken):
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


def _with_head(number: Box) -> Box:
    """A number and what is right over it: what stood there would be taken for its name."""
    return number[0], number[1] - _HEAD, number[2], number[3]


def _over(number: Box, wide: float, tall: float) -> Iterator[Box]:
    """Where a name goes over its number, in the middle first."""
    middle, slide = (number[0] + number[2]) / 2, max(0.0, wide - (number[2] - number[0])) / 2
    for by in (0, -0.5, 0.5, -1, 1):
        left = middle + by * slide - wide / 2
        yield left, number[1] - tall, left + wide, number[1]
