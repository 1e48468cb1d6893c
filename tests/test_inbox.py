"""Receiving and working: whatever comes in, in which order, however often, the next row goes on."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.loops import deliver
from bot.loops.lanes import Look
from bot.program import Program
from bot.settings import SettingsError
from handlers.turn import forms
from storage.conversations import ConflictError
from storage.durable import inbox
from storage.engine import single_program
from tests.stage import BOUCHE, COORDINATOR, ENGLISH, GROUP, PERSON, SANCY_ARTENSE, on_the_wire, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import rows, value
from tests.stage.story import plain
from tests.test_statements import listening

STATUS = "SELECT status, count(*) FROM inbox GROUP BY status ORDER BY status"


async def statuses(url: str) -> dict[str, int]:
    """How many rows of the inbox ended how."""
    return {row[0]: row[1] for row in await rows(url, STATUS)}


@ON_BOTH
async def test_an_update_that_comes_again_is_dropped(database_url: str) -> None:
    """Telegram delivers the same updates once more: nobody hears anything twice."""
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        await stage.say(PERSON, "bonjour")
        before = stage.texts(PERSON)
        confirmed = [row.update_id for row in await rows(database_url, "SELECT update_id FROM inbox")]
        stage.world.redeliver(*confirmed)
        await stage.rebuild()
        await stage.settle()
        assert stage.texts(PERSON) == before
    assert await value(database_url, "SELECT count(*) FROM inbox") == len(confirmed) == 2


@ON_BOTH
async def test_numbers_begin_anew_after_a_quiet_week(database_url: str) -> None:
    """Telegram restarts its numbers at random, lower than before: a stored offset would never see them."""
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        await stage.stop()
        ago = "datetime('now', '-8 days')" if database_url.startswith("sqlite") else "now() - interval '8 days'"
        await rows(database_url, f"UPDATE cursor SET moved_at = {ago}")  # noqa: S608 - our own words
        await rows(database_url, f"UPDATE inbox SET received_at = {ago}")  # noqa: S608
        known = await value(database_url, "SELECT update_id FROM inbox")
        stage.world.restart_update_ids(known)  # even a number that was used before is another update now
        stage.world.say(PERSON, PERSON, "/aide")
        await stage.start()
        stage.world.say(ENGLISH, ENGLISH, "/start")
        await stage.settle()
        assert "01 99 00 00 31" in plain(stage.last(PERSON))
        assert "Sancy Volcans" in stage.last(ENGLISH)
    assert await value(database_url, "SELECT next_update_id FROM cursor") == known + 2


async def test_where_to_go_on_is_not_read_again_right_after_it_was_stored(database_url: str) -> None:
    """A fetch goes on behind what the one before has kept; a program that starts reads how far that was."""
    async with staged(database_url, greeted=()) as stage:
        read = []
        for word in ("bonjour", "merci"):
            stage.world.say(PERSON, PERSON, word)
            with listening() as heard:
                await stage.running.receiver.once()
            read.append(sum("FROM cursor" in statement for statement, _ in heard))
        assert read == [1, 0]
    assert await value(database_url, "SELECT count(*) FROM inbox") == 2


@ON_BOTH
@pytest.mark.parametrize(
    "unreadable",
    [
        {"message_id": 5, "chat": {"id": PERSON, "type": "private"}},
        {"chat": {"id": PERSON}, "date": "yesterday"},
        {"message": "no dictionary", "chat": "neither"},
    ],
)
async def test_what_cannot_be_read_is_parked_at_once(unreadable: dict[str, Any], database_url: str) -> None:
    """An update that no library can parse is put aside at its first try; the next one goes on."""
    async with on_the_wire(database_url, greeted=(COORDINATOR,)) as stage:
        stage.world.tell("message", unreadable)
        await stage.say(PERSON, "/start")
        assert "Sancy Volcans" in stage.last(PERSON)
        assert "n’a pas pu être traité" in stage.last(COORDINATOR)
    [parked] = await rows(database_url, "SELECT attempts, payload FROM inbox WHERE status = 'parked'")
    assert parked.attempts == 1
    assert parked.payload, "whoever looks into the fault needs it"


@ON_BOTH
async def test_a_handler_that_fails(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tries; then the row is parked, the person and the coordinator are told; others are served meanwhile."""
    tries: list[int] = []
    talking = forms.talk

    async def breaks(t: Any, chat_id: int, locale: str, event: Any) -> bool:
        if getattr(event, "text", "") == "fragile":
            tries.append(chat_id)
            await talking(t, chat_id, locale, event)  # what it did before it broke must not stay
            raise RuntimeError("a fault of ours")
        return await talking(t, chat_id, locale, event)

    monkeypatch.setattr(forms, "talk", breaks)
    async with on_the_wire(database_url, greeted=(COORDINATOR, PERSON)) as stage:
        before = stage.texts(PERSON)
        stage.world.say(PERSON, PERSON, "fragile")
        stage.world.say(PERSON, PERSON, "/aide")
        stage.world.start(ENGLISH)
        await stage.world.until(lambda: stage.texts(ENGLISH))
        assert stage.texts(PERSON) == before, "the next word waits for its turn"
        await stage.settle()
        assert tries == [PERSON] * 3
        fault, aide = stage.texts(PERSON)[len(before) : len(before) + 2]
        assert "Quelque chose n’a pas marché" in fault
        assert "01 99 00 00 31" in plain(aide)
        assert "RuntimeError" in stage.last(COORDINATOR)
    assert (await statuses(database_url))["parked"] == 1


