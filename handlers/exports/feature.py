"""What is taken out of the bot, as tables for a spreadsheet."""

from __future__ import annotations

from handlers.exports import asked, choosing, exporting, verbs
from handlers.turn.register import Command, Date, Feature, Menu
from handlers.turn.rights import REFERENT

EXPORTS = Feature(
    "exports",
    commands=(
        Command(
            "exporter", exporting.command, ("export",), REFERENT, frozenset({Menu.REFERENTS, Menu.COORDINATORS}), 47
        ),
    ),
    verbs={
        verbs.EXPORT: exporting.press,
        verbs.ASK_FOR_CASES: choosing.press,
        verbs.EXPORT_CASES: choosing.press_table,
    },
    dates=(Date(asked.KIND, exporting.send, any_hour=True, reads=exporting.made),),
)
