"""A frozen report after the network has changed: its name, areas, time zone, templates and languages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from conversations.engine.effects import Submit
from handlers.reports import annex, contents, freezing, writing
from handlers.turn.turn import Turn
from network.entries import Label
from network.figures.definitions import Block
from network.figures.reported import Number, Told
from network.model import Network
from network.reports import Section, Template
from network.text import code
from storage import networks, privacy, reports
from tests.figures.world import World
from tests.imports.old_base import old_base
from tests.stage import COORDINATOR, Stage, staged
from tests.stage.inside import happen, press, rows, send_case, value
from tests.test_imports import TODAY, take_over
from tests.test_reports import LAST, NOW, ZONE, freeze, papers, somebody, without_cases, year_of


async def amended(stage: Stage, change: Callable[[Network], Network]) -> None:
    """The network’s data change."""

    async def write(t: Turn) -> None:
        version = await networks.latest_version(t.here)
        await networks.amend(t.here, change(t.network), t.now, author="somebody", reason="elsewhere", after=version)

    await happen(stage, 0, write)


def elsewhere(network: Network) -> Network:
    """Called otherwise, on the other side of the world, with another report, and in one language."""
    other = Template(
        id="autre",
        title=Label(fr="Compte rendu", en="Account"),
        sections=(Section(id="un", heading=Label(fr="Un", en="One"), figures=("installed",)),),
    )
    areas = tuple(one.model_copy(update={"name": f"{one.name} nouveau"}) for one in network.territories)
    known = {"name": "Autre nom", "timezone": "Pacific/Auckland", "languages": ("fr",)}
    identity = network.identity.model_copy(update=known)
    return network.model_copy(update={"identity": identity, "territories": areas, "reports": (other,)})


async def test_its_paper_and_its_annex_stay(database_url: str) -> None:
    """Whatever the network is called since, whatever its areas are, wherever it is midnight."""
    world = World()
    world.file(1, datetime(LAST, 5, 31, 20, tzinfo=UTC), territory="sancy-artense")
    world.file(2, datetime(LAST, 12, 31, 20, tzinfo=UTC))
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        await freeze(stage, LAST)
        paper, book = await papers(stage, LAST)
        lines = [one["rows"] for one in book["tables"] if one["name"] == "Demandes"]
        assert [row[1:3] for row in lines[0]] == [
            [f"mai {LAST}", "Sancy Artense"],
            [f"décembre {LAST}", "non renseigné"],
        ]
        await amended(stage, elsewhere)
        later, annexed = await papers(stage, LAST)
        assert later == paper
        assert without_cases(annexed) == without_cases(book)
        assert [one["rows"] for one in annexed["tables"] if one["name"] == "Demandes"] == lines


async def test_its_buttons_go_on(database_url: str) -> None:
    """Of a template that the network has no more, and in a language that it has no more."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await somebody(stage)
        await freeze(stage, LAST)
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        await stage.press(COORDINATOR, "En anglais")
        await amended(stage, elsewhere)
        await stage.press(COORDINATOR, "Word")
        assert f"annual-report-{LAST}.docx" in str(stage.world.said_by_bot(COORDINATOR)[-1].content)
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        for file in ("Word", "PDF", "Annexe Excel"):
            await stage.press(COORDINATOR, file)
            assert f"bilan-d-activite-{LAST}" in str(stage.world.said_by_bot(COORDINATOR)[-1].content)
        # A button of a year that is not frozen, and of a report that there is no more.
        shown = len(stage.texts(COORDINATOR))
        await press(stage, COORDINATOR, f"report|pdf|{LAST - 1}|00000000|fr")
        await stage.settle()
        assert len(stage.texts(COORDINATOR)) == shown


async def test_a_language_that_it_was_not_frozen_in(database_url: str) -> None:
    """A button in a language that the network has since is of one that the report is in."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await somebody(stage)
        await amended(stage, elsewhere)
        await freeze(stage, LAST)

        def both(network: Network) -> Network:
            return network.model_copy(
                update={"identity": network.identity.model_copy(update={"languages": ("fr", "en")})}
            )

        await amended(stage, both)
        year = await year_of(stage, LAST)
        known = code(year.reported.templates[0].id)
        for what, name in (("docx", "compte-rendu"), ("xlsx", "annexe")):
            answer = await press(stage, COORDINATOR, f"report|{what}|{LAST}|{known}|en")
            await stage.settle()
            assert name in str(stage.world.said_by_bot(COORDINATOR)[-1].content), answer
        await stage.say(COORDINATOR, f"/bilan {LAST}")
        assert "En anglais" not in str(stage.world.said_by_bot(COORDINATOR)[-1].labels)


async def test_it_has_the_figures_of_then(database_url: str) -> None:
    """A block has what the definitions had then: one that is defined no more stays, one that came since does not."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await somebody(stage)
        reported = (await year_of(stage, LAST)).reported
        said = {"fr": "Chevaux", "en": "Horses"}
        gone = Told(
            key="horses", block=Block.PEOPLE, title=said, means=said, measures=("cases",),
            number=Number(now={"cases": 7}, before={"cases": 3}),
        )  # fmt: skip
        of_then = (gone, *reversed([one for one in reported.figures if one.key != "met"]))
        made = contents.made(reported.model_copy(update={"figures": of_then}), None, reported.templates[0], "fr")
        [people] = [one for one in made.sections if one.heading == "Les personnes accueillies"]
        rows = [row[0] for row in people.tables[0].rows]
        assert rows[0] == "Chevaux"
        assert rows[1:] == [
            one.title["fr"] for one in of_then if one.block is Block.PEOPLE and one.number and one is not gone
        ]
        assert ("Chevaux", "Chevaux") in made.definitions


