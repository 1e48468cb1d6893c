"""Which files are taken, by name and type."""

from __future__ import annotations

import pytest

from conversations.words.files import MARKED, PROGRAM, refusal

PDF = "application/pdf"


@pytest.mark.parametrize("mark", "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_a_name_that_turns_round_is_refused(mark: str) -> None:
    assert refusal(f"facture{mark}fdp.exe", PDF) == MARKED
    assert refusal(f"{mark}plan.pdf", PDF) == MARKED


@pytest.mark.parametrize(
    "name",
    ["setup.exe", "BAIL.PDF.EXE", "bail.pdf.scr", "photo.jpg.lnk", "devis.docm", "comptes.xlsm", "bail.exe.",
     "bail.exe .", "appli.apk", "note.vbs", "page.hta", "outil.ps1", "outil.command", "disque.iso", "x.jar", ".bat",
     "lance.sh"],
)  # fmt: skip
def test_a_program_is_refused(name: str) -> None:
    assert refusal(name, PDF) == PROGRAM


@pytest.mark.parametrize(
    "mime", ["application/x-msdownload", "application/vnd.android.package-archive", "text/x-python"]
)
def test_a_program_is_refused_by_its_type(mime: str) -> None:
    assert refusal("plan.pdf", mime) == PROGRAM
    assert refusal(None, mime.upper()) == PROGRAM


@pytest.mark.parametrize(
    "name",
    [None, "", "bail.pdf", "Étude de marché (v2).docx", "comptes.xlsx", "plan.dwg", "photos.zip", "façade.jpeg", "exe",
     "programme.pdf", "l’avis de M. Com", "sortie.exe.pdf", "العقد.pdf", "חוזה.pdf", "présentation.odp", "liste.csv"],
)  # fmt: skip
def test_anything_else_is_taken(name: str | None) -> None:
    assert refusal(name, PDF) is None
    assert refusal(name, None) is None
