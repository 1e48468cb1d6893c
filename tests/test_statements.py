"""Statements: how many an act takes, and that each is found by an index, however much has gathered."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.ext.asyncio import create_async_engine

from handlers.charter import digest, reminders
from handlers.incoming import router
from handlers.turn.turn import Caller, Turn
from network.agenda import State, Topic
from network.figures import periods
from network.figures.counts import Wanted
from network.phrase import phrase, to_json
from network.repeats import Told
from storage import (
    acts,
    agenda,
    bulletins,
    call_requests,
    cases,
    coordinators,
    duplicates,
    handover,
    letters,
    listings,
    meetings,
    members,
    open_slots,
    past_cases,
    pilot,
    privacy,
    resources,
    slots,
    tools,
)
from storage.durable import calls, due, flood, inbox, mails, once, outbox, owed, sent_messages
from storage.engine.columns import Whose
from storage.engine.database import Connection, Database
from storage.engine.here import Here
from storage.engine.prepared import HOT
from storage.schema import metadata
from tests.stage import A_TUESDAY, BOUCHE, COORDINATOR, PERSON, Stage, staged
from tests.stage.databases import ON_BOTH
from tests.stage.inside import happen

REFERENT = "conseillere-bouche"
LONG_AGO = A_TUESDAY - timedelta(days=60)
REASON = to_json(phrase("move.reason"))
FEW, MANY = 3, 200

Statements = list[tuple[str, Any]]


@contextmanager
def listening() -> Iterator[Statements]:
    """Every statement that is run meanwhile, with its parameters, as the driver gets them. None is run as it was
    prepared: of those SQLAlchemy knows nothing.
    """
    heard: Statements = []
    prepared = set(HOT)

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        heard.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", hear)
    HOT.clear()
    try:
        yield heard
    finally:
        HOT.update(prepared)
        event.remove(Engine, "before_cursor_execute", hear)


def late_cases(numbers: range) -> Callable[[Turn], Awaitable[None]]:
    """Cases of which both slots are proposed to one referent, are late, and have a reminder that nobody has heard; the
    referent has heard nothing else lately.
    """

    async def gather(t: Turn) -> None:
        waits = {"network_id": t.here.network_id, "answers": {}, "submitted_at": LONG_AGO, "charter_version": "1"}
        named = [{"id": n, "number": n, "reference": f"SV-{n:04d}"} for n in numbers]
        await t.connection.execute(cases.case_file.insert(), [{**waits, **name} for name in named])
        both = [{"case_id": n, "role": role} for n in numbers for role in ("technical", "territorial")]
        proposed = {"status": "proposed", "referent_id": REFERENT, "others": [], "reason": REASON}
        clock = {"take_by": LONG_AGO, "ladder_at": LONG_AGO, "reminder": "take_nudge"}
        await t.connection.execute(slots.slot.insert(), [{**one, **proposed, **clock} for one in both])
        said = {"at": LONG_AGO + timedelta(days=9), "kind": "take_late", "actor": "clock", "detail": {}}
        await t.connection.execute(acts.case_act.insert(), [{**one, **said} for one in both])
        await once.forget(t.connection, f"told:{BOUCHE}")

    return gather


def _command(who: int, word: str) -> Callable[[Turn], Awaitable[None]]:
    async def arm(t: Turn) -> None:
        t.caller = Caller(who, who, "fr")
        await router.command(t, word, "")

    return arm


def _date(kind: str, **expects: str) -> Callable[[Turn], Awaitable[None]]:
    async def arm(t: Turn) -> None:
        date = t.runtime.register.dates[kind]
        assert date.reads is not None
        await date.do(t, expects, await date.reads(t, expects))

    return arm


async def _agenda(t: Turn) -> None:
    """But for what no offer meets, which goes through what cases tell, fifty at a time, before the turn."""
    at = t.now + timedelta(days=9)
    one = await meetings.write(t.here, REFERENT, "Point", "Mairie", 60, 3, at, [at], t.now)
    await meetings.becomes(t.here, one.id, meetings.Status.SET, [meetings.Status.DRAFT], t.now, at=at)
    t.read = State(t.today, await agenda.counted(t.here, LONG_AGO, t.now))
    assert t.read.counts[Topic.LATE] >= FEW
    await router.press_for(t, COORDINATOR, ["agenda", "show", str(one.id)])


ASKED: dict[str, tuple[Callable[[Turn], Awaitable[None]], str]] = {
    "/attente": (_command(COORDINATOR, "attente"), "INSERT INTO outbox"),
    "/stats": (_command(COORDINATOR, "stats"), "INSERT INTO outbox"),
    "the agenda of a meeting": (_agenda, "INSERT INTO outbox"),
    "/mesdossiers": (_command(BOUCHE, "mesdossiers"), "INSERT INTO outbox"),
    "the digest": (_date(digest.KIND), "INSERT INTO outbox"),
    "silence after the digest": (
        _date(digest.SILENT, since=LONG_AGO.isoformat()),
        "case_act AS done",
    ),
    "one word for all that waits": (lambda t: reminders.words_are_due(t, {}), "INSERT INTO outbox"),
}
"""What somebody is shown of many cases, and a part of a statement by which it is seen that they were."""


@ON_BOTH
@pytest.mark.parametrize("what", ASKED)
async def test_statements_do_not_grow_with_the_cases(what: str, database_url: str) -> None:
    """A list of two hundred cases takes as many statements as one of three."""
    arm, sign = ASKED[what]

    async def statements(stage: Stage) -> int:
        with listening() as heard:
            await happen(stage, 0, arm)
        assert any(sign in statement for statement, _ in heard)
        return len(heard)

    async with staged(database_url) as stage:
        await happen(stage, 0, late_cases(range(1, FEW + 1)))
        before = await statements(stage)
        await happen(stage, 0, late_cases(range(FEW + 1, MANY + 1)))
        assert await statements(stage) == before


Look = Callable[[Here], Awaitable[object]]


async def _pruned(table: str, here: Here) -> object:
    return await privacy.prune(here.connection, table, NOW)


NOW = A_TUESDAY
OTHER = duplicates.Known(
    1, "SV-0001", Told(frozenset({PERSON}), "+33199000001", "d@example.org", None, None, ""), False
)
STANDS = sent_messages.Sent(PERSON, "card:SV-0001", 7, NOW)
TAKEN = calls.Taken(calls.Call(7, PERSON, "sendMessage", {}, "card:SV-0001", 1), 7)
_WAYS = {"contact": {"phone": "+33199000001", "email": "d@example.org"}}
MET = cases.Case(7, "SV-0007", None, _WAYS, None, None, NOW, {})
MEETING = meetings.Meeting(7, REFERENT, "Point", "Mairie", 60, 3, NOW, meetings.Status.SET, NOW, NOW)
LOOKS: dict[str, Look] = {
    "a case": lambda here: cases.load(here, "SV-0001"),
    "who coordinates": coordinators.of_now,
    "who may leave": lambda here: coordinators.leave(here, BOUCHE, NOW),
    "what is proposed to whom": handover.waiting,
    "to whom the pilot is proposed": pilot.waiting,
    "cases that were open then": lambda here: pilot.open_since_before(here, NOW, 1, 25),
    "another case of somebody without Telegram": lambda here: pilot.has_another(here, MET, NOW),
    "who is writing": lambda here: pilot.writing(here, "intake", 1, 25),
    "what holds, and who has read it": bulletins.standing,
    "who has read an item": lambda here: bulletins.readers(here, 1),
    "what waits or is held": cases.unfinished,
    "what a referent carries": lambda here: cases.owned_by(here, REFERENT),
    "what a referent holds": lambda here: cases.taken_by(here, REFERENT),
    "what nobody has heard of": cases.reminded,
    "how much somebody carries": lambda here: cases.load_of(here, [REFERENT]),
    "what is late": lambda here: open_slots.late(here, NOW),
    "what waits": open_slots.expected,
    "what a list of somebody’s shows": lambda here: open_slots.carried_by(here, REFERENT),
    "what is late of one referent": lambda here: acts.late(here, REFERENT),
    "what was done about it": lambda here: acts.done_about_late(here, NOW),
    "whom nobody has spoken of": lambda here: acts.untouched(here, REFERENT, NOW),
    "the cases of a person": lambda here: members.references_of(here, PERSON),
    "who has written lately": lambda here: letters.from_partners(here, ["SV-0001"], NOW, NOW),
    "the last letter of a case": lambda here: letters.newest(here, [1]),
    "the last letters of a network": lambda here: letters.last_written(here, 50),
    "what waits for its author": lambda here: letters.waiting(here, PERSON, "line"),
    "lists that name a case": lambda here: listings.naming(here, PERSON, 1),
    "what is erased, of lists": lambda here: listings.forget(here, 1),
    "cases like another": lambda here: duplicates.candidates(here, OTHER),
    "the dates that have come": lambda here: due.collect(here.connection, NOW, NOW),
    "the next date": lambda here: due.next_date(here.connection),
    "what came in": lambda here: inbox.lease(here.connection, NOW, 8),
    "what goes out": lambda here: outbox.lease(here.connection, NOW, 8),
    "the next e-mail": lambda here: mails.lease(here.connection, NOW),
    "what came in and came to no end": lambda here: inbox.lease(here.connection, NOW, 1, begun=True),
    "what a flood makes needless": lambda here: flood.fold(here.connection, PERSON, 7, True),
    "what a flood holds back": lambda here: flood.hold(here.connection, PERSON, NOW),
    "what is queued": lambda here: outbox.put(here.connection, PERSON, "editMessageText", {}, NOW, "card:SV-0001"),
    "what was taken": lambda here: outbox.sent(here.connection, [TAKEN], NOW),
    "what stands in a chat": lambda here: sent_messages.remember(here.connection, [STANDS]),
    "whom a message went to": lambda here: outbox.chats_of(here.connection, "letter:SV-0001:7"),
    "what could not be sent": lambda here: outbox.given_up(here.connection, PERSON, "letter"),
    "which message that is": lambda here: sent_messages.name_of(here.connection, PERSON, 7),
    "who waits for a call": call_requests.waiting,
    "whether somebody waits for a call": lambda here: call_requests.open_of(here, PERSON),
    "how many have come": lambda here: once.count(here.connection, "came", NOW),
    "what waits about a case": lambda here: due.take_over(here, "SV-0001", PERSON),
    "what comes no more": lambda here: due.forget(here, "SV-0001"),
    "what is erased of a case": lambda here: privacy.erase_case(here, 1, "Europe/Paris"),
    "what a year has in common with a case": lambda here: past_cases.of_year(here, 2026, "Europe/Paris"),
    "what stays of cases": lambda here: past_cases.counted(here, Wanted(periods.ALL), [periods.ALL]),
    "what an agenda counts": lambda here: agenda.counted(here, LONG_AGO, NOW),
    "what was made of an agenda": lambda here: agenda.edited(here, MEETING),
    "that an agenda is told": lambda here: agenda.told(here, MEETING, Topic),
    "the meeting before": lambda here: meetings.last_before(here, NOW),
    "what is forgotten about a case": lambda here: privacy.forget_about(here, "SV-0001"),
    "what is forgotten of a letter": lambda here: privacy.forget_named(here, "letter:SV-0001:7"),
    "what is erased of a person": lambda here: privacy.erase_person(here, PERSON),
    "what is held of a person": lambda here: privacy.held(here, Whose.PERSON, {int: PERSON}),
    "what is swept away": lambda here: privacy.sweep(here.connection, NOW),
    **{f"what is over in {name}": partial(_pruned, name) for name in privacy.that_go()},
    "whom partners see": resources.shown,
    "whom somebody wrote down": lambda here: resources.entered_by(here, REFERENT),
    "as whom somebody may be called on": lambda here: resources.of_account(here, PERSON),
    "whose link it is": lambda here: resources.by_token(here, "token", NOW),
    "what is erased of a resource person": lambda here: privacy.erase_resource(here, 1),
    "what partners share": tools.shared,
    "where something is owed": lambda here: owed.owing(here.connection, [PERSON]),
    "what is owed": lambda here: owed.settle(here.connection, PERSON),
    "the leases of what came in": lambda here: inbox.release(here.connection),
    "the leases of what goes out": lambda here: outbox.release(here.connection),
}
"""What is asked of tables that grow for as long as the network lives."""


@ON_BOTH
@pytest.mark.parametrize("what", LOOKS)
async def test_nothing_is_read_from_end_to_end(what: str, database_url: str) -> None:
    """Every one of its statements is served by an index, and none goes through all cases that the network ever had."""
    async with staged(database_url, run=False) as stage:
        engine = create_async_engine(stage.settings.database_url)
        try:
            async with engine.connect() as connection:
                with listening() as heard:
                    await LOOKS[what](Here(connection, "sancy-volcans"))
                assert heard
                for statement, parameters in heard:
                    plan = await planned(connection, statement, parameters)
                    assert not any(reads_all(step) for step in plan), "\n".join([statement, *plan])
                    if not what.startswith("what is erased"):
                        assert not any(step.endswith("USING INDEX ix_message_number (chat_id=?)") for step in plan)
        finally:
            await engine.dispose()


async def planned(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """How the database would go about a statement, step by step."""
    explain = "EXPLAIN QUERY PLAN"
    if connection.dialect.name == "postgresql":
        explain = "EXPLAIN"
        # Of tables that are still empty any plan is as good; so it shows whether there is another way.
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    return [str(row[-1]) for row in await connection.exec_driver_sql(f"{explain} {statement}", parameters)]


INDEXES = (index for table in metadata.tables.values() for index in table.indexes)
PARTIAL = {index.name for index in INDEXES if index.dialect_options["sqlite"]["where"] is not None}
"""Indexes of the few rows that wait: these may be gone through."""


SMALL = {"invite", "departure"}
"""A row for each link that bound a referent, or for each of those who are away."""


def reads_all(step: str) -> bool:
    """Whether a step goes through a whole table, or, as SQLite may choose, through all cases of a network."""
    if scan := re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step):
        return scan[1] in set(metadata.tables) - SMALL and scan[2] not in PARTIAL
    if scan := re.search(r"Seq Scan on (\w+)", step):
        return scan[1] not in SMALL
    return re.search(r"\bcase_file\b.*\(network_id=\?\)", step) is not None


# --- a flood ----------------------------------------------------------------------------------------------------------

FLOOD = 3000
LOOKED_AT = 64
"""As many rows as a look for eight may go through at any step."""


@ON_BOTH
@pytest.mark.parametrize("lanes", [1, FLOOD], ids=["one chat", "many chats"])
async def test_a_look_during_a_flood_costs_what_it_costs_without(lanes: int, database_url: str) -> None:
    """Thousands of rows have come since the database last counted them: a look goes from lane to lane, and through none
    of them.
    """
    async with staged(database_url, run=False) as stage:
        database = Database(stage.settings.database_url)

        async def work(connection: Connection) -> None:
            postgresql = connection.dialect.name == "postgresql"
            if postgresql:
                await connection.exec_driver_sql("ANALYZE")
            numbers = [7 + number % lanes for number in range(FLOOD)]
            came = [{"source": "telegram", "lane": n, "payload": "{}", "received_at": NOW} for n in numbers]
            goes = [{"chat_id": n, "method": "sendMessage", "payload": {}, "created_at": NOW} for n in numbers]
            await connection.execute(inbox.inbox.insert(), came)
            await connection.execute(outbox.outbox.insert(), goes)
            for look in (inbox.lease, outbox.lease):
                with listening() as heard:
                    assert len(await look(connection, NOW, 8)) == min(lanes, 8)
                [(statement, parameters)] = heard
                if postgresql:
                    assert max(await rows_read(connection, statement, parameters)) <= LOOKED_AT
                else:
                    plan = await planned(connection, statement, parameters)
                    assert not any(re.match("SCAN (inbox|outbox|rows|one|behind)", step) for step in plan), plan

        try:
            await database.look(work, alone=False)
        finally:
            await database.close()


async def rows_read(connection: Connection, statement: str, parameters: Any) -> list[int]:
    """How many rows PostgreSQL went through at each step of a statement, each time."""
    told = await connection.exec_driver_sql(f"EXPLAIN (ANALYZE, TIMING OFF) {statement}", parameters)
    return [int(number) for row in told for number in re.findall(r"(?:actual rows=|Removed by Filter: )(\d+)", row[0])]
