"""The charter: its text, and which organisations have signed it."""

from __future__ import annotations

from handlers.signatures import inviting, papers, signing, standing, verbs
from handlers.turn.register import OF_PARTNERS, Command, Date, Feature
from handlers.turn.rights import REFERENT

SIGNATURES = Feature(
    "signatures",
    commands=(Command("charte", standing.command, ("charter",), REFERENT, OF_PARTNERS, place=12),),
    verbs={
        verbs.CHARTER: standing.press,
        verbs.WHO: standing.turn_page,
        verbs.PRINT: papers.print_one,
        verbs.SIGN: signing.press,
        verbs.PAPER: signing.print_paper,
        verbs.FILE: signing.file,
        verbs.SCAN: signing.show_scan,
        verbs.INVITE: inviting.press,
    },
    dates=(Date(standing.KIND, inviting.reminder_is_due),),
    forms={signing.FLOW: signing.hand_in},
)
