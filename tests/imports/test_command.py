"""`python -m bot import-cases`: what it says of a file, read by a process of its own; it changes nothing."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot import spreadsheets
from bot.__main__ import app
from bot.import_cases import ColumnsError, columns_given
from bot.terminal import console
from bot.workshop import Workshop
from network.imports.limits import MOST_LINES
from network.imports.rows import UnreadableError
from network.model import Network
from tests.imports.broken import far_cell, wide_xlsx
from tests.imports.conftest import TODAY
from tests.imports.old_base import old_base, workbook
from tests.stage import NETWORK
from tests.stage.inside import value


async def test_an_old_base_is_read_and_nothing_is_changed(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would go in, what stays out by line and column, doubles, what is kept no longer; then what is to be asked,
    and the same with the answer.
    """
    monkeypatch.setattr(console, "width", 300)
    settings = {
        "BOT_TOKEN": "7000000001:" + "w" * 35,
        "DATABASE_URL": database_url,
        "NETWORK_FILE": str(NETWORK),
    }

    async def said(data: bytes, *words: str) -> tuple[int, str]:
        (tmp_path / "base.xls").write_bytes(data)
        given = ["import-cases", str(tmp_path / "base.xls"), *words]
        done = await asyncio.to_thread(lambda: CliRunner().invoke(app, given, env=settings))
        return done.exit_code, " ".join(done.output.split())

    begun = await asyncio.to_thread(CliRunner().invoke, app, ["import", "--yes"], env=settings)
    assert begun.exit_code == 0, begun.output
    base = old_base(datetime.now(UTC).date(), past=7)
    code, told = await said(base.xlsx(), "--language", "fr", "--all")
    assert code == 0
    assert "sheet “Suivi”: a list of cases, whose titles stand on line 1." in told
    assert "273 of 300 lines would go in. 20 stay out until mended. 7 stay out since" in told
    assert all(f"│ {line} " in told for line in base.bad)
    assert "Ce numéro a 6 chiffres. Un numéro français en a 10." in told

    asked = workbook(
        {"Suivi": [("Nom", "Tél", "Date", "Projet"), ("Exemple", "0199000001", base.lines[0][10], "Un gîte")]}
    )
    code, told = await said(asked)
    assert (code, "Column C, “Date”" in told, "(met_on, last_exchange)" in told) == (1, True, True)
    assert (await said(asked, "--columns", "C=met_on"))[0] == 0
    code, told = await said(far_cell("B1048576"))
    assert (code, "goes beyond line 20000" in told) == (1, True)
    assert await value(database_url, "SELECT count(*) FROM case_file") == 0


def test_what_a_column_is_said_to_be() -> None:
    assert columns_given(["c=phone", "D="]) == {"C": "phone", "D": ""}
    assert columns_given([]) is None
    for wrong in ("C=when", "phone", "3=phone"):
        with pytest.raises(ColumnsError, match="Fields: accessible, adults, aid"):
            columns_given([wrong])


@pytest.mark.proof
async def test_the_largest_file_is_read_within_its_bounds(network: Network) -> None:
    """By the process that reads what coordinators send: as long as may be, and as wide."""
    lines = MOST_LINES - 1
    workshop, base = Workshop(), old_base(TODAY, lines)
    found = await spreadsheets.read(workshop, base.xlsx(), network, TODAY)
    assert (found.lines, len(found.rows)) == (lines, lines - len(base.bad))
    with pytest.raises(UnreadableError, match=r"imports\.no_header"):  # it was opened, and nothing in it is known
        await spreadsheets.read(workshop, wide_xlsx(lines), network, TODAY)
