"""Asking whoever keeps entries to confirm them: one message each, on one date of the whole network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from conversations.words.cleaning import clip
from handlers.confirmations.standing import shown
from handlers.confirmations.verbs import ALL, FROM_NOW, PACE
from handlers.correspondents.verbs import LIST
from handlers.lists import in_place
from handlers.turn.audience import channel_of, email_of
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import next_sending_time
from network.confirmations import PACES, USUAL, to_check
from network.listings import Listing
from network.phrase import phrase
from network.text import code
from storage import confirmations as stored
from storage import correspondents
from storage.confirmations import Confirmation
from storage.durable import due

KIND = "confirm"
MORNING = time(9)
MOST_NAMED, LONGEST = 5, 45
"""Entries that the coordination's message names, and characters of each; of more it is said how many they are."""


def name_of(entry: str) -> str:
    """The logical name of the message in which an entry is to be confirmed."""
    return f"confirm:{entry}"


def coordination_name(number: int) -> str:
    """The logical name of the message in which the coordination is asked of several."""
    return f"confirm round:{number}"


# --- the date ---------------------------------------------------------------------------------------------------------


async def plan(turn: Turn) -> None:
    """The date of the network on which somebody is asked next is what the promises say now."""
    await due.cancel(turn.connection, 0, KIND)
    day = await stored.next_day(turn.here)
    if day is not None:
        zone = turn.network.identity.timezone
        at = next_sending_time(datetime.combine(day, MORNING, ZoneInfo(zone)), zone)
        await due.schedule(turn.here, KIND, 0, at, {})


async def date_came(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Whoever keeps what is due is asked, and the next date is planned."""
    await ask(turn, await stored.to_ask(turn.here, turn.today))
    await plan(turn)


async def begin_with(turn: Turn, telegram_id: int, of: Listing) -> None:
    """A correspondent begins: the entry is confirmed at their pace from now on, and they are asked at once."""
    await stored.promise(turn.here, [of.id], USUAL, turn.today)
    kept = await stored.of_entry(turn.here, of.id)
    if kept is not None:
        screen = shown(turn, of, kept)
        await turn.show(telegram_id, screen, name_of(of.id))
        if kept.ask_on <= turn.today:
            await stored.was_asked(turn.here, [kept], turn.today, None)
    await plan(turn)


# --- the coordination begins ------------------------------------------------------------------------------------------


def paces(key: str, buttons: Sequence[Button]) -> Screen:
    """The choice of a pace."""
    return Screen([phrase(key)], [[button] for button in buttons], PARTNER_LOCALE)


async def press_begin(turn: Turn, telegram_id: int, _what: str) -> None:
    """How often are entries without a correspondent confirmed?"""
    buttons = [FROM_NOW.button("confirm.button.pace", "from_now", months, count=months) for months in PACES]
    await in_place.show(turn, telegram_id, paces("confirm.begin", buttons), f"organism:{telegram_id}")


async def press_from_now(turn: Turn, telegram_id: int, _what: str, months: str) -> None:
    """Entries of the network of which nothing was promised are confirmed from now on, and asked for at once."""
    known = await stored.every(turn.here)
    new = [one.id for one in turn.network.organisations if one.id not in known]
    if not new:
        turn.answer(phrase("press.over"))
        return
    await stored.promise(turn.here, new, int(months), turn.today)
    turn.answer(phrase("pass.done"))
    begun = phrase("confirm.begun", count=len(new), months=int(months))
    await turn.edit(telegram_id, Screen([begun], locale=PARTNER_LOCALE), f"organism:{telegram_id}")
    await ask(turn, [one for one in await stored.to_ask(turn.here, turn.today) if one.entry in new])
    await plan(turn)


# --- asked ------------------------------------------------------------------------------------------------------------


async def ask(turn: Turn, some: Sequence[Confirmation]) -> None:
    """Each correspondent is asked for their organisation; the coordination, in one message, for whatever nobody on
    Telegram speaks for, and for what was not answered for two months.
    """
    directory = turn.knowledge.directory().by_id
    speak: dict[str, list[str]] = {}
    for row in await correspondents.everybody(turn.here):
        if row.since is not None:
            speak.setdefault(row.organisation, []).append(row.referent)
    rest: list[Listing] = []
    mailed = 0
    for kept in some:
        of = directory.get(kept.entry)
        if of is None:
            continue  # it is in the network's file no more
        told, by_mail = await _ask_one(turn, of, kept, speak.get(of.id, ()))
        if not told or to_check(kept.due, turn.today):
            rest.append(of)
            mailed += by_mail
    theirs = {one.id for one in rest}
    await stored.was_asked(turn.here, [one for one in some if one.entry not in theirs], turn.today, None)
    number = int(turn.now.timestamp()) // 60
    await stored.was_asked(turn.here, [one for one in some if one.entry in theirs], turn.today, number)
    if rest:
        await turn.show(turn.coordinators(), _of_coordination(number, rest, mailed), coordination_name(number))


async def _ask_one(turn: Turn, of: Listing, kept: Confirmation, speakers: Sequence[str]) -> tuple[bool, bool]:
    """Ask whoever speaks for an organisation, on Telegram, else by e-mail. Returns whether, and then whether, that was
    possible.
    """
    accounts = [turn.accounts[one] for one in speakers if await channel_of(turn, one) == "account"]
    if accounts:
        await turn.show(accounts, shown(turn, of, kept), name_of(of.id))
        return True, False
    addresses = {email_of(turn, one) for one in speakers} or {of.organisation.email}
    said = [phrase("confirm.mail", organisation=of.name), *shown(turn, of, kept).paragraphs[1:]]
    said.append(phrase("confirm.mail.answer", **turn.contact, email=turn.network.identity.contact.email))
    subject = phrase("confirm.mail.subject", network=turn.network.identity.name)
    sent = [await turn.mail(one, subject, said, locale=PARTNER_LOCALE, waits=True) for one in sorted(addresses)]
    return False, any(sent)


def _of_coordination(number: int, rest: Sequence[Listing], mailed: int) -> Screen:
    lines = [verbatim(clip(one.name, LONGEST)) for one in rest[:MOST_NAMED]]
    more = len(rest) - len(lines)
    if more > 0:
        lines.append(phrase("waiting.more", count=more))
    said: list[Paragraph] = [phrase("confirm.coordination", count=len(rest)), tuple(lines)]
    if mailed:
        said.append(phrase("confirm.mailed", count=mailed))
    rows = [
        [LIST.button("confirm.button.one_by_one", "due", 0)],
        [ALL.button("confirm.button.all", "all", number)],
    ]
    return Screen(said, rows, PARTNER_LOCALE)


def pace_buttons(of: Listing) -> list[Button]:
    """The paces to choose from, for one entry."""
    return [PACE.button("confirm.button.pace", "every", code(of.id), months, count=months) for months in PACES]
