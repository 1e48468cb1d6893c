"""The network in people's hands on a telephone: a partner is found, an opening hour changed, a signature filed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Page, expect

from simulator.files import sample_picture
from tests.browser.rehearsal import (
    COORDINATOR,
    NARROW,
    PERSONS,
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

PERSON = PERSONS["fr"]
CHAMBER = "Chambre de métiers et de l'artisanat"


async def hears(page: Page, who: int, words: str) -> None:
    """Somebody's newest message says these words."""
    await expect(texts(page, who).last).to_contain_text(re.compile(words, re.DOTALL))


async def press(page: Page, who: int, label: str, then: str) -> None:
    """Somebody presses the newest button that says so, and then reads these words."""
    await telephone(page, who).get_by_role("button", name=like(label)).last.click()
    await hears(page, who, then)


async def say(page: Page, who: int, text: str, then: str) -> None:
    """Somebody types, and then reads these words."""
    await write(await show(page, who), text)
    await hears(page, who, then)


async def find(page: Page, keep: str) -> None:
    """Somebody who looks for a home at Besse finds who helps, when they are open, and takes their contact along."""
    await (await show(page, PERSON)).get_by_test_id("start").click()
    await hears(page, PERSON, "Bonjour")
    await say(page, PERSON, "/annuaire qui aide pour un logement à Besse", "Un logement.*Besse")
    await look(page, keep=f"{keep}-found")
    await press(page, PERSON, "Association habitat et familles rurales", "Des maisons.*Coût")
    await look(page, keep=f"{keep}-service")
    await press(page, PERSON, "Fiche contact", "ouvrez ce fichier")


async def change(page: Page, keep: str) -> None:
    """The coordinator changes the hours of a chamber; whoever looks at it next reads the new ones."""
    await say(page, COORDINATOR, "/reseau chambre de métiers", "Quelle fiche")
    await press(page, COORDINATOR, CHAMBER, "organisme.*Horaires")
    await press(page, COORDINATOR, "Changer une information", "Que voulez-vous changer|Horaires")
    await press(page, COORDINATOR, "Horaires", "Écrivez-les comme vous les dites")
    await say(page, COORDINATOR, "mardi et jeudi de 9 h à 12 h", "Avant.*Après.*mardi et le jeudi")
    await look(page, keep=f"{keep}-changed")
    await press(page, COORDINATOR, "Enregistrer", "enregistré.*mardi et le jeudi")
    await say(page, PERSON, "/annuaire chambre de métiers", "adresses")
    await press(page, PERSON, CHAMBER, "Comment demander")
    await press(page, PERSON, "Voir tout l’organisme", "le mardi et le jeudi")


async def file(page: Page, keep: str) -> None:
    """The coordinator files the sheet that a council has signed by hand."""
    await say(page, COORDINATOR, "/charte", "sur 19")
    await press(page, COORDINATOR, "Qui a signé", "N’ont pas encore signé")
    await look(page, keep=f"{keep}-charter")
    await press(page, COORDINATOR, "Déposer : Conseil général", "Envoyez la feuille signée")
    sheet = FilePayload(name="charte.png", mimeType="image/png", buffer=sample_picture())
    await telephone(page, COORDINATOR).get_by_test_id("file-input").set_input_files(sheet)
    await hears(page, COORDINATOR, "Qui a signé")
    await say(page, COORDINATOR, "le président, délibération du 12 mars", "Conseil général a signé la charte")
    await look(page, keep=f"{keep}-filed")


@pytest.mark.proof
async def test_the_network_is_in_peoples_hands(browser_path: Path, tmp_path: Path) -> None:
    errors: list[str] = []
    async with (
        demonstration(tmp_path / "demo") as address,
        chromium(browser_path) as browser,
        opened(browser, address, errors, width=NARROW) as page,
    ):
        await expect(telephone(page, PERSON)).to_be_visible()
        for act in (find, change, file):
            await act(page, f"partners-{NARROW}")
        await expect(page.get_by_test_id("failures")).to_be_hidden()
    assert errors == []
