"""Question: what an owner reads who is asked whether their offers still hold, and who passes it on to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from conversations.words.contacts import for_reading
from handlers.freshness.verbs import ALL, HOLDS, OFTEN, ONE
from handlers.offers import reaching, said
from handlers.offers.verbs import ENDS
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.freshness import stale_at
from network.phrase import Phrase, phrase
from storage import freshness as stored
from storage.offers import Kept, Status
from storage.owners import Owner

BUILT_KEYS = {"fresh.{}.{}": tuple(product(("ask", "hidden"), ("one", "several")))}
MOST = 12
"""Offers that a message names, each with a button; of more it is said how many they are."""


def name_of(owner: Owner, question: int, *, hidden: bool = False) -> str:
    """The logical name of the message in which an owner is asked, or is told what is hidden."""
    return f"fresh:{owner.id}:{question}{':hidden' if hidden else ''}"


def name_of_one(one: Kept) -> str:
    """The logical name of the message that asks about one of several."""
    return f"fresh one:{one.id}"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads what an owner is asked: they themselves, or somebody who asks them: then `called` is whom."""

    account: int
    called: Owner | None = None


async def readers(turn: Turn, some: Sequence[Kept]) -> list[tuple[Reader, list[Kept]]]:
    """Who is asked about which offers of an owner: whoever speaks for each."""
    found: dict[Reader, list[Kept]] = {}
    for one in some:
        reached = await reaching.who(turn, one)
        for account in reached.accounts:
            found.setdefault(Reader(account, reached.called), []).append(one)
    return list(found.items())


async def of(turn: Turn, reader: Reader, owner: Owner, question: int, some: Sequence[Kept]) -> Screen:
    """Whether these still hold, in one message: by one press for all, or one by one. The hidden ones can come back."""
    hidden = all(one.status is Status.STALE for one in some)
    asked, many = "hidden" if hidden else "ask", "one" if len(some) == 1 else "several"
    until = turn.day(stale_at(max((one.asked_at for one in some if one.asked_at is not None), default=turn.now)))
    said_first = phrase(f"fresh.{asked}.{many}", count=len(some), day=until)
    moved = await stored.wanted(turn.here, [one.id for one in some])
    named = [_told(turn, one, moved.get(one.id, 0), hidden=hidden) for one in some[:MOST]]
    more = [phrase("fresh.more", count=len(some) - MOST)] if len(some) > MOST else []
    paragraphs: list[Paragraph] = [said_first, *_relayed(reader), *named, *more]
    if len(some) == 1:
        return Screen(paragraphs, [*_ways(some[0]), *_often(owner)], PARTNER_LOCALE)
    every = ALL.button("fresh.button.all_back" if hidden else "fresh.button.all", "all", owner.id, question)
    each = [[ONE.button("fresh.button.one", "one", one.id, number=one.id)] for one in some[:MOST]]
    return Screen(paragraphs, [[every], *each, *_often(owner)], PARTNER_LOCALE)


async def of_one(turn: Turn, reader: Reader, one: Kept) -> Screen:
    """The same of one of several."""
    moved = await stored.wanted(turn.here, [one.id])
    told = _told(turn, one, moved.get(one.id, 0), hidden=one.status is Status.STALE)
    return Screen([phrase("fresh.one"), *_relayed(reader), told], _ways(one), PARTNER_LOCALE)


def _told(turn: Turn, one: Kept, wanted: int, *, hidden: bool) -> tuple[Phrase, ...]:
    """Which offer it is, and what moves about it."""
    named = phrase("fresh.offer", number=one.id, what=said.title(turn, one.said))
    if hidden:
        return (named,)
    if not one.looks and not wanted:
        return named, phrase("fresh.looks.none")
    return named, phrase("fresh.moved", looks=phrase("fresh.looks", count=one.looks), wanted=_asked_for(wanted))


def _asked_for(wanted: int) -> Phrase:
    return phrase("fresh.wanted", count=wanted) if wanted else phrase("fresh.wanted.none")


def _relayed(reader: Reader) -> list[Paragraph]:
    """Whom to ask, where whoever reads it is not the owner."""
    called = reader.called
    if called is None:
        return []
    if is_by_mail(reader.account):  # numbers stay out of mails
        return [phrase("fresh.relayed.by_mail", name=called.name)]
    reached = for_reading(called.phone) or called.phone or called.email
    return [phrase("fresh.relayed", name=called.name, reached=reached)]


def _ways(one: Kept) -> list[list[Button]]:
    hidden = one.status is Status.STALE
    return [
        [HOLDS.button("fresh.button.back" if hidden else "fresh.button.holds", "holds", one.id)],
        [ENDS.button("offer.button.taken", "taken", one.id)],
        [ENDS.button("offer.button.withdraw", "withdraw", one.id)],
    ]


def _often(owner: Owner) -> list[list[Button]]:
    return [[OFTEN.button("fresh.button.often", "often", owner.id)]]
