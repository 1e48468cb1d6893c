"""Delivering: whatever Telegram answers, each chat gets its messages in order, once, or a human hears of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.loops import deliver
from bot.wire.request import AiohttpRequest
from handlers.slots.card import card_name, redraw_card
from handlers.turn.turn import Turn
from network.phrase import phrase
from simulator.cast import Person
from storage import cases
from storage.durable import outbox
from tests.stage import BOUCHE, COORDINATOR, GROUP, PERSON, SANCY_ARTENSE, Stage, on_the_wire
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen, queue, rows, send_case, until, value
from tests.stage.story import plain

TAKE = "Je m’en occupe (métier)"


async def redraw(stage: Stage, reference: str = "SV-0001") -> None:
    """A turn that draws a card anew."""

    async def arm(t: Turn) -> None:
        await redraw_card(t, await cases.get(t.here, reference))

    await happen(stage, PERSON, arm)


PUT_OFF = "SELECT count(*) FROM outbox WHERE status = 'pending' AND retry_at IS NOT NULL AND leased_until IS NULL"


def sent_to(stage: Stage, chat: int) -> list[str]:
    """The texts of the calls that Telegram accepted for a chat."""
    return [c.params["text"] for c in stage.world.calls_of("sendMessage", chat) if c.ok]


@ON_BOTH
async def test_asked_to_wait_it_waits_and_keeps_the_order(database_url: str) -> None:
    """429: the chat waits as long as it was told, in order, and uses no attempt; other chats are not held up."""
    async with on_the_wire(database_url, greeted=(PERSON, BOUCHE), patient=True) as stage:
        greeted = stage.texts(PERSON)
        refusal = stage.world.fault(429, method="sendMessage", chat_id=PERSON, retry_after=10, times=2)
        await queue(stage, PERSON, "un", "deux", "trois")
        for tried, others in enumerate(("ailleurs", "encore"), 1):
            await stage.world.until(lambda left=2 - tried: refusal.times == left)  # type: ignore[misc]
            await until(database_url, PUT_OFF)
            stage.wait(9)
            await queue(stage, BOUCHE, others)
            await stage.world.until(lambda words=others: words in sent_to(stage, BOUCHE))  # type: ignore[misc]
            assert stage.texts(PERSON) == greeted, "nothing is tried before its time"
            assert refusal.times == 2 - tried
            stage.wait(1)
        await stage.settle()
        assert sent_to(stage, PERSON)[-3:] == ["un", "deux", "trois"]
    attempts = await rows(
        database_url, "SELECT attempts FROM outbox WHERE chat_id = :chat ORDER BY id DESC", chat=PERSON
    )
    assert [row.attempts for row in attempts[:3]] == [1, 1, 1]


@ON_BOTH
async def test_trouble_on_the_way_is_tried_again(database_url: str) -> None:
    """A 502 and a connection that is cut before the call was executed: the message comes once, a little later."""
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        stage.world.fault(502, method="sendMessage", chat_id=PERSON)
        await queue(stage, PERSON, "un", "deux")
        await stage.settle()
        assert sent_to(stage, PERSON)[-2:] == ["un", "deux"]
    _, first = await rows(database_url, "SELECT attempts, waits, status FROM outbox ORDER BY id DESC LIMIT 2")
    assert (first.attempts, first.waits, first.status) == (1, 1, "sent")


@ON_BOTH
@pytest.mark.parametrize("trouble", [500, "timeout"])
async def test_a_dead_letter_is_told(trouble: Any, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be delivered after every try is given up; the coordinator hears of it, and what follows is sent."""
    monkeypatch.setattr(outbox, "MOST_WAITS", 2)
    async with on_the_wire(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        request = stage.running.bot.request
        assert isinstance(request, AiohttpRequest)
        request._read_timeout = 0.3
        stage.world.fault(trouble, method="sendMessage", chat_id=PERSON, times=2, delay=3)
        await queue(stage, PERSON, "perdu", "suivant")
        await stage.settle()
        assert sent_to(stage, PERSON)[-1] == "suivant"
        assert "perdu" not in sent_to(stage, PERSON)
        assert "SV-0001" in stage.last(COORDINATOR)
        assert "n’a pas pu partir" in stage.last(COORDINATOR)
    dead = await rows(database_url, "SELECT payload, waits FROM outbox WHERE status = 'dead'")
    assert [row.waits for row in dead] == [1]
    assert "perdu" not in str(dead)


@ON_BOTH
async def test_an_answer_that_never_arrives(database_url: str) -> None:
    """The call is executed and its response is lost: the message is sent twice at the most, and marked."""
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        stage.world.drop_response("sendMessage", PERSON)
        await queue(stage, PERSON, "un", "deux")
        await stage.settle()
        assert stage.texts(PERSON)[-3:] == ["un", "un", "deux"]
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status <> 'sent'") == 0


async def test_somebody_blocked_the_bot(database_url: str) -> None:
    """403: nothing more is tried, the person is marked, and the coordinator knows which case it is about."""
    async with on_the_wire(database_url, greeted=(COORDINATOR, BOUCHE)) as stage:
        await send_case(stage)
        stage.world.block(PERSON)
        await stage.settle()
        before = len(stage.world.calls_of("sendMessage", PERSON))
        await queue(stage, PERSON, "un", "deux", "trois")
        await stage.settle()
        assert len(stage.world.calls_of("sendMessage", PERSON)) == before + 1
        assert "la personne du dossier SV-0001" in stage.last(COORDINATOR)
        blocked = "SELECT count(*) FROM person WHERE blocked_at IS NOT NULL"
        assert await value(database_url, blocked) == 1
        stage.world.unblock(PERSON)
        await stage.say(PERSON, "/start")
        assert await value(database_url, blocked) == 0
        assert "SV-0001" in stage.last(PERSON)


@ON_BOTH
@pytest.mark.parametrize("trouble", [403, 400])
async def test_coordinators_out_of_reach_do_not_hear_of_each_other_for_ever(trouble: int, database_url: str) -> None:
    """Two coordinators who blocked the bot, or never wrote to it: a few tries, and then silence."""
    async with on_the_wire(database_url, greeted=(), run=False) as stage:
        stage.settings = stage.settings.model_copy(update={"coordinator_ids": frozenset({7001, 7002})})
        words = None if trouble == 403 else "Bad Request: chat not found"
        for who in (7001, 7002):
            stage.world.add_person(Person(id=who, first_name="Animatrice", phone="+33199000098", language_code="fr"))
            stage.world.fault(trouble, method="sendMessage", chat_id=who, times=1000, description=words)
        await stage.start()
        await happen(stage, 7001, lambda t: t.say(7001, phrase("start.coordinator")))
        await stage.settle()
        assert len(stage.world.calls_of("sendMessage")) <= 4


async def test_an_edit_that_changes_nothing_is_done(database_url: str) -> None:
    """ "Message is not modified" is success: nobody is bothered, nothing is shown anew."""
    async with on_the_wire(database_url, greeted=(COORDINATOR,)) as stage:
        await send_case(stage)
        told = stage.texts(COORDINATOR)
        await redraw(stage)
        await stage.settle()
        [edit] = stage.world.calls_of("editMessageText", GROUP)
        assert "not modified" in edit.outcome
        assert (len(stage.texts(GROUP)), stage.texts(COORDINATOR)) == (1, told)
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status <> 'sent'") == 0


async def test_a_card_that_somebody_deleted_comes_back(database_url: str) -> None:
    """The edit finds no message: the card is shown anew, and it is the new one that is edited from then on."""
    async with on_the_wire(database_url) as stage:
        await send_case(stage)
        [card] = stage.world.said_by_bot(GROUP)
        card.deleted = True
        await redraw(stage)
        await stage.settle()
        [anew] = stage.world.said_by_bot(GROUP)
        await stage.press(BOUCHE, TAKE, GROUP)
        assert [m.message_id for m in stage.world.said_by_bot(GROUP)] == [anew.message_id]
        assert "Métier : Conseillère métiers de bouche" in plain(stage.last(GROUP))


async def test_the_group_becomes_a_supergroup(database_url: str) -> None:
    """Cards follow the group to its new id, whether the update or the refused call tells of it; edits too."""
    async with on_the_wire(database_url, run=False) as stage:
        group = stage.world.create_group("Partenaires", by=COORDINATOR)
        stage.settings = stage.settings.model_copy(update={"partner_group_id": group.id})
        await stage.start()
        for who in (PERSON, BOUCHE):
            stage.world.join(who, group.id)
        await send_case(stage)
        assert "SV-0001" in stage.last(group.id)
        new = stage.world.migrate(group.id)
        await stage.settle()
        assert [("SV-0001" in text) for text in stage.texts(new)] == [True]
        await send_case(stage)
        assert "SV-0002" in stage.last(new)
        await stage.press(BOUCHE, TAKE, new)
        assert "Métier : Conseillère métiers de bouche" in plain(stage.last(new))
        await redraw(stage)
        await stage.settle()
        assert [text[:7] for text in stage.texts(new)] == ["SV-0001", "SV-0002"]
        # The setting still names the old group, and the program does not go back to it.
        await stage.rebuild()
        await send_case(stage)
        assert "SV-0003" in stage.last(new)


async def test_the_refused_call_alone_tells_of_the_supergroup(database_url: str) -> None:
    """The update about the migration never came: the refused call names the new group, and waits no longer."""
    async with on_the_wire(database_url, run=False) as stage:
        group = stage.world.create_group("Partenaires", by=COORDINATOR)
        stage.settings = stage.settings.model_copy(update={"partner_group_id": group.id})
        await stage.start()
        await send_case(stage)
        await stage.stop()
        new = stage.world.migrate(group.id)
        stage.world.updates.drop_all()
        await stage.start()
        await send_case(stage)
        assert "SV-0002" in stage.last(new)
    assert await value(database_url, "SELECT chat_id FROM partner_group") == new


@ON_BOTH
async def test_a_group_has_a_budget_and_nobody_else_waits_for_it(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group gets as much a minute as Telegram takes; private messages never wait behind it."""
    monkeypatch.setattr(deliver, "GROUP_BUDGET", 3)
    async with on_the_wire(database_url, greeted=(PERSON,), patient=True) as stage:
        await queue(stage, GROUP, *[f"carte {n}" for n in range(1, 6)])
        await stage.world.until(lambda: len(sent_to(stage, GROUP)) == 3)
        stage.wait(deliver.MINUTE - 1)
        await queue(stage, PERSON, *[f"mot {n}" for n in range(1, 9)])
        await stage.world.until(lambda: sent_to(stage, PERSON)[-1] == "mot 8")
        assert sent_to(stage, GROUP) == ["carte 1", "carte 2", "carte 3"]
        stage.wait(2)
        await stage.settle()
        assert sent_to(stage, GROUP)[-1] == "carte 5"


@ON_BOTH
async def test_of_several_edits_the_latest_wins(database_url: str) -> None:
    """Edits that wait for a slow group are not all sent: the last one says what is so."""
    async with on_the_wire(database_url) as stage:
        await send_case(stage)
        answers = asyncio.Event()
        slow = stage.world.fault("slow", chat_id=GROUP, until=answers)

        def edit(words: str) -> Callable[[Turn], Any]:
            return lambda t: t.call(GROUP, "editMessageText", {"text": words}, card_name("SV-0001"))

        for words in ("un", "deux", "trois", "quatre"):
            await happen(stage, SANCY_ARTENSE, edit(words))
            await stage.world.until(lambda: slow.times == 0)  # the first is under way
        answers.set()
        await stage.settle()
        assert stage.last(GROUP) == "quatre"
        assert [c.params["text"] for c in stage.world.calls_of("editMessageText", GROUP)] == ["un", "quatre"]
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status = 'superseded'") == 2


@ON_BOTH
async def test_nothing_that_was_sent_is_kept(database_url: str) -> None:
    """The rows of the outbox keep when and to whom, and no words."""
    async with on_the_wire(database_url) as stage:
        await send_case(stage)
        await stage.press(BOUCHE, TAKE, GROUP)
    payloads = await rows(database_url, "SELECT payload FROM outbox")
    assert len(payloads) > 5
    assert {str(row.payload) for row in payloads} == {"{}"}
