"""The turn: one transaction for what happened, whole or not at all, whoever else is at it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from bot.wire import typing_indicator
from conversations.engine.events import Said
from handlers.turn import forms
from handlers.turn.running import turn
from handlers.turn.turn import Turn
from network.phrase import phrase
from simulator.cast import Person
from storage import cases, conversations, people
from storage.conversations import ConflictError
from storage.engine.database import Connection, Database
from storage.engine.here import Here
from storage.engine.writer import Straight, set_up
from tests.stage import BOUCHE, COORDINATOR, GROUP, NETWORK, PERSON, on_the_wire, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen, kept, rows, send_case, tap, value
from tests.stage.story import plain

MANY = 30


def with_advisers(folder: Path) -> Path:
    """The sample network with thirty more advisers for food crafts, who have accounts."""
    more = "".join(
        f"""
[[referents]]
id = "bouche-{number}"
name = {{ fr = "Conseil {number}", en = "Adviser {number}" }}
organisation = "chambre-metiers"
roles = ["technical"]
sectors = ["alimentaire"]
natures = ["creation", "takeover", "development", "transfer"]
phone = "01 99 00 01 {number:02d}"
email = "bouche-{number}@example.org"
telegram_id = {6000 + number}
"""
        for number in range(MANY)
    )
    copy = folder / NETWORK.name
    copy.write_text(NETWORK.read_text(encoding="utf-8") + more, encoding="utf-8")
    return copy


@ON_BOTH
async def test_thirty_press_at_once_and_one_wins(database_url: str, tmp_path: Path) -> None:
    """Thirty advisers press on the same case in thirty chats, worked side by side: exactly one wins."""
    async with on_the_wire(database_url, network_file=with_advisers(tmp_path), greeted=()) as stage:
        world = stage.world
        for number in range(MANY):
            world.add_person(Person(id=6000 + number, first_name="C", phone="+33199000097", language_code="fr"))
        await send_case(stage)
        messages = [world.put(world.chat(6000 + number), world.bot.id, {"text": "SV-0001"}) for number in range(MANY)]
        presses = [
            world.press(m.chat_id, m.chat_id, m.message_id, "take|SV-0001|technical", stale=True) for m in messages
        ]
        answers = [await stage.answer(press) for press in presses]
        # The winner never wrote to the bot: the press opens the chat where the record waits.
        told = Counter("won" if "start=dossier-SV-0001" in answer.url else plain(answer.text) for answer in answers)
        assert told.pop("won") == 1
        [(lost, times)] = told.items()
        assert times == MANY - 1
        assert lost.startswith("Conseil ")
        assert "s'en occupe déjà" in lost
        assert lost.partition(" (")[0] in stage.last(GROUP)
    assert await value(database_url, "SELECT count(*) FROM case_act WHERE kind = 'taken'") == 1


@ON_BOTH
async def test_a_conflict_runs_the_turn_again(database_url: str) -> None:
    """Somebody else saved in between: the turn runs again on what is so now, and neither answer is lost."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        runs: list[int] = []

        async def arm(t: Turn) -> None:
            before = await conversations.load(t.here, PERSON)
            runs.append(before.version)
            loaded = before if len(runs) > 1 else conversations.Conversation(PERSON, before.version + 7, before.stack)
            await conversations.save(t.here, loaded, before.stack, t.now)
            await t.say(PERSON, phrase("cancel.nothing"))

        before = len(stage.texts(PERSON))
        await happen(stage, PERSON, arm)
        await stage.settle()
        assert runs == [1, 1]
        assert len(stage.texts(PERSON)) == before + 1, "what the first run said was taken back with it"
    assert await value(database_url, "SELECT version FROM conversation") == 2


@ON_BOTH
async def test_the_first_save_of_a_chat_can_conflict_too(database_url: str) -> None:
    """Two turns both found no conversation: the second is told so, and its transaction stays whole."""
    async with staged(database_url, greeted=()) as stage:

        async def twice(connection: Connection) -> str:
            here = Here(connection, "sancy-volcans")
            nothing = await conversations.load(here, PERSON)
            await conversations.save(here, nothing, (), stage.clock.now())
            try:
                await conversations.save(here, nothing, (), stage.clock.now())
            except ConflictError:
                return f"refused at {(await conversations.load(here, PERSON)).version}"
            return "overwritten"

        assert await stage.running.database.run(twice) == "refused at 1"


@ON_BOTH
async def test_a_conflict_without_end_is_a_fault(database_url: str) -> None:
    """After three runs the row counts as failed; it is tried again later, and nothing half done stays."""
    async with staged(database_url, greeted=()) as stage:
        runs = []

        async def arm(t: Turn) -> None:
            runs.append(1)
            await t.say(BOUCHE, phrase("cancel.nothing"))
            raise ConflictError(PERSON)

        row = await kept(stage, PERSON)
        with pytest.raises(ConflictError):
            await turn(stage.running.runtime, row, arm)
        assert len(runs) == 3
    assert await value(database_url, "SELECT count(*) FROM outbox") == 0
    assert await value(database_url, "SELECT status FROM inbox") == "pending"


