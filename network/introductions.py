"""Introductions: what may be done when, until somebody hears who sells a business in secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Act(StrEnum):
    """What is done: by whoever carries the sale on, but for `accept` and `drop`, which the interested person does."""

    TAKE = "take"
    ACCEPT = "accept"
    DROP = "drop"
    SELLER = "seller"
    MEET = "meet"
    REFUSE = "refuse"
    UNFIT = "unfit"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far it is: somebody carries it on; the person accepted the confidentiality text; the seller agreed."""

    over: bool = False
    taken: bool = False
    accepted: bool = False
    agreed: bool = False


_WHEN: Mapping[Act, Callable[[Standing], bool]] = MappingProxyType(
    {
        Act.TAKE: lambda now: not now.taken,
        Act.ACCEPT: lambda now: now.taken and not now.accepted,
        Act.SELLER: lambda now: now.taken and not now.agreed,
        Act.MEET: lambda now: now.taken and now.accepted and now.agreed,
        Act.REFUSE: lambda now: now.taken,
        Act.UNFIT: lambda now: True,
        Act.DROP: lambda now: True,
    }
)


def may(act: Act, now: Standing) -> bool:
    """Whether something may be done. Nothing may once it is over, and nobody is introduced before both agreed."""
    return not now.over and _WHEN[act](now)
