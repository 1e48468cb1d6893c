"""Bad spreadsheets: for each the report that it gets, written down before there was anything that read one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import product

import pytest

from conversations.words.catalogue import words
from network.imports.ground import Ground
from network.imports.reading import read_on
from network.imports.rows import Reading, UnreadableError
from tests.imports.broken import OLD, REPEATED, bomb, far_cell, long_xlsx, lying_bomb, ods, package
from tests.imports.old_base import workbook

HEAD = ("Nom", "Prénom", "Téléphone", "Commune", "Date du premier contact")
MET = date(2026, 3, 12)
MAIL = "alize@example.org"
DAYS = (46093, "12/03/26", "mars 2026", "2026-03-12", "12 mars 2026 à 14h", "12.3.2026")
ONE = ("Exemple", "Alizé", "01 99 00 00 01", "Besse", MET)
TWO = ("Modèle", "Brume", "01 99 00 00 02", "Tauves", MET)
Rows = list[tuple[object, ...]]


def xlsx(*rows: tuple[object, ...], **others: Rows) -> bytes:
    return workbook({**others, "Suivi": list(rows)})


def text(*lines: str, encoding: str = "utf-8", end: str = "\r\n") -> bytes:
    return end.join(lines).encode(encoding)


HEAD_TEXT, ONE_TEXT = (
    "Nom;Prénom;Téléphone;Commune;Date du premier contact",
    "Exemple;Élise;01 99 00 00 01;Besse;12/03/2026",
)

REPORTS: dict[str, tuple[Callable[[], bytes], str]] = {
    # --- no table at all
    "an empty file": (lambda: b"", "no: empty"),
    "a workbook with nothing in it": (partial(workbook, {"Feuil1": [], "Feuil2": []}), "no: empty"),
    "a picture, renamed": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no: picture"),
    "a PDF, renamed": (lambda: b"%PDF-1.7\n" + bytes(100), "no: pdf"),
    "a web page called .xls": (lambda: b"\xef\xbb\xbf<html><table><tr><td>Nom</td></tr></table>", "no: page"),
    "the old .xls": (lambda: OLD + bytes(2000), "no: old"),
    "a locked .xlsx": (lambda: OLD + "EncryptedPackage".encode("utf-16-le") + bytes(2000), "no: locked"),
    "a locked .ods": (partial(ods, [HEAD, ONE], locked=True), "no: locked"),
    "a letter": (partial(package, {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}), "no: no_table"),
    "noise": (lambda: bytes(range(256)) * 20, "no: no_table"),
    "half a workbook": (lambda: xlsx(HEAD, ONE)[:2500], "no: damaged"),
    # --- larger than anything that is meant
    "a bomb": (bomb, "no: unpacks"),
    "a bomb that lies": (lying_bomb, "no: unpacks"),
    "100,000 lines": (partial(long_xlsx, 100_000), "no: too_long"),
    "100,000 lines of text": (lambda: text(HEAD_TEXT, *[ONE_TEXT] * 100_000), "no: too_long"),
    "a cell in the last line": (partial(far_cell, "B1048576"), "no: too_long"),
    "a cell in the last column": (partial(far_cell, "XFD2"), "no: too_wide"),
    "a line that stands a million times": (partial(ods, [HEAD, ONE], REPEATED), "no: too_wide"),
    "a quotation mark that never closes": (
        lambda: text(HEAD_TEXT, 'Exemple;"Élise;01 99 00 00 01;Besse;12/03/2026', *[ONE_TEXT] * 100),
        "no: quote",
    ),
    # --- other shapes
    "titles, empty lines and columns before": (
        lambda: xlsx(("Base de suivi",), (), ("", *HEAD), (), ("", *ONE), (), ("2025",), ("", *HEAD), ("", *TWO)),
        "in 5 9; out 7 A alone",
    ),
    "two sheets": (
        lambda: xlsx(HEAD, ONE, Listes=[("Commune", "Code postal"), ("Besse", 63610)], Vide=[]),
        "Suivi, not Listes, Vide; in 2",
    ),
    "no titles": (lambda: xlsx(ONE, TWO), "no: no_header"),
    "a column that cannot be missing": (
        lambda: xlsx(("Nom", "Prénom", "Téléphone", "Projet"), (*ONE[:3], "Un gîte")),
        "asks: missing met_on/last_exchange",
    ),
    "titles that may be those of several lists": (
        lambda: xlsx(("Nom", "Prénom", "Téléphone"), ONE[:3]),
        "asks: sort cases/organisations/referents/offers",
    ),
    "titles that may be several things": (
        lambda: xlsx(("Nom", "Contact", "Date", "Référent"), ("Exemple", "01 99 00 00 01", MET, "Conseiller commerce")),
        "asks: column C met_on/last_exchange, column D technical/territorial",
    ),
    "a title that what stands below denies": (
        lambda: xlsx(("Nom", "Téléphone", "Premier contact"), ("Exemple", MAIL, MET), ("Modèle", MAIL, MET)),
        "asks: column B phone/email",
    ),
    # --- other encodings
    "cp1252": (lambda: text(HEAD_TEXT, ONE_TEXT, encoding="cp1252"), "in 2"),
    "an old Macintosh": (
        lambda: text(HEAD_TEXT, "Modèle;Brume;01 99 00 00 02;Besse;12/03/2026", encoding="mac_roman", end="\r"),
        "in 2",
    ),
    "UTF-8 with its mark, commas, a line within a cell": (
        lambda: text("Nom,Projet,Tél,1er contact", 'Dune,"Café,\ngîte",0199000001,12/03/2026', encoding="utf-8-sig"),
        "in 2",
    ),
    "UTF-16, tabs": (lambda: text(HEAD_TEXT, ONE_TEXT, encoding="utf-16").replace(b";", b"\t"), "in 2"),
    "UTF-16 without its mark": (lambda: text(HEAD_TEXT, ONE_TEXT, encoding="utf-16-le"), "in 2"),
    "a line for Excel alone": (lambda: text("sep=,", HEAD_TEXT.replace(";", ","), ONE_TEXT.replace(";", ",")), "in 3"),
    # --- other types
    "ODS": (partial(ods, [HEAD, ONE, ("",), TWO]), "in 2 4"),
    "a telephone number as a number": (
        lambda: xlsx(HEAD, (*ONE[:2], 199000001, *ONE[3:]), (*TWO[:2], 33199000002, *TWO[3:])),
        "in 2 3",
    ),
    "days of all sorts": (
        lambda: xlsx(
            HEAD,
            *(
                ("Exemple", "Alizé", f"01 99 00 00 {at:02}", "Besse", said)
                for at, said in enumerate(DAYS)
            ),
            ("Exemple", "Dune", "01 99 00 00 07", "Besse", "31/02/2026"),
            ("Exemple", "Dune", "01 99 00 00 08", "Besse", "12/03/2028"),
            ("Exemple", "Dune", "01 99 00 00 09", "Besse", "12/03/1926"),
            ("Exemple", "Dune", "01 99 00 00 10", "Besse", True),
            ("Exemple", "Dune", "01 99 00 00 11", "Besse", ""),
        ),
        "in 2 3 4 5 6 7; out 8 E date, 9 E future, 10 E year, 11 E date, 12 no_date",
    ),
    "formulas": (lambda: xlsx(HEAD, ("Exemple", "Alizé", "#REF!", "Besse", MET), TWO), "in 3; out 2 C formula"),
    "cells that are wrong": (
        lambda: xlsx(
            (*HEAD, "Mail", "Statut", "Secteur", "Référent technique"),
            ("", "", *ONE[2:], "", "", "", ""),
            ("Exemple", "Cyan", "", *ONE[3:], "", "", "", ""),
            ("Exemple", "Cyan", "01 99", *ONE[3:], "a@b", "on verra", "", ""),
            ("Exemple", "Cyan", "01 99 00 00 03", "Zzyzx", MET, "", "en cours", "qqch", "Personne d’ici"),
            ("Exemple", "Cyan", "01 99 00 00 04", "Sancy", MET, "", "en cours", "qqch", "Personne d’ici"),
            ("Exemple", "Cyan", "01 99 00 00 05", "Lyon", MET, "", "EN COURS", "qqch", "Personne d’ici"),
        ),
        "in 7; out 2 no_name, 3 no_contact, 4 C phone_digits, 4 F email, 4 G state, 5 D commune, 6 D commune_which; "
        "noted 5 H sector, 5 I referent, 6 H sector, 6 I referent, 7 H sector, 7 I referent",
    ),
    # --- what is there already, what is kept no longer
    "lines that stand twice": (
        lambda: xlsx(HEAD, ONE, TWO, ("exemple", "ALIZÉ", "+33 1 99 00 00 01", "", MET), (*ONE[:4], date(2026, 6, 1))),
        "in 2 3 5; double 4=2 5~2",
    ),
    "lines of long ago": (
        lambda: xlsx(HEAD, (*ONE[:4], date(2023, 1, 1)), ("", "", "01 99", "", "2022-05-01"), TWO),
        "in 4; past 2 3",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REPORTS)
def test_a_bad_spreadsheet_gets_a_clear_report(name: str, ground: Ground) -> None:
    make, expected = REPORTS[name]
    assert report(make(), ground) == expected


def report(data: bytes, ground: Ground) -> str:
    """What is said of a file, in short; its sentences can be written in both languages."""
    try:
        found = read_on(ground, data)
    except UnreadableError as error:
        told, said = [error.why], [f"no: {error.key.removeprefix('imports.')}"]
    else:
        told = [*(fault.why for fault in found.faults), *(question.asked for question in found.columns.questions)]
        said = _said(found)
    for locale, one in product(("fr", "en"), told):
        words(locale).write(one, str)
    return "; ".join(said)


def _said(found: Reading) -> list[str]:
    if found.columns.questions:
        asked = (
            f"{question.key.removeprefix('imports.ask.')} "
            f"{found.columns.columns[question.columns[0]].letter + ' ' if question.key.endswith('column') else ''}"
            f"{'/'.join(question.fields)}"
            for question in found.columns.questions
        )
        return [f"asks: {', '.join(asked)}"]
    faults = {
        stops: ", ".join(
            " ".join(filter(None, (str(one.line), one.column, one.key.removeprefix("imports.fault."))))
            for one in found.faults
            if one.stops is stops
        )
        for stops in (True, False)
    }
    doubles = " ".join(f"{one.line}{'=' if one.sure else '~'}{one.of}" for one in found.doubles)
    return [
        *([f"{found.sheet}, not {', '.join(found.other_sheets)}"] if found.other_sheets else []),
        f"in {' '.join(str(row.line) for row in found.rows)}".strip(),
        *([f"past {' '.join(map(str, found.past_retention))}"] if found.past_retention else []),
        *([f"out {faults[True]}"] if faults[True] else []),
        *([f"noted {faults[False]}"] if faults[False] else []),
        *([f"double {doubles}"] if doubles else []),
    ]
