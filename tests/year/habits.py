"""Habits: what people, referents and coordinators do, and when: each by what they see, and by how they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from conversations.engine.effects import Submit
from conversations.engine.events import Commanded, Said
from handlers.counter import entering
from handlers.delivery import outcomes
from handlers.incoming import router
from handlers.partners import departures, group, invitations
from handlers.partners.invitations import INVITE
from handlers.privacy import erasing
from handlers.turn import forms
from handlers.turn.turn import Turn
from handlers.welcome import welcome
from network.slots import PassReason
from network.text import code
from storage import accounts, people
from tests.stage import GROUP
from tests.year import offers
from tests.year.people import Person
from tests.year.post import Letter, Post
from tests.year.referents import Character
from tests.year.wire import Sent
from tests.year.world import Standing, World

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_KNOWN = frozenset(
    ["take", "pass", "why", "contacted", "unreachable", "undo", "for", "move", "all", "to", "offer", "called", "pdf",
     "inviter", "open", "sheet", "post", "module", "amend", "complete", "adult", "erase", "begin", "note", "mine",
     "intake", "callback", "counter", *offers.VERBS]
)  # fmt: skip
"""Presses whose habits stand here. Of those that come with time, people try one of what they are offered."""
_FINISH = ("Terminé", "Done")
_CANNOT = ("Pas pu aider", "Could not help")
_YES, _NOT_YET = ("oui", "yes"), ("pas encore", "not yet")


class Everybody:
    """All who take part; what they do is planned in the world as they see things."""

    def __init__(
        self, world: World, crowd: Sequence[Person], characters: Mapping[str, Character], luck: Random
    ) -> None:
        self.world, self.luck = world, luck
        self.people = {person.id: person for person in crowd}
        self.characters = characters
        self.by_account = {c.account: c for c in characters.values()}
        self.by_address = {person.answers["contact"]["email"]: person for person in crowd if person.way == "counter"}
        self.post = Post(world.post, luck, world.diary.by_mail)
        self._told_away: set[tuple[str, date]] = set()
        self._tried: set[tuple[int | str, str]] = set()
        world.readers.append(self.read)
        world.watchers.append(self.watch)

    async def begin(self, never_wrote: frozenset[str]) -> None:
        """Referents greet the bot; whatever happens by itself is planned."""
        for account, one in self.by_account.items():
            if isinstance(account, str):
                continue
            if one.referent.id not in never_wrote:
                self.world.plan(self.world.now, partial(self._greet, account))
            if one.leaves is not None:
                self.world.plan(self._at(one.leaves, 11), partial(self._leave, one, account))
            if one.returns is not None:
                self.world.plan(self._at(one.returns, 9), partial(self._return, one, account))
        for person in self.people.values():
            self.world.plan(person.at, partial(self._knock, person))

    def _at(self, day: date, hour: int) -> datetime:
        return datetime.combine(day, time(hour), self.world.zone)

    # -- coming and going ----------------------------------------------------------------------------------------------

    async def _greet(self, account: int) -> None:
        self.world.wire.willing.add(account)
        await self.world.happen(account, lambda t: welcome.hear(t, account, "fr", Commanded("start")))

    async def _leave(self, one: Character, account: int) -> None:
        if one.how == "left":
            await self.world.happen(GROUP, lambda t: group.member_left(t, GROUP, account))
        else:
            self.world.wire.willing.discard(account)
            await self.world.happen(account, lambda t: _blocked(t, account))

    async def _return(self, one: Character, account: int) -> None:
        async def rebind(t: Turn) -> None:
            token = await accounts.invite_referent(t.here, one.referent.id, t.now)
            await invitations.bind(t, account, "fr", INVITE.removeprefix(INVITE) + token)

        async def unblock(t: Turn) -> None:
            await people.set_blocked(t.here, account, None)
            await departures.come_back(t, one.referent, account)

        self.world.wire.willing.add(account)
        await self.world.happen(account, rebind if one.how == "left" else unblock)

    # -- people --------------------------------------------------------------------------------------------------------

    async def _knock(self, person: Person) -> None:
        world, who = self.world, person.id
        if person.way == "counter":
            await self._enter(person)
            return
        world.wire.willing.add(who)

        async def arm(t: Turn) -> None:
            await people.meet(t.here, who, person.locale, t.now)
            if person.way == "draft":
                await welcome.hear(t, who, person.locale, Commanded("start"))
                return
            asked = {"phone": person.answers["contact"]["phone"], "hours": "any"}
            form = Submit("callback", asked) if person.way == "call" else Submit("intake", person.answers)
            await forms.hand_in(t, who, person.locale, form)

        await world.happen(who, arm)
        if person.way == "draft":
            said = Said("Un projet d’exemple", 10)
            await world.happen(who, lambda t: welcome.hear(t, who, person.locale, said))
        for does, wants in ((self._change, person.changes), (self._block, person.blocks), (self._erase, person.erases)):
            if wants and person.way == "telegram":
                world.plan(person.at + self.luck.uniform(1, 40) * DAY, partial(does, person))

    async def _enter(self, person: Person) -> None:
        """A welcome officer enters them, at the counter."""
        officers = [c for c in self.characters.values() if "territorial" in c.referent.roles and c.referent.telegram_id]
        officer = self.luck.choice(officers)
        account = officer.referent.telegram_id or 0
        if account not in self.world.wire.willing or not officer.is_here(self._today()):
            return
        form = Submit(entering.FLOW, person.answers)
        await self.world.happen(account, lambda t: forms.hand_in(t, account, "fr", form))

    async def _change(self, person: Person) -> None:
        reference = self._case_of(person)
        if reference is not None:
            form = Submit("intake", {**person.answers, "needs": ["housing"], "when": "open"}, reference)
            await self.world.happen(person.id, lambda t: forms.hand_in(t, person.id, person.locale, form))

    async def _erase(self, person: Person) -> None:
        await self.world.happen(person.id, lambda t: erasing.erase(t, person.id, person.locale))

    async def _block(self, person: Person) -> None:
        self.world.wire.willing.discard(person.id)
        await self.world.happen(person.id, lambda t: _blocked(t, person.id))

    def _case_of(self, person: Person) -> str | None:
        found = (s.reference for s in self.world.diary.cases.values() if s.person == person.id)
        return next(found, None)

    def _answered(self, person: Person, one: Sent) -> None:
        """A question with buttons, and how somebody answers it."""
        if self.luck.random() > person.answers_questions:
            return
        at = self._awake(self.world.now + self.luck.uniform(0.2, 30) * HOUR)
        said = [[data for data, label in one.keyboard if label.lower().endswith(words)] for words in (_YES, _NOT_YET)]
        for yes, no in zip(*said, strict=False):
            self.world.plan(at, partial(self._say_whether, one.to, yes, no))
        if not all(said) and (data := self._untried(one.to, one)) is not None:
            self.world.plan(at, partial(self._press, one.to, one.to, data))

    async def _say_whether(self, account: int | str, yes: str, no: str) -> None:
        standing = self.world.diary.cases.get(yes.split("|")[1]) if "|" in yes else None
        places = standing.slots if standing is not None else {}
        asked = [place for role, place in places.items() if role in yes.split("|")] or list(places.values())
        contacted = any(place.status in ("contacted", "done") for place in asked)
        wrong = self.luck.random() < 0.08
        await self._press(account, account, yes if contacted != wrong else no)

    def _awake(self, at: datetime) -> datetime:
        shown = at.astimezone(self.world.zone)
        return at if 7 <= shown.hour < 23 else at + 9 * HOUR

    # -- referents -----------------------------------------------------------------------------------------------------

    def watch(self, case: Standing, role: str) -> None:
        """A slot stands somewhere else: whoever has it does what they do."""
        place = case.slots[role]
        one = self.characters.get(place.owner or "")
        if one is None:
            return
        if place.status == "proposed":
            self._proposed(case, role, one)
            self._helped(case, role)
        elif place.status == "taken":
            self._taken(case, role, one)
        elif place.status == "unreachable" and self.luck.random() < 0.6:
            self._later(one, self.luck.uniform(2, 10) * DAY, case, role, f"contacted|{case.reference}|{role}")
        elif place.status == "contacted":
            at = one.works_next(self._shown(self.world.now + self.luck.uniform(20, 120) * DAY), self.luck)
            self.world.plan(at, partial(self._finish, one, case.reference, role))

    def _proposed(self, case: Standing, role: str, one: Character) -> None:
        if one.manner == "silent" and self.luck.random() < 0.85:
            return
        hours = {"prompt": (0.3, 20), "slow": (20, 170), "silent": (300, 700)}[one.manner]
        delay = self.luck.uniform(*hours) * HOUR
        if self.luck.random() < 0.07:
            self._later(one, delay, case, role, f"why|{case.reference}|{role}|{self.luck.choice(list(PassReason))}")
        else:
            self._later(one, delay, case, role, f"take|{case.reference}|{role}")

    def _helped(self, case: Standing, role: str) -> None:
        """Once it is late, somebody else who fits may take it from the card."""
        place = case.slots[role]
        others = [c for id_ in place.others if (c := self.characters.get(id_)) and c.manner == "prompt"]
        if others and place.take_by is not None and self.luck.random() < 0.3:
            helper = self.luck.choice(others)
            at = helper.works_next(self._shown(place.take_by + self.luck.uniform(2, 40) * HOUR), self.luck)
            data = f"take|{case.reference}|{role}"
            self.world.plan(at, partial(self._if_so, case.reference, role, place.version, GROUP, helper, data))

    def _taken(self, case: Standing, role: str, one: Character) -> None:
        if one.manner == "silent" and self.luck.random() < 0.6:
            return
        days = {"prompt": (0.2, 3), "slow": (1, 12), "silent": (8, 30)}[one.manner]
        verb = "unreachable" if self.luck.random() < 0.08 else "contacted"
        self._later(one, self.luck.uniform(*days) * DAY, case, role, f"{verb}|{case.reference}|{role}")
        if self.luck.random() < 0.02:  # a slip of the finger, and back
            version = case.slots[role].version
            undo = f"undo|{case.reference}|{role}|{version}"
            self.world.plan(self.world.now, partial(self._press, one.account, one.account, undo))

    def _later(self, one: Character, delay: timedelta, case: Standing, role: str, data: str) -> None:
        at = one.works_next(self._shown(self.world.now + delay), self.luck)
        unheard = isinstance(one.account, int) and one.account not in self.world.wire.willing
        place = GROUP if data.startswith("take") and unheard else one.account
        version = case.slots[role].version
        self.world.plan(at, partial(self._if_so, case.reference, role, version, place, one, data))

    async def _if_so(
        self, reference: str, role: str, version: int, lane: int | str, one: Character, data: str, tries: int = 2
    ) -> None:
        """They do it where the slot still stands as they saw it, and they are here. By mail that may have been words
        alone, or a link that was too old: they try again, with what they were answered.
        """
        standing = self.world.diary.cases.get(reference)
        if standing is None or standing.slots[role].version != version or not one.is_here(self._today()):
            return
        await self._press(lane, one.account, data)
        if isinstance(one.account, str) and tries:
            at = one.works_next(self._shown(self.world.now + self.luck.uniform(0.5, 5) * HOUR), self.luck)
            self.world.plan(at, partial(self._if_so, reference, role, version, lane, one, data, tries - 1))

    async def _finish(self, one: Character, reference: str, role: str, tries: int = 2) -> None:
        """The end of it, where the record has a button for that, or a letter a link."""
        account, keyboard = one.account, self._at_hand(one.account, reference, role)
        labels = {label: data for data, label in keyboard}
        data = _first(labels, _FINISH if self.luck.random() < 0.75 else _CANNOT)
        if data is not None and one.is_here(self._today()):
            await self._press(account, account, data)
            if isinstance(account, str) and tries:
                at = one.works_next(self._shown(self.world.now + self.luck.uniform(0.5, 5) * HOUR), self.luck)
                self.world.plan(at, partial(self._finish, one, reference, role, tries - 1))

    def _at_hand(self, account: int | str, reference: str, role: str) -> Sequence[tuple[str, str]]:
        """What somebody may do about a slot that they hold."""
        if isinstance(account, int):
            return self.world.wire.standing.get((account, f"record:{reference}:{role}"), ())
        standing = self.world.diary.cases.get(reference)
        holds = standing is not None and standing.slots[role].status == "contacted"
        return self.post.offered(account, f"|{reference}|{role}") if holds else ()

    # -- coordinators --------------------------------------------------------------------------------------------------

    def _coordinate(self, one: Character, sent: Sent) -> None:
        account = one.referent.telegram_id or 0
        at = one.works_next(self._shown(self.world.now + self.luck.uniform(0.5, 9) * HOUR), self.luck)
        verbs = {data.split("|")[0]: data for data, _ in reversed(sent.keyboard)}
        called = [data for data, _ in sent.keyboard if data.endswith(("|taken", "|passed"))]
        if called:
            data = called[0] if self.luck.random() < 0.85 else called[-1]
            self.world.plan(at, partial(self._press, account, account, data))
            later = one.works_next(at.astimezone(self.world.zone) + self.luck.uniform(1, 6) * DAY, self.luck)
            reached = data.rpartition("|")[0] + "|contacted"
            self.world.plan(later, partial(self._press, account, account, reached))
        elif "offer" in verbs or "called" in verbs:
            data = verbs.get("offer" if self.luck.random() < 0.8 else "take") or next(iter(verbs.values()))
            self.world.plan(at, partial(self._press, account, account, data))
        elif sent.keyboard and (tried := self._untried(account, sent)) is not None:
            self.world.plan(at, partial(self._press, account, account, tried))
        if sent.cause.source == "due" and sent.references:
            at = one.works_next(at.astimezone(self.world.zone) + self.luck.uniform(10, 60) * HOUR, self.luck)
            for reference in sorted(sent.references):
                if self.luck.random() < 0.7:
                    self.world.plan(at, partial(self._give_on, account, reference))

    async def _give_on(self, account: int, reference: str) -> None:
        """What is late goes to somebody else who fits."""
        standing = self.world.diary.cases.get(reference)
        for role, place in (standing.slots if standing is not None else {}).items():
            late = place.status == "proposed" and place.take_by is not None and place.take_by < self.world.now
            others = [id_ for id_ in place.others if id_ in self.characters and self.characters[id_].manner == "prompt"]
            if late and others:
                data = f"to|{reference}|{role}|{code(self.luck.choice(others))}|late"
                await self._press(account, account, data)

    # -- all of them ---------------------------------------------------------------------------------------------------

    def read(self, one: Sent) -> None:
        """Somebody gets a message."""
        if (isinstance(one.to, int) and one.to < 0) or not one.rings:
            return
        referent = self.by_account.get(one.to)
        if one.letter is not None and not self._arrives(one.letter, referent):
            return
        person = self.people.get(one.to) if isinstance(one.to, int) else self.by_address.get(one.to)
        if person is not None and one.keyboard and one.cause.source == "due":
            self._answered(person, one)
        elif referent is not None and referent.coordinates:
            if one.to == min(self.world.diary.coordinators) or self.luck.random() < 0.2:
                self._coordinate(referent, one)
        elif referent is not None and one.keyboard and (data := self._untried(one.to, one)) is not None:
            at = referent.works_next(self._shown(self.world.now + self.luck.uniform(0.5, 60) * HOUR), self.luck)
            self.world.plan(at, partial(self._press, one.to, one.to, data))

    def _arrives(self, letter: Letter, referent: Character | None) -> bool:
        """A letter comes. Returns whether somebody reads it: now and then one comes back, or a program answers."""
        self.post.arrives(letter)
        if referent is None or not letter.seal:
            return True
        if self.luck.random() < 0.01:
            self.world.plan(self.world.now, partial(self.post.come_back, letter))
            return False
        if not referent.is_here(self._today()) and (letter.to, self._today()) not in self._told_away:
            self._told_away.add((letter.to, self._today()))
            self.world.plan(self.world.now, partial(self.post.answer_by_itself, letter))
        return True

    def _untried(self, account: int | str, one: Sent) -> str | None:
        """A button of a kind that no habit is about: half of them are pressed, once."""
        offered = [data for data, _ in one.keyboard if data.split("|")[0] not in _KNOWN]
        if not offered or self.luck.random() < 0.5:
            return None
        data = self.luck.choice(offered)
        fresh = (account, data) not in self._tried
        self._tried.add((account, data))
        return data if fresh else None

    async def _press(self, lane: int | str, account: int | str, data: str) -> None:
        if isinstance(account, str) or isinstance(lane, str):
            await self._write(str(account), data)
            return
        number = self.luck.randrange(1_000_000)

        async def arm(t: Turn) -> None:
            await router.press_for(t, account, data.split("|"), number)

        await self.world.happen(lane, arm)

    async def _write(self, address: str, data: str) -> None:
        """The same by mail, where a letter offers it. Why somebody passes is asked first."""
        if self.post.offers(address, data):
            await self.post.do(address, data)
            return
        verb, *about = data.split("|")
        asks = "|".join(("pass", *about[:2]))
        if verb == "why" and self.post.offers(address, asks):
            await self.post.do(address, asks)

    def _shown(self, at: datetime) -> datetime:
        return at.astimezone(self.world.zone)

    def _today(self) -> date:
        return self._shown(self.world.now).date()


async def _blocked(t: Turn, account: int) -> None:
    await people.set_blocked(t.here, account, t.now)
    await outcomes.tell_blocked(t, account)


def _first(labels: Mapping[str, str], wanted: Sequence[str]) -> str | None:
    return next((data for label, data in labels.items() if any(words in label for words in wanted)), None)
