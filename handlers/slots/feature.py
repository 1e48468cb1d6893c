"""Two referents a case: proposed, taken, followed, given away."""

from __future__ import annotations

from functools import partial

from handlers.slots import acting, behalf, following, lists, news, reassign, reopen, reorient, taking, to_assign, verbs
from handlers.slots.record_sheet import print_record
from handlers.turn.register import Command, Date, Feature, InGroup, Menu
from handlers.turn.rights import COORDINATOR, REFERENT

THEIRS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})
COORDINATORS = frozenset({Menu.COORDINATORS})

SLOTS = Feature(
    "slots",
    commands=(
        Command("attente", to_assign.show_waiting, ("waiting",), COORDINATOR, COORDINATORS, 1),
        Command("mesdossiers", lists.mine, ("mycases",), REFERENT, THEIRS, 2, InGroup.IN_PRIVATE),
        Command("dossier", lists.one, ("case",), REFERENT, THEIRS, 3, InGroup.IN_PRIVATE),
        Command("reaffecter", reassign.command, ("reassign",), COORDINATOR, COORDINATORS, 5),
    ),
    verbs={
        verbs.TAKE: taking.take,
        verbs.PASS: reorient.ask,
        verbs.WHY: reorient.answer,
        verbs.CONTACTED: partial(following.press, verb="contacted"),
        verbs.UNREACHABLE: partial(following.press, verb="unreachable"),
        verbs.DONE: partial(following.press, verb="done"),
        verbs.NOT_HELPED: partial(following.press, verb="not_helped"),
        verbs.UNDO: acting.undo,
        verbs.OPEN: lists.open_case,
        verbs.FOR: behalf.act,
        verbs.REOPEN: reopen.slot,
        verbs.MOVE: reassign.whom,
        verbs.ALL: reassign.anybody,
        verbs.TO: reassign.to,
        verbs.OFFER: reassign.offer,
        verbs.PDF: print_record,
    },
    dates=(Date(news.KIND, news.slot_is_due, any_hour=True),),
    links={reorient.LINK: reorient.follow_link},
)
