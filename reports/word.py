"""A report as a document for Word (DOCX), with headings, tables and pictures that are known as such."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as Doc
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Grid
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from reports import charts
from reports.support import coloured
from reports.typesetting import cleaned, picture

_WIDTH = 17.0
"""Centimetres between the margins of a page."""
_NUMBERS, _LONG_NUMBERS, _LETTER = 2.8, 6.6, 0.19
"""Centimetres of the narrowest and the widest column of numbers, and of a character in it."""
_FONT = "Calibri"
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_TOGETHER = 14
"""Lines of a table that is not parted over two pages."""
_PALE, _RULE = "EEF3F0", "A9C3B7"
_SHARP = 200
"""Dots an inch of an emblem."""
_FIRST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the package, so that the same report is the same bytes."""


def document(raw: Mapping[str, Any]) -> bytes:
    """The file of a report that was kept as JSON: the same bytes for the same report."""
    told = cleaned({key: value for key, value in raw.items() if key != "sections"})
    paper = _Paper(told)
    paper.front(raw)
    for section in raw["sections"]:
        paper.section(section)
    if told["definitions"]:
        paper.definitions()
    out = io.BytesIO()
    paper.doc.save(out)
    return _timeless(out.getvalue())


def _timeless(package: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(zipfile.ZipInfo(one.filename, _FIRST), old.read(one), zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _Paper:
    """A document that is being written."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.told, self.doc = told, Document()
        self.main = RGBColor.from_string(told["main"].removeprefix("#").upper())
        self._page()
        self._styles()
        made = datetime.fromisoformat(told["made"])
        about = self.doc.core_properties
        about.title, about.author = f"{told['title']} · {told['period']}", told["network"]
        about.language, about.comments = _LANGUAGES.get(told["language"], told["language"]), told["status"]
        about.created = about.modified = made
        about.last_modified_by = told["network"]

    # --- the page -----------------------------------------------------------------------------------------------------

    def _page(self) -> None:
        [page] = self.doc.sections
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2)
        page.top_margin, page.bottom_margin = Cm(2), Cm(1.9)
        if self.told["mark"]:
            above = page.header.paragraphs[0]
            above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = above.add_run(self.told["mark"])
            run.bold, run.font.size, run.font.color.rgb = True, Pt(9), _colour(self.told["accent"])
        foot = page.footer.paragraphs[0]
        foot.add_run(f"{self.told['footer']}    ").font.size = Pt(8)
        for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
            _field(foot, field)
            foot.add_run(after).font.size = Pt(8)

    def _styles(self) -> None:
        """Letters, colours and the language of the whole document."""
        styles = self.doc.styles
        language = _LANGUAGES.get(self.told["language"], self.told["language"])
        normal = _style(self.doc, "Normal")
        normal.font.name, normal.font.size = _FONT, Pt(10.5)
        normal.paragraph_format.space_after = Pt(6)
        for name, size, before in (("Title", 28, 0), ("Heading 1", 17, 20), ("Heading 2", 12, 12)):
            one = _style(self.doc, name)
            one.font.name, one.font.size, one.font.bold, one.font.color.rgb = _FONT, Pt(size), True, self.main
            one.paragraph_format.space_before, one.paragraph_format.space_after = Pt(before), Pt(5)
            one.paragraph_format.keep_with_next = True
            fonts = one.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            for border in one.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)
        for properties in (styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}"), normal.element.rPr):
            for old in properties.findall(qn("w:lang")):
                properties.remove(old)
            lang = OxmlElement("w:lang")
            for kind in ("val", "eastAsia"):
                lang.set(qn(f"w:{kind}"), language)
            properties.append(lang)

    # --- what stands on it --------------------------------------------------------------------------------------------

    def front(self, raw: Mapping[str, Any]) -> None:
        """Whose report it is, of which year, what was achieved, who pays."""
        told = self.told
        if raw["logo"]:
            above = self.doc.add_paragraph()
            self._drawing(above, raw["logo"], 1.8, told["network"])
        self.doc.add_paragraph(told["title"], "Title").paragraph_format.space_after = Pt(0)
        period = self.doc.add_paragraph()
        run = period.add_run(f"{told['network']} · {told['period']}")
        run.bold, run.font.size = True, Pt(14)
        said = self.doc.add_paragraph().add_run(told["status"])
        said.italic, said.font.color.rgb = not told["mark"], _colour(told["accent"] if told["mark"] else "#56615b")
        if told["highlights"]:
            self._tiles(told["highlights"])
        if told["support"]:
            self._support(raw["support"])
        if told.get("contact"):
            self.doc.add_paragraph().add_run(told["contact"]).font.size = Pt(9)

    def _tiles(self, tiles: Sequence[Sequence[str]]) -> None:
        grid = self.doc.add_table(1, len(tiles))
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, (number, name, before) in zip(grid.rows[0].cells, tiles, strict=True):
            _shade(cell, _PALE)
            big = cell.paragraphs[0]
            run = big.add_run(number)
            run.bold, run.font.size, run.font.color.rgb = True, Pt(26), self.main
            big.paragraph_format.space_after = Pt(0)
            under = cell.add_paragraph()
            under.add_run(name).bold = True
            under.paragraph_format.space_after = Pt(0)
            if before:
                cell.add_paragraph().add_run(before).font.size = Pt(9)
        self.doc.add_paragraph().paragraph_format.space_after = Pt(4)

    def _support(self, support: Sequence[Mapping[str, str]]) -> None:
        self.doc.add_paragraph(self.told["supported"], "Heading 2")
        for one, said in zip(support, self.told["support"], strict=True):
            line = self.doc.add_paragraph()
            if one["emblem"]:
                self._drawing(line, one["emblem"], 1.3, said["name"])
                line.paragraph_format.keep_with_next, line.paragraph_format.space_after = True, Pt(3)
                line = self.doc.add_paragraph()
            line.add_run(said["sentence"])

    def section(self, raw: Mapping[str, Any]) -> None:
        """A part under its heading."""
        said = cleaned({key: value for key, value in raw.items() if key != "pictures"})
        self.doc.add_paragraph(said["heading"], "Heading 1")
        if said["introduction"]:
            self.doc.add_paragraph(said["introduction"]).paragraph_format.keep_with_next = True
        if said["words"] is not None:
            self.doc.add_paragraph(self.told["own"], "Heading 2")
            for line in said["words"].split("\n"):
                self.doc.add_paragraph(line)
        for table in said["tables"]:
            self._table(table)
        for one in raw["pictures"]:
            self._picture(charts.drawn(one["chart"]), cleaned(one["alt"]))
        for note in said["notes"]:
            self.doc.add_paragraph().add_run(note).italic = True

    def definitions(self) -> None:
        """What each figure means."""
        self.doc.add_paragraph(self.told["defined"], "Heading 1")
        for title, means in self.told["definitions"]:
            line = self.doc.add_paragraph()
            line.add_run(title).bold = True
            line.add_run(f"\n{means}").font.size = Pt(9.5)

    def _table(self, table: Mapping[str, Any]) -> None:
        """A table whose titles stand again on each page, and no line of which is broken over two."""
        if table["title"]:
            self.doc.add_paragraph(table["title"], "Heading 2")
        if table["rows"]:
            self._rows(table)
        if table["note"]:
            self.doc.add_paragraph().add_run(table["note"]).font.size = Pt(9)

    def _rows(self, table: Mapping[str, Any]) -> None:
        grid = self.doc.add_table(1, len(table["columns"]), style="Table Grid")
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
        _mark_header(grid)
        numbers = 0 if table["wide"] else len(table["columns"]) - 1
        _fill(grid.rows[0].cells, table["columns"], numbers, bold=True)
        for cell in grid.rows[0].cells:
            _shade(cell, self.told["main"].removeprefix("#").upper())
            for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
                run.font.color.rgb = RGBColor(255, 255, 255)
        for row in table["rows"]:
            _fill(grid.add_row().cells, row, numbers)
        for row in grid.rows:
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        _widths(grid, [_wide(cells) for cells in zip(*table["rows"], strict=True)][-numbers:] if numbers else [])
        _line(grid)
        if len(grid.rows) <= _TOGETHER:
            _keep(grid)
        gap = self.doc.add_paragraph()
        gap.paragraph_format.space_after, gap.paragraph_format.line_spacing = Pt(0), Pt(6)

    def _picture(self, png: bytes, alt: str) -> None:
        line = self.doc.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = line.add_run().add_picture(io.BytesIO(png), width=Cm(11.5))
        shape._inline.docPr.set("descr", alt)

    def _drawing(self, line: Paragraph, svg: str, height: float, alt: str) -> None:
        told = {"drawing": coloured(svg, self.told["main"]), "height": height / 2.54 * 72}
        shape = line.add_run().add_picture(io.BytesIO(picture("emblem", told, _SHARP)), height=Cm(height))
        if shape.width > Cm(5):
            shape.width, shape.height = Cm(5), Length(round(shape.height * Cm(5) / shape.width))
        shape._inline.docPr.set("descr", alt)


# --- pieces -----------------------------------------------------------------------------------------------------------


def _style(doc: Doc, name: str) -> ParagraphStyle:
    style = doc.styles[name]
    assert isinstance(style, ParagraphStyle)  # noqa: S101 - the template has it
    return style


def _colour(of: str) -> RGBColor:
    return RGBColor.from_string(of.removeprefix("#").upper())


def _field(line: Paragraph, name: str) -> None:
    """The number of the page, or of all pages, reckoned by whatever shows the document."""
    run = line.add_run()
    run.font.size = Pt(8)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    line._p.append(field)
    field.append(run._r)
    run.text = "1"


def _shade(cell: Cell, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _mark_header(grid: Grid) -> None:
    """The first row has the titles: it stands again on each page, and is read as such."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)


def _fill(cells: Sequence[Cell], words: Sequence[str], numbers: int, *, bold: bool = False) -> None:
    for at, (cell, text) in enumerate(zip(cells, words, strict=True)):
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = line.paragraph_format.space_before = Pt(2)
        run = line.add_run(text)
        run.bold, run.font.size = bold, Pt(9.5)
        if at >= len(words) - numbers:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _keep(grid: Grid) -> None:
    """A short table stands on one page."""
    for row in grid.rows[:-1]:
        for cell in row.cells:
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = True


def _line(grid: Grid) -> None:
    """Light lines between the rows alone."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _RULE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    for side in ("left", "right", "insideV"):
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "nil")
        borders.append(line)
    grid._tbl.tblPr.append(borders)


def _wide(cells: Sequence[str]) -> float:
    """How wide a column of numbers is (centimetres): as its longest asks."""
    return min(_LONG_NUMBERS, max(_NUMBERS, _LETTER * max(map(len, cells)) + 0.5))


def _widths(grid: Grid, numbers: Sequence[float]) -> None:
    """The last columns have those widths (centimetres); the others share what is left."""
    words = len(grid.columns) - len(numbers)
    for at, centimetres in enumerate([(_WIDTH - sum(numbers)) / words] * words + [*numbers]):
        width = Cm(centimetres)
        grid.columns[at].width = width
        for cell in grid.columns[at].cells:
            cell.width = width
