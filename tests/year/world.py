"""The world of a year: its clock, what people will do and when, downtimes, and the real bot without its wire."""

from __future__ import annotations

import heapq
import itertools
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from conversations.engine import flows
from conversations.words.catalogue import in_words
from correspondence import reading
from correspondence.reading import Reading
from handlers.features import REGISTER
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.running import Answer, Arm
from handlers.turn.runtime import Runtime
from network.answering import Measure, Way
from network.model import Network, Role
from network.slots import CLOSED, HELD
from rehearsal.offline_bot import OfflineBot
from storage import accounts, coordinators, networks
from storage.acts import case_act
from storage.cases import case_file
from storage.conversations import conversation
from storage.departures import departure
from storage.durable import due
from storage.durable import inbox as inbox_rows
from storage.durable.inbox import Row, inbox
from storage.engine.database import Connection, Database, Joined
from storage.engine.here import Here
from storage.engine.migrate import upgrade
from storage.slots import slot
from storage.statistics import Delay, delays
from tests.stage import GROUP
from tests.year.post import MAILBOX
from tests.year.wire import REFERENCE, Sent, Wire

TICK = timedelta(minutes=10)
"""How long things wait at the most until they happen; a running bot looks every two seconds."""
Doing = Callable[[], Awaitable[None]]
_SEEN = {"id", "reference", "person_id", "entered_by", "submitted_at", "closed_at", "paused_until"}
_OF_A_CASE = [column for column in case_file.c if column.name in _SEEN]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot stands."""

    status: str
    owner: str | None
    others: tuple[str, ...]
    version: int
    take_by: datetime | None
    contact_by: datetime | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. `quiet` while it is closed or paused."""

    id: int
    reference: str
    person: int | None
    entered_by: str | None
    submitted_at: datetime
    quiet: bool
    slots: dict[str, Place]


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was promised and is another now; `told` where the person heard of it."""

    reference: str
    role: str
    told: bool


@dataclass(frozen=True, slots=True)
class Act:
    """A row of a case's history."""

    id: int
    reference: str
    at: datetime
    kind: str
    actor: str
    role: str | None
    detail: dict[str, Any]


@dataclass(slots=True)
class Diary:
    """Everything that was seen of a year: what the checks look at."""

    network: Network
    start: datetime
    end: datetime
    downtimes: tuple[tuple[datetime, datetime], ...]
    coordinators: frozenset[int] = frozenset()
    steady: frozenset[str] = frozenset()
    """The referents who can be written to all the year."""
    sent: list[Sent] = field(default_factory=list)
    uncalled: list[Sent] = field(default_factory=list)
    """What nobody asked for about a case that was closed or paused."""
    orphans: list[tuple[date, str, str]] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)
    cases: dict[str, Standing] = field(default_factory=dict)
    quiet: dict[str, list[tuple[datetime, bool]]] = field(default_factory=dict)
    """When each case began and ceased to be closed or paused."""
    acts: list[Act] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    by_mail: Counter[str] = field(default_factory=Counter)
    """How many letters there were, and what was done about them."""
    delays: Mapping[tuple[Measure, Way], Delay] = field(default_factory=dict)
    """How long referents took, as the figures say it."""
    merged: frozenset[str] = frozenset()
    """The cases that another goes on for."""
    offers: Any = None
    """What was seen of offers (`tests.year.offers.Seen`)."""
    turns: int = 0
    seconds: float = 0.0
    of_cpu: float = 0.0


