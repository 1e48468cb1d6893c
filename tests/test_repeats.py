"""The same person twice where a story cannot go: races, accounts, confidential and closed cases, erasing, speed."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from sqlalchemy import JSON, column, insert, table
from sqlalchemy import Connection as SyncConnection

from conversations.engine.effects import Submit
from handlers.turn import forms, screen
from network.phrase import phrase
from storage import cases, duplicates
from storage.cases import case_file
from storage.engine.columns import Instant
from storage.engine.database import Connection, Database
from storage.engine.here import Here
from storage.engine.migrate import configuration
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import ANSWERS, happen, rows, send_case, value
from tests.stage.story import plain
from tests.test_erasing import erase
from tests.test_referents import TECHNICAL, TERRITORIAL


def flagged(stage: Stage, who: int = COORDINATOR) -> list[str]:
    """What a coordinator was told of cases that look alike."""
    return [plain(text) for text in stage.texts(who) if "ressemble" in text]


async def press(stage: Stage, who: int, data: str) -> str:
    """Somebody presses a button that no longer stands there, or never did for them. Returns what they are told."""
    message = stage.world.said_by_bot(who)[-1]
    return await stage.forge(who, who, message.message_id, data)


async def merge(stage: Stage, stays: str = "SV-0001") -> None:
    """The coordinator presses twice."""
    await stage.press(COORDINATOR, "Fusionner")
    await stage.press(COORDINATOR, f"{stays} reste")


async def test_what_is_flagged(database_url: str) -> None:
    """The same number with something alike; not the same number alone, nor the same project of somebody else."""
    async with staged(database_url) as stage:
        await send_case(stage)
        assert flagged(stage) == []
        await send_case(stage, ENGLISH, contact={"phone": "+33199000002", "email": None})
        assert flagged(stage) == [], "another person with the same project"
        apart: dict[str, Any] = {"sector": ["batiment"], "place": {"commune": "63247", "territory": "massif-du-sancy"}}
        await send_case(stage, COORDINATOR, project="Devenir charpentier", **apart)
        assert flagged(stage) == [], "one telephone for two projects that have nothing in common"
        await send_case(stage, SANCY_ARTENSE, project="reprendre une boulangerie, à plusieurs", **apart)
        assert [text.partition(" :")[0] for text in flagged(stage)] == ["SV-0004 ressemble à SV-0003"]


async def test_another_network_is_none_of_ours(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await rows(database_url, "UPDATE case_file SET network_id = 'elsewhere', number = 77, reference = 'EL-0077'")
        await send_case(stage, ENGLISH)
        assert flagged(stage) == []


async def test_a_closed_case_is_said_to_be_closed_and_cannot_be_the_one_that_stays(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await rows(database_url, "UPDATE slot SET status = 'done'")
        await send_case(stage, ENGLISH)
        [told] = flagged(stage)
        assert told.startswith("SV-0002 ressemble à SV-0001, un dossier clos : même téléphone")
        await stage.press(COORDINATOR, "Fusionner")
        assert "Seul SV-0002 peut rester" in plain(stage.last(COORDINATOR))
        await press(stage, COORDINATOR, "twice|keep|SV-0001|SV-0002")
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE merged_into IS NOT NULL") == 0
        await stage.press(COORDINATOR, "SV-0002 reste")
        assert await value(database_url, "SELECT merged_into FROM case_file WHERE reference = 'SV-0001'") == 2


async def test_a_confidential_case_stays_confidential(database_url: str) -> None:
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH, discretion={"choice": "confidential", "version": "1"})
        await stage.press(COORDINATOR, "Fusionner")
        labels = [label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row]
        assert labels == ["SV-0002 reste", "Ne pas fusionner"]
        await stage.press(COORDINATOR, "SV-0002 reste")
        assert stage.texts(GROUP) == ["Cette fiche est retirée."]


async def test_everybody_who_had_to_do_with_it_is_told(database_url: str) -> None:
    """Records are blank, proposals and the basket closed, each hears of it once; old buttons do nothing."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(SANCY_ARTENSE, TERRITORIAL, GROUP)
        await send_case(stage, ENGLISH)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.press(SANCY_ARTENSE, TERRITORIAL, GROUP)
        await merge(stage)
        assert [text[:24] for text in stage.texts(GROUP)] == ["SV-0001 · reprise · Méti", "Cette fiche est retirée."]
        card = plain(stage.texts(GROUP)[0])
        assert "Conseillère métiers de bouche" in card
        assert "Chargé d'accueil Sancy Artense (" in card
        for who in (BOUCHE, SANCY_ARTENSE):
            assert not any("Dossier SV-0002" in text for text in stage.texts(who))
            assert sum("Dossier SV-0001" in text for text in stage.texts(who)) == 1
            assert sum("la même personne avait aussi envoyé SV-0002" in text for text in stage.texts(who)) == 1
        for who, reference in ((PERSON, "SV-0001"), (ENGLISH, "SV-0001")):
            assert sum((f"{reference}" in text and "one now" in text) or "n’en font plus qu’une" in text
                       for text in stage.texts(who)) == 1  # fmt: skip
            await stage.say(who, "/monprojet")
            assert "SV-0001" in stage.last(who)
        for who, data in (
            (ENGLISH, "amend|SV-0002"),
            (ENGLISH, "adult|SV-0002"),
            (ENGLISH, "contacted|SV-0002|no"),
            (BOUCHE, "take|SV-0002|technical"),
            (BOUCHE, "pass|SV-0002|technical"),
            (BOUCHE, "contacted|SV-0002|technical"),
            (BOUCHE, "undo|SV-0002|technical|2"),
            (COORDINATOR, "move|SV-0002|technical"),
            (COORDINATOR, "twice|ask|SV-0002|SV-0001"),
            (COORDINATOR, "twice|keep|SV-0002|SV-0001"),
            (COORDINATOR, "twice|apart|SV-0002|SV-0001"),
        ):
            before = await rows(database_url, "SELECT * FROM slot ORDER BY 1, 2")
            assert await press(stage, who, data), data
            assert await rows(database_url, "SELECT * FROM slot ORDER BY 1, 2") == before, data
        history = await rows(database_url, "SELECT kind FROM case_act WHERE case_id = 1 ORDER BY id")
        assert "merged" in [row.kind for row in history]


