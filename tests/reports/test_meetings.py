"""What is printed of a meeting: everybody has a line to sign, whatever they are called; minutes hold every decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.meetings import Attendance, Minutes, printed, to_json
from reports.support import Support
from tests.reports import paper
from tests.reports.samples import MADE

PEOPLE = tuple((f"Organisme {at}", (f"Conseil {at} un", f"Conseil {at} deux")) for at in range(1, 13))
SHEET = Attendance(
    "fr", MADE, "Sancy Volcans", "Feuille d’émargement", "#Point [trimestriel] $ _du_ réseau",
    (("Date", "26 mars 2026"), ("Horaires", "de 9 h 30 à 11 h 30"), ("Lieu", "Salle des fêtes")),
    ("Nom, fonction", "Signature"), PEOPLE, "Autres personnes", 6, "Sancy Volcans",
)  # fmt: skip


@pytest.mark.usefixtures("poppler")
def test_everybody_has_a_line() -> None:
    """Nothing is read as markup; each page has the titles and its number, no organisation stands alone at a foot."""
    made = printed(to_json(SHEET))
    pages = paper.pages(made)
    assert len(pages) > 1
    assert all("Signature" in page and f"{at} / {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert "#Point [trimestriel] $ _du_ réseau" in pages[0]
    for organisation, names in PEOPLE:
        assert all(sum(word in page for page in pages) == 1 for word in names)
        assert any(organisation in page and names[0] in page for page in pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert made == printed(to_json(SHEET))


def test_what_no_font_can_draw_keeps_nobody_from_signing() -> None:
    assert printed(to_json(replace(SHEET, subject="Point \N{HERB}"))).startswith(b"%PDF")


DECIDED = tuple((f"#Décision [{at}] $ _du_ réseau", "Chambre de métiers", "10 avril 2026", "") for at in range(1, 60))
MINUTES = Minutes(
    "fr", MADE, "Sancy Volcans", "Compte rendu", "Point trimestriel", (("Date", "26 mars 2026"),),
    ("Ordre du jour", ("Demandes en retard", "#Un [point] $ _à_ nous")),
    ("Décision", "Qui s’en charge", "Pour le", "Fait le"), (("Décisions", DECIDED), ("Reporté", DECIDED[:1])),
    "Aucune décision", "Sancy Volcans",
)  # fmt: skip


@pytest.mark.usefixtures("poppler")
def test_minutes_hold_every_decision() -> None:
    """Over pages, each with the titles and its number; where nothing was decided they say so."""
    made = printed(to_json(MINUTES))
    pages = paper.pages(made)
    assert len(pages) > 1
    assert all("Fait le" in page and f"{at} / {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert [sum(page.count(f"[{at}]") for page in pages) for at in range(1, 60)] == [2] + [1] * 58
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    [empty] = paper.pages(printed(to_json(replace(MINUTES, sections=()))))
    assert "Aucune décision" in empty
    assert "Fait le" not in empty


@pytest.mark.usefixtures("poppler")
def test_minutes_name_what_the_meeting_was_about() -> None:
    """Numbered, and nothing is read as markup; minutes that waited since before there were agendas are printed too."""
    [first, *_] = paper.pages(printed(to_json(MINUTES)))
    assert "1. Demandes en retard" in first
    assert "2. #Un [point] $ _à_ nous" in first
    before = {name: value for name, value in to_json(MINUTES).items() if name != "agenda"}
    for raw in (before, to_json(replace(MINUTES, agenda=("Ordre du jour", ())))):
        [earlier, *_] = paper.pages(printed(raw))
        assert "Ordre du jour" not in earlier


@pytest.mark.usefixtures("poppler")
@pytest.mark.parametrize("made", [SHEET, MINUTES])
def test_who_pays_stands_at_the_end(made: Attendance | Minutes) -> None:
    """With their emblem, once; what was kept before papers said so is printed all the same."""
    sign = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path fill="currentColor" d="M0 0h4v3z"/></svg>'
    paid = replace(
        made, support=(Support("Fonds", "Avec le soutien du fonds.", sign), Support("Région", "La #Région."))
    )
    pages = paper.pages(printed(to_json(paid)))
    assert "Avec le soutien du fonds." in pages[-1]
    assert "La #Région." in pages[-1]
    before = {key: value for key, value in to_json(made).items() if key != "support"}
    assert printed(before) == printed(to_json(made))
