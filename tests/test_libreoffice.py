"""LibreOffice: every kind of export, opened by the program that many offices have, and given back by it: nothing in it
is reckoned, and every word is as it was.
"""

from __future__ import annotations

import asyncio
import csv
import io
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reports.tables import MOST_CHARACTERS, Format, to_json, written
from tests.conftest import missing
from tests.reports.test_tables import HOSTILE as PLANTED
from tests.reports.test_tables import book
from tests.stage import BOUCHE, COORDINATOR, staged
from tests.stage.databases import Files
from tests.stage.inside import happen
from tests.test_case_tables import HOSTILE, OTHER, send_another, take
from tests.test_offer_tables import export, replace_words
from tests.test_secret_sales import offered

pytestmark = pytest.mark.long

LONG = "é🏔️ " * 6_000
"""Characters of a text that a cell still holds whole."""
_READS_CSV = "CSV:59,34,76,1,,0,false,true,false,false,false,0,true"
"""Semicolons, UTF-8, special numbers are looked for, and formulas are reckoned where there are any."""
_WRITES_CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,true,false,-1"
"""As shown, but formulas as formulas; each sheet as a file of its own."""


@pytest.fixture(scope="module")
def soffice() -> str:
    """LibreOffice without a screen."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or missing(
        "no LibreOffice found; Debian: apt install libreoffice-calc-nogui", insisted_by="REQUIRE_LIBREOFFICE"
    )


async def converted(soffice: str, folder: Path, to: str, files: Iterable[Path], *more: str) -> Path:
    """A folder with what LibreOffice makes of some files."""
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = (profile, "--headless", "--norestore", *more, "--convert-to", to, "--outdir", str(out))
    done = await asyncio.create_subprocess_exec(
        soffice, *words, *map(str, files), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await asyncio.wait_for(done.communicate(), 600)
    assert done.returncode == 0, said.decode()
    return out


def live(data: bytes | Path) -> list[str]:
    """The cells of a workbook that are reckoned, or lead somewhere."""
    book = openpyxl.load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return [f"{cell.coordinate}: {cell.value}" for cell in cells if cell.data_type == "f" or cell.hyperlink is not None]


def texts(data: bytes | Path) -> list[list[list[str]]]:
    """What the cells of a workbook say, by sheet and line; spaces and ends of lines at their ends are nobody’s."""
    book = openpyxl.load_workbook(io.BytesIO(data) if isinstance(data, bytes) else data)
    return [
        [["" if cell is None else str(cell).strip() for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    ]


def lines(data: bytes) -> list[list[str]]:
    """What the cells of a text say."""
    return [
        [*map(str.strip, row)] for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    ]


async def taken(url: str) -> Mapping[str, bytes]:
    """Every kind of export, of a network whose people write what spreadsheets might take for something else."""
    words = (*HOSTILE, LONG, "é" * (MOST_CHARACTERS + 1))
    found: dict[str, Any] = {}
    async with staged(url, greeted=(COORDINATOR, BOUCHE)) as stage:
        for n, text in enumerate(words):
            await send_another(stage, OTHER + n, name=text[:60], project=text)
            await happen(stage, 0, lambda t, text=text: offered(t, replace_words(text), text[:60]))  # type: ignore[misc]
        for format_ in Format:
            found[f"planted.{format_}"] = written(to_json(book(*((one,) * 4 for one in PLANTED)), format_))
            found[f"offers.{format_}"] = await export(stage, COORDINATOR, format_)
            found[f"offers-of-partners.{format_}"] = await export(stage, BOUCHE, format_)
            for names in ("named", "bare"):
                found[f"cases-{names}.{format_}"] = await take(stage, COORDINATOR, names, format_)
    return found


async def test_every_export_in_libreoffice(files: Files, soffice: str, tmp_path: Path) -> None:
    """Opened and saved as a workbook, opened and saved as texts: no cell is reckoned, and each says what it said."""
    made = await taken(files.migrated())
    assert len(made) == 10
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "control.csv").write_bytes(b"=1+1;a\r\n")
    books, plain = ([tmp_path / name for name in made if name.endswith(kind)] for kind in ("xlsx", "csv"))

    again = await converted(soffice, tmp_path / "books", "xlsx:Calc MS Excel 2007 XML", books)
    for path in books:
        assert live(path) == live(again / path.name) == []
        before, after = texts(path), texts(again / path.name)
        assert [len(sheet) for sheet in before] == [len(sheet) for sheet in after]
        assert before == after, path.name

    read = await converted(
        soffice, tmp_path / "texts", "xlsx:Calc MS Excel 2007 XML", [*plain, tmp_path / "control.csv"],
        f"--infilter={_READS_CSV}",
    )  # fmt: skip
    assert live(read / "control.xlsx") == ["A1: =1+1"]  # so it would reckon what begins as one
    for path in plain:
        its = read / f"{path.stem}.xlsx"
        assert live(its) == []
        told, shown = lines(path.read_bytes()), {cell for row in texts(its)[0] for cell in row}
        kept = {cell for row in told for cell in row if cell.startswith(("'", "l’été", LONG[:9]))}
        assert kept <= shown, path.name
        if path.stem != "cases-bare":
            assert len(kept) > 4  # one each of =, +, - and @, and the words without

    parts = await converted(soffice, tmp_path / "parts", _WRITES_CSV, books)
    for path in books:
        [first, *_] = sorted(parts.glob(f"{path.stem}-*.csv"), key=lambda one: one.stat().st_ctime_ns)
        assert len(lines(first.read_bytes())) > 1
    every = {cell for one in parts.glob("*.csv") for row in lines(one.read_bytes()) for cell in row}
    assert {one.strip() for one in HOSTILE} <= every
    assert LONG.strip() in every
