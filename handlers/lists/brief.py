"""/point: what a referent has in hand, on one page, for themselves, a substitute or a successor: who waits, what was
promised, the last exchange, the next date; the oldest promise first.

It is made to be handed on, so one that the coordination asks for says of a confidential case only that there is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from conversations.words.contacts import for_reading
from handlers.lists import called, listing, mine
from handlers.lists.verbs import BRIEF, BRIEF_PAGE
from handlers.slots.card import day_expected, expected_by
from handlers.slots.pick_referent import by_code, page_of
from handlers.slots.record_sheet import signature, words
from handlers.turn.screen import Button, Paragraph, Screen, bare, payloads, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import Phrase, phrase
from network.slots import Status, promised_contact
from network.text import code
from reports.sheet import Section, Sheet, to_json
from storage import cases, exchanges
from storage.acts import EXPORTED, note_act
from storage.cases import Case
from storage.open_slots import OpenSlot

MOST = 12
"""Cases on the page. Those beyond are counted; /mesdossiers and /attente have them all."""
ROOMY = 5
"""Up to so many stand in the letters of other sheets, more in small ones, so that it remains a page."""
LINES, HEADING, GAP, WIDE = 48, 3, 0.25, 100
"""Small lines that stand on the page; how many of them a heading and the space after a case take; letters of one."""
KIND = "brief"


@dataclass(frozen=True, slots=True)
class Entry:
    """A case on the page: `who` it is and how they are reached, as far as whoever gets the page may know; `known`: it
    is the person. `part` is the heading it stands under, `next` the earliest date that is still to come.
    """

    case: Case
    slots: Sequence[OpenSlot]
    known: bool
    who: Phrase
    part: str
    last: datetime
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Brief:
    """What a page is made of: a referent has `count` cases, of which `late` are late; the first of them are shown."""

    referent: Referent
    count: int
    late: int
    entries: Sequence[Entry]


# --- whose ------------------------------------------------------------------------------------------------------------


async def own(turn: Turn, account: int, argument: str) -> list[OpenSlot]:
    """What a referent has in hand; nothing is read for the coordination, which chooses whose it is."""
    return [] if turn.coordinates(account) else await mine.carried(turn, account, argument)


async def command(turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[OpenSlot]) -> None:
    """/point: a referent's own; a coordinator chooses whose."""
    referent = turn.referent_of(chat_id)
    if turn.coordinates(chat_id):
        await turn.show(chat_id, _whose(turn, chat_id, 0), _name(chat_id))
    elif referent is None or not found:
        await turn.say(chat_id, phrase("mine.nothing"), locale=PARTNER_LOCALE)
    else:
        await _send(turn, chat_id, referent, found)


async def press_whose(turn: Turn, telegram_id: int, _what: str, whose: str) -> None:
    """A coordinator chose whose it is."""
    referent = by_code(turn, whose)
    found = await mine.urgent_first(turn, referent.id) if referent is not None else []
    if referent is None:
        turn.answer(phrase("press.over"))
    elif not found:
        turn.answer(phrase("brief.nothing", referent=referent.name.fr))
    else:
        await _send(turn, telegram_id, referent, found)


