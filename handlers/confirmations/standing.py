"""How an entry stands: who confirmed it when, whether it is to be checked, and what whoever confirms it looks at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from conversations.words.cleaning import clip
from handlers.confirmations.verbs import RIGHT, SHOW
from handlers.correspondents.verbs import HOME
from handlers.directory import cards
from handlers.slots.record import author_phrase
from handlers.turn.rights import speaks_for
from handlers.turn.screen import Paragraph, Screen, far_day
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import town_halls
from network.canonical import entry
from network.confirmations import to_check
from network.listings import Listing
from network.phrase import Phrase, phrase
from network.text import code
from storage.confirmations import Confirmation

MOST_NAMED, LONGEST = 4, 40
"""Services that are named, and characters of each; all of them stand in the directory."""
BUILT_KEYS = {"confirm.by.{}": ("press", "phone")}


def standing(turn: Turn, of: Listing, kept: Confirmation | None) -> Iterator[Phrase]:
    """Who confirmed an entry and when somebody does again, a line each."""
    if kept is None:
        yield phrase("confirm.public", source=town_halls.source()) if of.public else phrase("confirm.never")
        return
    if kept.confirmed_at is not None:
        day, by = _day(turn.day(kept.confirmed_at)), author_phrase(turn, kept.confirmed_by or "coordinator")
        yield phrase(f"confirm.by.{kept.way}", date=day, by=by)
    else:
        yield phrase("confirm.never")
    if to_check(kept.due, turn.today):
        yield phrase("confirm.to_check", date=_day(kept.due))
    elif kept.due <= turn.today:
        yield phrase("confirm.due", date=_day(kept.due))
    else:
        yield phrase("confirm.next", date=_day(kept.due), count=kept.months)


def _day(day: date) -> str:
    return far_day(PARTNER_LOCALE, day)


def counted(turn: Turn, kept: Mapping[str, Confirmation]) -> Phrase:
    """How many entries of organisations were confirmed, and how many of these are to be checked."""
    own = [kept.get(one.id) for one in turn.network.organisations]
    fresh = [one for one in own if one is not None and one.confirmed_at and not to_check(one.due, turn.today)]
    return phrase("confirm.count", count=len(fresh), total=len(own))


def seen(of: Listing, kept: Confirmation | None) -> str:
    """Eight characters for an entry as it is shown: where it was changed since, the first half is another; where it was
    confirmed, the second.
    """
    last = kept.confirmed_at.isoformat() if kept is not None and kept.confirmed_at is not None else ""
    return "".join(hashlib.sha256(part.encode()).hexdigest()[:4] for part in (entry(of.organisation), last))


def shown(
    turn: Turn, of: Listing, kept: Confirmation | None, *, calls: bool = False, asks: str = "confirm.ask"
) -> Screen:
    """The entry as everybody finds it, and the question whether it is right."""
    which = code(of.id)
    titles = [clip(service.title.fr, LONGEST) for service in of.organisation.services]
    said: list[Paragraph] = [phrase(asks, organisation=of.name), tuple(cards.facts(of, PARTNER_LOCALE))]
    if titles:
        more = ("…",) if len(titles) > MOST_NAMED else ()
        said.append(phrase("confirm.services", count=len(titles), titles=(*titles[:MOST_NAMED], *more)))
    said.append(tuple(standing(turn, of, kept)))
    right = "confirm.button.right.phone" if calls else "confirm.button.right"
    rows = [
        [RIGHT.button(right, "right", which, seen(of, kept))],
        [SHOW.button("confirm.button.changed", "changed", which)],
        [HOME.button("confirm.button.home", "home", which)],
    ]
    return Screen(said, rows, PARTNER_LOCALE)


async def by_telephone(turn: Turn, account: int, of: Listing) -> bool:
    """Whether somebody confirms for others: a coordinator who called them, and does not speak for them."""
    return not await speaks_for(turn, account, of.id)
