"""Monthly: on the first working day of a month the partner group gets a picture and two figures of the month before;
whoever wants their organisation’s own, or their own, has them in private by a press.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any

from handlers.statistics import charts, words
from handlers.statistics.charted import Charted, months
from handlers.statistics.counting import COUNTED, HOME, Ask, Seen, own_reads
from handlers.statistics.said import beside_said, line, period_said
from handlers.statistics.verbs import OWN
from handlers.turn.audience import can_be_written_to
from handlers.turn.events import CaseLetOut, CaseSent
from handlers.turn.quiet import soon
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import first_working_day
from network.figures import periods
from network.figures.counts import Wanted
from network.figures.definitions import definitions
from network.figures.periods import Period
from network.phrase import phrase
from storage import figures, people
from storage.durable import due, once
from storage.durable.sent_messages import FILE

KIND = "figures:month"
FIGURES = ("sheets", "taken")
"""What is told beside the picture."""
MOST = 3
"""So many months are told at once, after a time in which the bot was down."""
_AT = time(10)
LINK = "stats"
"""The payload of the link for whoever could not be written to until now."""


async def begin(turn: Turn, _event: CaseSent | CaseLetOut) -> None:
    """Since the first case there is something to tell every month."""
    await plan(turn)


async def plan(turn: Turn) -> None:
    """The word of this month, on the first working day of the next, where none is planned."""
    if await due.waits(turn.here, KIND):
        return
    month = periods.month(turn.today.month, turn.today.year)
    after = month.moved(1)
    day, zone = first_working_day(after.year, after.month), turn.network.identity.tzinfo
    at = soon(turn, datetime.combine(day, _AT, zone))
    await due.schedule(turn.here, KIND, 0, at, {"month": month.code})


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is over: its picture, and its figures beside those of the month before."""

    chart: Charted
    figures: Seen


async def last_months(turn: Turn, expects: Mapping[str, Any]) -> list[Month]:
    """What there is to tell of the month before this one, and of those that went by untold while the bot was down."""
    last = periods.month(turn.today.month, turn.today.year).moved(-1)
    since = periods.read(str(expects.get("month"))) or last
    some = [last.moved(-back) for back in reversed(range(MOST))]
    return [await _counted(turn, month) for month in some if month.first >= since.first]


async def _counted(turn: Turn, month: Period) -> Month:
    seen = Seen(Ask(HOME, month), all_of_it=True, wanted=Wanted(month), beside=(month, month.moved(-1)))
    zone = turn.network.identity.timezone
    counted = await figures.counted(turn.here, seen.wanted, seen.beside, zone, turn.now, COUNTED[HOME])
    return Month(await months(turn, seen), replace(seen, counted=counted))


async def month_is_due(turn: Turn, _expects: Mapping[str, Any], untold: list[Month]) -> None:
    """The group sees each, the oldest first, once however many dates of it came; where nobody came for a whole year it
    hears nothing.
    """
    await plan(turn)
    for month in untold:
        if turn.group is None or not any(count for _, count in month.chart.months):
            continue
        if await once.mark(turn.connection, f"{KIND}:{month.figures.wanted.period.code}", turn.now):
            await _tell(turn, turn.group, month)


async def _tell(turn: Turn, group: int, month: Month) -> None:
    seen, picture = month.figures, charts.picture(turn, month.chart, PARTNER_LOCALE)
    title = phrase("stats.month.title", period=period_said(seen.wanted.period))
    lines = tuple(line(seen, definitions().by_key[key], PARTNER_LOCALE) for key in FIGURES)
    said: list[Paragraph] = [(title, *beside_said(seen)), lines, phrase("stats.month.own")]
    rows = [[OWN.button("stats.button.own", seen.wanted.period.code)]]
    name = f"{KIND}:{seen.wanted.period.code}{FILE}"
    await turn.show([group], Screen(said, rows, PARTNER_LOCALE, file=picture), name)


async def own(turn: Turn, account: int, period: Period, seen: Seen) -> None:
    """[Mes chiffres]: in private; whoever cannot be written to opens the chat with the bot first."""
    if await can_be_written_to(turn, account):
        turn.answer(phrase("stats.month.sent"))
        await words.show(turn, account, seen)
    else:
        turn.link = f"https://t.me/{turn.runtime.bot_username}?start={LINK}{period.code}"


async def follow(turn: Turn, account: int, locale: str, wanted: str) -> None:
    """The link of that press."""
    await people.meet(turn.here, account, locale, turn.now)
    refused, period = await REFERENT.refusal(turn, account), periods.read(wanted)
    if refused is not None or period is None:
        await turn.say(account, phrase(refused or "press.over"), locale=locale)
    else:
        await words.show(turn, account, await own_reads(turn, account, period))
