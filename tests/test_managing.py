"""Managing the network from the chat: what it comes to for cases, for two who change at once, for what is exported."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from conversations.words import catalogue, entered, entering
from conversations.words.entered import Reader
from conversations.words.entering import Around
from conversations.words.hour_items import UnreadError
from handlers.managing import cards
from handlers.turn.turn import Turn
from network import file
from network.canonical import document
from network.fields import FIELDS, Ask, Field, Key, Table, field_of, values
from network.listings import listings
from network.managing import ManagingError, added, changed, differences, find, remembering, restored, shelved
from network.model import Network, Referent
from network.soundness import problems
from network.text import code
from simulator.cast import Person
from tests.stage import BOUCHE, COORDINATOR, NETWORK, PERSON, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.post_office import post_office
from tests.test_confirmations import joins, speaks
from tests.test_handover import BAKERS, begin

CMA, HOURS = Key(Table.ORGANISATIONS, "chambre-metiers"), f"net_field|{code('organisations/chambre-metiers')}|hours"
OPEN = (
    "SELECT count(*) FROM slot WHERE status IN ('proposed', 'taken', 'contacted') "
    "AND coalesce(taken_by, referent_id) = :who"
)


@pytest.fixture(scope="module")
def network() -> Network:
    """The sample."""
    return file.load(NETWORK)


async def change(stage: Stage, who: int, data: str, words: str) -> None:
    """Somebody presses what asks for a field, and writes what it is to hold."""
    await press(stage, who, data)
    await stage.settle()
    await stage.say(who, words)


async def held(stage: Stage, key: Key, name: str) -> Any:
    """What an entry holds as the next turn sees it."""
    found: list[Any] = []

    async def look(t: Turn) -> None:
        entry, field = find(t.network, key), field_of(key, name)
        assert entry is not None
        assert field is not None
        found.append(values(entry, field)[name])

    await happen(stage, 0, look)
    return found[0]


# --- two at once ------------------------------------------------------------------------------------------------------


async def test_two_coordinators_change_the_same_hours(database_url: str) -> None:
    """Both have seen what was so before; one keeps it, the other hears who was faster, and is asked again."""
    async with staged(database_url) as stage:
        await begin(stage, BAKERS)
        await press(stage, COORDINATOR, HOURS.replace("hours", "site"))  # another field is chosen before it is answered
        for who, words in ((COORDINATOR, "lundi de 9 h à 12 h"), (BOUCHE, "mardi de 9 h à 12 h")):
            await change(stage, who, HOURS, words)
            assert "Après" in stage.last(who)
        await stage.press(COORDINATOR, "Enregistrer")
        assert "C’est enregistré" in stage.last(COORDINATOR)
        await stage.press(BOUCHE, "Enregistrer")
        assert await held(stage, CMA, "hours") == "Mo 09:00-12:00; PH off"
        said = stage.texts(BOUCHE)
        assert "Entre-temps, Animatrice du réseau a changé ce champ" in said[-2]
        assert "Aujourd’hui : le lundi, de 9 h à 12 h" in said[-1].replace("\u00a0", " ")
        await stage.say(BOUCHE, "mardi de 9 h à 12 h")
        await stage.press(BOUCHE, "Enregistrer")
        assert await held(stage, CMA, "hours") == "Tu 09:00-12:00; PH off"
    signed = await rows(database_url, "SELECT author, field FROM network_change ORDER BY id")
    assert [tuple(row) for row in signed] == [("animatrice-reseau", "hours"), ("conseillere-bouche", "hours")]


async def test_an_agreed_change_of_somebody_who_coordinates_no_more(database_url: str) -> None:
    """The right is looked at again when the form is sent."""
    async with staged(database_url) as stage:
        await begin(stage, BAKERS)
        await change(stage, COORDINATOR, HOURS, "lundi de 9 h à 12 h")
        await press(stage, COORDINATOR, "handover|leaving")
        await stage.press(COORDINATOR, "Enregistrer")
        assert await value(database_url, "SELECT count(*) FROM network_change") == 0
        assert "réservé" in stage.last(COORDINATOR)


# --- the archive ------------------------------------------------------------------------------------------------------


async def test_whoever_is_archived_hands_their_cases_on_and_is_still_named(database_url: str) -> None:
    """Open cases go to the next who fits; of a closed one the name stays; the account opens nothing any more."""
    async with staged(database_url) as stage:
        for number, who in enumerate((PERSON, 1501), 1):
            if who != PERSON:
                stage.world.add_person(_person(who))
            await send_case(stage, who)
            await press(stage, BOUCHE, f"take|SV-000{number}|technical")
        for act in ("contacted", "done"):
            await press(stage, BOUCHE, f"{act}|SV-0001|technical")
        await stage.settle()
        shelf = f"net_shelf|{code(f'referents/{BAKERS}')}"
        await press(stage, COORDINATOR, f"{shelf}|ask")
        await stage.say(COORDINATOR, "/reseau conseillère métiers de bouche")
        await stage.press(COORDINATOR, "Conseillère métiers de bouche")
        await stage.press(COORDINATOR, "Archiver")
        assert "Demandes ouvertes à son nom : 1" in stage.last(COORDINATOR).replace("\u00a0", " ")
        await stage.press(COORDINATOR, "Oui, archiver")
        assert await value(database_url, OPEN, who=BAKERS) == 0
        assert any("est dans les archives du réseau. 1 dossier" in text for text in stage.texts(COORDINATOR))
        await stage.say(BOUCHE, "/mesdossiers")
        assert "réservée" in stage.last(BOUCHE)
        await stage.say(COORDINATOR, "/dossier SV-0001")
        assert "Conseillère métiers de bouche" in "".join(stage.texts(COORDINATOR)[-2:])
        await send_case(stage, 1501, name="Sacha Exemple")
        assert await value(database_url, OPEN, who=BAKERS) == 0


async def test_no_undoing_gives_a_case_back_to_somebody_of_the_archive(database_url: str) -> None:
    """Proposed to one, taken by another; the first is archived, and what was taken is not given back."""
    async with staged(database_url) as stage:
        await joins(stage, 1115)
        await send_case(stage)
        await press(stage, 1115, "take|SV-0001|technical")
        [(version,)] = await rows(database_url, "SELECT version FROM slot WHERE role = 'technical'")
        await press(stage, COORDINATOR, f"net_shelf|{code(f'referents/{BAKERS}')}|archive")
        assert "plus rien à annuler" in (await press(stage, 1115, f"undo|SV-0001|technical|{version}")).text
        assert await value(database_url, OPEN, who="conseillere-creation") == 1
        assert await value(database_url, OPEN, who=BAKERS) == 0


def _person(who: int) -> Person:
    return Person(id=who, first_name="P", phone="+33199000077", language_code="fr")


async def test_who_coordinates_is_not_archived(database_url: str) -> None:
    """The role is handed over first; nothing changes before."""
    async with staged(database_url) as stage:
        await press(stage, COORDINATOR, f"net_shelf|{code('referents/animatrice-reseau')}|archive")
        assert await value(database_url, "SELECT count(*) FROM network_version") == 1


def test_the_archive_is_exported_and_read_again(network: Network) -> None:
    """Archived entries and changes are the same bytes after a file, a database and a file."""
    other, house = added(network, Key(Table.ORGANISATIONS), {"name": "Maison des services", "kinds": ["PARTNER"]})
    told = {"title": {"fr": "Aide aux papiers"}, "description": "Une personne aide."}
    other, service = added(other, Key(Table.SERVICES, under=house.id), told)
    for key in (service, ENTRIES["services"], house, Key(Table.REFERENTS, BAKERS)):
        other = shelved(other, key)
    written = document(other)
    again = Network.model_validate(tomllib.loads(written))
    stored = Network.model_validate_json(again.model_dump_json())
    assert (again, document(stored)) == (other, written)
    assert len(other.archive.referents) == len(other.archive.organisations) == 1
    back = restored(other, Key(Table.REFERENTS, BAKERS))
    assert {change.after["shelf"] for change in differences(other, back)} == {"restored"}


def test_the_archive_does_not_know_how_somebody_was_reached(network: Network) -> None:
    """Whether they were archived, left out of a file, or stand in the archive of an earlier version or of a file."""
    [who] = [one for one in network.referents if one.id == BAKERS]
    reached = who.model_copy(update={"phone": "01 99 00 98 76", "email": "qor@example.org"})
    one = _with_contact(network, reached)
    left = remembering(one.having(referents=tuple(r for r in one.referents if r.id != BAKERS)), one)
    old = one.model_dump(mode="json", by_alias=True) | {"referents": left.model_dump(mode="json")["referents"]}
    old["archive"] = {"referents": [reached.model_dump(mode="json")]}
    for other in (shelved(one, Key(Table.REFERENTS, BAKERS)), left, Network.model_validate(old)):
        [kept] = other.archive.referents
        assert (kept.name, kept.organisation, kept.roles) == (who.name, who.organisation, who.roles)
        assert "01 99 00 98 76" not in other.as_json
        assert "qor@example.org" not in other.as_json


def _with_contact(network: Network, reached: Referent) -> Network:
    return network.having(referents=tuple(reached if one.id == BAKERS else one for one in network.referents))


def test_a_town_hall_of_public_data_becomes_the_networks_own(network: Network) -> None:
    """With the first thing that is changed of it; it is there for its commune alone, as before."""
    [hall] = [one for one in listings(network) if one.id == "mairie-63192"]
    after = changed(network, Key(Table.ORGANISATIONS, hall.id), {"hours": "Mo 09:00-12:00; PH off"})
    [own] = [one for one in listings(after) if one.id == hall.id]
    assert (hall.public, own.public, own.zone) == (True, False, hall.zone)
    assert [one.field for one in differences(network, after)] == ["hours"]


def test_a_town_hall_of_the_public_data_has_a_clerk(network: Network) -> None:
    """A service and somebody who works there are added; with that it is the network's own."""
    hall = next(one.id for one in listings(network) if one.public)
    told = {"title": {"fr": "Aide aux papiers", "en": "Help with forms"}, "description": "Une personne aide."}
    clerk = {"name": {"fr": "Secrétaire", "en": "Clerk"}, "roles": ["territorial"]}
    for table, given in ((Table.SERVICES, told), (Table.REFERENTS, clerk)):
        after, key = added(network, Key(table, under=hall), given)
        assert find(after, key) is not None
        assert hall in after.organisation_by_id
        assert problems(after) == []


