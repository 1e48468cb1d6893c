"""Choosing a date of a meeting, moving it, calling it off: whoever coordinates does so by one press, once."""

from __future__ import annotations

from datetime import datetime

from conversations.engine.effects import Submit
from handlers.meetings import agenda, telling
from handlers.meetings.handed_in import meeting_of
from handlers.meetings.showing import about, choice_name, choices, decided
from handlers.meetings.verbs import CANCEL
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import meetings as stored
from storage.meetings import OPEN, Meeting, Option, Status

FLOW = "moved-meeting"


async def show(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """Where it stands, and what can be decided."""
    if one.status is Status.ASKED:
        await turn.show(account, await choices(turn, one), choice_name(one))
    elif one.status is Status.SET:
        await turn.show(account, await decided(turn, one), choice_name(one))
    else:
        turn.answer(phrase("press.over"))


async def choose(turn: Turn, _account: int, _what: str, option: Option) -> None:
    """A date is chosen: of two who choose at once, one does."""
    if option.at <= turn.now:
        turn.answer(phrase("meetings.late"))
    elif await stored.becomes(turn.here, option.meeting.id, Status.SET, [Status.ASKED], turn.now, at=option.at):
        turn.answer(phrase("pass.done"))
        await _changed(turn, option.meeting.id)
    else:
        turn.answer(phrase("meetings.chosen_already"))


async def _changed(turn: Turn, number: int) -> None:
    """Whoever decides reads what was decided; everybody else does in a minute."""
    one = await stored.find(turn.here, number)
    if one is None:
        return
    where = await turn.redraw(turn.coordinators(), await decided(turn, one), choice_name(one))
    if turn.caller.account not in where:
        await turn.show(turn.caller.account, await decided(turn, one), choice_name(one))
    await telling.later(turn, one)
    await agenda.plan(turn, one)


# --- another time, or none --------------------------------------------------------------------------------------------


async def move(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """Another day and hour are typed."""
    if one.lies_ahead(turn.now):
        await forms.begin(turn, account, PARTNER_LOCALE, FLOW, f"meeting:{one.id}", pressed=True)
    else:
        turn.answer(phrase("press.over"))


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """It takes place then."""
    if (one := await meeting_of(turn, account, locale, form)) is None:
        return
    at = datetime.fromisoformat(form.answers["at"]).replace(tzinfo=turn.network.identity.tzinfo)
    moves = one.lies_ahead(turn.now) and at > turn.now
    if moves and await stored.becomes(turn.here, one.id, Status.SET, [Status.SET], turn.now, at=at):
        await _changed(turn, one.id)
    else:
        await turn.say(account, phrase("press.over"), locale=locale)


async def cancel(turn: Turn, account: int, what: str, one: Meeting) -> None:
    """Call it off, which is asked back; or keep it."""
    if one.status is not Status.ASKED and not one.lies_ahead(turn.now):
        turn.answer(phrase("press.over"))
    elif what == "cancel":
        rows = [
            [CANCEL.button("meetings.button.cancelled", "cancelled", one.id)],
            [CANCEL.button("meetings.button.keep", "keep", one.id)],
        ]
        asked = Screen([about(one), phrase("meetings.cancel")], rows, PARTNER_LOCALE)
        await turn.edit(account, asked, choice_name(one))
    elif what == "keep":
        kept = await choices(turn, one) if one.status is Status.ASKED else await decided(turn, one)
        await turn.edit(account, kept, choice_name(one))
    elif await stored.becomes(turn.here, one.id, Status.CANCELLED, OPEN, turn.now):
        turn.answer(phrase("pass.done"))
        await _changed(turn, one.id)
    else:
        turn.answer(phrase("press.noted"))