async def press_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of those whose it may be."""
    await turn.edit(telegram_id, _whose(turn, telegram_id, page), _name(telegram_id))


def _name(chat_id: int) -> str:
    return f"whose:{chat_id}"


def _whose(turn: Turn, chat_id: int, page: int) -> Screen:
    """A button for each referent, oneself first."""
    me = turn.referent_of(chat_id)
    everybody = sorted(turn.network.referents, key=lambda referent: referent is not me)
    rows = page_of([[_button(referent)] for referent in everybody], page, BRIEF_PAGE)
    return Screen([phrase("brief.whose")], rows, PARTNER_LOCALE)


def _button(referent: Referent) -> Button:
    return BRIEF.button("brief.button.whose", "for", code(referent.id), referent=referent.name.fr)


# --- what stands on it ------------------------------------------------------------------------------------------------


async def _send(turn: Turn, chat_id: int, referent: Referent, found: Sequence[OpenSlot]) -> None:
    """The page as a message and on paper; that it was made stays in the history of each case of which it says who."""
    brief = _fitting(turn, await _gather(turn, chat_id, referent, found))
    for entry in brief.entries:
        if entry.known:
            await note_act(turn.here, entry.case.id, EXPORTED, turn.actor(chat_id), turn.now)
    told = [entry.case.id for entry in brief.entries]
    await listing.show(turn, chat_id, _message(turn, brief), KIND, told)
    paper = {"filename": words("brief.file.name", date=turn.today.isoformat()), "sheet": to_json(sheet(turn, brief))}
    caption = Screen([phrase("brief.caption")], locale=PARTNER_LOCALE, protect=True, file=("document", paper))
    await listing.show(turn, chat_id, caption, KIND, told)


async def _gather(turn: Turn, chat_id: int, referent: Referent, found: Sequence[OpenSlot]) -> Brief:
    of_case: dict[int, list[OpenSlot]] = {}
    for one in found:
        of_case.setdefault(one.case_id, []).append(one)
    held = await cases.these(turn.here, list(of_case)[:MOST])
    last, theirs = await exchanges.last_of_each(turn.here, held), turn.accounts.get(referent.id) == chat_id
    late = sum(any(called.late_by(turn, one.slot) is not None for one in some) for some in of_case.values())
    shown = [(held[id_], some) for id_, some in of_case.items() if id_ in held]
    entries = [_entry(turn, case, some, last.get(case.id, case.submitted_at), theirs=theirs) for case, some in shown]
    return Brief(referent, len(of_case), late, entries)


def _entry(turn: Turn, case: Case, some: Sequence[OpenSlot], last: datetime, *, theirs: bool) -> Entry:
    known = mine.is_held(some) and (theirs or not case.confidential)
    if known:
        who = called.person(turn.network, case)
    elif case.confidential and not theirs:
        who = phrase("brief.confidential", reference=case.reference)
    else:
        who = called.as_card(turn.network, case)
    dates = (*(expected_by(turn.network, one.slot) for one in some), case.paused_until)
    ahead = min((at for at in dates if at is not None and at >= turn.now), default=None)
    return Entry(case, some, known, who, mine.part(turn, some), last, ahead)


def _fitting(turn: Turn, brief: Brief) -> Brief:
    """As many of its cases as stand on a page and in one message: a list goes whole with any of them that is erased."""
    while len(payloads(_message(turn, brief), PARTNER_LOCALE)) > 1 or _height(turn, brief) > LINES:
        brief = replace(brief, entries=brief.entries[:-1])
    return brief


def _height(turn: Turn, brief: Brief) -> float:
    """How many small lines its cases take on paper, at the most."""
    lines = [len(line) for entry in brief.entries for line in _told(turn, entry).split("\n")]
    return sum(-(-length // WIDE) for length in lines) + GAP * len(brief.entries) + HEADING * len(_parts(brief))


def _said(turn: Turn, entry: Entry) -> tuple[Phrase, ...]:
    """What is next and by when; what the person was promised, where that is another day; whether they paused; the last
    exchange.
    """
    case, network = entry.case, turn.network
    promised = promised_contact(one.slot for one in entry.slots if one.slot.status is not Status.CONTACTED)
    kept = {day_expected(network, one.slot) for one in entry.slots}
    day = turn.day(promised) if promised is not None else None
    paused = case.paused_until if case.paused_until is not None and case.paused_until > turn.now else None
    return (
        *(mine.line(turn, one.slot) for one in entry.slots),
        *([phrase("brief.promised", date=day)] if day is not None and day not in kept else []),
        *([phrase("brief.paused", date=turn.day(paused))] if paused is not None else []),
        phrase("brief.last" if entry.last > case.submitted_at else "brief.last.sent", date=turn.day(entry.last)),
    )


def _phone(entry: Entry) -> str:
    phone = entry.case.project.phone if entry.known else None
    return for_reading(phone) if phone else ""


def _parts(brief: Brief) -> list[tuple[str, list[Entry]]]:
    """The headings, each with its cases, in their order."""
    found: dict[str, list[Entry]] = {}
    for entry in brief.entries:
        found.setdefault(entry.part, []).append(entry)
    return list(found.items())


def _next_day(turn: Turn, brief: Brief) -> date | None:
    """The earliest date that is still to come, of the cases shown."""
    ahead = min((entry.next for entry in brief.entries if entry.next is not None), default=None)
    return turn.day(ahead) if ahead is not None else None


def _beyond(brief: Brief) -> list[Phrase]:
    """How many found no room, if any."""
    left = brief.count - len(brief.entries)
    return [phrase("brief.more", count=left)] if left else []


def _counts(brief: Brief) -> list[Phrase]:
    late = [phrase("mine.late", count=brief.late)] if brief.late else []
    return [phrase("brief.count", count=brief.count), *late]


def _message(turn: Turn, brief: Brief) -> Screen:
    said: list[Paragraph] = [(phrase("brief.title", referent=brief.referent.name.fr), *_counts(brief))]
    for heading, entries in _parts(brief):
        said.append(phrase(heading))
        for entry in entries:
            reached = [verbatim(phone)] if (phone := _phone(entry)) else []
            said.append((entry.who, *reached, *_said(turn, entry)))
    return Screen([*said, *_beyond(brief)], locale=PARTNER_LOCALE, protect=True)


def sheet(turn: Turn, brief: Brief) -> Sheet:
    """The same on paper."""
    day = _next_day(turn, brief)
    counted = [*_counts(brief), *([phrase("brief.next", date=day)] if day is not None else []), *_beyond(brief)]
    small = len(brief.entries) > ROOMY
    return Sheet(
        PARTNER_LOCALE,
        turn.now,
        heading=words("brief.sheet.title"),
        letterhead=turn.network.identity.name,
        sub_heading=brief.referent.name.fr,
        paragraphs=(" ".join(_text(line) for line in counted),),
        sections=tuple(
            Section(_text(phrase(heading)), tuple(("", _told(turn, entry)) for entry in entries), small=small)
            for heading, entries in _parts(brief)
        ),
        footer=(words("brief.sheet.footer"), signature(turn)),
    )


def _told(turn: Turn, entry: Entry) -> str:
    """A case on paper: who it is and how they are reached; and in one breath what is said of it."""
    about = " · ".join(_text(one) for one in _said(turn, entry))
    who = " · ".join(filter(None, (_text(entry.who), _phone(entry))))
    return f"{who}\n{about[:1].upper()}{about[1:]}"


def _text(said: Phrase) -> str:
    return bare(PARTNER_LOCALE, [said])
