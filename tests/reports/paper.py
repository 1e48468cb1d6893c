"""Paper: what can be read and seen on a PDF, through Poppler's own tools (the fixture `poppler` asks for them)."""

from __future__ import annotations

import html
import re
import subprocess
from dataclasses import dataclass

from conversations.words.cleaning import clean

_WORD = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')
_BLANKS = re.compile(r"[\s\u200b-]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box it fills, in points from the upper left corner of its page."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey: one byte for each pixel, row after row, 0 for black."""

    width: int
    height: int
    pixels: bytes

    def dark(self, x: int, y: int) -> bool:
        """Whether there is ink at a pixel."""
        return 0 <= x < self.width and 0 <= y < self.height and self.pixels[y * self.width + x] < 128


def pages(pdf: bytes) -> list[str]:
    """The text of each page, in the order it is read aloud in."""
    return _run("pdftotext", "-raw", "-", "-", pdf=pdf).decode().split("\f")[:-1]


def squeezed(text: str) -> str:
    """`text` without what the breaking of lines adds or takes: blanks and hyphens; for both sides of a comparison."""
    return _BLANKS.sub("", clean(text))


def words(pdf: bytes) -> list[Word]:
    """Every word of every page with its place."""
    return [word for page in words_by_page(pdf) for word in page]


def words_by_page(pdf: bytes) -> list[list[Word]]:
    """The same, page by page."""
    pages = _run("pdftotext", "-bbox", "-", "-", pdf=pdf).decode().split("<page ")[1:]
    return [
        [
            Word(float(left), float(top), float(right), float(bottom), html.unescape(text))
            for left, top, right, bottom, text in _WORD.findall(page)
        ]
        for page in pages
    ]


def facts(pdf: bytes) -> dict[str, str]:
    """What the file says of itself: title, author, date (UTC), tagged, pages, page size."""
    lines = _run("pdfinfo", "-", pdf=pdf).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def fonts(pdf: bytes) -> list[str]:
    """The rows of Poppler's table of fonts."""
    return _run("pdffonts", "-", pdf=pdf).decode().splitlines()[2:]


def picture(pdf: bytes, dots: int) -> Picture:
    """The first page at `dots` per inch."""
    # A greyscale picture as PGM: "P5", width and height, the greatest value, then the pixels.
    _, size, _, pixels = _run("pdftoppm", "-gray", "-singlefile", "-r", str(dots), "-", pdf=pdf).split(b"\n", 3)
    width, height = (int(number) for number in size.split())
    return Picture(width, height, pixels)


def png(pdf: bytes, dots: int) -> bytes:
    """The first page at `dots` per inch, as a PNG file."""
    return _run("pdftoppm", "-gray", "-singlefile", "-png", "-r", str(dots), "-", pdf=pdf)


def _run(*command: str, pdf: bytes) -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
