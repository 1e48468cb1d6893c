"""The look: the colours, the logo and the sentences with which a network shows itself on paper, and who pays for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self
from xml.etree import ElementTree

from pydantic import AfterValidator, StringConstraints, model_validator

from network.colours import GREEN
from network.entries import Entry, Label, Slug, Title, Wording

MOST_LETTERS = 40_000
"""Of a drawing: it travels with every version of the network."""
_SHAPES = "path rect circle ellipse line polyline polygon"
_ELEMENTS = frozenset(f"svg g defs title desc use clipPath linearGradient radialGradient stop {_SHAPES}".split())
_SVG = "{http://www.w3.org/2000/svg}"
_ELSEWHERE = re.compile(r"url\((?!['\"]?#)|@import|javascript:|expression\(", re.IGNORECASE)


def drawing(text: str) -> str:
    """An SVG drawing as it stands in the network’s file. Raises ValueError for what is no drawing, and for one that
    would run, load or show something of elsewhere: only shapes are taken, and text must be outlines.
    """
    text = text.strip()
    if not text:
        return ""
    if len(text) > MOST_LETTERS:
        raise ValueError(f"a drawing has at most {MOST_LETTERS:,} letters: this one has {len(text):,}")
    if "<!" in text.replace("<!--", ""):
        raise ValueError("a drawing declares nothing: take out the lines that begin with <! (DOCTYPE, ENTITY)")
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - it declares no entity, and is not long
    except ElementTree.ParseError as error:
        raise ValueError(f"no SVG drawing: {error}") from error
    if root.tag != f"{_SVG}svg" or not root.get("viewBox"):
        raise ValueError('a drawing begins with <svg xmlns="http://www.w3.org/2000/svg" viewBox="…">')
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            raise ValueError(f"<{name.rpartition('}')[2]}> has no place in a drawing: shapes alone, text as outlines")
        for key, value in element.attrib.items():
            bare = key.rpartition("}")[2]
            if bare.startswith("on") or (bare == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
                raise ValueError(f"{bare}: a drawing loads nothing from elsewhere, and does nothing")
    return text


Drawing = Annotated[str, AfterValidator(drawing)]


def light(colour: str) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LEAST_CONTRAST = 4.5
"""Between letters and what they stand on (WCAG 2.2, 1.4.3)."""


def _readable(colour: str) -> str:
    contrast = 1.05 / (light(colour) + 0.05)
    if contrast < LEAST_CONTRAST:
        raise ValueError(f"too light to be read on white: its contrast is {contrast:.1f}, not {LEAST_CONTRAST} or more")
    return colour.lower()


Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$"), AfterValidator(_readable)]
"""A colour in which white is read, and which is read on white."""


class Look(Entry):
    """How a network looks on paper: `main` and `accent` are its colours, `logo` a drawing that stays clear in one
    colour and small (what is `currentColor` in it takes the main one).

    `title` stands biggest, `sentences` are the three that say what the network does; without them a poster and a
    leaflet have the bot’s own.
    """

    main: Colour = GREEN
    accent: Colour = GREEN
    logo: Drawing = ""
    title: Wording | None = None
    sentences: tuple[Wording, ...] = ()

    @model_validator(mode="after")
    def _three(self) -> Self:
        if len(self.sentences) not in (0, 3):
            raise ValueError("sentences: three, or none")
        return self


class Funder(Entry):
    """Who pays for the network, with the sentence and the emblem that they ask for, from `first` to `last`."""

    id: Slug
    name: Title
    sentence: Wording
    emblem: Drawing = ""
    first: date | None = None
    last: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError("last must not be before first")
        return self


def standing(funders: Iterable[Funder], day: date) -> tuple[Funder, ...]:
    """Those whose sentence is to stand on what is printed on a day."""
    return tuple(one for one in funders if (one.first or day) <= day <= (one.last or day))


class Display(Entry):
    """A place besides town halls and partners where a poster hangs or leaflets lie: a tourist office, a fair."""

    id: Slug
    name: Label
