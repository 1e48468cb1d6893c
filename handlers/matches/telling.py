"""Telling: the person hears of what fits them once they know who follows them, and of what a referent points out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.interests.verbs import WANT
from handlers.matches import month, showing
from handlers.matches.showing import Shown
from handlers.matches.verbs import ALL, SEE
from handlers.turn.audience import named, person_messages, tell_person
from handlers.turn.events import PersonKnows
from handlers.turn.quiet import soon
from handlers.turn.screen import Rows, Screen
from handlers.turn.turn import Turn
from network.matches import To, Verdict
from network.phrase import phrase
from network.slots import knows_who
from storage import cases, market, matches
from storage.cases import Case
from storage.durable import due
from storage.offers import Kept

KIND = "matches:person"
NAMED = "matches:"
"""How the names of what a person was told begin."""
AFTER = timedelta(minutes=2)
"""So long after they heard who follows them."""
MOST = 3
"""Offers that the person is told of at once."""


async def person_knows(turn: Turn, event: PersonKnows) -> None:
    """They know who follows them: in a moment they hear what is free for them."""
    expects = {"reference": event.case.reference}
    await due.schedule(turn.here, KIND, event.case.lane, soon(turn, turn.now + AFTER), expects)
    await month.plan(turn)


async def is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """What fits and they have not heard of, the best three; nothing before they know who follows them."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.rests(turn.now) or not knows_who(case.slots.values()):
        return
    known = await matches.of_case(turn.here, case.id)
    new = [one.offer_id for one in known if one.person_at is None and one.verdict is Verdict.FITS]
    some = [one for one in await showing.shown(turn, case, new, To.PERSON) if one.fits][:MOST]
    if not some:
        return
    for one in some:
        await matches.tell_person(turn.here, case.id, one.id, turn.now)
    await _tell(turn, case, some, screen(case, some, others=len(known) > len(some)))


def screen(case: Case, some: Sequence[Shown], *, others: bool) -> Screen:
    """What is free and fits, and that there are others."""
    beyond = [[ALL.button("matches.button.others", case.reference, 0)]] if others else []
    return Screen([phrase("matches.person", count=len(some)), *showing.lines(some)], [*_rows(case, some), *beyond])


async def press(turn: Turn, account: int, case: Case, kept: Kept | None) -> None:
    """[La proposer à la personne]: with its reasons, once, and only what anybody may see."""
    if not knows_who(case.slots.values()):
        turn.answer(phrase("matches.tell.early"))
        return
    some = await showing.shown(turn, case, [kept.id] if kept is not None else [], To.PERSON)
    if not some:
        over = kept is None or not kept.shown
        turn.answer(phrase("press.over" if over else "matches.tell.partners"))
    elif not await matches.tell_person(turn.here, case.id, some[0].id, turn.now):
        turn.answer(phrase("matches.tell.already"))
    else:
        referent = turn.referent_of(account)
        lead = (
            phrase("matches.told", **named(turn.network, referent.id)) if referent else phrase("matches.told.network")
        )
        await _tell(turn, case, some, Screen([lead, *showing.lines(some)], _rows(case, some)))
        turn.answer(phrase("matches.tell.done"))


def _rows(case: Case, some: Sequence[Shown]) -> Rows:
    """[Voir] of each side by side; [Ça m’intéresse] a row each, where there are several with the number."""
    sees = [SEE.button("matches.button.see", case.reference, one.code, number=n) for n, one in enumerate(some, 1)]
    wants = [[WANT.button("matches.button.want", one.code, number=n)] for n, one in enumerate(some, 1)]
    return [sees, *wants]


async def _tell(turn: Turn, case: Case, some: Sequence[Shown], told: Screen) -> None:
    name = f"{NAMED}{case.reference}:{turn.row.id}"
    await tell_person(turn, case, told, name)
    for chat_id, called in await person_messages(turn, case, name):
        await market.shows_these(turn.here, chat_id, called, [one.id for one in some])
