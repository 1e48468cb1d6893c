"""What is taken out of the bot, as tables for a spreadsheet."""

from __future__ import annotations

from handlers.exports import exporting, verbs
from handlers.turn.register import Command, Date, Feature, Menu
from handlers.turn.rights import REFERENT

EXPORTS = Feature(
    "exports",
    commands=(
        Command(
            "exporter", exporting.command, ("export",), REFERENT, frozenset({Menu.REFERENTS, Menu.COORDINATORS}), 47
        ),
    ),
    verbs={verbs.EXPORT: exporting.press},
    dates=(Date(exporting.KIND, exporting.send, any_hour=True, reads=exporting.made),),
)
