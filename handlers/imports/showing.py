"""What would come of a file: how many lines go in, which stay out and why, on a screen and as a small file."""

from __future__ import annotations

from conversations.words.cleaning import clip
from handlers.imports import offered
from handlers.imports.verbs import BATCH, DECIDE
from handlers.turn.screen import Button, Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.imports.rows import Fault, Reading, Sort
from network.phrase import Param, Phrase, phrase
from reports.tables import Cell, lines
from storage.imports import File, Status

_NOTHING_YET = {Sort.CASES: "import.nothing_yet", Sort.OFFERS: "import.nothing_yet.offers"}
MOST_FAULTS, MOST_LINES = 4, 8
"""So many faults are told in words, and so many numbers of lines; the small file has them all."""
_COLUMNS = ("line", "column", "header", "said", "why")


def name_of(file: File) -> str:
    """How the screen about a file is called."""
    return f"import:{file.id}"


def unreadable(file: File, why: Phrase | None) -> Screen:
    """Why nothing can be read of a file; once more, or no more."""
    said = [phrase("import.unreadable", name=_called(file)), why or phrase("import.fetch.away")]
    rows = [[DECIDE.button("import.button.again", "again", file.id)], [_drop(file)]]
    return Screen(said, rows, PARTNER_LOCALE)


async def show(turn: Turn, chat_id: int, file: File, reading: Reading) -> None:
    """The screen, in the place of what it showed before; the first time the small file of what stays out as well."""
    await put(turn, chat_id, file, screen(turn, file, reading))
    if reading.faults and file.status is Status.NEW:
        document = {"document": {"filename": _file_name(), "content": _table(reading)}}
        words = plain(PARTNER_LOCALE, phrase("import.faults.file"))
        await turn.call(chat_id, "sendDocument", {**document, "caption": words}, f"{name_of(file)}:faults")


async def put(turn: Turn, chat_id: int, file: File, shown: Screen) -> None:
    """A screen about a file, in the place of the one before it."""
    await (turn.show if file.status is Status.NEW else turn.edit)(chat_id, shown, name_of(file))


def screen(turn: Turn, file: File, reading: Reading) -> Screen:
    """What was found, and the press by which it goes in."""
    count, out = len(reading.rows), reading.lines - len(reading.rows)
    said: list[Paragraph] = [
        phrase("import.title", name=_called(file), sort=phrase(f"import.sort.{reading.sort}"), count=reading.lines),
        phrase("import.right", count=count) if count else phrase("import.right.none"),
        *_left_out(reading),
        *_doubles(reading),
    ]
    if reading.past_retention:
        kept = turn.network.identity.privacy_months
        said.append(phrase("import.past", count=len(reading.past_retention), months=kept))
    said += offered.beforehand(turn, reading) if reading.sort is Sort.OFFERS else []
    if count:
        said.append(phrase(_NOTHING_YET.get(reading.sort, "import.nothing_yet.network")))
    go = DECIDE.button("import.button.go", "go", file.id, count=count, out=out)
    rows = [[go]] if count else []
    rows += [[BATCH.button("import.button.columns", "columns", file.id)], [_drop(file)]]
    return Screen(said, rows, PARTNER_LOCALE, protect=True)


def _drop(file: File) -> Button:
    return DECIDE.button("import.button.drop", "drop", file.id)


def _called(file: File) -> str:
    return clip(file.name, 40) or "—"


def _left_out(reading: Reading) -> list[Paragraph]:
    stop = [fault for fault in reading.faults if fault.stops]
    if not stop:
        return []
    more = len({fault.line for fault in stop}) - len({fault.line for fault in stop[:MOST_FAULTS]})
    lines = [_fault(fault) for fault in stop[:MOST_FAULTS]]
    lines += [phrase("import.out.more", count=more)] if more > 0 else []
    return [(phrase("import.out", count=reading.left_out), *lines)]


def _fault(fault: Fault) -> Phrase:
    where: dict[str, Param] = {"line": fault.line, "column": fault.column, "header": clip(fault.header, 24)}
    return phrase("import.at" if fault.column else "import.at.line", why=fault.why, **where)


def _doubles(reading: Reading) -> list[Paragraph]:
    found: list[Paragraph] = []
    for key, some in (
        ("import.there", [d for d in reading.doubles if d.sure and d.of is None]),
        ("import.twice", [d for d in reading.doubles if d.sure and d.of is not None]),
        ("import.alike", [d for d in reading.doubles if not d.sure]),
    ):
        lines = tuple(str(double.line) for double in some[:MOST_LINES])
        if some:
            found.append(phrase(key, count=len(some), lines=(*lines, *(["…"] if len(some) > MOST_LINES else []))))
    return found


def went_in(file: File, reading: Reading) -> Screen:
    """What the screen says once it was pressed."""
    said = phrase(f"import.in.{reading.sort}", name=_called(file), count=len(reading.rows))
    return Screen([said], locale=PARTNER_LOCALE)


# --- the small file ---------------------------------------------------------------------------------------------------


def _file_name() -> str:
    return plain(PARTNER_LOCALE, phrase("import.faults.name"))


def _table(reading: Reading) -> str:
    """Every fault as a line of a table that a spreadsheet opens."""
    told: list[list[Cell]] = [[plain(PARTNER_LOCALE, phrase(f"import.faults.{column}")) for column in _COLUMNS]]
    told += [
        [fault.line, fault.column, fault.header, fault.said, plain(PARTNER_LOCALE, fault.why)]
        for fault in reading.faults
    ]
    return lines(told)


BUILT_KEYS = {"import.sort.{}": Sort, "import.in.{}": Sort, "import.faults.{}": _COLUMNS}
