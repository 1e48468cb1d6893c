"""Offers of a year: posted by referents for owners of whom few answer, and by town halls with a mail; looked at, asked
for by people; what is seen of it is what the checks look at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import select

from conversations.engine.effects import Submit
from handlers.incoming import router
from handlers.turn import forms
from handlers.turn.turn import Turn
from network import town_halls
from network.calendar import deadline, next_sending_time
from network.offers import ANSWERED, LOOKED_AT_WITHIN, Kind
from storage.engine.database import Connection
from storage.interests import Status as Asked
from storage.interests import interest
from storage.market import offer_shown
from storage.offers import Status, offer
from storage.owners import owner
from tests.year.people import Person
from tests.year.post import Post
from tests.year.referents import Character
from tests.year.wire import Sent
from tests.year.world import World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANSWER = 0.17
"""So many of the owners ever answer: the share that one national service counted."""
VERBS = frozenset(["draft", "fresh", "offer", "offers", "interest", "want", "look"])
"""The presses whose habits stand here."""
REMINDERS = frozenset(["fresh:ask", "fresh:tell", "interest:step", "offer:look"])
"""Kinds of dates by which somebody hears of an offer: of each of their messages once."""
_MARKED = re.compile(r"Annonce d’exemple (\d+)\.")
_WANT, _OF_OWNER = "want|", ("fresh|all|", "fresh|holds|", "fresh|one|")
_KINDS = (Kind.HOUSING, Kind.JOB, Kind.PREMISES, Kind.LAND, Kind.TAKEOVER, Kind.SERVICE)
_BY_MAIL = ("Local vacant", "Terrain à vendre", "Un village cherche un boulanger")
"""What town halls write above what they offer."""
OWNERS = 30
"""Owners whom somebody wrote down, every third with an address, the others with a telephone alone."""


@dataclass(slots=True)
class Seen:
    """What was seen of offers: what each check of theirs looks at."""

    stale_shown: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    told: Counter[tuple[int | str, str | None, str]] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def doubled(self) -> Iterator[str]:
        """The same reminder to the same one twice."""
        yield from (f"{to}: {name} {kind} {n} times" for (to, name, kind), n in self.told.items() if n > 1)


class Owners:
    """Owners, whoever posts and looks at their offers, and whoever asks for them."""

    def __init__(
        self,
        world: World,
        crowd: Sequence[Person],
        characters: Mapping[str, Character],
        post: Post,
        luck: Random,
        seen: Seen,
    ) -> None:
        self.world, self.post, self.luck, self.seen = world, post, luck, seen
        self._halls = [one.town_hall.email for one in town_halls.listed(world.network) if one.town_hall.email]
        self.people = [person for person in crowd if person.way == "telegram"]
        self.by_account = {c.account: c for c in characters.values()}
        self.posting = [c for c in characters.values() if isinstance(c.account, int) and c.leaves is None]
        self._answering: dict[str, bool] = {}
        self._done: set[tuple[int | str, str]] = set()
        self._told_late: set[int] = set()
        world.readers.append(self.read)
        world.lookers.append(self.look)
        world.evenings.append(self.evening)

    def begin(self, count: int, span: timedelta) -> None:
        """So many offers come within `span`, and some of the people look for one."""
        for number in range(1, count + 1):
            at = self.world.now + self.luck.random() * span
            doing = self._write if self._halls and number % 4 == 0 else self._post
            self.world.plan(self._at_work(at), partial(doing, number))
        for person in self.people:
            if self.luck.random() < 0.5:
                at = person.at + self.luck.uniform(1, 60) * DAY
                self.world.plan(at, partial(self._browse, person.id))

    def _at_work(self, at: datetime) -> datetime:
        return at.astimezone(self.world.zone).replace(hour=self.luck.randrange(9, 17))

    # -- what they do --------------------------------------------------------------------------------------------------

    async def _post(self, number: int) -> None:
        """A referent who is at work offers something, of their own or for somebody whom they wrote down."""
        today = self.world.now.astimezone(self.world.zone).date()
        account = self.luck.choice([one for one in self.posting if one.is_here(today)]).account
        if not isinstance(account, int) or account not in self.world.wire.willing:
            return
        kind = self.luck.choice(_KINDS)
        words = {"kind": "text", "text": f"Annonce d’exemple {number}."}
        answers: dict[str, Any] = {"offered": kind.value, "where": self.luck.choice(self._communes()), "told": words}
        if self.luck.random() < 0.6:
            answers |= {"whom": "other", **_owner(number % OWNERS)}
        form = Submit("new-offer", answers)
        await self.world.happen(account, lambda t: forms.hand_in(t, account, "fr", form))
        self.seen.counts["posted"] += 1

    async def _write(self, number: int) -> None:
        """A town hall sends a mail to the mailbox, of which a draft is made."""
        hall, subject = self.luck.choice(self._halls), self.luck.choice(_BY_MAIL)
        await self.post.write(hall, subject, f"Bonjour,\n\nAnnonce d’exemple {number}.\n")
        self.seen.counts["by mail"] += 1

    def _communes(self) -> list[str]:
        return list(self.world.network.commune_by_insee)

    async def _browse(self, who: int) -> None:
        if who in self.world.wire.willing:
            await self._press(who, "offers|0|")
            self.seen.counts["looked"] += 1

    async def _press(self, who: int | str, data: str) -> None:
        if isinstance(who, str):
            if self.post.offers(who, data):
                await self.post.do(who, data)
            return
        number = self.luck.randrange(1_000_000)

        async def arm(t: Turn) -> None:
            await router.press_for(t, who, data.split("|"), number)

        await self.world.happen(who, arm)

    # -- what they see -------------------------------------------------------------------------------------------------

    def read(self, one: Sent) -> None:
        """Somebody gets a message."""
        if not one.rings or (isinstance(one.to, int) and one.to < 0):
            return
        if one.cause.source == "due" and one.cause.kind in REMINDERS and one.name:
            self.seen.told[one.to, one.name, one.cause.kind] += 1
        if one.cause.kind == "interest:step" and one.cause.expects.get("step") == "late":
            self._told_late.add(int(one.cause.expects["interest"]))
        offered = {data for data, _ in one.keyboard}
        for data in sorted(offered):
            if (one.to, data) not in self._done and self._would(one, data, offered):
                self._done.add((one.to, data))
                return

    def _would(self, one: Sent, data: str, offered: set[str]) -> bool:
        """Whether somebody will press one of the buttons of a message; that is planned then."""
        if isinstance(one.to, str) and one.to not in self.by_account:
            return self._owner_would(one.to, data)
        if data.startswith(_WANT):
            return self.luck.random() < 0.6 and self._soon(one.to, data, 1)
        works = self.by_account.get(one.to)
        if works is None:
            return data.startswith("interest|agree") and self._soon(one.to, data, 48)
        if data.startswith("offer|publish"):
            prompt = works.coordinates or works.manner == "prompt"
            return prompt and self._later(works, one.to, data, 30)
        if data.startswith("interest|free"):
            in_place = one.name is not None and (":referent" in one.name or ":late" in one.name)
            if in_place:
                return (works.coordinates or works.manner != "silent") and self._later(works, one.to, data, 20)
            return self._answers(f"{one.to}:{data.split('|')[-1]}") and self._later(works, one.to, data, 90)
        if data.startswith(_OF_OWNER):
            alone = not data.startswith("fresh|one|")
            return alone and self._answers(f"{one.to}:{one.name}") and self._later(works, one.to, data, 30 * 24)
        return False

    def _owner_would(self, address: str, data: str) -> bool:
        """A town hall proposes what it wrote; whoever owns something answers by mail, or not."""
        if data.startswith("draft|propose"):
            return self._soon(address, data, 24)
        asks = data.startswith(("interest|free", *_OF_OWNER))
        return asks and self._answers(f"{address}:{data.split('|')[-1]}") and self._soon(address, data, 72)

    def _answers(self, whose: str) -> bool:
        """Whether an owner answers at all."""
        return self._answering.setdefault(whose, self.luck.random() < ANSWER)

    def _soon(self, who: int | str, data: str, hours: float) -> bool:
        self.world.plan(self.world.now + self.luck.uniform(0.1, hours) * HOUR, partial(self._press, who, data))
        return True

    def _later(self, works: Character, who: int | str, data: str, hours: float) -> bool:
        wanted = (self.world.now + self.luck.uniform(0.5, hours) * HOUR).astimezone(self.world.zone)
        self.world.plan(works.works_next(wanted, self.luck), partial(self._press, who, data))
        return True

    # -- what is so ----------------------------------------------------------------------------------------------------

    async def look(self, connection: Connection, sent: Sequence[Sent]) -> None:
        """What went out just now shows nothing that is hidden, to whoever does not speak for it."""
        shows = {int(n): one for one in sent if _shows(one) for n in _MARKED.findall(one.text)}
        if not shows:
            return
        words = {f"Annonce d’exemple {number}.": one for number, one in shows.items()}
        hidden = select(offer.c.id, offer.c.words).where(offer.c.words.in_(words), offer.c.status == Status.STALE)
        for row in await connection.execute(hidden):
            self.seen.stale_shown.append(f"offer {row.id} to {words[row.words].to} at {words[row.words].at}")

    async def evening(self, connection: Connection) -> None:
        """At the end of a day no message that stands, or waits, shows what is hidden; and everybody has an answer."""
        zone, now = self.world.network.identity.timezone, self.world.now
        over = select(offer.c.id, offer_shown.c.name).join(offer_shown, offer_shown.c.offer_id == offer.c.id)
        for row in await connection.execute(over.where(offer.c.status.not_in((Status.SHOWN, Status.ASKED)))):
            self.seen.stale_shown.append(f"offer {row.id} stands in {row.name}")
        waits = select(interest.c.id, interest.c.asked_at).where(interest.c.status == Asked.ASKED)
        for row in await connection.execute(waits):
            by = next_sending_time(self._up_again(deadline(row.asked_at, ANSWERED, zone)), zone)
            if now > by + HOUR and row.id not in self._told_late:
                self.seen.unanswered.append(f"interest {row.id}, asked on {row.asked_at}")
        unseen = select(offer.c.id, offer.c.posted_at).where(offer.c.status == Status.WAITING)
        for row in await connection.execute(unseen):
            if now > deadline(row.posted_at, LOOKED_AT_WITHIN, zone) + 14 * DAY:
                self.seen.unseen.append(f"offer {row.id}, posted on {row.posted_at}")
        if now >= self.world.diary.end:
            await self._count(connection)

    def _up_again(self, at: datetime) -> datetime:
        return next((until for since, until in self.world.diary.downtimes if since <= at < until), at)

    async def _count(self, connection: Connection) -> None:
        for status in (await connection.execute(select(offer.c.status))).scalars():
            self.seen.counts[f"{status} at the end"] += 1
        for status in (await connection.execute(select(interest.c.status))).scalars():
            self.seen.counts[f"asked for, {status}"] += 1
        silent = await connection.execute(select(owner.c.silent_since.is_not(None)))
        for one in silent.scalars():
            self.seen.counts["owners silent" if one else "owners who answer"] += 1


def _owner(number: int) -> dict[str, Any]:
    """Whoever owns something, as whoever wrote them down answers the form."""
    address = f"proprietaire-{number}@example.org" if number % 3 == 0 else None
    contact = {"phone": None if address else f"+331990055{number:02d}", "email": address}
    return {"owner": f"Propriétaire exemple {number}", "contact": contact}


def _shows(one: Sent) -> bool:
    """Whether a message shows an offer to whoever may want it."""
    return any(data.startswith(_WANT) for data, _ in one.keyboard)
