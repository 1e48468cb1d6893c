"""The life of a slot, act by act."""

from __future__ import annotations

from itertools import product

import pytest

from network.slots import CLOSED, CONTACT_CLOCK, TAKE_CLOCK, Act, Status, after, may

ALLOWED = {
    Status.PROPOSED: {Act.TAKE, Act.REORIENT},
    Status.PASSED: {Act.PROPOSE, Act.TAKE},
    Status.TAKEN: {Act.CONTACT, Act.CANNOT_REACH, Act.REORIENT, Act.RELEASE},
    Status.CONTACTED: {Act.FINISH, Act.CANNOT_HELP, Act.CANNOT_REACH, Act.REORIENT},
    Status.UNREACHABLE: {Act.CONTACT, Act.REORIENT},
    Status.DONE: set(),
    Status.NOT_HELPED: set(),
}


@pytest.mark.parametrize(("status", "act"), list(product(Status, Act)))
def test_only_what_is_permitted_happens(status: Status, act: Act) -> None:
    assert may(status, act) is (act in ALLOWED[status])
    if act not in ALLOWED[status]:
        with pytest.raises(ValueError, match=f"is {status} cannot {act}"):
            after(status, act)


@pytest.mark.parametrize(
    ("acts", "end"),
    [
        ([Act.TAKE, Act.CONTACT, Act.FINISH], Status.DONE),
        ([Act.TAKE, Act.CONTACT, Act.CANNOT_HELP], Status.NOT_HELPED),
        ([Act.TAKE, Act.CANNOT_REACH], Status.UNREACHABLE),
        ([Act.TAKE, Act.CANNOT_REACH, Act.CONTACT, Act.FINISH], Status.DONE),
        ([Act.REORIENT, Act.PROPOSE, Act.TAKE, Act.CONTACT], Status.CONTACTED),
        ([Act.REORIENT, Act.TAKE], Status.TAKEN),
        ([Act.TAKE, Act.RELEASE], Status.PROPOSED),
    ],
)
def test_lives_of_a_slot(acts: list[Act], end: Status) -> None:
    status = Status.PROPOSED
    for act in acts:
        status = after(status, act)
    assert status is end


def test_a_second_take_is_refused() -> None:
    assert not may(after(Status.PROPOSED, Act.TAKE), Act.TAKE)


def test_clocks_stop_once_the_person_was_contacted_or_the_slot_closed() -> None:
    assert TAKE_CLOCK < CONTACT_CLOCK
    assert CONTACT_CLOCK.isdisjoint(CLOSED | {Status.CONTACTED})
    assert {*CONTACT_CLOCK, *CLOSED, Status.CONTACTED} == set(Status)
