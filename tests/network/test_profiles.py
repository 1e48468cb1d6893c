"""Sixty profiles with the pair of referents and the sentences that partners expect, written before the code was run."""

from __future__ import annotations

from pathlib import Path

import pytest

from conversations.words.catalogue import words
from network.model import Nature, Network
from network.routing import Proposal, Situation, route

TABLE = Path(__file__).parent / "data" / "profiles.txt"
PROFILES = [
    line.split(" | ") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def test_there_are_sixty() -> None:
    assert len(PROFILES) == 60
    assert {len(profile) for profile in PROFILES} == {10}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: " ".join(profile[:6]))
def test_a_profile(profile: list[str], network: Network) -> None:
    natures, sectors, place, jobs, busy, absent, technical, territorial, *sentences = profile
    routing = route(
        network,
        Situation(
            tuple(Nature(nature) for nature in natures.split(",")),
            listed(sectors),
            None if place.startswith(("-", "outside:")) else place,
            jobs=None if jobs == "-" else int(jobs),
            outside=place.partition(":")[2],
            busy={id_: int(count) for id_, _, count in (entry.partition("=") for entry in listed(busy))},
            absent=frozenset(listed(absent)),
        ),
    )
    proposals = (routing.technical, routing.territorial)
    assert [found(proposal) for proposal in proposals] == [technical, territorial]
    assert [words("fr").write(proposal.reason, str) for proposal in proposals] == sentences


def listed(field: str) -> tuple[str, ...]:
    return () if field == "-" else tuple(field.split(","))


def found(proposal: Proposal) -> str:
    return proposal.referent or ("basket" if proposal.needed else "none")
