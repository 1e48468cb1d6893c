"""Noting what a meeting decided, and that it is done: whoever coordinates, of a meeting that is set or over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conversations.engine.effects import Submit
from conversations.kinds.responsible import NOBODY
from conversations.words.cleaning import clip
from handlers.meetings.handed_in import meeting_of
from handlers.meetings.showing import choice_name, decided
from handlers.meetings.verbs import UNDO
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import UNDO_WITHIN
from network.phrase import phrase
from storage import decisions
from storage.decisions import Decision
from storage.meetings import Meeting, Status

FLOW = "new-decision"
MOST = 10
"""Decisions of a meeting: they stand in one message."""
UNDONE_SHOWN, ON_A_BUTTON = 3, 17
"""So many that were just done can be taken back, each named in so many characters."""


async def begin(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator notes a decision."""
    if (refusal := await _why_not(turn, one)) is not None:
        turn.answer(phrase(refusal))
    else:
        await forms.begin(turn, account, PARTNER_LOCALE, FLOW, f"meeting:{one.id}", pressed=True)


async def _why_not(turn: Turn, one: Meeting) -> str | None:
    if one.status is not Status.SET:
        return "press.over"
    return "meetings.decisions_many" if len(await decisions.of_meeting(turn.here, one)) >= MOST else None


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """It stands under its meeting, and under the next ones until it is done."""
    if (one := await meeting_of(turn, account, locale, form)) is None:
        return
    if (refusal := await _why_not(turn, one)) is not None:
        await turn.say(account, phrase(refusal), locale=locale)
    else:
        said = form.answers
        who, by = "" if said["who"] == NOBODY else said["who"], said.get("day")
        await decisions.note(turn.here, one, said["what"], who, date.fromisoformat(by) if by else None, turn.now)
        name = choice_name(one)
        await turn.edit_buttons(account, Screen([], locale=PARTNER_LOCALE), name)
        await turn.show(account, await decided(turn, one), name)


async def done(turn: Turn, account: int, _what: str, which: Decision, one: Meeting) -> None:
    """A decision is done; `one` is the meeting under which it was read."""
    ended = await decisions.done(turn.here, which.id, turn.now)
    turn.answer(phrase("pass.done" if ended else "press.noted"))
    await _show(turn, account, one)


async def undo(turn: Turn, account: int, _what: str, which: Decision, one: Meeting) -> None:
    """A decision that somebody said was done, within the last minutes, is not."""
    undone = await decisions.not_done(turn.here, which.id, turn.now - UNDO_WITHIN)
    turn.answer(phrase("undo.done" if undone else "undo.over"))
    await _show(turn, account, one)


async def _show(turn: Turn, account: int, one: Meeting) -> None:
    """The meeting, in its place, with a button that takes back each [Fait] of the last minutes."""
    screen = await decided(turn, one)
    lately = await decisions.lately_done(turn.here, one, turn.now - UNDO_WITHIN) if screen.rows else []
    back = [
        [UNDO.button("meetings.button.undo", "undone", each.id, one.id, what=clip(each.what, ON_A_BUTTON))]
        for each in lately[:UNDONE_SHOWN]
    ]
    await turn.edit(account, replace(screen, rows=[*back, *screen.rows]), choice_name(one))
