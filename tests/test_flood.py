"""A flood: one person sends faster than their chat can be answered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from network.phrase import phrase
from storage import conversations
from storage.durable import outbox
from storage.engine.database import Connection
from storage.engine.here import Here
from tests.stage import BOUCHE, PERSON, Stage, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen, value
from tests.stage.story import plain

MANY, HANDFUL = 120, 6
TOLD = "beaucoup de messages d’un coup"
WORKED = "SELECT count(*) FROM inbox WHERE status = 'done'"
DEAD = "SELECT count(*) FROM outbox WHERE status = 'dead'"


def calls_to(stage: Stage, chat: int) -> int:
    """How many messages were sent to a chat, or changed there."""
    return sum(len(stage.world.calls_of(method, chat)) for method in ("sendMessage", "editMessageText"))


async def asks(stage: Stage) -> str:
    """The question that is open, as its buttons name it."""
    network_id = stage.running.runtime.network_id
    found = await stage.running.database.run(lambda c: conversations.load(Here(c, network_id), PERSON))
    assert found.active is not None
    assert found.active.draft is not None
    return f"{found.active.flow}|{found.active.draft.step}|{found.active.draft.revision}|"


@ON_BOTH
async def test_many_messages_at_once(database_url: str) -> None:
    """All are worked and a handful of calls go out: the open question stands last, what somebody else said is not lost,
    and one word tells of it.
    """
    async with staged(database_url, greeted=(PERSON, BOUCHE)) as stage:
        await stage.press(PERSON, stage.world.said_by_bot(PERSON)[-1].labels[0][0])
        before, seen = calls_to(stage, PERSON), len(stage.texts(PERSON))
        for number in range(MANY):
            stage.world.say(PERSON, PERSON, f"Reprendre une boulangerie, dit pour la {number}e fois")
        await stage.running.receiver.once()
        for _ in range(10):
            await stage.running.worker.once()
        await happen(stage, BOUCHE, lambda t: t.say(PERSON, phrase("who.group")))
        await stage.settle()
        assert calls_to(stage, PERSON) - before <= HANDFUL
        said = stage.texts(PERSON)[seen:]
        assert [sum(words in text for text in said) for words in (TOLD, "le groupe")] == [1, 1]
        open_question = await asks(stage)
        [*_, question] = [message for message in stage.world.said_by_bot(PERSON) if message.buttons]
        assert question.buttons[0][0]["callback_data"].startswith(open_question)
        assert question.message_id > next(m for m in stage.world.said_by_bot(PERSON) if TOLD in m.text).message_id
        await stage.press(PERSON, question.labels[-1][-1])
        assert await asks(stage) != open_question
    assert await value(database_url, WORKED) == MANY + 5
    assert await value(database_url, DEAD) == 0


@ON_BOTH
async def test_somebody_who_only_writes_quickly_is_answered(database_url: str) -> None:
    """A few messages in a row are no flood: nothing is folded, nothing held back, nobody told."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        for words in ("/aide", "/aide", "/aide"):
            stage.world.say(PERSON, PERSON, words)
        await stage.settle()
        assert stage.clock.real() == stage.clock.began
        assert sum("01 99 00 00 31" in plain(text) for text in stage.texts(PERSON)) == 4
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status = 'superseded'") == 0


@ON_BOTH
async def test_what_telegram_asked_to_wait_with_is_no_flood(database_url: str) -> None:
    """It counts for one call: whoever writes a word meanwhile is not told that they wrote too much."""
    now = datetime.now(UTC)

    async def asked(connection: Connection) -> outbox.Put:
        await outbox.put(connection, PERSON, "sendMessage", {"text": "one"}, now)
        [call] = await outbox.lease(connection, now, 1)
        await outbox.postpone(connection, call, now + timedelta(seconds=30), "429", "asked")
        return await outbox.put(connection, PERSON, "sendMessage", {"text": "two"}, now)

    async with staged(database_url) as stage:
        assert (await stage.running.database.run(asked)).ahead <= 2