@ON_BOTH
async def test_a_failing_turn_takes_nothing_with_it(database_url: str) -> None:
    """Many turns share a commit; every third one fails in its middle. Of those nothing is kept, of the others all."""
    async with on_the_wire(database_url, greeted=()) as stage:

        def arm(number: int) -> Any:
            async def act(t: Turn) -> None:
                await people.meet(t.here, 8000 + number, "fr", t.now)
                if number % 3 == 0:
                    raise ValueError(number)
                await cases.open_case(t.here, "SV", 8000 + number, {}, "1", t.now)

            return act

        lanes = [await kept(stage, 8000 + number) for number in range(24)]
        done = await asyncio.gather(
            *(turn(stage.running.runtime, row, arm(number)) for number, row in enumerate(lanes)), return_exceptions=True
        )
        assert [isinstance(result, ValueError) for result in done] == [number % 3 == 0 for number in range(24)]
    met = {row.telegram_id for row in await rows(database_url, "SELECT telegram_id FROM person")}
    assert met == {8000 + number for number in range(24) if number % 3}
    numbers = [row.number for row in await rows(database_url, "SELECT number FROM case_file ORDER BY number")]
    assert numbers == list(range(1, 17)), "references follow each other without a gap"
    pending = await rows(database_url, "SELECT lane FROM inbox WHERE status = 'pending' ORDER BY lane")
    assert [row.lane for row in pending] == [8000 + number for number in range(0, 24, 3)]


async def test_sqlite_pays_one_commit_for_many_turns(tmp_path: Path) -> None:
    """Pieces of work that wait are committed together; each gets its own result."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite3'}")

    said: list[str] = []

    def work(number: int) -> Any:
        async def act(connection: Connection) -> int:
            assert isinstance(connection, Straight)
            connection.driver.set_trace_callback(said.append)
            return number

        return act

    try:
        assert await asyncio.gather(*(database.run(work(n)) for n in range(50))) == list(range(50))
        assert said.count("COMMIT") == 1
    finally:
        await database.close()


def test_two_programs_open_a_new_file_at_once(tmp_path: Path) -> None:
    """The second one waits for the first, which is making the file."""
    path = tmp_path / "new.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as first, ThreadPoolExecutor() as thread:
        first.execute("CREATE TABLE of_the_first (x)")
        first.execute("BEGIN IMMEDIATE")

        def open_it() -> str:
            engine = create_engine(f"sqlite:///{path}")
            set_up(engine)
            with engine.connect() as connection:
                return str(connection.exec_driver_sql("PRAGMA journal_mode").scalar_one())

        second = thread.submit(open_it)
        wait([second], timeout=0.2)
        assert not second.done(), "it fails at once where it does not wait"
        first.execute("COMMIT")
        assert second.result() == "wal"


async def test_what_was_typed_before_the_question_is_not_its_answer(database_url: str) -> None:
    """After a stop somebody repeats themselves: the repeats are no answer to the next question, which is said once."""
    async with staged(database_url, greeted=(COORDINATOR,)) as stage:
        await stage.say(PERSON, "/start")
        await tap(stage, PERSON, "read")
        assert "Quel est votre projet" in stage.last(PERSON)
        await stage.stop()
        for words in ("Ouvrir une boulangerie", "Ouvrir une boulangerie", "Vous êtes là", "boulangerie !!"):
            stage.world.say(PERSON, PERSON, words)
        before = len(stage.texts(PERSON))
        await stage.start()
        await stage.settle()
        said = [plain(text) for text in stage.texts(PERSON)[before:]]
        early = plain("Votre message est parti avant")
        noted = [text for text in said if early in text]
        state = (await rows(database_url, "SELECT stack FROM conversation WHERE chat_id = :chat", chat=PERSON))[0].stack
        assert "Vous êtes là" not in str(state)
        assert len(noted) == 1, said
        # From here on it counts.
        await stage.say(PERSON, "boulangerie")
        assert early not in plain(stage.last(PERSON))


async def test_a_form_that_the_program_no_longer_has_is_over(database_url: str) -> None:
    """Somebody was in the middle of one when the program was replaced: whatever they write is answered as if they were
    not, and their buttons and dates come to nothing.
    """
    async with staged(database_url) as stage:
        await stage.say(PERSON, "/start")
        kept = stage.running.runtime.flows
        stage.running.runtime.flows = {name: flow for name, flow in kept.items() if name != "intake"}
        await stage.say(PERSON, "/mes_donnees")
        await stage.say(PERSON, "/annuler")
        assert "Il n'y a rien à annuler" in plain(stage.last(PERSON))
        await stage.pass_time(timedelta(days=31))
    assert await value(database_url, "SELECT count(*) FROM inbox WHERE status = 'parked'") == 0


async def test_an_early_word_is_early_by_its_number(database_url: str) -> None:
    """A word sent while the question was on its way has a smaller number than the question: asked again."""
    async with staged(database_url, greeted=(PERSON,)) as stage:
        asked = stage.world.said_by_bot(PERSON)[-1].message_id
        before = len(stage.texts(PERSON))
        await happen(stage, PERSON, lambda t: forms.talk(t, PERSON, "fr", Said("trop tôt", asked - 1)))
        await stage.settle()
        assert len(stage.texts(PERSON)) == before + 1
        await happen(stage, PERSON, lambda t: forms.talk(t, PERSON, "fr", Said("encore trop tôt", asked - 1)))
        await stage.settle()
        assert len(stage.texts(PERSON)) == before + 1


async def test_who_waits_sees_that_an_answer_is_being_written(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A turn that takes longer than a moment shows the typing indicator; a quick one costs no extra call."""
    async with on_the_wire(database_url, greeted=()) as stage:
        monkeypatch.setattr(typing_indicator, "MOMENT", 3600.0)  # however busy the machine is
        await stage.say(PERSON, "/start")
        assert stage.world.calls_of("sendChatAction") == []
        monkeypatch.setattr(typing_indicator, "MOMENT", 0.0)
        talking = forms.talk

        async def slowly(*given: Any) -> bool:
            await stage.world.until(lambda: stage.world.calls_of("sendChatAction", PERSON))
            return await talking(*given)

        monkeypatch.setattr(forms, "talk", slowly)
        await stage.say(PERSON, "bonjour")
        assert len(stage.world.calls_of("sendChatAction", PERSON)) == 1
