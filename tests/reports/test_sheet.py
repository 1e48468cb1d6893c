"""Sheets of paper: what was said is printed, all of it, as it was said, and it looks the same wherever it is made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.sheet import Section, Sheet, pdf
from tests.codebase.repository import ROOT
from tests.reports import paper
from tests.reports.samples import LINK, MADE, RECORD, TAKEN_HOME, WITHOUT_LINK

SAMPLES = {"record": RECORD, "taken home": TAKEN_HOME, "without a link": WITHOUT_LINK}
A4 = (595.28, 841.89)
"""Points."""
_MARGIN = 56.0
"""A little less than the 23 mm of the template: letters may lean out of their boxes."""


def told(sheet: Sheet) -> Iterator[str]:
    """Every text of a sheet, in the order it is printed."""
    yield from filter(None, _every_text(sheet))


def _every_text(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.letterhead, sheet.heading, sheet.sub_heading)
    yield from (text for pair in sheet.highlights for text in pair)
    yield from sheet.paragraphs
    for small in (False, True):
        if small:
            yield from (sheet.link_words, sheet.link)
        for section in (section for section in sheet.sections if section.small == small):
            yield section.title
            yield from (text for pair in section.lines for text in pair)
            yield from section.steps
    yield from sheet.footer


def letter(text: str) -> Sheet:
    """A sheet that says `text` wherever a sheet can say something, and its place with it."""
    return Sheet(
        language="fr",
        made=MADE,
        letterhead=f"a {text}",
        heading=f"b {text}",
        sub_heading=f"c {text}",
        highlights=((f"d {text}", f"e {text}"), (f"f {text}", f"g {text}")),
        paragraphs=(f"h {text}",),
        sections=(Section(f"i {text}", ((f"j {text}", f"k {text}"), ("", f"l {text}")), (f"m {text}",)),),
        link=LINK,
        link_words=f"n {text}",
        footer=(f"o {text}", f"p {text}"),
    )


# ── What is on it ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sheet_says_everything_in_the_order_it_is_read_in(name: str) -> None:
    sheet = SAMPLES[name]
    (page,) = paper.pages(pdf(sheet))
    rest = paper.squeezed(page)
    for text in told(sheet):
        before, found, rest = rest.partition(paper.squeezed(text))
        assert found == paper.squeezed(text), f"{text!r} is not on the sheet, or not in its place"
        assert len(before) <= len("1.")  # nothing is printed that nobody said, but the number of a step
    assert rest == ""


@pytest.mark.usefixtures("poppler")
def test_a_sheet_says_of_itself_what_it_is() -> None:
    made = pdf(RECORD)
    facts = paper.facts(made)
    assert facts["Title"] == "Dossier SV-0001"
    assert facts["Author"] == "Sancy Volcans"
    assert facts["Tagged"] == "yes"
    assert facts["Page size"].endswith("(A4)")
    assert facts["Pages"] == "1"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made  # PDF/UA-1, which the compiler has checked
    assert b"<rdf:li>fr</rdf:li>" in made
    assert b"<rdf:li>en</rdf:li>" in pdf(replace(RECORD, language="en"))


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("name", SAMPLES)
def test_the_fonts_travel_with_the_sheet_and_are_never_the_machines(name: str) -> None:
    rows = paper.fonts(pdf(SAMPLES[name]))
    assert rows
    assert [row for row in rows if "+Inter-" not in row or " yes yes yes " not in row] == []


@pytest.mark.usefixtures("poppler")
def test_the_code_on_the_paper_is_the_link_module_by_module() -> None:
    """Reads the printed page: somewhere on it stands exactly the pattern that segno makes of the link."""
    modules = [bytes(row) for row in segno.make(LINK, error="m", micro=False).matrix]
    dots = 150
    page = paper.picture(pdf(TAKEN_HOME), dots)
    step = 34 / 25.4 * dots / len(modules)
    cells = [
        (int((column + 0.5) * step), int((row + 0.5) * step), bool(dark))
        for row, line in enumerate(modules)
        for column, dark in enumerate(line)
    ]

    def stands_at(x: int, y: int) -> bool:
        return all(page.dark(x + right, y + down) == dark for right, down, dark in cells)

    assert any(stands_at(x, y) for y in range(page.height) for x in range(page.width // 4))
    assert LINK in " ".join(paper.pages(pdf(TAKEN_HOME)))  # for whoever has no camera


@pytest.mark.usefixtures("poppler")
def test_without_a_link_there_is_no_code_and_no_word_of_it() -> None:
    made = pdf(WITHOUT_LINK)
    assert not [word for word in ("Pour suivre", "t.me") if word in "".join(paper.pages(made))]
    assert b"/Figure" not in made
    assert len(made) < len(pdf(TAKEN_HOME))


def test_a_link_that_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        pdf(replace(TAKEN_HOME, link=LINK + "x" * 3000))


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.usefixtures("poppler")
def test_a_long_answer_runs_over_several_pages_that_can_be_put_back_in_order() -> None:
    answer = " ".join(f"mot{number}" for number in range(1000))[:5000]
    assert len(answer) == 5000
    sheet = replace(RECORD, sections=(Section("Le projet", (("En ses mots", answer), ("Nature", "Reprise"))),))
    pages = paper.pages(pdf(sheet))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in page
        assert "Confidentiel" in page
        assert "Dossier SV-0001" in page
    printed = "".join(paper.squeezed(page) for page in pages)
    assert [word for word in answer.split() if word not in printed] == []


@pytest.mark.usefixtures("poppler")
def test_one_page_has_no_number() -> None:
    assert "1 / 1" not in paper.pages(pdf(RECORD))[0]


# ── Whatever people write ─────────────────────────────────────────────────────────────────────────────────────────

NASTY = (
    '#let x = 1; #eval("1 + 1") #panic() #sys.inputs #read("/etc/hosts") #import "@preview/a:1.0.0"',
    "$ sum_(i=0)^n $ @ref <label> *gras* _penché_ `code` ```rust``` = titre / terme: sens",
    "\\ \\u{41} \\# \\\\ [crochets] {accolades} (parenthèses) ]]) }} \"guillemets\" 'apostrophes' &amp; <b>",
    "https://example.org/a_b?c=d#e // un commentaire /* un autre */ ~ -- --- ... -? 1/2 #",
    "Ça, où, naïve, Łódź, Αθήνα, Київ, œuvre, 12 €, « oui », n° 3, 1ʳᵉ",
)


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("text", NASTY)
def test_marks_that_mean_something_to_the_typesetter_are_only_printed(text: str) -> None:
    printed = paper.squeezed("".join(paper.pages(pdf(letter(text)))))
    assert [said for said in told(letter(text)) if paper.squeezed(said) not in printed] == []


def test_a_character_that_no_font_can_draw_never_costs_somebody_their_sheet() -> None:
    for text in (
        "Bonjour 🧀🙂 👨\u200d👩\u200d👧",
        "中文",
        "שלום עולם",
        "مرحبا بالعالم",
        "\ud83d",
        "e\u0301\u0323\u0334",
        "\u202e\ufeff\x07",
    ):
        assert pdf(letter(text)).startswith(b"%PDF-")


def test_what_nobody_can_see_is_left_out() -> None:
    assert pdf(letter("Domi\x00nique\u200b \u202eExemple\x1b")) == pdf(letter("Dominique Exemple"))


_ALPHABET = st.sampled_from("#$@\\[]{}()*_`<>/=~+\"'-.,:;!?&%^| \n" + "abcdefixyzWM019éèçœÀ’«»€")


@pytest.mark.usefixtures("poppler")
@given(st.text(_ALPHABET, max_size=120))
@settings(max_examples=60)
def test_every_text_is_printed_as_it_was_said_and_stays_on_the_paper(text: str) -> None:
    made = pdf(letter(text))
    printed = paper.squeezed("".join(paper.pages(made)))
    assert [said for said in told(letter(text)) if paper.squeezed(said) not in printed] == []
    outside = [
        word
        for word in paper.words(made)
        if word.left < _MARGIN or word.right > A4[0] - _MARGIN or word.top < 0 or word.bottom > A4[1]
    ]
    assert outside == []


@given(st.text(st.characters(codec=None), max_size=200))
@settings(max_examples=100)
def test_any_text_at_all_makes_a_sheet(text: str) -> None:
    assert pdf(letter(text)).startswith(b"%PDF-")


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize(("letter_", "many"), [("W", 300), ("i", 300), ("É", 300), ("_", 300)])
def test_a_word_without_an_end_breaks_before_the_edge(letter_: str, many: int) -> None:
    made = pdf(letter(letter_ * many))
    assert max(word.right for word in paper.words(made)) <= A4[0] - _MARGIN
    assert paper.squeezed("".join(paper.pages(made))).count(letter_) >= many * 16


def test_a_word_without_an_end_takes_no_seconds() -> None:
    """Where it may break after each letter, the typesetter does not weigh every place against all others: that took a
    hundred times as much as the same letters in words, and takes fifteen times.
    """

    def took(text: str) -> float:
        """Seconds of the processor, of three times the shortest."""
        times = []
        for number in range(3):
            before = time.process_time()
            pdf(replace(letter(text), heading=f"{text}{number}"))  # another one, so that nothing is remembered
            times.append(time.process_time() - before)
        return min(times)

    words = took(" ".join(["WWWWWWW"] * 43))
    assert took("W" * 300) < 40 * words


# ── The same everywhere, and at once ──────────────────────────────────────────────────────────────────────────────


def test_the_same_sheet_is_the_same_bytes_in_another_process_elsewhere(tmp_path: Path) -> None:
    script = (
        "import hashlib; from reports.sheet import pdf; from tests.reports.samples import TAKEN_HOME;"
        "print(hashlib.sha256(pdf(TAKEN_HOME)).hexdigest())"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT), "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=elsewhere, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == hashlib.sha256(pdf(TAKEN_HOME)).hexdigest()


@pytest.mark.usefixtures("poppler")
def test_the_date_of_a_sheet_is_the_one_it_was_given() -> None:
    later = replace(RECORD, made=MADE + timedelta(days=1))
    assert pdf(later) != pdf(RECORD)
    assert "Jun 10 08:30:00 2026" in paper.facts(pdf(later))["CreationDate"]


def test_sheets_are_made_side_by_side() -> None:
    alone = [pdf(sheet) for sheet in SAMPLES.values()]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(pdf, list(SAMPLES.values()) * 4)) == alone * 4


def test_a_sheet_is_small() -> None:
    for number in range(5):
        assert len(pdf(replace(TAKEN_HOME, sub_heading=f"Pour Camille Exemple {number}"))) < 100_000
