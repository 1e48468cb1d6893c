"""Two referents a case: proposed, taken, followed, given away."""

from __future__ import annotations

from functools import partial

from handlers.slots import acting, acts, lists, mine, news, reassign, verbs, waiting
from handlers.slots.record_sheet import print_record
from handlers.turn.register import Command, Date, Feature, InGroup, Menu
from handlers.turn.rights import COORDINATOR, REFERENT

THEIRS = frozenset({Menu.REFERENTS, Menu.COORDINATORS})
COORDINATORS = frozenset({Menu.COORDINATORS})

SLOTS = Feature(
    "slots",
    commands=(
        Command("attente", waiting.show_waiting, ("waiting",), COORDINATOR, COORDINATORS, 1, reads=waiting.waiting),
        Command("mesdossiers", mine.mine, ("mycases",), REFERENT, THEIRS, 2, InGroup.IN_PRIVATE, reads=mine.carried),
        Command("reaffecter", reassign.command, ("reassign",), COORDINATOR, COORDINATORS, 5),
    ),
    verbs={
        verbs.TAKE: acts.take,
        verbs.PASS: acts.ask_why,
        verbs.WHY: acts.answer_why,
        verbs.CONTACTED: partial(acts.note, verb="contacted"),
        verbs.UNREACHABLE: partial(acts.note, verb="unreachable"),
        verbs.DONE: partial(acts.note, verb="done"),
        verbs.NOT_HELPED: partial(acts.note, verb="not_helped"),
        verbs.UNDO: acting.undo,
        verbs.OPEN: lists.open_case,
        verbs.FOR: acts.note_for,
        verbs.REOPEN: reassign.reopen,
        verbs.MOVE: reassign.whom,
        verbs.ALL: reassign.anybody,
        verbs.TO: reassign.to,
        verbs.OFFER: reassign.offer,
        verbs.PDF: print_record,
        verbs.MINE: mine.page,
        verbs.FILE_OF_MINE: mine.file,
        verbs.WAITING: waiting.page,
        verbs.CHOICES: waiting.choices,
    },
    dates=(Date(news.KIND, news.slot_is_due, any_hour=True),),
    links={acts.LINK: acts.follow_link},
)
