"""Letters: each on a page of its own, whole, whatever it says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.letters import Letter, printed, to_json
from tests.reports import paper
from tests.reports.samples import LINK, MADE

LETTER = Letter(
    "fr", MADE, ("Accueil Sancy Volcans", "Comité"), "Alizé Exemple", "Vos données", ("#Un [mot] $ _comme_ un autre",),
    LINK, "Ce code ouvre votre demande.",
)  # fmt: skip


@pytest.mark.usefixtures("poppler")
def test_each_has_a_page_with_all_of_its_words() -> None:
    """Nothing is read as markup, every page has its link, and the file claims to be accessible."""
    second = replace(LETTER, reader="Brume Exemple", link=f"{LINK}-2")
    made = printed(to_json([LETTER, second]))
    pages = paper.pages(made)
    assert [one.reader in page for one, page in zip((LETTER, second), pages, strict=True)] == [True, True]
    assert all("#Un [mot] $ _comme_ un autre" in page for page in pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert made == printed(to_json([LETTER, second]))


def test_what_no_font_can_draw_keeps_nobody_from_being_told() -> None:
    assert printed(to_json([replace(LETTER, reader="Exemple \N{SNOWMAN WITHOUT SNOW}\N{HERB}")])).startswith(b"%PDF")
