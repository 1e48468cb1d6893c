"""The minutes of a meeting: what was said to it, and what it decided, with who sees to it and by when."""

from __future__ import annotations

from datetime import datetime

from conversations.kinds.responsible import name_of
from handlers.meetings.printing import facts, footer, hand_over, paid_by, said
from handlers.meetings.showing import names
from handlers.turn.screen import far_day, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.agenda import Topic
from network.meetings import Says
from network.phrase import phrase
from reports.meetings import Minutes
from storage import agenda, decisions
from storage import meetings as stored
from storage.decisions import Decision
from storage.meetings import Meeting

BUILT_KEYS = {
    "meetings.minutes.{}.label": ("yes", "maybe", "invited", "present"),
    "meetings.agenda.title.{}": Topic,
}


async def print_them(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator has them once the meeting has begun, as often as they like: they say what is kept by now."""
    if (at := one.stands_at) is None or at > turn.now:
        turn.answer(phrase("press.over"))
        return
    await hand_over(turn, account, one, await _minutes(turn, one, at))


async def _minutes(turn: Turn, one: Meeting, at: datetime) -> Minutes:
    carried, own = await decisions.carried_over(turn.here, one), await decisions.of_meeting(turn.here, one)
    parts = {"meetings.minutes.decisions": own, "meetings.minutes.carried": carried}
    return Minutes(
        PARTNER_LOCALE,
        turn.now,
        letterhead=turn.network.identity.name,
        heading=said("meetings.minutes.heading"),
        subject=one.subject,
        facts=(*facts(turn, one, at), *await _who(turn, one, at)),
        agenda=(said("meetings.agenda.paper"), await _topics(turn, one)),
        columns=(
            said("meetings.minutes.column.what"),
            said("meetings.minutes.column.who"),
            said("meetings.minutes.column.by"),
            said("meetings.minutes.column.done"),
        ),
        sections=tuple((said(key), tuple(_row(turn, each) for each in some)) for key, some in parts.items() if some),
        none=said("meetings.minutes.none"),
        footer=footer(turn, one, at),
        support=paid_by(turn, at),
    )


async def _topics(turn: Turn, one: Meeting) -> tuple[str, ...]:
    """What everybody read of its agenda, by the names of the topics alone, and the coordination’s own points."""
    edited = await agenda.edited(turn.here, one)
    read = [said(f"meetings.agenda.title.{topic}") for topic in Topic if topic in edited.told - edited.dropped]
    return (*read, *(line.words for line in edited.lines))


async def _who(turn: Turn, one: Meeting, at: datetime) -> list[tuple[str, str]]:
    """Who was asked, who answered what to the date that was chosen while that is kept, and where is signed who came."""
    told = {"invited": said("meetings.minutes.invited"), "present": _present(one)}
    tally = next((each for each in await stored.tallies(turn.here, one) if each.at == at), None)
    for says in (Says.YES, Says.MAYBE):
        if tally is not None and (who := tally.who(says)):
            told[says] = said("meetings.minutes.names", names=names(turn, who))
    return [(said(f"meetings.minutes.{name}.label"), value) for name, value in told.items()]


def _present(one: Meeting) -> str:
    if one.present is None:
        return said("meetings.minutes.present")
    return said("meetings.minutes.present.counted", count=one.present)


def _row(turn: Turn, each: Decision) -> tuple[str, str, str, str]:
    """A decision with who sees to it, by which day, and the day on which it was done; "" where there is none."""
    who = name_of(turn.network, each.who)
    days = (each.by, turn.day(each.done_at) if each.done_at is not None else None)
    by, done = (far_day(PARTNER_LOCALE, day) if day is not None else "" for day in days)
    return each.what, plain(PARTNER_LOCALE, who) if who is not None else "", by, done
