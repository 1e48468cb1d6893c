""" "Je réoriente": whoever carries a slot passes it on, with a reason that is asked in private."""

from __future__ import annotations

from handlers.slots import acting, candidates, proposals, record
from handlers.turn.reach import can_be_written_to
from handlers.turn.rights import carries
from handlers.turn.screens import Payload, labelled, text_payloads, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.machine import By, decide
from network.phrase import phrase
from network.slots import PassReason, Status
from storage import cases, people
from storage.cases import Case

WHY = "motif-"
"""How the payload of a link begins that asks for the reason, of somebody who has never written to the bot."""


async def ask(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """The press on "Je réoriente": whoever carries the slot is asked why."""
    if not await can_be_written_to(turn, telegram_id):
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={WHY}{case.reference}-{role}"
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
    payloads = text_payloads(PARTNER_LOCALE, [phrase("pass.ask", reference=case.reference)])
    payloads[-1]["reply_markup"] = {"inline_keyboard": _reasons(f"why|{case.reference}|{role}")}
    await turn.send(telegram_id, payloads, _name(case, role))


def _reasons(about: str) -> list[list[Payload]]:
    rows = [[labelled(PARTNER_LOCALE, f"pass.{reason}", f"{about}|{reason}")] for reason in PassReason]
    return [*rows, [labelled(PARTNER_LOCALE, "pass.keep", f"{about}|keep")]]


def _name(case: Case, role: str) -> str:
    return f"why:{case.reference}:{role}"


async def answer(turn: Turn, telegram_id: int, case: Case, role: str, reason: str) -> None:
    """The reason, which passes the slot on; or a change of mind."""
    if reason == "keep":
        kept = text_payloads(PARTNER_LOCALE, [phrase("pass.kept", reference=case.reference)])[0]
        await turn.call(telegram_id, "editMessageText", kept, _name(case, role))
    elif (passed := await pass_on(turn, case, role, acting.by_account(turn, telegram_id), reason)) is not None:
        turn.toast = toast(PARTNER_LOCALE, phrase("pass.done"))
        await turn.call(telegram_id, "editMessageText", _thanks(turn, passed, role), _name(case, role))
    else:
        turn.toast = toast(PARTNER_LOCALE, phrase("press.closed"))


def _thanks(turn: Turn, case: Case, role: str) -> Payload:
    slot = case.slots[role]
    key = "pass.thanks" if slot.status == Status.PROPOSED else "pass.thanks.basket"
    said = phrase(key, reference=case.reference, referent=proposals.named(turn, slot.referent)["referent"])
    payload = text_payloads(PARTNER_LOCALE, [said])[0]
    return {**payload, "reply_markup": {"inline_keyboard": [[record.undo_button(case, role, slot.version)]]}}


async def pass_on(turn: Turn, case: Case, role: str, by: By, reason: str) -> Case | None:
    """Pass a slot on to the next who fits, or into the basket. Returns the case as it is then; None where it cannot be,
    or somebody was faster.
    """
    fits = await candidates.of(turn, case, role)
    new = decide(case.slots[role], Act.PASS, by=by, now=turn.now, fits=fits)
    return await acting.carry_out(turn, case, Act.PASS, by, new, {"reason": reason})
