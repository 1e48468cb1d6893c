"""Posters and leaflets, asked for in the chat and on the command line; and what a network may say of how it looks."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pydantic import ValidationError

from bot.brochure import print_out
from bot.settings import SettingsError
from network import file
from network.canonical import document
from network.file import NetworkFileError
from network.look import Funder, Look, drawing, standing
from tests.reports import codes, paper
from tests.stage import BOUCHE, COORDINATOR, NETWORK, PERSON, SANCY_ARTENSE, Stage, on_the_wire, staged
from tests.stage.story import plain

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
GOOD = SVG.format('<path fill="currentColor" d="M0 10 L5 0 L10 10 Z"/>')


def newest(stage: Stage, who: int) -> tuple[str, bytes]:
    """The newest file that somebody got: its name, and what is in it."""
    sent = next(m for m in reversed(stage.world.said_by_bot(who)) if "document" in m.content).content["document"]
    return sent["file_name"], stage.world.files.by_id(sent["file_id"]).data


def code_on(pdf: bytes) -> str:
    return codes.read(Image.open(io.BytesIO(paper.png(pdf, 120))))


# --- in the chat ------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("poppler")
async def test_a_poster_for_a_town_hall(database_url: str) -> None:
    """One page with the network's name and telephone; its code brings whoever follows it here, from there."""
    async with staged(database_url) as stage:
        await stage.say(COORDINATOR, "/affiche tauves")
        name, pdf = newest(stage, COORDINATOR)
        assert name == "affiche-mairie-tauves.pdf"
        assert "Affiche : Mairie de Tauves" in plain(stage.last(COORDINATOR))
        [page] = paper.pages(pdf)
        for said in ("Sancy Volcans", "01 99 00 00 31", "Mairie de Tauves", "Vous voulez vivre"):
            assert said in page
        link = code_on(pdf)
        assert link == f"https://t.me/{stage.world.bot.username}?start=src_mairie-tauves"
        await stage.say(PERSON, f"/start {link.partition('?start=')[2]}")
        assert "Bonjour" in stage.last(PERSON)
        await stage.say(COORDINATOR, "/affiche mairie-tauves")
        assert newest(stage, COORDINATOR) == (name, pdf), "the same bytes"
        await stage.say(SANCY_ARTENSE, "/affiche tauves")
        assert newest(stage, SANCY_ARTENSE) == (name, pdf), "a referent prints it too"
        await stage.say(PERSON, "/affiche tauves")
        assert not any("document" in m.content for m in stage.world.said_by_bot(PERSON))


@pytest.mark.usefixtures("poppler")
async def test_a_leaflet_on_each_paper(database_url: str) -> None:
    """The buttons under one bring the others, for the same place; partners stand there once they have signed."""
    async with staged(database_url) as stage:
        await stage.say(BOUCHE, "/plaquette office de tourisme")
        name, folded = newest(stage, BOUCHE)
        assert name == "plaquette-a4-office-tourisme.pdf"
        assert "Office de tourisme" in "".join(paper.pages(folded))
        assert code_on(folded).endswith("?start=src_office-tourisme")
        await stage.press(BOUCHE, "Plaquette A5")
        name, small = newest(stage, BOUCHE)
        assert name == "plaquette-a5-office-tourisme.pdf"
        assert paper.facts(small)["Pages"] == "2"
        await stage.press(BOUCHE, "Avec traits de coupe")
        assert newest(stage, BOUCHE)[0] == "plaquette-a5-office-tourisme-traits.pdf"
        assert "Pour un imprimeur : 3 mm de fond perdu" in plain(stage.last(BOUCHE))
        await stage.press(BOUCHE, "En anglais")
        name, english = newest(stage, BOUCHE)
        assert name == "plaquette-a5-office-tourisme-en-traits.pdf"
        assert "Would you like to live and work here?" in paper.pages(english)[0].replace("\n", " ")
        await stage.press(BOUCHE, "Affiche")
        assert newest(stage, BOUCHE)[0] == "affiche-office-tourisme-en.pdf"


@pytest.mark.usefixtures("poppler")
async def test_words_behind_the_command(database_url: str) -> None:
    """Paper, language and marks in any order; nothing else, and it is for no place in particular."""
    async with staged(database_url) as stage:
        for said, name in {
            "/plaquette": "plaquette-a4.pdf",
            "/plaquette a5": "plaquette-a5.pdf",
            "/plaquette EN traits": "plaquette-a4-en-traits.pdf",
            "/plaquette A5 tauves en": "plaquette-a5-mairie-tauves-en.pdf",
            "/affiche en La Bourboule": "affiche-mairie-la-bourboule-en.pdf",
        }.items():
            await stage.say(COORDINATOR, said)
            assert newest(stage, COORDINATOR)[0] == name
        await stage.say(COORDINATOR, "/affiche mairie saint")
        assert "Quel lieu" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Mairie de Saint-Saturnin")
        assert newest(stage, COORDINATOR)[0] == "affiche-mairie-saint-saturnin.pdf"
        await stage.say(COORDINATOR, "/affiche Paris")
        assert "Je ne connais pas ce lieu" in stage.last(COORDINATOR)


