"""Period: when something is to begin, as one of several bands of time. Value: the id of an option."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from conversations.engine.kind import Kind
from conversations.engine.moment import Moment
from conversations.engine.reading import Accepted, Offered, Outcome, Refused, Typed
from conversations.engine.state import JsonValue
from conversations.kinds.choice import KIND as CHOICE
from conversations.kinds.choice import ChoiceStep, hears
from conversations.words import negation, periods
from conversations.words.mentions import by_clause
from network.phrase import phrase

A_DAY = 1 / 28
"""In months: a year ends a day before the next one begins."""


class PeriodStep(ChoiceStep):
    """`within`: the first options are those that begin within so many months; the option after them is later."""

    within: tuple[int, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _has_its_options(self) -> Self:
        if list(self.within) != sorted(set(self.within)) or len(self.options) <= len(self.within):
            raise ValueError("within: give rising numbers of months, and an option for each and for what is later")
        return self


def _read(at: Moment[PeriodStep], offered: Offered) -> Outcome:
    if not isinstance(offered, Typed) or (CHOICE.named and CHOICE.named(at, offered.text)):
        return CHOICE.read(at, offered)
    said = negation.heard(offered.text)
    told = periods.told(said.words, at.knowledge.today, at.locale)
    if told is None:
        return CHOICE.read(at, offered)
    span = (told.first, told.end)
    denied = any(said.clauses[i] in said.clauses[slice(*span)] for i in said.denials) or said.said_no_after(
        told.end - 1
    )
    limit = negation.limit(said.words, span)
    soonest, latest = min(begin for begin, _ in told.times), max(end for _, end in told.times)
    if _leaves_later(at.step, said, told):
        return Accepted(at.step.options[len(at.step.within)])
    if limit is not None:
        return _limited(at, offered, soonest, latest, at_least=(limit == "from") != denied)
    option = _band(at.step, soonest, latest)
    if option is None:
        return CHOICE.read(at, offered)
    return _not(at, option) if denied else Accepted(option)


def _hears(at: Moment[PeriodStep], text: str) -> JsonValue:
    """The band of the one time that words about more name as one to come: "dans six mois", "l'automne prochain"."""
    said = negation.heard(text)
    cues = at.write(phrase("words.to_come")).split(",")
    denied = {said.clauses[at] for at in said.denials}
    found: set[str | None] = set()
    for clause, words in by_clause(said).items():
        told = periods.to_come(words, at.knowledge.today, at.locale, cues)
        if told and clause not in denied and not negation.limit(words, (told.first, told.end)):
            found.add(_band(at.step, min(begin for begin, _ in told.times), max(end for _, end in told.times)))
    if found:
        return found.pop() if len(found) == 1 else None
    return hears(at, text)


def _limited(at: Moment[PeriodStep], offered: Offered, soonest: float, latest: float, *, at_least: bool) -> Outcome:
    """Of "no later than" the first band alone is sure, of "no sooner than" the last."""
    if at_least and soonest >= at.step.within[-1]:
        return Accepted(at.step.options[len(at.step.within)])
    if not at_least and latest <= at.step.within[0]:
        return Accepted(at.step.options[0])
    if at_least and (first := _band(at.step, soonest, soonest)) and soonest < _ends(at.step, first):
        return Refused(phrase("heard.soonest", item=at.text(first)))
    option = _band(at.step, soonest, latest)
    return CHOICE.read(at, offered) if option is None else _not(at, option)


def _ends(step: PeriodStep, option: str) -> float:
    """The month at which a band ends."""
    return dict(zip(step.options, (*step.within, float("inf")), strict=False))[option]


def _leaves_later(step: PeriodStep, said: negation.Utterance, told: periods.Told) -> bool:
    """Whether all times but the last band are denied, each in its clause: "ni cette année ni l'année prochaine"."""
    clauses = set(said.clauses[told.first : told.end])
    reach = 0.0
    for begin, end in sorted(told.times):
        reach = max(reach, end) if begin <= reach + A_DAY else reach
    denied = clauses <= {said.clauses[i] for i in said.denials}
    return denied and len(told.times) > 1 and reach >= step.within[-1]


def _not(at: Moment[PeriodStep], option: str) -> Outcome:
    return Refused(phrase("heard.not", items=(at.text(option),)))


def _band(step: PeriodStep, soonest: float, latest: float) -> str | None:
    """The band that holds all of a time, if one does."""
    bounds = (0, *step.within, float("inf"))
    for option, begin, end in zip(step.options, bounds, bounds[1:], strict=False):
        if begin <= soonest and latest <= end:
            return option
    return None


KIND = Kind(
    CHOICE.ask,
    _read,
    CHOICE.say,
    CHOICE.fits,
    CHOICE.texts,
    PeriodStep,
    CHOICE.may,
    show=CHOICE.show,
    closed=True,
    named=CHOICE.named,
    hears=_hears,
)
