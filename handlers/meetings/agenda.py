"""The agenda of a meeting: made anew of how the network stands, edited by whoever coordinates, told a working day
before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from conversations.engine.effects import Submit
from handlers.meetings import polling
from handlers.meetings.handed_in import meeting_of
from handlers.meetings.showing import about, line, local, stands
from handlers.meetings.telling import SILENT, by_mail_alone, chats
from handlers.meetings.verbs import ADD, REMOVE, SEND, TOPIC
from handlers.turn import forms, quiet
from handlers.turn.screen import Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.agenda import MOST_LINES, State, Topic, told_at
from network.phrase import Phrase, phrase
from storage import agenda, decisions
from storage import meetings as stored
from storage.agenda import Line
from storage.durable import due
from storage.meetings import Meeting

FLOW = "new-agenda-line"
TELL, DRAW = "meeting:agenda", "meeting:agenda:drawn"
LINES_SHOWN = 4
"""Of a topic that has lines, so many stand in an agenda."""
A_ROW = 2

BUILT_KEYS = {"meetings.agenda.title.{}": Topic}


@dataclass(frozen=True, slots=True)
class _Agenda:
    """An agenda by now: its topics and its own points, with what each says, and the topics that were dropped and would
    say something.
    """

    topics: Mapping[Topic, tuple[Phrase, ...]]
    lines: Sequence[Line]
    dropped: Sequence[Topic]

    @property
    def said(self) -> tuple[Phrase, ...]:
        """What everybody reads, numbered."""
        points = [
            phrase("meetings.agenda.point", number=number, words=each.words)
            for number, each in enumerate(self.lines, start=len(self.topics) + 1)
        ]
        return (*chain(*self.topics.values()), *points)


# --- what it says -----------------------------------------------------------------------------------------------------


async def _made(turn: Turn, one: Meeting, state: State) -> _Agenda:
    carried = await decisions.carried_over(turn.here, one)
    lines = {topic: [phrase("meetings.agenda.line", line=each) for each in some] for topic, some in state.lines.items()}
    lines[Topic.CARRIED] = [line(turn, each) for each in carried]
    counts = {**state.counts, **{topic: len(some) for topic, some in lines.items()}}
    there = [topic for topic in Topic if counts.get(topic)]
    own = await agenda.edited(turn.here, one)
    shown = [topic for topic in there if topic not in own.dropped]
    told = {
        topic: (_headed(topic, number, counts[topic], state), *_some(lines.get(topic, [])))
        for number, topic in enumerate(shown, start=1)
    }
    return _Agenda(told, own.lines, [topic for topic in there if topic in own.dropped])


def _headed(topic: Topic, number: int, count: int, state: State) -> Phrase:
    title = phrase(f"meetings.agenda.title.{topic}")
    if topic is Topic.NEW:
        return phrase("meetings.agenda.since", number=number, title=title, many=count, day=state.since)
    return phrase("meetings.agenda.counted", number=number, title=title, many=count)


def _some(lines: Sequence[Phrase]) -> tuple[Phrase, ...]:
    more = len(lines) - LINES_SHOWN
    return (*lines[:LINES_SHOWN], *([phrase("meetings.agenda.more", count=more)] if more > 0 else []))


# --- whoever coordinates ----------------------------------------------------------------------------------------------


def name_of(one: Meeting) -> str:
    """The logical name of the message in which the coordination edits the agenda of a meeting."""
    return f"meeting agenda:{one.id}"


async def _screen(turn: Turn, one: Meeting, state: State) -> Screen:
    if (at := one.stands_at) is None or at <= turn.now:
        return Screen([about(one), stands(turn, one)], locale=PARTNER_LOCALE)
    made = await _made(turn, one, state)
    head = phrase("meetings.agenda.heading", subject=one.subject, at=local(turn, at))
    said: list[Paragraph] = [head, made.said or phrase("meetings.agenda.empty"), _when(turn, one, at)]
    return Screen(said, _rows(one, made), PARTNER_LOCALE)


def _when(turn: Turn, one: Meeting, at: datetime) -> tuple[Phrase, Phrase]:
    """When everybody reads it, and what is counted nowhere in it."""
    goes = told_at(at, turn.network.identity.timezone)
    if one.agenda_for == at:
        told = phrase("meetings.agenda.sent")
    elif goes > turn.now:
        told = phrase("meetings.agenda.goes", at=local(turn, goes))
    else:
        told = phrase("meetings.agenda.waits")
    return told, phrase("meetings.agenda.discreet")


def _rows(one: Meeting, made: _Agenda) -> Rows:
    drops = [
        TOPIC.button("meetings.agenda.button.drop", "drop", one.id, topic, number=number)
        for number, topic in enumerate(made.topics, start=1)
    ]
    drops += [
        REMOVE.button("meetings.agenda.button.drop", "remove", one.id, each.id, number=number)
        for number, each in enumerate(made.lines, start=len(drops) + 1)
    ]
    rows = [drops[at : at + A_ROW] for at in range(0, len(drops), A_ROW)]
    for topic in made.dropped:
        title = phrase(f"meetings.agenda.title.{topic}")
        rows.append([TOPIC.button("meetings.agenda.button.back", "back", one.id, topic, title=title)])
    if len(made.lines) < MOST_LINES:
        rows.append([ADD.button("meetings.agenda.button.add", "add", one.id)])
    if one.agenda_for != one.at and made.said:
        rows.append([SEND.button("meetings.agenda.button.send", "send", one.id)])
    return rows


async def show(turn: Turn, account: int, _what: str, one: Meeting, state: State) -> None:
    """A coordinator reads the agenda as it is by now."""
    if one.lies_ahead(turn.now):
        await _show_anew(turn, account, one, state)
    else:
        turn.answer(phrase("press.over"))


async def choose(turn: Turn, _account: int, what: str, one: Meeting, topic: Topic, state: State) -> None:
    """A topic is left out, or put back."""
    if not one.lies_ahead(turn.now):
        turn.answer(phrase("press.over"))
        return
    new = await agenda.drop(turn.here, one, Topic(topic), dropped=what == "drop")
    turn.answer(phrase("pass.done" if new else "press.noted"))
    await _redraw(turn, one, state)


async def remove(turn: Turn, _account: int, _what: str, one: Meeting, number: int, state: State) -> None:
    """A point in own words goes."""
    if not one.lies_ahead(turn.now):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("pass.done" if await agenda.remove(turn.here, one, number) else "press.noted"))
    await _redraw(turn, one, state)


async def _redraw(turn: Turn, one: Meeting, state: State) -> None:
    """Every coordinator who has it reads how it is now."""
    await turn.redraw(turn.coordinators(), await _screen(turn, one, state), name_of(one))


# --- a point in own words ---------------------------------------------------------------------------------------------


async def begin(turn: Turn, account: int, _what: str, one: Meeting) -> None:
    """A coordinator writes a point."""
    if (refusal := await _why_not(turn, one)) is not None:
        turn.answer(phrase(refusal, most=MOST_LINES))
    else:
        await forms.begin(turn, account, PARTNER_LOCALE, FLOW, f"meeting:{one.id}", pressed=True)


async def _why_not(turn: Turn, one: Meeting) -> str | None:
    if not one.lies_ahead(turn.now):
        return "press.over"
    many = len((await agenda.edited(turn.here, one)).lines)
    return "meetings.agenda.many" if many >= MOST_LINES else None


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """The point stands in the agenda, which is shown below what was typed."""
    if (one := await meeting_of(turn, account, locale, form)) is None:
        return
    if (refusal := await _why_not(turn, one)) is not None:
        await turn.say(account, phrase(refusal, most=MOST_LINES), locale=locale)
    else:
        await agenda.add(turn.here, one, form.answers["words"])
        await _draw_soon(turn, one, account)


async def _draw_soon(turn: Turn, one: Meeting, account: int = 0) -> None:
    """How the network stands is read before it is shown: below whatever stands in the chat of `account`, if any."""
    await due.schedule(turn.here, DRAW, account, turn.now, {"meeting": one.id, "account": account})


async def draw(turn: Turn, expects: Mapping[str, Any], state: State) -> None:
    """Something of it changed: whoever has it reads how it is now."""
    one, account = await stored.find(turn.here, int(expects["meeting"])), int(expects["account"])
    if one is None:
        return
    if account and turn.coordinates(account):
        await _show_anew(turn, account, one, state)
    others = [each for each in turn.coordinators() if each != account]
    await turn.redraw(others, await _screen(turn, one, state), name_of(one))


async def _show_anew(turn: Turn, account: int, one: Meeting, state: State) -> None:
    """Below whatever stands in a chat; the message of before has no buttons any more."""
    if await turn.was_sent(account, name_of(one)):
        await turn.edit_buttons(account, Screen([], locale=PARTNER_LOCALE), name_of(one))
    await turn.show(account, await _screen(turn, one, state), name_of(one))


# --- everybody reads it -----------------------------------------------------------------------------------------------


async def plan(turn: Turn, one: Meeting) -> None:
    """A meeting has a date, another one, or none any more: its agenda is told a working day before, after the date."""
    if any([await turn.was_sent(each, name_of(one)) for each in turn.coordinators()]):
        await _draw_soon(turn, one)
    if (at := one.stands_at) is not None and at > turn.now:
        goes = max(told_at(at, turn.network.identity.timezone), turn.now + 2 * SILENT)
        await due.schedule(turn.here, TELL, 0, goes, _expected(one))


def _expected(one: Meeting) -> dict[str, Any]:
    return {"meeting": one.id, "at": one.at.isoformat() if one.at is not None else ""}


async def send(turn: Turn, _account: int, _what: str, one: Meeting) -> None:
    """A coordinator has it told now, or as soon as nobody is woken by it."""
    if not one.lies_ahead(turn.now):
        turn.answer(phrase("press.over"))
    elif one.agenda_for == one.at:
        turn.answer(phrase("press.noted"))
    else:
        at_once = "pass.done" if one.as_told else "meetings.agenda.after_date"
        turn.answer(phrase("meetings.agenda.at_eight" if quiet.sleeps(turn) else at_once))
        await due.schedule(turn.here, TELL, 0, turn.now, _expected(one))


async def tell(turn: Turn, expects: Mapping[str, Any], state: State) -> None:
    """Everybody reads the agenda, once for each date, unless there is nothing in it; never before the date itself."""
    one = await stored.find(turn.here, int(expects["meeting"]))
    if one is None or not one.lies_ahead(turn.now) or _expected(one)["at"] != expects["at"]:
        return
    if not one.as_told:
        await due.schedule(turn.here, TELL, 0, turn.now + SILENT, _expected(one))
        return
    made = await _made(turn, one, state)
    if made.said and await agenda.told(turn.here, one, made.topics):
        await _tell(turn, one, made, state)


async def _tell(turn: Turn, one: Meeting, made: _Agenda, state: State) -> None:
    head = (phrase("meetings.agenda.told", at=local(turn, one.at or turn.now)), about(one))
    said: list[Paragraph] = [head, made.said]
    await turn.show(chats(turn), Screen(said, locale=PARTNER_LOCALE), f"meeting agenda told:{one.id}:{turn.row.id}")
    addresses, uncalled = await by_mail_alone(turn)
    subject = phrase("mail.meeting.agenda", subject=one.subject, network=turn.network.identity.name)
    words: list[Paragraph] = [*said, phrase("mail.meeting.why", **turn.contact)]
    for address in addresses:
        await turn.mail(address, subject, words, locale=PARTNER_LOCALE)
    now = await stored.find(turn.here, one.id) or one
    for account in turn.coordinators():
        await _show_anew(turn, account, now, state)
    await polling.have_called(turn, one, uncalled)
