"""What was taken over from a file: how many of its cases are silent, who has to be told; and the list of those."""

from __future__ import annotations

from handlers.imports import columns, offered, releasing, telling
from handlers.imports.verbs import BATCH, FREE, FREE_ONE, LIST, NEW
from handlers.lists import called, listing
from handlers.lists.listing import PAGE
from handlers.slots.verbs import OPEN
from handlers.turn import pages
from handlers.turn.events import FileLetOut
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.imports.rows import Sort
from network.phrase import Param, phrase
from storage import cases, imported, imports
from storage.imported import Counts
from storage.imports import File

KIND = "silent cases"
MOST_FILES = 6


async def home(turn: Turn, chat_id: int) -> bool:
    """The files of which something is still to be done. Returns whether there are any."""
    open_ = [
        (file, count)
        for file in await imports.gone_in(turn.here, Sort.CASES)
        if _goes_on(count := await _count(turn, file))
    ]
    waiting = await offered.open_(turn)
    if not open_ and not waiting:
        return False
    said: list[Paragraph] = [phrase("import.home"), *(_line(turn, file, count) for file, count in open_[:MOST_FILES])]
    said += [offered.line(turn, file, count) for file, count in waiting[:MOST_FILES]]
    rows = [[_to(turn, file)] for file, _ in open_[:MOST_FILES]]
    rows += [[offered.leads_to(turn, file)] for file, _ in waiting[:MOST_FILES]]
    rows.append([NEW.button("import.button.new", "new")])
    await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE), f"imports:{chat_id}")
    return True


async def _count(turn: Turn, file: File) -> Counts:
    return await imported.counts(turn.here, file.id)


def _goes_on(count: Counts) -> bool:
    return count.silent > 0 or count.untold > 0


def _line(turn: Turn, file: File, count: Counts) -> Paragraph:
    named: dict[str, Param] = {"date": telling.taken_over_on(turn, file), "source": file.source}
    if not count.silent:
        return phrase("import.batch.out", count=count.cases, **named)
    return phrase("import.batch", count=count.cases, silent=count.silent, **named)


def _to(turn: Turn, file: File) -> Button:
    return BATCH.button("import.button.batch", "batch", file.id, date=telling.taken_over_on(turn, file))


def name_of(number: int) -> str:
    """How the screen about the cases of a file is called."""
    return f"imported:{number}"


async def show(turn: Turn, chat_id: int, number: int) -> None:
    """What there is of a file, and what can be done with it."""
    if (file := await imports.find(turn.here, number)) is not None:
        await turn.show(chat_id, await _screen(turn, file), name_of(number))


async def _screen(turn: Turn, file: File) -> Screen:
    count = await _count(turn, file)
    said = [_line(turn, file, count), *telling.owed(turn, file, count)]
    rows = []
    if count.silent:
        rows.append([LIST.button("import.button.list", "list", file.id, 0, count=count.silent)])
        rows.append([BATCH.button("import.button.free", "free", file.id, count=count.silent)])
    if count.untold:
        rows.append([BATCH.button("import.button.people", "people", file.id)])
    return Screen(said, rows, PARTNER_LOCALE)


async def redraw(turn: Turn, let_out: FileLetOut) -> None:
    """Where the screen about a file stands, it says what is so now."""
    if (file := await imports.find(turn.here, let_out.number)) is not None:
        await turn.redraw(turn.coordinators(), await _screen(turn, file), name_of(file.id))


async def press(turn: Turn, telegram_id: int, what: str, file: File) -> None:
    """One of the buttons that show something."""
    if what == "columns":
        await columns.show(turn, telegram_id, file)
    elif what == "people":
        await telling.show(turn, telegram_id, file)
    elif what == "free" and (count := (await _count(turn, file)).silent):
        rows = [[FREE.button("import.button.free_yes", "free_all", file.id, count=count)]]
        rows.append([BATCH.button("import.button.free_no", "batch", file.id)])
        asked = Screen([phrase("import.free.ask", count=count)], rows, PARTNER_LOCALE)
        await turn.edit(telegram_id, asked, name_of(file.id))
    elif what == "batch":
        await turn.edit(telegram_id, await _screen(turn, file), name_of(file.id))
    else:
        turn.answer(phrase("press.over"))


async def do(turn: Turn, telegram_id: int, what: str, file: File) -> None:
    """One of the buttons that do something with all of them."""
    if what == "free_all":
        await releasing.free_all(turn, telegram_id, file)
        await turn.edit(telegram_id, await _screen(turn, file), name_of(file.id))
    else:
        await telling.do(turn, telegram_id, what, file)


# --- the list ---------------------------------------------------------------------------------------------------------


async def page(turn: Turn, telegram_id: int, _what: str, file: File, number: int) -> None:
    """A page of the silent cases, each with what opens it and what lets it out."""
    found = await imported.silent(turn.here, file.id)
    if not found:
        turn.answer(phrase("import.silent.none"))
        return
    there = pages.at(found, number, PAGE)
    held = await cases.these(turn.here, [one.case_id for one in there.shown])
    shown = [held[one.case_id] for one in there.shown if one.case_id in held]
    said: list[Paragraph] = [(phrase("import.silent", count=len(found)), *there.which)]
    said += [(called.person(turn.network, case),) for case in shown]
    rows = [
        [OPEN.button("import.button.see", case.reference, reference=case.reference),
         FREE_ONE.button("import.button.free_one", case.reference)]
        for case in shown
    ]  # fmt: skip
    rows += there.turns(LIST, "list", file.id)
    screen = Screen(said, rows, PARTNER_LOCALE, protect=True)
    await listing.turn_page(turn, telegram_id, screen, KIND, [case.id for case in shown])
