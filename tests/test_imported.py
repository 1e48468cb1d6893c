"""Imported: what came out of a file is brought back by no second one, speaks to nobody before it is let out, and takes
nobody out of the archive.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from handlers.counter.entering import ADOPT
from handlers.turn.turn import Turn
from network.model import Network
from network.soundness import problems
from network.text import code
from storage import coordinators, duplicates, members
from tests.stage import BOUCHE, COORDINATOR, PERSON, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.post_office import post_office
from tests.test_imports import CASES, SILENT, SOURCE, TODAY, let_all_out, press_first, send_table
from tests.test_pilot import accepted, proposed

HEAD = ["Nom", "Téléphone", "Mail", "Projet", "Date du premier contact"]
MET = TODAY - timedelta(days=60)


async def again(stage: Stage, *lines: Sequence[Any]) -> None:
    """The coordination sends the same lines, and has go in what can."""
    await send_table(stage, [HEAD, *lines])
    if any(label.startswith("Importer") for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row):
        await press_first(stage, "Importer")


async def test_who_stayed_out_and_was_erased_stays_out(database_url: str) -> None:
    """Somebody has a case of their own, so their line of a file stays out. Once they had everything erased, the same
    file does not bring them in.
    """
    async with staged(database_url) as stage:
        await send_case(stage, name="Dominique Exemple", contact={"phone": "+33199000001", "email": None})
        await stage.settle()
        other = ["Sacha Exemple", "01 99 00 00 45", "", "Un gîte", MET]
        theirs = ["Dominique Exemple", "01 99 00 00 01", "", "Une boulangerie", MET]
        await again(stage, other, theirs)
        assert await value(database_url, CASES) == 2
        await stage.say(PERSON, "/supprimer")
        await stage.press(PERSON, "Oui, tout supprimer")
        await stage.press(PERSON, "Supprimer pour toujours")
        await stage.settle()
        assert await value(database_url, CASES) == 1
        await again(stage, other, theirs, ["Sacha Exemple", "01 99 00 00 46", "", "Un gîte", MET])
        assert await value(database_url, CASES) == 2
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE phone = '+33199000001'") == 0


async def test_another_pilot_wakes_nobody_of_a_silent_case(database_url: str) -> None:
    """Nobody hears of another pilot by a case that was not let out: by no mail, and by no voice."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        mailed = ["Sacha Exemple", "01 99 00 00 45", "sacha@example.org", "Un gîte", MET]
        await again(stage, mailed, ["Sacha Exemple", "01 99 00 00 46", "", "Un gîte", MET])
        assert await value(database_url, SILENT) == 2
        await proposed(stage)
        await accepted(stage)
        await stage.pass_time(timedelta(hours=1))
        assert [one for one in office.letters if one.recipients == ("sacha@example.org",)] == []
        assert not any("À dire de vive voix" in text for text in stage.texts(COORDINATOR))
        assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'pilot_told'") == 0


async def test_nobody_is_erased_who_has_a_case_here_by_now(database_url: str) -> None:
    """Somebody's own case was merged into one of a file, of which nobody told them: on the thirtieth day they read it
    here. Whoever was reached by nothing is erased.
    """
    async with staged(database_url) as stage:
        lines = [["Sacha Exemple", "01 99 00 00 45", "", "Un gîte", MET],
                 ["Sacha Exemple", "01 99 00 00 46", "", "Un gîte", MET]]  # fmt: skip
        await again(stage, *lines)
        await let_all_out(stage)
        await send_case(stage)
        await happen(stage, 0, lambda t: duplicates.merge(t.here, 1, 3))
        await stage.pass_time(timedelta(days=31))
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE merged_into IS NULL") == 1
        assert SOURCE in "".join(stage.texts(PERSON)[-3:])
        assert await value(database_url, "SELECT told_how FROM imported WHERE case_id = 1") == "came"


