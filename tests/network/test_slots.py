"""The life of a slot, act by act."""

from __future__ import annotations

from itertools import product

import pytest

from network.slots import AFTER, CLOSED, FROM, HELD, WAITING, Act, Status, may

ALLOWED = {
    Status.PROPOSED: {Act.PROPOSE, Act.TAKE, Act.PASS, Act.RELEASE},
    Status.COORDINATOR: {Act.PROPOSE, Act.TAKE},
    Status.NOT_NEEDED: set[Act](),
    Status.TAKEN: set(Act) - {Act.TAKE},
    Status.CONTACTED: {Act.PROPOSE, Act.FINISH, Act.CANNOT_HELP, Act.CANNOT_REACH, Act.PASS, Act.RELEASE},
    Status.UNREACHABLE: {Act.PROPOSE, Act.CONTACT, Act.CANNOT_HELP, Act.PASS, Act.RELEASE},
    Status.DONE: set[Act](),
    Status.NOT_HELPED: set[Act](),
}


@pytest.mark.parametrize(("status", "act"), list(product(Status, Act)))
def test_only_what_is_permitted_happens(status: Status, act: Act) -> None:
    assert may(status, act) is (act in ALLOWED[status])


@pytest.mark.parametrize(
    ("acts", "end"),
    [
        ([Act.TAKE, Act.CONTACT, Act.FINISH], Status.DONE),
        ([Act.TAKE, Act.CONTACT, Act.CANNOT_HELP], Status.NOT_HELPED),
        ([Act.TAKE, Act.CANNOT_REACH], Status.UNREACHABLE),
        ([Act.TAKE, Act.CANNOT_REACH, Act.CONTACT, Act.FINISH], Status.DONE),
        ([Act.TAKE, Act.PROPOSE, Act.TAKE, Act.CONTACT], Status.CONTACTED),
    ],
)
def test_lives_of_a_slot(acts: list[Act], end: Status) -> None:
    status = Status.PROPOSED
    for act in acts:
        assert may(status, act)
        status = AFTER[act]
    assert status is end


def test_a_second_take_is_refused() -> None:
    assert not may(AFTER[Act.TAKE], Act.TAKE)


def test_every_act_is_permitted_somewhere_and_nothing_happens_to_a_closed_slot() -> None:
    assert set(FROM) == set(Act)
    assert set(AFTER) == set(Act) - {Act.PASS, Act.RELEASE}
    assert all(CLOSED.isdisjoint(statuses) for statuses in FROM.values())


def test_every_status_is_of_one_kind() -> None:
    assert sorted([*WAITING, *HELD, *CLOSED]) == sorted(Status)
