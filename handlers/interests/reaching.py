"""Reaching: whom an interest goes to, and whoever asked, in the way that reaches each."""

from __future__ import annotations

from dataclasses import replace

from handlers.offers import reaching as speaking
from handlers.turn.audience import readers_of, redraw_for_person, tell_person
from handlers.turn.channels.by_mail import person_account
from handlers.turn.screen import Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from storage import cases, members
from storage.cases import Case
from storage.durable import about
from storage.interests import Interest
from storage.offers import Kept


async def to_whom(turn: Turn, one: Kept) -> list[int]:
    """To whom an interest in an offer goes: whoever speaks for it. The one place that says so."""
    return await speaking.speakers(turn, one)


async def tell_owner(turn: Turn, one: Kept, screen: Screen, name: str, *, agreed: bool = False) -> None:
    """Show whoever speaks for an offer something of an interest in it; `agreed`: the person wants that they read it."""
    await speaking.reach(turn, one, replace(screen, locale=PARTNER_LOCALE), name, agreed=agreed)


async def case_of(turn: Turn, asked: Interest) -> Case | None:
    """The case that an offer was asked for with."""
    return await cases.look_up(turn.here, asked.case_reference) if asked.case_reference is not None else None


async def goes_on(turn: Turn, asked: Interest) -> bool:
    """Whether somebody still waits: also one whose case was closed meanwhile, for nobody has answered them yet."""
    case = await case_of(turn, asked)
    return asked.case_reference is None or (case is not None and case.merged_into is None)


async def tell(
    turn: Turn, asked: Interest, said: list[Paragraph], word: str, rows: Rows = (), *, protect: bool = False
) -> None:
    """Tell whoever asked: everybody of their case, in whatever way they are reached; or them. `word` names it."""
    name, screen = f"interest:{asked.id}:{word}", Screen(said, rows, protect=protect)
    case = await case_of(turn, asked)
    if case is not None:
        told = replace(screen, about=(about.interest(asked.id), case.reference))
        await tell_person(turn, case, told, name, read_out=bool(rows))
    elif asked.account is not None:
        await turn.show(asked.account, screen, name)


async def redraw(turn: Turn, asked: Interest, said: list[Paragraph], word: str) -> None:
    """Have what they were told say something else, without buttons, wherever it stands."""
    name, screen = f"interest:{asked.id}:{word}", Screen(said)
    case = await case_of(turn, asked)
    if case is not None:
        await redraw_for_person(turn, case, screen, name)
    elif asked.account is not None:
        await turn.redraw(asked.account, screen, name)


async def readers(turn: Turn, asked: Interest) -> list[int]:
    """Who hears what whoever asked is told."""
    case = await case_of(turn, asked)
    if case is not None:
        return await readers_of(turn, case)
    return [asked.account] if asked.account is not None else []


async def people_of(turn: Turn, case: Case) -> list[int]:
    """The accounts of the people of a case: on Telegram, or by mail."""
    by_mail = person_account(turn, case)
    return await members.members_of(turn.here, case.id) or ([by_mail] if by_mail is not None else [])
