"""The report of a year: what a coordinator gets, that a frozen one stays, whatever becomes of the cases in it."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from docx import Document
from python_calamine import CalamineWorkbook
from sqlalchemy import update

from conversations.engine.effects import Submit
from handlers.reports import annex, contents, freezing, writing
from handlers.reports.gathering import Year, gather
from handlers.turn.turn import Turn
from network.figures import periods
from network.figures.counts import Wanted
from network.figures.definitions import definitions
from network.meetings import Says
from reports import report, tables
from storage import cases, coordinators, meetings, privacy
from storage.cases import case_file
from storage.meetings import Status
from tests.figures.by_hand import Hand
from tests.figures.world import World, drawn
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.stage.story import plain

NOW, LAST = A_TUESDAY.year, A_TUESDAY.year - 1
ZONE = "Europe/Paris"


async def year_of(stage: Stage, number: int) -> Year:
    """What is gathered of a year."""
    found: list[Year] = []

    async def look(t: Turn) -> None:
        found.append(await gather(t, number))

    await happen(stage, COORDINATOR, look)
    return found[-1]


async def papers(stage: Stage, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """All that stands in the report of a year, and in its annex."""
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []

    async def look(t: Turn) -> None:
        year = await gather(t, number)
        made = contents.made(year.reported, year.frozen, year.reported.templates[0], "fr")
        book = tables.to_json(annex.book(year, "fr"), tables.Format.XLSX)
        whole = report.to_json(made, report.Format.PDF), book
        found.append((json.loads(json.dumps(whole[0])), json.loads(json.dumps(whole[1]))))

    await happen(stage, COORDINATOR, look)
    return found[-1]


async def freeze(stage: Stage, number: int) -> str:
    """A coordinator freezes a year."""
    answer = await press(stage, COORDINATOR, f"report|freeze|{number}")
    await stage.settle()
    return answer.text or ""


async def somebody(stage: Stage) -> None:
    """Last year brought one case."""
    world = World()
    world.file(1, datetime(LAST, 5, 5, 9, tzinfo=UTC))
    await happen(stage, 0, world.arm)


def without_cases(book: dict[str, Any]) -> list[Any]:
    return [one for one in book["tables"] if one["name"] != "Demandes"]


def numbers_of(book: dict[str, Any]) -> list[str]:
    return [row[0] for one in book["tables"] if one["name"] == "Demandes" for row in one["rows"]]


# --- a frozen year stays ----------------------------------------------------------------------------------------------


async def test_half_of_its_people_are_erased(database_url: str) -> None:
    """Nor does it change as others are reopened or moved, as the network is called otherwise, or years go by; of the
    annex only the numbers of those go that were erased. What is kept of it names no case.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 60).arm)
        year = await year_of(stage, LAST)
        assert await freeze(stage, LAST) == "C’est figé."
        paper, book = await papers(stage, LAST)
        known = [one.case_id for one in year.cases]
        assert numbers_of(book) == [one.reference for one in year.cases]
        assert year.reported.of("sheets") is not None
        kept = await value(database_url, "SELECT content FROM report")
        assert not any(one.reference in kept for one in year.cases)

        async def live_on(t: Turn) -> None:
            for case_id in known[::2]:
                await privacy.erase_case(t.here, case_id, ZONE)
            there = case_file.c.id.in_(known[1::2])
            moved = {"territory": "massif-du-sancy", "outcome": None, "closed_at": None, "adults": 9, "natures": None}
            await t.here.execute(update(cases.case_file).where(there).values(**moved))

        await happen(stage, 0, live_on)
        await stage.pass_time(timedelta(days=800))
        later, annexed = await papers(stage, LAST)
        assert later == paper
        assert without_cases(annexed) == without_cases(book)
        assert numbers_of(annexed) == numbers_of(book)[1::2]
        stayed = [row for one in book["tables"] if one["name"] == "Demandes" for row in one["rows"]][1::2]
        assert [row for one in annexed["tables"] if one["name"] == "Demandes" for row in one["rows"]] == stayed
        await stage.say(COORDINATOR, "/bilan")
        assert [str(LAST)] in stage.world.said_by_bot(COORDINATOR)[-1].labels


