"""The life of a slot: what may be done with it, by whom, what comes of it; and what holds whatever is done."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.acts import ACTS, UNDO_WITHIN, Act, Hears, may
from network.charter import Charter
from network.machine import PERSON, PROGRAM, By, Candidates, Dates, Done, Refused, decide, opened, with_clock
from network.model import Role
from network.phrase import phrase
from network.routing import Proposal
from network.slots import CLOSED, HELD, STATUSES, WAITING, Known, News, Slot, Status, expected_by
from network.substitutes import COORDINATION

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
DATES = Dates(NOW + timedelta(days=2), NOW + timedelta(days=7))
ANNE, BRUNO, CHLOE = "anne", "bruno", "chloe"
EVERYBODY = (ANNE, BRUNO, CHLOE)
TEAM = By("team", coordinates=True)
WHY = phrase("reason")


def routed(*ids: str, needed: bool = True) -> Proposal:
    """What routing says: these fit, in this order."""
    reasons = {id_: phrase("reason", referent=id_) for id_ in ids}
    first, others = (ids[0], ids[1:]) if ids else (None, ())
    reason = reasons[first] if first else phrase("reason.nobody")
    return Proposal(Role.TECHNICAL, needed, first, others, reason, reasons)


def fit(*ids: str, **more: object) -> Candidates:
    """Who may be asked, in this order."""
    return replace(Candidates(routed(*ids), phrase("nobody")), **more)  # type: ignore[arg-type]


FITS = fit(*EVERYBODY)


def begun(*ids: str) -> Slot:
    """A slot of a new case, whose clock runs."""
    return with_clock(opened(routed(*(ids or EVERYBODY)), DATES), NOW)


def do(slot: Slot, act: Act, by: By, fits: Candidates = FITS, now: datetime = NOW) -> Slot:
    """An act that must not be refused."""
    new = decide(slot, act, by=by, now=now, fits=fits, dates=DATES)
    assert isinstance(new, Slot), new
    return new


def refused(slot: Slot, act: Act, by: By, fits: Candidates | None = FITS) -> Refused:
    """Why an act is refused."""
    verdict = decide(slot, act, by=by, now=NOW, fits=fits, dates=DATES)
    assert isinstance(verdict, Refused), verdict
    return verdict


def standing(status: Status) -> Slot:
    """A slot in a status, proposed to Anne or held by her where it is somebody's."""
    slot = begun()
    if status in WAITING | {Status.NOT_NEEDED}:
        nobody = replace(slot, status=status, referent=None, others=EVERYBODY)
        return slot if status is Status.PROPOSED else nobody
    return replace(slot, status=status, taken_by=ANNE, taken_at=NOW)


# --- the table, by hand -----------------------------------------------------------------------------------------------

MAY = {
    Status.PROPOSED: "take pass move reopen release absent begin_again merge merge_away repropose reroute undo",
    Status.COORDINATOR: "take move begin_again merge merge_away repropose reroute undo",
    Status.NOT_NEEDED: "merge reroute",
    Status.TAKEN: "contact cannot_reach finish cannot_help pass move reopen release absent begin_again merge_away undo",
    Status.CONTACTED: "cannot_reach finish cannot_help pass move reopen release begin_again merge_away undo",
    Status.UNREACHABLE: "contact cannot_help pass move reopen release absent begin_again merge_away undo",
    Status.DONE: "begin_again merge_away undo",
    Status.NOT_HELPED: "begin_again merge_away undo",
}


@pytest.mark.parametrize(("status", "act"), list(product(Status, Act)))
def test_only_what_is_permitted_happens(status: Status, act: Act) -> None:
    assert may(status, act) is (act.name.lower() in MAY[status].split())


