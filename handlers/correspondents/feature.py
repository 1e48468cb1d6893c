"""Correspondents: who speaks for an organisation, and what they may do for it."""

from __future__ import annotations

from handlers.correspondents import organism, role, verbs
from handlers.turn.events import Departed
from handlers.turn.register import OF_PARTNERS, Command, Date, Feature
from handlers.turn.rights import REFERENT

CORRESPONDENTS = Feature(
    "correspondents",
    commands=(
        Command("organisme", organism.command, ("organisation", "organization"), REFERENT, OF_PARTNERS, place=14),
    ),
    verbs={
        verbs.LIST: organism.press_list,
        verbs.HOME: organism.press,
        verbs.WHOM: role.press_whom,
        verbs.LEAVE: role.press_leave,
        verbs.WHO: organism.press_who,
        verbs.TO: role.propose,
        verbs.ANSWER: role.answer,
        verbs.END: role.press_end,
    },
    dates=(Date(role.LAPSE, role.lapse_is_due),),
    on={Departed: role.departed},
)