def test_whom_a_file_no_longer_names_is_still_known(network: Network) -> None:
    """A referent, then their organisation as well: they go to the archive, and the same file changes nothing more."""
    house = network.organisation_by_id["boutique-gestion"]
    left = tuple(one for one in network.referents if one.organisation != house.id)
    first = remembering(network.having(referents=left), network)
    shorter = network.having(
        referents=left, organisations=tuple(one for one in network.organisations if one.id != house.id)
    )
    after = remembering(shorter, first)
    theirs = {one.id for one in network.referents if one.organisation == house.id}
    assert theirs
    assert {one.id for one in after.archive.referents} == theirs
    assert [one.id for one in after.archive.organisations] == [house.id]
    assert problems(after) == []
    assert remembering(shorter, after) == after


def test_whatever_goes_to_the_archive_leaves_a_network_that_holds(network: Network) -> None:
    """Each organisation with all its people goes and comes back, in whatever order; the pilot stays."""
    for one in network.organisations:
        theirs = [Key(Table.REFERENTS, r.id) for r in network.referents if r.organisation == one.id]
        other, house = network, Key(Table.ORGANISATIONS, one.id)
        for key in theirs:
            other = shelved(other, key)
        if one.id == network.identity.pilot:
            with pytest.raises(ManagingError, match="pilot"):
                shelved(other, house)
            continue
        other = shelved(other, house)
        assert problems(other) == []
        for key in (house, *theirs):
            other = restored(other, key)
        assert {r.id for r in other.referents} == {r.id for r in network.referents}


