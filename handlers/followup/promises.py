"""Promises: a date came that was told to somebody; whoever waits hears of it, and whoever can act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from handlers.followup import arrival, monthly
from handlers.followup.lateness import still_awaited
from handlers.turn import quiet
from handlers.turn.audience import named, tell_person
from handlers.turn.events import CaseLetOut, CaseSent, PersonContacted
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.phrase import Phrase, phrase
from network.slots import WAITING, promised_contact
from storage import cases, members
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due, once

TAKE, CONTACT = "case:take", "case:contact"


async def plan(turn: Turn, case: Case, take_by: datetime, contact_by: datetime) -> None:
    """The two dates that the person was told come back."""
    for kind, at in ((TAKE, take_by), (CONTACT, contact_by)):
        expects = {"reference": case.reference, "by": at.isoformat()}
        await due.schedule(turn.here, kind, case.lane, at, expects)


async def begin(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: the person and the referents are asked by and by how it goes on."""
    await plan(turn, sent.case, sent.take_by, sent.contact_by)
    await arrival.plan(turn, sent.case)
    await monthly.plan(turn)


async def go_on(turn: Turn, _let_out: CaseLetOut) -> None:
    """Whoever follows a case of an older base is asked by and by how it goes on."""
    await monthly.plan(turn)


async def take_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date by which somebody should have taken the case: whoever waits is told. After a stop over the next date too
    they are told once, by that one.
    """
    case = await cases.load(turn.here, expects["reference"])
    open_roles = [] if case is None else [r for r, slot in case.slots.items() if slot.status in WAITING]
    if case is None or not open_roles:
        return
    slot = case.slots[open_roles[0]]
    if case.rests(turn.now) or not _still(slot.take_by, expects) or (slot.contact_by or turn.now) < turn.now:
        return
    await quiet.interrupted(turn, await members.members_of(turn.here, case.id))
    await tell_person(turn, case, Screen(still_awaited(turn, case)))


def _still(promised: datetime | None, expects: Mapping[str, Any]) -> bool:
    """Whether the date that came is the one that stands: a case that was opened again has others."""
    return "by" not in expects or promised == datetime.fromisoformat(expects["by"])


async def contacted(turn: Turn, telegram_id: int, case: Case, answer: str) -> None:
    """The person says whether somebody contacted them; "not yet" goes to the coordinators at once."""
    locale, reference = await turn.locale_of(telegram_id), case.reference
    by = promised_contact(case.slots.values())
    early = answer == "no" and by is not None and turn.now < by
    today = turn.today.isoformat()
    if not await once.mark(turn.connection, f"contacted:{reference}:{answer}:{today}:{early}", turn.now):
        turn.answer(phrase("press.noted"), locale)
        return
    await note_act(turn.here, case.id, f"contacted_{answer}", "person", turn.now)
    if early and by is not None:
        early_word = phrase("person.contacted.early", by=turn.day(by), **turn.contact)
        await turn.say(telegram_id, early_word, locale=locale)
        return
    await turn.say(telegram_id, phrase(f"person.contacted.{answer}.done", **turn.contact), locale=locale)
    if answer == "no":
        said = phrase("coordinator.not_contacted", reference=reference)
        await turn.say(turn.coordinators(), (said, *_who(turn, case, case.slots)))
    else:
        await turn.happened(PersonContacted(case))


def _who(turn: Turn, case: Case, roles: Iterable[str]) -> list[Phrase]:
    """Whom a coordinator can call about a case: who follows it, or who was asked."""
    lines = []
    for role in roles:
        slot = case.slots[role]
        key = "coordinator.followed_by" if slot.held else "coordinator.asked"
        if slot.owner in turn.network.referent_by_id:
            lines.append(phrase(key, **named(turn.network, slot.owner)))
        elif slot.status == "coordinator":
            lines.append(phrase("coordinator.nobody_asked"))
    return lines