async def test_who_has_signed_stands_on_the_leaflet(database_url: str, poppler: None) -> None:
    """From the moment it signs in the chat."""
    async with staged(database_url) as stage:
        await stage.say(BOUCHE, "/plaquette")
        before = "".join(paper.pages(newest(stage, BOUCHE)[1]))
        assert "Chambre de métiers" not in before
        await stage.say(BOUCHE, "/charte")
        await stage.press(BOUCHE, "Signer pour mon organisme")
        await stage.press(BOUCHE, "Oui, je signe")
        await stage.say(BOUCHE, "/plaquette")
        assert "Chambre de métiers" in "".join(paper.pages(newest(stage, BOUCHE)[1])).replace("\n", " ")


# --- on the command line ----------------------------------------------------------------------------------------------

PLACES = {"tauves": "mairie-tauves", "mairie-besse-et-saint-anastaise": "mairie-besse-et-saint-anastaise"}


@pytest.mark.usefixtures("poppler")
async def test_files_for_several_places(database_url: str, tmp_path: Path) -> None:
    """One a place, each with its own code, in a folder that is made; what is no place is said."""
    async with on_the_wire(database_url) as stage:
        settings = stage.settings
        made = await print_out(settings, tmp_path / "new", [*PLACES], "fr", "a5", True)
        assert [one.name for one in made] == [f"plaquette-a5-{place}-traits.pdf" for place in PLACES.values()]
        assert [code_on(one.read_bytes()).partition("src_")[2] for one in made] == list(PLACES.values())
        [general] = await print_out(settings, tmp_path, [], "en", "poster", False)
        assert general.name == "affiche-en.pdf"
        assert code_on(general.read_bytes()).endswith("src_plaquette")
        for wanted, words in {"Paris": "no place of the network", "mairie": "several places"}.items():
            with pytest.raises(SettingsError, match=words):
                await print_out(settings, tmp_path, [wanted], "fr", "a4", False)
        with pytest.raises(SettingsError, match="its languages are fr, en"):
            await print_out(settings, tmp_path, [], "de", "a4", False)


# --- how a network looks ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        "not a drawing",
        "<svg viewBox='0 0 1 1'/>",
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
        SVG.format("<script>alert(1)</script>"),
        SVG.format('<image href="file:///etc/hosts"/>'),
        SVG.format('<use href="https://example.org/a.svg#b"/>'),
        SVG.format('<path d="M0 0" onclick="x()"/>'),
        SVG.format('<path d="M0 0" style="fill:url(https://example.org/a)"/>'),
        SVG.format("<style>@import 'a'</style>"),
        SVG.format("<text>Sancy</text>"),
        SVG.format("<foreignObject/>"),
        SVG.format('<x:path xmlns:x="urn:x" d="M0 0"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<desc>&a;</desc>"),
        "<<!--!DOCTYPE svg>" + GOOD,
        SVG.format('<path d="' + "M0 0" * 20_000 + '"/>'),
    ],
)
def test_what_is_no_drawing_is_refused(wrong: str) -> None:
    """It is printed on every paper of the network: shapes alone, nothing that runs or is loaded."""
    with pytest.raises(ValueError, match=r"."):
        drawing(wrong)


def test_a_drawing_is_taken_as_it_is() -> None:
    gradient = '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><rect fill="url(#a)" width="1"/>'
    for good in (GOOD, SVG.format(gradient), SVG.format('<g id="b"/><use href="#b"/>'), SVG.format("<!-- ours -->")):
        assert drawing(f"\n{good}\n") == good


def test_colours_are_read_on_white_and_white_on_them() -> None:
    assert Look(main="#1F6B4F").main == "#1f6b4f"
    for wrong in ("#ffcc00", "#777777", "green", "#12345"):
        with pytest.raises(ValidationError):
            Look(main=wrong)
    with pytest.raises(ValidationError):
        Look.model_validate({"sentences": ["une", "deux"]})


def test_who_pays_stands_there_while_they_pay() -> None:
    forever = Funder.model_validate({"id": "region", "name": "Région", "sentence": "Merci"})
    first, last = date(2026, 1, 1), date(2028, 12, 31)
    some = Funder.model_validate({"id": "fonds", "name": "Fonds", "sentence": "Merci", "first": first, "last": last})
    for day, names in {
        date(2025, 12, 31): ["region"],
        first: ["region", "fonds"],
        last: ["region", "fonds"],
        date(2029, 1, 1): ["region"],
    }.items():
        assert [one.id for one in standing((forever, some), day)] == names
    with pytest.raises(ValidationError):
        Funder.model_validate({"id": "a", "name": "A", "sentence": "B", "first": last, "last": first})


def test_a_network_with_a_look_is_exported_and_read_again(tmp_path: Path) -> None:
    network = file.load(NETWORK)
    assert "currentColor" in network.look.logo
    copy = tmp_path / NETWORK.name
    copy.write_text(document(network), encoding="utf-8")
    assert file.load(copy) == network


def test_a_wrong_logo_is_one_plain_line(tmp_path: Path) -> None:
    text = NETWORK.read_text(encoding="utf-8").replace("<title>", "<script>").replace("</title>", "</script>")
    copy = tmp_path / NETWORK.name
    copy.write_text(text, encoding="utf-8")
    with pytest.raises(NetworkFileError, match=r"look.*logo.*<script> has no place in a drawing"):
        file.load(copy)
