"""The audience: who reads something, and the way in which it reaches them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Literal

from conversations.words.contacts import for_reading
from handlers.turn.channels.by_mail import filed, is_by_mail, person_account
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Network
from network.phrase import Param, Phrase, phrase
from storage import absences, letters, members, people
from storage.cases import Case

Channel = Literal["account", "mail", "phone"]
"""By their account, where they can act: in private on Telegram, or in letters that are answered; by e-mail that is not;
or only by the coordination, who calls them.
"""


async def channel_of(turn: Turn, referent_id: str | None) -> Channel:
    """How a referent is told. The bot can write only to those who wrote to it first and have not blocked it."""
    account = turn.accounts.get(referent_id or "")
    if account is not None and await can_be_written_to(turn, account):
        return "account"
    return "mail" if turn.can_mail(email_of(turn, referent_id)) else "phone"


def holders(turn: Turn, case: Case) -> list[int]:
    """The accounts of those who follow a case."""
    accounts = {turn.accounts.get(slot.taken_by or "") for slot in case.slots.values() if slot.held}
    return sorted(account for account in accounts if account is not None)


async def can_be_written_to(turn: Turn, telegram_id: int) -> bool:
    """Whether a private message, or a letter, would reach an account."""
    if is_by_mail(telegram_id):
        return telegram_id in turn.addresses
    known = await people.find(turn.here, telegram_id)
    return known is not None and known.blocked_at is None


def email_of(turn: Turn, referent_id: str | None) -> str:
    """A referent's own address, or their organisation's; empty where there is none."""
    referent = turn.network.referent_by_id.get(referent_id or "")
    if referent is None:
        return ""
    return referent.email or turn.network.organisation_by_id[referent.organisation].email


def named(network: Network, referent_id: str | None) -> dict[str, Param]:
    """A referent's name, organisation and telephone, for a phrase, also of the archive; of anybody else their id."""
    referent = network.known_referents.get(referent_id or "")
    if referent is None:
        return {"referent": referent_id or "", "organisation": "", "phone": ""}
    organisation = network.known_organisations[referent.organisation]
    phone = referent.phone or organisation.phone
    return {"referent": referent.name.phrase(), "organisation": organisation.name, "phone": phone}


async def tell_each(
    turn: Turn,
    referents: Iterable[str],
    show: Callable[[int], Awaitable[object]],
    subject: Phrase,
    mailed: Iterable[Paragraph],
) -> dict[str, Channel]:
    """Tell referents the same, each in the way that reaches them: `show` it to their account, or mail it, once to an
    address that several of an organisation share. Returns the way of each; by "phone" nobody was told.
    """
    ways = {referent: await channel_of(turn, referent) for referent in referents}
    for referent in (referent for referent, way in ways.items() if way == "account"):
        await show(turn.accounts[referent])
    by_mail = (email_of(turn, referent).strip() for referent, way in ways.items() if way == "mail")
    words = list(mailed)
    for address in sorted(set(by_mail)):  # in their order, so that no two turns wait for each other
        await turn.mail(address, subject, words, locale=PARTNER_LOCALE, waits=True)
    return ways


async def unwritten(turn: Turn, referents: Iterable[str | None]) -> list[str]:
    """Those of some referents who read nothing here: whoever tells them something calls them."""
    found = dict.fromkeys(id_ for id_ in referents if id_ and id_ in turn.network.referent_by_id)
    accounts = {id_: turn.accounts.get(id_) for id_ in found}
    return [id_ for id_, at in accounts.items() if at is None or not await can_be_written_to(turn, at)]


def all_told(network: Network, uncalled: Iterable[str]) -> Phrase:
    """That everybody whom an act concerns has heard of it, or whom the coordination has to call."""
    people = tuple(phrase("told.one", **named(network, id_)) for id_ in uncalled)
    return phrase("told.call", people=people) if people else phrase("told.all")


# --- the person of a case ---------------------------------------------------------------------------------------------


async def tell_person(
    turn: Turn, case: Case, screen: Screen, name: str | None = None, *, read_out: bool = False
) -> None:
    """Tell everybody of a case; somebody without Telegram by e-mail, or else by whoever can call them. `read_out`: they
    have the buttons too, and press what the person says.
    """
    if theirs := await members.members_of(turn.here, case.id):
        await turn.show(theirs, screen, name)
    else:
        await _without_telegram(turn, case, screen, name, read_out=read_out)


