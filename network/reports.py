"""Reports: what stands in the report to a funder, in which order, and under which headings. Data, and no code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from network.entries import Entry, Label, Slug, Title, Wording
from network.figures.definitions import Block, definitions
from network.look import Funder
from network.text import words

MOST_SECTIONS, MOST_LETTERS, MOST_REPORTS = 30, 1_500, 20
"""Each section and each report has a button, and all headings of a report, of so many letters, stand on one screen."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]


class Picture(StrEnum):
    """What can be drawn of a year."""

    MONTHS = "months"
    COMMUNES = "communes"
    WAITS = "waits"


class Section(Entry):
    """A part of a report: its heading, what stands under it in the network’s words, the figures of a `block`, or those
    that are named, in that order; a picture; and whether the coordination writes something of its own there (`words`).
    """

    id: Slug
    heading: Label
    introduction: Wording | None = None
    block: Block | None = None
    figures: tuple[Key, ...] = ()
    picture: Picture | None = None
    words: bool = False

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.block is not None and self.figures:
            raise ValueError('block or figures: a whole block, as block = "people", or those that are named')
        if self.block is None and not self.figures and self.picture is None and not self.words:
            raise ValueError("nothing stands in this section: give it a block, figures, a picture, or words = true")
        return self

    @property
    def keys(self) -> tuple[str, ...]:
        """The figures that stand in it, in order; of a block those that tell of a year."""
        if self.block is None:
            return self.figures
        return tuple(one.key for one in definitions().of_block(self.block) if one.yearly)


class Template(Entry):
    """A report as a funder wants it. `funder`: it is theirs, and has their emblem and sentence alone; else those of all
    who pay in that year.
    """

    id: Slug
    title: Label
    funder: Slug | None = None
    sections: tuple[Section, ...]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        names = [one.id for one in self.sections]
        if not names:
            raise ValueError("sections: at least one")
        if len(names) > MOST_SECTIONS:
            raise ValueError(f"sections: at most {MOST_SECTIONS}, each has a button: these are {len(names)}")
        if (letters := sum(len(one.heading.fr) for one in self.sections)) > MOST_LETTERS:
            raise ValueError(f"headings: at most {MOST_LETTERS} letters together: these have {letters}")
        if twice := sorted({one for one in names if names.count(one) > 1}):
            raise ValueError(f"sections: each id once, and {twice[0]} stands twice")
        return self


def problems(templates: Iterable[Template], funders: Iterable[Funder]) -> Iterator[str]:
    """What is wrong with them, a line each, with what would be right."""
    paying = [one.id for one in funders]
    told = definitions().by_key
    yearly = ", ".join(key for key, one in told.items() if one.yearly)
    if (many := len(templates := tuple(templates))) > MOST_REPORTS:
        yield f"reports: at most {MOST_REPORTS}, each has a button: these are {many}"
    for number, template in enumerate(templates, start=1):
        entry = f'reports[{number}] "{template.id}"'
        if template.funder is not None and template.funder not in paying:
            known = ", ".join(paying) or "none: take the line away, or add [[funders]]"
            yield f'{entry}, funder: unknown funder "{template.funder}": known: {known}'
        for section in template.sections:
            of = f'{entry}, section "{section.id}"'
            if section.block is not None and not section.keys:
                yield f'{of}, block: "{section.block}" has nothing to tell of a year: take another'
            for key in section.figures:
                if key not in told:
                    yield f'{of}, figures: unknown figure "{key}": known: {yearly}'
                elif not told[key].yearly:
                    why = "tells of today alone" if told[key].today else "has no place in a report of a year"
                    yield f'{of}, figures: "{key}" {why}: known: {yearly}'


def paying_in(funders: Iterable[Funder], year: int, template: Template) -> tuple[Funder, ...]:
    """Whose emblems and sentences stand on it: those who paid on a day of that year."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    paid = (one for one in funders if (one.first or first) <= last and (one.last or last) >= first)
    return tuple(one for one in paid if template.funder in (None, one.id))


def _plain(block: Block, fr: str, en: str, picture: Picture | None = None, *, words: bool = False) -> Section:
    return Section(id=block.value, heading=Label(fr=fr, en=en), block=block, picture=picture, words=words)


PLAIN = Template(
    id="bilan",
    title=Label(fr="Bilan d’activité", en="Annual report"),
    sections=(
        _plain(Block.CONTACTS, "Les demandes reçues", "The requests", Picture.MONTHS, words=True),
        _plain(Block.PEOPLE, "Les personnes accueillies", "The people"),
        _plain(Block.PROJECTS, "Leurs projets", "Their projects", Picture.COMMUNES),
        _plain(Block.SUPPORT, "L’accompagnement", "Support", Picture.WAITS),
        _plain(Block.RESULTS, "Les résultats", "Results", words=True),
    ),
)
"""What a network has that says nothing of reports."""


def templates_of(given: tuple[Template, ...]) -> tuple[Template, ...]:
    """Those of a network; the plain one where it has none."""
    return given or (PLAIN,)


def called(title: Title) -> str:
    """A title as the name of a file has it: "bilan-d-activite"; "bilan" where no letter of it is known."""
    return "-".join(words(title)) or "bilan"
