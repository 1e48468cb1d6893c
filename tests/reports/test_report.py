"""The report of a year as a document and as PDF: every figure is there, and whoever has it read aloud hears it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn

from reports.charts import to_json as chart_json
from reports.report import Format, Picture, Report, Section, Table, to_json, written
from reports.support import Support
from tests.reports import paper
from tests.reports.test_charts import SETS

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30">'
EMBLEM = f'{_SVG}<rect width="60" height="30" fill="currentColor"/></svg>'
NUMBERS = (("Demandes", "58", "41"), ("À temps", "12 sur 40, 30 %", "9 sur 17"))
MANY = tuple((f"#Détail [{at}] $ _du_", str(1000 + at), str(3000 + at)) for at in range(60))
REPORT = Report(
    language="fr",
    made="2027-02-01",
    network="Sancy Volcans",
    main="#1f6b4f",
    accent="#b4452c",
    logo=EMBLEM,
    title="Bilan d’activité",
    period="Année 2026",
    status="Provisoire : chiffres au 30 novembre 2026.",
    mark="PROVISOIRE",
    highlights=(("58", "Demandes", "2025 : 41"), ("156", "Personnes rencontrées", "2025 : 97")),
    supported="Avec le soutien de",
    support=(Support("Fonds", "Avec l’aide du Fonds d’exemple.", EMBLEM), Support("Autre", "Et d’un autre.")),
    contact="Une question : Animatrice du réseau, 01 99 00 00 31",
    own="La parole de la coordination",
    sections=(
        Section(
            "Les demandes", "Voici combien.", "Une année\npleine.",
            (
                Table("", ("Chiffre", "2026", "2025"), NUMBERS),
                Table("Par nature", ("Détail", "Demandes", "Adultes"), MANY, "Détail non montré."),
                Table("Réorientations", ("Détail", "Demandes"), (), "Rien n’est montré."),
            ),
            tuple(Picture(chart_json(one), f"Image de {one.kind}") for one in (SETS["months"], SETS["communes"])),
            ("Une remarque.",),
        ),
        Section(
            "Réunions", tables=(
                Table("Tenues", ("Date", "Sujet", "Présents", "Structures"),
                      (("14 mars 2026", "Point", "Non renseigné", "Mairie"),), wide=True),
            ),
        ),
    ),
    defined="Ce que comptent les chiffres",
    definitions=(("Demandes", "Dont le premier contact tombe dans l’année."),),
    footer="Sancy Volcans · 2026",
)  # fmt: skip


def said(report: Report) -> list[str]:
    """Every word of a report, but for what is drawn."""
    found: list[str] = []

    def add(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for key, one in value.items():
                if key not in ("chart", "emblem", "logo", "language", "made", "main", "accent", "name", "pictures"):
                    add(one)
        elif isinstance(value, list | tuple):
            for one in value:
                add(one)

    add({**asdict(report), "sections": [{**asdict(one), "tables": _shown(one)} for one in report.sections]})
    return [one for one in found if one]


def _shown(section: Section) -> list[object]:
    """A table without rows shows no columns."""
    return [asdict(one) if one.rows else {"title": one.title, "note": one.note} for one in section.tables]


def opened(report: Report) -> Doc:
    return Document(io.BytesIO(written(to_json(report, Format.DOCX))))


def test_a_document_says_all_of_it() -> None:
    """Every word stands in it, none is read as markup; the same report is the same bytes."""
    made = written(to_json(REPORT, Format.DOCX))
    doc = Document(io.BytesIO(made))
    told = [line.text for line in doc.paragraphs]
    told += [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    told += [line.text for line in (*doc.sections[0].header.paragraphs, *doc.sections[0].footer.paragraphs)]
    whole = paper.squeezed("".join(told))
    for one in said(REPORT):
        assert paper.squeezed(one) in whole, one
    assert made == written(to_json(REPORT, Format.DOCX))


def test_a_document_is_known_by_its_structure() -> None:
    """Headings are headings, and none is empty; the first row of each table is its titles; each picture says what it
    shows; the language is French; every page says that the year is not over, and its number.
    """
    doc = opened(REPORT)
    headings = {name: [one.text for one in doc.paragraphs if one.style and one.style.name == name]
                for name in ("Title", "Heading 1", "Heading 2")}  # fmt: skip
    assert headings["Title"] == [REPORT.title]
    assert headings["Heading 1"] == ["Les demandes", "Réunions", REPORT.defined]
    assert "Par nature" in headings["Heading 2"]
    assert all(text.strip() for some in headings.values() for text in some)
    tiles, *tables = doc.tables
    assert len(tiles.rows) == 1
    for table in tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    shown = doc.element.body.findall(f".//{qn('wp:docPr')}")
    assert [one.get("descr") for one in shown] == ["Sancy Volcans", "Fonds", "Image de months", "Image de communes"]
    with zipfile.ZipFile(io.BytesIO(written(to_json(REPORT, Format.DOCX)))) as parts:
        styles, head, foot = (
            parts.read(name).decode()
            for name in ("word/styles.xml", *(one for kind in ("header", "footer") for one in sorted(parts.namelist())
                                              if one.startswith(f"word/{kind}")))
        )  # fmt: skip
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"fr-FR"}
    assert "PROVISOIRE" in head
    assert "PAGE" in foot
    assert doc.core_properties.title == "Bilan d’activité · Année 2026"


@pytest.mark.usefixtures("poppler")
def test_a_pdf_says_all_of_it() -> None:
    """On pages with their numbers, each of which says that the year is not over; tagged for whoever has it read."""
    made = written(to_json(REPORT, Format.PDF))
    pages = paper.pages(made)
    whole = paper.squeezed("".join(pages))
    for one in said(REPORT):
        assert paper.squeezed(one) in whole, one
    assert len(pages) > 2
    assert all("PROVISOIRE" in page and f"{at} / {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert paper.facts(made)["Title"] == "Bilan d’activité · Année 2026"
    assert made == written(to_json(REPORT, Format.PDF))


@pytest.mark.usefixtures("poppler")
def test_what_is_empty_takes_no_room() -> None:
    """A network without a logo, a funder, a picture, and hardly a figure, still has a report."""
    bare = replace(
        REPORT,
        logo="",
        support=(),
        highlights=(),
        contact="",
        mark="",
        definitions=(),
        sections=(Section("Rien", notes=("Aucune.",)),),
    )
    [page] = paper.pages(written(to_json(bare, Format.PDF)))
    assert "PROVISOIRE" not in page
    assert REPORT.supported not in page
    doc = opened(bare)
    assert [one.text for one in doc.paragraphs if one.style and one.style.name == "Heading 1"] == ["Rien"]
    assert not doc.tables


@pytest.mark.long
@pytest.mark.usefixtures("poppler")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_document_opens_elsewhere(tmp_path: Path) -> None:
    """Another program than the one that wrote it makes pages of it that say the same."""
    (tmp_path / "report.docx").write_bytes(written(to_json(REPORT, Format.DOCX)))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    convert = ("soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "report.docx")
    subprocess.run(convert, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pages = paper.pages((tmp_path / "report.pdf").read_bytes())
    whole = paper.squeezed("".join(pages))
    for one in said(REPORT):
        assert paper.squeezed(one) in whole, one
    assert all("PROVISOIRE" in page for page in pages)
