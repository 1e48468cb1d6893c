"""Imports: an old base is taken over by a press, all of it or nothing; it is silent until it is let out, and its people
hear of it within a month, or are erased.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from handlers.imports import importing
from handlers.turn.turn import Turn
from simulator.cast import Person
from tests.imports.old_base import OldBase, old_base, workbook
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, GROUP, NETWORK, Stage, staged
from tests.stage.inside import happen, press, rows, tap, value
from tests.stage.post_office import Letter, Office, post_office

TODAY = A_TUESDAY.date()
SOURCE = "le tableur d’accueil de la communauté de communes"
CASES = "SELECT count(*) FROM case_file"
SILENT = "SELECT count(*) FROM case_file WHERE silent"
OWED = "'case:old', 'imports:remind', 'imports:month'"
WAITS = f"SELECT count(*) FROM due WHERE status = 'waiting' AND kind NOT IN ({OWED})"  # noqa: S608 - our own words
HELD = "SELECT count(*) FROM slot WHERE taken_by = 'conseillere-bouche' AND status = 'taken'"
OPEN = "SELECT reference FROM case_file JOIN imported ON case_id = id WHERE state = 'open'"
OF_NOBODY = f"{OPEN} AND email IS NULL LIMIT 1"
STEPS = ("INSERT INTO import_key", "INSERT INTO imported", "INSERT INTO case_act")
SIZES = [
    pytest.param(12, 2, id="12 lines"),
    pytest.param(300, 20, id="300 lines", marks=pytest.mark.proof),
]


async def send(stage: Stage, base: OldBase) -> None:
    """The coordination sends an old base."""
    await send_file(stage, base.xlsx())


async def send_table(stage: Stage, lines: Sequence[Sequence[Any]]) -> None:
    """The coordination sends a sheet with these lines."""
    await send_file(stage, workbook({"Feuille": lines}))


async def send_file(stage: Stage, data: bytes) -> None:
    """The coordination sends a file, and says whom its data come from."""
    await stage.say(COORDINATOR, "/importer")
    if ["Un autre fichier"] in stage.world.said_by_bot(COORDINATOR)[-1].labels:
        await stage.press(COORDINATOR, "Un autre fichier")
    stage.world.send_file(COORDINATOR, COORDINATOR, "suivi.xlsx", data)
    await stage.settle()
    await stage.say(COORDINATOR, SOURCE)


async def take_over(stage: Stage, base: OldBase) -> None:
    """Its good lines go in."""
    await send(stage, base)
    await press_first(stage, "Importer")


async def press_first(stage: Stage, begins: str) -> None:
    """The coordination presses the newest button whose label begins so."""
    for message in reversed(stage.world.said_by_bot(COORDINATOR)):
        for label in (label for row in message.labels for label in row):
            if label.startswith(begins):
                await stage.press(COORDINATOR, label)
                await stage.settle()
                return
    raise AssertionError(begins)


@contextmanager
def killed(beginning: str) -> Iterator[None]:
    """A block in which the program ends at the first statement that begins so."""

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(beginning):
            raise RuntimeError("the program ends here")

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@pytest.mark.parametrize(("lines", "bad"), SIZES)
async def test_an_old_base(lines: int, bad: int, database_url: str) -> None:
    """Shown, killed in the middle, taken over, silent, sent again, let out, one erased, sent again."""
    good = lines - bad
    async with staged(database_url) as stage:
        base, known = old_base(TODAY, lines, bad), len(stage.texts(BOUCHE))
        group = len(stage.texts(GROUP))
        await send(stage, base)
        shown = stage.texts(COORDINATOR)[-2]
        assert f"{good} lignes justes peuvent entrer" in shown
        assert f"{bad} lignes restent dehors" in shown
        first = min(base.bad)
        assert f"Ligne {first}" in shown
        assert "Rien n’est encore repris" in shown
        assert await value(database_url, CASES) == 0

        async def go(t: Turn) -> None:
            await importing.file_goes_in(t, {"import": 1}, await importing.read(t, {"import": 1}))

        await press(stage, COORDINATOR, "imports|go|1")
        for step in STEPS[: 1 if lines < 100 else 3]:
            with killed(step), pytest.raises(RuntimeError):
                await happen(stage, COORDINATOR, go)
            for table in ("case_file", "imported", "import_key", "case_counter"):
                assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, (step, table)  # noqa: S608
        await stage.settle()
        assert await value(database_url, CASES) == await value(database_url, SILENT) == good

        assert await value(database_url, "SELECT count(*) FROM slot") == 0
        assert await value(database_url, WAITS) == 0
        await stage.pass_time(timedelta(days=9))
        assert len(stage.texts(BOUCHE)) == known
        assert len(stage.texts(GROUP)) == group
        await stage.say(COORDINATOR, "/chercher exemple")
        assert "encore muet" in stage.last(COORDINATOR)
        await stage.say(COORDINATOR, "/statistiques")
        assert str(good) not in stage.last(COORDINATOR)
        await stage.say(BOUCHE, "/chercher exemple")
        assert "Exemple" not in stage.last(BOUCHE)

        await let_all_out(stage)
        assert await value(database_url, SILENT) == 0
        assert any(f"{good} dossiers, tous libérés" in text for text in stage.texts(COORDINATOR))
        theirs = await value(database_url, HELD)
        told = stage.texts(BOUCHE)[known + 1 :]
        assert len(told) == 1
        assert f"{theirs} dossier" in told[0]
        assert len(stage.texts(GROUP)) == group
        over = await value(database_url, "SELECT count(*) FROM case_file WHERE closed_at IS NOT NULL")
        running = await value(
            database_url, "SELECT count(DISTINCT case_id) FROM slot WHERE status IN ('taken', 'coordinator')"
        )
        assert 0 < over < good
        assert over + running == good
        assert await value(database_url, "SELECT count(*) FROM slot WHERE take_by < :at", at=A_TUESDAY) == 0

        [gone] = await rows(database_url, "SELECT reference, phone FROM case_file ORDER BY id LIMIT 1")
        await press(stage, COORDINATOR, f"drop|{gone.reference}|yes")
        await stage.settle()
        await send(stage, base)
        assert "Aucune ligne ne peut entrer" in stage.texts(COORDINATOR)[-2]
        assert await value(database_url, CASES) == good - 1
        await stage.say(COORDINATOR, f"/chercher {gone.phone[-6:]}")
        assert gone.reference not in stage.last(COORDINATOR)


async def let_all_out(stage: Stage) -> None:
    """A coordinator lets all silent cases out."""
    await stage.say(COORDINATOR, "/importer")
    await press_first(stage, "Reprise du")
    await press_first(stage, "Libérer ")
    await press_first(stage, "Oui, libérer")


async def test_whoever_is_in_it_hears_of_it_in_time(database_url: str) -> None:
    """Day 21: a word to the coordination. Before day 30 letters are printed, and none is noted as posted: on that day
    e-mails go with a link to one's own case, and whoever has no address is erased, with nothing of them left but a
    hash. Whoever follows their link is told by that, and may have everything erased themselves.
    """
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await take_over(stage, old_base(TODAY, 9, 0))
        theirs = await value(database_url, OF_NOBODY)
        await press(stage, COORDINATOR, f"free|{theirs}")
        await stage.settle()
        await stage.pass_time(timedelta(days=20, hours=23))
        assert not any("base reprise" in text.lower() for text in stage.texts(COORDINATOR)[-1:])
        await stage.pass_time(timedelta(hours=2))
        assert "doivent le savoir le" in stage.last(COORDINATOR)
        assert "jeudi 9 avril" in stage.last(COORDINATOR)
        await press_first(stage, "Informer les personnes")
        await press_first(stage, "Imprimer 3 lettres")
        printed = stage.world.said_by_bot(COORDINATOR)[-1]
        assert "3 lettres à imprimer" in printed.text
        assert to_people(office) == []
        await stage.pass_time(timedelta(days=9))
        assert len(to_people(office)) == 6
        assert await value(database_url, CASES) == 6
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE email IS NULL") == 0
        assert "6 personnes sont informées" in stage.last(COORDINATOR)
        assert "3 dossiers sont effacés" in stage.last(COORDINATOR)
        letter = to_people(office)[0].text
        assert SOURCE in letter
        assert "10 mars 2026" in letter
        link = next(word for word in letter.split() if "?start=" in word).partition("?start=")[2]
        stage.world.add_person(Person(id=1777, first_name="P", phone="+33199000177", language_code="fr"))
        stage.world.start(1777, link)
        await stage.settle()
        assert "n’a pas encore confié" in stage.texts(1777)[0]
        assert "le suit maintenant sur Telegram" in stage.last(COORDINATOR)
        theirs = await value(database_url, "SELECT reference FROM case_file WHERE person_id = 1777")
        for button in ("amend", "complete", "adult"):
            assert "base reprise" in (await press(stage, 1777, f"{button}|{theirs}")).text
        await stage.say(1777, "/supprimer")
        await stage.press(1777, "Oui, tout supprimer")
        await stage.press(1777, "Supprimer pour toujours")
        await stage.settle()
        assert await value(database_url, CASES) == 5
        await stage.pass_time(timedelta(days=60))
        assert len(to_people(office)) == 6


def to_people(office: Office) -> list[Letter]:
    """The letters to those who are in an old base."""
    return [letter for letter in office.letters if letter.recipients[0].startswith("personne")]


async def test_a_letter_that_was_posted_tells_too(database_url: str) -> None:
    """Nothing is erased of those whose letters are noted as posted, nothing is sent twice; mails go at a press."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await take_over(stage, old_base(TODAY, 6, 0))
        await press_first(stage, "Informer les personnes")
        await press_first(stage, "Imprimer 2 lettres")
        await press_first(stage, "2 lettres sont parties")
        await press_first(stage, "Envoyer 4 e-mails")
        assert "Toutes les personnes" in stage.texts(COORDINATOR)[-2]
        said = len(stage.texts(COORDINATOR))
        await stage.pass_time(timedelta(days=31))
        assert await value(database_url, CASES) == 6
        assert len(office.letters) == 4
        assert len(stage.texts(COORDINATOR)) == said