# --- what is typed ----------------------------------------------------------------------------------------------------

READ = (
    ("organisations", "phone", "01 99 00 00 77", "01 99 00 00 77"),
    ("organisations", "email", "ecrire à accueil@example.org", "accueil@example.org"),
    ("organisations", "site", "www.example.org", "https://www.example.org"),
    ("organisations", "address", "12 rue de l’Exemple, 63690 Tauves", "12 rue de l’Exemple, 63690 Tauves"),
    ("organisations", "hours", "lundi 9h-12h", "le lundi, de 9 h à 12 h\nfermé les jours fériés"),
    ("organisations", "closed", "du 24 au 26 décembre", "du jeudi 24 décembre au samedi 26 décembre 2026"),
    ("organisations", "contacts", "Accueil : 01 99 00 00 78 (partenaires)", "Accueil : 01 99 00 00 78 (partenaires)"),
    ("organisations", "siret", "356 000 000 00048", "35600000000048"),
    ("organisations", "rna", "w631234567", "W631234567"),
    ("services", "cost", "Gratuit", "gratuit"),
    ("services", "cost", "12 € par an", "12 € par an"),
    ("services", "words", "nounou, crèche", "nounou, crèche"),
    ("referents", "name", "Conseillère\nen: Adviser", "Conseillère (en anglais : Adviser)"),
    ("territories", "communes", "Orcines", "Ajouté : Orcines"),
)
UNREAD = (
    ("organisations", "name", "…"),
    ("organisations", "phone", "12"),
    ("organisations", "email", "accueil@"),
    ("organisations", "site", "un site"),
    ("organisations", "address", "place de l’Exemple"),
    ("organisations", "address", "place de l’Exemple, 99999 Nulle-Part"),
    ("organisations", "hours", "parfois"),
    ("organisations", "closed", "bientôt"),
    ("organisations", "contacts", "quelqu’un"),
    ("organisations", "siret", "12345678901234"),
    ("organisations", "rna", "631234567"),
    ("territories", "communes", "Nulle-Part"),
)
ENTRIES = {
    "organisations": CMA,
    "services": Key(Table.SERVICES, "zone-activites-cheires", "cc-les-cheires"),
    "referents": Key(Table.REFERENTS, BAKERS),
    "territories": Key(Table.TERRITORIES, "massif-du-sancy"),
}


