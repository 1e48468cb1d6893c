"""The machine's clock, set back by a day: what was noted before lies ahead, and silences nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.clock import real_now
from bot.loops import work
from handlers.letters.letters import MINUTE, MOST
from handlers.slots import news
from network.phrase import phrase
from storage import letters
from storage.durable import inbox, mails, once, outbox
from storage.engine.database import Connection
from storage.engine.here import Here
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, SANCY_ARTENSE, Stage, staged
from tests.stage.direct import DirectStage
from tests.stage.inside import happen, queue, send_case
from tests.stage.post_office import post_office
from tests.test_referents import TECHNICAL

A_DAY = timedelta(days=1)


@contextmanager
def a_day_ahead(stage: DirectStage) -> Iterator[None]:
    """The world's clock stands a day ahead, and is set right at the end."""
    stage.clock.began += A_DAY
    yield
    stage.clock.began -= A_DAY


async def served_today(stage: DirectStage) -> None:
    """All that waits is done, and nobody waits for a day."""
    before = stage.clock.waited
    await stage.settle()
    assert stage.clock.waited - before < timedelta(minutes=10)


async def test_what_somebody_says(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The database fails once; the next try stands at tomorrow, and the chat is served all the same."""
    failures = [OperationalError("SELECT 1", {}, Exception("out of reach"))]
    dispatch = work.Worker._dispatch

    async def fails_once(self: work.Worker, row: inbox.Row) -> str:
        if failures:
            raise failures.pop()
        return await dispatch(self, row)

    async with staged(database_url, greeted=(PERSON,)) as stage:
        monkeypatch.setattr(work.Worker, "_dispatch", fails_once)
        with a_day_ahead(stage):
            stage.world.say(PERSON, PERSON, "/aide")
            await stage.running.receiver.once()
            await stage.running.worker.once()
        await served_today(stage)
        assert "Je pose quelques questions" in stage.last(PERSON)


@pytest.mark.parametrize("trouble", [502, 429])
async def test_what_is_to_be_sent(trouble: Any, database_url: str) -> None:
    """Telegram is out of reach, or asks to wait for an hour; the message goes out today."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        stage.world.fault(trouble, method="sendMessage", chat_id=PERSON, retry_after=3600 if trouble == 429 else None)
        with a_day_ahead(stage):
            await queue(stage, PERSON, "un", "deux")
            await stage.running.deliverer.once()
        await served_today(stage)
        assert stage.texts(PERSON)[-2:] == ["un", "deux"]


async def test_telegram_asks_for_more_than_an_hour(database_url: str) -> None:
    """It is asked again each hour, so that a wait can be told from one that was noted before the clock was set back."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        stage.world.fault(429, method="sendMessage", chat_id=PERSON, retry_after=86400)
        await queue(stage, PERSON, "un")
        before = stage.clock.waited
        await stage.settle()
        assert stage.clock.waited - before == outbox.LONGEST_WAIT
        assert stage.last(PERSON) == "un"


async def test_an_email(database_url: str) -> None:
    """The mail server stays away once; the e-mail goes out today."""
    async with post_office() as office, staged(database_url, greeted=(), smtp_url=office.url) as stage:
        office.answers.append(("MAIL", "451 4.3.0 Later"))

        async def post(t: Any) -> None:
            await t.mail("referente@example.org", phrase("who.group"), [phrase("who.group")], locale="fr")

        with a_day_ahead(stage):
            await happen(stage, PERSON, post)
            assert stage.running.mailer is not None
            await stage.running.mailer.once()
        await served_today(stage)
    assert len(office.letters) == 1


async def test_a_lease_of_tomorrow_is_over(database_url: str) -> None:
    """Whoever held it knows nothing of it any more; a wait that is as long as waits are still holds."""
    async with staged(database_url) as stage:
        now = datetime(2026, 3, 10, 9, tzinfo=UTC)

        async def fill(c: Connection) -> None:
            await inbox.add(c, "delivery", 1, {}, now)
            await outbox.put(c, 1, "sendMessage", {"text": "un"}, now)
            await mails.put(Here(c, "sancy-volcans"), "referente@example.org", "un", "mot", now)

        async def held(c: Connection, at: datetime) -> list[int]:
            mail_of = await mails.lease(c, at)
            return [len(await inbox.lease(c, at, 9)), len(await outbox.lease(c, at, 9)), int(mail_of is not None)]

        run = stage.running.database.run
        await run(fill)
        assert await run(lambda c: held(c, now + A_DAY)) == [1, 1, 1]
        assert await run(lambda c: held(c, now)) == [1, 1, 1]
        assert await run(lambda c: held(c, now)) == [0, 0, 0]


async def test_a_press(database_url: str) -> None:
    """The same button, pressed before and after: the second press is no slip of the finger."""
    async with staged(database_url) as stage:
        await send_case(stage)
        said = []
        for back in (timedelta(0), A_DAY, timedelta(0)):
            stage.clock.advance(-back)
            said.append(await stage.forge(PERSON, PERSON, stage.world.said_by_bot(PERSON)[0].message_id, "mine"))
        assert said == ["", "", "C’est déjà noté."]


async def test_letters_that_were_written_before(database_url: str) -> None:
    """As many letters as anybody may send in a minute do not forbid one for a day."""
    async with staged(database_url, greeted=(BOUCHE, SANCY_ARTENSE, COORDINATOR, PERSON)) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        for number in range(MOST):
            await write(stage, f"lettre {number}")
        stage.clock.advance(-A_DAY)
        await write(stage, "une de plus")
        assert "une de plus" in stage.last(BOUCHE)
        many = await stage.running.database.run(
            lambda c: letters.sent_in(Here(c, "sancy-volcans"), PERSON, stage.clock.now(), MINUTE)
        )
        assert many == 1


async def write(stage: Stage, words: str) -> None:
    """The person writes to those who follow their case."""
    await stage.say(PERSON, "/message")
    await stage.say(PERSON, words)


async def test_a_word_to_the_person_whose_minute_had_come(database_url: str) -> None:
    """The minute after an act came just before: the person hears, now and not never."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TECHNICAL, GROUP)
        before = len(stage.texts(PERSON))
        stage.clock.advance(-A_DAY)
        about = {"reference": "SV-0001", "role": "technical"}
        await happen(stage, PERSON, lambda t: news.slot_is_due(t, about))
        await stage.settle()
        assert len(stage.texts(PERSON)) == before + 1


async def test_once_in_a_while(database_url: str) -> None:
    """What happened further ahead than the time that is asked about is over; what is nearer still counts."""
    now, within = datetime(2026, 3, 10, 9, tzinfo=UTC), timedelta(hours=1)
    async with staged(database_url) as stage:

        async def look(c: Connection, ago: timedelta) -> list[bool]:
            await once.forget(c, "word")
            await once.mark_within(c, "word", now, within)
            return [
                await once.marked_within(c, "word", now - ago, within),
                await once.mark_within(c, "word", now - ago, within),
            ]

        run = stage.running.database.run
        assert await run(lambda c: look(c, timedelta(minutes=1))) == [True, False]
        assert await run(lambda c: look(c, A_DAY)) == [False, True]


async def test_numbers_of_updates(database_url: str) -> None:
    """Telegram's numbers begin anew after a quiet week, whichever way the clock was moved meanwhile."""
    now = real_now()
    async with staged(database_url, greeted=()) as stage:
        run = stage.running.database.run
        raw = {"update_id": 7, "message": {"chat": {"id": PERSON}, "text": "un"}}
        assert await run(lambda c: inbox.receive(c, 1, [raw], now + timedelta(days=30))) == 1
        assert await run(lambda c: inbox.next_update_id(c, 1, now)) is None
        assert await run(lambda c: inbox.receive(c, 1, [raw], now)) == 1
        assert await run(lambda c: inbox.next_update_id(c, 1, now)) == 8
