"""Proposals: who is asked for a slot, told in the way that reaches them; and the next one when somebody passes.

A shared case is proposed by its card in the group, and whoever comes after the first is told in private too, since an
edited card rings at nobody's. A confidential case has no card: private proposals, to one person at a time
for each slot.
"""

from __future__ import annotations

from dataclasses import replace

from handlers.slots import candidates, to_assign
from handlers.slots.card import day_expected, facts, redraw_card, replace_card, show_card
from handlers.slots.verbs import PASS, TAKE
from handlers.turn import quiet
from handlers.turn.audience import channel_of, email_of
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.events import SlotChanged
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import PROGRAM, Refused, decide
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import cases, matches
from storage.acts import note_act
from storage.cases import Case

VERSION = "1"


async def publish(turn: Turn, case: Case) -> None:
    """Show the case to the partners in the way the person chose, and reach whoever the card does not."""
    shown = case
    for role, slot in case.slots.items():
        if slot.status == Status.PROPOSED and candidates.is_private(turn, case):
            shown = await _first_within_reach(turn, shown, role)
    if not case.confidential and turn.group is not None:
        await show_card(turn, shown)
    for role in shown.slots:
        await announce(turn, shown, role)


async def repropose(turn: Turn, case: Case, new: Slot) -> Case:
    """Propose a slot that nobody took to somebody else, or to the coordination, whose clock starts. Returns the case as
    it is then.
    """
    after = await cases.change_slot(turn.here, case, new)
    if after is None:
        return case
    await turn.happened(SlotChanged(case, after, new.role, Act.REPROPOSE))
    return after


async def _first_within_reach(turn: Turn, case: Case, role: str) -> Case:
    """Without a card nobody else sees the case: it is proposed to the first who can be told of it."""
    slot, fits = case.slots[role], await candidates.as_before(turn, case, role)
    new = decide(slot, Act.REPROPOSE, by=PROGRAM, now=turn.now, fits=fits)
    if isinstance(new, Refused) or new.owner == slot.owner:
        return case
    return await repropose(turn, case, new)


async def announce(turn: Turn, case: Case, role: str, *, renewed: bool = False) -> None:
    """Tell whoever must act on a slot that waits: the proposed one where no card does, or the coordination.

    `renewed`: the slot went on to somebody else, who would not notice an edited card.
    """
    slot = case.slots[role]
    if renewed:
        await to_assign.close(turn, case, role)
    if slot.status == Status.COORDINATOR:
        await to_assign.announce(turn, case, role, slot.reason)
    if slot.status != Status.PROPOSED or slot.referent is None:
        return
    way = await channel_of(turn, slot.referent)
    if way == "account":
        if renewed or candidates.is_private(turn, case) or is_by_mail(turn.accounts[slot.referent]):
            proposed = replace(await _proposal(turn, case, role), silent=quiet.sleeps(turn))
            await turn.show(turn.accounts[slot.referent], proposed, _name(case, role))
        return
    if turn.accounts.get(slot.referent) is not None and not renewed and not candidates.is_private(turn, case):
        return  # they have an account and see the card; the press on it opens the chat
    if way == "mail":
        await _mail(turn, case, role)
    await to_assign.call(turn, case, role, way)


