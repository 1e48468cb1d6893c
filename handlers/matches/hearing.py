"""Hearing: those who follow cases hear of new offers for them, several in one message, once a day at the most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from handlers.matches import showing
from handlers.matches.showing import Shown
from handlers.matches.verbs import ALL
from handlers.turn import quiet
from handlers.turn.audience import channel_of, tell_each
from handlers.turn.quiet import soon
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.matches import To
from network.phrase import phrase
from storage import cases, listings, market, matches
from storage.cases import Case
from storage.durable import due, once

KIND = "matches:hear"
PAUSE = timedelta(minutes=10)
"""So long offers that are shown one after the other are waited for."""
ONCE_IN = timedelta(hours=20)
"""How long nobody hears of new offers again."""
MOST = 8
"""Offers of cases that are named in one message; the others are counted."""

Pair = tuple[Case, Shown]


async def request(turn: Turn) -> None:
    """Something was found that nobody has heard of."""
    if not await due.waits(turn.here, KIND):
        await due.schedule(turn.here, KIND, 0, soon(turn, turn.now + PAUSE), {})


async def is_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Everybody who follows a case for which there is something new hears of it, unless they have just heard something
    else: then it waits. Where nobody follows it yet, it is read with the case.
    """
    unheard = await matches.unheard(turn.here)
    found = await cases.these(turn.here, {one.case_id for one in unheard})
    theirs: dict[str, list[tuple[Case, int]]] = {}
    over: list[tuple[int, int]] = []
    for one in unheard:
        case = found.get(one.case_id)
        holders = {slot.taken_by for slot in case.slots.values() if slot.held} if case is not None else set()
        if case is None or case.rests(turn.now) or not holders:
            over.append((one.case_id, one.offer_id))
            continue
        for referent in holders:
            theirs.setdefault(referent or "", []).append((case, one.offer_id))
    waits = {pair for referent, some in theirs.items() for pair in await _told_or_left(turn, referent, some)}
    told = {(case.id, offer) for some in theirs.values() for case, offer in some} - waits
    await matches.heard(turn.here, [*over, *sorted(told)], turn.now)
    if waits:
        await due.schedule(turn.here, KIND, 0, soon(turn, turn.now + quiet.GAP + PAUSE), {})


async def _told_or_left(turn: Turn, referent: str, some: Sequence[tuple[Case, int]]) -> list[tuple[int, int]]:
    """Tell a referent; what must wait is given back."""
    known = await once.marked_of(turn.connection, [_key(referent, case, offer) for case, offer in some])
    new = [(case, offer) for case, offer in some if _key(referent, case, offer) not in known]
    if not new:
        return []
    reached = await channel_of(turn, referent)
    reader = turn.accounts[referent] if reached == "account" else referent
    today = f"matched:{referent}"
    if await once.marked_within(turn.connection, today, turn.now, ONCE_IN) or not await quiet.may_interrupt(
        turn, reader
    ):
        return [(case.id, offer) for case, offer in new]
    await once.mark_within(turn.connection, today, turn.now, ONCE_IN)
    for case, offer in new:
        await once.mark(turn.connection, _key(referent, case, offer), turn.now)
    await _tell(turn, referent, new)
    return []


def _key(referent: str, case: Case, offer: int) -> str:
    """Where two follow a case and one of them must wait, the other has heard."""
    return f"match:{case.reference}:{offer}:{referent}"


async def _tell(turn: Turn, referent: str, new: Sequence[tuple[Case, int]]) -> None:
    account = turn.accounts.get(referent, showing.ANYBODY)
    by_case: dict[str, tuple[Case, list[int]]] = {}
    for case, offer in new:
        by_case.setdefault(case.reference, (case, []))[1].append(offer)
    pairs: list[Pair] = []
    for case, numbers in list(by_case.values())[:MOST]:
        pairs += [(case, one) for one in await showing.shown(turn, case, numbers, To.PARTNERS, account)]
    if not pairs:
        return
    references = tuple(dict.fromkeys(case.reference for case, _ in pairs))
    count = len({one.id for _, one in pairs})
    subject = phrase("matches.mail.subject", network=turn.network.identity.name)
    mailed = phrase("matches.mail", count=count, references=references, **turn.contact)
    await tell_each(turn, [referent], partial(_show, turn, pairs), subject, [mailed])


async def _show(turn: Turn, pairs: Sequence[Pair], account: int) -> None:
    named, beyond = pairs[:MOST], pairs[MOST:]
    count = len({one.id for _, one in pairs})
    told: list[Paragraph] = [phrase("matches.new", count=count)]
    each = dict.fromkeys(one.id for _, one in named)
    told += [_lines([pair for pair in named if pair[1].id == one]) for one in each]
    if beyond:
        told.append(phrase("matches.beyond", count=len(beyond)))
    rows = [[_button(reference)] for reference in dict.fromkeys(case.reference for case, _ in named)]
    name = f"matched:{turn.row.id}"
    await turn.show(account, Screen(told, rows, PARTNER_LOCALE, protect=True), name)
    await listings.names_these(turn.here, account, name, [case.id for case, _ in named])
    await market.shows_these(turn.here, account, name, [one.id for _, one in named])


def _lines(pairs: Sequence[Pair]) -> Paragraph:
    """An offer, and each case for which it is something, with why."""
    title = phrase("matches.new.line", what=pairs[0][1].title)
    whose = (
        phrase("matches.new.why", reference=case.reference, why=one.why)
        if one.why is not None
        else phrase("matches.new.case", reference=case.reference)
        for case, one in pairs
    )
    return (title, *whose)


def _button(reference: str) -> Button:
    return ALL.button("matches.button.of", reference, 0, reference=reference)
