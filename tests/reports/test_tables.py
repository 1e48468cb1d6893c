"""Tables: what stands in a workbook or a text is what was given, as its kind says, and nothing of it is reckoned."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from conversations.words.cleaning import clean
from reports.tables import (
    MOST_CHARACTERS,
    As,
    Book,
    Cell,
    Column,
    Format,
    Table,
    Words,
    cut_texts,
    harmless,
    to_json,
    written,
)

WORDS = Words("Colonnes", ("Feuille", "Colonne", "Ce qu’elle dit"), "[coupé]")
COLUMNS = (
    Column("Nom", As.TEXT, "Comment elle s’appelle."),
    Column("Combien", As.NUMBER, "Un nombre."),
    Column("Quand", As.DATE, "Un jour."),
    Column("Téléphone", As.TELEPHONE, "Un numéro."),
)
ROW: tuple[Cell, ...] = ("Exemple", 1_500, date(2026, 3, 10), "01 99 00 00 45")


def book(*rows: tuple[Cell, ...], name: str = "Offres", more: tuple[Table, ...] = ()) -> Book:
    return Book("Des offres", date(2026, 3, 10), (Table(name, COLUMNS, rows), *more), WORDS)


def cells(data: bytes, at: int = 0) -> list[list[Any]]:
    """The lines of a sheet."""
    with CalamineWorkbook.from_object(io.BytesIO(data)) as read:
        return read.get_sheet_by_index(at).to_python()


def members(data: bytes) -> dict[str, str]:
    """What the file of a workbook holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def test_each_cell_is_of_its_kind() -> None:
    data = written(to_json(book(ROW, ("", None, None, None), ("1,5", "un", "en mai", "0199000045")), Format.XLSX))
    assert cells(data) == [
        [one.title for one in COLUMNS],
        ["Exemple", 1_500, date(2026, 3, 10), "01 99 00 00 45"],
        ["", "", "", ""],
        ["1,5", "un", "en mai", "0199000045"],
    ]
    assert cells(data, 1)[1:] == [["Offres", one.title, one.explained] for one in COLUMNS]
    sheet = members(data)["xl/worksheets/sheet1.xml"]
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:D4"/>' in sheet
    assert 'numberStoredAsText="1"' in sheet


def test_a_sheet_is_read_on_the_screen_and_on_paper() -> None:
    """Titles and the first column stay in view, a title stands as what is below it does, a text that is too long for
    its column takes several lines, one that is a page on its own takes one. A narrow sheet is one page wide on paper.
    """
    long, endless = ((*ROW * 4, words, *ROW[1:]) for words in ("Un domaine. " * 10, "Tout. " * 200))
    wide = Table("Large", COLUMNS * 5, (long, endless))
    read = openpyxl.load_workbook(io.BytesIO(written(to_json(book(ROW, more=(wide,)), Format.XLSX))))
    narrow, large, explaining = read.worksheets
    assert (narrow.freeze_panes, explaining.freeze_panes) == ("B2", "A2")
    assert [cell.alignment.horizontal for cell in narrow[1]] == ["left", "right", "right", "left"]
    assert [row[16].alignment.wrap_text for row in large.iter_rows(min_row=2)] == [True, None]
    assert [large.row_dimensions[line].height for line in (1, 2, 3)] == [None, 30, None]
    for one in read.worksheets:
        assert (one.page_setup.orientation, one.print_title_rows) == ("landscape", "$1:$1")
    assert [bool(one.sheet_properties.pageSetUpPr.fitToPage) for one in read.worksheets] == [True, False, True]
    assert (narrow.print_title_cols, large.print_title_cols) == (None, "$A:$A")


def test_the_same_book_is_the_same_bytes() -> None:
    kept = to_json(book(ROW), Format.XLSX)
    assert written(kept) == written(kept)


def test_what_cannot_be_a_number_or_a_day_of_a_spreadsheet_is_a_text() -> None:
    rows = ((None, float("nan"), date(1899, 5, 1), None), (None, 10**18, datetime(2026, 3, 10, 8, tzinfo=UTC), None))
    shown = cells(written(to_json(book(*rows), Format.XLSX)))[1:]
    assert [row[1:3] for row in shown] == [["nan", "01/05/1899"], ["1000000000000000000", date(2026, 3, 10)]]


