"""Races: people press in the same moment, over real HTTP. One wins, all are told, and it ends in one true state."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.util import await_only

from bot.clock import real_now
from bot.loops import deliver
from handlers.incoming import router
from handlers.turn.running import turn
from handlers.turn.screen import plain
from network.model import Network
from network.phrase import phrase
from network.text import code
from storage import accounts, networks
from storage.durable import calls, chats, outbox
from storage.engine.database import Database
from storage.engine.here import Here
from storage.engine.migrate import upgrade
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, GROUP, PERSON, Stage, crowd, on_the_wire, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import ANSWERS, kept, rows, send_case
from tests.stage.postgres import Server

ROLE = "technical"
NAME = str(ANSWERS["name"])
ORGANISATION = "Chambre de métiers et de l'artisanat"
AT_ONCE = 2
"""Cases that the crowd presses on in one moment: 100 presses wait at once, none for more than Telegram’s 15 s."""
WON = plain("fr", phrase("press.won"))


@pytest.fixture(autouse=True)
def no_limit_of_telegrams(monkeypatch: pytest.MonkeyPatch) -> None:
    """The group takes 20 messages a minute, which would make hours of these cases; what is raced for is the press."""
    monkeypatch.setattr(deliver, "GROUP_BUDGET", 1_000_000)


# --- fifty at once ----------------------------------------------------------------------------------------------------


@ON_BOTH
@dataclass(slots=True)
class Race:
    """What came of the presses: who was told that they won, by case, and how everybody was answered."""

    presses: int = 0
    seconds: float = 0.0
    winners: dict[str, list[int]] = field(default_factory=dict)
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(4, id="4 cases"),
        pytest.param(24, id="24 cases", marks=pytest.mark.proof),
        pytest.param(300, id="300 cases", marks=pytest.mark.long),
    ],
)
async def test_fifty_at_once(number: int, database_url: str, tmp_path: Path) -> None:
    """Every case has exactly one taker, who alone has its record; the forty-nine others are told who it is."""
    path = crowd.network_file(tmp_path)
    luck, race = random.Random(f"{number} cases"), Race()
    async with on_the_wire(database_url, network_file=path, greeted=()) as stage:
        accounts = await crowd.gather(stage)
        for first in range(1, number + 1, AT_ONCE):
            references = [f"SV-{n:04d}" for n in range(first, min(first + AT_ONCE, number + 1))]
            for _ in references:
                await send_case(stage)
            await _press_at_once(stage, race, references, accounts, luck)
        await stage.settle()
        await _nobody_lost_anything(stage, race, database_url, number)
        print(
            f"\n{database_url.partition('+')[0]}: {number} cases, {race.presses} presses in {race.seconds:.1f} s "
            f"({race.presses / race.seconds:.0f}/s), {len(race.winners)} winners, {dict(race.told)}"
        )


async def _press_at_once(
    stage: Stage, race: Race, references: Sequence[str], accounts: Sequence[int], luck: random.Random
) -> None:
    """All press on all of these cases in one moment: on the card of the even ones; on the odd ones each in their own
    chat, where a private proposal has the same button, so that fifty lanes run side by side.
    """
    cards = {reference: _card(stage, reference).message_id for reference in references}
    own = {account: stage.world.said_by_bot(account)[-1].message_id for account in accounts}
    tries = [(reference, account) for reference in references for account in accounts]
    luck.shuffle(tries)
    began = time.perf_counter()
    pressed = {}
    for reference, account in tries:
        data = f"take|{reference}|{ROLE}"
        on_card = int(reference[-4:]) % 2 == 0
        chat, message = (GROUP, cards[reference]) if on_card else (account, own[account])
        pressed[reference, account] = stage.world.press(account, chat, message, data, stale=not on_card)
    told = {at: (await stage.world.answer(press)).text for at, press in pressed.items()}
    race.seconds += time.perf_counter() - began
    race.presses += len(told)
    for reference in references:
        race.winners[reference] = [account for account in accounts if told[reference, account] == WON]
    for (reference, account), words in told.items():
        race.told[_kind(words, race.winners[reference], account)] += 1
        if _kind(words, race.winners[reference], account) == "something else":
            race.wrong.append(f"{account} on {reference}: {words!r}")
    await stage.settle()


def _kind(words: str, winners: Sequence[int], account: int) -> str:
    if words == WON:
        return "won"
    lost = {
        plain("fr", phrase("press.lost", referent=crowd.named(winner), organisation=ORGANISATION)) for winner in winners
    }
    return "told by whom" if words in lost and account not in winners else "something else"


async def _nobody_lost_anything(stage: Stage, race: Race, url: str, number: int) -> None:
    assert race.wrong == [], race.told
    assert race.presses == number * crowd.SIZE
    assert race.told == {"won": number, "told by whom": number * (crowd.SIZE - 1)}
    assert len(stage.world.calls_of("answerCallbackQuery")) == race.presses
    assert all(len(winners) == 1 for winners in race.winners.values())
    assert len({winner for [winner] in race.winners.values()}) > min(number, 30) // 2, "the races are not races"

    stored = await rows(
        url,
        "SELECT reference, status, taken_by, version FROM slot JOIN case_file ON case_file.id = case_id "
        "WHERE role = :role",
        role=ROLE,
    )
    wanted = {(reference, "taken", crowd.referent(winner), 2) for reference, [winner] in race.winners.items()}
    assert {tuple(row) for row in stored} == wanted
    taken = await rows(
        url,
        "SELECT reference, actor, count(*) FROM case_act JOIN case_file ON case_file.id = case_id "
        "WHERE kind = 'taken' GROUP BY reference, actor",
    )
    assert {tuple(row) for row in taken} == {
        (reference, crowd.referent(winner), 1) for reference, [winner] in race.winners.items()
    }
    assert _records(stage) == Counter({(winner, reference): 1 for reference, [winner] in race.winners.items()})
    for reference, [winner] in race.winners.items():
        assert f"{crowd.named(winner)} ({ORGANISATION}) s’en occupe" in _card(stage, reference).text
    assert await rows(url, "SELECT 1 FROM inbox WHERE status = 'parked'") == []
    assert await rows(url, "SELECT 1 FROM outbox WHERE status NOT IN ('sent', 'dropped')") == []


def _card(stage: Stage, reference: str) -> Any:
    [card] = [message for message in stage.world.said_by_bot(GROUP) if reference in message.text]
    return card


def _records(stage: Stage) -> Counter[tuple[int, str]]:
    """How often the record of a case stands in a referent's chat, with the name of the person."""
    return Counter(
        (account, *re.findall(r"SV-\d+", message.text)[:1])
        for account in (*crowd.ACCOUNTS, COORDINATOR)
        if account in stage.world.chats
        for message in stage.world.said_by_bot(account)
        if NAME in message.text
    )


