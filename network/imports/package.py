"""The package a spreadsheet is: a zip archive, looked through before anything of it is read as a table."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Literal

from network.imports.limits import MOST_COLUMNS, MOST_LINES, MOST_MEMBERS, MOST_UNPACKED
from network.imports.rows import UnreadableError

_LOCAL = struct.Struct("<26xHH")
"""The lengths of the name and of what follows it, in the header before a member (APPNOTE.TXT, 4.3.7)."""
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_LOCKED = 0x1
_WORKSHEETS = "xl/worksheets/"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SHEETS = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_AT = re.compile(rb"""\br=["']([A-Z]{0,3})([0-9]{1,9})["']""")
_FAILED = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{1,20})<")
_TABLE = re.compile(rb"<table:table[ >].*?</table:table>", re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ROWS_AGAIN = re.compile(rb'number-rows-repeated="(\d{1,9})"')
_COLUMNS_AGAIN = re.compile(rb'number-columns-repeated="(\d{1,9})"')
_FILLED = (b"office:value", b"<text:p", b"office:date", b"office:string", b"office:boolean", b"office:time")


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a sheet is filled: its last line and column, from 1. `failed` are cells whose formula failed, by line
    and column from 0, each with what it shows ("#REF!"); what reads the sheet takes them for empty ones.
    """

    lines: int = 0
    columns: int = 0
    failed: tuple[tuple[int, int, str], ...] = ()

    @property
    def too_large(self) -> bool:
        """Whether it is not read: a single cell far away would have the whole space before it made."""
        return self.lines > MOST_LINES or self.columns > MOST_COLUMNS


def looked_through(data: bytes) -> dict[str, Extent]:
    """The sheets of an XLSX file by their names, with how far each is filled; `*` is the fullest. Of an ODS file, whose
    sheets are read all or none, that alone.

    Raises:
        UnreadableError: it is no such file, it is locked or damaged, or it unpacks to more than is taken.
    """
    try:
        package = _Package(data)
        if package.format == "xlsx":
            return _of_xlsx(package)
        extents = [_of_table(table) for table in _TABLE.findall(package.unpacked("content.xml"))]
        return {"*": max(extents, key=lambda one: (one.too_large, one.lines), default=Extent())}
    except (zipfile.BadZipFile, zlib.error, struct.error, KeyError, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableError("imports.damaged") from error


class _Package:
    """An archive whose members are unpacked here, so that what they say of their size is not believed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise _too_large()
        self._members = {_folded(one.filename): one for one in members}
        if len(self._members) != len(members):  # whoever reads it next may take another one of the two
            raise UnreadableError("imports.damaged")
        if sum(one.file_size for one in self._members.values()) > MOST_UNPACKED:
            raise _too_large()
        if any(one.flag_bits & _LOCKED for one in self._members.values()):
            raise UnreadableError("imports.locked")
        self._left = MOST_UNPACKED
        self.format = self._format()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its members."""
        return tuple(self._members)

    def unpacked(self, name: str) -> bytes:
        """A member. Raises where it is larger than it says, or what was unpacked so far is too much."""
        one = self._members[_folded(name)]
        name_length, more = _LOCAL.unpack_from(self._data, one.header_offset)
        begin = one.header_offset + _LOCAL.size + name_length + more
        packed = self._data[begin : begin + one.compress_size]
        if one.compress_type == _STORED:
            plain = packed
        elif one.compress_type == _DEFLATED:
            inflating = zlib.decompressobj(-zlib.MAX_WBITS)
            plain = inflating.decompress(packed, self._left + 1)
        else:
            raise UnreadableError("imports.damaged")
        self._left -= len(plain)
        if self._left < 0:
            raise _too_large()
        return plain

    def _format(self) -> Literal["xlsx", "ods"]:
        if "content.xml" in self._members:
            if "meta-inf/manifest.xml" in self._members and b"encryption-data" in self.unpacked(
                "META-INF/manifest.xml"
            ):
                raise UnreadableError("imports.locked")
            if "mimetype" in self._members and not self.unpacked("mimetype").strip().startswith(_ODS):
                raise UnreadableError("imports.no_table")
            return "ods"
        if "xl/workbook.xml" in self._members:
            for name in self._members:  # all that is text is measured, whatever the reader of the table opens of it
                if name.endswith((".xml", ".rels")) and not name.startswith(_WORKSHEETS):
                    self.unpacked(name)
            return "xlsx"
        raise UnreadableError("imports.no_table")


def _too_large() -> UnreadableError:
    return UnreadableError("imports.unpacks", (("megabytes", MOST_UNPACKED // 1_000_000),))


def _of_xlsx(package: _Package) -> dict[str, Extent]:
    names = _named(package)
    parts = {one for one in package.names if one.startswith(_WORKSHEETS) and one.endswith(".xml")} | {*names.values()}
    extents = {name: _of_sheet(package.unpacked(name)) for name in sorted(parts.intersection(package.names))}
    found = {name: extents[part] for name, part in names.items() if part in extents}
    worst = max(extents.values(), key=lambda one: (one.too_large, one.lines), default=Extent())
    return {**found, "*": Extent(worst.lines, worst.columns)}


def _named(package: _Package) -> dict[str, str]:
    """The member of each sheet."""
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in package.names:
        return {}
    where = {_attribute(one, "Id"): _attribute(one, "Target") for one in _RELATION.findall(package.unpacked(relations))}
    sheets = _SHEETS.findall(package.unpacked("xl/workbook.xml"))
    return {
        _attribute(one, "name"): _member(where.get(_attribute(one, r"\w+:id"), ""))
        for one in sheets
        if _attribute(one, "name")
    }


def _member(target: str) -> str:
    return _folded(target if target.startswith("/") else f"xl/{target}")


def _folded(name: str) -> str:
    """The name of a member as whoever opens it compares names."""
    return name.lstrip("/").lower()


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""".encode(), tag)
    return unescape((found[1] or found[2] or b"").decode("utf-8", "replace")) if found else ""


