"""Tables of offers: a list is taken over by a press and looked at one by one; what stands is taken out by whoever may
have it, and can be brought in again.
"""

from __future__ import annotations

import asyncio
import csv
import io
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from bot.__main__ import app
from bot.spreadsheets import BOUNDS
from bot.workshop import Workshop
from handlers.exports import sending
from handlers.imports import importing
from handlers.lists import listing
from handlers.turn.turn import Turn
from network.file import load
from storage import offers, owners
from storage.offers import Status
from tests.imports.measure import cost
from tests.imports.old_base import workbook
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, value
from tests.test_imports import killed, plain, press_first, send_file, send_table
from tests.test_secret_sales import BAKERY, BESSE, LA_TOUR, OPEN, TAUVES, Secret, offered, other, plant

TODAY = A_TUESDAY.date()
HEAD = ("Type de bien", "Titre", "Commune", "Description", "Surface", "Loyer", "Prix", "Propriétaire", "Téléphone",
        "Mail", "Date", "Photo", "Remarque")  # fmt: skip
SHOP = ("Local commercial", "", "Tauves", "Ancienne épicerie avec vitrine", "60 m²", "300 €", "",
        "Mme Exemple", "01 99 00 00 45", "", TODAY - timedelta(days=40),
        "https://example.org/a.jpg", "clef chez la voisine")  # fmt: skip
LINES: Sequence[Sequence[Any]] = (
    SHOP,
    ("Commerce à reprendre", "Boulangerie", "Besse", "Four récent, belle clientèle", 120, "", "95 000 €", "M. Modèle",
     "", "modele@example.org", "", "", ""),
    ("Maison", "", "Murol", "Trois pièces au calme", "75", "520", "", "", "", "", "", "", ""),
)  # fmt: skip
WRONG: Mapping[str, Sequence[Any]] = {
    "fairness.refused": ("Maison", "", "Besse", "Couple sans enfants uniquement", 75, 520, "", "", "", "", "", "", ""),
    "imports.fault.not_here": ("Local", "", "Lyon", "Rue commerçante", 75, 520, "", "", "", "", "", "", ""),
    "imports.fault.commune": ("Local", "", "Zzyzxville", "Rue commerçante", 75, 520, "", "", "", "", "", "", ""),
    "imports.fault.offered": ("Licorne", "", "Besse", "Rue commerçante", 75, 520, "", "", "", "", "", "", ""),
    "imports.fault.no_way": ("Local", "", "Besse", "Rue commerçante", 75, 520, "", "M. Personne", "", "", "", "", ""),
    "imports.fault.no_words": ("Local", "", "Besse", "", "", "", "", "", "01 99 00 00 46", "", "", "", ""),
    "imports.fault.no_what": ("Emploi", "", "Besse", "Un poste " * 12, "", "", "", "", "", "", "", "", ""),
    "imports.fault.phone_digits": ("Local", "", "Besse", "Rue commerçante", 75, "", "", "", "01 99", "", "", "", ""),
}
HOSTILE = ('=HYPERLINK("http://example.org","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "https://example.org",
           "l’été 🏔️ à 12 €")  # fmt: skip
WAITING = "SELECT count(*) FROM offer WHERE status = 'waiting'"
ALL = "SELECT count(*) FROM offer"


# --- a list is taken over ---------------------------------------------------------------------------------------------


