"""Drawings: a plain one for each kind of offer, where there is no picture; the sign of the page."""

from __future__ import annotations

from collections.abc import Mapping

from network.colours import GREEN, PAPER
from network.offers import Kind
from reports.site.markup import Html, tag

_LINES: Mapping[Kind, str] = {
    Kind.TAKEOVER: "M4 10 6 4h12l2 6v10H4V10h16M8 10v2M12 10v2M16 10v2M9 20v-5h6v5",
    Kind.PREMISES: "M4 20V9l8-5 8 5v11zM8 20v-8h8v8M8 16h8",
    Kind.LAND: "M3 18h18M5 18V8M19 18V8M5 11h14M12 18V8M3 21h18",
    Kind.HOUSING: "M3 11 12 4l9 7M6 9v11h12V9M10 20v-6h4v6",
    Kind.JOB: "M4 8h16v11H4zM9 8V5h6v3M4 13h16M12 12v2",
    Kind.SERVICE: "M12 8v8M8 12h8M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18",
}


def drawing(kind: Kind) -> Html:
    """The drawing of a kind, which says nothing that is not said in words beside it."""
    return tag("svg", tag("path", d=_LINES.get(kind, "")), viewBox="0 0 24 24", aria_hidden="true", class_="drawing")


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    f'<rect width="32" height="32" rx="7" fill="{GREEN}"/>'
    f'<path d="M5 25 13 11l4 6 3-4 7 12z" fill="{PAPER}"/></svg>\n'
).encode()
"""Two hills."""