REFERENT, OTHER, TEAMS, THE_PERSON = By(ANNE), By(CHLOE), TEAM, By(PERSON)
WHO = {
    Act.TAKE: {REFERENT, OTHER},  # Chloé fits as well, and sees the card
    Act.CONTACT: {REFERENT},
    Act.CANNOT_REACH: {REFERENT},
    Act.FINISH: {REFERENT},
    Act.CANNOT_HELP: {REFERENT},
    Act.PASS: {REFERENT},
    Act.MOVE: {TEAMS},
    Act.REOPEN: {TEAMS},
    Act.RELEASE: {REFERENT},
    Act.ABSENT: {REFERENT},
    Act.BEGIN_AGAIN: {TEAMS, THE_PERSON},
    Act.MERGE: {TEAMS},
    Act.MERGE_AWAY: {TEAMS},
    Act.REPROPOSE: {REFERENT, OTHER, TEAMS, THE_PERSON},
    Act.REROUTE: {REFERENT, OTHER, TEAMS, THE_PERSON},
    Act.UNDO: {REFERENT},
}


@pytest.mark.parametrize(("act", "by"), list(product(Act, (REFERENT, OTHER, TEAMS, THE_PERSON))))
def test_only_those_who_may_do_it(act: Act, by: By) -> None:
    """On a slot that Anne carries."""
    [status, *_] = sorted(ACTS[act].before & (HELD | {Status.PROPOSED}))
    slot = standing(status)
    done = Done(Act.TAKE, NOW, By(ANNE), begun(), slot.version)
    fits = replace(FITS, first=BRUNO) if act is Act.MOVE else FITS
    other = standing(Status.TAKEN)
    verdict = decide(slot, act, by=by, now=NOW, fits=fits, dates=DATES, other=other, reason=WHY, done=done)
    assert (verdict is not Refused.NOT_THEIRS) is (by in WHO[act])


def test_what_comes_with_an_act() -> None:
    """By hand: what can be undone, what is written down for somebody, when the person hears, what the history has."""
    by_hand = {Act.TAKE, Act.CONTACT, Act.CANNOT_REACH, Act.FINISH, Act.CANNOT_HELP, Act.PASS}
    assert {act for act, rule in ACTS.items() if rule.undoable} == by_hand
    assert {act for act, rule in ACTS.items() if rule.on_behalf} == by_hand
    assert {act for act, rule in ACTS.items() if rule.hears is Hears.AT_ONCE} == {Act.MOVE, Act.RELEASE, Act.ABSENT}
    unheard = {Act.BEGIN_AGAIN, Act.MERGE_AWAY, Act.REPROPOSE, Act.REROUTE}
    assert {act for act, rule in ACTS.items() if rule.hears is Hears.NOT} == unheard
    assert {act for act, rule in ACTS.items() if not rule.kept} == {Act.MERGE_AWAY, Act.REPROPOSE, Act.REROUTE}


def test_what_is_stored_stays_as_it_is_spelt() -> None:
    """Rows of years have these words."""
    kept = {act.value for act, rule in ACTS.items() if rule.kept}
    assert kept == {
        "taken", "passed", "contacted", "unreachable", "done", "not_helped",
        "moved", "reopened", "released", "absent", "begun_again", "merged", "undone",
    }  # fmt: skip
    assert {status.value for status in Status} == {
        "proposed", "coordinator", "not_needed", "taken", "contacted", "unreachable", "done", "not_helped",
    }  # fmt: skip
    assert {news.value for news in News} == {"taken", "unreachable", "not_helped"}


def test_every_status_and_every_act_has_its_line() -> None:
    assert set(STATUSES) == set(Status)
    assert set(ACTS) == set(Act)
    assert sorted([*WAITING, *HELD, *CLOSED]) == sorted(Status)


# --- what comes of it -------------------------------------------------------------------------------------------------


def test_a_second_take_is_refused() -> None:
    taken = do(begun(), Act.TAKE, By(BRUNO))
    assert (taken.status, taken.taken_by, taken.referent) == (Status.TAKEN, BRUNO, ANNE)
    assert refused(taken, Act.TAKE, By(CHLOE)) is Refused.NOT_NOW


def test_without_a_card_only_who_is_proposed_takes() -> None:
    assert refused(begun(), Act.TAKE, By(BRUNO), fits=None) is Refused.NOT_THEIRS
    taken = decide(begun(), Act.TAKE, by=By(ANNE), now=NOW)
    assert isinstance(taken, Slot)
    assert taken.reason == phrase("reason", referent=ANNE)


