"""Referents: thirty of them, derived from the sample network: prompt, slow or silent, on holiday, gone and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Literal
from zoneinfo import ZoneInfo

from network.calendar import is_working_day
from network.model import Network, Referent, Role

MORE = (
    "conseillere-bouche", "conseiller-batiment", "conseillere-tourisme", "conseiller-agricole",
    "charge-accueil-sancy-artense", "chargee-accueil-massif-du-sancy", "chargee-accueil-rochefort-montagne",
    "charge-accueil-les-cheires", "animatrice-reseau",
)  # fmt: skip
"""Of whom there is a second one in this year's network: thirty in all."""
FIRST = 1401
"""The Telegram id of the first of the second ones."""
WITHOUT_TELEGRAM = frozenset(
    ["conseillere-foret", "conseillere-solidaire", "charge-accueil-les-cheires-bis", "conseillere-bouche-bis",
     "conseiller-commerce", "conseillere-tourisme-bis", "conseiller-industrie", "chargee-accueil-massif-du-sancy",
     "charge-accueil-sancy-artense-bis", "conseillere-creation"]
)  # fmt: skip
"""A third: they act by e-mail."""
NEVER_WROTE = frozenset({"conseiller-mecanique", "conseillere-production"})
"""They are in the group and press there, but have never written to the bot: it cannot write to them."""

Manner = Literal["prompt", "slow", "silent"]


@dataclass(frozen=True, slots=True)
class Character:
    """How somebody works. `leaves` and `returns` are days on which they go and come back, `how` they go."""

    referent: Referent
    manner: Manner
    evenings: bool
    leaves: date | None = None
    returns: date | None = None
    how: Literal["left", "blocked"] = "left"

    @property
    def account(self) -> int | str:
        """By which they act: with Telegram, or else their address."""
        return self.referent.telegram_id or self.referent.email

    @property
    def coordinates(self) -> bool:
        """Whether they are of the coordination."""
        return Role.COORDINATOR in self.referent.roles

    def is_here(self, day: date) -> bool:
        """Whether they work for the network on a day: neither on holiday nor gone."""
        gone = self.leaves is not None and day >= self.leaves and (self.returns is None or day < self.returns)
        return not gone and not self.referent.is_absent(day)

    def works_next(self, wanted: datetime, luck: Random) -> datetime:
        """When they would do what they mean to do at `wanted`: at work, or in the evening where that is their way."""
        late = self.evenings and luck.random() < 0.3
        day = wanted
        for _ in range(400):
            opens = datetime.combine(day.date(), time(20) if late else time(8, 30), wanted.tzinfo)
            closes = opens + timedelta(hours=2 if late else 9)
            if (late or is_working_day(day.date())) and self.is_here(day.date()) and wanted < closes:
                return max(wanted, opens + timedelta(minutes=5 * luck.randrange(24)) if wanted < opens else wanted)
            day += timedelta(days=1)
            wanted = max(wanted, datetime.combine(day.date(), time(0), wanted.tzinfo))
        return wanted


def derive(network: Network, start: date, luck: Random) -> Network:
    """The sample network with thirty referents and a year's holidays."""
    known = network.referent_by_id
    more = [_second(known[of], FIRST + number) for number, of in enumerate(MORE)]
    raw = network.model_dump(mode="json")
    raw["referents"] = [_with_holidays(raw_of(r), start, luck) for r in (*network.referents, *more)]
    return Network.model_validate(raw)


def raw_of(referent: Referent) -> dict[str, Any]:
    """A referent as the file would have them."""
    return referent.model_dump(mode="json")


def _second(first: Referent, account: int) -> Referent:
    name = {"fr": f"{first.name.fr} (bis)", "en": f"{first.name.en} (2)"}
    changed = {"id": f"{first.id}-bis", "name": name, "telegram_id": account, "substitute": first.id}
    changed["email"] = f"{first.id}-bis@example.org"
    return Referent.model_validate({**raw_of(first), **changed})


def _with_holidays(raw: dict[str, Any], start: date, luck: Random) -> dict[str, Any]:
    if raw["id"] in WITHOUT_TELEGRAM:
        raw["telegram_id"] = None
    lengths = ((luck.randrange(115, 170), 21), (luck.randrange(40, 80), 5), (luck.randrange(285, 300), 9))
    chosen = lengths[:1] + (lengths[1:] if luck.random() < 0.6 else ())
    raw["absences"] = [
        {"first": str(start + timedelta(days=day)), "last": str(start + timedelta(days=day + long - 1))}
        for day, long in chosen
    ]
    return raw


def characters(network: Network, start: date, luck: Random) -> Mapping[str, Character]:
    """How each of them is, by id. Coordinators are prompt; two leave the group and two block the bot, one of each for
    good.
    """
    manners: Iterator[Manner] = iter(luck.sample(("prompt",) * 16 + ("slow",) * 9 + ("silent",) * 3, 28))
    made = {
        referent.id: Character(
            referent, "prompt" if Role.COORDINATOR in referent.roles else next(manners), luck.random() < 0.25
        )
        for referent in network.referents
    }
    leaving = luck.sample([c for c in made.values() if not c.coordinates and _can_leave(c.referent)], 4)
    for number, one in enumerate(leaving):
        leaves = start + timedelta(days=luck.randrange(60, 250))
        returns = leaves + timedelta(days=luck.randrange(14, 60)) if number % 2 else None
        how: Literal["left", "blocked"] = "left" if number < 2 else "blocked"
        made[one.referent.id] = Character(one.referent, one.manner, one.evenings, leaves, returns, how)
    return made


def _can_leave(referent: Referent) -> bool:
    return referent.telegram_id is not None and referent.id not in NEVER_WROTE


def local(moment: datetime, timezone: str) -> datetime:
    """A moment as the network's clocks show it."""
    return moment.astimezone(ZoneInfo(timezone))