async def test_it_is_frozen_once(database_url: str) -> None:
    """By one of those who press at once, not before the year is over, and not by somebody without the right; it says
    since when and by whom.
    """
    async with staged(database_url, greeted=(COORDINATOR, SANCY_ARTENSE, BOUCHE)) as stage:
        await somebody(stage)
        await happen(stage, 0, lambda t: coordinators.keep(t.here, SANCY_ARTENSE, t.now))
        assert (await press(stage, COORDINATOR, f"report|freeze|{NOW}")).text == f"L’année {NOW} n’est pas terminée."
        await press(stage, BOUCHE, f"report|freeze|{LAST}")
        assert await value(database_url, "SELECT count(*) FROM report") == 0
        stale = await year_of(stage, LAST)
        both = (COORDINATOR, SANCY_ARTENSE, COORDINATOR)
        answers = await asyncio.gather(*(press(stage, who, f"report|freeze|{LAST}") for who in both))
        assert [one.text for one in answers].count("C’est figé.") == 1
        await stage.settle()
        [before] = await rows(database_url, "SELECT frozen_at, frozen_by FROM report")
        # Whoever had looked before it was frozen presses now.
        late = await happen(stage, BOUCHE, lambda t: freezing.freeze(t, BOUCHE, "freeze", LAST, stale))
        assert late.text == "Ce bilan est déjà figé\xa0: il ne change plus."
        assert await rows(database_url, "SELECT frozen_at, frozen_by FROM report") == [before]
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        assert f"Figé le 10 mars {NOW} par" in plain(stage.last(COORDINATOR))


async def test_nobody_freezes_it(database_url: str) -> None:
    """Nor ever asks for one. Then it is frozen on the first working day of February, the coordination is told, and so
    it is a year later, since somebody came then too.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        for person in (PERSON, PERSON + 1):
            await send_case(stage, person)
        await stage.settle()
        [planned] = await rows(
            database_url, "SELECT due_at FROM due WHERE kind = 'report:freeze' AND status = 'waiting'"
        )
        assert str(planned.due_at).startswith(f"{NOW + 1}-02-01 08:00")
        await stage.pass_time(datetime(NOW + 1, 2, 1, 9, tzinfo=UTC) - stage.clock.now())
        assert f"Le bilan {NOW} vient d'être figé" in plain(stage.last(COORDINATOR))
        [kept] = await rows(database_url, "SELECT year, frozen_by FROM report")
        assert tuple(kept) == (NOW, "clock")
        await stage.say(COORDINATOR, f"/bilan {NOW}")
        assert "par le calendrier du réseau" in plain(stage.last(COORDINATOR))
        world = World()
        world.file(900, datetime(NOW + 1, 5, 4, 9, tzinfo=UTC))
        await happen(stage, 0, world.arm)
        await stage.pass_time(datetime(NOW + 2, 2, 2, 9, tzinfo=UTC) - stage.clock.now())
        assert await value(database_url, "SELECT count(*) FROM report") == 2


# --- what is asked ----------------------------------------------------------------------------------------------------


async def test_what_is_no_year(database_url: str) -> None:
    """It is said what is wrong, and the question stands again, with the years that there are."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, drawn(5, 10).arm)
        for typed, said in (
            ("", ""), ("bientôt", "Je n'ai pas reconnu d'année"), ("26", "Je n'ai pas reconnu d'année"),
            (str(NOW + 1), f"L'année {NOW + 1} n'a pas commencé"), ("1995", "aucune demande avant 2024"),
        ):  # fmt: skip
            await stage.say(COORDINATOR, f"/bilan {typed}")
            last = plain(stage.last(COORDINATOR))
            assert said in last
            assert "De quelle année voulez-vous le bilan ?" in last.replace("\u202f", " ")
            labels = stage.world.said_by_bot(COORDINATOR)[-1].labels
            assert labels[: NOW - 2024 + 1] == [[str(year)] for year in range(NOW, 2023, -1)]
        await stage.press(COORDINATOR, str(LAST))
        assert f"Bilan d'activité {LAST}" in plain(stage.last(COORDINATOR))
        shown = len(stage.texts(COORDINATOR))
        await press(stage, COORDINATOR, f"report|look|{NOW + 1}|{'0' * 8}|fr")
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == shown


async def test_a_year_that_no_button_carries(database_url: str) -> None:
    """An old base told of 1985: no report is shown whose buttons would be refused."""
    world = World()
    world.file(1, datetime(1985, 5, 5, 9, tzinfo=UTC))
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        await stage.say(COORDINATOR, "/bilan 1985")
        assert "aucune demande avant 1990" in plain(stage.last(COORDINATOR))
        await stage.say(COORDINATOR, "/bilan 1990")
        assert "Bilan d'activité 1990" in plain(stage.last(COORDINATOR))
        for digits in ("٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"):
            typed = str(LAST).translate(str.maketrans("0123456789", digits))
            await stage.say(COORDINATOR, f"/bilan {typed}")
            assert f"Bilan d'activité {LAST}" in plain(stage.last(COORDINATOR))
            await stage.say(COORDINATOR, f"/stats {typed}")
            assert f"Le réseau en chiffres : {LAST}" in plain(stage.last(COORDINATOR))


