"""The attendance sheet of a meeting: who is invited, by organisation, each with room for a signature by hand."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from handlers.meetings.printing import facts, hand_over, paid_by, said
from handlers.meetings.showing import invited
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from reports.meetings import Attendance
from storage.meetings import Meeting, Status

SPARE = 6
"""Empty lines for whoever else comes."""


async def sheet(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator prints it, before the meeting or after."""
    if one.status is not Status.SET or one.at is None:
        turn.answer(phrase("press.over"))
        return
    await hand_over(turn, account, one, await _attendance(turn, one, one.at))


async def _attendance(turn: Turn, one: Meeting, at: datetime) -> Attendance:
    identity = turn.network.identity
    people: defaultdict[str, list[str]] = defaultdict(list)
    for id_ in await invited(turn):
        referent = turn.network.referent_by_id[id_]
        people[turn.network.organisation_by_id[referent.organisation].name].append(referent.name.fr)
    return Attendance(
        PARTNER_LOCALE,
        turn.now,
        letterhead=identity.name,
        heading=said("meetings.sheet.heading"),
        subject=one.subject,
        facts=facts(turn, one, at),
        columns=(said("meetings.sheet.who"), said("meetings.sheet.signature")),
        people=tuple((organisation, tuple(names)) for organisation, names in people.items()),
        others=said("meetings.sheet.others"),
        spare=SPARE,
        footer=said("meetings.sheet.footer", network=identity.name, subject=one.subject),
        support=paid_by(turn, at),
    )