class World:
    """One network, one bot, one clock."""

    def __init__(self, network: Network, start: datetime, end: datetime, luck: Random) -> None:
        self.network, self.luck = network, luck
        self.zone = ZoneInfo(network.identity.timezone)
        self.now = start.astimezone(UTC)
        self.wire = Wire()
        coordinators = [r.telegram_id for r in network.referents if Role.COORDINATOR in r.roles and r.telegram_id]
        self.diary = Diary(network, start, end, _downtimes(start, end, luck), frozenset(coordinators))
        self.readers: list[Callable[[Sent], None]] = []
        self.watchers: list[Callable[[Standing, str], None]] = []
        self.lookers: list[Callable[[Connection, list[Sent]], Awaitable[None]]] = []
        self.evenings: list[Callable[[Connection], Awaitable[None]]] = []
        self.bot: Bot
        self._plans: list[tuple[datetime, int, Doing]] = []
        self._count = itertools.count()
        self._earliest: datetime | None = None
        self._last_act = 0
        self._promised: dict[tuple[str, str], tuple[datetime, datetime]] = {}
        self._looked = 0

    # -- what will happen --

    def plan(self, at: datetime, doing: Doing) -> None:
        """Somebody will do something; what lies beyond the end of the year does not happen."""
        if at <= self.diary.end:
            heapq.heappush(self._plans, (max(at.astimezone(UTC), self.now), next(self._count), doing))

    async def happen(self, lane: int, arm: Arm) -> Answer:
        """Somebody does something: one turn."""
        self.diary.turns += 1
        return await self.bot.happen(lane, arm)

    async def post(self, raw: bytes) -> None:
        """A mail comes into the mailbox: a row of the inbox, and all that comes of it. By one that nobody wrote nothing
        is done.
        """
        said = reading.read(raw)
        before = await self.bot.acts() if said.robot else 0
        await self.bot.receive(said)
        if said.robot and await self.bot.acts() != before:
            self.diary.faults.append(f"something was done by a mail that nobody wrote: {said.subject}")

    # -- the year --

    async def prepare(self, database: Database) -> Runtime:
        """An empty database with the network in it. Gives the house that every turn is in."""
        await upgrade(database, self.now)
        network_id = self.network.identity.id

        async def seed(connection: Connection) -> None:
            await networks.record(connection, self.network, self.now, author=networks.FILE, reason="first")
            pairs = [(r.telegram_id, r.id) for r in self.network.referents if r.telegram_id]
            await accounts.seed(Here(connection, network_id), pairs, self.now)
            await coordinators.seed(Here(connection, network_id), {}, self.network.able_to(Role.COORDINATOR), self.now)
            await networks.configure_group(Here(connection, network_id), GROUP)

        await database.run(seed)
        return Runtime(
            database,
            network_id,
            flows.load_all(),
            REGISTER,
            lambda: self.now,
            self.wire.real_now,
            bot_username="a_bot",
            mails=True,
            wake_mail=self.wire.expect_mail,
            mailbox=MAILBOX,
        )

    async def live(self, runtime: Runtime) -> None:
        """Let the year pass: the turns of a day are committed together."""
        end = self.diary.end
        while self.now < end:
            evening = min(self._midnight(), end)

            async def pass_day(connection: Connection, evening: datetime = evening) -> None:
                joined = Joined(connection)
                self.bot = Bot(replace(runtime, database=joined), self.wire)
                await self._pass(connection, joined, evening)
                self.now = evening
                await self._inspect(connection)
                for see in self.evenings:
                    await see(connection)
                self.diary.turns += self.bot.worked
                self.bot.worked = 0

            await runtime.database.run(pass_day)
        await runtime.database.run(self._close)

    async def _pass(self, connection: Connection, joined: Joined, evening: datetime) -> None:
        while (at := await self._next(connection)) is not None:
            at = max(self._down_until(max(at, self.now)) or at, self.now)
            if at >= evening:
                return
            self.now = at
            await self._tick(connection, joined)

    async def _next(self, connection: Connection) -> datetime | None:
        moments = [self._plans[0][0]] if self._plans else []
        self._earliest = await due.next_date(connection)
        if self._earliest is not None:
            moments.append(self._earliest)
        return _rounded(min(moments)) if moments else None

    def _down_until(self, at: datetime) -> datetime | None:
        starts = [first for first, _ in self.diary.downtimes]
        number = bisect_right(starts, at) - 1
        return self.diary.downtimes[number][1] if number >= 0 and at < self.diary.downtimes[number][1] else None

    async def _tick(self, connection: Connection, joined: Joined) -> None:
        sent: list[Sent] = []
        if self._earliest is not None and self._earliest <= self.now:
            await self.bot.catch_up()
            sent = await self._calm_down(joined)
        while self._plans and self._plans[0][0] <= self.now:
            await heapq.heappop(self._plans)[2]()
        sent += await self._calm_down(joined)
        self.diary.sent += sent
        for one in sent:
            self._hear(one)
        await self._look(connection)
        for look in self.lookers:
            await look(connection, sent)
        for one in sent:
            for read in self.readers:
                read(one)

    async def _calm_down(self, joined: Joined) -> list[Sent]:
        """Everything that waits is sent, and what comes of that is worked, until nothing is left."""
        sent = await self.wire.drain(joined, self.now)
        while self.wire.refused:
            await self.bot.catch_up()
            sent += await self.wire.drain(joined, self.now)
        return sent

    def _hear(self, one: Sent) -> None:
        """Nothing that nobody asked for may be about a case that was closed or paused before this moment."""
        if one.cause.source != "due" or not one.rings or one.cause.kind in OF_CLOSED_CASES:
            return
        about = {one.cause.reference, *one.references} - {""}
        if one.cause.kind == "gathered":  # it also says what has ended since, and asks nothing about that
            about = {
                which
                for data, _ in one.keyboard
                if not data.startswith(ASKED_OF_ENDED)
                for which in REFERENCE.findall(data)
            }
        if any(self.diary.cases[reference].quiet for reference in about if reference in self.diary.cases):
            self.diary.uncalled.append(one)

    # -- what can be seen --

    async def _look(self, connection: Connection) -> None:
        """See the cases on which something was done, and tell those who watch."""
        query = select(case_act.c.id, case_act.c.case_id).where(case_act.c.id > self._last_act)
        acts = (await connection.execute(query)).fetchall()
        if not acts:
            return
        self._last_act = max(act.id for act in acts)
        for standing in await self._standing(connection, case_file.c.id.in_({act.case_id for act in acts})):
            before = self.diary.cases.get(standing.reference)
            if before is None:
                self._promise(standing)
            self.diary.cases[standing.reference] = standing
            if (before is not None and before.quiet) != standing.quiet:
                self.diary.quiet.setdefault(standing.reference, []).append((self.now, standing.quiet))
            for role, place in standing.slots.items():
                if before is None or before.slots.get(role) != place:
                    for watch in self.watchers:
                        watch(standing, role)

    async def _standing(self, connection: Connection, which: Any) -> list[Standing]:
        s = slot.c
        files = {row.id: row for row in await connection.execute(select(*_OF_A_CASE).where(which))}
        columns = (s.case_id, s.role, s.status, s.referent_id, s.taken_by, s.others, s.version, s.take_by, s.contact_by)
        places: dict[int, dict[str, Place]] = {}
        for row in await connection.execute(select(*columns).where(s.case_id.in_(files))):
            owner = row.taken_by if row.status in HELD else row.referent_id if row.status == "proposed" else None
            place = Place(row.status, owner, tuple(row.others), row.version, row.take_by, row.contact_by)
            places.setdefault(row.case_id, {})[row.role] = place
        return [
            Standing(
                row.id, row.reference, row.person_id, row.entered_by, row.submitted_at,
                self._is_quiet(row, places.get(row.id, {})), places.get(row.id, {}),
            )
            for row in files.values()
        ]  # fmt: skip

    def _is_quiet(self, row: Any, places: dict[str, Place]) -> bool:
        paused = getattr(row, "paused_until", None)
        closed = getattr(row, "closed_at", None) is not None
        over = all(place.status in CLOSED for place in places.values())
        begun = any(place.status != "not_needed" for place in places.values())
        return closed or (over and begun) or (paused is not None and self.now < paused)

    def _midnight(self) -> datetime:
        """When the day ends, as the network's clocks show it."""
        day = self.now.astimezone(self.zone).date() + timedelta(days=1)
        return datetime.combine(day, time(0), self.zone).astimezone(UTC)

    async def _inspect(self, connection: Connection) -> None:
        """At the end of a day: every open slot has an owner or lies in the basket, and dates stand where they stood."""
        gone = set((await connection.execute(select(departure.c.referent_id))).scalars())
        known = self.network.referent_by_id.keys() - gone
        told = self.diary.sent[self._looked :]
        self._looked = len(self.diary.sent)
        s = slot.c
        columns = (
            case_file.c.reference, case_file.c.person_id, s.role, s.status, s.referent_id, s.taken_by, s.take_by,
            s.contact_by,
        )  # fmt: skip
        open_ones = select(*columns).join(case_file, case_file.c.id == s.case_id).where(s.status.not_in(CLOSED))
        for row in await connection.execute(open_ones):
            owner = row.taken_by if row.status in HELD else row.referent_id if row.status == "proposed" else None
            in_basket = row.status == "coordinator" and self._lies_in_basket(row.reference, row.role)
            if not in_basket and owner not in known:
                self.diary.orphans.append((self.now.date(), row.reference, row.role))
            self._compare(row, told)

    def _lies_in_basket(self, reference: str, role: str) -> bool:
        """Whether a coordinator has it before their eyes."""
        return any((who, f"basket:{reference}:{role}") in self.wire.standing for who in self.diary.coordinators)

    def _promise(self, case: Standing) -> None:
        """The dates that were told when it was sent."""
        for role, place in case.slots.items():
            if place.take_by is not None and place.contact_by is not None:
                self._promised[case.reference, role] = place.take_by, place.contact_by

    def _compare(self, row: Any, told: list[Sent]) -> None:
        if row.take_by is None or row.contact_by is None:
            return
        now, key = (row.take_by, row.contact_by), (row.reference, row.role)
        before = self._promised.setdefault(key, now)
        if before != now:
            self._promised[key] = now
            new = {date_ for date_ in now if date_ not in before}
            words = {in_words(at.astimezone(self.zone).date(), locale) for at in new for locale in ("fr", "en")}
            heard = any(word in one.text for one in told if one.to == row.person_id for word in words)
            self.diary.moved.append(Moved(row.reference, row.role, heard))

    async def _close(self, connection: Connection) -> None:
        """The end: the whole history, and whatever went wrong on the way."""
        a = case_act.c
        query = select(a.id, case_file.c.reference, a.at, a.kind, a.actor, a.role, a.detail).join(
            case_file, case_file.c.id == a.case_id
        )
        rows = await connection.execute(query.order_by(a.id))
        self.diary.acts = [Act(r.id, r.reference, r.at, r.kind, r.actor, r.role, r.detail) for r in rows]
        self.diary.cases = {one.reference: one for one in await self._standing(connection, case_file.c.id > 0)}
        failed = select(inbox.c.source, inbox.c.status, inbox.c.fault).where(
            (inbox.c.status != "done") | (inbox.c.attempts + inbox.c.waits > 1)
        )
        counted = Counter(f"{row.source} {row.status} {row.fault}" for row in await connection.execute(failed))
        self.diary.delays = await delays(Here(connection, self.network.identity.id))
        merged = select(case_file.c.reference).where(case_file.c.merged_into.is_not(None))
        self.diary.merged = frozenset((await connection.execute(merged)).scalars())
        self.diary.faults += [f"{many} rows {what}" for what, many in counted.items()]
        forms = select(conversation.c.chat_id, conversation.c.stack)
        stuck = sum(is_by_mail(chat) and bool(stack) for chat, stack in await connection.execute(forms))
        self.diary.faults += [f"{stuck} forms that nobody can answer by mail"] if stuck else []