# --- two at once, from two buttons ------------------------------------------------------------------------------------

FEW = 12
"""Enough that none of them is too busy to be the next."""
Press = tuple[int, int, int, str]
"""Who presses, in which chat, under which message, and what the button sends."""


@dataclass(slots=True)
class Two:
    """A stage with a few of the crowd and the coordination, where two press at once on a new case each time.

    `first`: whoever is proposed for the case.
    """

    stage: Stage
    url: str
    reference: str = ""
    first: int = 0

    async def case(self) -> None:
        """A new case, proposed to one of the few."""
        number = len(await rows(self.url, "SELECT 1 FROM case_file")) + 1
        self.reference = f"SV-{number:04d}"
        await send_case(self.stage)
        proposed = await self.slot()
        self.first = next(account for account in crowd.ACCOUNTS if crowd.referent(account) == proposed["referent_id"])

    async def slot(self) -> Mapping[str, Any]:
        """The slot that is raced for, as committed."""
        [row] = await rows(
            self.url,
            "SELECT slot.* FROM slot JOIN case_file ON case_file.id = case_id "
            "WHERE role = :role AND reference = :reference",
            role=ROLE,
            reference=self.reference,
        )
        found: Mapping[str, Any] = row._mapping
        return found

    def take(self, who: int) -> Press:
        """A press on the card."""
        return who, GROUP, _card(self.stage, self.reference).message_id, f"take|{self.reference}|{ROLE}"

    def privately(self, who: int, data: str) -> Press:
        """A press on a button of the own chat."""
        return who, who, self.stage.world.said_by_bot(who)[-1].message_id, data

    async def press(self, *presses: Press) -> list[str]:
        """What those who press in this moment, in this order, are told."""
        world = self.stage.world
        asked = [world.press(who, chat, message, data, stale=True) for who, chat, message, data in presses]
        return [(await self.stage.answer(press)).text for press in asked]

    async def is_true(self) -> Mapping[str, Any]:
        """The slot, its history, the card and the records in the chats all say the same; nothing was given up."""
        now = await self.slot()
        acts = await rows(
            self.url,
            "SELECT kind, slot_version FROM case_act JOIN case_file ON case_file.id = case_id "
            "WHERE role = :role AND reference = :reference ORDER BY case_act.id",
            role=ROLE,
            reference=self.reference,
        )
        assert [version for _, version in acts] == list(range(2, now["version"] + 1)), "an act is lost or doubled"
        owner = now["taken_by"] if now["status"] == "taken" else now["referent_id"]
        network = self.stage.running.runtime.known(1)
        assert network is not None
        name = network.network.referent_by_id[owner].name.fr
        state = f"{name} ({ORGANISATION}) s’en occupe" if now["status"] == "taken" else f"proposé à {name},"
        assert state in _card(self.stage, self.reference).text
        holders = {who for who, reference in _records(self.stage) if reference == self.reference}
        assert {crowd.referent(who) for who in holders} == ({owner} if now["status"] == "taken" else set())
        assert await rows(self.url, "SELECT 1 FROM inbox WHERE status = 'parked'") == []
        return now


