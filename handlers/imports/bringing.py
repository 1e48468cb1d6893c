"""Bringing in: what a file says is read, compared with what is there, and stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from conversations.engine.flow import OptionStep
from conversations.words.contacts import for_reading
from handlers.imports import offered, telling
from handlers.privacy import erasing
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import kept_until
from network.imports import told
from network.imports.joined import joined
from network.imports.rows import CaseRow, Reading, Sort
from network.phrase import phrase
from storage import imported, imports
from storage.imported import New
from storage.imports import File

LONGEST_NOTE = 3000


async def read(turn: Turn, file: File, data: bytes) -> Reading:
    """What a file came to, by the columns as somebody corrected them, or as they are remembered. Raises
    UnreadableError.
    """
    sort = Sort(file.sort) if file.sort else None
    found = await turn.runtime.read_table(data, turn.network, turn.today, sort, file.mapping)
    before = (await imports.columns(turn.here)).get(signature(turn, found))
    given = {**(before or {}), **(file.mapping or {})}
    if before is None or given == found.columns.mapping:
        return found
    return await turn.runtime.read_table(data, turn.network, turn.today, found.sort, given)


def signature(turn: Turn, found: Reading) -> str:
    """By what the same header is known again: a header may hold somebody's name, so it is a keyed hash."""
    return turn.runtime.marks.of(f"import:{turn.here.network_id}:{found.columns.signature}")


def mark(turn: Turn, key: str) -> str:
    """By what a line is known again, once nothing else of it is left."""
    return turn.runtime.marks.of(f"import:{turn.here.network_id}:{key}")


async def new_of(turn: Turn, found: Reading) -> Reading:
    """The same without what went in before, was erased since, or is of somebody who has a case."""
    if found.sort == Sort.OFFERS:
        return await _new_offers(turn, found)
    if found.sort != Sort.CASES:
        return found
    marks = {key: mark(turn, key) for row in found.rows for key in (*row.keys, *row.person_keys)}
    there = await imports.known(turn.here, marks.values())
    reached = await imports.reached(turn.here, [way for row in found.cases() for way in _ways(row)])
    followed = {key for row in found.cases() if not reached.isdisjoint(_ways(row)) for key in row.person_keys}
    return found.without(lambda key: marks[key] in there or key in followed)


async def _new_offers(turn: Turn, found: Reading) -> Reading:
    """The same without what went in before, and without what stands already, wherever it came from."""
    marks = {key: mark(turn, key) for row in found.offers() for key in row.keys}
    there, standing = await imports.known(turn.here, marks.values()), await offered.standing(turn)
    return found.without(lambda key: marks[key] in there or key in standing)


def _ways(row: CaseRow) -> tuple[str, ...]:
    return tuple(way for way in (*row.phones, row.email) if way)


# --- what goes in -----------------------------------------------------------------------------------------------------


def goes_with(turn: Turn, found: Reading) -> bool:
    """Whether the network may be so with these rows."""
    if found.sort in (Sort.CASES, Sort.OFFERS):
        return True
    try:
        joined(turn.network, found)
    except ValueError:
        return False
    return True


async def bring_in(turn: Turn, file: File, found: Reading, actor: str, read: Reading) -> None:
    """All rows go in, in this turn. `read` is all that could be read: who stays out since they have a case is known by
    their line as well, so that the same file does not bring them in once they had that case erased.
    """
    await imports.remember_columns(turn.here, signature(turn, found), found.columns.mapping)
    if found.sort == Sort.CASES:
        await _cases(turn, file, list(found.cases()), actor)
        every = [key for row in read.cases() for key in (*row.keys, *row.person_keys)]
        await imports.remember(turn.here, [mark(turn, key) for key in every])
    elif found.sort == Sort.OFFERS:
        rows = list(found.offers())
        marks = {key: mark(turn, key) for row in rows for key in row.keys}
        await offered.bring_in(turn, file, rows, marks, actor)
        await imports.remember(turn.here, marks.values())
    else:
        await turn.amend(joined(turn.network, found), actor, "import")


async def _cases(turn: Turn, file: File, rows: list[CaseRow], actor: str) -> None:
    """Old cases, silent; each is kept as long as its last exchange says, and its people are to be told in time."""
    prefix, charter = turn.network.identity.reference_prefix, turn.network.charter.version
    new = [_new(turn, file, row) for row in rows]
    stored = await imported.bring_in(turn.here, file.id, prefix, charter, new, actor, turn.now)
    months = turn.network.identity.privacy_months
    until = [
        (reference, max(kept_until(one.spoken_at, months), turn.now + timedelta(days=1)))
        for (_, reference), one in zip(stored, new, strict=True)
    ]
    await erasing.keep_each(turn, until)
    await telling.owe(turn, file.id)


def _new(turn: Turn, file: File, row: CaseRow) -> New:
    intake = turn.runtime.flows["intake"].step_by_id
    options = [step.options if isinstance(step := intake[name], OptionStep) else () for name in ("needs", "household")]
    return New(
        row.line,
        told.answers(row, *options),
        _at(row.met_on),
        _at(row.spoken_on),
        row.state,
        told.followed(row),
        f"{file.source} ({row.source})" if row.source else file.source,
        _note(row),
    )


def _at(day: date) -> datetime:
    """A moment of a day of which no hour is known."""
    return datetime.combine(day, time(12), UTC)


def _note(row: CaseRow) -> str:
    """What the line says besides, as those who follow the case read it."""
    phones, unknown = told.aside(row)
    numbers = phrase("import.note.phones", phones=tuple(for_reading(phone) for phone in phones))
    followed = phrase("import.note.followed", names=unknown)
    said = [*([numbers] if phones else []), *([followed] if unknown else [])]
    return "\n".join(line for line in (*(plain(PARTNER_LOCALE, one) for one in said), row.notes) if line)[:LONGEST_NOTE]
