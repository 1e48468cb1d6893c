"""The coordinator's month in the chat: figures and their pictures, the lists behind them, the files that are taken out,
the report, a meeting, the leaflet.
"""

from __future__ import annotations

import asyncio
import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.async_api import Locator, Page, expect

from tests.browser.rehearsal import (
    COORDINATOR,
    NARROW,
    WIDE,
    chromium,
    demonstration,
    look,
    opened,
    show,
    telephone,
    write,
)
from tests.browser.test_meetings import arrange, hears, press
from tests.reports import paper

LOADED = """() => [...document.querySelectorAll("img")].every((img) => img.complete && img.naturalWidth > 0)"""
WHOLE = """(img) => Math.abs(img.clientHeight / img.clientWidth - img.naturalHeight / img.naturalWidth) < 0.02"""
PICTURES = (
    ("Carte", "Demandes par commune souhaitée"),
    ("Délais", "Délai du premier contact"),
    ("Mois", "Demandes par mois"),
)
PEOPLE = 30
"""So many requests came before the demonstration begins."""


def newest(page: Page) -> Locator:
    """The coordinator's newest message."""
    return telephone(page, COORDINATOR).locator("[data-testid=log]:visible .message").last


async def say(page: Page, text: str, then: str) -> None:
    """The coordinator types that, and reads these words."""
    await write(await show(page, COORDINATOR), text)
    await hears(page, COORDINATOR, then)


async def picture(page: Page, words: str) -> str | None:
    """The picture in the newest message, which says these words, is seen whole; gives where it comes from."""
    await hears(page, COORDINATOR, words)
    await expect(newest(page).locator("img")).to_have_count(1)
    await page.wait_for_function(LOADED)
    assert await newest(page).locator("img").evaluate(WHOLE)
    return await newest(page).locator("img").get_attribute("src")


async def printed(page: Page, keep: str, words: str, least: int) -> None:
    """The newest message has a PDF of so many pages at the least, on which these words are read. It is kept with the
    screens, to be looked at.
    """
    found = newest(page).get_by_test_id("file")
    await expect(found).to_contain_text(".pdf")
    answer = await page.request.get(str(await found.evaluate("(link) => link.href")))
    data = await answer.body()
    pages = paper.pages(data)
    assert len(pages) >= least
    assert paper.squeezed(words) in paper.squeezed(" ".join(pages))
    if folder := os.environ.get("SCREENSHOTS"):
        (Path(folder) / f"{keep}.pdf").write_bytes(data)


async def figures(page: Page, keep: str) -> None:
    """/stats: another block, another period, the list behind a figure, the pictures, what nobody serves."""
    await say(page, "/stats", "Le réseau en chiffres")
    await look(page, keep=f"{keep}-figures")
    await press(page, COORDINATOR, "Période")
    await hears(page, COORDINATOR, "Quelle période")
    await look(page, keep=f"{keep}-periods")
    await press(page, COORDINATOR, "Les 12 derniers mois")
    await hears(page, COORDINATOR, "Le réseau en chiffres.: de ")
    await press(page, COORDINATOR, "Suivi")
    await hears(page, COORDINATOR, "Le réseau en chiffres.: de .*Suivies sur place")
    await look(page, keep=f"{keep}-support")


async def behind_a_figure(page: Page, keep: str) -> None:
    """The cases that a figure counts, as many as it says; and those that are late."""
    button = telephone(page, COORDINATOR).locator(".key").filter(has_text=re.compile(r"\(\d+\)$")).last
    many = re.findall(r"\d+", await button.inner_text())[-1]
    await button.click()
    await hears(page, COORDINATOR, rf"\b{many}\b.*SV-00")
    await look(page, keep=f"{keep}-list")
    await say(page, "/attente", "attendent.*EN RETARD")
    await look(page, keep=f"{keep}-late")


