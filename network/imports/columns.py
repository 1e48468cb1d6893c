"""Columns: which column of a table is which field, by what stands above and below it; or what is to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz.distance import OSA

from network.imports import values
from network.imports.header_words import ASIDE, FIELDS, NEEDED, SEVERAL, TELLING
from network.imports.kinds import Contents
from network.imports.limits import MOST_COLUMNS
from network.imports.package import letter_of
from network.imports.rows import Column, Columns, Question, Sort, UnreadableError
from network.imports.workbook import Cell, Sheet
from network.phrase import Phrase, phrase
from network.text import plain

SURE, WORTH_ASKING = 75, 65
"""From here on, of 100, a column is taken for a field, and is asked about."""
_NAMED = 90
"""From here on a title names a field itself, and is no longer one that only holds its name."""
_SEVERAL_CELLS = 3
"""So many cells that are all of another kind put a title in doubt; one or two are slips."""
_APART = 6
"""Fields that are nearer than this are not told apart by what stands above."""
_SEARCHED = 40
"""Lines among which the header is looked for."""
_LONGEST_HEADER = 80
_SAMPLE = 80
"""Filled cells of a column that are looked at."""
_MOSTLY, _HARDLY = 0.8, 0.4
_FILLERS = frozenset(
    re.findall(r"\w+", "de du des la le les l d un une au aux a en et the of no n facultatif obligatoire optional")
)
BUILT_KEYS = {"imports.field.{}": tuple(sorted({field for words in FIELDS.values() for field in words}))}


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins: the place of the header's line, from 0, and what it is a list of, where that is `sure`."""

    at: int
    sort: Sort
    sure: bool


def field_named(field: str) -> Phrase:
    """A field in words; none: that a column is left aside."""
    return phrase(f"imports.field.{field}") if field else phrase("imports.aside")


def chosen(sheets: Sequence[Sheet], sort: Sort | None = None) -> tuple[Sheet, Header]:
    """The sheet whose header holds the most known words, and the header. Raises `UnreadableError` where none is."""
    found = [
        (worth, -place, sheet, header) for place, sheet in enumerate(sheets) for worth, header in _headers(sheet, sort)
    ]
    if not found:
        raise UnreadableError("imports.no_header")
    _, _, sheet, header = max(found, key=lambda one: (one[0], one[1], -one[3].at))
    return sheet, header


def _headers(sheet: Sheet, sort: Sort | None) -> Iterator[tuple[int, Header]]:
    """The lines that may be the header, each with how much it knows."""
    for at, row in enumerate(sheet.rows[:_SEARCHED]):
        cells = [text for cell in row if isinstance(cell, str) and (text := values.shown(cell))]
        if not 2 <= len(cells) <= MOST_COLUMNS:
            continue
        known = {one: _known(cells, one) for one in ([sort] if sort else Sort)}
        best = max(known, key=lambda one: known[one][::-1])  # what tells counts before what is merely known
        fields, telling = known[best]
        if fields >= 2:
            others = [known[one] for one in known if one is not best]
            sure = sort is not None or (telling > 0 and all(telling > other[1] for other in others))
            yield fields, Header(at, best, sure)


def _known(cells: Sequence[str], sort: Sort) -> tuple[int, int]:
    """How many fields a line names, and how many that tell of what it is a list."""
    fields = {field for cell in cells for field, _ in _candidates(cell, sort) if field}
    meanings = ({field for field, _ in _candidates(cell, sort)} for cell in cells)
    return len(fields), sum(bool(some) and some <= TELLING[sort] for some in meanings)


def guessed(sheet: Sheet, header: Header, contents: Contents, given: Mapping[str, str] | None = None) -> Columns:
    """The columns of a table. `given` says the field of columns by their letters, and nothing is asked of those."""
    said = [values.shown(cell) for cell in sheet.rows[header.at]] if header.at < len(sheet.rows) else []
    below = sheet.rows[header.at + 1 :]
    width = max((len(row) for row in sheet.rows[header.at :]), default=0)
    titles = [*said, *[""] * (width - len(said))]
    found: list[Column] = []
    questions: list[Question] = []
    for at, title in enumerate(titles):
        cells = [row[at] for row in below if at < len(row) and values.shown(row[at])][:_SAMPLE]
        if not title and not cells:
            continue
        letter = letter_of(at)
        sample = tuple(values.shown(cell)[:40] for cell in cells[:3])
        if given is not None and letter in given:
            field = given[letter] if given[letter] in FIELDS[header.sort] else ""
            found.append(Column(at, letter, title, sample, field, 100))
            continue
        fields, sure = _weighed(title, header.sort, cells, contents)
        single = len(fields) == 1 and sure >= SURE
        found.append(Column(at, letter, title, sample, fields[0] if single else "", sure))
        if fields and not single:
            questions.append(_about(found[-1], fields))
    columns, doubled = _each_once(found)
    signature = "|".join(plain(title) for title in titles).strip("|")
    settled = _named(columns)
    asked = [*questions, *doubled, *_missing(settled, header.sort, questions)]
    if not header.sure:
        asked = [Question("imports.ask.sort", (), tuple(Sort))]
    return Columns(signature, settled, tuple(asked))