async def test_words_that_come_as_it_is_frozen(database_url: str) -> None:
    """Somebody writes between the reading of whoever freezes it and the freezing: their words stand in it."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await somebody(stage)
        read = await year_of(stage, LAST)
        form = Submit(writing.FLOW, {"words": "Des maisons qui rouvrent."}, about=f"{LAST}:bilan/demandes")
        await happen(stage, COORDINATOR, lambda t: writing.hand_in(t, COORDINATOR, "fr", form))
        await happen(stage, COORDINATOR, lambda t: freezing.freeze(t, COORDINATOR, "freeze", LAST, read))
        year = await year_of(stage, LAST)
        assert year.frozen is not None
        assert year.reported.words == {"bilan/demandes": "Des maisons qui rouvrent."}


async def test_a_case_is_erased_as_it_is_frozen(database_url: str) -> None:
    """Whoever comes first: what is frozen and its annex are of one moment, and its figures have that case."""
    world = World()
    for number in range(1, 7):
        world.file(number, datetime(LAST, 5, number, 9, tzinfo=UTC))
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await happen(stage, 0, world.arm)
        await asyncio.gather(
            happen(stage, 0, lambda t: privacy.erase_case(t.here, 3, ZONE)),
            press(stage, COORDINATOR, f"report|freeze|{LAST}"),
        )
        await stage.settle()
        year = await year_of(stage, LAST)
        assert year.frozen is not None
        assert [one.case_id for one in year.cases] == [1, 2, 4, 5, 6]
        told = year.reported.of("sheets")
        assert told is not None
        assert told.number is not None
        assert (told.number.now, year.reported.cases + year.reported.erased) == ({"cases": 6}, 6)


async def test_a_year_in_which_there_was_nothing_is_left_open(database_url: str) -> None:
    """The first request comes in January: February freezes no empty year, and an old file may still fill it."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await stage.pass_time(datetime(NOW + 1, 1, 12, 9, tzinfo=UTC) - stage.clock.now())
        await send_case(stage)
        await stage.pass_time(datetime(NOW + 1, 2, 2, 9, tzinfo=UTC) - stage.clock.now())
        assert await value(database_url, FROZEN) == 0
        world = World()
        world.file(900, datetime(NOW, 5, 4, 9, tzinfo=UTC))
        await happen(stage, 0, world.arm)
        await freeze(stage, NOW)
        assert (await year_of(stage, NOW)).reported.cases == 1
        await stage.pass_time(datetime(NOW + 2, 2, 2, 9, tzinfo=UTC) - stage.clock.now())
        assert await value(database_url, FROZEN) == 2


async def test_old_requests_do_not_change_a_frozen_year(database_url: str) -> None:
    """Whoever lets one out reads that the report of its year stays."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await take_over(stage, old_base(TODAY, 9, 0))
        [one] = await rows(
            database_url, "SELECT reference, submitted_at FROM case_file WHERE closed_at IS NULL LIMIT 1"
        )
        year = int(str(one.submitted_at)[:4])
        await freeze(stage, year)
        before = (await year_of(stage, year)).reported
        await press(stage, COORDINATOR, f"free|{one.reference}")
        await stage.settle()
        assert f"Bilan déjà figé, qui ne change pas : {year}" in stage.last(COORDINATOR).replace("\u00a0", " ")
        assert (await year_of(stage, year)).reported == before


FROZEN = "SELECT count(*) FROM report"
KEPT = Path(__file__).parent / "figures" / "data" / "frozen.json"
"""A year as the program of migration 0055 froze it. It is never made anew: whatever changes, it is still read."""


async def test_what_was_frozen_long_ago_is_read(database_url: str) -> None:
    """By its own definitions, whatever figures are called today; in both languages, on paper and in the annex."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:

        async def keep(t: Turn) -> None:
            kept = {"year": LAST, "frozen_by": reports.CLOCK, "definitions": "5", "content": KEPT.read_text("utf-8")}
            await t.here.execute(reports.report.insert(), {"network_id": t.here.network_id, "frozen_at": t.now, **kept})

        await happen(stage, 0, keep)
        year = await year_of(stage, LAST)
        assert year.frozen is not None
        for language in ("fr", "en"):
            made = contents.made(year.reported, year.frozen, year.reported.templates[0], language)
            assert [one[0] for one in made.highlights] == ["1", "3", "0", "1"]
            assert [len(section.pictures) for section in made.sections] == [1, 0, 1, 1, 0, 0]
            assert annex.book(year, language).tables[0].rows
        for label in ("Word", "PDF"):
            await stage.say(COORDINATOR, f"/bilan {LAST}")
            await stage.press(COORDINATOR, label)
            assert "document" in stage.world.said_by_bot(COORDINATOR)[-1].content
