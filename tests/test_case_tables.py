"""Tables of cases: what figures count is what is taken out; names go to the coordination alone, and to nobody of whom
somebody had them erased; nothing in them is ever reckoned.
"""

from __future__ import annotations

import asyncio
import csv
import io
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from bot.__main__ import app
from handlers.exports import cases, sending
from handlers.privacy import erasing
from handlers.statistics.counting import OWN_CODE
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import Wanted
from network.text import code
from reports.tables import MOST_CHARACTERS, Format, to_json, written
from simulator.cast import Person
from storage import correspondents
from storage.cases import look_up
from storage.conversations import ConflictError
from tests.figures.by_hand import Hand
from tests.figures.world import World, drawn
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, NETWORK, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.story import plain
from tests.test_statements import listening

YEAR, OTHER = A_TUESDAY.year, 4_242
HOSTILE = ('=HYPERLINK("http://example.org","x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "l’été 🏔️ à Besse")
ALL: Mapping[str, Any] = {"period": "a", "place": "-", "sector": "-", "whose": "-"}
CASES, ASKED, PEOPLE = 0, 1, 2


def documents(stage: Stage, who: int) -> list[bytes]:
    """What stands in somebody's chat, the newest last."""
    sent = [one.content["document"] for one in stage.world.said_by_bot(who) if "document" in one.content]
    return [stage.world.files.by_id(one["file_id"]).data for one in sent]


def sheet(data: bytes, number: int = CASES) -> list[dict[str, Any]]:
    """The lines of a sheet, each by its titles."""
    with CalamineWorkbook.from_object(io.BytesIO(data)) as book:
        head, *lines = book.get_sheet_by_index(number).to_python(skip_empty_area=False)
    return [dict(zip(map(str, head), line, strict=True)) for line in lines]


async def take(stage: Stage, who: int, names: str, format_: str = "xlsx", of: str = "a|-|-|-") -> bytes | None:
    """What somebody gets who presses that, whether or not they were ever shown the button; None: nothing."""
    before = len(documents(stage, who))
    await press(stage, who, f"export|cases|{names}|{format_}|{of}")
    await stage.settle()
    found = documents(stage, who)
    return found[-1] if len(found) > before else None


async def send_another(stage: Stage, who: int, **told: object) -> None:
    """Somebody whom the world did not know sends a case."""
    stage.world.add_person(Person(id=who, first_name="P", phone=f"+3319900{who:04}", language_code="fr"))
    await send_case(stage, who, **told)


# --- what stands in them ----------------------------------------------------------------------------------------------


async def test_with_names_to_the_coordination(database_url: str) -> None:
    """The screen says what it is; the book has people, days, telephones as texts; each case says it was taken out."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await send_case(stage, name="Camille Exemple")
        await stage.say(COORDINATOR, f"/exporter dossiers {YEAR}")
        screen = plain(stage.last(COORDINATOR))
        for words in (str(YEAR), "noms, numéros", "L'export est noté", "Telegram garde la sienne", "ni commune"):
            assert words in screen, words
        await stage.press(COORDINATOR, "Avec les noms, Excel")
        [kept] = documents(stage, COORDINATOR)
        [case] = sheet(kept)
        assert (case["Dossier"], case["Nom"], case["État"]) == ("SV-0001", "Camille Exemple", "en cours")
        assert case["Téléphone"].startswith("0")
        assert case["Premier contact"] == A_TUESDAY.date()
        assert isinstance(case["Premier contact"], date)
        asked = sheet(kept, ASKED)
        assert {one["Dossier"] for one in asked} == {"SV-0001"}
        assert {one["Référent"] for one in asked} == set(case["Sollicités"].split(", "))
        [person] = sheet(kept, PEOPLE)
        assert (person["Nom"], person["Nombre de dossiers"], person["Sur Telegram"]) == ("Camille Exemple", 1, "oui")
        with CalamineWorkbook.from_object(io.BytesIO(kept)) as book:
            assert book.sheet_names == ["Dossiers", "Sollicitations", "Personnes", "Définitions", "Colonnes"]
        [noted] = await rows(database_url, "SELECT actor, what, format, lines, personal FROM export")
        assert tuple(noted) == ("animatrice-reseau", "cases", "xlsx", 1, True)
        assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'exported'") == 1
        assert await value(database_url, "SELECT count(*) FROM outbox WHERE CAST(payload AS TEXT) LIKE '%tables%'") == 0
        await stage.say(COORDINATOR, "/exporter")
        assert "Dossiers avec les noms, 1 ligne" in plain(stage.last(COORDINATOR))

        bare = await take(stage, COORDINATOR, "bare")
        assert bare is not None
        [line] = sheet(bare)
        assert line["Mois du premier contact"] == f"{A_TUESDAY:%Y-%m}"
        for data in (kept, bare):
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                told = parts.read("xl/worksheets/sheet1.xml").decode()
            assert 'state="frozen"' in told
            assert "<autoFilter" in told
        text = " ".join(str(cell) for number in (CASES, ASKED) for one in sheet(bare, number) for cell in one.values())
        for hidden in ("Camille", "SV-0001", "01 99", "Conseillère", "@"):
            assert hidden not in text, hidden


async def test_nothing_is_reckoned(database_url: str) -> None:
    """Names and words that would begin a formula are texts; accents and emoji stay; what is too long is cut."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        for n, words in enumerate(HOSTILE):
            await send_another(stage, OTHER + n, name=words, project=words)
        await send_another(stage, OTHER + 99, project="é" * (MOST_CHARACTERS + 1))
        kept, text = [await take(stage, COORDINATOR, "named", format_) for format_ in Format]
        assert kept is not None
        assert text is not None
        with zipfile.ZipFile(io.BytesIO(kept)) as parts:
            assert not [name for name in parts.namelist() if "externalLink" in name]
            for name in parts.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    told = parts.read(name)
                    assert b"<f>" not in told
                    assert b"<hyperlink" not in told
        told_of = [one["Projet"] for one in sheet(kept)]
        assert [one.strip() for one in told_of[: len(HOSTILE)]] == [one.strip() for one in HOSTILE]
        assert len(told_of[-1]) <= MOST_CHARACTERS
        assert told_of[-1].endswith("[texte coupé\N{NO-BREAK SPACE}: une cellule n’en contient pas plus]")
        assert "1 texte trop long est coupé" in plain(stage.last(COORDINATOR))
        assert text.startswith(b"\xef\xbb\xbf")
        lines = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert len(lines) == len(HOSTILE) + 1
        assert not [cell for one in lines for cell in one.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        assert lines[len(HOSTILE) - 1]["Projet"] == HOSTILE[-1]


_QUIET = {"choice": "confidential", "version": "1"}


async def test_a_confidential_request_names_nobody(database_url: str) -> None:
    """It is a line as figures count it: without name, contact or words, also among the people."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage, name="Dominique Secret", project="Une idée secrète", discretion=_QUIET)
        kept = await take(stage, COORDINATOR, "named")
        assert kept is not None
        [case] = sheet(kept)
        assert (case["Confidentiel"], case["Dossier"]) == ("oui", "SV-0001")
        assert {case[name] for name in ("Nom", "Téléphone", "Courriel", "Projet")} == {""}
        assert {sheet(kept, PEOPLE)[0][name] for name in ("Nom", "Téléphone", "Courriel")} == {""}
        await send_case(stage, name="Dominique Secret", project="Une idée pour tous")
        kept = await take(stage, COORDINATOR, "named", of=f"y{YEAR}01|-|-|-")
        assert kept is not None
        told = [(one["Nom"], one["Dossiers"]) for one in sheet(kept, PEOPLE)]
        assert told == [("", "SV-0001"), ("Dominique Secret", "SV-0002")]


# --- to whom ----------------------------------------------------------------------------------------------------------


def expected(world: World, wanted: Wanted) -> int:
    """How many sheets figures count."""
    return Hand(world, A_TUESDAY).counted(wanted)[0].get("sheets", (0, 0, 0))[0]


async def test_what_figures_count_is_taken_out(database_url: str) -> None:
    """Merged and silent cases as figures treat them, for each filter; to each what their figures count and no more,
    whatever a button that they never had says; to somebody else nothing.
    """
    world, year = drawn(5, 150), periods.year(YEAR)
    async with staged(database_url, greeted=(PERSON, BOUCHE, SANCY_ARTENSE, COORDINATOR)) as stage:
        await happen(stage, 0, world.arm)
        for of, wanted in (
            ("a|-|-|-", Wanted(periods.ALL)), (f"y{YEAR}01|-|-|-", Wanted(year)),
            (f"y{YEAR}01|{code('sancy-artense')}|-|-", Wanted(year, "sancy-artense")),
            (f"y{YEAR}01|{code('63192')}|{code('sante')}|-", Wanted(year, "", "63192", "sante")),
        ):  # fmt: skip
            for names in ("named", "bare"):
                found = await take(stage, COORDINATOR, names, of=of)
                assert found is not None
                assert len(sheet(found)) == expected(world, wanted), (of, names)
        own = expected(world, Wanted(year, carriers=("conseillere-bouche",)))
        for names in ("named", "bare"):
            for whose in ("-", code("cc-sancy-artense"), code("chambre-metiers"), OWN_CODE):
                for place in ("-", code("63192")):
                    found = await take(stage, BOUCHE, names, of=f"y{YEAR}01|{place}|-|{whose}")
                    assert found is not None
                    lines = sheet(found)
                    assert len(lines) == own > 3
                    assert not {"Nom", "Dossier", "Téléphone", "Commune", "Motif", "Premier contact"} & set(lines[0])
                    assert len({one["Structure"] for one in sheet(found, ASKED)}) == 1
        assert await take(stage, PERSON, "bare") is None
        await stage.say(BOUCHE, "/exporter dossiers")
        assert "Avec les noms" not in plain(stage.last(BOUCHE))

        async def accept(t: Turn) -> None:
            made = await correspondents.propose(
                t.here, "cc-sancy-artense", "charge-accueil-sancy-artense", "coordinator", A_TUESDAY
            )
            assert made is not None
            assert await correspondents.accept(t.here, made.id, A_TUESDAY)

        await happen(stage, 0, accept)
        organisation = [one.id for one in load_network(stage) if one.organisation == "cc-sancy-artense"]
        found = await take(stage, SANCY_ARTENSE, "named", of=f"y{YEAR}01|-|-|-")
        assert found is not None
        assert len(sheet(found)) == expected(world, Wanted(year, carriers=tuple(organisation)))
        assert "Nom" not in sheet(found)[0]


def load_network(stage: Stage) -> Any:
    """Whoever acts, or acted, for an organisation of the network."""
    from network.file import load

    return load(NETWORK).known_referents.values()


async def test_who_may_have_less_by_then_gets_nothing(database_url: str) -> None:
    """Read for the coordination, with names or without, it goes to nobody who coordinates no more; they are told."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE, PERSON)) as stage:
        await send_case(stage)
        for personal in (True, False):
            expects = {"what": "cases", "format": "xlsx", "personal": personal, **ALL}

            async def send(t: Turn, expects: Mapping[str, Any] = expects) -> None:
                await sending.send(t, expects, sending.Gathered(await cases.made(t, COORDINATOR, expects)))

            for who, why in ((BOUCHE, "a changé entre-temps"), (PERSON, "plus parmi les partenaires")):
                told = len(stage.texts(who))
                await happen(stage, who, send)
                await stage.settle()
                assert documents(stage, who) == []
                [said] = stage.texts(who)[told:]
                assert why in said
                assert "Rien n’a été envoyé" in said
        assert await value(database_url, "SELECT count(*) FROM export") == 0


# --- what was erased --------------------------------------------------------------------------------------------------


async def test_who_is_erased_meanwhile_is_in_none(database_url: str) -> None:
    """Between reading and sending: it is read again. While it waits to be sent: it never goes. Once it is there: it is
    taken back.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        for n in range(4):
            await send_another(stage, OTHER + n, name=f"Exemple {n}")
        expects = {"what": "cases", "format": "xlsx", "personal": True, **ALL}
        found: list[sending.Gathered] = []

        async def gather(t: Turn) -> None:
            found.append(sending.Gathered(await cases.made(t, COORDINATOR, expects)))

        async def erase(t: Turn, reference: str) -> None:
            case = await look_up(t.here, reference)
            assert case is not None
            await erasing.erase_quietly(t, case)

        async def send(t: Turn) -> None:
            await sending.send(t, expects, found[-1])

        await happen(stage, COORDINATOR, gather)
        await happen(stage, 0, lambda t: erase(t, "SV-0001"))
        with pytest.raises(ConflictError):
            await happen(stage, COORDINATOR, send)
        await stage.settle()
        assert documents(stage, COORDINATOR) == []
        assert await value(database_url, "SELECT count(*) FROM export") == 0

        await happen(stage, COORDINATOR, gather)
        await happen(stage, COORDINATOR, send)
        waits = "SELECT count(*) FROM outbox WHERE CAST(payload AS TEXT) LIKE '%Exemple 1%'"
        assert await value(database_url, waits) == 1
        await happen(stage, 0, lambda t: erase(t, "SV-0002"))
        assert await value(database_url, waits) == 0
        await stage.settle()
        assert documents(stage, COORDINATOR) == []

        kept = await take(stage, COORDINATOR, "named")
        assert kept is not None
        assert [one["Nom"] for one in sheet(kept)] == ["Exemple 2", "Exemple 3"]
        bare = await take(stage, COORDINATOR, "bare")
        await stage.say(OTHER + 3, "/supprimer")
        await stage.press(OTHER + 3, "Oui, tout supprimer")
        await stage.press(OTHER + 3, "Supprimer pour toujours")
        assert documents(stage, COORDINATOR) == [bare]
        assert await value(database_url, "SELECT count(*) FROM listing") == 0
        left = await take(stage, COORDINATOR, "named", of=f"y{YEAR}01|-|-|-")
        assert left is not None
        assert [one["Nom"] for one in sheet(left)] == ["Exemple 2"]


# --- at length --------------------------------------------------------------------------------------------------------


async def test_a_table_takes_few_statements(new_database: Any) -> None:
    """As many for ten cases as for three hundred."""
    taken = []
    for many in (10, 300):
        async with staged(new_database(), greeted=(COORDINATOR,)) as stage:
            await happen(stage, 0, drawn(7, many).arm)

            async def gather(t: Turn) -> None:
                with listening() as said:
                    await cases.taken_out(t, Wanted(periods.ALL), personal=True)
                taken.append(len(said))

            await happen(stage, COORDINATOR, gather)
    assert taken == [3, 3]


async def test_on_the_command_line(database_url: str, tmp_path: Path) -> None:
    """The technician names a file; with names only where that is said; it is noted, in each case too."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage, name="Camille Exemple")
        said = {"BOT_TOKEN": stage.world.bot.token, "DATABASE_URL": database_url, "NETWORK_FILE": str(NETWORK)}

        def run(*words: str) -> str:
            done = CliRunner().invoke(app, ["export", *words], env=said)
            assert done.exit_code == 0, done.output
            return str(done.stdout)

        book, text = tmp_path / "dossiers.xlsx", tmp_path / "dossiers.csv"
        assert await asyncio.to_thread(run, "--cases", str(book), "--personal") == f"{book}\n"
        await asyncio.to_thread(run, "--cases", str(text))
        assert sheet(book.read_bytes())[0]["Nom"] == "Camille Exemple"
        assert b"Camille" not in text.read_bytes()
        noted = await rows(database_url, "SELECT actor, what, personal FROM export ORDER BY id")
        assert [tuple(row) for row in noted] == [("technician", "cases", True), ("technician", "cases", False)]
        acted = await rows(database_url, "SELECT actor FROM case_act WHERE kind = 'exported'")
        assert [row[0] for row in acted] == ["technician"]


MANY = 10_000


@pytest.mark.proof
async def test_what_ten_thousand_cases_cost(database_url: str) -> None:
    """Read and laid out in seconds, in bounded memory."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(1, MANY).arm)

        async def gather(t: Turn) -> None:
            began = time.process_time()
            await laid_out(t)
            read = time.process_time() - began
            tracemalloc.start()
            await laid_out(t)
            gathered = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            print(f"read {read:.1f} s, {gathered:.0f} MiB")
            assert (read < 15, gathered < 150) == (True,) * 2, (read, gathered)

        await happen(stage, COORDINATOR, gather)


@pytest.mark.proof
async def test_what_ten_thousand_lines_cost(file_url: str) -> None:
    """Written in seconds as well, in bounded memory, wherever they were read from."""
    async with staged(file_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(1, MANY).arm)
        kept: list[Any] = []

        async def gather(t: Turn) -> None:
            kept.append(await laid_out(t))

        await happen(stage, COORDINATOR, gather)
        [raw] = kept
    began = time.process_time()
    data = written(raw)
    wrote = time.process_time() - began
    tracemalloc.start()
    written(raw)
    made_of = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    print(f"written {wrote:.1f} s, {made_of:.0f} MiB; {len(data) >> 10} KiB")
    assert len(sheet(data)) > MANY * 0.85
    assert (wrote < 20, made_of < 200) == (True,) * 2, (wrote, made_of)


async def laid_out(t: Turn) -> dict[str, Any]:
    """Every case, as it is kept until it is written."""
    made = await cases.taken_out(t, Wanted(periods.ALL), personal=True)
    return to_json(made.book, Format.XLSX)
