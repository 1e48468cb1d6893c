"""Taking: a referent presses "Je m'en occupe"; one wins and gets the record; the person is told who and by when."""

from __future__ import annotations

from handlers.card import close_nobody
from handlers.proposals import after_taking
from handlers.record import record_paragraphs
from handlers.screens import day, toast
from handlers.turn import GROUP_LOCALE, Turn
from network.model import Referent, Role
from network.phrase import phrase
from storage import cases, members, people
from storage.cases import WAITING, Case, Slot
from storage.once import first_time

RECORD = "dossier-"
"""How the payload of a link begins that asks for a record."""


async def take(turn: Turn, telegram_id: int, who: str, reference: str, role: str) -> None:
    """A press on "Je m'en occupe". `who` is how Telegram names the account, for the coordinator's eyes only."""
    case = await cases.load(turn.connection, turn.network_id, reference)
    referent = turn.referent_of(telegram_id)
    if referent is None:
        turn.toast = toast(GROUP_LOCALE, phrase("press.unknown"))
        if await first_time(turn.connection, f"press:{telegram_id}:{reference}", turn.now):
            await turn.tell_coordinators(phrase("coordinator.unknown_press", who=who, reference=reference))
        return
    slot = case.slots.get(role) if case is not None else None
    if case is None or slot is None:
        turn.toast = toast(GROUP_LOCALE, phrase("press.closed"))
        return
    if slot.status == "taken":
        turn.toast = _too_late(turn, slot, referent)
        return
    if slot.status not in WAITING:
        turn.toast = toast(GROUP_LOCALE, phrase("press.closed"))
        return
    if not _may_take(case, slot, referent):
        turn.toast = toast(GROUP_LOCALE, phrase("press.unfit"))
        return
    if not await cases.take(turn.connection, case.id, role, referent.id, turn.now):
        now_taken = (await cases.get(turn.connection, turn.network_id, reference)).slots[role]
        turn.toast = _too_late(turn, now_taken, referent)
        return
    taken = await cases.get(turn.connection, turn.network_id, reference)
    if slot.status == "coordinator":
        await close_nobody(turn, taken, role)
    await _taken(turn, taken, role, referent, telegram_id)


def _may_take(case: Case, slot: Slot, referent: Referent) -> bool:
    """Whoever is proposed, and on a card whoever else fits; the coordination where nobody is."""
    if slot.status == "coordinator":
        return Role.COORDINATOR in referent.roles
    return referent.id == slot.referent or (not case.confidential and referent.id in slot.others)


def _too_late(turn: Turn, slot: Slot, referent: Referent) -> str:
    if slot.taken_by == referent.id:
        return toast(GROUP_LOCALE, phrase("press.already_yours"))
    winner = turn.network.referent_by_id.get(slot.taken_by or "")
    if winner is None:
        return toast(GROUP_LOCALE, phrase("press.closed"))
    organisation = turn.network.organisation_by_id[winner.organisation].name
    said = phrase("press.lost", referent=winner.name.in_(GROUP_LOCALE), organisation=organisation)
    return toast(GROUP_LOCALE, said)


async def _taken(turn: Turn, case: Case, role: str, referent: Referent, telegram_id: int) -> None:
    turn.toast = toast(GROUP_LOCALE, phrase("press.won"))
    await cases.note_act(turn.connection, case.id, "taken", referent.id, turn.now, {"role": role})
    await after_taking(turn, case, role, telegram_id)
    await hand_over(turn, case, role, telegram_id)
    await _tell_person(turn, case, role, referent)
    await _tell_other(turn, case, role, referent)


async def hand_over(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """Send the record to the taker. Whoever never wrote to the bot cannot be written to: the press opens the chat."""
    known = await people.find(turn.connection, telegram_id)
    if known is None or known.blocked_at is not None:
        turn.link = f"https://t.me/{turn.house.bot_username}?start={RECORD}{case.reference}"
    else:
        await _send_record(turn, case, role, telegram_id)


async def _send_record(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    paragraphs = record_paragraphs(turn, case, role)
    await turn.say(telegram_id, *paragraphs, protect=True, name=f"record:{case.reference}:{role}")


async def show_records(turn: Turn, telegram_id: int, referent: Referent, reference: str = "") -> int:
    """Send the records a referent took: that of `reference`, or all of them. Returns how many."""
    sent = 0
    for case in await cases.taken_by(turn.connection, turn.network_id, referent.id):
        for role, slot in case.slots.items():
            if slot.taken_by == referent.id and reference in ("", case.reference):
                await _send_record(turn, case, role, telegram_id)
                sent += 1
    return sent


async def _tell_person(turn: Turn, case: Case, role: str, referent: Referent) -> None:
    by = case.slots[role].contact_by
    organisation = turn.network.organisation_by_id[referent.organisation]
    for member in await members.members_of(turn.connection, case.id):
        locale = await turn.locale_of(member)
        said = phrase(
            f"person.taken.{role}",
            referent=referent.name.in_(locale),
            organisation=organisation.name,
            phone=referent.phone or organisation.phone,
            by=day(locale, by, turn.network.network.timezone) if by else "",
        )
        await turn.say(member, said, locale=locale)


async def _tell_other(turn: Turn, case: Case, role: str, referent: Referent) -> None:
    """Whoever took the other slot earlier learns who joined them."""
    organisation = turn.network.organisation_by_id[referent.organisation]
    for other_role, slot in case.slots.items():
        account = turn.accounts.get(slot.taken_by or "")
        if other_role == role or slot.taken_by in (None, referent.id) or account is None:
            continue
        said = phrase(
            "record.joined",
            reference=case.reference,
            referent=referent.name.in_(GROUP_LOCALE),
            organisation=organisation.name,
            phone=referent.phone or organisation.phone,
        )
        await turn.say(account, said, name=f"joined:{case.reference}:{role}")
