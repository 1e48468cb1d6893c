"""A contact heard in typed words: what it is taken for, and what is to be said or asked first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from network.phrase import Phrase

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Heard(Generic[V]):
    """`value` without `why`: it counts. `why` alone: it is refused, for that reason. Both: `why` asks whether it is
    `value`; `written` is what they wrote, which counts where they say no, or None where it can reach nobody.
    """

    value: V | None
    why: Phrase | None = None
    written: V | None = None
