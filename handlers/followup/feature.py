"""What became of it: the person is asked, the case closes, a survey follows."""

from __future__ import annotations

from handlers.followup import arrival, closing, contacted, monthly, outcome, promises, reopening, state, survey, verbs
from handlers.turn.events import CaseChanged, CaseLetOut, CaseSent, SlotChanged
from handlers.turn.register import Date, Feature

FOLLOWUP = Feature(
    "followup",
    verbs={
        verbs.NOT_YET: promises.contacted,
        verbs.ASKED: contacted.contacted,
        verbs.WHERE: arrival.where,
        verbs.GOING: monthly.going,
        verbs.OUTCOME: outcome.outcome,
        verbs.SURVEY: survey.answer,
        verbs.SETTLED: outcome.begin_settled,
        verbs.STATE: state.answered,
        verbs.STATE_OF: state.answered_of,
        verbs.REASON: outcome.reason,
        verbs.WORD: outcome.begin_word,
        verbs.AGAIN: reopening.reopen,
    },
    dates=(
        Date(promises.TAKE, promises.take_is_due),
        Date(promises.CONTACT, contacted.contact_is_due),
        Date(arrival.ASK, arrival.ask_is_due),
        Date(monthly.MONTH, monthly.month_is_due),
        Date(closing.KIND, closing.closing_is_due),
        Date(closing.OUTCOME, closing.outcome_is_due),
        Date(closing.SURVEY, survey.survey_is_due),
        Date(closing.SETTLED, state.settled_is_due),
        Date(state.LATE, state.late_is_due),
    ),
    on={
        CaseSent: promises.begin,
        CaseLetOut: promises.go_on,
        SlotChanged: closing.follow,
        CaseChanged: outcome.take_over,
    },
    forms={closing.FLOW: closing.tell_settled, survey.FLOW: survey.hand_in},
)