async def test_what_was_being_said_about_the_other_reaches_the_one_that_stays(database_url: str) -> None:
    """Details under way, and a link for the other adult, are not lost."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH, name="Alex Exemple")
        await stage.say(ENGLISH, "/monprojet")
        await stage.press(ENGLISH, "Inviter l’autre adulte")
        link = stage.last(ENGLISH).partition("?start=")[2].split()[0]
        await merge(stage)
        module = Submit("completer-description", {"description": "Nous y pensons depuis dix ans."}, "SV-0002")
        await happen(stage, ENGLISH, lambda t: forms.hand_in(t, ENGLISH, "en", module))
        answers = str(await value(database_url, "SELECT answers FROM case_file WHERE reference = 'SV-0001'"))
        assert "dix ans" in answers
        note = await value(database_url, "SELECT text FROM case_note WHERE case_id = 1")
        assert plain(note).startswith("Dans SV-0002, la personne disait : Nom : Alex Exemple")
        stage.world.start(BOUCHE, link)
        await stage.settle()
        members = await rows(database_url, "SELECT case_id, telegram_id FROM case_member ORDER BY telegram_id")
        assert [tuple(row) for row in members] == [(1, ENGLISH), (1, BOUCHE)]


@pytest.mark.parametrize(
    ("greeted", "said"),
    [
        ((BOUCHE, SANCY_ARTENSE, COORDINATOR), "Les partenaires concernés sont prévenus."),
        (
            (SANCY_ARTENSE, COORDINATOR),
            "À appeler, car je ne peux pas les prévenir : Conseillère métiers de bouche",
        ),
    ],
)
async def test_whom_a_merge_does_not_reach_is_named(greeted: tuple[int, ...], said: str, database_url: str) -> None:
    async with staged(database_url, greeted=greeted) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH, project="Une boulangerie à reprendre")
        await merge(stage)
        [decided] = [plain(text) for text in stage.texts(COORDINATOR) if "est fusionné avec" in text]
        assert said in decided


@pytest.mark.parametrize("who", [PERSON, ENGLISH])
async def test_erasing_one_erases_both(who: int, database_url: str) -> None:
    """Whoever sent either of them: nothing of any of both is left."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH, name="Alex Exemple", project="Une boulangerie à reprendre")
        await merge(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await erase(stage, who)
        for table in ("case_file", "slot", "case_act", "case_note", "case_member"):
            assert await value(database_url, f"SELECT count(*) FROM {table}") == 0, table  # noqa: S608
        assert not any("Exemple" in text for chat in (BOUCHE, COORDINATOR) for text in stage.texts(chat))
        assert await value(database_url, "SELECT count(*) FROM once WHERE key LIKE '%SV-000%'") == 0
        assert await value(database_url, "SELECT count(*) FROM message WHERE name LIKE '%SV-0002%'") == 0


async def test_two_coordinators_press_at_once(database_url: str) -> None:
    """Each wants another to stay: one merge is made, and the other is told that it was decided."""
    async with staged(database_url) as stage:
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({ENGLISH})})
        await stage.rebuild()
        await stage.say(ENGLISH, "/stats")
        await send_case(stage)
        await send_case(stage, SANCY_ARTENSE)
        world, presses = stage.world, []
        for who in (COORDINATOR, ENGLISH):
            await stage.press(who, "Fusionner")
        for who, stays in ((COORDINATOR, "SV-0001 reste"), (ENGLISH, "SV-0002 reste")):
            presses.append(world.press(who, who, stage.button(who, stays).message_id, stays))
        answers = sorted([(await stage.answer(one)).text for one in presses])
        assert answers == ["C’est déjà décidé, merci.", "C’est noté."]
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE merged_into IS NOT NULL") == 1
        assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'merged' AND role IS NULL") == 1
        for who in (COORDINATOR, ENGLISH):
            assert sum("est fusionné avec" in text for text in stage.texts(who)) == 1


