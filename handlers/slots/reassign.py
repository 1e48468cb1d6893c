"""Moving: the coordination gives a slot to somebody, from the basket or away from somebody else, and all hear of it; or
asks the next who fits instead of somebody who is late.
"""

from __future__ import annotations

from handlers.slots import acting, candidates
from handlers.slots.card import title
from handlers.slots.pick_referent import by_code, choice_buttons, everybody
from handlers.slots.verbs import MOVE, OFFER, TO
from handlers.turn.audience import all_told, channel_of, unwritten
from handlers.turn.screen import Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act, may
from network.machine import decide
from network.model import Referent
from network.phrase import phrase
from network.slots import MoveReason, Status
from storage import absences, cases, departures
from storage.cases import Case
from storage.durable import sent_messages


async def command(turn: Turn, chat_id: int, _locale: str, argument: str) -> None:
    """/reaffecter SV-0001: which slot, to whom, why."""
    case = await cases.load(turn.here, argument.upper())
    if case is None:
        await turn.say(chat_id, phrase("move.which"), locale=PARTNER_LOCALE)
        return
    roles = [role for role, slot in case.slots.items() if may(slot.status, Act.MOVE)]
    if not roles:
        await turn.say(chat_id, phrase("move.nothing", reference=case.reference), locale=PARTNER_LOCALE)
        return
    rows = [[MOVE.button(f"case.slot_title.{role}", case.reference, role)] for role in roles]
    asked = Screen([title(turn.network, case), phrase("move.slot")], rows, PARTNER_LOCALE)
    await turn.show(chat_id, asked, _name(case))


def _name(case: Case) -> str:
    return f"move:{case.reference}"


async def whom(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """[Réaffecter]: to whom? Those who fit come first."""
    if _movable(turn, case, role):
        fits = (await candidates.proposals(turn, case.project, case.id))[role]
        owner = case.slots[role].owner
        wanted = [r for r in (fits.referent, *fits.others) if r is not None and r != owner]
        await _ask(turn, telegram_id, case, "move.whom", choice_buttons(turn, case, role, TO, wanted))


async def anybody(turn: Turn, telegram_id: int, case: Case, role: str, then: str) -> None:
    """To whom, of everybody who takes such a slot."""
    if _movable(turn, case, role):
        verb = TO if then == TO.name else OFFER
        await _ask(turn, telegram_id, case, "move.whom", await everybody(turn, case, role, verb))


async def to(turn: Turn, telegram_id: int, case: Case, role: str, code: str, reason: str = "") -> None:
    """To them; and why?"""
    if not _movable(turn, case, role):
        return
    if reason:
        await _move(turn, telegram_id, case, role, by_code(turn, code), reason)
    else:
        reasons = [[TO.button(f"move.{reason}", case.reference, role, code, reason)] for reason in MoveReason]
        await _ask(turn, telegram_id, case, "move.why", reasons)


def _movable(turn: Turn, case: Case, role: str) -> bool:
    """Whether a slot can go to somebody; else the press is answered."""
    movable = may(case.slots[role].status, Act.MOVE)
    if not movable:
        turn.answer(phrase("press.closed"))
    return movable


async def _ask(turn: Turn, telegram_id: int, case: Case, key: str, rows: Rows) -> None:
    """In the message that was pressed where it is that of the choice, else in a new one."""
    asked = Screen([title(turn.network, case), phrase(key)], rows, PARTNER_LOCALE)
    pressed = await sent_messages.name_of(turn.connection, telegram_id, turn.caller.message_id) == _name(case)
    await (turn.edit if pressed else turn.show)(telegram_id, asked, _name(case))


async def offer(turn: Turn, telegram_id: int, case: Case, role: str, code: str) -> None:
    """From the basket: nobody had it, so nobody need be told why it goes."""
    if not _movable(turn, case, role):
        return
    if case.slots[role].status != Status.COORDINATOR:
        turn.answer(phrase("press.closed"))
        return
    await _move(turn, telegram_id, case, role, by_code(turn, code), None)


async def _move(
    turn: Turn, telegram_id: int, case: Case, role: str, referent: Referent | None, reason: str | None
) -> None:
    slot = case.slots[role]
    if referent is not None and referent.id in await departures.departed(turn.here):
        referent = None  # an old button: they left since
    away = (await absences.away(turn.here, turn.today)).get(referent.id if referent else "")
    if referent is not None and away is not None:
        turn.answer(phrase("move.away", referent=referent.name.fr, until=away.last))
        return
    if referent is None or referent.id == slot.owner:
        turn.answer(phrase("move.theirs_already" if referent is not None else "press.over"))
        return
    by, fits = acting.by_account(turn, telegram_id), await candidates.of(turn, case, role, first=referent.id)
    new = decide(slot, Act.MOVE, by=by, now=turn.now, fits=fits)
    detail = {"to": referent.id, "reason": reason}
    why = phrase("move.told", reference=case.reference, reason=phrase(f"move.{reason or MoveReason.OTHER}"))
    after = await acting.carry_out(turn, case, Act.MOVE, by, new, detail, said=why)
    if after is None:
        turn.answer(phrase("press.closed"))
        return
    turn.answer(phrase("move.done", referent=referent.name.fr))
    await _confirm(turn, telegram_id, after, role, referent, slot.owner)


async def _confirm(turn: Turn, telegram_id: int, case: Case, role: str, referent: Referent, before: str | None) -> None:
    """Whom it goes to, and who has to be called: whoever is asked, without Telegram or e-mail, and whoever had it."""
    said = phrase(
        "move.confirmed", reference=case.reference, referent=referent.name.fr, slot=phrase(f"case.slot.{role}")
    )
    asked = [referent.id] if await channel_of(turn, referent.id) == "phone" else []
    uncalled = [*asked, *await unwritten(turn, [before])]
    shown = Screen([(said, all_told(turn.network, uncalled))], locale=PARTNER_LOCALE)
    await turn.redraw(telegram_id, shown, _name(case))


async def reopen(turn: Turn, telegram_id: int, case: Case, role: str, version: int) -> None:
    """A coordinator's press on [Rouvrir aux autres]: the slot goes on to the next who fits."""
    late = case.slots[role]
    if late.version != version or late.owner is None:
        turn.answer(phrase("press.closed"))
        return
    by, fits = acting.by_account(turn, telegram_id), await candidates.of(turn, case, role)
    new = decide(late, Act.REOPEN, by=by, now=turn.now, fits=fits)
    after = await acting.carry_out(turn, case, Act.REOPEN, by, new, {"owner": late.owner})
    if after is None:
        turn.answer(phrase("press.closed"))
        return
    key = "digest.reopened" if after.slots[role].status == Status.PROPOSED else "digest.basket"
    turn.answer(phrase(key))
