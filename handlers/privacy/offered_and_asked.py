"""Offered and asked: what somebody offered and what they asked for, shown to them; and who hears that it goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from handlers.turn.screen import Paragraph
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import cases, interests, members, owners
from storage.interests import STANDS, Interest
from storage.offers import Kept


def lines(turn: Turn, asked: Iterable[Interest], offered: Iterable[Kept]) -> list[Paragraph]:
    """In words: an offer that is asked for by its number, one’s own as it was told."""
    told: list[Paragraph] = [
        phrase("data.interest", offer=one.offer_id, date=turn.day(one.asked_at), words=one.words) for one in asked
    ]
    own = [phrase("data.offer", number=one.id, what=one.said.what, words=one.said.words) for one in offered]
    return [*told, *own]


def as_json(asked: Iterable[Interest], offered: Iterable[Kept]) -> dict[str, Any]:
    """For another service; who asked in somebody’s place stays out of it."""
    mine = [{name: value for name, value in asdict(one).items() if name != "asked_by"} for one in asked]
    own = [{"number": one.id, "kind": one.said.kind, "what": one.said.what, "words": one.said.words} for one in offered]
    return {**({"asked_for": mine} if mine else {}), **({"offers": own} if own else {})}


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
