"""The past: thirty people whom a prepared network has met before its demonstration begins, lived through real turns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.program import Program
from conversations.engine.effects import Submit
from handlers.cases import change
from handlers.followup import closing
from handlers.incoming import router
from handlers.notes import notes
from handlers.turn import forms
from handlers.turn.runtime import Runtime
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import is_working_day
from network.model import Network, Role
from network.slots import EndReason, Outcome, PassReason
from rehearsal import drawn, earlier_offers
from rehearsal.offline_bot import OfflineBot
from storage import cases, members, people
from storage.durable import due, outbox
from storage.engine.database import Connection, Joined
from storage.engine.here import Here

SEED = 63
Step = tuple[float, str, str]
"""How many working days after they came, what happened, on which slot, or for which reason."""

TECHNICAL, TERRITORIAL = Role.TECHNICAL.value, Role.TERRITORIAL.value
_TAKEN: tuple[Step, ...] = ((0.3, "take", TECHNICAL), (0.7, "take", TERRITORIAL))
_CALLED: tuple[Step, ...] = ((1.6, "contacted", TECHNICAL), (2.9, "contacted", TERRITORIAL))
_GIVEN_UP: Step = (16.0, "given_up", EndReason.NO_PREMISES)
_ELSEWHERE: Step = (12.9, "elsewhere", EndReason.PARTNER_JOB)
_PASSED: tuple[Step, ...] = ((0.4, "pass", TECHNICAL), (0.9, "pass", TECHNICAL))


@dataclass(frozen=True, slots=True)
class Story:
    """How it went: `ago`, working days, how long ago at least and at most they came; what happened then."""

    many: int
    ago: tuple[int, int]
    steps: tuple[Step, ...]
    here: bool = False
    """Whether the two of the demonstration are asked."""


STORIES: tuple[Story, ...] = (
    Story(6, (20, 85), (*_TAKEN, *_CALLED, (3.2, "note", TERRITORIAL))),
    Story(
        3,
        (48, 85),
        (*_TAKEN, *_CALLED, (32.0, "done", TECHNICAL), (33.1, "done", TERRITORIAL), (33.6, "installed", "")),
    ),
    Story(2, (35, 80), (*_TAKEN, *_CALLED, (15.0, "not_helped", TECHNICAL), (15.4, "done", TERRITORIAL), _GIVEN_UP)),
    Story(1, (30, 70), (*_TAKEN, *_CALLED, (12.0, "done", TECHNICAL), (12.3, "done", TERRITORIAL), _ELSEWHERE)),
    Story(3, (12, 60), ((0.4, "pass", TECHNICAL), (1.2, "take", TECHNICAL), (1.3, "take", TERRITORIAL), *_CALLED)),
    Story(4, (7, 18), (*_TAKEN, *_CALLED, (3.1, "note", TECHNICAL)), here=True),
    Story(3, (4, 9), (*_TAKEN, *_CALLED)),
    Story(1, (7, 9), (*_TAKEN, (2.4, "contacted", TERRITORIAL))),
    Story(1, (7, 9), (*_TAKEN, (2.2, "contacted", TECHNICAL)), here=True),
    Story(1, (4, 9), (*_TAKEN, (1.8, "contacted", TECHNICAL), (2.6, "unreachable", TERRITORIAL))),
    Story(1, (3, 5), ((0.9, "take", TERRITORIAL), (1.7, "contacted", TERRITORIAL)), here=True),
    Story(1, (3, 5), ((1.1, "take", TECHNICAL), (1.9, "contacted", TECHNICAL))),
    Story(2, (3, 6), (*_PASSED, (1.0, "take", TERRITORIAL), (1.8, "contacted", TERRITORIAL))),
    Story(1, (1, 1), ()),
)
"""What there is to see: followed, settled here, given up, gone elsewhere, passed on, not called in time, not taken in
time, in the basket, and just come.
"""

PROJECTS: Mapping[str, tuple[str, ...]] = {
    "agriculture": ("Élever des chèvres et faire du fromage.", "Reprendre une ferme en maraîchage."),
    "alimentaire": ("Reprendre une boulangerie.", "Ouvrir un atelier de biscuits."),
    "commerce": ("Reprendre l’épicerie du village.", "Ouvrir une librairie-café."),
    "restauration": ("Reprendre une auberge.", "Ouvrir un petit restaurant de montagne."),
    "hebergement": ("Ouvrir un gîte d’étape.", "Reprendre des chambres d’hôtes."),
    "batiment": ("M’installer comme menuisier.", "Reprendre une entreprise de couverture."),
    "production": ("Ouvrir un atelier de céramique.", "Créer des meubles en bois du pays."),
    "services-personne": ("Créer un service de portage de repas.",),
    "conseil-numerique": ("Travailler à mon compte dans le numérique.",),
    "loisirs-nature": ("Accompagner des randonnées avec des ânes.",),
}
NOTES = (
    "Rendez-vous pris, visite d’un local prévue.",
    "Dossier de financement en cours, à revoir dans un mois.",
    "Cherche un logement pour quatre personnes, école proche.",
)


@dataclass(frozen=True, slots=True)
class Company:
    """Who is there when the demonstration begins: the Telegram id of the `first` of the thirty, whose ids follow each
    other, and the accounts `here`, which have written to the bot. The past is kept in the file `keep`, where one is
    named, once it is lived.
    """

    first: int
    here: frozenset[int]
    keep: Path | None = None


async def live(company: Company, program: Program) -> None:
    """Let thirty people have come in the last months. Where somebody has come before, nothing happens.

    All of it is kept, or nothing. What was said counts as sent, though it stands in nobody's chat: what edits it later
    finds it gone.
    """
    runtime = program.runtime

    async def all_of_it(connection: Connection) -> bool:
        if await cases.has_any(Here(connection, runtime.network_id)):
            return False
        past = _Past(company, replace(runtime, database=Joined(connection)))
        await past.live(connection)
        return True

    if await runtime.database.run(all_of_it) and company.keep is not None:
        await runtime.database.copy_to(company.keep)


class _Past:
    """One run of it. `now` is business time, which goes from before the first came to this moment."""

    def __init__(self, company: Company, runtime: Runtime) -> None:
        self._until, self.now = runtime.now(), runtime.now() - timedelta(days=150)
        self._company, self._luck = company, Random(SEED)
        self._bot = OfflineBot(replace(runtime, now=self._now, real_now=self._now, fetch=drawn.fetch))
        self._network: Network
        self._references: dict[int, str] = {}

    def _now(self) -> datetime:
        return self.now

    async def live(self, connection: Connection) -> None:
        """Everything in the order of time, with what came due in between."""
        await self._bot.happen(0, self._meet)
        for at, number, (what, role) in sorted(self._plan(), key=lambda one: one[:2]):
            await self._pass_time(connection, at)
            if number >= earlier_offers.FIRST:
                await self._offer(number, what)
            elif what == "send":
                await self._send(number, role)
            elif what in Outcome.__members__.values():
                await self._end(number, what, role)
            else:
                await self._act(number, what, role)
        await self._pass_time(connection, self._until)
        await outbox.let_go(connection)

    async def _meet(self, t: Turn) -> None:
        """Those who are here wrote to the bot long ago."""
        self._network = t.network
        for account in self._company.here:
            await people.meet(t.here, account, PARTNER_LOCALE, t.now)

    async def _pass_time(self, connection: Connection, until: datetime) -> None:
        while (at := await due.next_date(connection)) is not None and at <= until:
            self.now = max(at, self.now)
            await self._bot.catch_up()
        self.now = max(until, self.now)

    # -- what happened -------------------------------------------------------------------------------------------------

    def _plan(self) -> Iterator[tuple[datetime, int, tuple[str, str]]]:
        """When, to which of the thirty, what: their steps as far as today."""
        number = 0
        for story in STORIES:
            for _ in range(story.many):
                came = self._days_ago(self._luck.randint(*story.ago))
                yield came, number, ("send", "here" if story.here else "")
                for days, what, role in story.steps:
                    if (at := self._after(came, days)) < self._until:
                        yield at, number, (what, role)
                number += 1
        for number, posted in enumerate(earlier_offers.OFFERS, earlier_offers.FIRST):
            came = self._days_ago(posted.ago, time(10, number % 60))
            for days, what in earlier_offers.plan(posted):
                if (at := self._after(came, days)) < self._until:
                    yield at, number, (what, "")

    def _days_ago(self, days: int, at: time | None = None) -> datetime:
        """A time of that working day before today."""
        zone = self._network.identity.tzinfo
        day = self._until.astimezone(zone).date()
        while days:
            day -= timedelta(days=1)
            days -= is_working_day(day)
        return datetime.combine(day, at or time(self._luck.randint(9, 16), self._luck.randrange(60)), zone)

    def _after(self, came: datetime, days: float) -> datetime:
        """So many working days later; parts of a day go until the evening."""
        day, left = came, int(days)
        while left:
            day += timedelta(days=1)
            left -= is_working_day(day.date())
        return day + (days % 1) * timedelta(hours=8)

    async def _send(self, number: int, where: str) -> None:
        who, answers = self._company.first + number, self._answers(number, here=bool(where))

        async def arm(t: Turn) -> None:
            await people.meet(t.here, who, PARTNER_LOCALE, t.now)
            await change.hand_in(t, who, PARTNER_LOCALE, Submit("intake", answers))
            [self._references[number]] = await members.references_of(t.here, who)

        await self._bot.happen(who, arm)

    async def _offer(self, number: int, what: str) -> None:
        """What becomes of an offer."""

        async def arm(t: Turn) -> None:
            it = 1 + number - earlier_offers.FIRST
            await earlier_offers.happen(t, it, what, self._company.here, self._company.first)

        await self._bot.happen(0, arm)

    async def _act(self, number: int, what: str, role: str) -> None:
        """What whoever has the slot does: themselves where they are here, else the coordination for them."""
        reference = self._references[number]

        async def arm(t: Turn) -> None:
            case = await cases.get(t.here, reference)
            owner, version = case.slots[role].owner, str(case.slots[role].version)
            account = t.accounts.get(owner or "")
            if account not in self._company.here:
                account = next(iter(t.coordinators()), 0)
                data = ["for", reference, role, {"take": "taken", "pass": "passed"}.get(what, what), version]
            elif what == "pass":
                data = ["why", reference, role, PassReason.TOO_MANY]
            else:
                data = [what, reference, role]
            if what == "note":
                note = {"kind": "text", "text": self._luck.choice(NOTES)}
                await forms.hand_in(t, account, PARTNER_LOCALE, Submit(notes.FLOW, {"text": note}, reference))
            elif owner is not None:
                understood = await router.press_for(t, account, data)
                assert understood, data  # noqa: S101 - a past in which nobody answers would show a network that fails

        await self._bot.happen(0, arm)

    async def _end(self, number: int, outcome: str, reason: str) -> None:
        """The coordination says how a case ended, and what became of who settled."""
        reference = self._references[number]

        async def arm(t: Turn) -> None:
            account = next(iter(t.coordinators()), 0)
            await router.press_for(t, account, ["outcome", reference, outcome, *([reason] if reason else [])])
            if outcome == Outcome.INSTALLED:
                await forms.drop(t, account, reference)  # the form that opened; these are its answers
                became = {
                    "as": "both",
                    "jobs": self._luck.choice((1, 1, 2)),
                    "people": self._luck.choice((2, 3, 4)),
                    "children": 1,
                }
                await forms.hand_in(t, account, PARTNER_LOCALE, Submit(closing.FLOW, became, reference))

        await self._bot.happen(0, arm)

    # -- who they were -------------------------------------------------------------------------------------------------

    def _answers(self, number: int, *, here: bool) -> Mapping[str, Any]:
        sector = self._of_theirs(Role.TECHNICAL) if here else self._luck.choice(sorted(PROJECTS))
        territory = self._of_theirs(Role.TERRITORIAL) if here else self._luck.choice(self._network.territories).id
        commune = self._luck.choice(self._network.territory_by_id[territory].communes)
        return {
            "info": {"version": "1"},
            "project": self._luck.choice(PROJECTS.get(sector, ("Créer une activité.",))),
            "sector": [sector],
            "nature": [self._luck.choice(("creation", "creation", "takeover"))],
            "place": {"kind": "commune", "commune": commune.insee, "territory": territory},
            "when": self._luck.choice(("months_3", "months_6", "months_12", "open")),
            "household": {"adults": self._luck.choice((1, 2))},
            "name": f"Personne exemple {number + 1}",
            "contact": {"phone": f"+3319900{301 + number:04d}", "email": None},
            "hours": self._luck.choice(("morning", "midday", "evening", "any")),
            "discretion": {"choice": "card", "version": "1"},
        }

    def _of_theirs(self, role: Role) -> str:
        """A sector, or a territory, of whoever is here for it; any where nobody is."""
        for referent in self._network.referents:
            if referent.telegram_id in self._company.here and role in referent.roles:
                mine = referent.sectors if role is Role.TECHNICAL else referent.territories
                if mine:
                    return mine[0]
        everything = self._network.sectors if role is Role.TECHNICAL else self._network.territories
        return self._luck.choice([entry.id for entry in everything])