HOSTILE = ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1+1", "https://example.org", "mailto:a@example.org",
           "internal:Feuil2!A1", "external:x.xlsx", "{=1+1}", "0199000045", "1e5"]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_is_ever_reckoned_or_followed(words: str) -> None:
    hostile = book((words, words, words, words), name=words, more=(Table(words, COLUMNS, ()),))
    found = members(written(to_json(hostile, Format.XLSX)))
    assert not [name for name, text in found.items() if re.search(r"<f[> ]|<hyperlink", text)]
    assert not [name for name in found if "worksheets/_rels" in name]
    assert cells(written(to_json(hostile, Format.XLSX)))[1] == [clean(words)] * 4
    text = written(to_json(hostile, Format.CSV)).decode("utf-8-sig")
    [_, line] = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert not [cell for cell in line if re.match(r"[=+\-@\t\r\n＝]", cell)]


def test_another_library_finds_nothing_live() -> None:
    """Cells of texts are texts and days are days, also as openpyxl reads them; no formula, no link."""
    rows = [(words, 1_500, date(2026, 3, 10), words) for words in (*HOSTILE, "l’été 🏔️ à Besse", "é" * MOST_CHARACTERS)]
    read = openpyxl.load_workbook(io.BytesIO(written(to_json(book(*rows), Format.XLSX))))
    cells_of = [cell for sheet in read.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells_of if cell.data_type == "f" or cell.hyperlink is not None]
    for one, (name, many, day, phone) in zip(
        rows, read.worksheets[0].iter_rows(min_row=2, values_only=True), strict=True
    ):
        assert (name, many, phone) == (clean(one[0]), 1_500, clean(one[3]))
        assert isinstance(day, datetime)
        assert day.date() == one[2]


@given(st.text(max_size=40))
def test_a_text_comes_back_as_it_was_cleaned(words: str) -> None:
    text = written(to_json(book((words, None, None, None)), Format.CSV))
    assert text.startswith(b"\xef\xbb\xbf")
    [_, line] = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";")
    assert line[0] == harmless(clean(words))
    assert line[0].removeprefix("'") == clean(words).removeprefix("'")


def test_a_text_is_as_a_french_spreadsheet_wants_it() -> None:
    text = written(to_json(book(ROW, ("a;b\nc", 1.5, None, None)), Format.CSV)).decode()
    assert text == (
        "\ufeffNom;Combien;Quand;Téléphone\r\n"
        "Exemple;1500;10/03/2026;01 99 00 00 45\r\n"
        '"a;b\nc";1,5;;\r\n'
    )  # fmt: skip


@pytest.mark.parametrize("letter", ["é", "🏔"])
@pytest.mark.parametrize("format_", list(Format))
def test_a_text_that_is_too_long_is_cut_and_says_so(letter: str, format_: Format) -> None:
    wide = 2 if letter == "🏔" else 1
    exact = letter * (MOST_CHARACTERS // wide)
    told = book((exact, None, None, None), (exact + letter * 2, None, None, None))
    assert cut_texts(told.tables) == 1
    data = written(to_json(told, format_))
    if format_ is Format.XLSX:
        whole, cut = (row[0] for row in cells(data)[1:])
    else:
        whole, cut = (row[0] for row in list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))[1:])
    assert whole == exact
    assert cut.endswith(f"{letter} [coupé]")
    assert len(cut.encode("utf-16-le")) // 2 in (MOST_CHARACTERS, MOST_CHARACTERS - 1)


def test_sheets_have_names_that_a_spreadsheet_takes() -> None:
    strange = ("Offres: [Sancy]/*?", "offres   sancy", "'" * 3, "x" * 60, "x" * 60, "Colonnes")
    more = tuple(Table(name, COLUMNS, ()) for name in strange)
    data = written(to_json(book(ROW, more=more), Format.XLSX))
    with CalamineWorkbook.from_object(io.BytesIO(data)) as read:
        names = read.sheet_names
    assert len({name.lower() for name in names}) == len(names) == len(strange) + 2
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