def _field(table: str, name: str) -> Field:
    found = field_of(ENTRIES[table], name)
    assert found is not None
    return found


@pytest.mark.parametrize(("table", "name", "words", "said"), READ)
def test_typed_words_are_kept_as_they_are_said(network: Network, table: str, name: str, words: str, said: str) -> None:
    key, field, to = ENTRIES[table], _field(table, name), Reader(network, "fr")
    entry = find(network, key)
    new = entering.read(words, field, entry, Around(network, date(2026, 11, 30)))
    after = find(changed(network, key, new), key)
    assert entry is not None
    assert after is not None
    told = [entered.said(field, values(after, field), to)]
    told += entered.moved(field, values(entry, field), values(after, field), to)
    assert said in [catalogue.words("fr").write(one, str).replace("\u00a0", " ") for one in told]
    assert [one.field for one in differences(network, changed(network, key, new))] == [name]


@pytest.mark.parametrize(("table", "name", "words"), UNREAD)
def test_what_cannot_be_read_is_refused_in_words(network: Network, table: str, name: str, words: str) -> None:
    entry = find(network, ENTRIES[table])
    with pytest.raises(UnreadError):
        entering.read(words, _field(table, name), entry, Around(network, date(2026, 11, 30)))


def test_every_field_is_asked_and_said(network: Network) -> None:
    """A line of the table is read from words or chosen among something, and never both; a network that does not hold
    is refused.
    """
    assert all(entering.is_read(field) != (field.ask in entered.LABELS) for field in FIELDS)
    assert set(Ask) == {field.ask for field in FIELDS}
    assert all(cards.labelled(field) for field in FIELDS)
    with pytest.raises(ManagingError):
        changed(network, ENTRIES["services"], {"zone": ["nowhere-at-all"]})
    with pytest.raises(ManagingError):
        shelved(network, CMA)


# --- who hears of it, and what is there already ----------------------------------------------------------------------


async def test_whoever_is_reached_otherwise_from_now_on_hears_of_it(database_url: str) -> None:
    """A colleague’s address is changed by whoever speaks for their organisation: they hear of it by the address of
    before. Who changes their own hears nothing more.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await speaks(stage, BAKERS)
        await change(stage, BOUCHE, f"net_field|{code('referents/conseiller-batiment')}|email", "ailleurs@example.org")
        await stage.press(BOUCHE, "Enregistrer")
        await change(stage, BOUCHE, f"net_field|{code(f'referents/{BAKERS}')}|phone", "01 99 00 00 88")
        await stage.press(BOUCHE, "Enregistrer")
        [letter] = office.letters
        assert letter.recipients != ("ailleurs@example.org",)
        assert "a changé dans votre fiche\u00a0: E-mail" in letter.text


async def test_two_add_the_same_organisation(database_url: str) -> None:
    """Both have seen it before the last word; the second one hears that it is there."""
    async with staged(database_url) as stage:
        await begin(stage, BAKERS)
        for who in (COORDINATOR, BOUCHE):
            await press(stage, who, "net_new")
            await stage.settle()
            await stage.say(who, "Maison des services de l’Exemple")
            await stage.press(who, "Autre partenaire")
            await stage.press(who, "C’est tout")
        await stage.press(COORDINATOR, "Enregistrer")
        await stage.press(BOUCHE, "Enregistrer")
        assert "existe déjà" in stage.last(BOUCHE)
        assert await value(database_url, "SELECT count(*) FROM network_version") == 2
