"""Passing on: all open cases of one go to another in one act, or none does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from conversations.engine.effects import Submit
from handlers.partners import passing
from handlers.turn.turn import Turn
from network.text import code
from simulator.cast import Person
from storage import correspondents
from tests.stage import BOUCHE, COORDINATOR, GROUP, Stage, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen, press, rows, send_case, tap, value

GIVER, TAKER = "conseillere-bouche", "conseillere-production"
TAKES, SPEAKS, ELSEWHERE = 1103, 1102, "conseillere-creation"
"""Whoever takes over and whoever speaks for the chamber, both of it as the giver is; somebody of another one."""
FIRST, COUNT = 1700, 12
HELD_BY = "SELECT count(*) FROM slot WHERE role = 'technical' AND coalesce(taken_by, referent_id) = :who"
DATES = "SELECT case_id, role, take_by, contact_by FROM slot ORDER BY case_id, role"
MOVED = "SELECT count(*) FROM case_act WHERE kind = 'moved'"
WAITS = "SELECT count(*) FROM outbox WHERE sent_at IS NULL"
PHONES = r"01 99 00 01 1\d|\+33199000\d{3}"
LINE = "Commencez par le four, tout est noté"


async def twelve(stage: Stage) -> None:
    """Twelve cases of the baker's adviser: eleven followed, of which one was contacted, and one that is only asked."""
    stage.world.add_person(Person(id=TAKES, first_name="C", phone="+33199000093", language_code="fr"))
    stage.world.join(TAKES, GROUP)
    await stage.say(TAKES, "/aide")
    for number in range(COUNT):
        who = FIRST + number
        stage.world.add_person(Person(id=who, first_name="P", phone=f"+331990001{10 + number}", language_code="fr"))
        await send_case(stage, who, name=f"Personne {number}")
        if number:
            await press(stage, BOUCHE, f"take|SV-{number + 1:04d}|technical")
    await press(stage, BOUCHE, "contacted|SV-0002|technical")
    await stage.pass_time(timedelta(minutes=2))


async def choose(stage: Stage, who: int = COORDINATOR) -> None:
    """Somebody who may chooses both and sees what goes."""
    await stage.say(who, "/transmettre")
    await tap(stage, who, f"from|{code(GIVER)}")
    await stage.settle()
    await press(stage, who, f"pass_on|to|{code(GIVER)}|{code(TAKER)}")
    await stage.settle()


async def speak(stage: Stage) -> None:
    """Somebody of the chamber speaks for it."""
    stage.world.add_person(Person(id=SPEAKS, first_name="S", phone="+33199000094", language_code="fr"))
    await stage.say(SPEAKS, "/aide")

    async def begins(t: Turn) -> None:
        row = await correspondents.propose(t.here, "chambre-metiers", "conseiller-batiment", "coordinator", t.now)
        assert row is not None
        await correspondents.accept(t.here, row.id, t.now)

    await happen(stage, SPEAKS, begins)


@contextmanager
def killed(at: int) -> Iterator[None]:
    """A block in which the program ends at the so-manyeth act that is written down."""
    written: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("INSERT INTO case_act"):
            written.append(statement)
            if len(written) == at:
                raise RuntimeError("the program ends here")

    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
    assert len(written) == at


