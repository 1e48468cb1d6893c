"""The buttons of a report: which one is looked at, as what it is written, its words, and that it is frozen."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers.reports.gathering import press_reads
from handlers.turn.register import CODE, Part, Verb, one_of
from handlers.turn.rights import COORDINATOR
from handlers.turn.turn import Turn
from network.figures.periods import FIRST_YEAR, LAST_YEAR
from network.reports import Template, templates_of
from network.text import code

ANNEX = "xlsx"
FILES = ("docx", "pdf", ANNEX)


def _year(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR else None


async def _template(turn: Turn, wanted: str) -> Template | None:
    return next((one for one in templates_of(turn.network.reports) if code(one.id) == wanted), None)


async def _begun(turn: Turn, year: int) -> int | None:
    return year if year <= turn.today.year else None


YEAR = Part("year", _year, "2026", _begun)
TEMPLATE = replace(CODE, name="template")
"""One of those of the year: a frozen one has those of then."""
_TEMPLATE_NOW = replace(CODE, name="template", find=_template)
LANGUAGE = one_of("fr", "en")
LOOK = Verb("report", (one_of("look"), YEAR, TEMPLATE, LANGUAGE), COORDINATOR, reads=press_reads)
MAKE = Verb("report", (one_of(*FILES), YEAR, TEMPLATE, LANGUAGE), COORDINATOR, once=True, reads=press_reads)
WRITE = Verb("report", (one_of("write"), YEAR, _TEMPLATE_NOW, CODE), COORDINATOR, once=True)
ASK = Verb("report", (one_of("ask", "keep"), YEAR), COORDINATOR)
FREEZE = Verb("report", (one_of("freeze"), YEAR), COORDINATOR, reads=press_reads)
YEARS = Verb("report", (one_of("years"),), COORDINATOR)
