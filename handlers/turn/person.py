"""The person of a case, told something in the way that reaches them: on Telegram, by e-mail, or by somebody's voice."""

from __future__ import annotations

from dataclasses import replace

from conversations.words.contacts import for_reading
from handlers.turn.reach import can_be_written_to
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import absences, members
from storage.cases import Case


async def tell(turn: Turn, case: Case, screen: Screen, name: str | None = None, *, read_out: bool = False) -> None:
    """Tell everybody of a case; somebody without Telegram by e-mail, or else by whoever can call them. `read_out`: they
    have the buttons too, and press what the person says.
    """
    if people := await members.members_of(turn.here, case.id):
        await turn.show(people, screen, name)
    else:
        await _without_telegram(turn, case, screen, name, read_out=read_out)


async def redraw(turn: Turn, case: Case, screen: Screen, name: str) -> set[int]:
    """What takes the place of a message that everybody of a case was told as `name`: a question that one of them
    answered is answered for all. Returns in whose chats it stands.
    """
    if people := await members.members_of(turn.here, case.id):
        return await turn.redraw(people, screen, name)
    return await turn.redraw(await _voices(turn, case), replace(screen, locale=PARTNER_LOCALE), _relayed(case, name))


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
    if not told and turn.can_mail(case.project.email or ""):
        return [-case.id]
    return told or await _voices(turn, case)


async def _without_telegram(turn: Turn, case: Case, screen: Screen, name: str | None, *, read_out: bool) -> None:
    project = case.project
    subject = phrase("mail.person.subject", reference=case.reference, network=turn.network.identity.name)
    address, said = project.email or "", screen.paragraphs
    if await turn.mail(address, subject, said, locale=PARTNER_LOCALE, about=case.reference):
        return
    ask = phrase("relay.person", reference=case.reference, phone=for_reading(project.phone) or address)
    relayed = Screen([ask, *said], screen.rows if read_out else (), PARTNER_LOCALE, protect=True)
    await turn.show(await _voices(turn, case), relayed, _relayed(case, name or str(turn.row.id)))


async def _voices(turn: Turn, case: Case) -> list[int]:
    """Who calls somebody without Telegram: whoever entered them, unless they are away, else the coordination."""
    away = await absences.away(turn.here, turn.today)
    entered = turn.accounts.get(case.entered_by or "") if case.entered_by not in away else None
    if entered is not None and await can_be_written_to(turn, entered):
        return [entered]
    return turn.coordinators()
