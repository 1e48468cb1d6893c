"""Referents come, go and are away; the partner group."""

from __future__ import annotations

from handlers.partners import absence_screens, absences, departures, group, invitations, passing, verbs
from handlers.turn.register import OF_COORDINATORS, OF_PARTNERS, Command, Date, Feature
from handlers.turn.rights import CORRESPONDENT, REFERENT

PARTNERS = Feature(
    "partners",
    commands=(
        Command("inviter", invitations.invite, ("invite",), CORRESPONDENT, OF_COORDINATORS, 6),
        Command("absence", absence_screens.command, (), REFERENT, OF_PARTNERS, 8),
        Command("transmettre", passing.command, ("handon",), CORRESPONDENT, OF_COORDINATORS, 7),
    ),
    verbs={
        verbs.INVITE: invitations.press_whom,
        verbs.INVITE_PAGE: invitations.press_page,
        verbs.AWAY: absence_screens.press_whose,
        verbs.AWAY_PAGE: absence_screens.press_page,
        verbs.AWAY_CHANGE: absence_screens.change,
        verbs.PASSING_FROM: passing.press_from,
        verbs.PASSING_PAGE: passing.press_page,
        verbs.PASSING_WHOM: passing.press_whom,
        verbs.PASSING_BETWEEN: passing.press_to,
        verbs.PASSING: passing.press_go,
    },
    dates=(
        Date(absences.BEGIN, absences.begin_is_due),
        Date(absences.END, absences.end_is_due),
        Date(group.AGAIN, group.again_is_due),
    ),
    forms={absences.FLOW: absences.hand_in, passing.FLOW: passing.hand_in},
    links={invitations.INVITE: invitations.bind},
    outcomes={"vanished": departures.vanished},
)
