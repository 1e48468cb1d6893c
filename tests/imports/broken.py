"""Files that are no good table, made byte by byte: what people send by mistake, and what somebody sends on purpose."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from network.imports.limits import MOST_COLUMNS
from network.imports.package import letter_of
from tests.imports.old_base import workbook

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
"""The head of a container of the old Office formats."""
_BOMB = 65_000_000
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def package(members: Mapping[str, str | bytes]) -> bytes:
    """A zip archive."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def bare_xlsx(sheet: str, **more: str | bytes) -> bytes:
    """An XLSX file around the XML of its only sheet's lines."""
    with zipfile.ZipFile(BytesIO(workbook({"Suivi": [("Nom",)]}))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    lines = f"<worksheet {_MAIN}><sheetData>{sheet}</sheetData></worksheet>"
    return package({**members, "xl/worksheets/sheet1.xml": lines, **more})


def long_xlsx(lines: int) -> bytes:
    """A sheet of so many filled lines."""
    cell = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>Exemple</t></is></c></row>'
    return bare_xlsx("".join(map(cell.format, range(1, lines + 1))))


def wide_xlsx(lines: int) -> bytes:
    """A sheet of so many lines of a hundred cells, the first of them titles that nobody knows."""
    names = [letter_of(at) for at in range(MOST_COLUMNS)]
    cells = "".join(f'<c r="{name}{{0}}"><v>1</v></c>' for name in names)
    row = f'<row r="{{0}}">{cells}</row>'
    return bare_xlsx("".join(map(row.format, range(1, lines + 1))))


def far_cell(where: str) -> bytes:
    """A sheet of two cells, one of them far away: what lies between would fill any memory."""
    line = where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return bare_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' + f'<row r="{line}"><c r="{where}"><v>1</v></c></row>')


@cache
def bomb() -> bytes:
    """A small file that unpacks to 65 MB."""
    return bare_xlsx("<row/>", **{"xl/sharedStrings.xml": bytes(_BOMB)})


def lying_bomb() -> bytes:
    """The same, which says that it does not."""
    return bomb().replace(_BOMB.to_bytes(4, "little"), (1_000).to_bytes(4, "little"))


def ods(rows: Sequence[Sequence[Any]], lines: str = "", locked: bool = False) -> bytes:
    """An ODS file as LibreOffice writes it, empty lines down to the last of all; `lines` is XML that comes before."""
    body = lines + "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    rest = _within("table:table-row", _REST, 'table:number-rows-repeated="1048000"')
    content = _within("table:table", body + rest, 'table:name="Suivi"')
    for tag in ("office:spreadsheet", "office:body"):
        content = _within(tag, content)
    content = _within("office:document-content", content, _SPACES)
    secret = '<manifest:encryption-data manifest:checksum="x"/>' if locked else ""
    entry = _within("manifest:file-entry", secret, 'manifest:full-path="content.xml"')
    manifest = _within(
        "manifest:manifest", entry, 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    )
    return package({"mimetype": _ODS, "META-INF/manifest.xml": manifest, "content.xml": content})


def _within(tag: str, content: str, attributes: str = "") -> str:
    return f"<{tag} {attributes}>{content}</{tag}>"


def _ods_cell(cell: Any) -> str:
    if cell == "":
        return "<table:table-cell/>"
    kind = 'office:value-type="string"'
    if isinstance(cell, date):
        kind = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    return _within("table:table-cell", f"<text:p>{escape(str(cell))}</text:p>", kind)


_REST = '<table:table-cell table:number-columns-repeated="16384"/>'
REPEATED = (
    '<table:table-row table:number-rows-repeated="1000000">'
    '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384">'
    "<text:p>1</text:p></table:table-cell></table:table-row>"
)
"""A line of an ODS file that says one thing sixteen milliard times."""
