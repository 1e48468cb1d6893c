"""Browsing: /offres, what there is by kind or what somebody looks for, and one card after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from handlers.alerts.verbs import KEEP
from handlers.market import card, found, wanted
from handlers.market.card import NAMED
from handlers.market.found import Found
from handlers.market.verbs import BROWSE, MAP
from handlers.offers.verbs import MINE, NEW, may_see, owner_that_is
from handlers.turn import pages
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.market import worded
from network.market.query import Query
from network.offers import Kind
from network.phrase import phrase
from storage import offers, people
from storage.conversations import ConflictError

BUILT_KEYS = {"offers.kind.{}": Kind, "offers.kind.{}.uncounted": (Kind.TAKEOVER,)}


async def seen(turn: Turn, account: int, argument: str = "") -> Found:
    """What somebody looks for, and what there is of it for them; for a partner or a town hall also what is wanting."""
    there = await found.find(turn, account, argument)
    around = not argument.strip() and await _knows_the_place(turn, account)
    return replace(there, needs=tuple(await wanted.lines(turn))) if around else there


async def _knows_the_place(turn: Turn, account: int) -> bool:
    """Whether somebody is a partner, or speaks for a town hall."""
    if await REFERENT.holds(turn, account):
        return True
    owner = await owner_that_is(turn, account)
    return owner is not None and bool(owner.commune)


async def command(turn: Turn, account: int, locale: str, argument: str, there: Found) -> None:
    """/offres: what there is, by kind; with words, what they look for."""
    if argument.strip():
        await _answer(turn, account, locale, there, 0)
    else:
        await turn.show(account, await _home(turn, account, locale, there), f"{NAMED}{turn.row.id}")


async def _home(turn: Turn, account: int, locale: str, there: Found) -> Screen:
    counts = Counter(one.offer.kind for one in there.offers)
    secret = {one.offer.kind for one in there.offers if one.veil is not None}
    of_kinds = {kind: Query(kinds=frozenset([kind])).text for kind in Kind if counts[kind]}
    rows = [[BROWSE.button(_label(kind, secret), 0, text, count=counts[kind])] for kind, text in of_kinds.items()]
    if await REFERENT.holds(turn, account) or await owner_that_is(turn, account) is not None:
        rows += [[MINE.button("offers.button.mine", "mine", 0)], [NEW.button("offers.button.new", "new")]]
    count, name = len(there.offers), turn.network.identity.name
    if not count:
        told_later = [KEEP.button("alert.button.keep", "keep", "")]
        return Screen([phrase("offers.none", network=name), *wanted.said(there.needs)], [told_later, *rows], locale)
    told = phrase("offers.home.uncounted" if secret else "offers.home", count=count, network=name)
    return Screen([told, phrase("offers.how"), *wanted.said(there.needs)], rows, locale)


def _label(kind: Kind, secret: Collection[Kind]) -> str:
    """Where a secret one stands among others, nothing is counted."""
    return f"offers.kind.{kind}.uncounted" if kind in secret else f"offers.kind.{kind}"


async def press(turn: Turn, account: int, page: int, query: str) -> None:
    """A card, in the place of the message that was pressed."""
    await _answer(turn, account, await turn.locale_of(account), await found.find(turn, account, query), page)


async def _answer(turn: Turn, account: int, locale: str, there: Found, page: int) -> None:
    """One of those that are found: a page that is gone by now is the last one."""
    query, count = there.query, len(there.offers)
    if not count:
        await _nothing(turn, account, locale, query)
        return
    at = pages.at(there.offers, page, 1)
    one = await offers.find(turn.here, at.shown[0].number)
    if one is None or not await may_see(turn, account, one):
        raise ConflictError(account)  # it is withdrawn at this moment: look again
    secret = any(each.veil is not None for each in there.offers)
    counted = "offers.page.uncounted" if secret else "offers.page"
    place = phrase(counted, page=at.number + 1, pages=count, wanted=worded.said(turn.network, query))
    seen_at = [MAP.button("offers.button.map", query.text)] if found.has_map(there) else []
    last = [[*seen_at, KEEP.button("alert.button.keep", "keep", query.text)]]
    turns = at.turns(BROWSE, behind=[query.text], called=("offers.before", "offers.after"))
    await card.show(turn, account, one, locale, turns, (place,), query, last)
    await card.opened(turn, account, one)


async def follow(turn: Turn, account: int, locale: str, code: str) -> None:
    """The link of an offer on the page for everybody: its card, while it is shown."""
    met = await people.meet(turn.here, account, locale, turn.now)
    one = await offers.by_code(turn.here, code)
    if one is None or not await may_see(turn, account, one):
        await turn.say(account, phrase("interest.gone"), locale=met.locale)
        return
    await card.show(turn, account, one, met.locale)
    await card.opened(turn, account, one)


async def _nothing(turn: Turn, account: int, locale: str, query: Query) -> None:
    """Nothing fits: what was understood, and the ways on."""
    name = turn.network.identity.name
    why = (
        phrase("offers.elsewhere", network=name)
        if query.outside is not None
        else phrase("offers.nothing", wanted=worded.said(turn.network, query), network=name)
    )
    every = [BROWSE.button("offers.button.every", 0, "")] if query.text else []
    tells = [KEEP.button("alert.button.keep", "keep", query.text)] if query.outside is None else []
    rows = [row for row in (tells, every) if row]
    await card.in_place(turn, account, Screen([why], rows, locale), [])
