"""Whoever runs the program of migration 0008 goes on: today's program starts on a database that it has filled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from tests.filled import kept, known
from tests.filled.expected import DATES, FORMS, GONE, PRESSES, STAFF, WAITED, Press
from tests.filled.resumed import Resumed, resumed
from tests.filled.spelling import of_button
from tests.stage import BOUCHE, COORDINATOR, GROUP, Stage
from tests.stage.inside import rows, tap
from tests.stage.questions import skip_newer
from tests.stage.story import plain

pytestmark = pytest.mark.timeout(900)  # two years pass here, on machines that may be busy
KINDS = ("sqlite", "postgresql")
BLOCKER = 1105
NETWORK_ITSELF = "accueil@sancy-volcans.example.org"
"""Whom an e-mail tells that the coordination is silent."""
WEEKS, DAY = timedelta(hours=4), timedelta(days=1)
UNTIL = (
    (datetime(2026, 3, 13, 18, 0, tzinfo=UTC), timedelta(seconds=10)),
    (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), WEEKS),
    (datetime(2026, 9, 15, 12, 0, tzinfo=UTC), 10 * DAY),
    (datetime(2028, 2, 28, 12, 0, tzinfo=UTC), 800 * DAY),
    (datetime(2028, 4, 3, 12, 0, tzinfo=UTC), DAY),
)
"""How time passes after the evening on which the program was stopped: slowly at first, from one date to the next."""


def holds(texts: Iterable[str], words: str) -> bool:
    """Whether one of the texts has these words, what stands between "…" in this order."""
    wanted = re.compile(".*".join(re.escape(part.strip()) for part in plain(words).split("…")), re.DOTALL)
    return any(wanted.search(text) for text in texts)


# --- old buttons ------------------------------------------------------------------------------------------------------


async def test_old_buttons(empty_database: str) -> None:
    """Each kind of button that stood on a screen does what it says, or says that this is past."""
    async with resumed(empty_database) as it:
        wrong = [f"{press.data}: {why}" for press in (*GONE, *PRESSES) for why in await misses(it, press)]
        assert wrong == [], "\n".join(wrong)
        assert await it.faults() == []


async def misses(it: Resumed, press: Press) -> list[str]:
    """What does not come of a press as the table says."""
    who = account(it, press.who)
    chat = STAFF[press.chat] if press.chat else who
    button = gone(it, chat, press) if press.under else shown(it, chat, named(it, press.data))
    if button is None:
        return ["is on no screen"]
    it.heard()
    answer = await it.press(who, chat, *button)
    heard = it.heard()
    found = [] if holds([answer], press.answer) and bool(answer) == bool(press.answer) else [f"answered {answer!r}"]
    for whom, words in press.then.items():
        said = heard.get(account(it, whom), [])
        if not holds(said, named(it, words)):
            found.append(f"{whom} is told {said}, not {words!r}")
    return found


def account(it: Resumed, name: str) -> int:
    return STAFF[name] if name in STAFF else it.who(name.removeprefix("person:"))


def named(it: Resumed, words: str) -> str:
    """Words with the references of cases."""
    return re.sub(r"{(.+?)}", lambda match: it.case(match[1]), words)


def shown(it: Resumed, chat: int, data: str) -> tuple[int, str] | None:
    """The newest button of the inventory in that chat that sends these data: its message, and the data."""
    pattern = re.escape(data).replace("<n>", "[0-9]+").replace("<referent>", "[0-9a-f]{8}")
    listed = [one for found in it.told["buttons"].values() for one in found if one[0] == chat]
    fits = [(number, sent) for _, number, sent in listed if re.fullmatch(pattern, sent)]
    return fits[-1] if fits else None


def gone(it: Resumed, chat: int, press: Press) -> tuple[int, str] | None:
    """The message that had the button once: by its logical name, or the newest in that chat."""
    under = named(it, press.under)
    if under == "#":
        return it.stage.world.said_by_bot(chat)[-1].message_id, named(it, press.data)
    listed = [one for found in it.told["names"].values() for one in found if one[0] == chat]
    fits = [number for _, number, name in listed if name.startswith(under)]
    return (fits[0], named(it, press.data)) if fits else None


@pytest.mark.parametrize("kind", KINDS)
def test_the_table_presses_every_kind_of_button(kind: str) -> None:
    pressed = {of_button(re.sub("{.+?}", "SV-1", press.data), known.FLOWS) for press in PRESSES}
    assert pressed == set(kept.manifest(kind)["buttons"])


async def test_every_screen(empty_database: str) -> None:
    """Of each kind the oldest button in each chat: every press is answered, and none is a fault."""
    async with resumed(empty_database) as it:
        world = it.stage.world
        world.unblock(BLOCKER)
        await it.stage.settle()
        listed = {(kind, one[0]): one for kind, found in it.told["buttons"].items() for one in reversed(found)}
        fatal = ("erase|sure", "drop|<case>|yes")
        presses = []
        for _, (chat, number, data) in sorted(listed.items(), key=lambda one: (one[0][0] in fatal, one[0])):
            presses.append(world.press(BOUCHE if chat == GROUP else chat, chat, number, data, stale=True))
            if len(presses) % 20 == 0:
                await it.stage.settle()
        await it.stage.settle()
        assert [world.presses[press].data for press in presses if world.presses[press].answer is None] == []
        assert await it.faults() == []
        assert world.failures == []


# --- dates ------------------------------------------------------------------------------------------------------------


async def test_dates(empty_database: str) -> None:
    """Every date that was waited for comes; none is unknown to today's program, and whom it is about hears of it."""
    async with resumed(empty_database) as it:
        waited = await it.waiting_dates()
        said: dict[int, list[str]] = {}
        for moment, step in UNTIL:
            for chat, texts in (await it.listen_until(moment, step)).items():
                said.setdefault(chat, []).extend(texts)
            if step == WEEKS:
                await it.stage.press(COORDINATOR, "Rappel fait")
        assert await it.waiting_dates() & waited == set()
        assert await it.faults() == []
        wrong = [
            f"{kind}: {whom} is not told {words!r}"
            for kind, whom, words in DATES
            if not holds(said.get(account(it, whom), []), named(it, words))
        ]
        assert wrong == [], "\n".join(wrong)
        assert any(letter.recipients == (NETWORK_ITSELF,) for letter in it.office.letters)
    assert {kind for kind, _, _ in DATES} | {"silent", "case:awake"} == known.DATES


