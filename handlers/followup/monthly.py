"""Monthly: each referent who follows somebody is asked once a month, in one list, how it goes on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from handlers.followup import verbs
from handlers.slots.verbs import OPEN
from handlers.turn import quiet
from handlers.turn.audience import channel_of
from handlers.turn.quiet import soon
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.slots import Status
from storage.acts import acts_of, note_act, untouched
from storage.cases import Case
from storage.durable import due

MONTH = "month"
ONCE_A_MONTH = timedelta(days=30)
LATE = timedelta(minutes=15)
"""A list that comes so long after its time comes after a downtime."""
MOST = 20


async def plan(turn: Turn) -> None:
    """The next list, on the first of next month, where none is planned."""
    at = soon(turn, _next_month(turn))
    await due.schedule(turn.here, MONTH, 0, at, {"at": at.isoformat()})


def _next_month(turn: Turn) -> datetime:
    local = turn.now.astimezone(turn.network.identity.tzinfo)
    first = (local.replace(day=1) + timedelta(days=32)).replace(day=1, hour=9, minute=0, second=0, microsecond=0)
    return first.astimezone(turn.network.identity.tzinfo)


async def month_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Every referent who follows somebody is asked once, in one list; what was answered this month is left out."""
    if "at" in expects and turn.now - datetime.fromisoformat(expects["at"]) > LATE:
        await quiet.again(turn, MONTH, {})  # after a downtime what was promised for a day is told first
        return
    await plan(turn)
    for referent in turn.network.referents:
        if await channel_of(turn, referent.id) != "account":
            continue
        silent = [
            (case, role)
            for case in await untouched(turn.here, referent.id, turn.now - ONCE_A_MONTH)
            for role, slot in case.slots.items()
            if slot.held and slot.taken_by == referent.id and slot.status != Status.TAKEN
            if not case.rests(turn.now)
        ]
        if silent:
            await quiet.interrupted(turn, [turn.accounts[referent.id]])
            await _ask_referent(turn, turn.accounts[referent.id], silent[:MOST])


async def _moved_lately(turn: Turn, case: Case) -> bool:
    acts = [act for act in await acts_of(turn.here, case.id) if act.actor != "clock"]
    return bool(acts) and turn.now - acts[-1].at < ONCE_A_MONTH


async def _ask_referent(turn: Turn, account: int, quiet: list[tuple[Case, str]]) -> None:
    rows = [
        [
            verbs.GOING.button("month.going", case.reference, role, reference=case.reference),
            OPEN.button("month.open", case.reference),
        ]
        for case, role in quiet
    ]
    asked = Screen([phrase("month.title", count=len(quiet))], rows, PARTNER_LOCALE)
    await turn.show(account, asked, f"month:{turn.row.id}")


async def going(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """One press of the monthly list: this case goes on."""
    turn.answer(phrase("press.noted"))
    if not await _moved_lately(turn, case):
        await note_act(turn.here, case.id, "going", turn.actor(telegram_id), turn.now, {}, role)
