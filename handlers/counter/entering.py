"""The counter: a partner enters somebody they met, who may never use Telegram; the acknowledgement is then a text to
read out, an e-mail or a sheet, and the case may be adopted later by a one-use link.
"""

from __future__ import annotations

from collections.abc import Sequence

from conversations.engine.effects import Submit
from handlers.cases import open
from handlers.counter import sheets
from handlers.counter.verbs import POST, SHEET
from handlers.elsewhere.verbs import HIDE
from handlers.turn import forms
from handlers.turn.channels.by_mail import person_account
from handlers.turn.events import CaseSent
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import members
from storage.cases import Case
from storage.durable import chats

FLOW = "counter"
ADOPT = "projet-"
"""How the payload of a link begins by which somebody adopts the case that was entered for them."""


async def command(turn: Turn, telegram_id: int, locale: str, _argument: str) -> None:
    """/nouveau: the questions of the intake, to be read out to somebody who is there."""
    await turn.say(telegram_id, phrase("counter.begin"), locale=locale)
    await forms.begin(turn, telegram_id, locale, FLOW)


async def acknowledge(turn: Turn, case: Case, telegram_id: int, said: Sequence[Paragraph]) -> None:
    """What the partner reads out, and the ways to give it in writing."""
    read_out = phrase("counter.read_out", reference=case.reference)
    rows = [[SHEET.button("counter.sheet", case.reference)]]
    if turn.can_mail(_email(case)):
        rows.append([POST.button("counter.mail", case.reference)])
    if case.project.elsewhere:
        rows.append([HIDE.button("elsewhere.hide", case.reference)])
    screen = Screen([read_out, *said], rows, PARTNER_LOCALE, protect=True)
    await turn.show(telegram_id, screen, f"entered:{case.reference}")


def _email(case: Case) -> str:
    return case.project.email or ""


async def enter(turn: Turn, partner: int, locale: str, form: Submit) -> None:
    """A partner told the project of somebody they met."""
    if turn.referent_of(partner) is None and partner not in turn.coordinators():
        await turn.say(partner, phrase("refused.not_referent"), locale=locale)
        return
    case, take_by, contact_by = await open.store(turn, None, form.answers, turn.actor(partner))
    await open.file(turn, case, turn.actor(partner), partner, form)
    await wipe(turn, partner)
    case = await open.transmit(turn, case)
    sent = open.was_sent(turn, case, turn.day(take_by), turn.day(contact_by))
    await acknowledge(turn, case, partner, [sent, *open.remarks(case)])
    await open.tell_where(turn, case)
    await turn.happened(CaseSent(case, take_by, contact_by))


async def wipe(turn: Turn, telegram_id: int) -> None:
    """What the form showed of somebody else leaves the chat of whoever filled it in; the case holds it now."""
    for name in await chats.names_under(turn.connection, telegram_id, f"question:{FLOW}"):
        await turn.call(telegram_id, "deleteMessage", {}, name)


async def sheet(turn: Turn, telegram_id: int, case: Case) -> None:
    """The sheet to hand over, with a link to adopt the case; each sheet's link ends the one before."""
    if _adoptable(turn, case):
        link = await _link(turn, case)
        caption = phrase("counter.sheet.caption", reference=case.reference, link=link)
        paper = sheets.acknowledgement(turn, case, link)
        await turn.document(telegram_id, f"{case.reference}.pdf", paper, case.reference, caption)


async def post(turn: Turn, _telegram_id: int, case: Case) -> None:
    """The same by e-mail, to the person."""
    if not _adoptable(turn, case):
        return
    dates = [slot for slot in case.slots.values() if slot.take_by and slot.contact_by]
    take_by, contact_by = (
        (turn.day(dates[0].take_by), turn.day(dates[0].contact_by))
        if dates and dates[0].take_by and dates[0].contact_by
        else ("", "")
    )
    link = phrase("counter.mail.link", link=await _link(turn, case))
    said = [open.was_sent(turn, case, take_by, contact_by), link]
    if (account := person_account(turn, case)) is not None:
        await turn.show(account, Screen(said, locale=PARTNER_LOCALE, about=(case.reference,), at_once=True))
        turn.answer(phrase("counter.mailed"))
        return
    subject = phrase("mail.person.subject", reference=case.reference, network=turn.network.identity.name)
    sent = await turn.mail(_email(case), subject, said, locale=PARTNER_LOCALE, about=case.reference)
    turn.answer(phrase("counter.mailed" if sent else "press.over"))


async def _link(turn: Turn, case: Case) -> str:
    token = await members.invite(turn.here, case.id, turn.now, members.ADOPTION_LASTS)
    return f"https://t.me/{turn.runtime.bot_username}?start={ADOPT}{token}"


def _adoptable(turn: Turn, case: Case) -> bool:
    """Whether a case has no person yet and stands for itself; else the press is answered."""
    adoptable = case.person_id is None and case.merged_into is None
    if not adoptable:
        turn.answer(phrase("press.over"))
    return adoptable
