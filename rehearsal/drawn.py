"""Drawn: the pictures of the offers of a prepared network, drawn here, so that they show no place of the world."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageDraw

_WIDE, _HIGH, _TIMES = 1200, 900, 2
"""Pixels of a picture; it is drawn larger, so that slanting lines are smooth."""
_SKY, _FAR, _NEAR, _ROAD, _STONE = "#cfe3ee", "#8fae9a", "#6f9478", "#b9b2a6", "#8d877d"
_WALL, _LAVA, _WOOD, _GLASS, _DARK = "#efe4cf", "#6b6a70", "#7a4b2c", "#b8d4d8", "#3c3a3d"
Box = tuple[int, int, int, int]
Point = tuple[int, int]


class _Sheet:
    """Something to draw on, measured in pixels of the picture that comes of it."""

    def __init__(self, colour: str) -> None:
        self._image = Image.new("RGB", (_WIDE * _TIMES, _HIGH * _TIMES), colour)
        self._draw = ImageDraw.Draw(self._image)

    def box(self, box: Box, colour: str, line: str = "") -> None:
        self._draw.rectangle(self._larger(*box), colour, line or None, 3 * _TIMES if line else 0)

    def shape(self, colour: str, *points: Point) -> None:
        self._draw.polygon(self._larger(*(side for point in points for side in point)), colour)

    def round(self, box: Box, colour: str) -> None:
        self._draw.ellipse(self._larger(*box), colour)

    def file(self) -> bytes:
        held = BytesIO()
        self._image.resize((_WIDE, _HIGH), Image.Resampling.LANCZOS).save(held, "JPEG", quality=85)
        return held.getvalue()

    @staticmethod
    def _larger(*sides: int) -> list[float]:
        return [float(side * _TIMES) for side in sides]


def _hills(on: _Sheet) -> None:
    on.shape(
        _FAR, (0, 420), (190, 250), (330, 330), (560, 130), (700, 260), (860, 190), (1200, 400), (1200, 620), (0, 620)
    )
    on.shape(_NEAR, (0, 520), (260, 400), (520, 480), (860, 370), (1200, 500), (1200, 700), (0, 700))


def _windows(on: _Sheet, tops: int, *lefts: int, shutter: str) -> None:
    for left in lefts:
        on.box((left - 34, tops, left - 4, tops + 130), shutter)
        on.box((left + 84, tops, left + 114, tops + 130), shutter)
        on.box((left - 6, tops - 10, left + 86, tops + 140), _LAVA)
        on.box((left, tops, left + 80, tops + 130), _GLASS)
        on.box((left + 37, tops, left + 43, tops + 130), _WALL)


def _front() -> _Sheet:
    """A shop that is vacant, from the square."""
    on = _Sheet(_SKY)
    _hills(on)
    on.box((0, 690, 1200, 900), _ROAD)
    on.box((0, 690, 1200, 720), _STONE)
    on.box((170, 210, 1030, 700), _WALL)
    on.shape(_LAVA, (130, 220), (230, 110), (970, 110), (1070, 220))
    _windows(on, 255, 290, 560, 830, shutter="#5f7d6b")
    on.box((210, 430, 990, 480), _WOOD)
    for stripe in range(12):
        left = 220 + stripe * 64
        colour = "#a8443a" if stripe % 2 == 0 else "#f4efe6"
        on.shape(colour, (left, 480), (left + 64, 480), (left + 58, 545), (left - 6, 545))
    on.box((240, 520, 700, 680), _DARK)
    on.box((252, 532, 470, 668), _GLASS)
    on.box((482, 532, 688, 668), _GLASS)
    on.shape("#d3e6e8", (290, 532), (350, 532), (280, 668), (252, 668), (252, 640))
    on.box((760, 510, 900, 700), _WOOD)
    on.box((780, 530, 880, 620), _GLASS)
    on.round((870, 640, 886, 656), "#d9b44a")
    return on


def _inside() -> _Sheet:
    """The room behind it, with what has stayed: a counter and shelves."""
    on = _Sheet(_WALL)
    on.shape("#d8c7a6", (0, 900), (1200, 900), (960, 610), (240, 610))
    on.shape("#e3d6bd", (0, 0), (240, 150), (240, 610), (0, 900))
    on.shape("#e3d6bd", (1200, 0), (960, 150), (960, 610), (1200, 900))
    on.shape("#f7f1e4", (0, 0), (1200, 0), (960, 150), (240, 150))
    for shelf in range(4):
        top = 210 + shelf * 95
        on.box((290, top, 640, top + 14), _WOOD)
    on.box((290, 200, 304, 605), _WOOD)
    on.box((626, 200, 640, 605), _WOOD)
    on.box((720, 220, 900, 470), _LAVA)
    on.box((730, 230, 890, 460), _GLASS)
    on.box((806, 230, 814, 460), _WALL)
    on.shape("#9a6238", (420, 640), (880, 640), (960, 700), (380, 700))
    on.box((380, 700, 960, 850), _WOOD)
    for plank in range(5):
        on.box((396 + plank * 114, 716, 496 + plank * 114, 834), "#8a5632")
    return on


def _street() -> _Sheet:
    """The square before it, with its fountain."""
    on = _Sheet(_SKY)
    _hills(on)
    on.box((0, 660, 1200, 900), _ROAD)
    for left, top, wide, shutter in ((0, 330, 300, "#7d6b5f"), (320, 280, 260, "#5f7d6b"), (900, 310, 300, "#5f6b7d")):
        on.box((left, top, left + wide, 680), _WALL)
        on.shape(_LAVA, (left - 20, top + 8), (left + wide // 2, top - 90), (left + wide + 20, top + 8))
        _windows(on, top + 50, left + wide // 2 - 40, shutter=shutter)
        on.box((left + wide // 2 - 45, 540, left + wide // 2 + 45, 680), _WOOD)
    on.box((690, 300, 712, 690), _WOOD)
    on.round((590, 150, 812, 400), "#5d8a5a")
    on.round((330, 740, 630, 830), _LAVA)
    on.round((350, 748, 610, 812), _GLASS)
    on.box((470, 660, 490, 780), _STONE)
    return on


def _house() -> _Sheet:
    """A house of the village, with its garden."""
    on = _Sheet(_SKY)
    _hills(on)
    on.box((0, 660, 1200, 900), "#9db989")
    on.box((300, 300, 900, 720), _WALL)
    on.shape(_LAVA, (250, 310), (380, 170), (820, 170), (950, 310))
    on.box((740, 130, 800, 240), _STONE)
    _windows(on, 360, 390, 560, 730, shutter="#4f6f8a")
    _windows(on, 550, 390, 730, shutter="#4f6f8a")
    on.box((545, 540, 655, 720), _WOOD)
    on.shape("#d9cfb9", (520, 900), (700, 900), (650, 720), (550, 720))
    for left in range(20, 1200, 46):
        if not 500 < left < 700:
            on.box((left, 770, left + 22, 860), "#f4efe6", _STONE)
    return on


_DRAWN: Mapping[str, Callable[[], _Sheet]] = MappingProxyType(
    {"front": _front, "inside": _inside, "street": _street, "house": _house}
)
PICTURES = tuple(_DRAWN)


async def fetch(name: str) -> bytes:
    """The picture of that name (JPEG): what Telegram would fetch, where there is none."""
    return _DRAWN[name]().file()
