"""/bilan: what stands in the report of a year, and the files in which it is handed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from handlers.lists import in_place
from handlers.reports import annex, contents
from handlers.reports.freezing import plan
from handlers.reports.gathering import Year, gather
from handlers.reports.verbs import ANNEX, ASK, FILES, LOOK, MAKE, WRITE, YEARS
from handlers.turn.screen import Paragraph, Rows, Screen, far_day
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.figures import periods
from network.figures.periods import FIRST_YEAR
from network.phrase import Phrase, phrase
from network.reports import Template, called, templates_of
from network.text import code
from reports import report, tables
from storage import figures, listings, reports
from storage.durable.sent_messages import FILE

NAME = "bilan:"
SHOWN = 6
"""So many years have a button."""
BUILT_KEYS = {"bilan.button.{}": FILES, "bilan.caption.{}": (*FILES, "draft"), "bilan.button.language.{}": ("fr", "en")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after the command: a year that was gathered; or none, and why what stood there is none. `began` is
    the first year of which something is known.
    """

    began: int
    year: Year | None = None
    fault: Phrase | None = None


async def reads(turn: Turn, _account: int, argument: str) -> Asked:
    """The year that was typed, gathered."""
    first = await began(turn)
    typed, now = argument.strip(), turn.today.year
    if not typed:
        return Asked(first)
    if not re.fullmatch(r"\d{4}", typed):
        return Asked(first, fault=phrase("bilan.unreadable", word=typed[:40], year=str(now)))
    year = int(typed)  # the digits of any script, as /stats reads them
    if year > now:
        return Asked(first, fault=phrase("bilan.not_begun", year=str(year)))
    if year < first:
        return Asked(first, fault=phrase("bilan.before_all", year=str(year), began=str(first)))
    return Asked(first, await gather(turn, year))


async def began(turn: Turn) -> int:
    """The first year of which something is known, whoever was erased since: last year at the latest, and
    none that no button carries.
    """
    held = await figures.began(turn.here, turn.network.identity.timezone, turn.today)
    kept = await reports.first(turn.here)
    return max(FIRST_YEAR, min(held, turn.today.year - 1, *([kept] if kept is not None else [])))


async def command(turn: Turn, account: int, _locale: str, _argument: str, asked: Asked) -> None:
    """/bilan: which year; /bilan 2026: that one. What is no year is said, and the question stands again."""
    await plan(turn)
    if asked.year is not None:
        [template, *_] = templates(turn, asked.year)
        screen = shown(turn, asked.year, template, asked.year.reported.language(PARTNER_LOCALE))
    else:
        screen = _which(turn, asked.began, *([asked.fault] if asked.fault is not None else []))
    await turn.show(account, screen, f"{NAME}{turn.row.id}")


async def years(turn: Turn, account: int, _what: str) -> None:
    """[Une autre année]."""
    first = await began(turn)
    await in_place.turn_page(turn, account, _which(turn, first), NAME)


def _which(turn: Turn, began: int, *said: Phrase) -> Screen:
    """Which year: those of which something is known, the newest first."""
    now = turn.today.year
    some = range(now, max(began, now - SHOWN + 1) - 1, -1)
    [template, *_] = templates_of(turn.network.reports)
    rows = [
        [LOOK.button("bilan.button.year", "look", year, code(template.id), PARTNER_LOCALE, year=str(year))]
        for year in some
    ]
    of_late = periods.of_late(turn.today, began).year
    return Screen([*said, phrase("bilan.which", year=str(of_late))], rows, PARTNER_LOCALE)


def templates(turn: Turn, year: Year) -> tuple[Template, ...]:
    """The templates of a year: a frozen one has those of then."""
    return year.reported.templates if year.frozen is not None else templates_of(turn.network.reports)


def _of_year(turn: Turn, year: Year, template: str) -> Template | None:
    """The template of that code, as the year has it; None where it has none."""
    return next((one for one in templates(turn, year) if code(one.id) == template), None)


async def look(turn: Turn, account: int, _what: str, _number: int, template: str, language: str, year: Year) -> None:
    """A year, another template, another language: in the place of what was pressed. Of a template that the year has
    not, the first one.
    """
    [first, *_] = templates(turn, year)
    found = _of_year(turn, year, template) or first
    screen = shown(turn, year, found, year.reported.language(language))
    await in_place.turn_page(turn, account, screen, NAME)