async def test_a_list_of_offers_is_taken_over_and_looked_at(database_url: str) -> None:
    """Recognised, shown, killed in the middle, taken over; nobody sees it before it was looked at; one list waits."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE, SANCY_ARTENSE, PERSON)) as stage:
        before = {who: len(stage.texts(who)) for who in (BOUCHE, SANCY_ARTENSE, PERSON)}
        await send_table(stage, [HEAD, *LINES, *WRONG.values()])
        shown = plain("".join(stage.texts(COORDINATOR)[-2:]))
        for words in (f"des offres, {len(LINES) + len(WRONG)} lignes lues", f"{len(LINES)} lignes justes",
                      "1 offre n’a ni téléphone ni adresse", "1 offre restera réservée aux partenaires",
                      "adresses de photos (colonne L)", "Rien n’est repris de ces colonnes : Remarque",
                      "Rien n’est encore repris"):  # fmt: skip
            assert words in shown, words
        assert "enfants" in table_of_faults(stage)
        assert await value(database_url, ALL) == 0
        await press(stage, COORDINATOR, "imports|go|1")
        with killed("INSERT INTO imported_offer"), pytest.raises(RuntimeError):
            await happen(stage, COORDINATOR, goes_in)
        for table in ("offer", "owner", "import_key"):
            assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608
        await stage.settle()
        assert await value(database_url, WAITING) == len(LINES)
        assert {who: len(stage.texts(who)) for who in before} == before
        await stage.say(PERSON, "/offres")
        assert "pas encore" in stage.last(PERSON) or "aucune" in stage.last(PERSON).lower()

        await press_first(stage, "Regarder les offres")
        listed = stage.last(COORDINATOR)
        assert "Boulangerie" in listed
        assert "29 janvier" in listed
        await press_first(stage, "Regarder ")
        assert "Ancienne épicerie" in stage.last(COORDINATOR)
        await press_first(stage, "Publier")
        assert await value(database_url, WAITING) == len(LINES) - 1
        [kept] = await rows(database_url, "SELECT * FROM offer WHERE status = 'shown'")
        assert (kept.commune, kept.kind, kept.what) == (TAUVES, "premises", "")
        await stage.say(PERSON, "/offres local Tauves")
        assert "Ancienne épicerie" in stage.last(PERSON)
        assert "voisine" not in "".join(stage.texts(PERSON))

        told, theirs = len(stage.texts(COORDINATOR)), len(stage.texts(SANCY_ARTENSE))
        await stage.pass_time(timedelta(days=3))
        late = [text for text in stage.texts(COORDINATOR)[told:] if "À regarder" in text]
        assert [plain(text).rpartition("À regarder")[2] for text in late] == [" : 2."]
        assert len(stage.texts(SANCY_ARTENSE)) == theirs
        await stage.say(COORDINATOR, "/attente")
        assert "2 offres reprises d’un fichier" in plain(stage.last(COORDINATOR))


async def goes_in(t: Turn) -> None:
    """The file goes in."""
    await importing.file_goes_in(t, {"import": 1}, await importing.read(t, {"import": 1}))


def table_of_faults(stage: Stage) -> str:
    """The small file of what stays out."""
    return document(stage, COORDINATOR).decode("utf-8-sig")


def document(stage: Stage, who: int) -> bytes:
    """The newest document that somebody was sent."""
    sent = [one.content["document"] for one in stage.world.said_by_bot(who) if "document" in one.content]
    return stage.world.files.by_id(sent[-1]["file_id"]).data


async def test_the_same_file_doubles_nothing_and_may_be_taken_back(database_url: str) -> None:
    """What waits still goes by a press, and may come again; what was looked at stays, and never comes twice."""
    async with staged(database_url) as stage:
        await send_table(stage, [HEAD, *LINES])
        await press_first(stage, "Importer 3")
        await press_first(stage, "Regarder les offres")
        await press_first(stage, "Regarder ")
        await press_first(stage, "Publier")
        await send_table(stage, [HEAD, *LINES])
        assert "3 lignes sont déjà là" in plain(stage.last(COORDINATOR))
        await press_first(stage, "Retirer les 3 offres")
        await press_first(stage, "Oui, retirer les 2")
        assert await value(database_url, ALL) == 1
        left = {row[0] for row in await rows(database_url, "SELECT known_by FROM owner")}
        assert left == {"phone:+33199000045", "coordinator"}
        await stage.pass_time(timedelta(minutes=1))
        assert (await press(stage, COORDINATOR, "imports|back_all|1")).text
        await send_table(stage, [HEAD, *LINES])
        await press_first(stage, "Importer 2")
        assert await value(database_url, ALL) == 3
        number = await value(database_url, "SELECT id FROM offer WHERE kind = 'takeover'")
        await press(stage, COORDINATOR, f"offer|withdraw|{number}")
        await send_table(stage, [HEAD, *LINES])
        assert "Aucune ligne ne peut entrer" in stage.last(COORDINATOR)


# --- taken out --------------------------------------------------------------------------------------------------------


async def export(stage: Stage, who: int, format_: str = "xlsx") -> bytes:
    """What somebody gets who takes the offers out."""
    await press(stage, who, f"export|offers|{format_}")
    await stage.settle()
    return document(stage, who)


def sheet(data: bytes, number: int = 0) -> list[dict[str, Any]]:
    """The lines of a sheet, each by its titles."""
    with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
        head, *lines = book.get_sheet_by_index(number).to_python()
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


def lines_of(csv_: bytes) -> list[list[str]]:
    """The lines of a text, as a spreadsheet parts them."""
    return list(csv.reader(io.StringIO(csv_.decode("utf-8-sig"), newline=""), delimiter=";"))


FULL: Mapping[str, Any] = {
    "kind": "housing", "what": "", "words": "Trois pièces, poêle à bois", "commune": BESSE, "sectors": [],
    "facts": {"surface": 75, "rooms": 3, "tenure": "rent", "rent": 520, "state": "refresh", "accessible": False,
              "free_since": "le printemps", "energy": "d", "climate": "b", "cost": [900, 1250], "cost_year": 2024},
}  # fmt: skip
CLOSING: Mapping[str, Any] = {
    "kind": "closing", "what": "Bureau de poste", "words": "Départ en retraite", "commune": TAUVES,
    "audience": "partners",
    "facts": {"ends_on": "2026-09-30", "jobs": 2},
}  # fmt: skip


async def furnish(stage: Stage) -> None:
    """Offers that are shown, one of them a secret sale, and one that nobody has looked at."""
    for told in (*OPEN, FULL, CLOSING):
        await happen(stage, 0, lambda t, told=told: offered(t, told, "Mme Exemple"))  # type: ignore[misc]
    await plant(stage, BAKERY)

    async def waits(t: Turn) -> None:
        whose = await owners.of_actor(t.here, "conseillere-bouche", "Conseillère métiers de bouche")
        told = {"kind": "land", "commune": LA_TOUR, "words": "Terrain en pente"}
        await offers.post(t.here, whose, "conseillere-bouche", t.now, told)

    await happen(stage, 0, waits)


async def test_what_each_may_take_out(database_url: str) -> None:
    """The coordination has all with whose it is; a partner what cards show, without numbers of owners; it is noted."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE, PERSON)) as stage:
        await furnish(stage)
        known = await export(stage, COORDINATOR)
        every = sheet(known)
        assert len(every) == await value(database_url, ALL) == len(OPEN) + 4
        [secret] = [one for one in every if one["Confidentielle"] == "oui"]
        assert (secret["Titre"], secret["Commune"], secret["Prix (€)"]) == (BAKERY.what, "Tauves", 95_000)
        assert secret["Téléphone"] == "01 99 00 00 45"
        [home] = [one for one in every if one["Nature de l’offre"] == "Logement"]
        assert (home["Surface (m²)"], home["Classe énergie"], home["Date de l’offre"]) == (75, "D", TODAY)
        assert {one["Suivi"] for one in every} == {"publiée", "en attente de relecture"}
        explained = sheet(known, 1)
        assert {one["Colonne"] for one in explained} == set(home)
        assert all(one["Ce qu’elle dit"].endswith(".") for one in explained)
        assert "Telegram garde la sienne" in stage.last(COORDINATOR)

        theirs = sheet(await export(stage, BOUCHE))
        assert len(theirs) == len(OPEN) + 3
        told = " ".join(str(cell) for one in theirs for cell in one.values())
        for hidden in (BAKERY.what, BAKERY.words, "95000", "Mme Exemple", "01 99", "pente"):
            assert hidden not in told
        assert not {"Propriétaire", "Téléphone", "Courriel", "Numéro", "Confidentielle", "Suivi"} & set(theirs[0])
        assert "Bureau de poste" in told
        assert any(one["Commune"].startswith("Massif") or "Sancy" in one["Commune"] for one in theirs)
        assert plain(stage.last(BOUCHE)).startswith("Les offres au")

        documents = len([one for one in stage.world.said_by_bot(PERSON) if "document" in one.content])
        await press(stage, PERSON, "export|offers|xlsx")
        await stage.settle()
        assert len([one for one in stage.world.said_by_bot(PERSON) if "document" in one.content]) == documents == 0
        noted = [tuple(row) for row in await rows(database_url, "SELECT actor, format, lines, personal FROM export")]
        assert noted == [("animatrice-reseau", "xlsx", len(OPEN) + 4, True), ("conseillere-bouche", "xlsx", 7, False)]
        await stage.say(COORDINATOR, "/exporter")
        assert "Conseillère métiers de bouche" in stage.last(COORDINATOR)
        held = await value(database_url, "SELECT count(*) FROM outbox WHERE CAST(payload AS TEXT) LIKE '%tables%'")
        assert held == 0