def _about(column: Column, fields: Sequence[str]) -> Question:
    values_ = (("letter", column.letter), ("header", column.header or "—"), ("sample", column.sample))
    return Question("imports.ask.column", (column.at,), tuple(fields), values_)


def _weighed(title: str, sort: Sort, cells: Sequence[Cell], contents: Contents) -> tuple[tuple[str, ...], int]:
    """The fields that a column may be, and how sure that is. None: it goes into the notes."""
    candidates = _candidates(title, sort) if title else ()
    if not candidates:
        return contents.of_nameless(cells, sort)
    names, sure = tuple(field for field, _ in candidates), candidates[0][1]
    if names[0] == "":
        return ((), sure) if sure >= _NAMED else contents.of_nameless(cells, sort)
    if not cells:
        return names, sure
    shares = {field: contents.share(field, cells) for field in names}
    fitting = tuple(field for field in names if (share := shares[field]) is not None and share >= _MOSTLY)
    possible = tuple(field for field in names if (share := shares[field]) is None or share > _HARDLY)
    if len(fitting) == 1:
        return fitting, max(sure, SURE)
    if possible:
        return possible, sure
    other, _ = contents.of_nameless(cells, sort)
    doubtful = (
        other or sure < _NAMED or len(cells) >= _SEVERAL_CELLS
    )  # the title says one thing, what stands below another
    return tuple(dict.fromkeys((*names, *other))), WORTH_ASKING if doubtful else sure


@cache
def _candidates(title: str, sort: Sort) -> tuple[tuple[str, int], ...]:
    """The fields that the words above a column may mean, each with how surely, the likeliest first; of those only that
    are nearly as likely as the first. "" is what is known to be none.
    """
    if not title or len(title) > _LONGEST_HEADER:
        return ()
    folded = _key(title)
    scores = {field: _score(folded, ways) for field, ways in _ways(sort).items()}
    best = max(scores.values())
    if best < WORTH_ASKING:
        return ()
    if scores[""] == best and not any(score == best for field, score in scores.items() if field):
        return (("", best),)
    near = [(field, score) for field, score in scores.items() if field and score > best - _APART]
    return tuple(sorted(near, key=lambda one: -one[1]))


def _score(said: tuple[str, ...], ways: Sequence[tuple[str, ...]]) -> int:
    return max((_alike(said, way) for way in ways), default=0)


def _alike(said: tuple[str, ...], way: tuple[str, ...]) -> int:
    """How alike two headers are, from 0 to 100: the same, misspelt, or one within the other."""
    one, other = "".join(said), "".join(way)
    if one == other:
        return 100
    errors = 0 if len(other) < 5 else 1 if len(other) < 12 else 2
    if errors and OSA.distance(one, other, score_cutoff=errors) <= errors:
        return 90
    if way and set(way) <= set(said) and len(other) >= 3:
        return min(89, 60 + 30 * len(other) // len(one))
    return 0


@cache
def _ways(sort: Sort) -> dict[str, tuple[tuple[str, ...], ...]]:
    fields = {**FIELDS[sort], "": ASIDE}
    return {field: tuple(_key(way) for way in ways.split("|")) for field, ways in fields.items()}


def _key(title: str) -> tuple[str, ...]:
    words = plain(title).split()
    return tuple(word for word in words if word not in _FILLERS) or tuple(words)


def _each_once(found: Sequence[Column]) -> tuple[list[Column], list[Question]]:
    """Of several columns for one field the one that is clearly surer; else which is to be asked."""
    columns, questions = list(found), []
    for field in dict.fromkeys(column.field for column in found if column.field and column.field not in SEVERAL):
        same = sorted((column for column in found if column.field == field), key=lambda column: -column.sure)
        if len(same) < 2:
            continue
        clear = same[0].sure >= same[1].sure + _APART
        aside = same[1:] if clear else same
        columns = [replace(column, field="") if column in aside else column for column in columns]
        if not clear:
            rivals = [column for column in same if column.sure > same[0].sure - _APART]
            told = tuple(f"{column.letter} ({column.header})" for column in rivals)
            places = tuple(column.at for column in rivals)
            questions.append(Question("imports.ask.which", places, (field,), (("columns", told),)))
    return columns, questions


def _named(columns: Sequence[Column]) -> tuple[Column, ...]:
    """A name in one column is whole; in two it is put together, and a third is left aside."""
    fields = {column.field for column in columns}
    if {"first_name", "last_name"} <= fields:
        return tuple(replace(column, field="") if column.field == "name" else column for column in columns)
    if "name" in fields:
        parts = ("first_name", "last_name")
        return tuple(replace(column, field="") if column.field in parts else column for column in columns)
    return tuple(
        replace(column, field="name") if column.field in ("first_name", "last_name") else column for column in columns
    )


def _missing(columns: Sequence[Column], sort: Sort, questions: Sequence[Question]) -> Iterator[Question]:
    """What no list can do without, where no column is it and none is asked about for it."""
    fields = {column.field for column in columns}
    asked = {field for question in questions for field in question.fields}
    for some in NEEDED[sort]:
        if not fields & {*some, *(("name",) if "last_name" in some else ())} and not asked & set(some):
            free = tuple(column.at for column in columns if not column.field)
            yield Question("imports.ask.missing", free, some)