def test_from_the_basket_only_the_coordination_takes() -> None:
    basket = standing(Status.COORDINATOR)
    assert refused(basket, Act.TAKE, By(ANNE)) is Refused.NOT_THEIRS
    assert do(basket, Act.TAKE, TEAM).taken_by == "team"


def test_whoever_passed_may_not_take_it_after_all() -> None:
    passed = do(begun(), Act.PASS, By(ANNE))
    assert (passed.referent, passed.others, passed.passed) == (BRUNO, (CHLOE,), (ANNE,))
    assert refused(passed, Act.TAKE, By(ANNE)) is Refused.NOT_THEIRS


def test_from_one_to_the_next_and_into_the_basket() -> None:
    slot = do(do(begun(), Act.PASS, By(ANNE)), Act.PASS, By(BRUNO), fit(*EVERYBODY, most_passes=2))
    assert (slot.status, slot.referent, slot.others) == (Status.COORDINATOR, None, (CHLOE,))
    assert slot.reason == phrase("basket.why.passed", count=2)
    last = do(do(do(begun(), Act.PASS, By(ANNE)), Act.PASS, By(BRUNO)), Act.PASS, By(CHLOE))
    assert (last.status, last.reason) == (Status.COORDINATOR, phrase("nobody"))


def test_without_a_card_the_first_who_can_be_told() -> None:
    """Whom nobody can tell stays among those who fit."""
    slot = do(begun(), Act.PASS, By(ANNE), fit(*EVERYBODY, reach={CHLOE}))
    assert (slot.referent, slot.others) == (CHLOE, (BRUNO,))
    kept = do(begun(), Act.REPROPOSE, PROGRAM, fit(*EVERYBODY, reach={ANNE}))
    assert (kept.referent, kept.clock_number) == (ANNE, 1)


def test_the_coordination_gives_it_to_whom_it_wants() -> None:
    """Also to somebody who passed, or whom no rule would have proposed; not to whoever has it."""
    passed = do(begun(), Act.PASS, By(ANNE))
    moved = do(passed, Act.MOVE, TEAM, fit(*EVERYBODY, first=ANNE))
    assert (moved.referent, moved.others, moved.passed) == (ANNE, (BRUNO, CHLOE), ())
    far = do(moved, Act.MOVE, TEAM, fit(*EVERYBODY, first="denis"))
    assert (far.referent, far.others, far.reason) == ("denis", EVERYBODY, phrase("move.reason"))
    assert refused(far, Act.MOVE, TEAM, fit(first="denis")) is Refused.ALREADY


def test_the_coordination_asks_others() -> None:
    slot = do(do(begun(), Act.TAKE, By(ANNE)), Act.REOPEN, TEAM)
    assert (slot.status, slot.referent, slot.taken_by, slot.passed) == (Status.PROPOSED, BRUNO, None, (ANNE,))


def test_whoever_leaves_has_not_passed() -> None:
    slot = do(begun(), Act.RELEASE, By(ANNE))
    assert (slot.referent, slot.others, slot.passed) == (BRUNO, (CHLOE,), ())


def test_somebody_stands_in() -> None:
    """One who follows the person at once; one who is only proposed is asked; the team chooses; nobody: the next."""
    named = fit(*EVERYBODY, first=CHLOE, at_once=True)
    held = do(do(begun(), Act.TAKE, By(ANNE)), Act.ABSENT, By(ANNE), named)
    assert (held.status, held.taken_by, held.referent) == (Status.TAKEN, CHLOE, CHLOE)
    asked = do(begun(), Act.ABSENT, By(ANNE), named)
    assert (asked.status, asked.referent) == (Status.PROPOSED, CHLOE)
    basket = do(begun(), Act.ABSENT, By(ANNE), fit(BRUNO, first=COORDINATION))
    assert (basket.status, basket.others, basket.reason) == (Status.COORDINATOR, (BRUNO,), phrase("nobody"))
    assert do(begun(), Act.ABSENT, By(ANNE)).referent == BRUNO