EITHER_ORDER = (False, True) * 3


@pytest.fixture
async def two(database_url: str, tmp_path: Path) -> Any:
    """A few of the crowd, and the coordination."""
    path = crowd.network_file(tmp_path, FEW)
    async with on_the_wire(database_url, network_file=path, greeted=(COORDINATOR,)) as stage:
        await crowd.gather(stage, FEW)
        yield Two(stage, database_url)


async def _why(two: Two) -> Press:
    """Whoever is proposed has been asked why they pass, and is about to give a reason."""
    card = two.take(two.first)
    await two.press((*card[:3], f"pass|{two.reference}|{ROLE}"))
    return two.privately(two.first, f"why|{two.reference}|{ROLE}|other")


@ON_BOTH
async def test_one_passes_while_another_takes(two: Two) -> None:
    """Whichever comes first: the other one has it."""
    for turned in EITHER_ORDER:
        await two.case()
        why = await _why(two)
        other = next(account for account in crowd.ACCOUNTS if account != two.first)
        pair = [why, two.take(other)]
        told = await two.press(*(reversed(pair) if turned else pair))
        passed, took = reversed(told) if turned else told
        assert took == WON
        assert passed in {plain("fr", phrase("pass.done")), plain("fr", phrase("pass.not_yours"))}
        now = await two.is_true()
        assert (now["status"], now["taken_by"]) == ("taken", crowd.referent(other))


@ON_BOTH
async def test_one_passes_and_takes(two: Two) -> None:
    """The same person, two telephones: to pass counts, since it can be said of a case that is theirs as well."""
    for turned in EITHER_ORDER:
        await two.case()
        pair = [await _why(two), two.take(two.first)]
        told = await two.press(*(reversed(pair) if turned else pair))
        passed, took = reversed(told) if turned else told
        assert passed == plain("fr", phrase("pass.done"))
        assert took in {WON, plain("fr", phrase("press.unfit"))}
        now = await two.is_true()
        assert now["status"] == "proposed"
        assert now["referent_id"] != crowd.referent(two.first)


@ON_BOTH
async def test_one_takes_while_the_coordination_moves_it(two: Two) -> None:
    """Taken, then moved: the taker has nothing any more. Moved, then taken by somebody who fits: it is theirs."""
    for turned in EITHER_ORDER:
        await two.case()
        taker, wanted = [account for account in crowd.ACCOUNTS if account != two.first][:2]
        chosen = code(crowd.referent(wanted))
        moving = two.privately(COORDINATOR, f"to|{two.reference}|{ROLE}|{chosen}|fits_better")
        pair = [moving, two.take(taker)]
        told = await two.press(*(reversed(pair) if turned else pair))
        moved, took = reversed(told) if turned else told
        assert took == WON
        assert moved == plain("fr", phrase("move.done", referent=crowd.named(wanted)))
        now = await two.is_true()
        assert (now["status"], now["taken_by"], now["referent_id"]) in {
            ("taken", crowd.referent(taker), crowd.referent(wanted)),
            ("proposed", None, crowd.referent(wanted)),
        }