async def test_a_year_that_goes_on(database_url: str) -> None:
    """It is provisional, and every page says so, until it is frozen; reasons and communes are told once it is over."""
    world = drawn(5, 200)
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        for number, over in ((NOW, False), (LAST, True)):
            paper, book = await papers(stage, number)
            assert paper["mark"] == "PROVISOIRE"
            assert "Provisoire" in paper["status"]
            assert len([one for section in paper["sections"] for one in section["pictures"]]) == 2 + over
            [held_back] = [str(book["tables"][1]["rows"]).count("Se dit une fois l’année terminée")]
            assert held_back == (0 if over else sum(one.sensitive and one.yearly for one in definitions().figures))
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        assert "Provisoire" in stage.last(COORDINATOR)
        await freeze(stage, LAST)
        paper, _ = await papers(stage, LAST)
        assert paper["mark"] == ""
        assert paper["status"].startswith("Chiffres définitifs")
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        assert "Vous pouvez le transmettre" in plain(stage.last(COORDINATOR))
        await stage.say(COORDINATOR, f"/bilan {NOW}")
        assert "Provisoire" in stage.last(COORDINATOR)
        labels = [label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row]
        assert "Figer le bilan" not in labels


async def test_a_year_of_nothing_is_not_frozen(database_url: str) -> None:
    """Nothing was counted: nothing to hand in, and no button that would close it for good; nor is what is provisional
    said to be passed on.
    """
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        for year, said in ((LAST, "Rien à remettre"), (NOW, "Provisoire")):
            await stage.say(COORDINATOR, f"/bilan {year}")
            assert said in stage.last(COORDINATOR)
            assert "Vous pouvez le transmettre" not in plain(stage.last(COORDINATOR))
            labels = [label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row]
            assert "Figer le bilan" not in labels


async def test_the_words_of_the_coordination(database_url: str) -> None:
    """They stand in their section from when they are written, as long as it is not frozen; else "non renseigné"."""
    async with staged(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await somebody(stage)
        paper, _ = await papers(stage, LAST)
        assert [one["words"] for one in paper["sections"] if one["words"]] == ["Non renseigné"] * 2
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        assert "Vos mots manquent encore dans : Les demandes reçues, Les résultats" in plain(stage.last(COORDINATOR))
        await stage.press(COORDINATOR, "Écrire\xa0: Les demandes reçues")
        await stage.say(COORDINATOR, "Une année de reprises.")
        await stage.press(COORDINATOR, f"Voir le bilan {LAST}")
        assert "Vos mots manquent encore dans : Les résultats" in plain(stage.last(COORDINATOR))
        paper, _ = await papers(stage, LAST)
        assert [one["words"] for one in paper["sections"] if one["words"]] == [
            "Une année de reprises.",
            "Non renseigné",
        ]
        await freeze(stage, LAST)
        late = Submit(writing.FLOW, {"words": "Trop tard pour cela."}, about=f"{LAST}:bilan/demandes")
        for who, said in ((COORDINATOR, "déjà figé"), (BOUCHE, "équipe du réseau")):
            await happen(stage, who, lambda t, who=who: writing.hand_in(t, who, "fr", late))  # type: ignore[misc]
            await stage.settle()
            assert said in stage.last(who)
        assert (await papers(stage, LAST))[0]["sections"] == paper["sections"]


# --- the files --------------------------------------------------------------------------------------------------------


async def document(stage: Stage, label: str) -> bytes:
    """What is sent for a button."""
    await stage.press(COORDINATOR, label)
    sent = stage.world.said_by_bot(COORDINATOR)[-1].content["document"]
    return stage.world.files.by_id(sent["file_id"]).data


async def test_the_three_files(database_url: str) -> None:
    """A document in which each figure is what is counted by hand, a PDF, and a workbook with the cases by number, which
    leaves the chat with any case that is erased.
    """
    world = drawn(5, 80)
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)

        async def meet(t: Turn) -> None:
            at = datetime(LAST, 6, 9, 8, tzinfo=UTC)
            one = await meetings.write(t.here, "animatrice-reseau", "Point d’été", "Mairie", 60, 3, at, [at], t.now)
            await meetings.becomes(t.here, one.id, Status.SET, [Status.DRAFT], t.now, at=at)
            for who in ("conseillere-bouche", "charge-accueil-sancy-artense"):
                await meetings.answer(t.here, 1, who, Says.YES, t.now)

        await happen(stage, COORDINATOR, meet)
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        doc = Document(io.BytesIO(await document(stage, "Word")))
        assert any(line.text.endswith("01 99 00 00 31, accueil@sancy-volcans.example.org") for line in doc.paragraphs)
        assert (await document(stage, "PDF")).startswith(b"%PDF")
        data = await document(stage, "Annexe Excel")
        found = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for table in doc.tables for row in table.rows}
        hand, before = (Hand(world, A_TUESDAY).counted(Wanted(periods.year(year)))[0] for year in (LAST, LAST - 1))
        assert found["Demandes"] == [str(each["sheets"][0]) for each in (hand, before)]
        adults, children = hand["met"][1:]
        assert found["Personnes rencontrées"][0] == f"{adults} adultes, {children} enfants"
        assert found[f"9 juin {LAST}"][1:2] == ["Non renseigné\n2 avaient répondu oui"]
        assert "Chambre de métiers" in found[f"9 juin {LAST}"][2]
        book = CalamineWorkbook.from_object(io.BytesIO(data))
        assert book.sheet_names == ["Chiffres", "Détail", "Réunions", "Demandes", "Définitions", "Les colonnes"]
        lines = book.get_sheet_by_name("Demandes").to_python()
        assert len(lines) == hand["sheets"][0] + 1
        names = {row[0] for row in book.get_sheet_by_name("Chiffres").to_python()[1:]}
        assert names <= {row[0] for row in book.get_sheet_by_name("Définitions").to_python()}
        sent = stage.world.said_by_bot(COORDINATOR)[-1]
        case_id = await value(database_url, "SELECT max(case_id) FROM listing")
        [row] = await rows(database_url, "SELECT count(*) AS many FROM listing")
        assert row.many == hand["sheets"][0]
        assert case_id
        assert sent.content["document"]["file_name"] == f"bilan-d-activite-{LAST}-provisoire-annexe.xlsx"


