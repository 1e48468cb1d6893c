"""Invitations: one-use links that bind an account to a referent."""

from __future__ import annotations

from handlers.partners import coordination, departures, menus, verbs
from handlers.slots import proposals, record
from handlers.slots.pick_referent import by_code, page_of
from handlers.slots.record import show_records
from handlers.turn.audience import can_be_written_to, named
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import CameIn
from handlers.turn.rights import may_link, their_people
from handlers.turn.screen import Button, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import phrase
from network.text import code
from storage import accounts, cases, people
from storage import departures as stored

INVITE = "invite-"


async def bind(turn: Turn, telegram_id: int, locale: str, token: str) -> None:
    """Somebody follows a link that binds their account."""
    met = await people.meet(turn.here, telegram_id, locale, turn.now)
    former, earlier = turn.referent_of(telegram_id), dict(turn.accounts)
    coordinated = turn.coordinates(telegram_id)
    outcome, referent_id = await accounts.redeem(turn.here, token, telegram_id, turn.now)
    referent = turn.network.referent_by_id.get(referent_id or "")
    if outcome != "bound" or referent is None:
        mine = outcome == "used" and earlier.get(referent_id or "") == telegram_id
        said = phrase("invite.already" if mine else "invite.unknown" if outcome == "bound" else f"invite.{outcome}")
        await turn.say(telegram_id, said, locale=met.locale)
        return
    await stored.come_back(turn.here, referent.id)
    if former is not None and former.id != referent.id:
        await departures.leave(turn, former.id, former.name.fr, telegram_id, "rebound")
    before = earlier.get(referent.id)
    if before is not None and before != telegram_id:
        await _blank_all(turn, referent, before)
    turn.accounts = await accounts.accounts_of(turn.here)
    if coordinated:
        await coordination.keep(turn, telegram_id)
    if before is not None and before != telegram_id:
        await menus.show(turn, before)
        if not is_by_mail(before):
            await _tell_moved(turn, referent, before)
    done = phrase("invite.done", **named(turn.network, referent.id))
    await turn.say(telegram_id, done, locale=met.locale)
    await turn.happened(CameIn(telegram_id, met.locale, "partner"))
    await menus.show(turn, telegram_id)
    await show_records(turn, telegram_id, referent)
    for case in await cases.owned_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.status == "proposed" and slot.referent == referent.id:
                await proposals.announce(turn, case, role, renewed=True)


async def _tell_moved(turn: Turn, referent: Referent, before: int) -> None:
    """Whoever follows a link for somebody reads what is theirs: the account of before hears of it, as they do who
    coordinate.
    """
    readers = [one for one in turn.coordinators() if one != before]
    if await can_be_written_to(turn, before):
        readers.append(before)
    await turn.say(readers, phrase("invite.moved", **named(turn.network, referent.id)), locale=PARTNER_LOCALE)


async def _blank_all(turn: Turn, referent: Referent, telegram_id: int) -> None:
    """A referent has another account now: nothing of the cases stays in the old one."""
    for case in await cases.taken_by(turn.here, referent.id):
        for role, slot in case.slots.items():
            if slot.taken_by == referent.id:
                said = phrase("record.account_changed", reference=case.reference)
                await record.blank(turn, case, role, telegram_id, said)


async def invite(turn: Turn, chat_id: int, _locale: str, _argument: str) -> None:
    """/inviter: whom for? Those without an account come first."""
    await turn.show(chat_id, await _whom(turn, chat_id, 0), _name(chat_id))


async def press_page(turn: Turn, chat_id: int, _what: str, page: int) -> None:
    """Another page of those whom one may invite."""
    await turn.edit(chat_id, await _whom(turn, chat_id, page), _name(chat_id))


def _name(chat_id: int) -> str:
    return f"inviter:{chat_id}"


async def _whom(turn: Turn, chat_id: int, page: int) -> Screen:
    theirs = [one for one in await their_people(turn, chat_id) if await may_link(turn, chat_id, one)]
    everybody = sorted(theirs, key=lambda referent: referent.id in turn.accounts)
    rows = page_of([[_invite_button(turn, referent)] for referent in everybody], page, verbs.INVITE_PAGE)
    return Screen([phrase("invite.whom")], rows, PARTNER_LOCALE)


def _invite_button(turn: Turn, referent: Referent) -> Button:
    key = "invite.button.bound" if referent.id in turn.accounts else "invite.button"
    return verbs.INVITE.button(key, "for", code(referent.id), referent=referent.name.fr)


async def press_whom(turn: Turn, telegram_id: int, _what: str, whom: str) -> None:
    """Whom to invite was chosen: a link that binds one account."""
    referent = by_code(turn, whom)
    if referent is None:
        turn.answer(phrase("press.over"))
    else:
        token = await accounts.invite_referent(turn.here, referent.id, turn.now)
        link = f"https://t.me/{turn.runtime.bot_username}?start={INVITE}{token}"
        said = phrase("invite.link", link=link, **named(turn.network, referent.id))
        await turn.say(telegram_id, said, locale=PARTNER_LOCALE)
