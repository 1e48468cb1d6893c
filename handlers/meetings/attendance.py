"""The attendance sheet of a meeting: who is invited, by organisation, each with room for a signature by hand; and how
many have signed it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import datetime

from conversations.engine.effects import Submit
from handlers.meetings.handed_in import meeting_of
from handlers.meetings.printing import facts, footer, hand_over, paid_by, said
from handlers.meetings.showing import choice_name, decided, invited
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from reports.meetings import Attendance
from storage import meetings as stored
from storage.meetings import Meeting

FLOW = "attendance"
SPARE = 6
"""Empty lines for whoever else comes."""


async def sheet(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator prints it, before the meeting or after."""
    if (at := one.stands_at) is None:
        turn.answer(phrase("press.over"))
        return
    await hand_over(turn, account, one, await _attendance(turn, one, at))


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
        footer=footer(turn, one, at),
        support=paid_by(turn, at),
    )


async def count(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """[Présents]: a coordinator says how many signatures stand on it."""
    if one.has_begun(turn.now):
        await forms.begin(turn, account, PARTNER_LOCALE, FLOW, f"meeting:{one.id}", pressed=True)
    else:
        turn.answer(phrase("press.over"))


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """It stands with the meeting, on its minutes and in the report of the year."""
    if (one := await meeting_of(turn, account, locale, form)) is None:
        return
    if not one.has_begun(turn.now):
        await turn.say(account, phrase("press.over"), locale=locale)
    else:
        present = int(form.answers["present"])
        await stored.came(turn.here, one, present)
        await turn.edit_buttons(account, Screen([], locale=PARTNER_LOCALE), choice_name(one))
        await turn.show(account, await decided(turn, replace(one, present=present)), choice_name(one))
