"""/mesdossiers: what a referent holds or is asked for, the oldest promise first, on pages; and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from conversations.words.catalogue import in_words
from conversations.words.contacts import for_reading
from handlers.lists import called, listing
from handlers.lists.listing import PAGE
from handlers.lists.verbs import FILE_OF_MINE, MINE
from handlers.slots.card import day_expected, expected_by, facts
from handlers.turn import pages
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.slots import HELD, Slot, Status
from reports.tables import lines
from storage import cases, open_slots
from storage.acts import EXPORTED, note_act
from storage.cases import Case
from storage.open_slots import OpenSlot

COLUMNS = ("reference", "name", "phone", "email", "project", "place", "part", "next", "by", "late")
CARRIED = (Status.PROPOSED, *sorted(HELD))
BUILT_KEYS = {"mine.column.{}": COLUMNS, "mine.next.{}": CARRIED, "mine.{}": CARRIED}
KIND = "mine"
_NEVER = datetime.max.replace(tzinfo=UTC)


async def carried(turn: Turn, account: int, argument: str) -> list[OpenSlot]:
    """What a referent holds or is asked for, the oldest promise first, then whom they could not reach and whom they
    have, the oldest case first; of one case, which they name, nothing is listed.
    """
    referent = turn.referent_of(account)
    if referent is None or argument:
        return []
    return await urgent_first(turn, referent.id)


async def urgent_first(turn: Turn, referent_id: str) -> list[OpenSlot]:
    """What a referent holds or is asked for, in that order."""
    theirs = [one for one in await open_slots.carried_by(turn.here, referent_id) if one.slot.owner == referent_id]
    return sorted(theirs, key=lambda one: _urgency(turn, one.slot))


def _urgency(turn: Turn, slot: Slot) -> tuple[int, datetime]:
    """A date to keep comes first, the earliest before all; then whom one could not reach; then whom one has."""
    order = {Status.UNREACHABLE: 1, Status.CONTACTED: 2}
    return order.get(slot.status, 0), expected_by(turn.network, slot) or _NEVER


async def mine(turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[OpenSlot]) -> None:
    """/mesdossiers."""
    if turn.referent_of(chat_id) is None:  # a coordinator of the settings, who acts for nobody
        await turn.say(chat_id, phrase("mine.nobody"), locale=PARTNER_LOCALE)
    elif not found:
        await turn.say(chat_id, phrase("mine.nothing"), locale=PARTNER_LOCALE)
    else:
        await listing.show(turn, chat_id, *await _page(turn, found, 0))


async def page(turn: Turn, chat_id: int, _which: str, number: int) -> None:
    """Another page, as all of it is now."""
    found = await carried(turn, chat_id, "")
    if found:
        await listing.turn_page(turn, chat_id, *await _page(turn, found, number))
    else:
        turn.answer(phrase("mine.nothing"))


async def _page(turn: Turn, found: Sequence[OpenSlot], number: int) -> tuple[Screen, str, list[int]]:
    """One page: the screen, what such a list is called, the cases it names. A case stands once, with both its slots."""
    of_case: dict[int, list[OpenSlot]] = {}
    for one in found:
        of_case.setdefault(one.case_id, []).append(one)
    there = pages.at(list(of_case), number, PAGE)
    held = await cases.these(turn.here, there.shown)
    shown = [id_ for id_ in there.shown if id_ in held]
    late = sum(any(called.late_by(turn, one.slot) is not None for one in some) for some in of_case.values())
    title = [phrase("mine.title", count=len(of_case)), *([phrase("mine.late", count=late)] if late else [])]
    said: list[Paragraph] = [(*title, *there.which)]
    heading = ""
    for id_ in shown:
        if (key := part(turn, of_case[id_])) != heading:
            heading = key
            said.append(phrase(key))
        said.append((_who(turn, held[id_], of_case[id_]), *(line(turn, one.slot) for one in of_case[id_])))
    rows = [[called.opens(held[id_], named=is_held(of_case[id_]))] for id_ in shown]
    rows += there.turns(MINE, "mine")
    rows.append([FILE_OF_MINE.button("mine.file", "file")])
    return Screen(said, rows, PARTNER_LOCALE, protect=True), KIND, shown


def part(turn: Turn, some: Sequence[OpenSlot]) -> str:
    """Under which heading a case stands: late, awaited, or followed without a date."""
    if any(called.late_by(turn, one.slot) is not None for one in some):
        return "list.part.late"
    return "list.part.waits" if any(one.slot.clock is not None for one in some) else "list.part.followed"


def is_held(some: Sequence[OpenSlot]) -> bool:
    """Whether the person is followed by whoever carries these slots of a case."""
    return any(one.slot.held for one in some)


def _who(turn: Turn, case: Case, some: Sequence[OpenSlot]) -> Phrase:
    """Whoever is only asked for a case knows of it what its card tells."""
    return called.person(turn.network, case) if is_held(some) else called.as_card(turn.network, case)


def line(turn: Turn, slot: Slot) -> Phrase:
    """What is next on a slot, and by when."""
    by = called.due(turn, slot) if slot.clock is not None else ""
    return phrase(f"mine.{slot.status}", slot=phrase(f"case.slot.{slot.role}"), by=by)


# --- as a file --------------------------------------------------------------------------------------------------------


async def file(turn: Turn, chat_id: int, _which: str) -> None:
    """One’s own cases as a table for a spreadsheet; that it was saved stays in the history of each."""
    found = await carried(turn, chat_id, "")
    held = await cases.these(turn.here, {one.case_id for one in found})
    shown = [one for one in found if one.case_id in held]
    if not shown:
        turn.answer(phrase("mine.nothing"))
        return
    for case_id in dict.fromkeys(one.case_id for one in shown):
        await note_act(turn.here, case_id, EXPORTED, turn.actor(chat_id), turn.now)
    table = [[_word(f"mine.column.{name}") for name in COLUMNS]]
    followed = {one.case_id for one in shown if one.slot.held}
    table += [_row(turn, held[one.case_id], one.slot, known=one.case_id in followed) for one in shown]
    content = {"filename": _word("mine.file.name", date=turn.today.isoformat()), "content": _csv(table)}
    caption = Screen([phrase("mine.file.caption")], locale=PARTNER_LOCALE, file=("document", content))
    await listing.show(turn, chat_id, caption, KIND, list(held))


def _row(turn: Turn, case: Case, slot: Slot, *, known: bool) -> list[str]:
    """What a list shows of a slot; of a case that its reader does not follow yet, what its card tells."""
    project, day, late = case.project, day_expected(turn.network, slot), called.late_by(turn, slot)
    card = facts(turn.network, project)
    if known:
        who = [project.name, for_reading(project.phone) if project.phone else "", project.email or ""]
        about = [_said(called.what(turn.network, project)), _said(called.where(turn.network, project))]
    else:
        who, about = ["", "", ""], [_said(card["sector"]), _said(card["territory"])]
    expected = [in_words(day, PARTNER_LOCALE, year=True) if day else "", "" if late is None else str(late)]
    state = [_word(f"case.slot_title.{slot.role}"), _word(f"mine.next.{slot.status}")]
    return [case.reference, *who, *about, *state, *expected]


def _said(param: object) -> str:
    return _text(param) if isinstance(param, Phrase) else str(param)


def _word(key: str, **params: str) -> str:
    return _text(phrase(key, **params))


def _text(said: Phrase) -> str:
    return plain(PARTNER_LOCALE, said)


def _csv(table: Sequence[Sequence[str]]) -> str:
    """As French spreadsheets want it, in which a no-break space would part a number from itself."""
    return lines([cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in table)
