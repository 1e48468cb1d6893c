"""A slot, one of the two places of a case: where it stands, who carries it, and by when something is expected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from network.charter import Charter
from network.ladder import Clock, until
from network.model import Role
from network.phrase import Phrase

# --- where a slot stands ----------------------------------------------------------------------------------------------


class Status(StrEnum):
    """Where a slot stands. `COORDINATOR`: nobody is proposed, it waits in the coordination's basket."""

    PROPOSED = "proposed"
    COORDINATOR = "coordinator"
    NOT_NEEDED = "not_needed"
    TAKEN = "taken"
    CONTACTED = "contacted"
    UNREACHABLE = "unreachable"
    DONE = "done"
    NOT_HELPED = "not_helped"


class News(StrEnum):
    """What the person of a case is told of a slot."""

    TAKEN = "taken"
    UNREACHABLE = "unreachable"
    NOT_HELPED = "not_helped"


class Kind(StrEnum):
    """Waits for somebody; somebody follows the person, also one whom they could not reach yet; is over."""

    WAITS = "waits"
    HELD = "held"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a status means: the `clock` that runs, the `news` for the person, and as what the partners `see` it."""

    kind: Kind
    clock: Clock | None
    news: News | None
    seen: str


STATUSES: Mapping[Status, Standing] = MappingProxyType(
    {
        Status.PROPOSED: Standing(Kind.WAITS, Clock.TAKE, None, "proposed"),
        Status.COORDINATOR: Standing(Kind.WAITS, Clock.TAKE, None, "coordinator"),
        Status.NOT_NEEDED: Standing(Kind.OVER, None, None, "not_needed"),
        Status.TAKEN: Standing(Kind.HELD, Clock.CONTACT, News.TAKEN, "taken"),
        Status.CONTACTED: Standing(Kind.HELD, None, News.TAKEN, "contacted"),
        # That somebody could not be reached is nobody else's business.
        Status.UNREACHABLE: Standing(Kind.HELD, None, News.UNREACHABLE, "taken"),
        # That somebody's part is done the person hears when the case closes.
        Status.DONE: Standing(Kind.OVER, None, News.TAKEN, "over"),
        Status.NOT_HELPED: Standing(Kind.OVER, None, News.NOT_HELPED, "over"),
    }
)


def _of(kind: Kind) -> frozenset[Status]:
    return frozenset(status for status, standing in STATUSES.items() if standing.kind is kind)


WAITING, HELD, CLOSED = _of(Kind.WAITS), _of(Kind.HELD), _of(Kind.OVER)


# --- a slot -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What the person was told of a slot, and of which referent."""

    news: News
    referent: str


@dataclass(frozen=True, slots=True)
class Slot:
    """One of the two places of a case. `referent` is proposed and carries the clock; `taken_by` took it.

    `others` fit as well, in order; `passed` have reoriented it; `reason` explains the choice. `take_by` and
    `contact_by` were promised to the person when the case was sent; `expected_by` says by when something is expected of
    whoever carries the slot. `version` grows with every act. `person_knows` is what the person was last told, None:
    that nobody follows them. `noted_by` is the coordinator who wrote the last act down for somebody.

    Of the `clocks` that have begun, `clock_number` runs (0: none has), since `clock_began`; `reminder` is what it has
    noted, as ``take_late``, and whoever carries the slot has not heard of yet.
    """

    role: Role
    status: Status
    referent: str | None
    others: tuple[str, ...]
    reason: Phrase
    take_by: datetime | None
    contact_by: datetime | None
    taken_by: str | None = None
    taken_at: datetime | None = None
    passed: tuple[str, ...] = ()
    version: int = 1
    person_knows: Known | None = None
    noted_by: str | None = None
    clock_number: int = 0
    clock_began: datetime | None = None
    clocks: int = 0
    reminder: str | None = None

    @property
    def held(self) -> bool:
        """Whether somebody follows the person."""
        return self.status in HELD

    @property
    def owner(self) -> str | None:
        """Who must act: whoever took it, or is proposed; None where it waits for the coordination, or for nobody."""
        if self.held:
            return self.taken_by
        return self.referent if self.status is Status.PROPOSED else None

    @property
    def clock(self) -> Clock | None:
        """What the slot waits for; nothing once the person was contacted."""
        return STATUSES[self.status].clock

    @property
    def waits_for(self) -> tuple[Clock | None, str | None]:
        """What a clock is started for: what is waited for, and of whom."""
        return self.clock, self.owner

    @property
    def news(self) -> Known | None:
        """What the person should know by now."""
        news = STATUSES[self.status].news
        return Known(news, self.taken_by) if news is not None and self.taken_by is not None else None


def expected_by(slot: Slot, charter: Charter, timezone: str, clock: Clock | None = None) -> datetime | None:
    """The date that any screen names: by when what the slot waits for is expected; None where it waits for nothing.

    It is the promised one, or, where that was over when the clock of whoever carries the slot began, their own.
    `clock` asks for one of the two dates, whatever the slot waits for.
    """
    wanted = clock or slot.clock
    if wanted is None:
        return None
    promised = slot.take_by if wanted is Clock.TAKE else slot.contact_by
    return until(charter, wanted, promised, slot.clock_began, timezone)


def knows_who(slots: Iterable[Slot]) -> bool:
    """Whether the person was told who follows them, on any of their slots."""
    return any(slot.person_knows is not None for slot in slots)


def promised_contact(slots: Iterable[Slot]) -> datetime | None:
    """The date by which the person was promised to be contacted, the later one where there are two; None: none was."""
    return max((slot.contact_by for slot in slots if slot.contact_by is not None), default=None)


# --- why --------------------------------------------------------------------------------------------------------------


class PassReason(StrEnum):
    """Why a referent reorients a case; told in private, never in the group."""

    OTHER_SECTOR = "other_sector"
    OTHER_TERRITORY = "other_territory"
    TOO_CLOSE = "too_close"
    TOO_MANY = "too_many"
    ABSENT = "absent"
    KNOWN = "known"
    OTHER = "other"


class Outcome(StrEnum):
    """How a case ended."""

    INSTALLED = "installed"
    ELSEWHERE = "elsewhere"
    GIVEN_UP = "given_up"


class EndReason(StrEnum):
    """Why somebody gave up, or went elsewhere."""

    NO_PREMISES = "no_premises"
    NO_HOUSING = "no_housing"
    FINANCING = "financing"
    PARTNER_JOB = "partner_job"
    OTHER = "other"


class MoveReason(StrEnum):
    """Why the coordination moves a slot to somebody else; told to those concerned."""

    LATE = "late"
    ABSENT = "absent"
    FITS_BETTER = "fits_better"
    PERSON_ASKED = "person_asked"
    REFERENT_ASKED = "referent_asked"
    OTHER = "other"