ASKED_OF_ENDED = ("outcome|", "survey|", "again|", "state|", "state_of|", "reason|")
"""How buttons begin that ask about a case that is over."""
OF_CLOSED_CASES = frozenset({"case:survey", "case:state", "case:ask", "case:old", "fresh:over"})
"""Kinds of dates that come when a case is over: how was it, how are you now, its erasure; and the end of an offer,
which is the answer to whoever had asked for it.
"""


class Bot(OfflineBot):
    """The bot without its wire, whose turns are noted."""

    def __init__(self, runtime: Runtime, wire: Wire) -> None:
        super().__init__(runtime)
        self._wire = wire
        self.worked = 0

    def begins(self, row: Row) -> None:
        """Note what the turn comes of."""
        self._wire.begins(row)

    async def acts(self) -> int:
        """How many things were done on cases, but for what comes with time."""
        by_somebody = select(func.count()).where(case_act.c.actor != "clock")
        return await self.runtime.database.run(partial(_number, by_somebody))

    async def receive(self, said: Reading) -> None:
        """A mail that was read, in the lane of its sender."""
        lane = -(1 << 57) - zlib.crc32(said.sender.encode())
        await self.runtime.database.run(lambda c: inbox_rows.add(c, "mail", lane, said.data(), self.runtime.real_now()))
        await self.catch_up()

    async def catch_up(self) -> int:
        """As it does, and counted."""
        worked = await super().catch_up()
        self.worked += worked
        return worked


async def _number(query: Select[Any], connection: Connection) -> int:
    return int((await connection.execute(query)).scalar_one())


def _rounded(moment: datetime) -> datetime:
    """The next tick."""
    past = timedelta(minutes=moment.minute % 10, seconds=moment.second, microseconds=moment.microsecond)
    return moment if not past else (moment - past + TICK)


def _downtimes(start: datetime, end: datetime, luck: Random) -> tuple[tuple[datetime, datetime], ...]:
    """About two a month, of 1 h to 72 h, none of which touches another."""
    found: list[tuple[datetime, datetime]] = []
    at, end = (start + timedelta(days=9, hours=luck.randrange(24))).astimezone(UTC), end.astimezone(UTC)
    while at < end:
        hours = luck.choice((1, 1, 2, 3, 5, 8, 12, 24, 36, 48, 72))
        until = min(at + timedelta(hours=hours), end)
        found.append((at, until))
        at = until + timedelta(days=luck.randrange(6, 22), hours=luck.randrange(24))
    return tuple(found)
