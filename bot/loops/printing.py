"""Printing: what is written in the workshop when it is sent, by what the data is called that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.workshop import Maker
from reports import charts, leaflet, letters, maps, meetings, report, sheet, tables

_PRINTED: Mapping[str, Callable[[Any], bytes]] = {
    "sheet": sheet.printed, "letters": letters.printed, "map": maps.drawn, "attendance": meetings.printed,
    "minutes": meetings.printed, "leaflet": leaflet.printed, "tables": tables.written, "chart": charts.drawn,
    "report": report.written,
}  # fmt: skip


async def printed(maker: Maker, wanted: Mapping[str, Any]) -> bytes | None:
    """The file that is made of data, which says what it is by its name; None where it is none of these."""
    for kind, write in _PRINTED.items():
        if kind in wanted:
            return await maker.make(write, wanted[kind])
    return None