# --- columns ----------------------------------------------------------------------------------------------------------


async def test_a_column_is_corrected_by_a_press_and_remembered(database_url: str) -> None:
    """A column is asked about before any line is read; another is corrected. The next file with the same header is read
    so at once.
    """
    line = ["Exemple", "01 99 00 00 01", "Un gîte", TODAY - timedelta(days=40), "Boulangerie"]
    twice = ["Autre", "01 99 00 00 02", "Un atelier", TODAY - timedelta(days=40), ""]
    head = ["Nom", "Joindre", "Projet", "Premier contact", "Bidule"]
    async with staged(database_url) as stage:
        await send_table(stage, [head, line])
        assert "Laquelle est-ce" in stage.last(COORDINATOR)
        await tap(stage, COORDINATOR, "1|1")
        await stage.settle()
        assert "Que dit-elle" in stage.last(COORDINATOR)
        await tap(stage, COORDINATOR, "1|1|phone")
        await stage.settle()
        assert "1 ligne juste" in stage.last(COORDINATOR)
        await press_first(stage, "Voir les colonnes")
        assert "B · Joindre : téléphone" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "E")
        await tap(stage, COORDINATOR, "1|4|sector")
        await stage.settle()
        assert "E · Bidule : secteur" not in stage.last(COORDINATOR)
        await press_first(stage, "Importer 1")
        assert await value(database_url, "SELECT sector FROM case_file") == "alimentaire"
        await send_table(stage, [head, line, twice])
        shown = stage.last(COORDINATOR)
        assert "2 lignes lues" in shown
        assert "1 ligne est déjà là" in shown