def test_answers_that_changed() -> None:
    """The slot follows them; whoever passed is asked after the others; what needs nobody waits for nobody."""
    passed = do(begun(), Act.PASS, By(ANNE))
    again = do(passed, Act.REROUTE, PROGRAM, fit(ANNE, CHLOE))
    assert (again.referent, again.others, again.reason) == (CHLOE, (ANNE,), phrase("reason", referent=CHLOE))
    none = do(passed, Act.REROUTE, PROGRAM, Candidates(routed(needed=False), phrase("nobody")))
    assert (none.status, none.take_by, none.others) == (Status.NOT_NEEDED, None, ())
    assert do(none, Act.REROUTE, PROGRAM, fit(BRUNO)).take_by == DATES.take_by


def test_a_case_begins_again() -> None:
    over = replace(do(do(begun(), Act.TAKE, By(ANNE)), Act.FINISH, By(ANNE)), person_knows=Known(News.TAKEN, ANNE))
    again = do(over, Act.BEGIN_AGAIN, By(PERSON), fit(BRUNO))
    assert (again.status, again.referent, again.taken_by, again.passed) == (Status.PROPOSED, BRUNO, None, ())
    assert (again.person_knows, again.take_by) == (None, DATES.take_by)


def test_one_case_goes_on_for_another() -> None:
    """Whoever followed the person goes on, by the earlier date; of the case that goes nobody has anything."""
    earlier = NOW + timedelta(days=1)
    had = replace(do(begun(), Act.TAKE, By(CHLOE)), contact_by=earlier, person_knows=Known(News.TAKEN, CHLOE))
    new = decide(begun(), Act.MERGE, by=TEAM, now=NOW, other=had)
    assert isinstance(new, Slot)
    assert (new.status, new.taken_by, new.contact_by) == (Status.TAKEN, CHLOE, earlier)
    assert new.person_knows == Known(News.TAKEN, CHLOE)
    gone = decide(had, Act.MERGE_AWAY, by=TEAM, now=NOW, reason=phrase("repeat.reason"))
    assert isinstance(gone, Slot)
    assert (gone.status, gone.owner, gone.others, gone.person_knows) == (Status.NOT_NEEDED, None, (), None)
    assert decide(begun(), Act.MERGE, by=TEAM, now=NOW, other=gone) is Refused.NOT_NOW


def test_written_down_for_somebody() -> None:
    """By a coordinator alone, and only what the table says; it stands there until somebody acts themselves."""
    for_anne = By(ANNE, coordinates=True, noted_by="team")
    taken = do(begun(), Act.TAKE, for_anne)
    assert (taken.taken_by, taken.noted_by) == (ANNE, "team")
    assert do(taken, Act.CONTACT, By(ANNE)).noted_by is None
    assert refused(begun(), Act.TAKE, By(ANNE, noted_by="bruno")) is Refused.NOT_THEIRS
    assert refused(taken, Act.RELEASE, for_anne) is Refused.NOT_THEIRS


def test_what_the_person_should_know() -> None:
    taken = do(begun(), Act.TAKE, By(ANNE))
    assert begun().news is None
    assert taken.news == do(taken, Act.FINISH, By(ANNE)).news == Known(News.TAKEN, ANNE)
    assert do(taken, Act.CANNOT_REACH, By(ANNE)).news == Known(News.UNREACHABLE, ANNE)
    assert do(taken, Act.CANNOT_HELP, By(ANNE)).news == Known(News.NOT_HELPED, ANNE)


# --- taking back ------------------------------------------------------------------------------------------------------


def undo(slot: Slot, done: Done, by: By, after: timedelta = timedelta(0)) -> Slot | Refused:
    """Somebody takes an act back, so long after it."""
    return decide(slot, Act.UNDO, by=by, now=done.at + after, done=done)


