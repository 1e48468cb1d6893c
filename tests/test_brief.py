"""The brief: what a referent has in hand on one page, which names nobody to those who may not know."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.privacy import erasing
from network.text import code
from simulator.cast import Person
from tests.reports import paper
from tests.stage import BOUCHE, COORDINATOR, Stage, staged
from tests.stage.inside import happen, press, rows, send_case

NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliet", "Kilo", "Lima")
FIRST = 1700
CONFIDENTIAL = {"choice": "confidential", "version": "1"}
WHO = "conseillere-bouche"
EXPORTED = "SELECT case_id, actor FROM case_act WHERE kind = 'exported' ORDER BY case_id"


async def follow(stage: Stage, number: int, **told: object) -> str:
    """A case that the baker's adviser follows. Returns its reference."""
    who, reference = FIRST + number, f"SV-{number + 1:04d}"
    stage.world.add_person(Person(id=who, first_name="P", phone=f"+331990000{10 + number}", language_code="fr"))
    await send_case(stage, who, **{"name": f"Personne {NAMES[number % 12]}", **told})
    await press(stage, BOUCHE, f"take|{reference}|technical")
    return reference


def printed(stage: Stage, who: int) -> bytes:
    """The newest sheet that somebody got."""
    sent = stage.world.said_by_bot(who)[-1].content["document"]["file_id"]
    return stage.world.files.by_id(sent).data


@pytest.mark.usefixtures("poppler")
async def test_twelve_cases_are_one_page_the_oldest_promise_first(database_url: str) -> None:
    """As a message and on paper; each is written down once, and both go when one of them is erased."""
    async with staged(database_url) as stage:
        for number in range(12):
            await follow(stage, number)
            await stage.pass_time(timedelta(days=1))
        await press(stage, BOUCHE, "contacted|SV-0002|technical")
        await stage.say(BOUCHE, "/point")
        said, sheet = stage.texts(BOUCHE)[-2], printed(stage, BOUCHE)
        assert sorted(NAMES, key=said.index) == ["Alpha", *NAMES[2:], "Bravo"]
        assert "12 dossiers ouverts" in said
        assert "EN RETARD" in said.partition("Alpha")[0]
        assert said.partition("Bravo")[2].count("Dernier échange") == 1
        [page] = paper.pages(sheet)
        assert all(f"Personne {name}" in page for name in NAMES)
        assert [tuple(row) for row in await rows(database_url, EXPORTED)] == [(n, WHO) for n in range(1, 13)]
        await happen(stage, FIRST, lambda t: erasing.decide(t, FIRST, "sure"))
        await stage.settle()
        assert not any("12 dossiers ouverts" in text or "à imprimer" in text for text in stage.texts(BOUCHE))


@pytest.mark.usefixtures("poppler")
async def test_the_longest_stay_on_one_page_and_in_one_message(database_url: str) -> None:
    """More than a page holds, with the longest of everything: what is left out is counted, and not written down."""
    async with staged(database_url) as stage:
        for number in range(14):
            await follow(
                stage,
                number,
                name=f"Personne {NAMES[number % 12]} " + "d’Exemple-" * 9,
                project="Reprendre " + "une auberge " * 30,
            )
        await stage.pass_time(timedelta(days=20))
        await press(stage, COORDINATOR, f"point|for|{code(WHO)}")
        await stage.settle()
        said = stage.texts(COORDINATOR)[-2]
        shown = sum(f"SV-{number:04d}" in said for number in range(1, 15))
        assert f"Et {14 - shown} autre" in said
        assert len(paper.pages(printed(stage, COORDINATOR))) == 1
        assert len(await rows(database_url, EXPORTED)) == shown
        assert shown >= 8


async def test_nobody_is_named_who_may_not_be(database_url: str) -> None:
    """One's own says of what is only proposed what the card says; that of the coordination, which is handed on, of a
    confidential case that there is one; and only what names somebody is written down.
    """
    async with staged(database_url) as stage:
        await follow(stage, 0, discretion=CONFIDENTIAL)
        await follow(stage, 1)
        await send_case(stage, name="Personne Charlie")
        await stage.say(BOUCHE, "/point")
        said = stage.texts(BOUCHE)[-2]
        assert "Personne Alpha" in said
        assert "Personne Bravo" in said
        assert "SV-0003" in said
        assert "Charlie" not in said
        assert [row.case_id for row in await rows(database_url, EXPORTED)] == [1, 2]
        await stage.say(COORDINATOR, "/point")
        await press(stage, COORDINATOR, f"point|for|{code(WHO)}")
        await stage.settle()
        said = stage.texts(COORDINATOR)[-2]
        assert "SV-0001 · confidentiel" in said
        assert "Personne Bravo" in said
        assert "Alpha" not in said
        assert "Charlie" not in said
        assert [row.case_id for row in await rows(database_url, EXPORTED)] == [1, 2, 2]
        assert (await press(stage, COORDINATOR, f"point|for|{code('conseillere-creation')}")).text.endswith("ouvert.")
