"""Tables in plain text: CSV of whatever encoding and separator spreadsheets write."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from network.imports.limits import MOST_CELL, MOST_COLUMNS, MOST_LINES
from network.imports.rows import UnreadableError

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ";\t,|"
_TRIED = 40
"""Lines by which the separator is told."""
_TOLD = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
"""A line by which Excel is told the separator."""
_BINARY = frozenset(range(9)) | frozenset(range(14, 32)) - {27}
_LONGEST = 60
"""Lines that one cell may have; more, and a quotation mark was never closed."""


def rows_of(data: bytes) -> list[list[str]]:
    """The lines of a text, each cut into its cells.

    Raises:
        UnreadableError: it is no text, or no table.
    """
    text = decoded(data)
    if not text.strip():
        raise UnreadableError("imports.empty")
    told = _TOLD.match(text)
    separator = told[1] if told else _separator(text)
    body = text[told.end() :] if told else text
    rows: list[list[str]] = [[]] if told else []  # that line counts as the spreadsheets count
    for row in _read(body, separator):
        if len(row) > MOST_COLUMNS and any(cell.strip() for cell in row[MOST_COLUMNS:]):
            raise UnreadableError("imports.too_wide", (("most", MOST_COLUMNS),))
        rows.append([cell[:MOST_CELL] for cell in row[:MOST_COLUMNS]])
        if len(rows) > MOST_LINES:
            raise UnreadableError("imports.too_long", (("most", MOST_LINES),))
    return rows


def decoded(data: bytes) -> str:
    """The text. Raises `UnreadableError` where it is none."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if (wide := _wide(data)) is not None:
        return _strictly(data, wide)
    if sum(byte in _BINARY for byte in data[:4096]):
        raise UnreadableError("imports.no_table")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("mac_roman")  # an "è" of old Macintoshes is what cp1252 has no letter for


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError("imports.no_table") from error


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of what is mostly Latin letters is nought."""
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return None
    low, high = head[1::2].count(0), head[0::2].count(0)
    half = len(head) // 2
    if low > 0.7 * half and not high:
        return "utf-16-le"
    return "utf-16-be" if high > 0.7 * half and not low else None


def _separator(text: str) -> str:
    """The one by which most of the first lines have the same number of cells, the more the better."""

    def worth(separator: str) -> tuple[int, int]:
        try:
            widths = Counter(len(row) for row in islice(_read(text[:200_000], separator), _TRIED) if any(row))
        except UnreadableError:
            return (0, 0)
        wide = {width: lines for width, lines in widths.items() if width > 1}
        width = max(wide, key=lambda one: (wide[one], one), default=0)
        return (wide.get(width, 0), width)

    return max(_SEPARATORS, key=worth)


def _read(text: str, separator: str) -> Iterator[list[str]]:
    """The cells of each line. A quotation mark that nobody closes takes all that follows, and is found by that."""
    reader = csv.reader(StringIO(text.replace("\0", ""), newline=""), delimiter=separator)
    while True:
        begun = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableError("imports.quote", (("line", begun),)) from error
        if reader.line_num - begun > _LONGEST:
            raise UnreadableError("imports.quote", (("line", begun),))
        yield row