async def redraw_for_person(turn: Turn, case: Case, screen: Screen, name: str) -> set[int]:
    """What takes the place of a message that everybody of a case was told as `name`: a question that one of them
    answered is answered for all. Returns in whose chats it stands.
    """
    if theirs := await members.members_of(turn.here, case.id):
        return await turn.redraw(theirs, screen, name)
    relayed = replace(screen, locale=PARTNER_LOCALE)
    return await turn.redraw(await _callers_for(turn, case), relayed, _relayed(case, name))


async def person_messages(turn: Turn, case: Case, name: str) -> list[tuple[int, str]]:
    """In which chats what the person was told as `name` stands, or waits, and what it is called there."""
    if theirs := await members.members_of(turn.here, case.id):
        return [(account, name) for account in theirs]
    if (account := person_account(turn, case)) is not None:
        return [(account, name)]
    if turn.can_mail(case.project.email or ""):
        return []
    return [(account, _relayed(case, name)) for account in await _callers_for(turn, case)]


def _relayed(case: Case, name: str) -> str:
    return f"relay:{case.reference}:{name}"


async def spoken_by(turn: Turn, case: Case, telegram_id: int) -> dict[str, str]:
    """What the history keeps of an answer of the person: who wrote it down for them, where it was not they."""
    return {} if await is_theirs(turn, case, telegram_id) else {"by": turn.actor(telegram_id)}


async def is_theirs(turn: Turn, case: Case, telegram_id: int) -> bool:
    """Whether an account is of the people of a case: on Telegram, or by mail where nobody of them is there."""
    if theirs := await members.members_of(turn.here, case.id):
        return telegram_id in theirs
    return is_by_mail(telegram_id) and telegram_id == person_account(turn, case)


async def may_answer_for(turn: Turn, case: Case, telegram_id: int) -> bool:
    """Whether an account may answer as the person of a case: its own people, or whoever calls somebody who is not on
    Telegram.
    """
    if case.merged_into is not None:
        return False
    if await is_theirs(turn, case, telegram_id):
        return True
    return telegram_id in (await members.members_of(turn.here, case.id) or await _callers_for(turn, case))


async def readers_of(turn: Turn, case: Case) -> list[int]:
    """Who hears what the person is told: accounts; somebody who gets e-mail by their case."""
    told = await members.members_of(turn.here, case.id)
    if not told and turn.can_mail(case.project.email or ""):
        return [-case.id]
    return told or await _callers_for(turn, case)


async def is_reached_by_mail(turn: Turn, case: Case) -> bool:
    """Whether whatever is told to the person of a case goes to an address."""
    return not await members.members_of(turn.here, case.id) and turn.can_mail(case.project.email or "")


async def _without_telegram(turn: Turn, case: Case, screen: Screen, name: str | None, *, read_out: bool) -> None:
    if (account := person_account(turn, case)) is not None:
        await turn.show(account, replace(screen, locale=PARTNER_LOCALE, about=(case.reference,)), name)
        return
    subject = phrase("mail.person.subject", reference=case.reference, network=turn.network.identity.name)
    address, said = case.project.email or "", screen.paragraphs
    letter = await letters.find(turn.here, screen.attached) if screen.attached else None
    files = [await filed(turn, letter)] if letter is not None else []
    if await turn.mail(address, subject, said, locale=PARTNER_LOCALE, about=case.reference, files=files):
        return
    ask = phrase("relay.person", reference=case.reference, phone=for_reading(case.project.phone) or address)
    relayed = Screen([ask, *said], screen.rows if read_out else (), PARTNER_LOCALE, protect=True)
    await turn.show(await _callers_for(turn, case), relayed, _relayed(case, name or str(turn.row.id)))


async def _callers_for(turn: Turn, case: Case) -> list[int]:
    """Who calls somebody without Telegram: whoever entered them, unless they are away, else the coordination."""
    away = await absences.away(turn.here, turn.today)
    entered = turn.accounts.get(case.entered_by or "") if case.entered_by not in away else None
    if entered is not None and await can_be_written_to(turn, entered):
        return [entered]
    return turn.coordinators()