async def test_only_coordinators_decide(database_url: str) -> None:
    async with staged(database_url, greeted=(PERSON, BOUCHE, COORDINATOR)) as stage:
        await send_case(stage)
        await send_case(stage, ENGLISH)
        refused = screen.plain("fr", phrase("refused.not_coordinator"))
        for who in (PERSON, BOUCHE):
            for verb in ("twice|ask", "twice|back", "twice|apart", "twice|keep", "pair"):
                assert await press(stage, who, f"{verb}|SV-0002|SV-0001") == refused
        for data in ("twice|keep|SV-0001|SV-0001", "twice|keep|SV-0009|SV-0001", "twice|ask|x|y", "pair|x|y"):
            await press(stage, COORDINATOR, data)
        assert await value(database_url, "SELECT count(*) FROM case_file WHERE merged_into IS NOT NULL") == 0


MANY = 200


async def test_they_are_found_among_many_cases(database_url: str) -> None:
    """Of many cases one has the telephone and one the address. By which indexes: tests/test_statements.py."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)

        async def fill(connection: Connection) -> None:
            common: dict[str, Any] = {
                "network_id": stage.running.runtime.network_id, "answers": {}, "sector": "alimentaire",
                "submitted_at": A_TUESDAY, "charter_version": "1",
            }  # fmt: skip
            made = [
                {
                    **common,
                    "number": n,
                    "reference": f"SV-{n}",
                    "phone": f"+3319900{n - 10_000:04d}" if n < 10_100 else None,
                    "email": f"p{n}@example.org",
                }
                for n in range(10_000, 10_000 + MANY)
            ]
            await connection.execute(insert(case_file), made)

        await stage.running.database.run(fill)

        async def look(connection: Connection) -> list[str]:
            here = Here(connection, stage.running.runtime.network_id)
            [mine] = await duplicates.known(here, [1])
            return [one.reference for one in await duplicates.candidates(here, mine)]

        await rows(
            database_url, "UPDATE case_file SET phone = '+33199000045', email = 'p10123@example.org' WHERE id = 1"
        )
        assert await stage.running.database.run(look) == ["SV-10045", "SV-10123"]


async def test_old_cases_can_be_found_again(empty_database: str) -> None:
    """The migration fills in what tells a person from the answers there are; a change of them follows."""
    database = Database(empty_database)

    async def to(revision: str) -> None:
        def move(connection: SyncConnection) -> None:
            config = configuration()
            config.attributes["connection"] = connection
            (command.downgrade if revision == "0004" else command.upgrade)(config, revision)

        async with database.unreferenced():
            await database.run(lambda c: c.run_sync(move))

    def old(connection: SyncConnection) -> None:
        columns = ("network_id", "number", "reference", "charter_version")
        known = table("case_file", *map(column, columns), column("answers", JSON), column("submitted_at", Instant))
        for number, contact in enumerate(({"phone": "+33199000001", "email": " D@Example.org "}, None), 1):
            values = {"network_id": "n", "number": number, "reference": f"SV-{number}", "charter_version": "1"}
            connection.execute(known.insert().values(**values, answers={"contact": contact}, submitted_at=A_TUESDAY))

    try:
        for steps in (("0007", "0004"), ("0007",)):
            for revision in steps:
                await to(revision)
            if len(steps) == 2:
                await database.run(lambda c: c.run_sync(old))

        async def change(connection: Connection) -> None:
            await cases.change_answers(Here(connection, "n"), 2, ANSWERS)

        found = await rows(empty_database, "SELECT phone, email FROM case_file ORDER BY id")
        assert [tuple(row) for row in found] == [("+33199000001", "d@example.org"), (None, None)]
        await to("head")
        await database.run(change)
        assert await value(empty_database, "SELECT phone FROM case_file WHERE id = 2") == "+33199000001"
    finally:
        await database.close()
