"""Acts: what a referent does with a slot in one press, or a coordinator writes down for somebody without Telegram."""

from __future__ import annotations

from handlers.slots import acting, candidates, record, to_assign
from handlers.slots.opening import coordinator_buttons
from handlers.slots.verbs import WHY
from handlers.turn.audience import can_be_written_to, channel_of, named
from handlers.turn.channels.by_mail import is_by_mail, may_read
from handlers.turn.rights import carries
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act, may
from network.machine import By, Candidates, Refused, decide
from network.model import Referent
from network.phrase import Phrase, phrase
from network.slots import PassReason, Slot, Status
from storage import cases, people
from storage.cases import Case

# --- "Je m'en occupe": one wins and gets the record, the others are told by whom --------------------------------------


RECORD = "dossier-"
"""How the payload of a link begins that asks for a record."""


async def take(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """A press on "Je m'en occupe"."""
    referent, slot = turn.referent_of(telegram_id), case.slots[role]
    if referent is None or not (slot.held or may(slot.status, Act.TAKE)):
        turn.answer(phrase("press.closed"))
        return
    if slot.held:
        turn.answer(_too_late(turn, slot, referent))
        return
    by = By(referent.id, coordinates=referent.id in turn.coordination.referents)
    new = decide(slot, Act.TAKE, by=by, now=turn.now, fits=await _fitting(turn, case, slot, referent))
    if new is Refused.NOT_THEIRS:
        turn.answer(phrase("press.unfit"))
    elif (after := await acting.carry_out(turn, case, Act.TAKE, by, new)) is not None:
        turn.answer(phrase("mail.won" if is_by_mail(telegram_id) else "press.won"))
        await hand_over(turn, after, role, telegram_id)
    else:
        now_taken = (await cases.get(turn.here, case.reference)).slots[role]
        turn.answer(_too_late(turn, now_taken, referent))


async def _fitting(turn: Turn, case: Case, slot: Slot, referent: Referent) -> Candidates | None:
    """Who else fits: whoever is proposed needs nobody's leave, and without a card nobody else may take it."""
    proposed = slot.status == Status.PROPOSED
    if proposed and (case.confidential or referent.id == slot.referent):
        return None
    return await candidates.of(turn, case, slot.role)


def _too_late(turn: Turn, slot: Slot, referent: Referent) -> Phrase:
    if slot.taken_by == referent.id:
        return phrase("press.already_yours")
    known = slot.taken_by in turn.network.known_referents
    return phrase("press.lost", **named(turn.network, slot.taken_by)) if known else phrase("press.closed")


async def hand_over(turn: Turn, case: Case, role: str, telegram_id: int) -> None:
    """Send the record to the taker. Whoever never wrote to the bot cannot be written to: the press opens the chat."""
    if await can_be_written_to(turn, telegram_id):
        await record.show(turn, case, role, telegram_id)
        if is_by_mail(telegram_id) and not await may_read(turn, telegram_id):
            await to_assign.read_out(turn, case, role)
    else:
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={RECORD}{case.reference}"


# --- what whoever holds a slot writes down from their record ----------------------------------------------------------


async def note(turn: Turn, telegram_id: int, case: Case, role: str, verb: str) -> None:
    """A press on [Contacté], [Injoignable], [Terminé] or [Pas pu aider]."""
    after = await follow(turn, case, role, Act(verb), acting.by_account(turn, telegram_id))
    turn.answer(phrase(f"follow.{verb}" if after is not None else "press.noted"))


async def follow(turn: Turn, case: Case, role: str, act: Act, by: By) -> Case | None:
    """Write down what the holder of a slot says of it; None where that is so already, or cannot be."""
    return await acting.carry_out(turn, case, act, by, decide(case.slots[role], act, by=by, now=turn.now))


# --- "Je réoriente": a slot is passed on, with a reason that is asked in private --------------------------------------


LINK = "motif-"
"""How the payload of a link begins that asks for the reason, of somebody who has never written to the bot."""


async def ask_why(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """The press on "Je réoriente": whoever carries the slot is asked why."""
    if not await can_be_written_to(turn, telegram_id):
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={LINK}{case.reference}-{role}"
        return
    if not is_by_mail(telegram_id):
        turn.answer(phrase("pass.asked"))
    await _question(turn, case, telegram_id, role)


async def follow_link(turn: Turn, telegram_id: int, locale: str, wanted: str) -> None:
    """The link of a press, for whoever could not be written to until now."""
    await people.meet(turn.here, telegram_id, locale, turn.now)
    reference, _, role = wanted.rpartition("-")
    case = await cases.load(turn.here, reference)
    if case is not None and carries(turn, telegram_id, case.slots.get(role)):
        await _question(turn, case, telegram_id, role)
    else:
        await turn.say(telegram_id, phrase("case.not_yours"), locale=locale)


async def _question(turn: Turn, case: Case, telegram_id: int, role: str) -> None:
    rows = [[WHY.button(f"pass.{reason}", case.reference, role, reason)] for reason in PassReason]
    rows.append([WHY.button("pass.keep", case.reference, role, "keep")])
    asked = Screen([phrase("pass.ask", reference=case.reference)], rows, PARTNER_LOCALE)
    await turn.show(telegram_id, asked, _name(case, role))


def _name(case: Case, role: str) -> str:
    return f"why:{case.reference}:{role}"


async def answer_why(turn: Turn, telegram_id: int, case: Case, role: str, reason: str) -> None:
    """The reason, which passes the slot on; or a change of mind."""
    if reason == "keep":
        kept = Screen([phrase("pass.kept", reference=case.reference)], locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, kept, _name(case, role))
    elif (passed := await pass_on(turn, case, role, acting.by_account(turn, telegram_id), reason)) is not None:
        turn.answer(phrase("pass.done"))
        await turn.edit(telegram_id, _thanks(turn, passed, role), _name(case, role))
    else:
        turn.answer(phrase("press.closed"))


def _thanks(turn: Turn, case: Case, role: str) -> Screen:
    slot = case.slots[role]
    key = "pass.thanks" if slot.status == Status.PROPOSED else "pass.thanks.basket"
    said = phrase(key, reference=case.reference, **named(turn.network, slot.referent))
    return Screen([said], [[record.undo_button(case, role, slot.version)]], PARTNER_LOCALE)


async def pass_on(turn: Turn, case: Case, role: str, by: By, reason: str) -> Case | None:
    """Pass a slot on to the next who fits, or into the basket. Returns the case as it is then; None where it cannot be,
    or somebody was faster.
    """
    fits = await candidates.of(turn, case, role)
    new = decide(case.slots[role], Act.PASS, by=by, now=turn.now, fits=fits)
    return await acting.carry_out(turn, case, Act.PASS, by, new, {"reason": reason})


# --- for a referent without Telegram, after they have talked; shown as such -------------------------------------------


async def note_for(turn: Turn, telegram_id: int, case: Case, role: str, verb: str, version: int) -> None:
    """A coordinator's press on "… s'en occupe", "… a appelé", "… réoriente"."""
    slot = case.slots[role]
    if slot.owner is None or slot.version != version:
        turn.answer(phrase("press.closed"))
        return
    noted, by = Act(verb), By(slot.owner, coordinates=True, noted_by=turn.actor(telegram_id))
    after = await _do(turn, case, role, noted, by)
    turn.answer(phrase("behalf.noted" if after is not None else "press.noted"))
    if after is not None:
        if noted is Act.TAKE and await channel_of(turn, slot.owner) == "account":
            await record.show(turn, after, role, turn.accounts[slot.owner])
        await _confirm(turn, after, role, telegram_id, slot.owner, verb)


async def _do(turn: Turn, case: Case, role: str, act: Act, by: By) -> Case | None:
    if act is Act.PASS:
        return await pass_on(turn, case, role, by, PassReason.OTHER)
    return await follow(turn, case, role, act, by)


async def _confirm(turn: Turn, case: Case, role: str, telegram_id: int, owner: str, verb: str) -> None:
    """What was written down, and the way back for five minutes; for a record that must be read out, how to get it."""
    said = phrase(f"behalf.confirmed.{verb}", reference=case.reference, **named(turn.network, owner))
    rows = [[record.undo_button(case, role, case.slots[role].version)]]
    if case.slots[role].status != Status.COORDINATOR:
        rows += await coordinator_buttons(turn, case, role)
    await turn.show(telegram_id, Screen([said], rows, PARTNER_LOCALE), f"behalf:{case.reference}:{role}")