@ON_BOTH
async def test_what_others_change_meanwhile_is_no_fault_of_the_row(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same chat is changed beside it, again and again: the row waits, however often, and nobody is alarmed."""
    tries: list[int] = []
    talking = forms.talk

    async def is_outrun(t: Any, chat_id: int, locale: str, event: Any) -> bool:
        if getattr(event, "name", "") == "aide":
            tries.append(chat_id)
            if len(tries) <= 12:
                raise ConflictError
        return await talking(t, chat_id, locale, event)

    monkeypatch.setattr(forms, "talk", is_outrun)
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/aide")
        assert "01 99 00 00 31" in plain(stage.last(PERSON))
    assert len(tries) == 13
    assert (await statuses(database_url)).get("parked", 0) == 0


@ON_BOTH
async def test_what_passes_uses_up_no_try_of_what_does_not(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """After many conflicts a row still has its three tries for a fault of ours."""
    tries: list[str] = []

    async def fails(t: Any, chat_id: int, locale: str, event: Any) -> bool:
        tries.append(event.name)
        raise ConflictError if len(tries) <= 12 else RuntimeError

    async with staged(database_url) as stage:
        monkeypatch.setattr(forms, "talk", fails)
        await stage.say(PERSON, "/aide")
    assert len(tries) == 12 + inbox.MOST_ATTEMPTS
    [parked] = await rows(database_url, "SELECT attempts, waits FROM inbox WHERE status = 'parked'")
    assert (parked.attempts, parked.waits) == (inbox.MOST_ATTEMPTS, 12 // 3)


@ON_BOTH
async def test_a_press_whose_turn_fails_is_answered_all_the_same(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The little clock on the button does not turn for ever."""

    async def breaks(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(forms, "press", breaks)
    async with on_the_wire(database_url, greeted=(PERSON,)) as stage:
        message = stage.world.said_by_bot(PERSON)[-1]
        press = stage.world.press(PERSON, PERSON, message.message_id, message.labels[0][0])
        assert (await stage.answer(press)).text == ""
        assert "Quelque chose n’a pas marché" in stage.last(PERSON)


@ON_BOTH
async def test_a_press_that_cannot_be_answered_has_counted(database_url: str) -> None:
    """Its answer came too late for Telegram: that is nobody's fault, and what was pressed is done once."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        asked = stage.world.said_by_bot(PERSON)[-1]
        stage.world.fault(400, method="answerCallbackQuery", description="Bad Request: query is too old")
        stage.world.press(PERSON, PERSON, asked.message_id, asked.labels[0][0])
        await stage.settle()
        assert [call.ok for call in stage.world.calls_of("answerCallbackQuery")] == [False]
        assert stage.last(PERSON) != asked.text
    assert await statuses(database_url) == {"done": 2}


@ON_BOTH
async def test_whatever_comes_is_ended_in_one_transaction(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of its turn; or one in which the row says that it asks for nothing of ours, or cannot be read."""
    async with staged(database_url, greeted=(PERSON, COORDINATOR)) as stage:
        database, began = stage.running.database, set[Any]()
        ways: dict[str, Any] = {"run": database.run, "look": database.look}  # on SQLite one goes by the other

        def counted(way: str) -> Any:
            async def begins(work: Any, **how: Any) -> Any:
                began.add(work)
                return await ways[way](work, **how)

            return begins

        for happens in (
            lambda: stage.world.say(PERSON, PERSON, "bonjour"),
            lambda: stage.world.rename(GROUP, "Partenaires du Sancy"),
            lambda: stage.world.tell("message", {"date": "yesterday"}),
        ):
            happens()
            await stage.running.receiver.once()
            with monkeypatch.context() as meanwhile:
                for way in ways:
                    meanwhile.setattr(database, way, counted(way))
                assert await stage.running.worker.once() == 1
            assert len(began) == len(["the lease", "the end"])
            began.clear()
            await stage.settle()
    assert await statuses(database_url) == {"done": 3, "ignored": 1, "parked": 1}


@ON_BOTH
async def test_what_nobody_handles_is_ignored(database_url: str) -> None:
    """Somebody joins the group: no handler wants to know, and the row says so."""
    async with on_the_wire(database_url, greeted=()) as stage:
        stage.world.rename(GROUP, "Partenaires du Sancy")
        await stage.settle()
    assert await statuses(database_url) == {"ignored": 1}


@ON_BOTH
async def test_each_chat_in_order_and_chats_side_by_side(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One chat's words are worked one after the other; another chat does not wait for a slow one."""
    order: list[tuple[int, str]] = []
    together = asyncio.Event()
    slow: set[int] = set()

    async def noted(t: Any, chat_id: int, locale: str, event: Any) -> bool:
        order.append((chat_id, event.text))
        return True

    async def dispatch(self: Any, row: inbox.Row) -> None:
        slow.add(row.lane)
        if len(slow) == 3:
            together.set()
        await together.wait()  # three lanes must be under way at once for anybody to get on
        await before(self, row)

    monkeypatch.setattr(forms, "talk", noted)
    async with on_the_wire(database_url, greeted=()) as stage:
        before = type(stage.running.worker)._dispatch
        monkeypatch.setattr(type(stage.running.worker), "_dispatch", dispatch)
        for number in range(5):
            for who in (PERSON, ENGLISH, BOUCHE):
                stage.world.say(who, who, str(number))
        await stage.settle()
    for who in (PERSON, ENGLISH, BOUCHE):
        assert [text for chat, text in order if chat == who] == ["0", "1", "2", "3", "4"]


@ON_BOTH
async def test_what_was_said_is_not_kept_in_the_inbox(database_url: str) -> None:
    """A worked row keeps its number and its times, and no word."""
    async with on_the_wire(database_url, greeted=()) as stage:
        for words in ("/start", "Je m'appelle Planté", "encore"):
            await stage.say(PERSON, words)
        stage.world.rename(GROUP, "Un nom de groupe")
        await stage.settle()
    assert {row.payload for row in await rows(database_url, "SELECT payload FROM inbox")} == {""}


@ON_BOTH
async def test_a_second_program_is_refused(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two programs on one database would answer everybody twice: the second ends with one plain line."""
    monkeypatch.setattr(single_program, "PATIENCE", 2)
    async with on_the_wire(database_url, greeted=(SANCY_ARTENSE,)) as stage:
        with pytest.raises(SettingsError) as refused:
            await Program(stage.settings).__aenter__()
        assert "DATABASE_URL" in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
        assert stage.settings.bot_token.get_secret_value() not in str(refused.value)
        await stage.say(PERSON, "/start")
        assert "Sancy Volcans" in stage.last(PERSON)


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"update_id": 1, "message": {"chat": {"id": -5}, "from": {"id": 7}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": {"id": -5}}}}, -5),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "inline_message_id": "x"}}, 7),
        ({"update_id": 1, "inline_query": {"from": {"id": 7}}}, 7),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": "gone"}}, 7),
        ({"update_id": 1, "poll": {"id": "9"}}, 0),
        ({"update_id": 1, "message": None}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_the_lane_of_an_update(raw: dict[str, Any], lane: int) -> None:
    """The chat; the person where there is no chat; and never a fault, whatever Telegram may think of."""
    assert inbox.lane_of(raw) == lane


def test_nothing_of_a_lock_is_left_in_the_way(tmp_path: Path) -> None:
    """The lock's file may stay; the lock ends with who held it."""
    path = tmp_path / "bot.sqlite3"
    first = single_program._lock_file(path)
    assert first is not None
    assert single_program._lock_file(path) is None
    first.close()
    again = single_program._lock_file(path)
    assert again is not None
    again.close()


@ON_BOTH
async def test_an_answer_that_is_quicker_than_the_mark_of_its_question(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram has taken a question, which is not written down yet, when its answer is here: the answer waits for that,
    and counts.
    """
    monkeypatch.setattr(deliver, "MOMENT", 60.0)
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/start")
        program, world = stage.running, stage.world
        message = stage.button(PERSON, "J’ai lu, on commence")
        world.press(PERSON, PERSON, message.message_id, "J’ai lu, on commence")
        await program.receiver.once()
        await program.worker.once()
        while calls := await program.deliverer._look_around(Look(24)):
            for call in calls:
                await program.deliverer._deliver(call)
            if "Quel est votre projet" in stage.last(PERSON):
                break
        world.say(PERSON, PERSON, "Reprendre une boulangerie")
        await program.receiver.once()
        working = asyncio.create_task(program.worker.once())
        await asyncio.wait((working,), timeout=0.2)
        await program.deliverer._look_around(Look(1))
        await working
        await stage.settle()
        assert "compris de vos mots" in stage.last(PERSON)
