"""What every entry of a network's file is made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from network.phrase import Phrase, phrase

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Kind = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]*$", max_length=40)]


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
