"""The person of a case, told something in the way that reaches them: on Telegram, by e-mail, or by somebody's voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from conversations.words.contacts import for_reading
from handlers.turn.reach import can_be_written_to
from handlers.turn.screens import Paragraph, Payload, text_payloads
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import absences, members
from storage.cases import Case

Write = Callable[[str], Sequence[Paragraph]]
"""What to say, in a language: dates and names differ from one to the other."""
Buttons = Callable[[str], list[list[Payload]]]
"""The rows of buttons under it, in a language."""


async def tell(
    turn: Turn,
    case: Case,
    write: Write,
    buttons: Buttons | None = None,
    name: str | None = None,
    *,
    read_out: bool = False,
) -> None:
    """Tell everybody of a case; somebody without Telegram by e-mail, or else by whoever can call them. `read_out`: they
    have the buttons too, and press what the person says.
    """
    told = await members.members_of(turn.here, case.id)
    for member in told:
        locale = await turn.locale_of(member)
        await turn.send(member, _with(text_payloads(locale, write(locale)), buttons, locale), name)
    if not told:
        await _without_telegram(turn, case, write(PARTNER_LOCALE), buttons if read_out else None, name)


def _with(payloads: list[Payload], buttons: Buttons | None, locale: str) -> list[Payload]:
    if buttons is not None and (rows := buttons(locale)):
        payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    return payloads


async def edit(turn: Turn, case: Case, write: Write, name: str, buttons: Buttons | None = None) -> set[int]:
    """What takes the place of a message that everybody of a case was told as `name`: a question that one of them
    answered is answered for all. Returns in whose chats it stands.
    """
    told, changed = await members.members_of(turn.here, case.id), set[int]()
    for account in told or await _voices(turn, case):
        locale = await turn.locale_of(account) if told else PARTNER_LOCALE
        called = name if told else _relayed(case, name)
        if await turn.was_sent(account, called):
            payload = _with(text_payloads(locale, write(locale)), buttons, locale)[-1]
            await turn.call(account, "editMessageText", payload, called)
            changed.add(account)
    return changed


def _relayed(case: Case, name: str) -> str:
    return f"relay:{case.reference}:{name}"


async def spoken_by(turn: Turn, case: Case, telegram_id: int) -> dict[str, str]:
    """What the history keeps of an answer of the person: who wrote it down for them, where it was not they."""
    theirs = telegram_id in await members.members_of(turn.here, case.id)
    return {} if theirs else {"by": turn.actor(telegram_id)}


async def speaks(turn: Turn, case: Case, telegram_id: int) -> bool:
    """Whether an account may answer as the person of a case: its own people, or whoever calls somebody who is not on
    Telegram.
    """
    if case.merged_into is not None:
        return False
    return telegram_id in (await members.members_of(turn.here, case.id) or await _voices(turn, case))


async def ears(turn: Turn, case: Case) -> list[int]:
    """Who hears what the person is told: accounts; somebody who gets e-mail by their case."""
    told = await members.members_of(turn.here, case.id)
    if not told and turn.can_mail((case.answers.get("contact") or {}).get("email") or ""):
        return [-case.id]
    return told or await _voices(turn, case)


async def _without_telegram(
    turn: Turn, case: Case, said: Sequence[Paragraph], buttons: Buttons | None, name: str | None
) -> None:
    contact = case.answers.get("contact") or {}
    subject = phrase("mail.person.subject", reference=case.reference, network=turn.network.network.name)
    if await turn.mail(contact.get("email") or "", subject, said, locale=PARTNER_LOCALE, about=case.reference):
        return
    phone = for_reading(contact.get("phone")) or contact.get("email") or ""
    ask = phrase("relay.person", reference=case.reference, phone=phone)
    payloads = _with(text_payloads(PARTNER_LOCALE, [ask, *said]), buttons, PARTNER_LOCALE)
    for account in await _voices(turn, case):
        await turn.send(account, payloads, _relayed(case, name or str(turn.row.id)), protect=True)


async def _voices(turn: Turn, case: Case) -> list[int]:
    """Who calls somebody without Telegram: whoever entered them, unless they are away, else the coordination."""
    away = await absences.away(turn.here, turn.today)
    entered = turn.accounts.get(case.entered_by or "") if case.entered_by not in away else None
    if entered is not None and await can_be_written_to(turn, entered):
        return [entered]
    return turn.coordinators()
