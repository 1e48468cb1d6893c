"""Somebody asks for an offer; its owner answers, or a human in their place."""

from __future__ import annotations

from handlers.interests import answering, asking, clock, meeting, reminding, standing, verbs
from handlers.turn.events import CaseChanged, Erasing, OfferEnded, ProjectShown
from handlers.turn.register import Date, Feature

INTERESTS = Feature(
    "interests",
    verbs={
        verbs.WANT: asking.press,
        verbs.WANT_FOR: asking.for_case,
        verbs.WHOLE: asking.whole,
        verbs.ANSWER: answering.answer,
        verbs.SURE: answering.sure,
        verbs.WHY: answering.because,
        verbs.CALLED: answering.called,
        verbs.OPEN: standing.reopen,
        verbs.VISIT: meeting.press,
        verbs.AT: meeting.chosen,
        verbs.SUITS: answering.suits,
        verbs.AGREE: answering.agree,
        verbs.DROP: answering.drop,
    },
    dates=(Date(clock.STEP, clock.step_is_due), Date(meeting.TOMORROW, meeting.visit_is_near)),
    forms={asking.FLOW: asking.hand_in, meeting.FLOW: meeting.hand_in},
    on={
        OfferEnded: answering.offer_ended,
        ProjectShown: standing.show,
        CaseChanged: standing.case_merged,
        Erasing: reminding.erasing,
    },
)
