""" "Je réoriente": whoever carries a slot passes it on, with a reason that is asked in private."""

from __future__ import annotations

from handlers.slots import acting, candidates, proposals, record
from handlers.slots.verbs import WHY
from handlers.turn.reach import can_be_written_to
from handlers.turn.rights import carries
from handlers.turn.screen import Screen, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.phrase import phrase
from network.slots import PassReason, Status
from storage import cases, people
from storage.cases import Case

LINK = "motif-"
"""How the payload of a link begins that asks for the reason, of somebody who has never written to the bot."""


async def ask(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """The press on "Je réoriente": whoever carries the slot is asked why."""
    if not await can_be_written_to(turn, telegram_id):
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={LINK}{case.reference}-{role}"
        return
    turn.toast = toast(PARTNER_LOCALE, phrase("pass.asked"))
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


async def answer(turn: Turn, telegram_id: int, case: Case, role: str, reason: str) -> None:
    """The reason, which passes the slot on; or a change of mind."""
    if reason == "keep":
        kept = Screen([phrase("pass.kept", reference=case.reference)], locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, kept, _name(case, role))
    elif (passed := await pass_on(turn, case, role, acting.by_account(turn, telegram_id), reason)) is not None:
        turn.toast = toast(PARTNER_LOCALE, phrase("pass.done"))
        await turn.edit(telegram_id, _thanks(turn, passed, role), _name(case, role))
    else:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))


def _thanks(turn: Turn, case: Case, role: str) -> Screen:
    slot = case.slots[role]
    key = "pass.thanks" if slot.status == Status.PROPOSED else "pass.thanks.basket"
    said = phrase(key, reference=case.reference, referent=proposals.named(turn, slot.referent)["referent"])
    return Screen([said], [[record.undo_button(case, role, slot.version)]], PARTNER_LOCALE)


async def pass_on(turn: Turn, case: Case, role: str, by: By, reason: str) -> Case | None:
    """Pass a slot on to the next who fits, or into the basket. Returns the case as it is then; None where it cannot be,
    or somebody was faster.
    """
    fits = await candidates.of(turn, case, role)
    new = decide(case.slots[role], Act.PASS, by=by, now=turn.now, fits=fits)
    return await acting.carry_out(turn, case, Act.PASS, by, new, {"reason": reason})
