"""A meeting on a telephone and on a desk: the coordinator proposes dates, the group answers, one is chosen and told,
its agenda is edited.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.rehearsal import (
    COORDINATOR,
    GROUP,
    NARROW,
    WIDE,
    chromium,
    demonstration,
    like,
    look,
    opened,
    show,
    telephone,
    texts,
    write,
)

ACTS = (
    ("Proposer une réunion", "Quel est le sujet"),
    ("Point trimestriel du réseau", "Quelles dates"),
    ("mardi 14 h\njeudi 9 h 30\nvendredi 10 h", "Combien de temps"),
    ("2 heures", "Où se retrouve"),
    ("Salle des fêtes de Tauves", "Jusqu’à quand"),
    ("Sous 3 jours ouvrés", "Voici ce qui partira"),
)
"""What the coordinator presses or types, and reads then."""


async def hears(page: Page, who: int, words: str) -> None:
    """Somebody's newest message says these words."""
    await expect(texts(page, who).last).to_contain_text(re.compile(words, re.DOTALL))


async def press(page: Page, who: int, label: str) -> None:
    """Somebody presses the newest button that says so."""
    await telephone(page, who).locator(".key", has_text=like(label)).last.click()


async def arrange(page: Page, keep: str) -> None:
    """From the first word to what everybody hears."""
    await write(await show(page, COORDINATOR), "/reunion")
    await hears(page, COORDINATOR, "Réunions du réseau")
    for said, then in ACTS:
        if said in ("Proposer une réunion", "2 heures", "Sous 3 jours ouvrés"):
            await press(page, COORDINATOR, said)
        else:
            await write(await show(page, COORDINATOR), said)
        await hears(page, COORDINATOR, then)
    await look(page, keep=f"{keep}-preview")
    await press(page, COORDINATOR, "Envoyer")
    await show(page, COORDINATOR, GROUP)
    await hears(page, COORDINATOR, "quelle date vous convient")
    await press(page, COORDINATOR, "1 oui")
    await hears(page, COORDINATOR, "1 oui.*2")
    await press(page, COORDINATOR, "2 si néc.")
    await hears(page, COORDINATOR, "1 oui.*1 si nécessaire")
    await look(page, keep=f"{keep}-group")
    bot = await telephone(page, COORDINATOR).get_by_test_id("tab").first.get_attribute("data-chat")
    await write(await show(page, COORDINATOR, int(bot or 0)), "/reunion")
    await hears(page, COORDINATOR, "Date à choisir")
    await press(page, COORDINATOR, "Point trimestriel du réseau")
    await hears(page, COORDINATOR, "Quelle date retenir")
    await look(page, keep=f"{keep}-choice")
    await press(page, COORDINATOR, "à 14 h")
    await hears(page, COORDINATOR, "La date est choisie")
    await look(page, keep=f"{keep}-chosen")
    await press(page, COORDINATOR, "Ordre du jour")
    await hears(page, COORDINATOR, "Ordre du jour de.*Nouvelles demandes")
    await press(page, COORDINATOR, "Ajouter un point")
    await hears(page, COORDINATOR, "Quel point ajouter")
    await write(telephone(page, COORDINATOR), "Préparer la journée d’accueil")
    await hears(page, COORDINATOR, "Préparer la journée d’accueil.*Il part aux invités")
    await press(page, COORDINATOR, "1 · retirer")
    await expect(telephone(page, COORDINATOR).locator(".key", has_text="Remettre").last).to_be_visible()
    await look(page, keep=f"{keep}-agenda")


@pytest.mark.proof
@pytest.mark.parametrize("width", [NARROW, WIDE])
async def test_a_meeting_is_arranged(width: int, browser_path: Path, tmp_path: Path) -> None:
    errors: list[str] = []
    async with (
        demonstration(tmp_path / "demo") as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=width) as page,
    ):
        await arrange(page, f"meetings-{width}")
        await expect(page.get_by_test_id("failures")).to_be_hidden()
    assert errors == []
