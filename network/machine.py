"""The machine: `decide` says what an act makes of a slot, or why it does not happen. Nothing else sets its fields."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from network.acts import ACTS, UNDO_WITHIN, Act, Rule, Who
from network.phrase import Phrase, phrase
from network.routing import Proposal
from network.slots import Slot, Status
from network.substitutes import COORDINATION

PERSON = "person"
"""Who did something, where it was the person of the case; referents have an id."""


# --- what is asked ----------------------------------------------------------------------------------------------------


class Refused(StrEnum):
    """Why an act does not happen: not in this status; not by them; it is so already; it can no longer be undone."""

    NOT_NOW = "not now"
    NOT_THEIRS = "not theirs"
    ALREADY = "already"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class By:
    """Who acts: `actor` as the history has it. `noted_by` is the coordinator who writes it down for them."""

    actor: str
    coordinates: bool = False
    noted_by: str | None = None


PROGRAM = By("clock")
"""Nobody: it follows from something else."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who may be asked: whoever the `proposal` names, the likeliest first, each with the reason.

    `first` goes before them all, chosen by the coordination or named by whoever is away, who may name the team
    (COORDINATION); it is theirs `at_once`, without being asked, where the person was being followed. Without a card
    only those within `reach` can be told; None: everybody can. After `most_passes` the coordination decides, which
    gets the slot for the reason `nobody` where nobody is left.
    """

    proposal: Proposal
    nobody: Phrase
    reach: Collection[str] | None = None
    most_passes: int | None = None
    first: str | None = None
    at_once: bool = False

    @property
    def referents(self) -> tuple[str, ...]:
        """Everybody who may be asked, in order, each once."""
        named = (self.first, self.proposal.referent, *self.proposal.others)
        return tuple(dict.fromkeys(id_ for id_ in named if id_ is not None and id_ != COORDINATION))


@dataclass(frozen=True, slots=True)
class Dates:
    """By when a slot was promised to be taken, and the person to be contacted."""

    take_by: datetime | None
    contact_by: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """An act as the history has it: what the slot was before, in which version it left it; and for how long it can be
    undone.
    """

    act: Act
    at: datetime
    by: By
    before: Slot
    version: int
    within: timedelta = UNDO_WITHIN


# --- deciding ---------------------------------------------------------------------------------------------------------


def opened(proposal: Proposal, dates: Dates) -> Slot:
    """A slot of a new case."""
    blank = Slot(proposal.role, Status.NOT_NEEDED, None, (), proposal.reason, None, None)
    return _routed(blank, proposal, dates, passed=())


def taken_over(
    proposal: Proposal,
    dates: Dates,
    reason: Phrase,
    now: datetime,
    *,
    holder: str | None = None,
    wanted: bool = True,
    over: bool = False,
) -> Slot:
    """A slot of a case that others have followed before: `holder` goes on; without one the coordination chooses, where
    somebody is `wanted`. Of a case that is `over` nothing is expected.
    """
    slot = opened(proposal, Dates(None, None) if over else dates)
    if holder is not None:
        held = replace(slot, status=Status.TAKEN, referent=holder, others=(), reason=reason, taken_by=holder)
        held = replace(held, taken_at=now, contact_by=None if over else dates.contact_by)
        return replace(held, status=Status.DONE) if over else held
    if over or not wanted:
        free = replace(_free(slot, ()), others=(), reason=reason, take_by=None, contact_by=None)
        return replace(free, status=Status.DONE if over else Status.NOT_NEEDED)
    if slot.status is Status.NOT_NEEDED:
        return slot
    fit = _names(proposal.referent, *proposal.others)
    return replace(_free(slot, ()), status=Status.COORDINATOR, others=fit, reason=reason)


def decide(
    slot: Slot,
    act: Act,
    *,
    by: By,
    now: datetime,
    fits: Candidates | None = None,
    dates: Dates | None = None,
    other: Slot | None = None,
    reason: Phrase | None = None,
    done: Done | None = None,
) -> Slot | Refused:
    """The slot as `act` leaves it, or why it does not happen. Nothing else sets a slot's fields.

    `fits` is for acts after which somebody is asked, and for a take by whoever is not proposed; `dates` for those that
    promise; `other` is the slot of the case that goes, in a merge, `reason` why it needs nobody; `done` what is undone.

    Raises:
        ValueError: what the act needs was not handed in.
    """
    rule = ACTS[act]
    if slot.status not in rule.before:
        return Refused.NOT_NOW
    if not _may(slot, rule, by, fits, done):
        return Refused.NOT_THEIRS
    match act:
        case Act.TAKE:
            new = _taken(slot, by, now, fits)
        case Act.CONTACT | Act.CANNOT_REACH | Act.FINISH | Act.CANNOT_HELP:
            [status] = rule.after
            new = replace(slot, status=status, noted_by=by.noted_by)
        case Act.PASS | Act.REOPEN:
            passed = (*slot.passed, *_names(slot.owner))
            new = replace(_next(slot, _given(fits), passed), noted_by=by.noted_by)
        case Act.RELEASE:
            new = _next(slot, _given(fits), slot.passed, but=slot.owner)
        case Act.REPROPOSE:
            new = _next(slot, _given(fits), slot.passed)
        case Act.ABSENT:
            new = _stood_in(slot, _given(fits), now)
        case Act.MOVE:
            wanted = _given(fits)
            if wanted.first == slot.owner:
                return Refused.ALREADY
            new = _moved(slot, wanted)
        case Act.BEGIN_AGAIN:
            routed = replace(_given(fits).proposal, needed=True)  # whoever was followed is looked after again
            new = replace(_routed(slot, routed, _given(dates), passed=()), person_knows=None)
        case Act.REROUTE:
            new = _routed(slot, _given(fits).proposal, _given(dates), slot.passed)
        case Act.MERGE:
            had = _given(other)
            if not had.held:
                return Refused.NOT_NOW
            new = _carried_over(slot, had)
        case Act.MERGE_AWAY:
            free = _free(slot, slot.passed)
            new = replace(free, status=Status.NOT_NEEDED, others=(), reason=_given(reason), person_knows=None)
        case Act.UNDO:
            return _undone(slot, _given(done), now)
    return _counted(slot, new, now)


def with_clock(slot: Slot, now: datetime) -> Slot:
    """The slot with a clock that begins now and has said nothing yet; as it is where it waits for nothing."""
    if slot.clock is None:
        return slot
    return replace(slot, clock_number=slot.clocks + 1, clocks=slot.clocks + 1, clock_began=now, reminder=None)


def _counted(slot: Slot, new: Slot, now: datetime) -> Slot:
    """Every act makes a version; whoever must do something now that others had to do has a clock of their own."""
    new = replace(new, version=slot.version + 1)
    return new if new.waits_for == slot.waits_for else with_clock(new, now)


def _may(slot: Slot, rule: Rule, by: By, fits: Candidates | None, done: Done | None) -> bool:
    if by.noted_by is not None and not (rule.on_behalf and by.coordinates):
        return False
    match rule.who:
        case Who.FITS:
            return _fits(slot, by, fits)
        case Who.OWNER:
            return slot.owner == by.actor
        case Who.COORDINATION:
            return by.coordinates
        case Who.PERSON:
            return by.coordinates or by.actor == PERSON
        case Who.DOER:
            return done is not None and (by.coordinates if done.by.noted_by else by.actor == done.by.actor)
        case Who.NOBODY:
            return True


def _fits(slot: Slot, by: By, fits: Candidates | None) -> bool:
    """Those included who came back from an absence meanwhile."""
    if slot.status is Status.COORDINATOR:
        return by.coordinates
    if by.actor == slot.referent:
        return True
    also = () if fits is None else (*slot.others, *(id_ for id_ in fits.referents if id_ not in slot.passed))
    return by.actor in also


def _taken(slot: Slot, by: By, now: datetime, fits: Candidates | None) -> Slot:
    reason = slot.reason
    if by.actor != slot.referent:
        reason = _given(fits).proposal.reasons.get(by.actor) or phrase("record.why.own_will")
    taken = replace(slot, status=Status.TAKEN, taken_by=by.actor, taken_at=now)
    return replace(taken, reason=reason, noted_by=by.noted_by)


def _free(slot: Slot, passed: tuple[str, ...]) -> Slot:
    """The slot while nobody has it and nobody is proposed."""
    return replace(slot, referent=None, taken_by=None, taken_at=None, noted_by=None, passed=passed)


def _next(slot: Slot, fits: Candidates, passed: tuple[str, ...], but: str | None = None) -> Slot:
    """The slot proposed to the next who fits, those left out who passed and `but`, who goes; else in the basket."""
    left = tuple(id_ for id_ in fits.referents if id_ not in (*passed, but))
    free = _free(slot, passed)
    basket = replace(free, status=Status.COORDINATOR, others=left)
    named = fits.first is not None and fits.first not in passed
    if fits.most_passes is not None and len(passed) >= fits.most_passes and not named:
        return replace(basket, reason=phrase("basket.why.passed", count=len(passed)))
    chosen = next((id_ for id_ in left if fits.reach is None or id_ in fits.reach), None)
    if chosen is None or fits.first == COORDINATION:
        return replace(basket, reason=fits.nobody)
    return _proposed(free, chosen, left, fits.proposal.reasons.get(chosen) or slot.reason)


def _proposed(free: Slot, chosen: str, fit: Collection[str], reason: Phrase) -> Slot:
    others = tuple(id_ for id_ in fit if id_ != chosen)
    return replace(free, status=Status.PROPOSED, referent=chosen, others=others, reason=reason)


def _moved(slot: Slot, fits: Candidates) -> Slot:
    """Whoever the coordination chose may have passed before; the others are asked as before."""
    chosen = _given(fits.first)
    left = [id_ for id_ in fits.referents if id_ not in slot.passed]
    free = _free(slot, tuple(id_ for id_ in slot.passed if id_ != chosen))
    return _proposed(free, chosen, left, fits.proposal.reasons.get(chosen) or phrase("move.reason"))


def _stood_in(slot: Slot, fits: Candidates, now: datetime) -> Slot:
    """Whoever follows the person keeps no slot while away. One who was named for these days need not be asked."""
    new = _next(slot, fits, slot.passed, but=slot.owner)
    if not (slot.held and fits.at_once and new.referent == fits.first is not None):
        return new
    return replace(new, status=Status.TAKEN, taken_by=new.referent, taken_at=now)


def _routed(slot: Slot, proposal: Proposal, dates: Dates, passed: tuple[str, ...]) -> Slot:
    """The slot as routing proposes it; whoever passed is asked after the others."""
    free = _free(replace(slot, reason=proposal.reason, take_by=dates.take_by, contact_by=dates.contact_by), passed)
    if not proposal.needed:
        return replace(free, status=Status.NOT_NEEDED, others=(), take_by=None, contact_by=None)
    fit = sorted(_names(proposal.referent, *proposal.others), key=lambda id_: id_ in passed)
    if proposal.referent is None:
        return replace(free, status=Status.COORDINATOR, others=tuple(fit))
    return _proposed(free, fit[0], fit, proposal.reasons.get(fit[0]) or proposal.reason)


def _carried_over(slot: Slot, had: Slot) -> Slot:
    """Whoever followed the person goes on, by the date that was promised first."""
    dates = [date for date in (had.contact_by, slot.contact_by) if date is not None]
    new = replace(slot, status=had.status, referent=had.taken_by, taken_by=had.taken_by, taken_at=had.taken_at)
    new = replace(new, reason=had.reason, noted_by=had.noted_by, contact_by=min(dates, default=None))
    return replace(new, person_knows=had.person_knows)


def _undone(slot: Slot, done: Done, now: datetime) -> Slot | Refused:
    """Exactly what it was, with its clock; dates that were promised stay, and the person knows what they know."""
    if not ACTS[done.act].undoable or done.version != slot.version:
        return Refused.NOT_NOW
    if now - done.at > done.within:
        return Refused.LATE
    kept = replace(done.before, version=slot.version + 1, clocks=slot.clocks, person_knows=slot.person_knows)
    return replace(kept, take_by=slot.take_by, contact_by=slot.contact_by)


def _names(*ids: str | None) -> tuple[str, ...]:
    return tuple(id_ for id_ in ids if id_ is not None)


T = TypeVar("T")


def _given(what: T | None) -> T:
    if what is None:
        raise ValueError("an act lacks what it needs")
    return what
