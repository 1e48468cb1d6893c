"""Showing: what is free for a case, each offer with its reasons; to those who follow it, or to its people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from handlers.market import card, wanted
from handlers.matches.verbs import ALL, SEE, TELL
from handlers.offers import said
from handlers.offers.verbs import knows, may_see
from handlers.turn.rights import works_on
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.matches import To, Verdict, match
from network.phrase import Phrase, phrase
from network.reasons import reasons, sentence
from storage import market, matches, offers
from storage.cases import Case
from storage.offers import Kept

MOST = 5
"""Offers that stand in one message."""
ANYBODY = 0
"""Of whom nothing is known: what is told to the person is what anybody may see."""
BUILT_KEYS = {"matches.{}.{}": tuple(product(("title", "none"), To))}


@dataclass(frozen=True, slots=True)
class Shown:
    """An offer that is something for a case, on one line as its reader may know it, and why, in a sentence. `fits`: it
    is told without being asked for.
    """

    kept: Kept
    title: Phrase
    why: Phrase | None
    fits: bool

    @property
    def id(self) -> int:
        """The number of the offer."""
        return self.kept.id

    @property
    def code(self) -> str:
        """What buttons call it."""
        return self.kept.code


def reader(turn: Turn, account: int, case: Case) -> To:
    """As whom somebody looks at a case."""
    return To.PARTNERS if works_on(turn, account, case) else To.PERSON


async def shown(turn: Turn, case: Case, numbers: Iterable[int], to: To, account: int = ANYBODY) -> list[Shown]:
    """Those of some offers that are still something for a case, and that may be shown."""
    wish, ground, found = wanted.wish(turn, case.answers), turn.knowledge.ground(), []
    looks = account if to is To.PARTNERS else ANYBODY
    asked = list(numbers)
    there = await offers.these(turn.here, asked)
    for kept in (there.get(number) for number in asked):
        if kept is None or not await may_see(turn, looks, kept):
            continue
        look = wanted.look_at(turn, kept.said)
        one = match(wish, look, ground, to) if look is not None else None
        if one is not None and one.verdict is not Verdict.NO:
            why = sentence(reasons(one.points, turn.network, yours=to is To.PERSON))
            title = said.title(turn, kept.said, known=await knows(turn, looks, kept))
            found.append(Shown(kept, title, why, one.verdict is Verdict.FITS))
    return found


def lines(some: Sequence[Shown]) -> list[Paragraph]:
    """Each with its number in this message, and why."""
    return [
        (
            phrase("matches.line", number=number, what=one.title),
            *([phrase("matches.why", why=one.why)] if one.why is not None else []),
        )
        for number, one in enumerate(some, 1)
    ]


# --- the list ---------------------------------------------------------------------------------------------------------


async def press(turn: Turn, account: int, case: Case, page: int) -> None:
    """[Offres pour ce dossier], [Ce qui est libre pour mon projet], or another page of it."""
    to = reader(turn, account, case)
    locale = PARTNER_LOCALE if to is To.PARTNERS else await turn.locale_of(account)
    numbers = [one.offer_id for one in await matches.of_case(turn.here, case.id)]
    some = await shown(turn, case, numbers[page * MOST : (page + 1) * MOST], to, account)
    beyond = [ALL.button("matches.button.more", case.reference, page + 1)] if len(numbers) > (page + 1) * MOST else []
    lead = "title" if some else "none"
    told: list[Paragraph] = [phrase(f"matches.{lead}.{to}", reference=case.reference), *lines(some)]
    rows = [_row(case, number, one, to) for number, one in enumerate(some, 1)]
    name = name_of(case, f"offers:{turn.row.id}")
    await turn.show(account, Screen(told, [*rows, beyond] if beyond else rows, locale, protect=to is To.PARTNERS), name)
    await market.shows_these(turn.here, account, name, [one.id for one in some])


def name_of(case: Case, what: str) -> str:
    """The logical name of a message about a case, with which it goes."""
    return f"told:{case.reference}:{what}"


def _row(case: Case, number: int, one: Shown, to: To) -> list[Button]:
    about = case.reference, one.code
    tells = [TELL.button("matches.button.tell", *about, number=number)] if to is To.PARTNERS else []
    return [SEE.button("matches.button.see", *about, number=number), *tells]


# --- one of them ------------------------------------------------------------------------------------------------------


async def see(turn: Turn, account: int, case: Case, kept: Kept | None) -> None:
    """[Voir]: the card of an offer, with why it is something for the case."""
    to = reader(turn, account, case)
    locale = PARTNER_LOCALE if to is To.PARTNERS else await turn.locale_of(account)
    some = await shown(turn, case, [kept.id] if kept is not None else [], to, account)
    if not some:
        turn.answer(phrase("press.over"), locale)
        return
    [one] = some
    why = [phrase("matches.because", why=one.why)] if one.why is not None else []
    tells = [TELL.button("matches.button.tell.one", case.reference, one.code)]
    rows = [tells] if to is To.PARTNERS else []
    await card.show(turn, account, one.kept, locale, rows, why, about=(case.reference,))
    await card.opened(turn, account, one.kept)
