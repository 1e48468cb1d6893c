"""The person of a case, told something in the way that reaches them: on Telegram, by e-mail, or by somebody's voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from handlers.reach import can_be_written_to
from handlers.record import phone_for_reading
from handlers.screens import Paragraph, Payload, text_payloads
from handlers.turn import GROUP_LOCALE, Turn
from network.phrase import phrase
from storage import absences, members
from storage.cases import Case

Write = Callable[[str], Sequence[Paragraph]]
"""What to say, in a language: dates and names differ from one to the other."""


async def tell(
    turn: Turn,
    case: Case,
    write: Write,
    buttons: Callable[[str], list[list[Payload]]] | None = None,
    name: str | None = None,
) -> None:
    """Tell everybody of a case; somebody without Telegram by e-mail, or else by whoever can call them."""
    told = await members.members_of(turn.connection, case.id)
    for member in told:
        locale = await turn.locale_of(member)
        payloads = text_payloads(locale, write(locale))
        if buttons is not None:
            payloads[-1]["reply_markup"] = {"inline_keyboard": buttons(locale)}
        await turn.send(member, payloads, name)
    if not told:
        await _without_telegram(turn, case, write(GROUP_LOCALE))


async def ears(turn: Turn, case: Case) -> list[int | str]:
    """Who hears what the person is told: accounts, or an address."""
    told = await members.members_of(turn.connection, case.id)
    address = (case.answers.get("contact") or {}).get("email")
    if not told and address and turn.house.mails:
        return [address]
    return [*(told or await _voices(turn, case))]


async def _without_telegram(turn: Turn, case: Case, said: Sequence[Paragraph]) -> None:
    contact = case.answers.get("contact") or {}
    subject = phrase("mail.person.subject", reference=case.reference, network=turn.network.network.name)
    if await turn.mail(contact.get("email") or "", subject, said, locale=GROUP_LOCALE, about=case.reference):
        return
    phone = phone_for_reading(contact.get("phone")) or contact.get("email") or ""
    ask = phrase("relay.person", reference=case.reference, phone=phone)
    for account in await _voices(turn, case):
        name = f"relay:{case.reference}:{turn.row.id}"
        await turn.say(account, ask, *said, locale=GROUP_LOCALE, protect=True, name=name)


async def _voices(turn: Turn, case: Case) -> list[int]:
    """Who calls somebody without Telegram: whoever entered them, unless they are away, else the coordination."""
    away = await absences.away(turn.connection, turn.network_id, turn.today)
    entered = turn.accounts.get(case.entered_by or "") if case.entered_by not in away else None
    if entered is not None and await can_be_written_to(turn, entered):
        return [entered]
    return turn.coordinators()
