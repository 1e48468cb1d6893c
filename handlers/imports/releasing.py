"""Letting out: silent cases become ordinary ones, a few at each turn; whoever follows them hears of all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from handlers.lists import called, listing
from handlers.slots import candidates
from handlers.turn import quiet
from handlers.turn.audience import channel_of, email_of, named
from handlers.turn.events import CaseLetOut, FileLetOut
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.imports.rows import State
from network.machine import Dates, taken_over
from network.model import Role
from network.phrase import phrase
from network.routing import Proposal
from network.slots import Outcome, Slot, Status
from storage import cases, departures, imported, reports, slots
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once
from storage.imported import Imported
from storage.imports import File

KIND = "imports:free"
AT_ONCE = 50
"""So many go at each turn: whoever writes waits meanwhile."""
MOST_NAMED = 12
"""So many are named to whoever follows them; all of them stand in /mesdossiers."""
MOMENT = timedelta(minutes=1)


async def free_all(turn: Turn, telegram_id: int, file: File) -> None:
    """All silent cases of a file go, one part after the other."""
    if not (await imported.counts(turn.here, file.id)).silent:
        turn.answer(phrase("press.over"))
    elif not await once.mark_within(turn.connection, f"import free:{file.id}", turn.now, MOMENT):
        turn.answer(phrase("press.noted"))
    else:
        turn.answer(phrase("import.freeing"))
        expects = {"import": file.id, "since": turn.now.isoformat(), "by": turn.actor(telegram_id)}
        await due.schedule(turn.here, KIND, 0, turn.now, expects)


async def some_go(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The next few go; after the last of them everybody concerned is told."""
    number, since, by = int(expects["import"]), datetime.fromisoformat(expects["since"]), str(expects["by"])
    for one in await imported.silent(turn.here, number, AT_ONCE):
        await _let_out(turn, one, since, by)
    if (await imported.counts(turn.here, number)).silent:
        await due.schedule(turn.here, KIND, 0, turn.now, dict(expects))
    else:
        await _tell(turn, await imported.let_out_at(turn.here, number, since))
        await turn.happened(FileLetOut(number))


async def free_one(turn: Turn, telegram_id: int, case: Case) -> None:
    """[Libérer], of one case."""
    found = await imported.of_case(turn.here, case.id) if case.silent else None
    if found is None or not await _let_out(turn, found, turn.now, turn.actor(telegram_id)):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("import.freed.one", reference=case.reference))
    await _tell(turn, [case.id])


# --- a case becomes an ordinary one -----------------------------------------------------------------------------------


async def _let_out(turn: Turn, one: Imported, since: datetime, by: str) -> bool:
    """A case is silent no more: its clocks start now, unless it has ended."""
    state, charter = State(one.state), turn.network.charter
    values: dict[str, Any] = {}
    if state.over:
        outcome = state.value if state.value in set(Outcome) else None
        values = {"closed_at": one.spoken_at, "outcome": outcome}
    elif state is State.PAUSED:
        values = {"paused_until": turn.now + timedelta(days=charter.paused_days)}
    if not await imported.let_out(turn.here, one.case_id, since, **values):
        return False
    case = await cases.get(turn.here, one.reference)
    for slot in await _slots(turn, case, one, over=state.over):
        await slots.open_slot(turn.here, case.id, slot)
    await note_act(turn.here, case.id, imported.RELEASED, by, turn.now)
    if state is State.PAUSED:
        until = values["paused_until"]
        about = {"reference": case.reference, "until": until.isoformat()}
        await due.schedule(turn.here, "case:awake", case.lane, until, about)
    elif not state.over:
        await turn.happened(CaseLetOut(await cases.get(turn.here, case.reference)))
    return True


async def _slots(turn: Turn, case: Case, one: Imported, *, over: bool) -> list[Slot]:
    """Whoever followed a case goes on. A place for which somebody was named whom nobody knows, and both where nobody
    was, wait for the coordination.
    """
    zone, charter = turn.network.identity.timezone, turn.network.charter
    take_by = deadline(turn.now, charter.take_within_days, zone)
    dates = Dates(take_by, deadline(turn.now, charter.contact_within_days, zone))
    known = {role: id_ for role, id_ in one.followed.items() if id_ in await _able(turn, over=over)}
    nobody = not one.followed and not over
    routed = await candidates.proposals(turn, case.project, case.id) if len(known) < len(one.followed) or nobody else {}
    reason = phrase("import.why")
    made = []
    for role in _ROLES:
        proposal = routed.get(role) or Proposal(role, True, None, (), reason)
        wanted = nobody or role in one.followed
        made.append(taken_over(proposal, dates, reason, turn.now, holder=known.get(role), wanted=wanted, over=over))
    return made


async def _able(turn: Turn, *, over: bool) -> Collection[str]:
    """Who can follow a case: of one that has ended whoever did, also of the archive; else whoever still can."""
    if over:
        return turn.network.known_referents.keys()
    return turn.network.referent_by_id.keys() - (await departures.departed(turn.here)).keys()


_ROLES = (Role.TECHNICAL, Role.TERRITORIAL)


# --- whoever is concerned hears of it ---------------------------------------------------------------------------------


async def _tell(turn: Turn, case_ids: Sequence[int]) -> None:
    """Each who follows some of them gets one list, the coordination one word."""
    held = list((await cases.these(turn.here, case_ids)).values())
    theirs: dict[str, list[Case]] = {}
    waiting = closed = 0
    for case in held:
        owners = {slot.owner for slot in case.slots.values() if slot.owner is not None}
        for owner in owners:
            theirs.setdefault(owner, []).append(case)
        closed += case.closed_at is not None
        waiting += any(slot.status is Status.COORDINATOR for slot in case.slots.values())
    by_phone = [owner for owner, some in theirs.items() if not await _told(turn, owner, some)]
    said: list[Paragraph] = [phrase("import.freed", count=len(held))]
    said += [phrase("import.freed.closed", count=closed)] if closed else []
    said += [phrase("import.freed.waiting", count=waiting)] if waiting else []
    frozen = await reports.frozen(turn.here, {turn.day(case.submitted_at).year for case in held})
    said += [phrase("import.freed.frozen", years=tuple(map(str, frozen)))] if frozen else []
    said += [phrase("import.freed.call", count=len(theirs[owner]), **named(turn.network, owner)) for owner in by_phone]
    await turn.say(turn.coordinators(), *said, locale=PARTNER_LOCALE)


async def _told(turn: Turn, owner: str, some: Sequence[Case]) -> bool:
    """One list for whoever follows these cases; False where nothing reaches them but a telephone."""
    match await channel_of(turn, owner):
        case "account":
            said: list[Paragraph] = [phrase("import.yours", count=len(some))]
            said += [(called.person(turn.network, one),) for one in some[:MOST_NAMED]]
            said += [phrase("import.yours.more", count=more)] if (more := len(some) - MOST_NAMED) > 0 else []
            rows = [[called.opens(one, named=True)] for one in some[: listing.PAGE]]
            screen = Screen(said, rows, PARTNER_LOCALE, protect=True, silent=quiet.sleeps(turn))
            await listing.show(turn, turn.accounts[owner], screen, LIST, [one.id for one in some[:MOST_NAMED]])
        case "mail":
            subject = phrase("import.yours.subject", network=turn.network.identity.name)
            told = [phrase("import.yours.mail", count=len(some), **turn.contact)]
            await turn.mail(email_of(turn, owner), subject, told, locale=PARTNER_LOCALE, waits=True)
        case _:
            return False
    return True


LIST = "imported cases"
