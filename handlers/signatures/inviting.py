"""Inviting: whoever has not signed is asked at a stated pace, once the coordination has begun to ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.signatures import standing
from handlers.signatures.verbs import CHARTER
from handlers.turn.audience import channel_of, email_of
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import next_sending_time
from network.model import Organisation
from network.phrase import phrase
from storage.durable import due

_MORNING = time(9)


async def press(turn: Turn, telegram_id: int, what: str) -> None:
    """A coordinator has them asked, or asked no more."""
    locale = await turn.locale_of(telegram_id)
    if (what == "on") == await standing.asks_again(turn):
        turn.answer(phrase("press.over"), locale)
    elif what == "on":
        await _ask(turn)
    else:
        await due.cancel(turn.connection, 0, standing.KIND)
        await turn.say(telegram_id, phrase("signature.stopped"), locale=locale)
    await standing.press(turn, telegram_id, "who")


async def reminder_is_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """The date came on which they are asked again."""
    await _ask(turn)


async def _ask(turn: Turn) -> None:
    """Ask each organisation that has not signed, tell the coordination whom that did not reach, plan the next time."""
    have = await standing.signed(turn)
    absent = standing.missing(turn, have)
    said: list[Paragraph] = [standing.counted(turn, have)]
    if absent:
        lost = [organisation for organisation in absent if not await _tell(turn, organisation)]
        days = turn.network.charter.signing_days
        if len(lost) < len(absent):
            said.append(phrase("signature.asked", count=len(absent) - len(lost)))
        if lost:
            said.append((phrase("signature.lost"), *(phrase("signature.line", organisation=o.name) for o in lost)))
        said.append(phrase("signature.again", days=days))
        await due.schedule(turn.here, standing.KIND, 0, _in(turn, days), {})
    await turn.say(turn.coordinators(), *said)


def _in(turn: Turn, days: int) -> datetime:
    zone = turn.network.identity.timezone
    morning = datetime.combine(turn.today + timedelta(days=days), _MORNING, ZoneInfo(zone))
    return next_sending_time(morning, zone)


async def _tell(turn: Turn, organisation: Organisation) -> bool:
    """Ask whoever works for an organisation, each in the way that reaches them. Returns whether one was reached."""
    said = phrase("signature.please", organisation=organisation.name, version=turn.network.charter.version)
    theirs = [referent.id for referent in turn.network.referents if referent.organisation == organisation.id]
    ways = {referent: await channel_of(turn, referent) for referent in theirs}
    accounts = [turn.accounts[referent] for referent, way in ways.items() if way == "account"]
    for account in accounts:
        screen = Screen([said], [[CHARTER.button("signature.button.read", "home")]])
        await turn.show(account, screen, standing.name_of(account))
    addresses = {email_of(turn, referent) for referent, way in ways.items() if way == "mail"}
    for address in sorted(addresses):
        subject = phrase("signature.please.subject", network=turn.network.identity.name)
        how = phrase("signature.please.mail", **turn.contact)
        await turn.mail(address, subject, [said, how], locale=PARTNER_LOCALE)
    return bool(accounts or addresses)
