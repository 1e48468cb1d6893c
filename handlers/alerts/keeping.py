"""Keeping: [Me prévenir], for longer, and its end."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from handlers.alerts.verbs import END
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.market import worded
from network.phrase import phrase
from storage import alerts
from storage.alerts import Alert
from storage.durable import due

DIGEST = "alert:digest"
KEPT = timedelta(days=90)
MOST = 10
"""Searches that somebody may keep at once."""
_AT = time(8)


async def keep(turn: Turn, account: int, _what: str, query: str) -> None:
    """Somebody is to be told what is new of a search."""
    locale, known = await turn.locale_of(account), await alerts.of_account(turn.here, account)
    read = turn.knowledge.wanted().read(query)
    text = read.text
    if text not in {one.wanted for one in known} and len(known) >= MOST:
        turn.answer(phrase("alert.enough", count=MOST), locale)
        return
    ends = turn.now + KEPT
    await alerts.keep(turn.here, account, text, turn.now, ends)
    if not known:
        await plan(turn, account)
    turn.answer(phrase("alert.kept.short"), locale)
    kept = next(one for one in await alerts.of_account(turn.here, account) if one.wanted == text)
    said = phrase("alert.kept", wanted=worded.said(turn.network, read), day=turn.day(ends))
    rows = [[END.button("alert.button.end", "end", kept.id)]]
    await turn.show(account, Screen([said], rows, locale), f"alert-kept:{turn.row.id}")


async def plan(turn: Turn, account: int) -> None:
    """What is new is looked for in the next morning, once."""
    await due.cancel(turn.connection, account, DIGEST)
    zone = turn.network.identity.tzinfo
    morning = datetime.combine(turn.today + timedelta(days=1), _AT, zone)
    await due.schedule(turn.here, DIGEST, account, morning, {})


async def longer(turn: Turn, account: int, _what: str, one: Alert) -> None:
    """[Garder 90 jours de plus]."""
    ends = turn.now + KEPT
    await alerts.keep(turn.here, account, one.wanted, turn.now, ends)
    turn.answer(phrase("alert.longer", day=turn.day(ends)), await turn.locale_of(account))


async def end(turn: Turn, account: int, _what: str, one: Alert) -> None:
    """[Arrêter]: nothing more of it."""
    await alerts.end(turn.here, one.id)
    if not await alerts.of_account(turn.here, account):
        await due.cancel(turn.connection, account, DIGEST)
    locale = await turn.locale_of(account)
    turn.answer(phrase("alert.ended.short"), locale)
    said = phrase("alert.ended", wanted=worded.said(turn.network, turn.knowledge.wanted().read(one.wanted)))
    await turn.say(account, said, locale=locale, name=f"alert-ended:{turn.row.id}")