def _of_sheet(xml: bytes) -> Extent:
    """Counts as what reads it does: a cell that does not say where it is comes after the one before."""
    line = column = last = width = 0
    failed: list[tuple[int, int, str]] = []
    for found in _ROW_OR_CELL.finditer(xml):
        kind, said = found[1], found[2]
        at = _AT.search(said)
        if kind == b"row":
            line, column = (int(at[2]) if at else line + 1), 0
            continue
        if at and at[1]:
            line, column = int(at[2]), _number(at[1])
        else:
            column += 1
        if said.endswith(b"/") or xml.startswith(b"</", found.end()):
            continue
        last, width = max(last, line), max(width, column)
        if _FAILED.search(said) and len(failed) < MOST_LINES:
            value = _VALUE.search(xml, found.end(), found.end() + 4_000)
            failed.append((line - 1, column - 1, value[1].decode("ascii", "replace") if value else "#REF!"))
        if last > MOST_LINES or width > MOST_COLUMNS:
            return Extent(last, width)
    return Extent(last, width, tuple(failed))


def _of_table(xml: bytes) -> Extent:
    line = last = width = 0
    for said, cells in _ODS_ROW.findall(xml):
        again = _ROWS_AGAIN.search(said)
        line += int(again[1]) if again else 1
        if any(word in cells for word in _FILLED):
            last, width = line, max(width, _width(cells))
        if last > MOST_LINES or width > MOST_COLUMNS:
            break
    return Extent(last, width)


def _width(cells: bytes) -> int:
    """The last column of a line that has something in it."""
    column = last = 0
    tags = list(_ODS_CELL.finditer(cells))
    for tag, end in zip(tags, [*(one.start() for one in tags[1:]), len(cells)], strict=True):
        again = _COLUMNS_AGAIN.search(tag[1])
        column += int(again[1]) if again else 1
        if any(word in cells[tag.start() : end] for word in _FILLED):
            last = column
    return last


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def letters_of(column: int) -> Iterator[str]:
    """The letters of a column from 0, last first."""
    number = column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        yield chr(ord("A") + letter)


def letter_of(column: int) -> str:
    """How a column is called, from 0: "A", "Z", "AA"."""
    return "".join(letters_of(column))[::-1]
