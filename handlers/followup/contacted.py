"""Contacted: the person is asked at the promised date whether somebody called, and what they say is compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.followup import verbs
from handlers.followup.lateness import still_awaited
from handlers.slots.verbs import CONTACTED
from handlers.turn import quiet
from handlers.turn.audience import channel_of, redraw_for_person, spoken_by, tell_person
from handlers.turn.events import PersonContacted
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.slots import Status
from storage import cases, members
from storage.acts import Act, acts_of, note_act
from storage.cases import Case
from storage.durable import once


async def contact_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date by which the person should have been contacted: they are asked, for each who follows them."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.rests(turn.now) or not _stands(case, expects):
        return
    late, asked = still_awaited(turn, case), _asked(turn, case)
    if not late and not asked:
        return
    for role in asked:
        await once.mark(turn.connection, _was_asked(case, role), turn.now)
    await quiet.interrupted(turn, await members.members_of(turn.here, case.id))
    await tell_person(turn, case, _questions(case, late, asked), _asks(case), read_out=True)


def _stands(case: Case, expects: Mapping[str, Any]) -> bool:
    promised = next((slot.contact_by for slot in case.slots.values() if slot.contact_by), None)
    return "by" not in expects or promised == datetime.fromisoformat(expects["by"])


def _asks(case: Case) -> str:
    """What the message is called that asks it."""
    return f"contacted:{case.reference}"


def _asked(turn: Turn, case: Case) -> dict[str, Phrase]:
    """The roles of the slots of which it is asked, and who holds each; whom one could not reach is not asked of."""
    return {
        role: referent.name.phrase()
        for role, slot in case.slots.items()
        if slot.held and slot.status != Status.UNREACHABLE
        if (referent := turn.network.referent_by_id.get(slot.taken_by or "")) is not None
    }


def _was_asked(case: Case, role: str) -> str:
    """What is known to have come up where the person was asked of that slot: whoever takes it later is not asked of."""
    return f"question:{case.reference}:{role}:{case.slots[role].contact_by}"


def _questions(case: Case, said: Sequence[Phrase], asked: Mapping[str, Phrase]) -> Screen:
    """What is `said`, then a question for each role of `asked`; where there are two, the buttons say of whom."""
    questions = [
        phrase(f"person.contacted.ask.{role}", reference=case.reference, referent=referent)
        for role, referent in asked.items()
    ]

    def row(role: str) -> list[Button]:
        about, of_whom = (case.reference, role, case.slots[role].version), f".{role}" if len(asked) > 1 else ""
        return [verbs.ASKED.button(f"person.contacted.{answer}{of_whom}", *about, answer) for answer in ("yes", "no")]

    return Screen([*said, *questions], [row(role) for role in asked])


async def contacted(turn: Turn, telegram_id: int, case: Case, role: str, version: int, answer: str) -> None:
    """The person says whether somebody called; what contradicts the referent goes to the coordination."""
    locale, slot = await turn.locale_of(telegram_id), case.slots[role]
    if not (version == slot.version or (version < slot.version and slot.held)):
        turn.answer(phrase("press.over"), locale)
        return
    if not await once.mark(turn.connection, f"asked:{case.reference}:{role}:{slot.contact_by}:{answer}", turn.now):
        turn.answer(phrase("press.noted"), locale)
        return
    by = await spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, f"contacted_{answer}", "person", turn.now, by, role)
    said = phrase(f"person.contacted.{answer}.done", **turn.contact)
    if telegram_id not in await _go_on(turn, case, said):  # the question stands in a message of before
        await turn.say(telegram_id, said, locale=locale)
    await _compare(turn, case, role, answer)
    if answer == "yes":
        await turn.happened(PersonContacted(case))


async def _go_on(turn: Turn, case: Case, said: Phrase) -> set[int]:
    """What was said in answer takes the place of the question; what nobody has answered yet is still asked, and whom
    the case still waits for is still said. Returns in whose chats.
    """
    acts = await acts_of(turn.here, case.id)
    answered = {act.role for act in acts if act.kind in ("contacted_yes", "contacted_no") and _since_asked(case, act)}
    left = {
        role: name
        for role, name in _asked(turn, case).items()
        if role not in answered and await once.marked(turn.connection, _was_asked(case, role))
    }
    return await redraw_for_person(turn, case, _questions(case, [said, *still_awaited(turn, case)], left), _asks(case))


def _since_asked(case: Case, act: Act) -> bool:
    slot = case.slots.get(act.role or "")
    return slot is not None and slot.contact_by is not None and act.at >= slot.contact_by


async def _compare(turn: Turn, case: Case, role: str, answer: str) -> None:
    slot = case.slots[role]
    referent = turn.network.referent_by_id.get(slot.taken_by or "") if slot.held else None
    name = referent.name.fr if referent is not None else ""
    if answer == "no":
        key = "contradiction" if slot.status == Status.CONTACTED else "not_contacted.slot"
        about = phrase(f"case.slot.{role}")
        said = phrase(f"coordinator.{key}", reference=case.reference, slot=about, referent=name)
        await turn.say(turn.coordinators(), said)
    elif slot.status == Status.TAKEN and await channel_of(turn, slot.taken_by) == "account":
        press = CONTACTED.button("record.button.contacted", case.reference, role)
        said = phrase("remind.person_says_yes", reference=case.reference)
        account, name = turn.accounts[slot.taken_by or ""], f"remind:{case.reference}:{role}"
        await turn.show(account, Screen([said], [[press]], PARTNER_LOCALE), name)
