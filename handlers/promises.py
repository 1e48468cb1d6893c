"""Promises: a date came that was told to somebody; whoever waits hears of it, and whoever can act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers import drafts
from handlers.calls import call_is_due
from handlers.screens import Payload, button, plain, text_payloads, toast
from handlers.talk import draft_is_due
from handlers.turn import AboutArm, Turn
from network.phrase import phrase
from storage import cases, members
from storage.once import first_time

OPEN = frozenset({"proposed", "coordinator"})


async def take_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date by which somebody should have taken the case: whoever waits is told, and whoever can act."""
    case = await cases.load(turn.connection, turn.network_id, expects["reference"])
    open_roles = [] if case is None else [r for r, slot in case.slots.items() if slot.status in OPEN]
    if case is None or not open_roles:
        return
    contact = turn.network.network.contact
    locale = await turn.locale_of(case.person_id)
    await cases.note_act(turn.connection, case.id, "take_late", "clock", turn.now)
    late = tuple(phrase(f"case.slot.{role}") for role in open_roles)
    await turn.tell_coordinators(phrase("coordinator.late", reference=case.reference, slots=late))
    said = phrase("person.late", reference=case.reference, name=contact.name.in_(locale), phone=contact.phone)
    await turn.say(case.person_id, said, locale=locale)


async def contact_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date by which the person should have been contacted: they are asked whether they were."""
    case = await cases.load(turn.connection, turn.network_id, expects["reference"])
    if case is None:
        return
    locale = await turn.locale_of(case.person_id)
    await turn.send(case.person_id, _question(locale, case.reference), f"contacted:{case.reference}")


async def contacted(turn: Turn, telegram_id: int, reference: str, answer: str) -> None:
    """The person says whether somebody contacted them; "not yet" goes to the coordinators at once."""
    case = await cases.load(turn.connection, turn.network_id, reference)
    locale = await turn.locale_of(telegram_id)
    mine = await members.belongs(turn.connection, turn.network_id, reference, telegram_id)
    if case is None or not mine or answer not in ("yes", "no"):
        turn.toast = toast(locale, phrase("press.over"))
        return
    if not await first_time(turn.connection, f"contacted:{reference}:{answer}", turn.now):
        turn.toast = toast(locale, phrase("press.noted"))
        return
    await cases.note_act(turn.connection, case.id, f"contacted_{answer}", "person", turn.now)
    contact = turn.network.network.contact
    said = phrase(f"person.contacted.{answer}.done", name=contact.name.in_(locale), phone=contact.phone)
    await turn.say(telegram_id, said, locale=locale)
    if answer == "no":
        await turn.tell_coordinators(phrase("coordinator.not_contacted", reference=reference))


def _question(locale: str, reference: str) -> list[Payload]:
    """ "Avez-vous été contacté ?", with its two buttons."""
    payloads = text_payloads(locale, [phrase("person.contacted.ask", reference=reference)])
    payloads[-1]["reply_markup"] = {
        "inline_keyboard": [
            [
                button(plain(locale, phrase("person.contacted.yes")), f"contacted|{reference}|yes"),
                button(plain(locale, phrase("person.contacted.no")), f"contacted|{reference}|no"),
            ]
        ]
    }
    return payloads


ARMS: Mapping[str, AboutArm] = {
    "case:take": take_is_due,
    "case:contact": contact_is_due,
    "call:late": call_is_due,
    drafts.KIND: draft_is_due,
}
