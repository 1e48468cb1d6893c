"""What shows a meeting: the question for its dates, a ballot of one’s own, who can come when, what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from conversations.kinds.responsible import name_of as name_of_responsible
from conversations.words import meetings as words
from handlers.meetings.verbs import AGENDA, ANSWER, CANCEL, CHOOSE, DECIDE, DONE, MINUTES, MOVE, PRESENT, SHEET
from handlers.turn.audience import named
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import TICK, Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.meetings import Says, Tally, by_favour
from network.phrase import Param, Phrase, phrase
from storage import decisions, departures
from storage import meetings as stored
from storage.decisions import Decision
from storage.meetings import Meeting, Option, Status

CARRIED_SHOWN = 4
"""Of what was carried over, so much stands in the message of a meeting; as it is done, the others follow."""
DONE_A_ROW = 3

MOST_NAMED = 6
"""So many who have not answered are named; of more it is said how many they are."""
BUILT_KEYS = {
    "meetings.button.{}": Says,
    "meetings.link.{}": Says,
    "meetings.answered.{}": Says,
    "meetings.who.{}": Says,
    "meetings.count.{}": Says,
}


def name_of(one: Meeting) -> str:
    """The logical name of the message that asks for its dates, in the group, and of a ballot elsewhere."""
    return f"meeting:{one.id}"


def local(turn: Turn, at: datetime) -> Phrase:
    """A time in words, by the network’s clock."""
    return words.said_of(at.astimezone(turn.network.identity.tzinfo))


def lasts(one: Meeting) -> Phrase:
    """How long it takes, in words."""
    hours, minutes = divmod(one.minutes, 60)
    return phrase("meetings.minutes" if minutes else "meetings.hours", hours=str(hours), minutes=f"{minutes:02}")


def about(one: Meeting) -> Phrase:
    """What it is, how long it takes, and where."""
    return phrase("meetings.about", subject=one.subject, lasts=lasts(one), place=one.place)


def choice_name(one: Meeting) -> str:
    """The logical name of the message by which a coordinator decides."""
    return f"meeting choice:{one.id}"


def names(turn: Turn, referents: Iterable[str]) -> tuple[Param, ...]:
    """Their names; of somebody of the coordination who is no referent, that they are of it."""
    known = turn.network.known_referents
    return tuple(named(turn.network, id_)["referent"] if id_ in known else phrase("meetings.team") for id_ in referents)


async def invited(turn: Turn) -> list[str]:
    """Everybody who works for the network, but for those who have left, in its order."""
    away = await departures.departed(turn.here)
    return [referent.id for referent in turn.network.referents if referent.id not in away]


async def silent(turn: Turn, one: Meeting) -> list[str]:
    """Those who have answered to no date."""
    heard = {who for each in await stored.tallies(turn.here, one) for who in each.answers}
    return [id_ for id_ in await invited(turn) if id_ not in heard]


# --- the question -----------------------------------------------------------------------------------------------------


async def poll(turn: Turn, one: Meeting) -> Screen:
    """The dates with what was answered so far; three buttons a date."""
    tallies = await stored.tallies(turn.here, one)
    said: list[Paragraph] = [phrase("meetings.poll"), about(one), _counts(turn, tallies), _legend(turn, one)]
    return Screen(said, await _rows(turn, one), PARTNER_LOCALE)


def _counts(turn: Turn, tallies: Sequence[Tally]) -> tuple[Phrase, ...]:
    return tuple(_counted(turn, each) for each in tallies)


def _counted(turn: Turn, each: Tally) -> Phrase:
    """A date, and how many answered what to it, where anybody did."""
    date = phrase("meetings.date", number=each.number, at=local(turn, each.at))
    counts = [phrase(f"meetings.count.{says}", number=len(each.who(says))) for says in Says if each.who(says)]
    return phrase("meetings.counted", date=date, counts=tuple(counts)) if counts else date


def _legend(turn: Turn, one: Meeting) -> Phrase:
    return phrase("meetings.legend", by=turn.day(one.answer_by))


async def _rows(turn: Turn, one: Meeting, mine: Mapping[int, Says] | None = None) -> list[list[Button]]:
    return [[_button(option, says, mine or {}) for says in Says] for option in await stored.options(turn.here, one)]


def _button(option: Option, says: Says, mine: Mapping[int, Says]) -> Button:
    chosen = TICK if mine.get(option.number) is says else ""
    return ANSWER.button(f"meetings.button.{says}", says, option.id, tick=chosen, number=option.number)


# --- a ballot of one’s own --------------------------------------------------------------------------------------------


async def ballot(turn: Turn, account: int, one: Meeting, first: Sequence[Paragraph]) -> Screen:
    """The same question, for one alone: with their own answers; in a letter a link says its date."""
    tallies, who = await stored.tallies(turn.here, one), turn.actor(account)
    mine = {each.number: each.answers[who] for each in tallies if who in each.answers}
    said: list[Paragraph] = [*first, about(one), tuple(_own(turn, each, mine.get(each.number)) for each in tallies)]
    if not is_by_mail(account):
        return Screen([*said, _legend(turn, one)], await _rows(turn, one, mine), PARTNER_LOCALE)
    links = [
        [ANSWER.button(f"meetings.link.{says}", says, option.id, at=local(turn, option.at))]
        for option in await stored.options(turn.here, one)
        for says in Says
        if mine.get(option.number) is not says
    ]
    return Screen([*said, phrase("mail.meeting.links", by=turn.day(one.answer_by))], links, PARTNER_LOCALE)


def _own(turn: Turn, each: Tally, says: Says | None) -> Phrase:
    """A date, and what they answered to it."""
    date = phrase("meetings.date", number=each.number, at=local(turn, each.at))
    return date if says is None else phrase("meetings.mine", date=date, says=phrase(f"meetings.answered.{says}"))


# --- what is decided --------------------------------------------------------------------------------------------------


async def choices(turn: Turn, one: Meeting) -> Screen:
    """The dates, those that suit most first, with who said what; one press chooses."""
    ordered = by_favour(await stored.tallies(turn.here, one))
    numbers = {option.number: option.id for option in await stored.options(turn.here, one)}
    said: list[Paragraph] = [phrase("meetings.choose", subject=one.subject, by=turn.day(one.answer_by))]
    for each in ordered:
        groups = {says: names(turn, each.who(says)) for says in Says}
        told = [phrase(f"meetings.who.{says}", count=len(some), names=some) for says, some in groups.items() if some]
        date = phrase("meetings.date", number=each.number, at=local(turn, each.at))
        said.append((date, *(told or [phrase("meetings.nobody")])))
    if missing := await silent(turn, one):
        by_name = phrase("meetings.silent", count=len(missing), names=names(turn, missing))
        said.append(by_name if len(missing) <= MOST_NAMED else phrase("meetings.silent.many", count=len(missing)))
    rows = [
        [CHOOSE.button("meetings.button.choose", "choose", numbers[each.number], at=local(turn, each.at))]
        for each in ordered
        if each.at > turn.now
    ]
    return Screen(said, [*rows, [_cancels(one)]], PARTNER_LOCALE)


def _cancels(one: Meeting) -> Button:
    return CANCEL.button("meetings.button.cancel", "cancel", one.id)


def stands(turn: Turn, one: Meeting) -> Phrase:
    """What was decided."""
    if one.stands_at is None:
        return phrase("meetings.stands.cancelled")
    return phrase("meetings.stands.set", at=local(turn, one.stands_at))


async def decided(turn: Turn, one: Meeting) -> Screen:
    """A meeting whose date stands: what is told of it, what it decided, and what can still be changed."""
    said: list[Paragraph] = [about(one), stands(turn, one)]
    if not one.as_told:
        said.append(phrase("meetings.soon_told"))
    if one.stands_at is None:
        return Screen(said, locale=PARTNER_LOCALE)
    told, ends = await listed(turn, one)
    rows = [*ends, [DECIDE.button("meetings.button.decide", "decide", one.id)]]
    sheet = [SHEET.button("meetings.button.sheet", "sheet", one.id)]
    if one.lies_ahead(turn.now):
        rows += [[AGENDA.button("meetings.button.agenda", "show", one.id)], sheet]
        rows += [[MOVE.button("meetings.button.move", "move", one.id)], [_cancels(one)]]
    else:
        told = [*told, *([phrase("meetings.present", count=one.present)] if one.present is not None else [])]
        rows += [[*sheet, PRESENT.button("meetings.button.present", "present", one.id)]]
        rows += [[MINUTES.button("meetings.button.minutes", "record", one.id)]]
    return Screen([*said, *told], rows, PARTNER_LOCALE)


async def listed(turn: Turn, one: Meeting) -> tuple[list[Paragraph], list[list[Button]]]:
    """What was carried over to a meeting, and what it decided, numbered; a button for each that is not done."""
    if one.status is not Status.SET:
        return [], []
    carried, own = await decisions.carried_over(turn.here, one), await decisions.of_meeting(turn.here, one)
    numbered = list(enumerate([*carried[:CARRIED_SHOWN], *own], start=1))
    lines = [line(turn, each, number) for number, each in numbered]
    said, shown = list[Paragraph](), len(numbered) - len(own)
    if carried:
        more = len(carried) - shown
        beyond = [phrase("meetings.carried_more", count=more)] if more else []
        said.append((phrase("meetings.carried"), *lines[:shown], *beyond))
    if own:
        said.append((phrase("meetings.decisions"), *lines[shown:]))
    ends = [
        DONE.button("meetings.button.done", "done", each.id, one.id, number=number)
        for number, each in numbered
        if each.done_at is None
    ]
    return said, [ends[at : at + DONE_A_ROW] for at in range(0, len(ends), DONE_A_ROW)]


def line(turn: Turn, each: Decision, number: int = 0) -> Phrase:
    """A decision, by its `number` if it has one, with who sees to it, by when, and whether it is done."""
    numbered = phrase("meetings.decision", number=number, what=each.what)
    said = numbered if number else phrase("meetings.agenda.line", line=each.what)
    if (who := name_of_responsible(turn.network, each.who)) is not None:
        said = phrase("meetings.decision.who", line=said, who=who)
    if each.by is not None:
        said = phrase("meetings.decision.by", line=said, by=each.by)
    return said if each.done_at is None else phrase("meetings.decision.done", line=said)