async def test_a_file_brings_nobody_out_of_the_archive(database_url: str) -> None:
    """Whoever was archived is told as such, and stays there; nobody coordinates by a file. Long names that begin alike
    are two organisations.
    """
    async with staged(database_url) as stage:
        shelf = code("referents/conseillere-bouche")
        await press(stage, COORDINATOR, f"net_shelf|{shelf}|archive")
        head = ["Référent", "Organisme", "Rôle", "Courriel"]
        line = ["Conseillère métiers de bouche", "Chambre de métiers et de l'artisanat", "technique", "b@example.org"]
        new = ["Sacha Exemple", line[1], "animatrice", "s@example.org"]
        await send_table(stage, [head, line, new])
        said = "".join(stage.texts(COORDINATOR)[-2:])
        assert "dans les archives" in said
        assert "ne se confie pas par un fichier" in said
        head = ["Organisme", "Type", "Téléphone"]
        long = "Association intercommunale des villages de l’Exemple"
        lines = [
            [f"{long} {side}", "Office de tourisme", f"01 99 00 77 0{at}"] for at, side in enumerate(("Nord", "Sud"))
        ]
        await send_table(stage, [head, *lines])
        await press_first(stage, "Des organismes")
        await press_first(stage, "Importer 2")
        [(document,)] = await rows(database_url, "SELECT document FROM network_version ORDER BY version DESC LIMIT 1")
        network = Network.model_validate_json(document)
        assert sum(one.name.startswith(long) for one in network.organisations) == 2
        assert problems(network) == []


async def test_who_followed_an_old_case(database_url: str) -> None:
    """A case that has ended keeps the name of whoever followed it, archived since; an open one goes to nobody who is
    not there any more.
    """
    head = [*HEAD, "Référent technique", "Statut"]
    follows = "Conseillère métiers de bouche"
    told = [
        ["Sacha Exemple", "01 99 00 00 45", "", "Une boulangerie", MET, follows, "clos"],
        ["Sacha Exemple", "01 99 00 00 46", "", "Une boulangerie", MET, follows, "en cours"],
    ]
    async with staged(database_url) as stage:
        await send_table(stage, [head, *told])
        await press_first(stage, "Importer")
        await press(stage, COORDINATOR, f"net_shelf|{code('referents/conseillere-bouche')}|archive")
        await let_all_out(stage)
        held = "SELECT case_id FROM slot WHERE taken_by = 'conseillere-bouche'"
        assert [row[0] for row in await rows(database_url, held)] == [1]
        assert await value(database_url, "SELECT status FROM slot WHERE taken_by = 'conseillere-bouche'") == "done"


SLOTLESS = ("take|SV-0001|technical", "move|SV-0001|technical", "pdf|SV-0001|technical", "reopen|SV-0001|technical|1")
UNASKED = ("where|SV-0001|pause", "where|SV-0001|given_up", "asked|SV-0001|technical|1|yes", "settled|SV-0001")


async def test_forged_presses_wake_no_silent_case(database_url: str) -> None:
    """Neither the person who follows it by their link nor the coordination acts on what a silent case does not have."""
    async with staged(database_url) as stage:
        await again(stage, ["Sacha Exemple", "01 99 00 00 45", "", "Une boulangerie", MET])
        made: list[str] = []

        async def invite(t: Turn) -> None:
            made.append(await members.invite(t.here, 1, t.now, members.ADOPTION_LASTS))

        await happen(stage, 0, invite)
        stage.world.start(PERSON, f"{ADOPT}{made[0]}")
        await stage.settle()
        kept = [tuple(row) for row in await rows(database_url, "SELECT * FROM case_act ORDER BY id")]
        for who, some in ((COORDINATOR, SLOTLESS), (PERSON, (*UNASKED, *SLOTLESS))):
            for data in some:
                assert (await press(stage, who, data)).text, data
        assert [tuple(row) for row in await rows(database_url, "SELECT * FROM case_act ORDER BY id")] == kept
        assert await value(database_url, SILENT) == 1
        assert await value(database_url, "SELECT count(*) FROM slot") == 0
        assert await value(database_url, "SELECT count(*) FROM due WHERE kind = 'case:awake'") == 0


async def test_two_press_at_once_and_nobody_hears_twice(database_url: str) -> None:
    """Two coordinators have the e-mails sent at the same moment: each person gets one."""
    async with post_office() as office, staged(database_url, smtp_url=office.url) as stage:
        await again(stage, *(["Sacha Exemple", f"01 99 00 00 4{at}", f"c{at}@example.org", "", MET] for at in range(6)))
        await happen(stage, 0, lambda t: coordinators.begin(t.here, "conseillere-bouche", t.now))
        await asyncio.gather(*(press(stage, who, "imports|mail|1") for who in (COORDINATOR, BOUCHE)))
        await stage.settle()
        theirs = [one.recipients for one in office.letters if one.recipients[0].startswith("c")]
        assert len(theirs) == len(set(theirs)) == 6
