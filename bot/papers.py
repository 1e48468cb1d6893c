"""The verbs that tell what the network is and did, on screen and on paper: stats, report, brochure."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.terminal import Language, fail, going, settled


class As(StrEnum):
    """How figures are told."""

    TEXT = "text"
    JSON = "json"


def stats(
    period: Annotated[str, typer.Option(help="As behind /stats: 2026, t3 2026, mars 2026, tout.")] = "",
    format_: Annotated[
        As, typer.Option("--format", help="In words, or as numbers by the key of each figure.")
    ] = As.TEXT,
    language: Annotated[Language, typer.Option(help="The language of the words.")] = Language.FR,
) -> None:
    """Print the network's figures: the words of /stats, all of them, as the coordination reads them."""
    from bot.reporting import figures_json, figures_text

    if format_ is As.JSON:
        print(going(figures_json(settled(), period)))
    else:
        print(going(figures_text(settled(), period, language.value)))


def report(
    year: Annotated[int, typer.Argument(help="The year, as 2026.")],
    folder: Annotated[Path, typer.Argument(help="Where the three files go.")],
    template: Annotated[str, typer.Option(help="Which of the network's reports, by its id; else the first.")] = "",
    language: Annotated[Language, typer.Option(help="The language it is in.")] = Language.FR,
) -> None:
    """Write the report of a year to its funders: for Word (DOCX), as PDF, and its annex (XLSX)."""
    from bot.reporting import report_files

    try:
        written = going(report_files(settled(), year, folder, template, language.value))
    except OSError as error:
        fail(f"{folder} cannot be written to ({error.strerror}).")
    for path in written:
        print(path)


class Paper(StrEnum):
    """What a leaflet is printed on; a poster is one page."""

    A5 = "a5"
    A4 = "a4"
    POSTER = "poster"


def brochure(
    folder: Annotated[Path, typer.Option(help="Where the files go.")] = Path(),
    format_: Annotated[
        Paper, typer.Option("--format", help="a5: two pages; a4: two pages, folded once; poster: one page A4.")
    ] = Paper.A4,
    marks: Annotated[bool, typer.Option("--marks", help="For a printer: 3 mm of bleed, and crop marks.")] = False,
    place: Annotated[
        list[str] | None, typer.Option(help="Where it hangs or lies, as mairie-tauves. As often as needed.")
    ] = None,
    language: Annotated[Language, typer.Option(help="The language it is in.")] = Language.FR,
) -> None:
    """Write the network's leaflet or poster as PDF: a file for each place, whose code says where people came from."""
    from bot.brochure import print_out

    try:
        written = going(print_out(settled(), folder, place or (), language.value, format_.value, marks))
    except OSError as error:
        fail(f"{folder} cannot be written to ({error.strerror}).")
    for path in written:
        print(path)
