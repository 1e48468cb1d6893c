"""The base they already have: taken over from a file, silent until somebody lets it out."""

from __future__ import annotations

from handlers.imports import batches, columns, importing, offered, releasing, telling, verbs
from handlers.turn.events import CameIn, FileLetOut
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

IMPORTS = Feature(
    "imports",
    commands=(Command("importer", importing.command, ("import",), COORDINATOR, OF_COORDINATORS, place=13),),
    verbs={
        verbs.NEW: importing.press_new,
        verbs.DECIDE: importing.decide,
        verbs.BATCH: batches.press,
        verbs.FREE: batches.do,
        verbs.LIST: batches.page,
        verbs.OFFERED: offered.press,
        verbs.BACK: offered.take_back,
        verbs.LOOKS: offered.page,
        verbs.SORT: columns.press_sort,
        verbs.COLUMN: columns.ask,
        verbs.MEANS: columns.correct,
        verbs.FREE_ONE: releasing.free_one,
    },
    dates=(
        Date(columns.READ, importing.file_is_read, any_hour=True, reads=importing.read),
        Date(importing.ACT, importing.file_goes_in, any_hour=True, reads=importing.read),
        Date(releasing.KIND, releasing.some_go, any_hour=True),
        Date(offered.KIND, offered.looks_are_late),
        Date(telling.REMIND, telling.reminder_is_due),
        Date(telling.MONTH, telling.month_is_over, any_hour=True),
    ),
    on={CameIn: telling.came, FileLetOut: batches.redraw},
    forms={importing.FLOW: importing.hand_in},
)
