"""What stands in the report: the figures of a year under the headings of a template, in words ready to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from handlers.statistics.said import amount, rate
from handlers.turn.screen import far_day, plain
from network.figures.counts import Counts
from network.figures.definitions import Measure
from network.figures.reported import Reported, Said, Told
from network.phrase import Param, Phrase, phrase
from network.reports import Picture as PictureName
from network.reports import Section, Template, paying_in
from reports import report
from reports.report import Picture, Report, Row, Table
from reports.support import support
from storage.reports import Frozen

HEADLINES = ("sheets", "met", "exchanged", "installed")
"""What stands first, in large numbers."""
_OF_MEETINGS = ("day", "subject", "present", "organisations")
BUILT_KEYS = {"bilan.measure.{}": get_args(Measure), "bilan.meeting.{}": _OF_MEETINGS}


def made(reported: Reported, frozen: Frozen | None, template: Template, locale: str) -> Report:
    """The report of a year after a template, in a language of the network."""
    return _Made(reported, frozen, template, locale).whole()


def missing(reported: Reported, template: Template) -> list[Section]:
    """The sections in which the coordination has written nothing yet."""
    return [one for one in template.sections if one.words and not reported.words.get(named(template, one))]


def named(template: Template, section: Section) -> str:
    """By what the words of a section are found."""
    return f"{template.id}/{section.id}"


class InWords:
    """A year that is being put into words, in a language of the network."""

    def __init__(self, reported: Reported, locale: str) -> None:
        self.of, self.locale = reported, locale

    def say(self, key: str, **params: Param) -> str:
        """A text in that language."""
        return plain(self.locale, phrase(key, **params))

    def text(self, said: Said) -> str:
        """What was kept in each language, in that one; in the first where it is none of them."""
        return said.get(self.locale) or next(iter(said.values()))


class _Made(InWords):
    """A report that is being made."""

    def __init__(self, reported: Reported, frozen: Frozen | None, template: Template, locale: str) -> None:
        super().__init__(reported, locale)
        self.frozen, self.template = frozen, template

    def whole(self) -> Report:
        """All of it."""
        of, template = self.of, self.template
        used = dict.fromkeys(key for section in template.sections for key in of.keys_of(section))
        told = [one for key in used if (one := of.of(key)) is not None and one.said]
        sections = [made for one in template.sections if (made := self._section(one)) is not None]
        return Report(
            language=self.locale,
            made=of.counted.isoformat(),
            network=of.network,
            main=of.main,
            accent=of.accent,
            logo=of.logo,
            title=template.title.in_(self.locale),
            period=self.say("bilan.year", year=str(of.year)),
            status=self.status(),
            mark="" if self.frozen is not None else self.say("bilan.mark"),
            highlights=tuple(self._highlights()),
            supported=self.say("bilan.supported"),
            support=support(paying_in(of.funders, of.year, template), self.locale),
            contact=self.say("bilan.contact", contact=of.contact[self.locale]) if of.contact else "",
            own=self.say("bilan.own"),
            sections=(*sections, self._evidence()),
            defined=self.say("bilan.defined", version=of.version),
            definitions=tuple((self.text(one.title), self.text(one.means)) for one in told),
            footer=self.say(
                "bilan.footer", network=of.network, title=template.title.in_(self.locale), year=str(of.year)
            ),
        )

    def status(self) -> str:
        """Whether it is final, and of which day."""
        day = far_day(self.locale, self.of.counted)
        if self.frozen is not None:
            return self.say("bilan.status.frozen", day=day)
        return self.say("bilan.status.over" if self.of.over else "bilan.status.goes_on", day=day)

    def _highlights(self) -> Iterator[tuple[str, str, str]]:
        for key in HEADLINES:
            one = self.of.of(key)
            if one is None or one.number is None:
                continue
            now, before = (self._people(one, of) for of in (one.number.now, one.number.before))
            beside = self.say("bilan.before", year=str(self.of.year - 1), count=str(before))
            yield str(now), self.text(one.title), beside

    def _people(self, told: Told, counts: dict[Measure, int]) -> int:
        """One number of a figure: cases, or of people all of them."""
        return counts["cases"] if "cases" in counts else sum(counts.values())

    # --- a section ----------------------------------------------------------------------------------------------------

    def _section(self, section: Section) -> report.Section | None:
        """A part; None where that year knew none of its figures, and nothing else stands there."""
        of, locale = self.of, self.locale
        told = [one for key in of.keys_of(section) if (one := of.of(key)) is not None]
        numbers = [one for one in told if one.number is not None]
        tables = [self._numbers(numbers)] if numbers else []
        drawn = {"month"} if section.picture is PictureName.MONTHS else set[str]()
        tables += [self._part(one) for one in told if (one.cells or one.hidden) and one.key not in drawn]
        withheld = [self.text(one.title) for one in told if one.withheld]
        notes = [self.say("bilan.withheld", what=", ".join(withheld))] if withheld else []
        pictures = []
        if section.picture is not None:
            chart = of.charts[locale].get(section.picture)
            if chart is None:
                notes.append(self.say("bilan.withheld.map"))
            else:
                pictures.append(Picture(chart, of.alts[locale][section.picture]))
        words = None
        if section.words:
            words = of.words.get(named(self.template, section)) or self.say("bilan.unknown")
        introduction = section.introduction.in_(locale) if section.introduction is not None else ""
        if not (tables or notes or pictures or words or introduction):
            return None
        heading = section.heading.in_(locale)
        return report.Section(heading, introduction, words, tuple(tables), tuple(pictures), tuple(notes))

    def _numbers(self, told: Sequence[Told]) -> Table:
        """Figures, with the year before beside each."""
        columns = (self.say("bilan.column.figure"), str(self.of.year), str(self.of.year - 1))
        return Table("", columns, tuple(self._number(one) for one in told))

    def _number(self, one: Told) -> Row:
        assert one.number is not None  # noqa: S101 - whoever calls has looked
        beside = ((one.number.now, one.number.of), (one.number.before, one.number.of_before))
        return (self.text(one.title), *(plain(self.locale, _value(one, counts, of)) for counts, of in beside))

    def _part(self, one: Told) -> Table:
        """A table of the same figure by something, the greatest first."""
        columns = (self.say("bilan.column.cell"), *(self.say(f"bilan.measure.{m}") for m in one.measures))
        rows = [(self.text(cell.name), *(str(cell.now[m]) for m in one.measures)) for cell in one.cells]
        note = ""
        if one.hidden:
            rest = ", ".join(self.text(name) for name in one.hidden)
            note = self.say("bilan.hidden", rest=rest, count=one.together)
        return Table(self.text(one.title), columns, tuple(rows), note)

    def _evidence(self) -> report.Section:
        """What can be looked at: the meetings that were held, and the cases by number in the annex."""
        unknown = self.say("bilan.unknown")
        rows = tuple(
            (
                far_day(self.locale, one.day),
                one.subject,
                "\n".join(self._attendance(one.present, one.answered)),
                ", ".join(one.organisations) or unknown,
            )
            for one in self.of.meetings
        )
        notes = [] if rows else [self.say("bilan.no_meetings")]
        notes.append(self.say("bilan.cases", count=self.of.cases))
        if self.of.erased:
            notes.append(self.say("bilan.erased", count=self.of.erased))
        columns = tuple(self.say(f"bilan.meeting.{name}") for name in _OF_MEETINGS)
        table = Table(self.say("bilan.meetings"), columns, rows, self.say("bilan.signed"), wide=True)
        return report.Section(self.say("bilan.evidence"), tables=(table,) if rows else (), notes=tuple(notes))

    def _attendance(self, present: int | None, answered: int | None) -> Iterator[str]:
        """Who came, where somebody has told it; else that nobody has, and how many had said yes."""
        yield self.say("bilan.unknown") if present is None else self.say("bilan.present", count=present)
        if answered is not None:
            yield self.say("bilan.answered", count=answered)


def _value(one: Told, counts: dict[Measure, int], of: int | None) -> Phrase:
    """A figure in words: so many of how many, or so many."""
    return amount(one.measures, Counts(**counts)) if of is None else rate(counts["cases"], of)


def sections_said(template: Template, locale: str) -> list[str]:
    """The headings of a template, in order."""
    return [one.heading.in_(locale) for one in template.sections]