def plain(text: str) -> str:
    """With spaces as they are typed."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- one by one, and twice --------------------------------------------------------------------------------------------


async def test_one_is_let_out_and_every_press_counts_once(database_url: str) -> None:
    """A single case is let out of the list; what is pressed once more, or late, changes nothing."""
    async with staged(database_url) as stage:
        await take_over(stage, old_base(TODAY, 6, 0))
        await press_first(stage, "Voir les dossiers muets")
        assert "6 dossiers muets" in stage.last(COORDINATOR)
        reference = await value(database_url, f"{OPEN} LIMIT 1")
        await press(stage, COORDINATOR, f"free|{reference}")
        await stage.settle()
        assert await value(database_url, SILENT) == 5
        kept = [tuple(row) for row in await rows(database_url, "SELECT * FROM slot ORDER BY case_id, role")]
        await stage.pass_time(timedelta(minutes=1))
        for data in (f"free|{reference}", "imports|go|1", "imports|drop|1", "imports|again|1", "imports|columns|1"):
            assert "déjà" in (said := (await press(stage, COORDINATOR, data)).text) or "plus" in said, (data, said)
            await stage.settle()
        assert await value(database_url, CASES) == 6
        assert [tuple(row) for row in await rows(database_url, "SELECT * FROM slot ORDER BY case_id, role")] == kept
        await stage.say(COORDINATOR, f"/dossier {reference}")
        assert "muet" not in stage.last(COORDINATOR)


async def test_organisations_and_referents_make_a_version_of_the_network(database_url: str) -> None:
    """Who made it and why is kept with it; what was there stays, and a running program knows it at once."""
    async with staged(database_url) as stage:
        head = ["Organisme", "Type", "Téléphone"]
        await send_table(stage, [head, ["Atelier des Volcans", "Office de tourisme", "01 99 00 77 00"]])
        assert "De quoi ce tableau est-il la liste" in stage.last(COORDINATOR)
        await press_first(stage, "Des organismes")
        await press_first(stage, "Importer 1")
        assert "1 organisme est dans le réseau" in stage.last(COORDINATOR)
        [version] = await rows(database_url, "SELECT author, reason FROM network_version ORDER BY version DESC LIMIT 1")
        assert tuple(version) == ("animatrice-reseau", "import")
        head = ["Référent", "Organisme", "Rôle", "Courriel"]
        await send_table(stage, [head, ["Camille Exemple", "Atelier des Volcans", "territorial", "c@example.org"]])
        await press_first(stage, "Importer 1")
        assert await value(database_url, "SELECT max(version) FROM network_version") == 3
        await stage.say(COORDINATOR, "/annuaire Atelier des Volcans")
        assert "Atelier des Volcans" in stage.last(COORDINATOR)


# --- the command line -------------------------------------------------------------------------------------------------


@pytest.mark.proof
async def test_import_cases_is_killed_in_the_middle(database_url: str, tmp_path: Path) -> None:
    """SIGKILL within the transaction: nothing is left. The same command then brings in all; once more, nothing."""
    path = tmp_path / "suivi.xlsx"
    path.write_bytes(old_base(date.today(), 300, 20).xlsx())  # noqa: DTZ011 - the command line goes by the world's day
    async with staged(database_url) as stage:
        said = {"BOT_TOKEN": stage.world.bot.token, "DATABASE_URL": database_url, "NETWORK_FILE": str(NETWORK)}
        told = len(stage.texts(COORDINATOR))

        def run(module: str, **more: str) -> tuple[int, str]:
            words = [sys.executable, "-m", module, "import-cases", str(path), "--yes", "--source", SOURCE]
            environment = {"PATH": os.environ["PATH"], "TELEGRAM_API_URL": "http://127.0.0.1:9", **said, **more}
            done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
            return done.returncode, done.stdout + done.stderr

        killed_, _ = await asyncio.to_thread(run, "tests.imports.victim", KILL_AT="INSERT INTO case_act")
        assert killed_ == -signal.SIGKILL
        for table in ("case_file", "imported", "import_key", "import_file", "case_note"):
            assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608
        code, output = await asyncio.to_thread(run, "bot")
        assert (code, await value(database_url, SILENT)) == (0, 280), output
        code, output = await asyncio.to_thread(run, "bot")
        assert (code, await value(database_url, CASES)) == (1, 280), output
        await stage.settle()
        assert "280 dossiers" in stage.last(COORDINATOR)
        assert len(stage.texts(COORDINATOR)) == told + 2
