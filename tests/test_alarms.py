"""Alarms: nobody whom the bot does not know makes the coordination read a hundred messages."""

from __future__ import annotations

from datetime import timedelta

from conversations.engine.effects import Submit
from handlers.turn import forms
from handlers.turn.turn import Turn
from simulator.cast import Person
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.inside import happen, rows, send_case, value
from tests.stage.story import plain
from tests.test_referents import MINUTE, TECHNICAL

HOUR = timedelta(hours=1)


def told(stage: Stage) -> list[str]:
    """What the coordinator reads, message by message, as it stands now."""
    return [plain(text) for text in stage.texts(COORDINATOR)]


async def forge(stage: Stage, who: int, data: str) -> str:
    """Somebody presses a button of a chat of their own that sends `data`."""
    return await stage.forge(who, who, stage.world.said_by_bot(who)[-1].message_id, data)


async def test_forged_presses_with_a_text_as_the_reference(database_url: str) -> None:
    """300 of them: no word of theirs reaches anybody, and nothing is kept of it, but that there were so many."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, ENGLISH)) as stage:
        await send_case(stage)
        before, kept = told(stage), await rows(database_url, "SELECT key FROM once")
        for number in range(300):
            stage.world.press(ENGLISH, ENGLISH, stage.world.said_by_bot(ENGLISH)[-1].message_id,
                              f"take|Lisez ceci {number}|technical", stale=True)  # fmt: skip
        await stage.settle()
        assert told(stage) == before
        assert await rows(database_url, "SELECT key FROM once") == [*kept, (f"flood:{ENGLISH}",)]


async def test_presses_on_every_card(database_url: str) -> None:
    """Somebody whom nobody knows: one message, with the newest and how many more; after an hour another one. A case
    without a card is none that they can have pressed.
    """
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, ENGLISH)) as stage:
        for _ in range(5):
            await send_case(stage)
        await send_case(stage, discretion={"choice": "confidential", "version": "1"})
        before = len(told(stage))
        for number in (1, 2, 3, 3, 4, 6):
            assert "do not know you" in plain(await forge(stage, ENGLISH, f"take|SV-000{number}|technical"))
        [alarm] = told(stage)[before:]
        assert "pour SV-0004, mais je ne connais pas ce compte" in alarm
        assert "Et encore 3 autres" in alarm
        await stage.pass_time(HOUR + MINUTE)
        before = len(told(stage))
        await forge(stage, ENGLISH, "take|SV-0005|technical")
        assert "SV-0005" in told(stage)[before]
        assert "autre" not in told(stage)[before]


async def test_fifty_come_into_the_group(database_url: str) -> None:
    """One message, of the newest and 49 more; whoever comes twice is counted once."""
    async with staged(database_url) as stage:
        before = len(told(stage))
        for number in range(50):
            who = Person(id=7001 + number, first_name=f"R{number}", phone="+33199000095", language_code="fr")
            stage.world.add_person(who)
            stage.world.join(who.id, GROUP)
        await stage.settle()
        stage.world.leave(7050, GROUP)
        stage.world.join(7050, GROUP)
        await stage.settle()
        [alarm] = told(stage)[before:]
        assert alarm.startswith("R49 est dans le groupe des partenaires, et je ne connais pas ce compte.")
        assert "Et encore 49 autres." in alarm


async def test_answers_to_an_old_question(database_url: str) -> None:
    """300, each with another number of the question: a yes and a no count, once each."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON)) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        await stage.pass_time(timedelta(days=7))
        before, acts = len(told(stage)), "SELECT count(*) FROM case_act WHERE kind LIKE 'contacted_%'"
        message = stage.world.said_by_bot(PERSON)[-1].message_id
        for number in range(300):
            stage.world.press(PERSON, PERSON, message, f"asked|SV-0001|technical|{number}|no", stale=True)
        await stage.settle()
        assert await value(database_url, acts) == 1
        [alarm] = told(stage)[before:]
        assert "n'a pas encore été contactée" in alarm


async def test_one_open_call_a_person(database_url: str) -> None:
    """25 wishes of one person: one call, with the number and the hour that they told last, at the date that they were
    told first. Another person's is another one.
    """
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON, ENGLISH)) as stage:
        before = len(told(stage))
        for number in range(25):
            await wish(stage, PERSON, f"+331990001{number:02d}")
        [call] = told(stage)[before:]
        assert "01 99 00 01 24" in call
        assert sum("01 99 00 01" in text for text in told(stage)) == 1
        await wish(stage, ENGLISH, "+33199000002")
        assert len(told(stage)) == before + 2
        open_calls = await rows(
            database_url, "SELECT person_id, phone FROM call_request WHERE done_at IS NULL ORDER BY 1"
        )
        assert [tuple(row) for row in open_calls] == [(PERSON, "+33199000124"), (ENGLISH, "+33199000002")]
        assert await value(database_url, "SELECT count(*) FROM due WHERE kind = 'call:late'") == 2
        await forge(stage, COORDINATOR, "called|1")
        await wish(stage, PERSON, "+33199000003")
        assert "01 99 00 00 03" in told(stage)[-1]


async def test_asked_again_when_the_day_is_over(database_url: str) -> None:
    """Nobody has called by then: whoever asks again is told a date that is to come."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON)) as stage:
        await wish(stage, PERSON, "+33199000001")
        assert "mercredi 11 mars" in plain(stage.last(PERSON))
        await stage.pass_time(timedelta(days=2))
        await wish(stage, PERSON, "+33199000001")
        assert "vendredi 13 mars" in plain(stage.last(PERSON))


async def wish(stage: Stage, who: int, phone: str) -> None:
    """Somebody has sent the form of /rappel."""

    async def arm(t: Turn) -> None:
        await forms.hand_in(t, who, "fr", Submit("callback", {"phone": phone, "hours": None}))

    await happen(stage, who, arm)
    await stage.settle()
