"""Columns: for which field each of a file was taken, asked about where that is not sure, and corrected by a press. The
file is read anew for each screen, so that nothing of its lines is kept meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conversations.words.cleaning import clip
from handlers.imports import showing
from handlers.imports.verbs import COLUMN, DECIDE, MEANS, NOTHING, SORT
from handlers.turn.screen import Button, Paragraph, Screen, fits, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.imports.columns import field_named
from network.imports.header_words import FIELDS, SEVERAL
from network.imports.rows import Column, Question, Reading, Sort
from network.phrase import Phrase, phrase
from storage import imports
from storage.durable import due
from storage.imports import File, Status

READ = "imports:read"
MOST_COLUMNS = 24
"""So many columns have a button of their own: a table of more is mended in the table."""


async def look(turn: Turn, chat_id: int, number: int, kind: str = READ, /, **wanted: str | int) -> None:
    """The file is read before the next turn of the chat, which then shows what is `wanted`, or does it."""
    await due.schedule(turn.here, kind, chat_id, turn.now, {"import": number, **wanted})


async def ask(turn: Turn, telegram_id: int, file: File, at: int) -> None:
    """A press on a column."""
    await _while_shown(turn, telegram_id, file, ask=at)


async def show(turn: Turn, telegram_id: int, file: File) -> None:
    """[Voir les colonnes]."""
    await _while_shown(turn, telegram_id, file, show="columns")


async def correct(turn: Turn, telegram_id: int, file: File, at: int, field: str) -> None:
    """A press on what a column stands for."""
    await _while_shown(turn, telegram_id, file, pick=at, field="" if field == NOTHING else field)


async def press_sort(turn: Turn, telegram_id: int, _what: str, file: File, sort: str) -> None:
    """A press on what a file is a list of."""
    if await imports.move(turn.here, file.id, (Status.SHOWN,), Status.SHOWN, sort=sort, mapping=None):
        await look(turn, telegram_id, file.id)
    else:
        turn.answer(phrase("press.over"))


async def _while_shown(turn: Turn, telegram_id: int, file: File, **wanted: str | int) -> None:
    if file.status is Status.SHOWN:
        await look(turn, telegram_id, file.id, READ, **wanted)
    else:
        turn.answer(phrase("press.over"))


async def show_wanted(turn: Turn, chat_id: int, file: File, reading: Reading, expects: Mapping[str, Any]) -> bool:
    """What a press on a column asked for, now that the file was read. Returns whether there was such a press."""
    if "pick" in expects:
        await _picked(turn, chat_id, file, reading, int(expects["pick"]), str(expects["field"]))
    elif "ask" in expects and (column := _at(reading, int(expects["ask"]))) is not None:
        fields = _missing(reading, column) or [field for field in FIELDS[reading.sort] if field != column.field]
        await turn.edit(chat_id, _of_one(file, column, fields), showing.name_of(file))
    elif "show" in expects:
        await turn.edit(chat_id, _of_all(file, reading), showing.name_of(file))
    else:
        return False
    return True


def _missing(reading: Reading, column: Column) -> list[str]:
    """What a column is asked about that was pressed because one is missing: whether it is that one."""
    asked = (question for question in reading.columns.questions if question.key == MISSING)
    return [field for question in asked if column.at in question.columns for field in question.fields]


def _at(reading: Reading, at: int) -> Column | None:
    return next((column for column in reading.columns.columns if column.at == at), None)


async def _picked(turn: Turn, chat_id: int, file: File, reading: Reading, at: int, field: str) -> None:
    """A field was chosen for a column: whichever else may have been meant is left aside."""
    column = _at(reading, at)
    if column is None or (field and field not in FIELDS[reading.sort]):
        return
    given = {**(file.mapping or {}), column.letter: field}
    for question in reading.columns.questions:
        rivals = question.columns if at in question.columns and len(question.fields) == 1 else ()
        given |= {other.letter: "" for place in rivals if place != at and (other := _at(reading, place)) is not None}
    if field and field not in SEVERAL:
        given |= {other.letter: "" for other in reading.columns.columns if other.field == field and other.at != at}
    if await imports.move(turn.here, file.id, (Status.SHOWN,), Status.SHOWN, mapping=given):
        await look(turn, chat_id, file.id)


# --- screens ----------------------------------------------------------------------------------------------------------


def _of_all(file: File, reading: Reading) -> Screen:
    """Every column with the field it was taken for; a button for each."""
    columns = reading.columns.columns[:MOST_COLUMNS]
    lines = tuple(phrase("import.column", **_named(column)) for column in columns)
    said: list[Paragraph] = [phrase("import.columns"), lines]
    buttons = [COLUMN.button("import.button.column", file.id, c.at, letter=c.letter) for c in columns]
    rows = [buttons[start : start + 5] for start in range(0, len(buttons), 5)]
    return Screen(said, [*rows, [_back(file)]], PARTNER_LOCALE, protect=True)


def _named(column: Column) -> dict[str, str | Phrase]:
    header = clip(column.header, 30) or "—"
    return {"letter": column.letter, "header": header, "field": field_named(column.field)}


def _of_one(file: File, column: Column, fields: Sequence[str]) -> Screen:
    """For which field a column stands, with some of its cells."""
    sample = " ; ".join(clip(cell, 30) for cell in column.sample)
    asked = phrase("import.column.ask", **_named(column), sample=sample or "—")
    buttons = [_means(file, column.at, field) for field in sorted(fields, key=_is_long)]
    rows = [buttons[start : start + 2] for start in range(0, len(buttons), 2)]
    if column.field:
        rows.append([MEANS.button("import.button.aside", file.id, column.at, NOTHING)])
    return Screen([asked], [*rows, [_back(file)]], PARTNER_LOCALE, protect=True)


def _is_long(field: str) -> bool:
    """Those come last that need a row of their own, so that the others stand two in a row."""
    return not fits(plain(PARTNER_LOCALE, field_named(field)), 2)


def _means(file: File, at: int, field: str) -> Button:
    return MEANS.button(field_named(field), file.id, at, field)


def _back(file: File) -> Button:
    return DECIDE.button("import.button.back", "again", file.id)


async def show_question(turn: Turn, chat_id: int, file: File, reading: Reading) -> None:
    """The first of what is to be asked of the header; there may be others, once it is answered."""
    question = reading.columns.questions[0]
    said: list[Paragraph] = [phrase("import.question", name=clip(file.name, 40)), question.asked]
    rows = [*_answers(file, reading, question), [DECIDE.button("import.button.drop", "drop", file.id)]]
    await showing.put(turn, chat_id, file, Screen(said, rows, PARTNER_LOCALE, protect=True))


def _answers(file: File, reading: Reading, question: Question) -> list[list[Button]]:
    if not question.columns:
        sorts = [sort for sort in Sort if sort in question.fields]
        return [[SORT.button(f"import.button.sort.{sort}", "sort", file.id, sort)] for sort in sorts]
    places = question.columns[:MOST_COLUMNS]
    columns = [column for place in places if (column := _at(reading, place)) is not None]
    if question.key == MISSING:
        return [[COLUMN.button("import.button.which", file.id, c.at, **_named(c))] for c in columns]
    if len(columns) == 1:
        at = columns[0].at
        none = [MEANS.button("import.button.aside", file.id, at, NOTHING)]
        return [*([_means(file, at, field)] for field in question.fields), none]
    field = question.fields[0]
    return [[MEANS.button("import.button.which", file.id, c.at, field, **_named(c))] for c in columns]


MISSING = "imports.ask.missing"
BUILT_KEYS = {"import.button.sort.{}": Sort}