def test_who_takes_back_and_how_long() -> None:
    slot = begun()
    taken = do(slot, Act.TAKE, By(ANNE))
    done = Done(Act.TAKE, NOW, By(ANNE), slot, taken.version)
    assert isinstance(undo(taken, done, By(ANNE), UNDO_WITHIN), Slot)
    assert undo(taken, done, By(ANNE), UNDO_WITHIN + timedelta(seconds=1)) is Refused.LATE
    assert undo(taken, done, TEAM) is Refused.NOT_THEIRS
    noted = replace(done, by=By(ANNE, noted_by="team"))
    assert isinstance(undo(taken, noted, TEAM), Slot)
    assert undo(taken, noted, By(ANNE)) is Refused.NOT_THEIRS
    assert undo(do(taken, Act.CONTACT, By(ANNE)), done, By(ANNE)) is Refused.NOT_NOW
    assert undo(slot, replace(done, act=Act.MOVE, version=1), By(ANNE)) is Refused.NOT_NOW


def test_no_clock_has_the_number_of_another() -> None:
    """Nor where what began it was taken back: what that one had noted for later stays void."""
    slot = begun()
    numbers = []
    for _ in range(3):
        passed = do(slot, Act.PASS, By(ANNE))
        numbers.append(passed.clock_number)
        back = undo(passed, Done(Act.PASS, NOW, By(ANNE), slot, passed.version), By(ANNE))
        assert isinstance(back, Slot)
        assert back.clock_number == slot.clock_number
        slot = with_clock(back, NOW)  # somebody paused the case, and goes on
        numbers.append(slot.clock_number)
    assert len(set(numbers)) == 6


# --- the date to name -------------------------------------------------------------------------------------------------

CHARTER = Charter(version="1", take_within_days=2, contact_within_days=5)
PARIS = "Europe/Paris"


def named(slot: Slot) -> str:
    """The date, as somebody reads it."""
    date = expected_by(slot, CHARTER, PARIS)
    return f"{date:%d.%m. %H:%M}" if date else ""


def test_the_date_is_the_promised_one_or_that_of_who_came_later() -> None:
    slot = begun()
    assert named(slot) == "12.03. 09:00"
    later = do(slot, Act.PASS, By(ANNE), now=NOW + timedelta(days=3))  # Friday, a day after the promised one
    assert named(later) == "17.03. 18:00"
    assert later.take_by == DATES.take_by
    taken = do(later, Act.TAKE, By(BRUNO), now=NOW + timedelta(days=3))
    assert named(taken) == "17.03. 09:00"
    assert named(do(taken, Act.CONTACT, By(BRUNO))) == ""


# --- whatever is done -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Try:
    """Something that somebody tries, at that moment."""

    act: Act
    by: By
    fits: Candidates
    dates: Dates
    other: Slot
    wait: timedelta


people = st.sampled_from(EVERYBODY)
bys = st.one_of(
    st.builds(By, people | st.sampled_from((PERSON, "team")), st.booleans()),
    st.builds(By, people, st.just(True), st.just("team")),
)
lists = st.lists(people, unique=True, max_size=3)
proposals = st.one_of(
    lists.map(lambda ids: routed(*ids)),
    lists.map(lambda ids: replace(routed(*ids), referent=None, others=tuple(ids))),  # somebody away left it to the team
    st.just(routed(needed=False)),
)
candidates = st.builds(
    Candidates,
    proposals,
    st.just(phrase("nobody")),
    st.none() | st.sets(people),
    st.none() | st.integers(1, 3),
    st.none() | people | st.just(COORDINATION),
    st.booleans(),
)
moments = st.integers(1, 30).map(lambda days: NOW + timedelta(days=days))
dates = st.builds(Dates, moments, moments)
others = st.sampled_from(Status).map(standing)
tries = st.builds(
    Try, st.sampled_from(Act), bys, candidates, dates, others, st.integers(0, 600).map(lambda s: timedelta(seconds=s))
)


