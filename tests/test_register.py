"""The register: what two features claim, or no button can carry, refuses to start; a date waits for a good hour; what
nobody knows is told.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from handlers.features import FEATURES, REGISTER
from handlers.turn.register import CASE, NUMBER, REFERENCE, ROLE, Feature, Part, Register, RegisterError, Verb
from handlers.turn.rights import OWNER
from handlers.turn.screen import MOST_CALLBACK_BYTES
from handlers.turn.turn import Turn
from storage.acts import case_act
from storage.durable import due
from tests.stage import COORDINATOR, PERSON, Stage, staged
from tests.stage.inside import happen, rows, send_case, value

TAKE = next(verb for verb in REGISTER.every_verb if verb.name == "take")


async def _nothing(*_: object) -> None:
    """An arm that does nothing."""


# --- the tables -------------------------------------------------------------------------------------------------------


def test_a_word_belongs_to_one_feature() -> None:
    """A second feature that takes the form of a first one would silently win."""
    second = Feature("second", forms={"note": _nothing})
    with pytest.raises(RegisterError, match="'note' stands twice"):
        Register([*FEATURES, second])


def test_a_button_that_may_grow_too_long_refuses_to_start() -> None:
    long = Verb("v" * 8, (REFERENCE, ROLE, Part("words", str, "w" * 32)))
    with pytest.raises(RegisterError, match="longer than 64 bytes"):
        Register([Feature("long", verbs={long: _nothing})])


def test_a_button_that_does_not_say_what_its_right_looks_at_refuses_to_start() -> None:
    """Else the first press would be a fault: a slot's right on a button that names no slot, or no case to find."""
    for parts in ((), (CASE,), (REFERENCE, ROLE)):
        with pytest.raises(RegisterError, match="its right 'owner' looks at"):
            Register([Feature("blind", verbs={Verb("blind", parts, OWNER): _nothing})])


def test_every_button_fits_at_its_longest() -> None:
    assert [verb.name for verb in REGISTER.every_verb if len(verb.longest.encode()) > MOST_CALLBACK_BYTES] == []


def test_what_a_button_sends_is_one_verbs() -> None:
    """Verbs of two features may share a word, as long as their parts tell them apart, whichever word is pressed."""
    for verb in REGISTER.every_verb:
        name, *parts = verb.longest.split("|")
        for at, part in enumerate(verb.parts):
            for word in part.name.split("/"):
                sent = [*parts[:at], word if part.read(word) is not None else parts[at], *parts[at + 1 :]]
                assert [one for one, _ in REGISTER.verbs[name] if one.read(sent) is not None] == [verb], sent


@pytest.mark.parametrize("wrong", ["", "sv-1", "SV-", "SV-1 ", "SV-1\n", "SV-1234567890", "ABCDE-1"])
def test_a_reference_that_is_none_is_not_read(wrong: str) -> None:
    assert TAKE.read([wrong, "technical"]) is None


def test_what_a_button_sends_is_read_back() -> None:
    undo = next(verb for verb in REGISTER.every_verb if verb.name == "undo")
    assert undo.data("SV-0001", "technical", 7) == "undo|SV-0001|technical|7"
    assert undo.read(["SV-0001", "technical", "7"]) == ("SV-0001", "technical", 7)
    assert undo.read(["SV-0001", "technical"]) is None
    assert [NUMBER.read(text) for text in ("-1", "²", "9" * 19, "x")] == [None] * 4


# --- what comes by itself ---------------------------------------------------------------------------------------------


async def test_what_nobody_knows_is_parked_and_told(database_url: str) -> None:
    """A promise whose kind was renamed must not disappear without a word."""
    async with staged(database_url) as stage:
        await _schedule(stage, "case:renamed", stage.clock.now() + timedelta(minutes=1))
        await stage.pass_time(timedelta(minutes=2))
        assert "UnknownKindError" in stage.last(COORDINATOR)
    assert await value(database_url, "SELECT count(*) FROM inbox WHERE status = 'parked'") == 1


async def test_a_case_is_not_erased_aloud_at_night(database_url: str) -> None:
    """The date until which it was to be kept comes at 23:30: it goes, and is told of, in the morning."""
    async with staged(database_url) as stage:
        await send_case(stage)
        spoken = update(case_act).values(at=stage.clock.now() - timedelta(days=3 * 365))
        await stage.running.database.run(lambda c: c.execute(spoken))
        night = datetime(2026, 3, 11, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))
        await _schedule(stage, "case:old", night, reference="SV-0001")
        before = stage.texts(COORDINATOR)
        await stage.pass_time(night - stage.clock.now() + timedelta(minutes=1))
        assert stage.texts(COORDINATOR) == before
        await stage.pass_time(timedelta(hours=10))
        assert "la durée de conservation est passée" in stage.last(COORDINATOR)
    assert await rows(database_url, "SELECT reference FROM case_file") == []


async def test_a_late_edit_after_erasing_begins_nothing(database_url: str) -> None:
    """Somebody corrects a message of before they erased everything: they are not met anew."""
    async with staged(database_url, greeted=()) as stage:
        await send_case(stage)
        said = await stage.say(PERSON, "Bonjour")
        await stage.say(PERSON, "/supprimer")
        await stage.press(PERSON, "Oui, tout supprimer")
        await stage.press(PERSON, "Supprimer pour toujours")
        before = stage.texts(PERSON)
        stage.world.edit(PERSON, PERSON, said.message_id, "Bonsoir")
        await stage.settle()
        assert stage.texts(PERSON) == before
    assert await rows(database_url, "SELECT telegram_id FROM person WHERE telegram_id = :who", who=PERSON) == []
    assert await rows(database_url, "SELECT chat_id FROM conversation WHERE chat_id = :who", who=PERSON) == []


async def _schedule(stage: Stage, kind: str, at: datetime, **expects: str) -> None:
    async def plan(t: Turn) -> None:
        await due.schedule(t.here, kind, PERSON, at, dict(expects))

    await happen(stage, PERSON, plan)
