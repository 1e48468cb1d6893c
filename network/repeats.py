"""Repeats: whether two cases are probably the same person's, and by what one sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from network.text import unaccented

ALIKE = 88
"""How alike (0 to 100, words in any order) two projects in people's own words must be."""


class Same(StrEnum):
    """What two cases share."""

    ACCOUNT = "account"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a case: whose it is, how to reach them, and what they want to do."""

    accounts: frozenset[int] = frozenset()
    phone: str | None = None
    email: str | None = None
    sector: str | None = None
    territory: str | None = None
    project: str = ""


def shared(one: Told, other: Told) -> tuple[Same, ...]:
    """What tells that both are the same person's; nothing where they are not, or where only the contact is the same:
    somebody may answer the telephone for two people.
    """
    contact = [
        same
        for same, mine, theirs in ((Same.PHONE, one.phone, other.phone), (Same.EMAIL, one.email, other.email))
        if mine and mine == theirs
    ]
    if one.accounts & other.accounts:
        return (Same.ACCOUNT, *contact)
    return tuple(contact) if contact and _similar(one, other) else ()


def _similar(one: Told, other: Told) -> bool:
    """Whether the projects look alike: the same field, the same place, or nearly the same words."""
    if (one.sector and one.sector == other.sector) or (one.territory and one.territory == other.territory):
        return True
    mine, theirs = (unaccented(told.project).lower() for told in (one, other))
    return bool(mine and theirs) and fuzz.token_set_ratio(mine, theirs) >= ALIKE
