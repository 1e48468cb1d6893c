"""The working meetings of the network: when they are, who can come, and what everybody hears of them."""

from __future__ import annotations

from handlers.meetings import (
    agenda,
    attendance,
    changing,
    deciding,
    gathering,
    meetings,
    minutes,
    polling,
    telling,
    verbs,
)
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

MEETINGS = Feature(
    "meetings",
    commands=(
        Command(
            "reunion",
            meetings.command,
            ("reunions", "meeting", "meetings"),
            COORDINATOR,
            OF_COORDINATORS,
            13,
            reads=meetings.known,
        ),
    ),
    verbs={
        verbs.NEW: meetings.begin,
        verbs.DRAFT: meetings.press,
        verbs.CHANGE: meetings.change,
        verbs.ANSWER: polling.answer,
        verbs.CHOOSE: changing.choose,
        verbs.SHOW: changing.show,
        verbs.MOVE: changing.move,
        verbs.CANCEL: changing.cancel,
        verbs.SHEET: attendance.sheet,
        verbs.PRESENT: attendance.count,
        verbs.MINUTES: minutes.print_them,
        verbs.DECIDE: deciding.begin,
        verbs.DONE: deciding.done,
        verbs.UNDO: deciding.undo,
        verbs.AGENDA: agenda.show,
        verbs.TOPIC: agenda.choose,
        verbs.ADD: agenda.begin,
        verbs.REMOVE: agenda.remove,
        verbs.SEND: agenda.send,
    },
    dates=(
        Date(polling.REMIND, polling.remind),
        Date(polling.CLOSES, polling.closes),
        Date(telling.TELL, telling.tell, any_hour=True),
        Date(agenda.TELL, agenda.tell, reads=gathering.read_for),
        Date(agenda.DRAW, agenda.draw, any_hour=True, reads=gathering.read_for),
    ),
    forms={
        meetings.FLOW: meetings.hand_in,
        changing.FLOW: changing.hand_in,
        attendance.FLOW: attendance.hand_in,
        deciding.FLOW: deciding.hand_in,
        agenda.FLOW: agenda.hand_in,
    },
)
