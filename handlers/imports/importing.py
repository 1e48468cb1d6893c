"""/importer: a file is sent, read, and shown as what would come of it; its good lines go in by a press, all or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from conversations.engine.effects import Submit
from handlers.imports import batches, bringing, columns, offered, showing
from handlers.imports.columns import look
from handlers.turn import forms
from handlers.turn.runtime import FetchError
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.imports.rows import Reading, Sort, UnreadableError
from network.phrase import Phrase, phrase
from storage import imports
from storage.imports import File, Status

FLOW = "importing"
ACT = "imports:act"


# --- a file is sent ---------------------------------------------------------------------------------------------------


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/importer: what was taken over and is not finished with; else the questions for a file."""
    if not await batches.home(turn, chat_id):
        await _begin(turn, chat_id, locale)


async def press_new(turn: Turn, telegram_id: int, what: str) -> None:
    """[Un autre fichier], or back to what was taken over."""
    if what == "new" or not await batches.home(turn, telegram_id):
        await _begin(turn, telegram_id, await turn.locale_of(telegram_id), pressed=True)


async def _begin(turn: Turn, chat_id: int, locale: str, *, pressed: bool = False) -> None:
    await turn.say(chat_id, phrase("import.how"), locale=PARTNER_LOCALE)
    await forms.begin(turn, chat_id, locale, FLOW, pressed=pressed)


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """The file, and whom its data come from: it is read beside whatever else is done."""
    if not turn.coordinates(telegram_id):
        await turn.say(telegram_id, phrase("refused.not_coordinator"), locale=locale)
        return
    sent, source = form.answers["file"], str(form.answers["source"])
    called = str(sent.get("file_name") or "")
    number = await imports.receive(turn.here, telegram_id, sent["file_id"], called, source, turn.now)
    await turn.say(telegram_id, phrase("import.reading"), locale=PARTNER_LOCALE)
    await look(turn, telegram_id, number)


# --- it is read -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A file, if it is there, and what it came to, or `why` it cannot be read."""

    file: File | None
    reading: Reading | None = None
    why: Phrase | None = None


BUILT_KEYS = {"import.fetch.{}": ("big", "away")}


async def read(turn: Turn, expects: Mapping[str, Any]) -> Found:
    """What is in a file, as Telegram gives it now: read in the workshop, since that takes a while."""
    file = await imports.find(turn.here, int(expects["import"]))
    if file is None:
        return Found(None)
    try:
        data = await turn.runtime.fetch(file.file_id)
        return Found(file, await bringing.read(turn, file, data))
    except FetchError as error:
        return Found(file, why=phrase(f"import.fetch.{error.why}"))
    except UnreadableError as error:
        return Found(file, why=error.why)


async def file_is_read(turn: Turn, expects: Mapping[str, Any], found: Found) -> None:
    """What would come of a file is shown; nothing of it is kept but how it was understood."""
    chat_id, file = turn.row.lane, found.file
    if file is None or not turn.coordinates(chat_id):
        return
    if found.reading is None:
        await turn.show(chat_id, showing.unreadable(file, found.why), showing.name_of(file))
        return
    reading = await bringing.new_of(turn, found.reading)
    if not await _shown(turn, file, reading) or await columns.show_wanted(turn, chat_id, file, reading, expects):
        return
    if reading.columns.questions:
        await columns.show_question(turn, chat_id, file, reading)
    else:
        await showing.show(turn, chat_id, file, reading)


async def _shown(turn: Turn, file: File, reading: Reading) -> bool:
    """How many lines would go in. Returns whether the file may still be shown."""
    before = (Status.NEW, Status.SHOWN)
    return await imports.move(turn.here, file.id, before, Status.SHOWN, lines=len(reading.rows))


# --- it is wanted -----------------------------------------------------------------------------------------------------


async def decide(turn: Turn, telegram_id: int, what: str, file: File) -> None:
    """[Importer …], [Annuler], or once more from the beginning."""
    if what == "again" and file.status in (Status.NEW, Status.SHOWN):
        await look(turn, telegram_id, file.id)
    elif what == "go" and await imports.move(turn.here, file.id, (Status.SHOWN,), Status.WANTED):
        turn.answer(phrase("import.going"))
        await look(turn, telegram_id, file.id, ACT)
    elif what == "drop" and await imports.move(turn.here, file.id, (Status.NEW, Status.SHOWN), Status.DROPPED):
        await turn.edit(telegram_id, Screen([phrase("import.dropped")], locale=PARTNER_LOCALE), showing.name_of(file))
    else:
        turn.answer(phrase("press.over"))


async def bring_in_beside(turn: Turn, found: Reading, name: str, source: str) -> int:
    """What came by the command line goes in, but for what is there by now, and every coordinator hears of it. Returns
    how many lines that was. Raises ValueError where the network cannot be so.
    """
    await imports.alone(turn.here)
    reading = await bringing.new_of(turn, found)
    if not reading.rows:
        return 0
    if not bringing.goes_with(turn, reading):
        raise ValueError("these lines do not go with the network as it is")
    number = await imports.receive(turn.here, 0, "", name, source, turn.now)
    await imports.move(turn.here, number, (Status.NEW,), Status.IN, sort=reading.sort, acted_at=turn.now)
    file = await imports.find(turn.here, number)
    assert file is not None  # noqa: S101 - it was made a moment ago
    await bringing.bring_in(turn, file, reading, "coordinator", found)
    for coordinator in turn.coordinators():
        await turn.show(coordinator, showing.went_in(file, reading), showing.name_of(file))
        await _show_what_came(turn, coordinator, reading, number)
    return len(reading.rows)


async def file_goes_in(turn: Turn, _expects: Mapping[str, Any], found: Found) -> None:
    """The good lines go in, in this one turn: all of them, or none. Where they are others by now than those that were
    shown, they are shown anew.
    """
    chat_id, file = turn.row.lane, found.file
    if file is None or file.status is not Status.WANTED or not turn.coordinates(chat_id):
        return
    await imports.alone(turn.here)
    reading = None if found.reading is None else await bringing.new_of(turn, found.reading)
    if reading is None or found.reading is None or len(reading.rows) != file.lines or reading.columns.questions:
        await imports.move(turn.here, file.id, (Status.WANTED,), Status.SHOWN)
        again = phrase("import.changed") if reading is not None else found.why or phrase("import.changed")
        await turn.say(chat_id, again, locale=PARTNER_LOCALE)
        if reading is not None:
            await _shown(turn, file, reading)
            await showing.show(turn, chat_id, file, reading)
        return
    if not bringing.goes_with(turn, reading):
        await imports.move(turn.here, file.id, (Status.WANTED,), Status.SHOWN)
        await turn.say(chat_id, phrase("import.refused"), locale=PARTNER_LOCALE)
        return
    if not await imports.move(turn.here, file.id, (Status.WANTED,), Status.IN, sort=reading.sort, acted_at=turn.now):
        return
    await bringing.bring_in(turn, file, reading, turn.actor(chat_id), found.reading)
    await turn.edit(chat_id, showing.went_in(file, reading), showing.name_of(file))
    await _show_what_came(turn, chat_id, reading, file.id)


async def _show_what_came(turn: Turn, chat_id: int, reading: Reading, number: int) -> None:
    """What is still to be done with what came of a file."""
    if reading.sort is Sort.CASES:
        await batches.show(turn, chat_id, number)
    elif reading.sort is Sort.OFFERS:
        await offered.show(turn, chat_id, number)