@ON_BOTH
async def test_twelve_cases_go_at_once_or_none(database_url: str) -> None:
    """The correspondent of an organisation moves them among its own people. The program ends in the middle: nothing has
    gone, and nobody is told. After that the same press moves all; dates stay, each person hears once and both referents
    once, with the line; and nothing goes a second time. Whoever moved them has read of no case more than its number.
    """
    async with staged(database_url) as stage:
        await twelve(stage)
        await speak(stage)
        before = [tuple(row) for row in await rows(database_url, DATES)]
        await choose(stage, SPEAKS)
        shown = next(text for text in reversed(stage.texts(SPEAKS)) if "12 dossiers passent" in text)
        assert all(f"SV-{number:04d}" in shown for number in range(1, COUNT + 1))
        await stage.press(SPEAKS, "Écrire un mot et transmettre")
        await stage.settle()
        await stage.say(SPEAKS, LINE)

        seen = next(
            button["callback_data"].rpartition("|")[2]
            for message in reversed(stage.world.said_by_bot(SPEAKS))
            for row in message.buttons
            for button in row
            if button["callback_data"].startswith("pass_on|go|")
        )
        form = Submit("passing", {"line": LINE, "sure": "move"}, f"{GIVER} {TAKER} {seen}")

        async def last_word(t: Turn) -> None:
            await passing.hand_in(t, SPEAKS, "fr", form)

        waits = await value(database_url, WAITS)
        for at in (1, 6, 12):
            with killed(at), pytest.raises(RuntimeError):
                await happen(stage, SPEAKS, last_word)
            assert await value(database_url, HELD_BY, who=GIVER) == COUNT
            assert await value(database_url, MOVED) == 0
            assert await value(database_url, WAITS) == waits

        await stage.press(SPEAKS, "Tout transmettre")
        await stage.settle()
        assert await value(database_url, HELD_BY, who=TAKER) == COUNT
        assert await value(database_url, HELD_BY, who=GIVER) == 0
        assert await value(database_url, MOVED) == COUNT
        assert [tuple(row) for row in await rows(database_url, DATES)] == before
        for who in (BOUCHE, TAKES):
            assert sum(LINE in text for text in stage.texts(who)) == 1, who
        for number in range(COUNT):
            told = sum("passe le relais" in text for text in stage.texts(FIRST + number))
            assert told == (1 if number else 0), number
        await happen(stage, SPEAKS, last_word)
        await stage.settle()
        assert await value(database_url, MOVED) == COUNT
        assert any("12 dossiers" in text for text in stage.texts(COORDINATOR)[-1:])
        read = " ".join(stage.texts(SPEAKS))
        assert "SV-0012" in read
        assert not re.search(r"Personne \d|boulangerie|La Tour|" + PHONES, read)
        outside = await press(stage, SPEAKS, f"pass_on|to|{code(TAKER)}|{code(ELSEWHERE)}")
        assert "réservé" in outside.text


@ON_BOTH
async def test_what_has_changed_meanwhile_moves_nothing(database_url: str) -> None:
    """Somebody acted on one of them after they were looked at: the coordinator looks again, and nothing goes before."""
    async with staged(database_url) as stage:
        await twelve(stage)
        await choose(stage)
        await stage.press(COORDINATOR, "Écrire un mot et transmettre")
        await stage.settle()
        await stage.say(COORDINATOR, LINE)
        await press(stage, BOUCHE, "contacted|SV-0003|technical")
        await stage.press(COORDINATOR, "Tout transmettre")
        await stage.settle()
        assert any("quelque chose a changé" in text for text in stage.texts(COORDINATOR)[-2:])
        assert await value(database_url, MOVED) == 0
        assert await value(database_url, HELD_BY, who=GIVER) == COUNT


@ON_BOTH
async def test_what_the_other_does_not_take_stays(database_url: str) -> None:
    """It is said before, and there is no way on where nothing goes."""
    async with staged(database_url) as stage:
        await send_case(stage)
        await stage.say(COORDINATOR, "/transmettre")
        await tap(stage, COORDINATOR, f"from|{code(GIVER)}")
        await stage.settle()
        await press(stage, COORDINATOR, f"pass_on|to|{code(GIVER)}|{code('charge-accueil-sancy-artense')}")
        await stage.settle()
        assert "ne prend pas cette partie" in stage.last(COORDINATOR)
        assert not any(
            "Écrire un mot" in label for row in stage.world.said_by_bot(COORDINATOR)[-1].labels for label in row
        )
