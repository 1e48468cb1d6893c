"""What every entry of a network's file is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from network.phrase import Phrase, phrase

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Kind = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]*$", max_length=40)]
Code = Annotated[str, StringConstraints(pattern=r"^(\d{2}|2[AB])\d{3}$")]
"""A commune's code (INSEE, COG)."""


class Nature(StrEnum):
    """What somebody wants to do; the last three need no technical referent."""

    CREATION = "creation"
    TAKEOVER = "takeover"
    DEVELOPMENT = "development"
    TRANSFER = "transfer"
    JOB = "job"
    TELEWORK = "telework"
    NONE = "none"
    UNKNOWN = "unknown"


class Entry(BaseModel):
    """Base of every entry of the file: unknown keys are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Label(Entry):
    """A text shown to people, in the languages of the network; French is always there."""

    fr: Title
    en: Title

    def in_(self, locale: str) -> str:
        """The label in `locale`, or in French where that language is missing."""
        return self.en if locale == "en" else self.fr

    def phrase(self) -> Phrase:
        """The label as a phrase: the catalogue's `label` entry is `{fr}` in French and `{en}` in English."""
        return phrase("label", fr=self.fr, en=self.en)


class Days(Entry):
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError("last must not be before first")
        return self

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


class Wording(Entry):
    """A text that may stand in one language alone, written as a plain string: it is then French, and read as it is."""

    fr: Told
    en: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""

    @model_validator(mode="before")
    @classmethod
    def _in_french(cls, given: Any) -> Any:
        return given if isinstance(given, Mapping | BaseModel) else {"fr": given}

    def in_(self, locale: str) -> str:
        """The text in `locale`, or in French where that language is missing."""
        return (self.en if locale == "en" else "") or self.fr

    def phrase(self) -> Phrase:
        """The text as a phrase, as a label's."""
        return phrase("label", fr=self.fr, en=self.en or self.fr)


class Heading(Wording):
    """The same, on one line of a list or on a button."""

    fr: Title
