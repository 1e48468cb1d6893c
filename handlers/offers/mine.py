"""Mine: the offers that somebody speaks for, how each stands, and what they may do with it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.freshness.verbs import HOLDS
from handlers.interests.verbs import OPEN as ANSWER
from handlers.offers import completing, correcting, said
from handlers.offers.verbs import COMPLETE, ENDS, LOOK, MINE, NEW, OPEN, looks_after
from handlers.turn import pages
from handlers.turn.rights import REFERENT
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import Turn
from network.energy import kept_from_public
from network.offers import Part
from network.phrase import Phrase, phrase
from storage import interests, offers, owners, pictures
from storage.durable.sent_messages import FILE
from storage.offers import Kept, Status

PAGE = 8
_HOLDS = {Status.ASKED: "fresh.button.holds", Status.STALE: "fresh.button.back"}
BUILT_KEYS = {"offer.status.{}": Status, "offer.button.{}": ("taken", "withdraw", "more", "words", "see")}


async def theirs(turn: Turn, account: int) -> list[Kept]:
    """The offers that somebody speaks for or looks after, the newest first."""
    owner = await owners.of_account(turn.here, account, None)
    actor = turn.actor(account) if await REFERENT.holds(turn, account) else ""
    return [
        one
        for one in reversed(await offers.standing(turn.here))
        if looks_after(turn, account, one)
        or (owner is not None and one.owner_id == owner.id)
        or (actor and one.posted_by == actor)
    ]


async def show(turn: Turn, account: int, locale: str, every: Sequence[Kept], page: int = 0) -> None:
    """All of them, a line each, a page at a time."""
    there = pages.at(every, page, PAGE)
    shown = there.shown
    told: list[Paragraph] = [phrase("offer.mine", count=len(every)) if every else phrase("offer.mine.none")]
    told += [tuple(_line(turn, one) for one in shown)] if shown else []
    rows = [[OPEN.button("offer.mine.button", "open", one.id, number=one.id, what=_what(one))] for one in shown]
    rows += there.turns(MINE, "mine", called=("offer.mine.before", "offer.mine.after"))
    rows.append([NEW.button("offers.button.new", "new")])
    await turn.show(account, Screen(told, rows, locale), f"offer:mine:{turn.row.id}")


def _line(turn: Turn, one: Kept) -> Phrase:
    status, where = phrase(f"offer.status.{one.status}"), said.place(turn, one.said)
    return phrase("offer.mine.line", number=one.id, what=_what(one), place=where, status=status)


def _what(one: Kept) -> Phrase | str:
    return one.said.what or phrase(f"new-offer.offered.{one.said.kind}")


async def press(turn: Turn, account: int, _what: str, page: int) -> None:
    """[Mes offres], or another page of them."""
    await show(turn, account, await turn.locale_of(account), await theirs(turn, account), page)


async def open_(turn: Turn, account: int, what: str, one: Kept) -> None:
    """One of them: itself, what it lacks, its words anew, or as others see it."""
    locale = await turn.locale_of(account)
    match what:
        case "more":
            await completing.show(turn, account, one, locale)
        case "words":
            await correcting.begin(turn, account, one)
        case "see":
            await _as_others(turn, account, one, locale)
        case _:
            await _card(turn, account, one, locale)


async def _card(turn: Turn, account: int, one: Kept, locale: str) -> None:
    told: list[Paragraph] = [
        phrase("offer.status", number=one.id, status=phrase(f"offer.status.{one.status}")),
        *said.lines(turn, one.said, known=True),
        *said.whom(turn, one.said),
    ]
    rows = [*await _first(turn, account, one), *ways(turn, one)]
    await turn.show(account, Screen(told, rows, locale), f"offer:{one.id}:mine:{turn.row.id}")


async def _first(turn: Turn, account: int, one: Kept) -> list[list[Button]]:
    """What waits for whoever opens it: to look at it, to say whether it still holds, to answer who asked for it."""
    if one.status is Status.WAITING and looks_after(turn, account, one):
        return [[LOOK.button("offer.button.look", one.id)]]
    rows = [[HOLDS.button(_HOLDS[one.status], "holds", one.id)]] if one.status in _HOLDS else []
    if one.said.confidential:
        return rows
    waits = await interests.in_offer(turn.here, one.id, interests.WAITS)
    answers = ([ANSWER.button("interest.button.answer", "open", asked.id, number=asked.id)] for asked in waits[:PAGE])
    return [*rows, *answers]


def ways(turn: Turn, one: Kept) -> list[list[Button]]:
    """What may be done with an offer by whoever speaks for it."""
    if one.status in (Status.TAKEN, Status.WITHDRAWN):
        return []
    rows = [[OPEN.button(f"offer.button.{what}", what, one.id)] for what in ("more", "words", "see")]
    if kept_from_public(one.said, turn.today) is not None:
        rows.insert(0, [COMPLETE.button("offer.button.energy", "part", one.id, Part.ENERGY)])
    return [*rows, *([ENDS.button(f"offer.button.{ends}", ends, one.id)] for ends in ("taken", "withdraw"))]


async def _as_others(turn: Turn, account: int, one: Kept, locale: str) -> None:
    note = phrase("offer.seen_so" if one.shown else "offer.seen_not")
    pictured = await pictures.of_offer(turn.here, one.id)
    file = ("photo", {"picture": pictured[0]}) if pictured else None
    told = [note, *said.lines(turn, one.said), *said.whom(turn, one.said)]
    name = f"offer:{one.id}:seen:{turn.row.id}{FILE if file else ''}"
    await turn.show(account, Screen(told, (), locale, file=file), name)
