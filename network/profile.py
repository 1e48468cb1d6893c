"""Profile: what a named funder asks of people and nobody has said yet; each of it may be left unsaid."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from network.entries import Entry, Label

TEXT = "1"
"""The version of the text that says why it is asked; it is kept with each answer."""
MOST_ADULTS = 9
"""Of more adults women and men are not asked."""


class Question(StrEnum):
    """What is asked: what somebody does today, in which band of age they are, how many of the adults are women, men."""

    STATUS = "status"
    AGE = "age"
    ADULTS = "adults"


STATUSES = ("job_seeker", "employee", "self_employed", "farmer", "student", "retired", "inactive", "other")
AGES = ("under_30", "from_30", "from_41", "from_55")
"""Under 30, 30 to 40, 41 to 54, 55 and more: what ESF+ counts (18 to 29; 55 and more, Regulation (EU) 2021/1057, annex
I), and whether somebody is 40 at the most, as the rural funds ask; what is asked of statuses adds up to ESF+’s as well.
"""
WOMEN, MEN, UNSAID = "women", "men", ""
CELLS = {"status": (*STATUSES, UNSAID), "age": (*AGES, UNSAID), "women_men": (WOMEN, MEN, UNSAID)}
"""What each table of figures may have: the answers, and what nobody said."""


class Profile(Entry):
    """Who asks (`funder`, as it stands in “supported by {funder}”), and what. A network without it asks nothing."""

    funder: Label
    ask: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len(set(self.ask)) != len(self.ask):
            raise ValueError("ask: a question stands twice, remove one")
        return self


def fits(women: int, men: int, adults: int | None) -> bool:
    """Whether so many women and men can be among the adults of a household; the others would rather not say."""
    return adults is not None and min(women, men) >= 0 and women + men <= adults