async def pictures(page: Page, keep: str) -> None:
    """[En image] under the figures sends one; it turns in its place, and each is another one."""
    await say(page, "/stats", "Le réseau en chiffres")
    await press(page, COORDINATOR, "En image")
    seen = {await picture(page, "Demandes par mois")}
    count = await telephone(page, COORDINATOR).locator("[data-testid=log]:visible .message").count()
    await look(page, keep=f"{keep}-months")
    for label, words in PICTURES:
        await press(page, COORDINATOR, label)
        seen.add(await picture(page, words))
        await look(page, keep=f"{keep}-{label.lower()}")
    assert len(seen) == len(PICTURES) + 1, "each time it is drawn it is another file"
    await expect(telephone(page, COORDINATOR).locator("[data-testid=log]:visible .message")).to_have_count(count)
    await say(page, "/stats manques", "Chaque domaine a un référent|Sans interlocuteur")
    await look(page, keep=f"{keep}-gaps")


async def tables(page: Page, keep: str) -> None:
    """The requests as a workbook, which is downloaded and opened."""
    await say(page, "/exporter dossiers", "Avec les noms.*Sans les noms")
    await look(page, keep=f"{keep}-export")
    await press(page, COORDINATOR, "Avec les noms, Excel")
    await hears(page, COORDINATOR, "Ce fichier contient des données personnelles")
    async with page.expect_download() as coming:
        await newest(page).get_by_test_id("file").click()
    download = await coming.value
    assert download.suggested_filename.endswith(".xlsx")
    book = load_workbook(BytesIO(await asyncio.to_thread(Path(await download.path()).read_bytes)))
    sheet = book.worksheets[0]
    references = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert 0 < len(references) <= PEOPLE
    assert all(str(one).startswith("SV-00") for one in references)
    await look(page, keep=f"{keep}-exported")


async def report(page: Page, keep: str) -> None:
    """The report of this year, as a PDF."""
    await say(page, "/bilan", "De quelle année")
    year = await newest(page).locator(".key").first.inner_text()
    await press(page, COORDINATOR, year)
    await hears(page, COORDINATOR, f"Bilan.*{year}.*Provisoire")
    await look(page, keep=f"{keep}-report")
    await press(page, COORDINATOR, "PDF")
    await hears(page, COORDINATOR, f"Le bilan {year}, à relire")
    await printed(page, f"{keep}-report", f"Bilan d’activité {year}", 3)


async def meeting(page: Page, keep: str) -> None:
    """A meeting with its agenda, and the sheet that is signed there."""
    await arrange(page, keep)
    await say(page, "/reunion", "Réunions du réseau")
    await press(page, COORDINATOR, "Point trimestriel du réseau")
    await hears(page, COORDINATOR, "Salle des fêtes de Tauves")
    await press(page, COORDINATOR, "Feuille d’émargement")
    await hears(page, COORDINATOR, "margement")
    await printed(page, f"{keep}-sheet", "Point trimestriel du réseau", 1)


async def leaflet(page: Page, keep: str) -> None:
    """The leaflet, folded and as a small one."""
    await say(page, "/plaquette", "Plaquette A4, à plier en deux")
    await look(page, keep=f"{keep}-leaflet")
    await printed(page, f"{keep}-leaflet", "Sancy Volcans", 2)
    await press(page, COORDINATOR, "Plaquette A5")
    await hears(page, COORDINATOR, "Plaquette A5.:")
    await printed(page, f"{keep}-leaflet-a5", "Sancy Volcans", 2)


@pytest.mark.proof
@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_the_month(width: int, browser_path: Path, tmp_path: Path, poppler: None) -> None:
    errors: list[str] = []
    async with (
        demonstration(tmp_path / "demo") as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=width) as page,
    ):
        for act in (figures, behind_a_figure, pictures, tables, report, meeting, leaflet):
            await act(page, f"month-{width}")
        await expect(page.get_by_test_id("failures")).to_be_hidden()
    assert errors == []