def holds(slot: Slot) -> None:
    """What is so of any slot at any time."""
    assert slot.held is (slot.taken_by is not None and slot.status not in CLOSED)
    assert (slot.taken_by is None) is (slot.taken_at is None)
    assert (slot.owner is not None) is (slot.held or slot.status is Status.PROPOSED)
    assert slot.referent is None or slot.status not in (Status.COORDINATOR, Status.NOT_NEEDED)
    assert slot.referent not in slot.others or slot.held
    assert len({*slot.others}) == len(slot.others)
    assert len({*slot.passed}) == len(slot.passed)
    assert (slot.clock_number == 0) is (slot.clock_began is None)
    assert slot.clock_number <= slot.clocks
    assert slot.status is not Status.NOT_NEEDED or slot.owner is None


def attempt(slot: Slot, one: Try, done: Done | None, now: datetime) -> Slot | Refused:
    """The verdict. A move names somebody, and what is needed is there."""
    fits = one.fits
    if one.act is Act.MOVE and fits.first in (None, COORDINATION):
        fits = replace(fits, first=BRUNO)
    known = {"fits": fits, "dates": one.dates, "other": one.other, "reason": WHY, "done": done}
    return decide(slot, one.act, by=one.by, now=now, **known)  # type: ignore[arg-type]


@settings(max_examples=200)
@given(proposals, st.lists(tries, max_size=20))
def test_whatever_is_tried(proposal: Proposal, attempts: list[Try]) -> None:
    """It is refused, or leads where the table says, one version on; and everything still holds."""
    slot, now, last = with_clock(opened(proposal, DATES), NOW), NOW, None
    holds(slot)
    for one in attempts:
        now += one.wait
        new = attempt(slot, one, last, now)
        if isinstance(new, Refused):
            continue
        rule = ACTS[one.act]
        assert slot.status in rule.before
        assert new.status in rule.after
        assert new.version == slot.version + 1
        assert new.clocks - slot.clocks in (0, 1)
        if one.act is Act.UNDO:
            assert last is not None
            restores(new, last, slot)
        else:
            assert (new.clock_number != slot.clock_number) is (
                new.waits_for != slot.waits_for and new.clock is not None
            )
            assert new.clock_number == slot.clock_number or new.clock_number == new.clocks == slot.clocks + 1
        holds(new)
        last = Done(one.act, now, one.by, slot, new.version)
        slot = new


def restores(new: Slot, done: Done, undone: Slot) -> None:
    """All is as before the act, but for the version, the count of clocks, and what was said to the person meanwhile."""
    grown = {"version", "clocks", "person_knows", "take_by", "contact_by"}
    for field in fields(Slot):
        if field.name not in grown:
            assert getattr(new, field.name) == getattr(done.before, field.name), field.name
    assert (new.take_by, new.contact_by) == (done.before.take_by, done.before.contact_by)
    assert (new.clocks, new.person_knows) == (undone.clocks, undone.person_knows)


def _reached() -> dict[Status, Slot]:
    """Every status that acts lead to, from a new slot on."""
    found: dict[Status, Slot] = {}
    waiting = [begun(), with_clock(opened(routed(needed=False), DATES), NOW)]
    while waiting:
        slot = waiting.pop()
        if slot.status in found:
            continue
        found[slot.status] = slot
        owner = By(slot.owner or "team", coordinates=True)
        for act in Act:
            fits = fit(first=BRUNO) if act is Act.MOVE else fit()
            other = standing(Status.TAKEN)
            new = decide(slot, act, by=owner, now=NOW, fits=fits, dates=DATES, other=other, reason=WHY)
            waiting += [new] if isinstance(new, Slot) else []
    return found


def test_every_status_is_reached() -> None:
    assert set(_reached()) == set(Status)


@pytest.mark.parametrize("lacking", [Act.PASS, Act.MOVE, Act.REOPEN, Act.RELEASE, Act.ABSENT])
def test_what_an_act_needs_must_be_there(lacking: Act) -> None:
    """Else the fault is the program's own, and no word to anybody."""
    with pytest.raises(ValueError, match="lacks"):
        decide(begun(), lacking, by=By(ANNE, coordinates=True), now=NOW)
