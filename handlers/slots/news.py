"""Telling who follows a case: a minute after the press, so that a slip of the finger disturbs nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.slots.card import day_expected
from handlers.turn.audience import named, tell_person
from handlers.turn.events import PersonKnows
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import in_sending_hours, next_sending_time
from network.ladder import Clock
from network.model import Referent
from network.phrase import Phrase, phrase
from network.slots import News, Slot, Status
from storage import cases, slots
from storage.acts import acts_of
from storage.cases import Case
from storage.durable import due

SILENT = timedelta(seconds=60)
"""How long an act on a slot stays between whoever did it and the other partners; then the person hears."""
KIND = "slot:tell"


async def later(turn: Turn, case: Case, role: str) -> None:
    """Tell where the slot stands once it has stood so for a minute."""
    expects = {"reference": case.reference, "role": role}
    await due.schedule(turn.here, KIND, case.lane, turn.now + SILENT, expects)


async def slot_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A minute has passed since an act; a later act has its own minute."""
    case, role = await cases.load(turn.here, expects["reference"]), str(expects["role"])
    if case is None:
        return
    acts = [act for act in await acts_of(turn.here, case.id) if act.role == role]
    if acts and abs(turn.now - acts[-1].at) >= SILENT:  # the clock may have been set back since
        await tell(turn, case, role)


async def tell(turn: Turn, case: Case, role: str, why: Phrase | None = None) -> None:
    """Tell the person, and whoever follows the other slot, what has changed since they were told last.

    `why` says what became of whoever they know, before anything else.
    """
    slot, zone = case.slots[role], turn.network.identity.timezone
    if slot.news == slot.person_knows:
        return
    if not in_sending_hours(turn.now, zone):  # the person pressed nothing: they hear in the morning
        expects = {"reference": case.reference, "role": role}
        at = next_sending_time(turn.now, zone)
        await due.schedule(turn.here, KIND, case.lane, at, expects)
        return
    knew, now = slot.person_knows, slot.news
    await slots.set_known(turn.here, case.id, role, now)
    holder = turn.network.known_referents.get(now.referent) if now is not None else None
    if now is None or holder is None:
        await _gone(turn, case, role, knew.referent if knew is not None else "", why)
    elif now.news is News.NOT_HELPED:
        await _not_helped(turn, case, role, holder)
    elif now.news is News.UNREACHABLE:
        await _unreachable(turn, case, role, holder)
    elif knew is None or knew.referent != holder.id:
        await _taken(turn, case, role, holder, why if knew is not None else None, replaces=knew is not None)
    elif knew.news is not News.TAKEN:
        key = "person.unreachable.corrected" if slot.status == Status.TAKEN else "person.follows_again"
        await tell_person(turn, case, Screen([_who(turn, slot, key, holder)]))


def _who(turn: Turn, slot: Slot, key: str, referent: Referent) -> Phrase:
    by = day_expected(turn.network, slot, Clock.CONTACT)
    return phrase(key, **named(turn.network, referent.id), by=by)


async def _taken(turn: Turn, case: Case, role: str, referent: Referent, why: Phrase | None, *, replaces: bool) -> None:
    key = f"person.replaced.{role}" if replaces else f"person.taken.{role}"
    await tell_person(turn, case, Screen([*([why] if why else []), _who(turn, case.slots[role], key, referent)]))
    await turn.happened(PersonKnows(case))
    joined = phrase("record.joined", reference=case.reference, **named(turn.network, referent.id))
    await _tell_other(turn, case, role, joined)


async def _gone(turn: Turn, case: Case, role: str, earlier: str, why: Phrase | None = None) -> None:
    """Nobody follows the person any more who did; the date that was promised stays."""
    by, name = case.slots[role].contact_by, named(turn.network, earlier)["referent"]
    gone = phrase(f"person.released.{role}", referent=name, by=turn.day(by) if by else "", **turn.contact)
    await tell_person(turn, case, Screen([*([why] if why else []), gone]))
    await _tell_other(turn, case, role, phrase("record.left", reference=case.reference, referent=name))


async def _not_helped(turn: Turn, case: Case, role: str, referent: Referent) -> None:
    """Honestly, with another contact."""
    said = phrase(f"person.not_helped.{role}", referent=referent.name.phrase(), **turn.contact)
    await tell_person(turn, case, Screen([said]))


async def _unreachable(turn: Turn, case: Case, role: str, referent: Referent) -> None:
    await tell_person(turn, case, Screen([_who(turn, case.slots[role], "person.unreachable", referent)]))
    said = phrase("coordinator.unreachable", reference=case.reference, referent=referent.name.phrase())
    await turn.say(turn.coordinators(), said)


async def _tell_other(turn: Turn, case: Case, role: str, said: Phrase) -> None:
    """Whoever follows the other slot learns who comes and who goes."""
    mine = case.slots[role].taken_by
    for other, slot in case.slots.items():
        account = turn.accounts.get(slot.taken_by or "") if slot.held else None
        if other != role and account is not None and slot.taken_by != mine:
            await turn.say(account, said, locale=PARTNER_LOCALE, name=f"joined:{case.reference}:{role}")