# --- what is odd ------------------------------------------------------------------------------------------------------


async def test_the_turn_of_the_year_and_who_comes_back(database_url: str) -> None:
    """A minute before midnight in the network’s time belongs to the old year, a minute after it to the new one. Who
    gave up and comes back is abandoned in the one, and not in the other. A month without anybody is said to be none.
    """
    world = World()
    world.file(1, datetime(LAST, 12, 31, 22, 59, tzinfo=UTC), territory="les-cheires", adults=1, children=0)
    world.file(2, datetime(LAST, 12, 31, 23, 1, tzinfo=UTC), territory="les-cheires", adults=2, children=0)
    ends = {"closed_at": datetime(LAST, 5, 9, tzinfo=UTC), "outcome": "given_up", "outcome_reason": "financing"}
    world.file(3, datetime(LAST, 3, 9, tzinfo=UTC), adults=1, children=2, person_id=None, **ends)
    world.file(4, datetime(NOW, 2, 9, tzinfo=UTC), adults=1, children=2)
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        told = {}
        for number in (LAST, NOW):
            reported = (await year_of(stage, number)).reported
            told[number] = {one.key: one.number.now for one in reported.figures if one.number is not None}
            [months] = [one for one in reported.figures if one.key == "month"]
            begun = [cell.now["cases"] for cell in months.cells]
            assert begun == ([0, 0, 1, *[0] * 8, 1] if number == LAST else [1, 1, 0])
        assert [told[n]["sheets"]["cases"] for n in (LAST, NOW)] == [2, 2]
        assert [told[n]["abandoned"] for n in (LAST, NOW)] == [
            {"adults": 1, "children": 2}, {"adults": 0, "children": 0},
        ]  # fmt: skip


async def test_an_empty_network_has_a_report(database_url: str) -> None:
    """On the first of January too, of the day before: nothing is known, and it says so."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        paper, book = await papers(stage, NOW)
        assert paper["mark"] == "PROVISOIRE"
        await stage.pass_time(datetime(NOW + 1, 1, 1, 9, tzinfo=UTC) - stage.clock.now())
        paper, book = await papers(stage, NOW)
        assert "pas encore figé" in paper["status"]
        assert paper["highlights"][0][0] == "0"
        assert "aucune n’est notée" in str(paper["sections"][-1]["notes"])
        assert numbers_of(book) == []