async def test_what_waits_for_nobody_goes_to_nobody_who_has_left(database_url: str) -> None:
    """Who coordinates no more when the table is ready does not get it."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await furnish(stage)
        found: list[sending.Gathered] = []

        async def gather(t: Turn) -> None:
            found.append(sending.Gathered(await sending.MAKES["offers"](t, COORDINATOR, {})))

        async def send(t: Turn) -> None:
            await sending.send(t, {"what": "offers", "format": "xlsx"}, found[0])

        await happen(stage, COORDINATOR, gather)
        await happen(stage, BOUCHE, send)
        await stage.settle()
        assert [one for one in stage.world.said_by_bot(BOUCHE) if "document" in one.content] == []


@pytest.mark.parametrize("format_", ["xlsx", "csv"])
async def test_what_was_taken_out_can_be_brought_in_again(format_: str, new_database: Any) -> None:
    """In the same place every line is there already; in an empty one all come back as they were."""
    async with staged(new_database(), greeted=(COORDINATOR,)) as stage:
        await furnish(stage)
        for told in (replace_words(HOSTILE[2]), replace_words(HOSTILE[7])):
            await happen(stage, 0, lambda t, told=told: offered(t, told, "=Exemple()"))  # type: ignore[misc]
        kept = await export(stage, COORDINATOR, format_)
        before = [_kept(one) for one in await there(stage)]
        await send_file(stage, kept)
        shown = plain(stage.last(COORDINATOR))
        assert f"{len(before)} lignes sont déjà là" in shown
        assert "restent dehors :" not in shown
    empty = new_database()
    async with staged(empty, greeted=(COORDINATOR,)) as stage:
        await send_file(stage, kept)
        await press_first(stage, f"Importer {len(before)} lignes (0 dehors)")
        after = await there(stage)
        assert sorted(_kept(one) for one in after) == sorted(before)
        assert {one.status for one in after} == {Status.WAITING}
        whose = {row[0] for row in await rows(empty, "SELECT known_by FROM owner")}
        assert whose == {"phone:+33199000045", "referent:conseillere-bouche"}


def replace_words(words: str) -> Mapping[str, Any]:
    """An offer with these words."""
    return {"kind": "premises", "commune": LA_TOUR, "words": words, "facts": {"surface": 33}}


async def there(stage: Stage) -> list[offers.Kept]:
    """All offers that stand."""
    found: list[offers.Kept] = []

    async def look(t: Turn) -> None:
        found.extend(await offers.standing(t.here))

    await happen(stage, 0, look)
    return found


def _kept(one: offers.Kept) -> tuple[Any, ...]:
    """What of an offer its list says, and can say again."""
    told = one.said
    return (told.kind, told.commune, told.what, told.words.strip(), told.audience, told.confidential, repr(told.facts))


async def test_two_worlds_are_taken_out_alike(new_database: Any) -> None:
    """Worlds that differ in the secret alone give a partner the same bytes, and the coordination others."""
    secret = replace(BAKERY, owner="Mme Exemple")
    twin = other(secret, LA_TOUR, "beaute")
    one, two = [await taken_out(new_database(), each) for each in (secret, twin)]
    for format_ in ("xlsx", "csv"):
        assert one[BOUCHE, format_] == two[BOUCHE, format_]
        assert one[SANCY_ARTENSE, format_] == two[SANCY_ARTENSE, format_]
        assert one[COORDINATOR, format_] != two[COORDINATOR, format_]


async def taken_out(url: str, secret: Secret) -> Mapping[tuple[int, str], bytes]:
    """What each gets of a world with this secret."""
    async with staged(url, greeted=(COORDINATOR, BOUCHE, SANCY_ARTENSE)) as stage:
        for told in OPEN:
            await happen(stage, 0, lambda t, told=told: offered(t, told))  # type: ignore[misc]
        await plant(stage, secret)
        who = (COORDINATOR, BOUCHE, SANCY_ARTENSE)
        return {(one, format_): await export(stage, one, format_) for one in who for format_ in ("xlsx", "csv")}


async def test_hostile_words_stay_words(database_url: str) -> None:
    """No cell is a formula or a link, whatever its first letter; a text that is too long is cut, and says so."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        for words in (*HOSTILE, "é" * 40_000):
            await happen(stage, 0, lambda t, words=words: offered(t, replace_words(words), words[:60]))  # type: ignore[misc]
        data = await export(stage, COORDINATOR)
        assert "1 texte trop long est coupé" in stage.last(COORDINATOR)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sheets = [package.read(name).decode() for name in package.namelist() if "worksheets" in name]
            assert not [name for name in package.namelist() if "rels" in name and "worksheets" in name]
        assert not [one for one in sheets if "<f>" in one or "hyperlink" in one]
        lines = {one["Description"] for one in sheet(data)}
        assert {one.strip() for one in HOSTILE} < lines
        [cut] = [one for one in lines if one.startswith("é")]
        assert len(cut) == 32_767
        assert cut.endswith("n’en contient pas plus]")
        text = await export(stage, COORDINATOR, "csv")
        assert text.startswith(b"\xef\xbb\xbf")
        assert b"\n" not in text.replace(b"\r\n", b"")
        cells = [cell for line in lines_of(text) for cell in line]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
        assert f"'{HOSTILE[0]}" in cells