@ON_BOTH
async def test_one_takes_it_back_while_another_takes(two: Two) -> None:
    """Undone first: the second has it. Else they are told that it is taken, and it waits as before."""
    for turned in EITHER_ORDER:
        await two.case()
        second = next(account for account in crowd.ACCOUNTS if account != two.first)
        assert await two.press(two.take(two.first)) == [WON]
        pair = [two.privately(two.first, f"undo|{two.reference}|{ROLE}|2"), two.take(second)]
        told = await two.press(*(reversed(pair) if turned else pair))
        undone, took = reversed(told) if turned else told
        assert undone == plain("fr", phrase("undo.done"))
        now = await two.is_true()
        if took == WON:
            assert (now["status"], now["taken_by"]) == ("taken", crowd.referent(second))
        else:
            assert took == _lost(two.first)
            assert (now["status"], now["referent_id"]) == ("proposed", crowd.referent(two.first))


def _lost(winner: int) -> str:
    return plain("fr", phrase("press.lost", referent=crowd.named(winner), organisation=ORGANISATION))


# --- between two looks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", [1, 2, 3])
async def test_a_record_that_is_sent_while_it_is_taken_back(statement: int, postgres: Server) -> None:
    """Its delivery is written down between two statements of whoever looks what to blank: it is found all the same.

    SQLite has one writer, so there nothing comes between.
    """
    database, name = Database(postgres.empty()), "record:SV-0001:technical"
    await upgrade(database, real_now())
    async with database.engine.begin() as connection:
        await outbox.put(connection, PERSON, "sendMessage", {}, real_now(), name)
    async with database.engine.begin() as connection:
        [call] = await outbox.lease(connection, real_now(), 1)
    seen = 0

    async def deliver_it() -> None:
        async with database.engine.begin() as other:
            await outbox.sent(other, [calls.Taken(call, 7)], real_now())

    async with database.engine.begin() as connection:

        @event.listens_for(connection.sync_connection, "before_cursor_execute")
        def _(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == statement:
                await_only(deliver_it())

        assert await chats.names_under(connection, PERSON, name) == [name]
    assert seen == 3
    await database.close()


# --- two processes ----------------------------------------------------------------------------------------------------


async def _unbind(here: Here, network: Network) -> None:
    """Their account acts for nobody any more."""
    await accounts.unbind(here, BOUCHE)


async def _leave_out(here: Here, network: Network) -> None:
    """The network goes on without them."""
    others = tuple(one for one in network.referents if one.telegram_id != BOUCHE)
    await networks.record(
        here.connection, network.model_copy(update={"referents": others}), A_TUESDAY, author="file", reason="import"
    )


@pytest.mark.parametrize("revoke", [_unbind, _leave_out])
async def test_what_one_process_revokes_the_other_acts_on_no_more(
    revoke: Callable[[Here, Network], Awaitable[None]], postgres: Server
) -> None:
    """Each keeps what it knows of the network in memory; no turn that begins after the commit goes by what was."""
    async with staged(postgres.migrated()) as stage:
        await send_case(stage)
        await send_case(stage, name="Claude Exemple", contact={"phone": "+33199000002", "email": None})
        here, other = stage.running.runtime, Database(stage.settings.database_url)
        there = replace(here, database=other, _known=None)

        async def press_there(data: str) -> None:
            row = await kept(stage, BOUCHE)
            await turn(there, row, lambda t: router.press_for(t, BOUCHE, data.split("|")))

        try:
            await press_there("take|SV-0001|technical")
            network = there.known(1)
            assert network is not None
            await here.database.run(lambda c: revoke(Here(c, here.network_id), network.network))
            await press_there("take|SV-0002|technical")
        finally:
            await other.close()
        taken = await rows(
            stage.settings.database_url, "SELECT case_id FROM slot WHERE status = 'taken' AND role = 'technical'"
        )
        assert [row.case_id for row in taken] == [1]