async def show(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """The proposal, in private, to whoever it was made to."""
    await turn.show(telegram_id, await _proposal(turn, case, role), _name(case, role))


def _name(case: Case, role: str) -> str:
    return f"proposal:{case.reference}:{role}"


async def redraw_private(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """A private proposal, where there is one, says what is so now."""
    await turn.redraw(telegram_id, await _proposal(turn, case, role), _name(case, role))


async def _proposal(turn: Turn, case: Case, role: str) -> Screen:
    slot = case.slots[role]
    count = await matches.count(turn.here, case.id)
    free = [phrase("matches.count", count=count)] if count else []
    said = phrase(
        "confidential.proposal" if case.confidential else "proposal.private",
        reference=case.reference,
        until=day_expected(turn.network, slot),
        slot=phrase(f"case.slot.{role}"),
        **facts(turn.network, case.project),
    )
    about = case.reference, role
    rows = [[TAKE.button("proposal.take", *about)], [PASS.button("proposal.pass", *about)]]
    paragraphs = [said, *free, phrase("record.why", reason=slot.reason)]
    if is_by_mail(turn.accounts.get(slot.referent or "", 0)):
        answers = turn.network.identity.records_by_mail
        paragraphs.append(phrase("mail.proposed.answer" if answers else "mail.proposed.telephone", **turn.contact))
    return Screen(paragraphs, rows, PARTNER_LOCALE, at_once=True)


async def _mail(turn: Turn, case: Case, role: str) -> None:
    """A letter with the reference and the date, and nothing of the person."""
    slot = case.slots[role]
    contact, until = turn.network.identity.contact, day_expected(turn.network, slot)
    said = phrase(
        "mail.referent.body",
        reference=case.reference,
        slot=phrase(f"case.slot.{role}"),
        until=until,
        link=f"https://t.me/{turn.runtime.bot_username}",
        name=contact.name.fr,
        phone=contact.phone,
        network=turn.network.identity.name,
    )
    subject = phrase("mail.referent.subject", reference=case.reference, until=until)
    await turn.mail(email_of(turn, slot.referent), subject, [said], locale=PARTNER_LOCALE, about=case.reference)


async def take_back(turn: Turn, case: Case, role: str, said: Phrase | None = None) -> None:
    """Whoever is proposed for a slot of `case` need not answer any more: their private proposal says so."""
    slot = case.slots[role]
    account = turn.accounts.get(slot.referent or "")
    if slot.status == Status.PROPOSED and account is not None:
        await close(turn, case, role, account, said or phrase("proposal.over"))


async def close(turn: Turn, case: Case, role: str, telegram_id: int, said: Phrase) -> None:
    """A private proposal loses its buttons and says what became of it, where there is one."""
    await turn.redraw(telegram_id, Screen([said], locale=PARTNER_LOCALE, fleeting=True), _name(case, role))


async def pass_is_undone(turn: Turn, case: Case, role: str, referent_id: str) -> None:
    """Somebody took their "Je réoriente" back: their private proposal stands again as it was."""
    account, slot = turn.accounts.get(referent_id), case.slots[role]
    if account is not None and slot.status == Status.PROPOSED:
        await redraw_private(turn, case, role, account)


async def propose_instead(turn: Turn, before: Case, role: str) -> None:
    """Other people fit a slot than in `before`, since the person changed their answers: whoever was asked then need not
    answer, and whoever fits now is told.
    """
    await take_back(turn, before, role)
    case = await cases.get(turn.here, before.reference)
    if case.slots[role].status == Status.PROPOSED and candidates.is_private(turn, case):
        case = await _first_within_reach(turn, case, role)
    await announce(turn, case, role, renewed=True)


async def change_discretion(turn: Turn, case: Case, choice: str) -> None:
    """The person changed their mind about `case`, as it was before: the card goes, or comes. Kept with the version of
    the text and the date.
    """
    reference = case.reference
    if choice == case.discretion or choice not in ("card", "confidential"):
        return
    await cases.set_discretion(turn.here, case.id, choice, VERSION, turn.now)
    await note_act(turn.here, case.id, f"discretion_{choice}", "person", turn.now)
    if choice == "confidential":
        await replace_card(turn, reference, phrase("confidential.withdrawn"))
    shared = await cases.get(turn.here, reference)
    for role, slot in case.slots.items():
        if choice == "card":
            await take_back(turn, case, role)
        if choice == "card" and slot.status == Status.COORDINATOR:  # more people can be asked now
            fits = await candidates.of(turn, shared, role)
            new = decide(shared.slots[role], Act.REPROPOSE, by=PROGRAM, now=turn.now, fits=fits)
            shared = shared if isinstance(new, Refused) else await repropose(turn, shared, new)
    await publish(turn, shared)


async def redraw(turn: Turn, case: Case) -> None:
    """The card, where there is one, says what is so now."""
    if not case.confidential:
        await redraw_card(turn, case)
