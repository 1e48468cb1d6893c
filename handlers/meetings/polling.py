"""Asking for dates: one message in the partner group whose counts go with each press, a ballot for whoever answers
elsewhere, and who has not answered is reminded once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from handlers.meetings.showing import about, ballot, choice_name, choices, invited, local, name_of, names, poll, silent
from handlers.turn.audience import channel_of, tell_each
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.meetings import Says, reminded_at
from network.phrase import phrase
from storage import meetings as stored
from storage.durable import due
from storage.meetings import Meeting, Option, Status

REMIND, CLOSES = "meeting:remind", "meeting:closes"


# --- the question -----------------------------------------------------------------------------------------------------


async def asks(turn: Turn, one: Meeting) -> None:
    """The dates of a meeting are asked for: in the group at once, of everybody else in the way that reaches them."""
    if turn.group is not None:
        await turn.show(turn.group, await poll(turn, one), name_of(one))
    elsewhere = [id_ for id_ in await invited(turn) if not await _in_group(turn, id_)]
    await _ask_each(turn, one, elsewhere, "meetings.asked")
    zone = turn.network.identity.timezone
    if (at := reminded_at(one.answer_by, zone)) > turn.now:
        await due.schedule(turn.here, REMIND, 0, at, {"meeting": one.id})
    await due.schedule(turn.here, CLOSES, 0, one.answer_by, {"meeting": one.id})


async def _in_group(turn: Turn, referent_id: str) -> bool:
    """Whether somebody reads the group: leaving it ends their account."""
    account = turn.accounts.get(referent_id)
    return turn.group is not None and account is not None and not is_by_mail(account)


async def _ask_each(turn: Turn, one: Meeting, whom: Iterable[str], key: str) -> list[str]:
    """Ask some by their account, or by a mail that the coordination answers for. Returns whom somebody has to call."""
    tallies = await stored.tallies(turn.here, one)
    dates = tuple(phrase("meetings.date", number=each.number, at=local(turn, each.at)) for each in tallies)
    subject = phrase("mail.meeting.subject", subject=one.subject, network=turn.network.identity.name)
    mailed: list[Paragraph] = [
        phrase(key),
        about(one),
        dates,
        phrase("mail.meeting.answer", by=turn.day(one.answer_by), **turn.contact),
    ]

    async def show(account: int) -> None:
        await turn.show(account, await ballot(turn, account, one, [phrase(key)]), name_of(one))

    ways = await tell_each(turn, whom, show, subject, mailed)
    return [id_ for id_, way in ways.items() if way == "phone"]


async def answer(turn: Turn, account: int, says: str, option: Option) -> None:
    """Somebody answers to a date: what they answered before is replaced, and every message that counts says so."""
    one, locale = option.meeting, await turn.locale_of(account)
    if one.status is not Status.ASKED:
        turn.answer(phrase("meetings.over"), locale)
        return
    if not await stored.answer(turn.here, option.id, turn.actor(account), Says(says), turn.now):
        turn.answer(phrase("press.noted"), locale)
        return
    noted = phrase("meetings.noted", says=phrase(f"meetings.answered.{says}"), at=local(turn, option.at))
    turn.answer(noted, locale)
    await redraw(turn, one)
    if is_by_mail(account) or await turn.was_sent(account, name_of(one)):
        await turn.edit(account, await ballot(turn, account, one, ()), name_of(one))


async def redraw(turn: Turn, one: Meeting) -> None:
    """What counts the answers says how they stand: in the group, and where a date is chosen."""
    if turn.group is not None:
        await turn.redraw(turn.group, await poll(turn, one), name_of(one))
    await turn.redraw(turn.coordinators(), await choices(turn, one), choice_name(one))


async def ends(turn: Turn, one: Meeting, said: Sequence[Paragraph]) -> None:
    """Nobody is asked any more: what asked for the dates says what came of it, without buttons."""
    readers = [account for account in turn.accounts.values() if not is_by_mail(account)]
    if turn.group is not None:
        readers.append(turn.group)
    await turn.redraw(readers, Screen(said, locale=PARTNER_LOCALE), name_of(one))


# --- what comes by itself ---------------------------------------------------------------------------------------------


async def remind(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Two working days before the end: who has not answered is reminded, once; of those who read nothing here the
    coordination is told.
    """
    one = await stored.find(turn.here, int(expects["meeting"]))
    if one is None or one.status is not Status.ASKED:
        return
    await have_called(turn, one, await _ask_each(turn, one, await silent(turn, one), "meetings.reminded"))


async def have_called(turn: Turn, one: Meeting, uncalled: Sequence[str]) -> None:
    """The coordination reads whom of a meeting it has to call, if anybody."""
    if uncalled:
        said = phrase("meetings.uncalled", subject=one.subject, names=names(turn, uncalled))
        await turn.say(turn.coordinators(), said, locale=PARTNER_LOCALE)


async def closes(turn: Turn, expects: Mapping[str, Any]) -> None:
    """No answer is waited for any longer: a coordinator chooses."""
    one = await stored.find(turn.here, int(expects["meeting"]))
    if one is not None and one.status is Status.ASKED:
        await turn.show(turn.coordinators(), await choices(turn, one), choice_name(one))


async def reached_by_mail(turn: Turn) -> tuple[list[str], list[str]]:
    """Those who read what is told by mail alone, and those who read nothing here."""
    ways = {id_: await channel_of(turn, id_) for id_ in await invited(turn)}
    mailed = [id_ for id_, way in ways.items() if way == "mail" or is_by_mail(turn.accounts.get(id_, 0))]
    return mailed, [id_ for id_, way in ways.items() if way == "phone"]
