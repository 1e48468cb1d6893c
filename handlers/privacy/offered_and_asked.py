"""Offered and asked: what somebody offered and what they asked for, shown to them; and who hears that it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

from conversations.kinds.offered_facts import facts
from handlers.privacy import looks
from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.market import worded
from network.offers import Kind
from network.phrase import phrase
from storage import alerts, cases, interests, members, offers, owners
from storage.alerts import Alert
from storage.interests import STANDS, Interest
from storage.offers import Kept

_OF_OTHERS = ("id", "offer_id", "asked_by", "taken_by", "seller_agreed_at")
BUILT_KEYS = {"new-offer.offered.{}": Kind}


@dataclass(frozen=True, slots=True)
class Theirs:
    """What somebody asked for, each with the kind of the offer, offered, and is told of once it is there; and how many
    offers they looked at.
    """

    asked: list[tuple[Interest, Kind]]
    offered: list[Kept]
    wanted: list[Alert]
    looked: int


async def of(turn: Turn, account: int, references: Iterable[str]) -> Theirs:
    """All of it of somebody, who has these cases."""
    asked = await interests.of_person(turn.here, account, references)
    there = await offers.these(turn.here, [one.offer_id for one in asked])
    named = [(one, there[one.offer_id].said.kind) for one in asked]
    own = await owners.of_person(turn.here, account)
    offered = [one for number in own for one in await offers.of_owner(turn.here, number)]
    return Theirs(named, offered, await alerts.of_account(turn.here, account), await looks.held(turn, account))


def lines(turn: Turn, theirs: Theirs) -> list[Paragraph]:
    """In words: an offer that was asked for by its kind, for its number says which came first; one’s own as told."""
    told: list[Paragraph] = [
        phrase("data.interest", offer=phrase(f"new-offer.offered.{kind}"), date=turn.day(one.asked_at), words=one.words)
        for one, kind in theirs.asked
    ]
    for one in theirs.offered:
        own = phrase("data.offer", number=one.id, what=one.said.what, words=one.said.words)
        told.append((own, *chain.from_iterable(facts(one.said))))
    for alert in theirs.wanted:
        what = worded.said(turn.network, turn.knowledge.wanted().read(alert.wanted))
        told.append(phrase("data.alert", day=turn.day(alert.ends_at), wanted=what))
    return [*told, phrase("data.looked", count=theirs.looked)] if theirs.looked else told


def as_json(theirs: Theirs) -> dict[str, Any]:
    """For another service; who asked in somebody’s place, and what a seller says in secret, stays out of it."""
    mine = [
        {"offer": kind, **{name: value for name, value in asdict(one).items() if name not in _OF_OTHERS}}
        for one, kind in theirs.asked
    ]
    own = [
        {"number": one.id, "kind": one.said.kind, "what": one.said.what, "words": one.said.words, **_facts(one)}
        for one in theirs.offered
    ]
    return {**({"asked_for": mine} if mine else {}), **({"offers": own} if own else {})}


def _facts(one: Kept) -> dict[str, Any]:
    """What was told of an offer beside its words."""
    known = {name: value for name, value in asdict(one.said.facts).items() if value not in (None, "")}
    return {"facts": known} if known else {}


async def speaks(turn: Turn, account: int) -> bool:
    """Whether somebody speaks for an owner, and so has a menu of their own."""
    return await owners.of_account(turn.here, account, None) is not None


async def who_hear(turn: Turn, account: int) -> list[int]:
    """The accounts that wait for an offer which goes with somebody."""
    found: set[int] = set()
    for number in await owners.of_person(turn.here, account):
        for one in await interests.of_owner(turn.here, number):
            if one.status not in STANDS:
                continue
            case = await cases.look_up(turn.here, one.case_reference) if one.case_reference is not None else None
            found.update(await members.members_of(turn.here, case.id) if case is not None else [one.account or 0])
    return sorted(found - {account, 0})


async def gone(turn: Turn, account: int, told: list[int], *, spoke: bool) -> None:
    """Somebody went with their offers: those who waited hear, and a menu of theirs goes."""
    await turn.say(told, phrase("interest.gone"))
    if spoke:
        await turn.call(account, "deleteMyCommands", {}, fleeting=True)
