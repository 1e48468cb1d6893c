"""Coming and going: links that bind an account to a referent, and what becomes of the cases of whoever leaves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.partners import menus, verbs
from handlers.slots import acting, candidates, proposals, record
from handlers.slots.pick_referent import by_code, code, page_of
from handlers.slots.record import show_records
from handlers.turn.reach import can_be_written_to
from handlers.turn.screen import Button, Screen, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.model import Referent, Role
from network.phrase import phrase
from storage import accounts, cases, departures, people
from storage.cases import Case
from storage.departures import Why

INVITE = "invite-"


# --- coming -----------------------------------------------------------------------------------------------------------


async def bind(turn: Turn, telegram_id: int, locale: str, token: str) -> None:
    """Somebody follows a link that binds their account."""
    met = await people.meet(turn.here, telegram_id, locale, turn.now)
    former, earlier = turn.referent_of(telegram_id), dict(turn.accounts)
    outcome, referent_id = await accounts.redeem(turn.here, token, telegram_id, turn.now)
    referent = turn.network.referent_by_id.get(referent_id or "")
    if outcome != "bound" or referent is None:
        mine = outcome == "used" and earlier.get(referent_id or "") == telegram_id
        said = phrase("invite.already" if mine else "invite.unknown" if outcome == "bound" else f"invite.{outcome}")
        await turn.say(telegram_id, said, locale=met.locale)
        return
    await departures.come_back(turn.here, referent.id)
    if former is not None and former.id != referent.id:
        await leave(turn, former.id, former.name.fr, telegram_id, "rebound")
    before = earlier.get(referent.id)
    if before is not None and before != telegram_id:
        await _blank_all(turn, referent, before)
    turn.accounts = await accounts.accounts_of(turn.here)
    if before is not None and before != telegram_id:
        await menus.show(turn, before)
    organisation = turn.network.organisation_by_id[referent.organisation].name
    done = phrase("invite.done", referent=referent.name.in_(met.locale), organisation=organisation)
    await turn.say(telegram_id, done, locale=met.locale)
    await menus.show(turn, telegram_id)
    await show_records(turn, telegram_id, referent)
    for case in await cases.owned_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.status == "proposed" and slot.referent == referent.id:
                await proposals.announce(turn, case, role, renewed=True)


async def _blank_all(turn: Turn, referent: Referent, telegram_id: int) -> None:
    """A referent has another account now: nothing of the cases stays in the old one."""
    for case in await cases.taken_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.taken_by == referent.id:
                said = phrase("record.account_changed", reference=case.reference)
                await record.blank(turn, case, role, telegram_id, said)


async def invite(turn: Turn, chat_id: int, _locale: str, _argument: str) -> None:
    """/inviter: whom for? Those without an account come first."""
    await turn.show(chat_id, _whom(turn, 0), _name(chat_id))


async def press_page(turn: Turn, chat_id: int, _what: str, page: int) -> None:
    """Another page of those whom one may invite."""
    await turn.edit(chat_id, _whom(turn, page), _name(chat_id))


def _name(chat_id: int) -> str:
    return f"inviter:{chat_id}"


def _whom(turn: Turn, page: int) -> Screen:
    everybody = sorted(turn.network.referents, key=lambda referent: referent.id in turn.accounts)
    rows = page_of([[_invite_button(turn, referent)] for referent in everybody], page, verbs.INVITE_PAGE)
    return Screen([phrase("invite.whom")], rows, PARTNER_LOCALE)


def _invite_button(turn: Turn, referent: Referent) -> Button:
    key = "invite.button.bound" if referent.id in turn.accounts else "invite.button"
    return verbs.INVITE.button(key, "for", code(referent.id), referent=referent.name.fr)


async def press_whom(turn: Turn, telegram_id: int, _what: str, whom: str) -> None:
    """A coordinator chose whom to invite: a link that binds one account."""
    referent = by_code(turn, whom)
    if referent is None:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.over"))
    else:
        token = await accounts.invite_referent(turn.here, referent.id, turn.now)
        link = f"https://t.me/{turn.runtime.bot_username}?start={INVITE}{token}"
        organisation = turn.network.organisation_by_id[referent.organisation].name
        said = phrase("invite.link", referent=referent.name.fr, organisation=organisation, link=link)
        await turn.say(telegram_id, said, locale=PARTNER_LOCALE)


# --- going ------------------------------------------------------------------------------------------------------------


async def depart(turn: Turn, referent: Referent, telegram_id: int, why: Why) -> None:
    """A referent blocked the bot, or left the group: they are not asked any more, and what was theirs goes on.

    A coordinator who leaves the group still coordinates: that role is handed over in another way.
    """
    if why == "left" and Role.COORDINATOR in referent.roles:
        return
    if not await departures.depart(turn.here, referent.id, telegram_id, why, turn.now):
        return
    if why == "left":
        await accounts.unbind(turn.here, telegram_id)
    await leave(turn, referent.id, referent.name.fr, telegram_id, why)
    if why == "left":
        turn.accounts = await accounts.accounts_of(turn.here)
        if await can_be_written_to(turn, telegram_id):
            await turn.say(telegram_id, phrase("departed.told"), locale=PARTNER_LOCALE)
            await menus.show(turn, telegram_id)


async def come_back(turn: Turn, referent: Referent, telegram_id: int) -> None:
    """Somebody who had blocked the bot may be asked again; what they still hold is sent to them."""
    await departures.come_back(turn.here, referent.id)
    await show_records(turn, telegram_id, referent)


async def vanished(turn: Turn, about: Mapping[str, Any]) -> None:
    """Referents are no longer in the network's file: their accounts end, and what was theirs goes on."""
    bound = await accounts.accounts_of(turn.here)
    for referent_id in about["referents"]:
        if referent_id in turn.network.referent_by_id:
            continue  # they are back already
        account = bound.get(referent_id)
        if account is not None:
            turn.accounts[referent_id] = account
        await leave(turn, referent_id, referent_id, account or 0, "vanished")
        if account is not None:
            del turn.accounts[referent_id]
            await accounts.unbind(turn.here, account)
            await menus.show(turn, account)


async def leave(turn: Turn, referent_id: str, name: str, telegram_id: int, why: str) -> None:
    """Every open slot of somebody goes on to the next who fits, or into the basket; all concerned are told, the
    coordination once.
    """
    moved: list[Case] = []
    for case in await cases.owned_by(turn.here, referent_id):
        for role in [role for role, slot in case.slots.items() if slot.owner == referent_id]:
            before = await cases.get(turn.here, case.reference)
            await _release(turn, before, role, referent_id)
            moved.append(before)
    if why in ("rebound", "vanished") and not moved:
        return
    said = [phrase(f"coordinator.departed.{why}", referent=name, count=len(moved))]
    references = tuple(dict.fromkeys(case.reference for case in moved))
    if references:
        said.append(phrase("coordinator.departed.cases", references=references))
    readers = [coordinator for coordinator in turn.coordinators() if coordinator != telegram_id]
    await turn.say(readers, *said, locale=PARTNER_LOCALE)


async def _release(turn: Turn, case: Case, role: str, referent_id: str) -> None:
    by, fits = By(referent_id), await candidates.of(turn, case, role)
    new = decide(case.slots[role], Act.RELEASE, by=by, now=turn.now, fits=fits)
    await acting.carry_out(turn, case, Act.RELEASE, by, new)
