"""Meeting: when a place is visited, proposed by either, and what both hear of each other once both agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from conversations.engine.effects import Submit
from conversations.words import meetings
from conversations.words.contacts import for_reading
from handlers.interests import clock, question, reaching, reminding
from handlers.interests.verbs import AGREE, AT, DROP, VISIT, answers, wants
from handlers.offers import said
from handlers.turn import forms
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import in_sending_hours, is_working_day
from network.phrase import phrase
from storage import interests, offers, owners
from storage.durable import about, due
from storage.interests import PROMISING, WAITS, Interest, Status
from storage.offers import Kept

FLOW, TOMORROW = "new-visit", "interest:visit"
OFFERED = 3
"""Days that are offered to whoever cannot type, in letters."""
REMINDED_AT = time(10)
"""On the day before."""


async def press(turn: Turn, account: int, _what: str, asked: Interest) -> None:
    """[Proposer une visite], or another time for it: typed; in letters it is chosen."""
    locale = await turn.locale_of(account)
    if not await _may(turn, account, asked):
        turn.answer(phrase("press.over"), locale)
    elif is_by_mail(account):
        rows = [
            [AT.button(meetings.said_of(at), "at", asked.id, f"{at:%Y%m%d%H%M}")]
            for at in meetings.proposed(islice(_days(turn), OFFERED))
        ]
        await turn.show(account, Screen([phrase("interest.when_visit")], rows, locale), f"interest:{asked.id}:when")
    else:
        await forms.begin(turn, account, locale, FLOW, about.interest(asked.id), pressed=True)


def _days(turn: Turn) -> Iterator[date]:
    day = turn.today + timedelta(days=2)
    while True:
        if is_working_day(day):
            yield day
        day += timedelta(days=1)


async def _may(turn: Turn, account: int, asked: Interest) -> bool:
    """Whether it is somebody’s turn to say when: the owner’s while they are waited for, then the person’s."""
    if asked.status in WAITS:
        return await answers(turn, account, asked)
    return asked.status in PROMISING and await wants(turn, account, asked)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """A day and an hour were typed."""
    number = form.about.rpartition(":")[2]
    asked = await interests.find(turn.here, int(number)) if number.isdecimal() else None
    if asked is None or not await propose(turn, account, asked, datetime.fromisoformat(form.answers["at"])):
        await turn.say(account, phrase("press.over"), locale=locale)


async def chosen(turn: Turn, account: int, _what: str, asked: Interest, at: datetime) -> None:
    """A day and an hour were chosen in a letter."""
    if not await propose(turn, account, asked, at):
        turn.answer(phrase("press.over"), await turn.locale_of(account))


async def propose(turn: Turn, account: int, asked: Interest, at: datetime) -> bool:
    """Somebody proposes when to meet: the other one is asked. Returns whether it was still to be said."""
    one = await offers.find(turn.here, asked.offer_id)
    when = at.replace(tzinfo=turn.network.identity.tzinfo)
    by_owner = asked.status in WAITS
    if one is None or when <= turn.now or not await _may(turn, account, asked):
        return False
    status, out_of = (Status.VISIT, WAITS) if by_owner else (Status.COUNTER, PROMISING)
    if not await interests.becomes(turn.here, asked.id, status, out_of, turn.now, when, asked.round):
        return False
    now = await interests.find(turn.here, asked.id)
    if now is not None:
        await (_to_person if by_owner else _to_owner)(turn, account, one, now)
        await reminding.redraw(turn, one, asked)
    return True


async def _to_person(turn: Turn, account: int, one: Kept, asked: Interest) -> None:
    when, title = question.at(turn, asked), said.title(turn, one.said)
    await turn.say(account, phrase("interest.proposed.owner", what=title, at=when), locale=PARTNER_LOCALE)
    rows = [
        [AGREE.button("interest.button.come", "agree", asked.id, asked.round)],
        [VISIT.button("interest.button.another", "visit", asked.id)],
        [DROP.button("interest.button.no", "drop", asked.id)],
    ]
    words = phrase("interest.person.visit", what=title, at=when)
    await reaching.tell(turn, asked, [words], f"answer:{asked.round}", rows)


async def _to_owner(turn: Turn, account: int, one: Kept, asked: Interest) -> None:
    by, title = await clock.start(turn, asked), said.title(turn, one.said)
    words = phrase("interest.proposed.person", what=title, at=question.at(turn, asked), by=by)
    await turn.say(account, words, locale=await turn.locale_of(account), name=f"interest:{asked.id}:proposed")
    screen = await question.to_owner(turn, one, asked, "interest.owner.counter")
    await reaching.tell_owner(turn, one, screen, f"interest:{asked.id}:owner")


# --- both agreed ------------------------------------------------------------------------------------------------------


async def agree(
    turn: Turn, asked: Interest, out_of: Iterable[Status], round_: int, locale: str = PARTNER_LOCALE
) -> bool:
    """Both agreed: each has the other’s name and the way they chose. Returns whether it was still so."""
    one = await offers.find(turn.here, asked.offer_id)
    at, done = asked.visit_at, Status.AGREED
    late = at is not None and at <= turn.now
    agreed = one is not None and not late and one.status not in clock.OVER
    if (
        one is None
        or not agreed
        or not await interests.becomes(turn.here, asked.id, done, out_of, turn.now, at, round_)
    ):
        turn.answer(phrase("interest.visit_over" if late else "press.over"), locale)
        return False
    await reaching.redraw(
        turn, asked, [(said.title(turn, one.said), phrase("interest.state.agreed"))], f"answer:{asked.round}"
    )
    await _introduce(turn, one, asked)
    if at is not None:
        await _remember(turn, asked, at)
    return True


async def _introduce(turn: Turn, one: Kept, asked: Interest) -> None:
    owner, case = await owners.find(turn.here, one.owner_id), await reaching.case_of(turn, asked)
    if owner is None:
        return
    referent = turn.network.referent_by_id.get(owner.referent or one.posted_by)
    own = owner.phone or owner.email or (referent.phone if referent is not None else "")
    reached = own or turn.network.identity.contact.phone
    title = said.title(turn, one.said)
    visit = [] if asked.visit_at is None else [phrase("interest.both.visit", at=question.at(turn, asked))]
    contact = phrase("interest.both.person", what=title, name=owner.name, phone=for_reading(reached) or reached)
    await reaching.tell(turn, asked, [contact, *visit], "both")
    project = case.project if case is not None else None
    name = project.name if project is not None else asked.name
    way = (project.phone or project.email or "") if project is not None else (asked.phone or asked.email)
    told = phrase("interest.both.owner", what=title, name=name, phone=for_reading(way) or way)
    screen = Screen([told, *visit], protect=True, about=_about(asked))
    await reaching.tell_owner(turn, one, screen, f"interest:{asked.id}:met", agreed=True)


def _about(asked: Interest) -> tuple[str, ...]:
    case = () if asked.case_reference is None else (asked.case_reference,)
    return (about.interest(asked.id), *case)


# --- the day before ---------------------------------------------------------------------------------------------------


async def _remember(turn: Turn, asked: Interest, at: datetime) -> None:
    """Both are reminded on the last day before it on which messages are sent."""
    zone = turn.network.identity.tzinfo
    day = at.astimezone(zone).date() - timedelta(days=1)
    while not in_sending_hours(when := datetime.combine(day, REMINDED_AT, zone), zone.key):
        day -= timedelta(days=1)
    if turn.day(turn.now) < day:
        await due.schedule(turn.here, TOMORROW, 0, when, {"interest": asked.id, "at": at.isoformat()})


async def visit_is_near(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A visit that both agreed to is near, and still stands."""
    asked = await interests.find(turn.here, int(expects["interest"]))
    one = await offers.find(turn.here, asked.offer_id) if asked is not None else None
    if asked is None or one is None or asked.status is not Status.AGREED or asked.visit_at is None:
        return
    if asked.visit_at != datetime.fromisoformat(expects["at"]) or asked.visit_at <= turn.now:
        return
    case = await reaching.case_of(turn, asked)
    if asked.case_reference is not None and (case is None or case.closed_at is not None):
        return
    words = phrase("interest.near", what=said.title(turn, one.said), at=question.at(turn, asked))
    rows = [[DROP.button("interest.button.cannot", "drop", asked.id)]]
    await reaching.tell(turn, asked, [words], "near", rows)
    await reaching.tell_owner(turn, one, Screen([words]), f"interest:{asked.id}:near")
