"""Scales: the energy and the climate class of an offer in colour, on the scales of a DPE, as the law asks where it is
shown to the public by a network (code de la construction et de l'habitation, R126-22).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from network.offers import Energy, Facts
from network.phrase import phrase
from reports.site.markup import NOTHING, Html, joined, tag
from reports.site.page import Speaker

BUILT_KEYS = {"site.scale.{}": ("energy", "climate"), "site.scale.{}.told": ("energy", "climate")}
COLOURS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "energy": ("#00a06d", "#52b153", "#a5cc74", "#f4e70f", "#f0b50f", "#eb8235", "#d7221f"),
        "climate": ("#a4dbf8", "#8cb4d3", "#7792b1", "#606f8f", "#4d5271", "#393551", "#281b35"),
    }
)
"""Of A to G, in the manner of the form of a DPE."""
_LIGHT_FROM: Mapping[str, int] = MappingProxyType({"energy": 6, "climate": 3})
"""From which class on its letter is white."""
_LETTERS = "ABCDEFG"
_WIDE, _HIGH, _STEP, _BAR = 200, 200, 28, 24
"""In pixels; the earlier rules wanted 180 by 180 at the least."""


def scales(by: Speaker, facts: Facts) -> Html:
    """Both scales, of what is known; nothing of a building without classes."""
    known = {"energy": facts.energy, "climate": facts.climate}
    drawn = [_scale(by, what, letter) for what, letter in known.items() if letter not in (None, Energy.VACANT)]
    return tag("div", drawn, class_="scales") if drawn else NOTHING


def _scale(by: Speaker, what: str, letter: Energy | None) -> Html:
    chosen = _LETTERS.index(str(letter).upper())
    bars = joined(_bar(what, at, chosen=at == chosen) for at in range(len(_LETTERS)))
    told = by.plain(phrase(f"site.scale.{what}.told", letter=_LETTERS[chosen]))
    drawn = tag("svg", bars, viewBox=f"0 0 {_WIDE} {_HIGH}", role="img", aria_label=told)
    return tag("figure", drawn, tag("figcaption", by.write(phrase(f"site.scale.{what}"))))


def _bar(what: str, at: int, *, chosen: bool) -> Html:
    top, wide = 4 + at * _STEP, 62 + at * 15
    written = "#ffffff" if at >= _LIGHT_FROM[what] else "#1c2420"
    bar = tag("rect", x=4, y=top, width=wide, height=_BAR, rx=3, fill=COLOURS[what][at])
    letter = tag("text", _LETTERS[at], x=14, y=top + 18, font_size=16, font_weight=700, fill=written)
    if not chosen:
        return joined((bar, letter))
    ring = tag("rect", x=2, y=top - 2, width=wide + 4, height=_BAR + 4, rx=4,
               fill="none", stroke="currentColor", stroke_width=3)  # fmt: skip
    left, middle = wide + 12, top + _BAR // 2
    points = f"{left},{middle} {left + 10},{middle - 9} {left + 10},{middle + 9}"
    mark = tag("polygon", points=points, fill="currentColor")
    return joined((bar, letter, ring, mark))