def shown(turn: Turn, year: Year, template: Template, language: str) -> Screen:
    """What stands in a report, and its buttons."""
    of = year.reported
    head: tuple[Phrase, ...] = (
        phrase("bilan.screen.title", title=template.title.in_(PARTNER_LOCALE), year=str(of.year)),
        _status(turn, year),
    )
    sections = tuple(contents.sections_said(template, PARTNER_LOCALE))
    said: list[Paragraph] = [
        head,
        (
            phrase("bilan.screen.sections", sections=sections),
            phrase("bilan.screen.evidence", meetings=len(of.meetings), cases=of.cases),
            phrase("bilan.screen.definitions", version=of.version),
        ),
    ]
    if year.frozen is None and (empty := contents.missing(of, template)):
        said.append(phrase("bilan.screen.missing", sections=tuple(one.heading.fr for one in empty)))
    handed_on = [phrase("bilan.screen.pass_on")] if year.frozen is not None else []
    said.append((phrase("bilan.screen.safe"), *handed_on))
    return Screen(said, _buttons(turn, year, template, language), PARTNER_LOCALE)


def _status(turn: Turn, year: Year) -> Phrase:
    if year.frozen is None:
        over = "bilan.screen.nothing" if year.reported.is_empty else "bilan.screen.over"
        key = over if year.reported.over else "bilan.screen.goes_on"
        return phrase(key, year=str(year.reported.year))
    known = turn.network.known_referents.get(year.frozen.by)
    by = (
        known.name.fr
        if known is not None
        else phrase("bilan.by.clock" if year.frozen.by == reports.CLOCK else "bilan.by")
    )
    return phrase("bilan.screen.frozen", day=far_day(PARTNER_LOCALE, turn.day(year.frozen.at)), by=by)


def _buttons(turn: Turn, year: Year, template: Template, language: str) -> Rows:
    of, number = year.reported, year.reported.year
    known = code(template.id)
    rows = [[MAKE.button(f"bilan.button.{file}", file, number, known, language) for file in FILES]]
    if year.frozen is None:
        rows += [
            [WRITE.button("bilan.button.write", "write", number, known, code(one.id), section=one.heading.fr)]
            for one in template.sections
            if one.words
        ]
    others = [one for one in templates(turn, year) if one.id != template.id]
    rows += [
        [LOOK.button("bilan.button.template", "look", number, code(one.id), language, title=one.title.fr)]
        for one in others
    ]
    rows += [
        [LOOK.button(f"bilan.button.language.{other}", "look", number, known, other)]
        for other in of.charts
        if other != language
    ]
    if of.over and year.frozen is None and not of.is_empty:
        rows.append([ASK.button("bilan.button.freeze", "ask", number)])
    return [*rows, [YEARS.button("bilan.button.years", "years")]]


async def make(turn: Turn, account: int, file: str, _number: int, wanted: str, language: str, year: Year) -> None:
    """[Word], [PDF], [Annexe Excel]: the file, which the workshop makes as it is sent."""
    template = _of_year(turn, year, wanted)
    if template is None:
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("bilan.making"))
    of, language = year.reported, year.reported.language(language)
    said = _caption(year, file)
    content: dict[str, Any] = {"filename": file_name(year, template, file, language)}
    name = f"bilan.{file}:{turn.row.id}{FILE}"
    if file == ANNEX:
        content["tables"] = tables.to_json(annex.book(year, language), tables.Format.XLSX)
        # It goes from the chat with any case that is erased: its number stands there.
        await listings.names_still(turn.here, account, name, [one.case_id for one in year.cases])
    else:
        made = contents.made(of, year.frozen, template, language)
        content["report"] = report.to_json(made, report.Format(file))
    await turn.show(account, Screen(said, locale=PARTNER_LOCALE, file=("document", content)), name)


def _caption(year: Year, file: str) -> list[Paragraph]:
    """What a file is: as long as nobody has frozen the year, nothing to be passed on."""
    number = str(year.reported.year)
    if year.frozen is not None:
        return [phrase(f"bilan.caption.{file}", year=number)]
    key = "draft" if file == report.Format.PDF else file
    return [(phrase(f"bilan.caption.{key}", year=number), phrase("bilan.mark"))]


def file_name(year: Year, template: Template, file: str, language: str) -> str:
    """ "bilan-d-activite-2026.docx"."""
    parts = [called(template.title.in_(language)), str(year.reported.year)]
    parts += [] if year.frozen is not None else [{"fr": "provisoire"}.get(language, "provisional")]
    parts += [{"fr": "annexe"}.get(language, "annex")] if file == ANNEX else []
    return "-".join(parts) + f".{file}"
