"""Two referents a case: proposed, taken, followed, given away."""

from __future__ import annotations

from functools import partial

from handlers.slots import acting, acts, news, open_cards, opening, reassign, verbs
from handlers.slots.record_sheet import print_record
from handlers.turn.events import CaseSent
from handlers.turn.register import OF_COORDINATORS, Command, Date, Feature
from handlers.turn.rights import COORDINATOR

SLOTS = Feature(
    "slots",
    commands=(Command("reaffecter", reassign.command, ("reassign",), COORDINATOR, OF_COORDINATORS, 5),),
    verbs={
        verbs.TAKE: acts.take,
        verbs.PASS: acts.ask_why,
        verbs.WHY: acts.answer_why,
        verbs.CONTACTED: partial(acts.note, verb="contacted"),
        verbs.UNREACHABLE: partial(acts.note, verb="unreachable"),
        verbs.DONE: partial(acts.note, verb="done"),
        verbs.NOT_HELPED: partial(acts.note, verb="not_helped"),
        verbs.UNDO: acting.undo,
        verbs.OPEN: opening.open_case,
        verbs.FOR: acts.note_for,
        verbs.REOPEN: reassign.reopen,
        verbs.MOVE: reassign.whom,
        verbs.ALL: reassign.anybody,
        verbs.TO: reassign.to,
        verbs.OFFER: reassign.offer,
        verbs.PDF: print_record,
    },
    dates=(
        Date(news.KIND, news.slot_is_due, any_hour=True),
        Date(open_cards.KIND, open_cards.cards_are_due),
    ),
    on={CaseSent: open_cards.plan},
    links={acts.LINK: acts.follow_link},
)
