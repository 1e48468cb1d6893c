"""/reunion: what was, what is asked and what comes; a new meeting is written and shown before anybody is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from conversations.engine.effects import Submit
from conversations.words.cleaning import clip
from handlers.meetings import polling
from handlers.meetings.showing import local, poll
from handlers.meetings.verbs import CHANGE, DRAFT, NEW, SHOW
from handlers.turn import forms
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.meetings import closes_at
from network.phrase import Phrase, phrase
from storage import meetings as stored
from storage.meetings import PAST_SHOWN, Meeting, Status

FLOW = "new-meeting"
MINUTES = {"hour": 60, "hour_half": 90, "two_hours": 120, "three_hours": 180, "day": 420}
DAYS = {"three": 3, "five": 5, "ten": 10}
STEPS = ("subject", "dates", "minutes", "place", "by")
BRIEFLY = 32
"""Characters by which a meeting is known on a button."""

BUILT_KEYS = {"new-meeting.{}.label": STEPS, "meetings.button.{}": ("send", "change", "drop")}


async def known(turn: Turn, _account: int, _argument: str) -> list[Meeting]:
    """The meetings that anybody was asked about, the newest first."""
    return await stored.of_status(turn.here, (Status.ASKED, Status.SET))


async def command(turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[Meeting]) -> None:
    """/reunion: the next ones, those whose dates are asked, the last ones; and a new one."""
    asked = [one for one in found if one.status is Status.ASKED]
    comes = sorted((one for one in found if one.lies_ahead(turn.now)), key=_at)
    past = sorted((one for one in found if one.has_begun(turn.now)), key=_at)[::-1][:PAST_SHOWN]
    said: list[Paragraph] = [phrase("meetings.title")]
    said += [_line(turn, one) for one in comes]
    said += [phrase("meetings.line.asked", subject=one.subject, by=turn.day(one.answer_by)) for one in asked]
    if not asked and not comes:
        said.append(phrase("meetings.none"))
    if past:
        said.append((phrase("meetings.past"), *(_line(turn, one) for one in past)))
    rows = [
        [SHOW.button("said.text", "show", one.id, text=clip(one.subject, BRIEFLY))] for one in (*comes, *asked, *past)
    ]
    await turn.show(chat_id, Screen(said, [*rows, [NEW.button("meetings.button.new", "new")]], PARTNER_LOCALE))


def _at(one: Meeting) -> datetime:
    return one.at or one.answer_by


def _line(turn: Turn, one: Meeting) -> Phrase:
    return phrase("meetings.line.set", subject=one.subject, at=local(turn, _at(one)))


# --- written and shown ------------------------------------------------------------------------------------------------


async def begin(turn: Turn, account: int, _what: str) -> None:
    """A coordinator proposes a meeting."""
    await forms.begin(turn, account, PARTNER_LOCALE, FLOW, pressed=True)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """It is written, in the place of one that was shown before; nobody is asked before it was shown."""
    if not turn.coordinates(account):
        await turn.say(account, phrase("refused.not_coordinator"), locale=locale)
        return
    said, zone = form.answers, turn.network.identity.tzinfo
    number = form.about.rpartition(":")[2]
    if number.isdecimal():
        await stored.becomes(turn.here, int(number), Status.DROPPED, [Status.DRAFT], turn.now)
    dates = [datetime.fromisoformat(one).replace(tzinfo=zone) for one in said["dates"]]
    days, minutes = DAYS[said["by"]], MINUTES[said["minutes"]]
    by = closes_at(turn.now, days, dates[0], zone.key)
    author, subject, place = turn.actor(account), said["subject"], said["place"]
    one = await stored.write(turn.here, author, subject, place, minutes, days, by, dates, turn.now)
    await turn.show(account, await _preview(turn, one), _draft_name(one))


def _draft_name(one: Meeting) -> str:
    return f"meeting draft:{one.id}"


async def _preview(turn: Turn, one: Meeting) -> Screen:
    asked = await poll(turn, one)
    rows = [[DRAFT.button(f"meetings.button.{what}", what, one.id)] for what in ("send", "change", "drop")]
    return Screen([phrase("meetings.preview"), *asked.paragraphs], rows, PARTNER_LOCALE)


async def press(turn: Turn, account: int, what: str, one: Meeting) -> None:
    """Ask for its dates; change something of it; or leave it."""
    if one.status is not Status.DRAFT:
        turn.answer(phrase("press.noted"))
    elif what == "change":
        rows = [[CHANGE.button(f"new-meeting.{step}.label", step, one.id)] for step in STEPS]
        await turn.edit(account, Screen([phrase("meetings.which")], rows, PARTNER_LOCALE), _draft_name(one))
    elif what == "drop":
        await stored.becomes(turn.here, one.id, Status.DROPPED, [Status.DRAFT], turn.now)
        await turn.edit(account, Screen([phrase("meetings.dropped")], locale=PARTNER_LOCALE), _draft_name(one))
    else:
        await _send(turn, account, one)


async def _send(turn: Turn, account: int, one: Meeting) -> None:
    """Everybody is asked, once, whoever presses how often; by when they may answer is counted from now."""
    options = await stored.options(turn.here, one)
    if options[0].at <= turn.now:
        turn.answer(phrase("meetings.late"))
        return
    by = closes_at(turn.now, one.days, options[0].at, turn.network.identity.timezone)
    if not await stored.becomes(turn.here, one.id, Status.ASKED, [Status.DRAFT], turn.now, answer_by=by):
        turn.answer(phrase("press.noted"))
        return
    turn.answer(phrase("pass.done"))
    if (now := await stored.find(turn.here, one.id)) is not None:
        said = phrase("meetings.sent", subject=one.subject, by=turn.day(by))
        await turn.edit(account, Screen([said], locale=PARTNER_LOCALE), _draft_name(one))
        await polling.asks(turn, now)


async def change(turn: Turn, account: int, which: str, one: Meeting) -> None:
    """One thing of it is asked again; everything else stands."""
    if one.status is not Status.DRAFT:
        turn.answer(phrase("press.noted"))
        return
    zone = turn.network.identity.tzinfo
    dates = [f"{option.at.astimezone(zone):%Y-%m-%dT%H:%M}" for option in await stored.options(turn.here, one)]
    minutes = next(name for name, many in MINUTES.items() if many == one.minutes)
    days = next(name for name, many in DAYS.items() if many == one.days)
    values = {"subject": one.subject, "dates": dates, "minutes": minutes, "place": one.place, "by": days}
    answers = {step: value for step, value in values.items() if step != which}
    await forms.begin(turn, account, PARTNER_LOCALE, FLOW, f"meeting:{one.id}", answers, pressed=True)