async def test_the_command_line_takes_them_out_too(database_url: str, tmp_path: Path) -> None:
    """A workbook, or a text; and that it was done is noted."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await furnish(stage)
        said = {"BOT_TOKEN": stage.world.bot.token, "DATABASE_URL": database_url, "NETWORK_FILE": str(NETWORK)}

        def run(*words: str) -> str:
            done = CliRunner().invoke(app, ["export", *words], env=said)
            assert done.exit_code == 0, done.output
            return done.stdout

        path = tmp_path / "offres.xlsx"
        await asyncio.to_thread(run, "--offers", "--to", str(path))
        assert len(sheet(path.read_bytes())) == len(OPEN) + 4
        text = await asyncio.to_thread(run, "--offers")
        assert text.count(BAKERY.what) == 1
        assert [row[0] for row in await rows(database_url, "SELECT actor FROM export")] == ["technician"] * 2
        again = await asyncio.to_thread(run, "--offers")
        assert again == text


MANY = 5_000
_PLACES = ("Tauves", "Besse", "Murol", "La Bourboule", "Rochefort-Montagne", "Olby")


def many(count: int) -> list[Sequence[Any]]:
    """So many offers of five hundred owners."""
    return [
        ("Local commercial" if n % 2 else "Maison", "", _PLACES[n % 6], f"Ancienne épicerie numéro {n}, avec vitrine",
         30 + n % 90, 300 + n % 50, "", f"Propriétaire {n % 500}", f"01 99 00 {n % 500 // 100:02} {n % 100:02}", "",
         TODAY, "", "")
        for n in range(count)
    ]  # fmt: skip


async def test_a_list_of_several_pages_is_turned(database_url: str) -> None:
    """Of more offers than stand on a page, the next page is a press away."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_table(stage, [HEAD, *many(listing.PAGE + 1)])
        await press_first(stage, f"Importer {listing.PAGE + 1}")
        await press_first(stage, "Regarder les offres")
        assert "Page 1 sur 2" in plain(stage.last(COORDINATOR))
        await press_first(stage, "Page 2")
        assert "Page 2 sur 2" in plain(stage.last(COORDINATOR))


