"""The buttons of an owner who is asked whether their offers still hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from handlers.offers.verbs import OFFER, looks_after, owns
from handlers.turn.register import NUMBER, Verb, one_of
from handlers.turn.rights import Right
from handlers.turn.turn import Turn
from network.freshness import PACES
from storage import offers, owners
from storage.offers import Kept
from storage.owners import Owner

OWNER = replace(NUMBER, name="owner", find=lambda turn, number: owners.find(turn.here, number))
QUESTION = replace(NUMBER, name="question")


async def speaks_for(turn: Turn, account: int, one: Kept) -> bool:
    """Whether somebody may say that an offer holds: who owns it, or looks after it."""
    return await owns(turn, account, one) or looks_after(turn, account, one)


async def theirs(turn: Turn, account: int, owner: Owner) -> list[Kept]:
    """The offers of an owner that somebody may speak for."""
    return [one for one in await offers.of_owner(turn.here, owner.id) if await speaks_for(turn, account, one)]


async def _answers(turn: Turn, account: int, _what: str, owner: Owner | None, *_about: Any) -> bool:
    return owner is not None and bool(await theirs(turn, account, owner))


async def _speaks(turn: Turn, account: int, _what: str, one: Kept | None, *_about: Any) -> bool:
    return one is not None and await speaks_for(turn, account, one)


ANSWERS = Right("answers", "the owner of the offers, or who looks after them", _answers, "press.over")
SPEAKS = Right("speaks", "the owner of the offer, or who looks after it", _speaks, "press.over")

ALL = Verb("fresh", (one_of("all"), OWNER, QUESTION), ANSWERS, by_mail="fresh.by_mail")
HOLDS = Verb("fresh", (one_of("holds"), OFFER), SPEAKS, by_mail="fresh.by_mail")
ONE = Verb("fresh", (one_of("one"), OFFER), SPEAKS, once=True, by_mail="fresh.by_mail")
OFTEN = Verb("fresh", (one_of("often"), OWNER), ANSWERS, once=True, by_mail="fresh.by_mail")
EVERY = Verb("fresh", (one_of("every"), OWNER, one_of(*map(str, PACES))), ANSWERS, by_mail="fresh.by_mail")
