"""The templates of reports: what is refused, in a line that says what would be right; the plain one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from network.canonical import document
from network.figures.definitions import definitions
from network.file import load
from network.look import Funder
from network.reports import PLAIN, Section, Template, called, paying_in, problems, templates_of
from tests.network.conftest import NETWORK_FILE

BLOCKS = tuple(section.block for section in PLAIN.sections)
LABEL = {"fr": "Titre", "en": "Title"}
FUNDERS = tuple(Funder(id=name, name=name, sentence="Merci.") for name in ("region", "europe"))


def template(**told: Any) -> Template:
    section = {"id": "une", "heading": LABEL, **told}
    return Template.model_validate({"id": "bilan", "title": LABEL, "sections": [section]})


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"figures": ["sheet"]}, 'section "une", figures: unknown figure "sheet": known: sheets'),
        ({"figures": ["delays"]}, '"delays" tells of today alone'),
        ({"block": "offers"}, 'block: "offers" has nothing to tell of a year'),
    ],
)
def test_what_no_report_can_tell(told: dict[str, Any], said: str) -> None:
    [line] = problems([template(**told)], FUNDERS)
    assert line.startswith('reports[1] "bilan"')
    assert said in line


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "nothing stands in this section"),
        ({"block": "people", "figures": ["met"]}, "block or figures"),
        ({"figures": ["__import__('os')"]}, "pattern"),
        ({"picture": "pie"}, "months"),
        ({"figures": ["met"], "script": "x"}, "script"),
    ],
)
def test_what_no_section_is(told: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said.replace("(", r"\\(")):
        template(**told)


def sections(many: int, letters: int) -> list[dict[str, Any]]:
    heading = {"fr": "é" * letters, "en": "e"}
    return [{"id": f"s{n}", "heading": heading, "words": True} for n in range(many)]


@pytest.mark.parametrize(
    ("many", "letters", "said"),
    [(31, 5, "sections: at most 30"), (20, 76, "headings: at most 1500 letters together"), (0, 5, "at least one")],
)
def test_what_no_screen_has_room_for(many: int, letters: int, said: str) -> None:
    """A button for each section, and all headings on one screen; so too of each report a button."""
    with pytest.raises(ValidationError, match=said):
        Template.model_validate({"id": "bilan", "title": LABEL, "sections": sections(many, letters)})
    assert Template.model_validate({"id": "bilan", "title": LABEL, "sections": sections(30, 50)})
    some = [template(figures=["met"]).model_copy(update={"id": f"bilan-{n}"}) for n in range(21)]
    assert not list(problems(some[1:], FUNDERS))
    assert list(problems(some, FUNDERS)) == ["reports: at most 20, each has a button: these are 21"]


def test_a_title_is_the_name_of_a_file() -> None:
    assert [called(one) for one in ("Bilan d’activité", "../\x00?")] == ["bilan-d-activite", "bilan"]


def test_an_unknown_funder() -> None:
    """The known ones are named; the funder of a template has it alone, others all who paid in that year."""
    theirs = template(figures=["met"]).model_copy(update={"funder": "etat"})
    assert list(problems([theirs], FUNDERS)) == [
        'reports[1] "bilan", funder: unknown funder "etat": known: region, europe'
    ]
    paid = tuple(one.model_copy(update={"first": date(2026, 12, 31)}) for one in FUNDERS)
    assert paying_in(paid, 2025, PLAIN) == ()
    assert paying_in(paid, 2026, PLAIN) == paid
    assert paying_in(paid, 2026, theirs.model_copy(update={"funder": "europe"})) == paid[1:]


def test_every_figure_of_a_year_stands_in_the_sample() -> None:
    """By its block, so that a new one does too; the sample is exported as it was read."""
    network = load(NETWORK_FILE)
    [sample] = templates_of(network.reports)
    yearly = [one.key for one in definitions().figures if one.yearly and one.block in BLOCKS]
    for one in (sample, PLAIN):
        assert [key for section in one.sections for key in section.keys] == yearly
    assert templates_of(()) == (PLAIN,)
    assert not list(problems((sample, PLAIN), ()))
    assert "[[reports.sections]]" in document(network)
    assert isinstance(sample.sections[0], Section)
