"""The coordination’s own words in a report, a section at a time, as long as the year is not frozen."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.reports.contents import named
from handlers.reports.freezing import NAME, see
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from network.reports import Template, templates_of
from network.text import code
from storage import reports

FLOW = "report-words"


async def begin(turn: Turn, account: int, _what: str, year: int, template: Template, section: str) -> None:
    """[Écrire : …]"""
    found = next((one for one in template.sections if one.words and code(one.id) == section), None)
    if found is None:
        turn.answer(phrase("press.over"))
    elif await reports.find(turn.here, year) is not None:
        turn.answer(phrase("bilan.frozen.already"))
    else:
        about = f"{year}:{named(template, found)}"
        await forms.begin(turn, account, PARTNER_LOCALE, FLOW, about, pressed=True)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """The words stand in the report from now on, in the place of those before."""
    year, _, where = form.about.partition(":")
    known = {named(one, section): section for one in templates_of(turn.network.reports) for section in one.sections}
    if not turn.coordinates(account):
        await turn.say(account, phrase("refused.not_coordinator"), locale=locale)
    elif where not in known or not year.isdecimal():
        await turn.say(account, phrase("press.over"), locale=locale)
    elif await reports.find(turn.here, int(year)) is not None:
        await turn.say(account, phrase("bilan.frozen.already"), locale=locale)
    else:
        await reports.write(turn.here, int(year), where, form.answers["words"])
        [template] = [one for one in templates_of(turn.network.reports) if where.startswith(f"{one.id}/")]
        said = phrase("bilan.written", section=known[where].heading.fr, year=year)
        await turn.show(account, Screen([said], [[see(int(year), template)]], locale), f"{NAME}{turn.row.id}")
