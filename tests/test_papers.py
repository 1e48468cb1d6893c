"""Papers beside the charter: what stands on them is the network's data, and each is a PDF that can be read aloud."""

from __future__ import annotations

from pathlib import Path

import pytest

from network import canonical, file
from network.charter import BeforeSigning
from network.model import Network
from tests.reports import paper
from tests.stage import BOUCHE, NETWORK, Stage, staged
from tests.stage.inside import press

MODEL = "Modèle, à faire valider par le délégué à la protection des données"
ANNEXES = {
    "arrangement": ("1 place de l'Exemple", "Chambre d'agriculture", "24 mois", "donnees@sancy-volcans.example.org"),
    "notice": ("2 pour répondre, 5 pour contacter", "ni classement de référents", "L’employeur informe ses agents"),
    "record": ("24 mois", "gardées en France, chez l'hébergeur du réseau", "hors de l’Union européenne", "30 jours"),
}


async def printed(stage: Stage, which: str) -> bytes:
    """A paper as an adviser of the chamber of trades gets it."""
    await press(stage, BOUCHE, f"charter_print|{which}")
    await stage.settle()
    sent = stage.world.said_by_bot(BOUCHE)[-1].content["document"]
    return stage.world.files.by_id(sent["file_id"]).data


def holds(page: str, words: str) -> bool:
    """Whether a page says these words, wherever its lines end."""
    return paper.squeezed(words) in paper.squeezed(page)


@pytest.mark.usefixtures("poppler")
async def test_each_annex_is_a_model_filled_in_with_the_networks_data(database_url: str) -> None:
    async with staged(database_url) as stage:
        for which, told in ANNEXES.items():
            made = await printed(stage, which)
            pages = paper.pages(made)
            assert b"<pdfuaid:part>1</pdfuaid:part>" in made
            assert all(holds(page, MODEL) for page in pages), "pages may get apart"
            assert [words for words in told if not holds("".join(pages), words)] == []


OF_THE_NETWORK = ("bouche ; remplacement : Conseiller bâtiment", "gardées en France", "24 mois", "/mesdossiers")
OWN = ("Temps par dossier", "Coût", "Si le service s’arrête")


@pytest.mark.usefixtures("poppler")
async def test_before_signing_is_one_page(database_url: str) -> None:
    async with staged(database_url) as stage:
        made = await printed(stage, "before")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    [page] = paper.pages(made)
    told = ("en 2 jours ouvrés", "en 5 jours ouvrés", *OF_THE_NETWORK, *OWN)
    assert [words for words in told if not holds(page, words)] == []


@pytest.mark.usefixtures("poppler")
async def test_before_signing_leaves_out_what_nobody_said(database_url: str, tmp_path: Path) -> None:
    """Delays, hosting and people are the network's; what it costs and what comes after is said where it was written."""
    changed = {"before_signing": BeforeSigning(), "take_within_days": 1, "contact_within_days": 9}
    network = file.load(NETWORK)
    network = network.model_copy(update={"charter": network.charter.model_copy(update=changed)})
    async with staged(database_url, network_file=written(network, tmp_path)) as stage:
        [page] = paper.pages(await printed(stage, "before"))
    told = ("en 1 jour ouvré", "en 9 jours ouvrés", *OF_THE_NETWORK)
    assert [words for words in told if not holds(page, words)] == []
    assert [words for words in OWN if holds(page, words)] == []


def written(network: Network, folder: Path) -> Path:
    """A network as a file."""
    path = folder / NETWORK.name
    path.write_text(canonical.document(network), encoding="utf-8")
    return path


async def test_a_network_that_tells_nothing_of_data_has_no_annexes(database_url: str, tmp_path: Path) -> None:
    network = file.load(NETWORK)
    network = network.model_copy(update={"identity": network.identity.model_copy(update={"privacy": None})})
    async with staged(database_url, network_file=written(network, tmp_path)) as stage:
        await stage.say(BOUCHE, "/charte")
        labels = [label for row in stage.world.said_by_bot(BOUCHE)[-1].labels for label in row]
        assert "Avant de signer (PDF)" in labels
        assert not [label for label in labels if "annexes" in label]
        before = len(stage.texts(BOUCHE))
        await press(stage, BOUCHE, "charter_print|record")
        assert len(stage.texts(BOUCHE)) == before
