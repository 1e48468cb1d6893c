"""Open cards by mail: whoever fits a case without being proposed sees no group; they are told of what is open together,
so that the group is not always first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.digests.verbs import END
from handlers.slots import candidates
from handlers.slots.card import title
from handlers.slots.opening import card_is_theirs
from handlers.slots.verbs import TAKE
from handlers.turn import quiet
from handlers.turn.channels import daily
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import CaseSent
from handlers.turn.screen import Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import phrase
from network.slots import Status
from storage import cases
from storage.cases import Case
from storage.durable import due

KIND = "cards:open"
GATHERED = timedelta(hours=2)
"""So long what comes in is gathered, for one date that waits: three or four of these a day, at the most."""
MOST = 10


async def plan(turn: Turn, sent: CaseSent) -> None:
    """A case was sent that partners see: those who read by mail hear of it with whatever else comes soon."""
    if not turn.addresses or not card_is_theirs(turn, sent.case):
        return
    await due.schedule(turn.here, KIND, 0, quiet.soon(turn, turn.now + GATHERED), {})


async def cards_are_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Each of them is told of what is open and fits them, and of nothing that is proposed to them."""
    without = await daily.ended(turn, tuple(turn.addresses.values()))
    by_mail = [
        one
        for one in turn.network.referents
        if is_by_mail(account := turn.accounts.get(one.id, 0)) and turn.addresses[account] not in without
    ]
    going_on = [case for case in await cases.unfinished(turn.here) if not case.rests(turn.now)] if by_mail else []
    shared = [case for case in going_on if card_is_theirs(turn, case)]
    for referent in by_mail:
        fits = [case for case in shared if _open(case, referent)]
        if fits := await candidates.fitting(turn, fits, referent.id):
            await turn.show(turn.accounts[referent.id], _shown(turn, fits[-MOST:], referent), f"cards:{turn.row.id}")


def _open(case: Case, referent: Referent) -> list[str]:
    """The slots of a case that somebody may take who is not asked for them, nor follows the person already."""
    if any(slot.owner == referent.id for slot in case.slots.values()):
        return []
    return [role for role, slot in case.slots.items() if slot.status == Status.PROPOSED and role in referent.roles]


def _shown(turn: Turn, some: list[Case], referent: Referent) -> Screen:
    said: list[Paragraph] = [phrase("cards.open")]
    rows: Rows = [
        [TAKE.button("remind.button.take", case.reference, role, which=case.reference)]
        for case in some
        for role in _open(case, referent)
    ]
    rows = [*rows, [END.button("digests.button.end", "end")]]
    return Screen([*said, *(title(turn.network, case) for case in some)], rows, PARTNER_LOCALE)
