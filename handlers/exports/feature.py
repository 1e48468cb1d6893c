"""What is taken out of the bot, as tables for a spreadsheet."""

from __future__ import annotations

from handlers.exports import asked, choosing, exporting, leaving, mailing, sending, verbs
from handlers.turn.events import Erasing
from handlers.turn.register import OF_PARTNERS, Command, Date, Feature
from handlers.turn.rights import REFERENT

EXPORTS = Feature(
    "exports",
    commands=(Command("exporter", exporting.command, ("export",), REFERENT, OF_PARTNERS, 47),),
    verbs={
        verbs.EXPORT: exporting.press,
        verbs.ASK_FOR_CASES: choosing.press,
        verbs.EXPORT_CASES: choosing.press_table,
        verbs.OFFERS_BY_MAIL: mailing.press_offers,
        verbs.CASES_BY_MAIL: choosing.press_by_mail,
        verbs.SEND_OFFERS: exporting.press_mailed,
        verbs.SEND_CASES: choosing.press_mailed,
    },
    dates=(
        Date(asked.KIND, sending.send, any_hour=True, reads=sending.made),
        Date(leaving.KIND, leaving.over, any_hour=True),
    ),
    on={Erasing: leaving.erasing},
)