# --- what waited ------------------------------------------------------------------------------------------------------


async def test_what_waited_arrives(empty_database: str) -> None:
    """Calls, an e-mail, updates, dates and an outcome that the program of then had taken and not worked off."""
    async with resumed(empty_database) as it:
        heard = it.heard()
        wrong = [
            f"{whom} is told {heard.get(account(it, whom))}, not {words!r}"
            for whom, words in WAITED
            if not holds(heard.get(account(it, whom), []), named(it, words))
        ]
        assert wrong == [], "\n".join(wrong)
        [letter] = it.office.letters
        assert letter.recipients == ("alex@example.org",)
        assert it.case("written to") in str(letter.message["Subject"])
        [person] = await rows(empty_database, "SELECT count(*) AS many FROM outbox WHERE status = 'pending'")
        assert person.many == 0
        assert await it.faults() == []


async def test_old_messages_are_found(empty_database: str) -> None:
    """By each kind of logical name a message that was sent then is changed now."""
    async with resumed(empty_database) as it:
        world, wrong = it.stage.world, []
        for kind, found in it.told["names"].items():
            standing = [one for one in found if one[0] != BLOCKER and world.message(one[0], one[1]) is not None]
            if not standing:
                continue  # what was erased since
            chat, number, name = standing[-1]
            await it.edit(chat, name, "Un mot de plus")
            message = world.message(chat, number)
            if message is None or message.text != "Un mot de plus":
                wrong.append(kind)
        assert wrong == []
        assert await it.faults() == []


# --- forms ------------------------------------------------------------------------------------------------------------


async def test_open_forms_are_finished(empty_database: str) -> None:
    """Every form that was left open goes on where it stood, and what it was for happens."""
    wrong = []
    async with resumed(empty_database) as it:
        for who, answers, then in FORMS:
            it.heard()
            for number, answer in enumerate(answers):
                await give(it.stage, account(it, who), answer)
                if await skip_newer(it.stage, account(it, who)) and number == 0:
                    await give(it.stage, account(it, who), answer)  # what is new was asked first
            heard = it.heard()
            wrong += [
                f"{who}: {whom} is told {heard.get(account(it, whom))}, not {words!r}"
                for whom, words in then.items()
                if not holds(heard.get(account(it, whom), []), named(it, words))
            ]
        assert wrong == [], "\n".join(wrong)
        assert await it.faults() == []
        [left] = await rows(
            empty_database, "SELECT count(*) AS many FROM conversation WHERE CAST(stack AS text) <> '[]'"
        )
        assert left.many == 0


async def give(stage: Stage, who: int, answer: str) -> None:
    """Somebody says what is said, and presses what stands in brackets."""
    if answer.startswith("["):
        await tap(stage, who, answer[1:-1])
    else:
        await stage.say(who, answer)


@pytest.mark.parametrize("kind", KINDS)
def test_every_form_is_finished(kind: str) -> None:
    told = kept.manifest(kind)
    accounts = {**STAFF, **told["people"]}
    assert {str(accounts[who]) for who, _, _ in FORMS} == set(told["forms"])