@pytest.mark.proof
async def test_a_long_list_goes_in_and_out(database_url: str) -> None:
    """Five thousand lines: read in their own process, within its bounds; in at once, and out again, in seconds."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_table(stage, [HEAD, *many(MANY)])
        began = time.process_time()
        await press_first(stage, f"Importer {MANY}")
        assert await value(database_url, WAITING) == MANY
        went_in = time.process_time() - began
        said = len(stage.texts(COORDINATOR))
        kept = await export(stage, COORDINATOR)
        taken_out = time.process_time() - began - went_in
        assert len(sheet(kept)) == MANY
        assert len(stage.texts(COORDINATOR)) == said + 1
        await stage.say(COORDINATOR, "/attente")
        assert f"{MANY} offres reprises d’un fichier" in plain(stage.last(COORDINATOR))
        print(f"in {went_in:.1f} s, out {taken_out:.1f} s")
        assert (went_in < 60, taken_out < 30) == (True, True), (went_in, taken_out)
        began = time.process_time()
        await press_first(stage, "Retirer les")
        await press_first(stage, "Oui, retirer")
        assert await value(database_url, ALL) == 0
        assert time.process_time() - began < 30


@pytest.mark.proof
def test_what_a_long_list_costs() -> None:
    """Of memory and of a processor, in a process of its own: a fifth of what it may take."""

    async def cost_of(data: bytes) -> tuple[str, float, int, int]:
        workshop = Workshop()
        try:
            return await workshop.make_apart(cost, data, load(NETWORK), TODAY, within=BOUNDS)
        finally:
            await workshop.close()

    came, seconds, megabytes, _space = asyncio.run(cost_of(workbook({"Offres": [HEAD, *many(MANY)]})))
    assert came == f"{MANY} of {MANY} lines"
    assert (seconds < 40, megabytes < 400) == (True, True), (seconds, megabytes)
