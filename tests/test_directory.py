"""The directory, from outside: what everybody may see, and what partners alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from conversations.engine.knowledge import Knowledge
from handlers.turn.turn import Turn
from network import file
from network.text import code
from storage import absences
from tests.stage import BOUCHE, COORDINATOR, NETWORK, PERSON, Stage, staged
from tests.stage.inside import happen

ADVISER_LINE = "01 99 00 00 40"


def files(stage: Stage, chat: int) -> list[str]:
    """The text of every contact file in a chat."""
    sent = (message.content.get("document") for message in stage.world.said_by_bot(chat))
    ids = [document["file_id"] for document in sent if document and document["file_name"].endswith(".vcf")]
    return [stage.world.files.by_id(file_id).data.decode() for file_id in ids]


async def pressed(stage: Stage, who: int, data: str) -> str:
    """What a press under the newest message is answered."""
    return await stage.forge(who, who, stage.world.said_by_bot(who)[-1].message_id, data)


@pytest.mark.parametrize("maker", ["sqlite"], indirect=True)
async def test_nobody_but_partners_ever_sees_a_person(database_url: str) -> None:
    """Every card of every organisation and service, opened by somebody unknown: no referent, no direct line."""
    network = file.load(NETWORK)
    directory = Knowledge.of(network).directory()
    people = {r.phone for r in network.referents} | {name for r in network.referents for name in (r.name.fr, r.name.en)}
    public = {"Animatrice du réseau", "Network coordinator", *(one.phone for one in network.organisations)}
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/annuaire logement")
        for listing in directory.listings[: len(network.organisations)]:
            for part in (listing.id, *(f"{listing.id}/{service.id}" for service in listing.organisation.services)):
                await pressed(stage, PERSON, f"fiche|{code(part)}|0|logement")
            await pressed(stage, PERSON, f"vcard|{code(listing.id)}")
            await pressed(stage, PERSON, f"equipe|{code(listing.id)}")
        seen = "\n".join((*stage.texts(PERSON), *files(stage, PERSON)))
    assert len(re.findall("BEGIN:VCARD", seen)) == len(network.organisations)
    assert [one for one in sorted(people - public) if one in seen] == []


async def _away(turn: Turn) -> None:
    until = date(turn.today.year + 1, 1, 31)
    await absences.plan(turn.here, "conseillere-bouche", turn.today, until, "conseiller-batiment", turn.now)


async def test_partners_see_who_works_there_and_who_is_away(database_url: str) -> None:
    async with staged(database_url) as stage:
        await happen(stage, BOUCHE, _away)
        await stage.say(BOUCHE, "/annuaire chambre de métiers")
        await pressed(stage, BOUCHE, f"equipe|{code('chambre-metiers')}")
        told = stage.last(BOUCHE)
        await pressed(stage, BOUCHE, f"vcard|{code('chambre-metiers')}")
        [contacts] = files(stage, BOUCHE)
    assert "Conseillère métiers de bouche" in told
    assert ADVISER_LINE in told.replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"En absence jusqu’au .*31 janvier", told)
    assert "Conseiller bâtiment" in told
    assert contacts.count("BEGIN:VCARD") == 6
    assert "TEL;TYPE=WORK,VOICE:+33199000040" in contacts


async def test_public_data_are_shown_as_such(database_url: str) -> None:
    """A town hall, which nobody of the network has confirmed yet; and one that the network keeps."""
    async with staged(database_url) as stage:
        await stage.say(BOUCHE, "/annuaire logement")
        await pressed(stage, BOUCHE, f"fiche|{code('mairie-63426')}|0|tauves")
        public = stage.last(BOUCHE)
        labels = [label for row in stage.world.said_by_bot(BOUCHE)[-1].labels for label in row]
        await pressed(stage, BOUCHE, f"fiche|{code('cc-sancy-artense')}|0|tauves")
        kept = stage.last(BOUCHE)
    assert "données publiques, octobre 2026, à confirmer" in public
    assert "Qui y travaille" not in labels
    assert "Horaires" in kept
    assert "données publiques" not in kept


async def test_a_merged_commune_is_named_on_the_card(database_url: str, tmp_path: Path) -> None:
    """The file has the code of a commune that is a part of another now: the card of that one’s town hall says so."""
    changed = tmp_path / "network.toml"
    changed.write_text(NETWORK.read_text("utf-8").replace('insee = "63426"', 'insee = "63133"', 1), "utf-8")
    async with staged(database_url, network_file=changed) as stage:
        await stage.say(PERSON, "/annuaire logement")
        await pressed(stage, PERSON, f"fiche|{code('mairie-63226')}|0|tauves")
        assert "Commune fusionnée ici : Tauves." in stage.last(PERSON).replace("\N{NO-BREAK SPACE}", " ")


async def test_who_is_closed_says_until_when(database_url: str, tmp_path: Path) -> None:
    changed = tmp_path / "network.toml"
    closed = 'id = "microcredit"\nclosed = [{ first = 2020-01-01, last = 2040-12-31 }]\n'
    changed.write_text(NETWORK.read_text("utf-8").replace('id = "microcredit"\n', closed, 1), "utf-8")
    async with staged(database_url, network_file=changed) as stage:
        await stage.say(PERSON, "/annuaire logement")
        await pressed(stage, PERSON, f"fiche|{code('microcredit')}|0|logement")
        told = stage.last(PERSON)
    assert re.search(r"Fermé jusqu’au .*31 décembre", told)
    assert "Horaires" not in told


async def test_coordinators_get_it_on_paper(database_url: str) -> None:
    """By need and by territory; in nobody else's words it is something to look for."""
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/annuaire pdf")
        await stage.say(COORDINATOR, "/annuaire PDF")
        document = stage.world.said_by_bot(COORDINATOR)[-1].content["document"]
        paper = stage.world.files.by_id(document["file_id"]).data
        assert "Je ne trouve personne" in stage.last(PERSON)
    assert (document["file_name"], paper[:5]) == ("annuaire-sancy-volcans.pdf", b"%PDF-")
    assert b"/Lang (fr" in paper or b"pdfuaid" in paper
