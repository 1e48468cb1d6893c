"""Question: what an owner is asked about somebody who wants their offer, who is not named before they agreed."""

from __future__ import annotations

from functools import partial

from conversations.words import measures, meetings
from handlers.interests import reaching
from handlers.interests.verbs import ANSWER, CALLED, SUITS, VISIT
from handlers.offers import said
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.offers import Kind
from network.phrase import Phrase, phrase
from network.wishes import Span, Wish, wish_of
from storage.cases import Case
from storage.interests import Interest, Status
from storage.offers import Kept

BUILT_KEYS = {
    "new-interest.when.{}": ("months_3", "months_6", "months_12", "later", "open"),
    "interest.button.{}": ("gone", "unfit"),
}


async def to_owner(
    turn: Turn, one: Kept, asked: Interest, lead: str = "interest.owner", *, in_place: bool = False
) -> Screen:
    """What the owner is asked: what somebody looks for, and nobody’s name. `in_place`: somebody answers for them."""
    told: list[Paragraph] = [phrase(lead, what=said.title(turn, one.said)), *await sought(turn, asked, one.said.kind)]
    if asked.status is Status.COUNTER and asked.visit_at is not None:
        told.append(phrase("interest.counter", at=at(turn, asked)))
    elif not in_place:
        told.append(phrase("interest.owner.then"))
    return Screen(told, rows(asked, in_place=in_place), PARTNER_LOCALE)


def at(turn: Turn, asked: Interest) -> Phrase:
    """When somebody proposed to meet, in words, by the clock of the network."""
    assert asked.visit_at is not None  # noqa: S101 - whoever asks has looked
    return meetings.said_of(asked.visit_at.astimezone(turn.network.identity.tzinfo))


def rows(asked: Interest, *, in_place: bool) -> list[list[Button]]:
    """What can be answered."""
    counter = asked.status is Status.COUNTER
    first = (
        SUITS.button("interest.button.suits", "suits", asked.id, asked.round)
        if counter
        else ANSWER.button("interest.button.free", "free", asked.id)
    )
    visit = VISIT.button("interest.button.another" if counter else "interest.button.visit", "visit", asked.id)
    no = [[ANSWER.button(f"interest.button.{what}", what, asked.id)] for what in ("gone", "unfit")]
    called = [[CALLED.button("interest.button.called", "called", asked.id)]] if in_place else []
    return [[first], [visit], *no, *called]


async def sought(turn: Turn, asked: Interest, kind: Kind = Kind.TAKEOVER) -> list[Paragraph]:
    """What somebody looks for, by their case; else their sentence, and when."""
    case = await reaching.case_of(turn, asked)
    when = asked.when_band if case is None else case.project.when
    lines = [phrase("interest.words", words=asked.words)] if asked.words else []
    if case is not None:
        lines = _of_case(turn, kind, case)
    if when:
        lines.append(phrase("interest.when", when=phrase(f"new-interest.when.{when}")))
    return [tuple(lines)] if lines else []


def _of_case(turn: Turn, kind: Kind, case: Case) -> list[Phrase]:
    """Trade, surface and budget; the household only where the offer is housing."""
    read = partial(measures.read, locale=PARTNER_LOCALE)
    wish = wish_of(turn.network, turn.knowledge.trades(), case.answers, read)
    sector = turn.network.sector_by_id.get(case.project.sector or "")
    home = kind is Kind.HOUSING
    found = [phrase("interest.trade", trade=sector.label.phrase())] if sector is not None else []
    surface = None if home else wish.acreage if kind is Kind.LAND else wish.surface
    found += [_surface(surface)] if surface is not None and surface != (None, None) else []
    found += _budget(kind, wish)
    if home and wish.people:
        found.append(phrase("interest.people", count=wish.people))
    return found


def _surface(span: Span) -> Phrase:
    low, high = span
    if low is not None and high is not None and low != high:
        return phrase("interest.surface.range", low=low, high=high)
    if low is None:
        return phrase("interest.surface.most", high=high or 0)
    return phrase("interest.surface.exact" if high is not None else "interest.surface.least", low=low)


def _budget(kind: Kind, wish: Wish) -> list[Phrase]:
    """The most that somebody has: a month for what is rented, in all for what is bought."""
    monthly = {Kind.HOUSING: wish.home_rent, Kind.PREMISES: wish.rent}.get(kind)
    if monthly:
        return [phrase("interest.budget.monthly", most=monthly)]
    return [phrase("interest.budget.cost", most=wish.cost)] if wish.cost and kind is not Kind.HOUSING else []
