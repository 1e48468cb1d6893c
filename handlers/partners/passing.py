"""Passing on: every open slot of one referent goes to another, all in one turn or none.

A coordinator, or the correspondent of an organisation among its own people, chooses both, sees what will move and what
the other cannot take, and writes a line to whoever takes over. Dates that were promised never move; each person hears
of it as when one slot is moved.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from conversations.engine.effects import Submit
from handlers.lists import in_place, listing
from handlers.partners.verbs import PASSING, PASSING_BETWEEN, PASSING_FROM, PASSING_PAGE, PASSING_WHOM
from handlers.slots import acting, candidates
from handlers.slots.pick_referent import by_code
from handlers.turn import forms, pages
from handlers.turn.audience import all_told, tell_each, unwritten
from handlers.turn.rights import answers_for, their_people
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act, may
from network.machine import By, decide
from network.model import Referent, Role
from network.phrase import Param, Phrase, phrase
from network.slots import MoveReason
from network.text import code
from storage import absences, cases, departures
from storage.cases import Case
from storage.conversations import ConflictError

FLOW = "passing"
KIND = "passing"


@dataclass(frozen=True, slots=True)
class Passing:
    """What goes from one to another: references and roles, with the version each slot was seen in. `left` are those
    that the other does not take.
    """

    giver: Referent
    taker: Referent
    going: Sequence[tuple[str, str, int]]
    left: Sequence[str]

    @property
    def references(self) -> tuple[str, ...]:
        """The cases that go, each once."""
        return tuple(dict.fromkeys(reference for reference, _, _ in self.going))

    @property
    def seen(self) -> str:
        """Eight characters for exactly what goes: another set, or a slot that somebody acted on, has others."""
        told = " ".join(f"{reference}:{role}:{version}" for reference, role, version in self.going)
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    def names(self) -> dict[str, str]:
        """Both, for a phrase."""
        return {"giver": self.giver.name.fr, "taker": self.taker.name.fr}


# --- from whom, to whom -----------------------------------------------------------------------------------------------


async def command(turn: Turn, chat_id: int, _locale: str, _argument: str) -> None:
    """/transmettre: whose cases?"""
    await turn.show(chat_id, await _from_whom(turn, chat_id, 0), _name(chat_id))


async def press_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of those who have cases."""
    await turn.edit(telegram_id, await _from_whom(turn, telegram_id, page), _name(telegram_id))


async def _from_whom(turn: Turn, account: int, page: int) -> Screen:
    theirs = await their_people(turn, account)
    load = await cases.load_of(turn.here, [referent.id for referent in theirs])
    having = [referent for referent in theirs if load.get(referent.id)]
    if not having:
        return Screen([phrase("handing.nobody")], locale=PARTNER_LOCALE)
    there = pages.at([[_giver(referent, load[referent.id])] for referent in having], page, listing.PAGE)
    rows = [*there.shown, *there.turns(PASSING_PAGE, "page")]
    return Screen([phrase("handing.from")], rows, PARTNER_LOCALE)


def _giver(referent: Referent, count: int) -> Button:
    return PASSING_FROM.button("handing.button.from", "from", code(referent.id), referent=referent.name.fr, count=count)


def _name(chat_id: int) -> str:
    return f"passing:{chat_id}"


async def press_from(turn: Turn, telegram_id: int, _what: str, giver: str) -> None:
    """Whose cases was chosen: to whom?"""
    await press_whom(turn, telegram_id, "whom", giver, 0)


async def press_whom(turn: Turn, telegram_id: int, _what: str, giver: str, page: int) -> None:
    """A page of those to whom they can go."""
    if (of := by_code(turn, giver)) is None:
        turn.answer(phrase("press.over"))
        return
    gone, theirs = await _unavailable(turn), await cases.owned_by(turn.here, of.id)
    roles = [role for case in theirs for role, slot in case.slots.items() if slot.owner == of.id]
    others = [one for one in await their_people(turn, telegram_id) if one != of and one.id not in gone]
    others.sort(key=lambda one: -sum(_takes(turn, one, role) for role in roles))  # who takes most of it comes first
    there = pages.at([[_taker(of, one)] for one in others], page, listing.PAGE)
    rows = [*there.shown, *there.turns(PASSING_WHOM, "whom", giver)]
    asked = Screen([phrase("handing.whom", giver=of.name.fr)], rows, PARTNER_LOCALE)
    await in_place.show(turn, telegram_id, asked, _name(telegram_id))


def _taker(giver: Referent, one: Referent) -> Button:
    return PASSING_BETWEEN.button("handing.button.to", "to", code(giver.id), code(one.id), referent=one.name.fr)


async def _unavailable(turn: Turn) -> set[str]:
    """Who is away today, or gone."""
    of_file = {referent.id for referent in turn.network.referents if referent.is_absent(turn.today)}
    return {*of_file, *await absences.away(turn.here, turn.today), *await departures.departed(turn.here)}


# --- what would go ----------------------------------------------------------------------------------------------------


async def press_to(turn: Turn, telegram_id: int, _what: str, giver: str, taker: str) -> None:
    """Both were chosen: what goes, what stays, and the way on."""
    found = await _found(turn, by_code(turn, giver), by_code(turn, taker))
    if found is None:
        turn.answer(phrase("press.over"))
    else:
        await turn.edit(telegram_id, _preview(found), _name(telegram_id))


async def _found(turn: Turn, giver: Referent | None, taker: Referent | None) -> Passing | None:
    """What would go from one to the other now; None where it cannot be."""
    if giver is None or taker is None or giver == taker or taker.id in await _unavailable(turn):
        return None
    going: list[tuple[str, str, int]] = []
    left: list[str] = []
    for case in await cases.owned_by(turn.here, giver.id):
        for role, slot in case.slots.items():
            if slot.owner != giver.id or not may(slot.status, Act.MOVE):
                continue
            if _takes(turn, taker, role):
                going.append((case.reference, role, slot.version))
            else:
                left.append(case.reference)
    return Passing(giver, taker, going, left)


def _takes(turn: Turn, referent: Referent, role: str) -> bool:
    """Whether somebody can be given such a slot."""
    coordinating = turn.network.coordinating(turn.coordination.referents)
    return referent.id in turn.network.able_to(Role(role)) or referent.id in coordinating


def _preview(found: Passing) -> Screen:
    said: list[Paragraph] = [phrase("handing.preview", count=len(found.references), **found.names())]
    if found.going:
        said += [phrase("handing.going", references=found.references), phrase("handing.how", **found.names())]
    if found.left:
        said.append(phrase("handing.left", references=tuple(dict.fromkeys(found.left)), **found.names()))
    about = "go", code(found.giver.id), code(found.taker.id), found.seen
    return Screen(said, [[PASSING.button("handing.button.go", *about)]] if found.going else [], PARTNER_LOCALE)


async def press_go(turn: Turn, telegram_id: int, _what: str, giver: str, taker: str, seen: str) -> None:
    """What goes was seen: one line to whoever takes over, then the last word."""
    found = await _found(turn, by_code(turn, giver), by_code(turn, taker))
    if found is None or not found.going:
        turn.answer(phrase("press.over"))
    elif found.seen != seen:
        turn.answer(phrase("handing.changed"))
        await turn.edit(telegram_id, _preview(found), _name(telegram_id))
    else:
        about = f"{found.giver.id} {found.taker.id} {seen}"
        await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, about, pressed=True)


# --- all or none ------------------------------------------------------------------------------------------------------


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """The line was written, and the last word said: all that was seen goes, or nothing."""
    giver, taker, seen = form.about.split(" ")
    both = [turn.network.referent_by_id.get(one) for one in (giver, taker)]
    if not all([await answers_for(turn, telegram_id, one) for one in both]):
        await turn.say(telegram_id, phrase("refused.not_in_charge"), locale=locale)
        return
    found = await _found(turn, *both)
    if form.answers["sure"] != "move":
        await turn.say(telegram_id, phrase("handing.stopped"), locale=PARTNER_LOCALE)
    elif found is None:
        await turn.say(telegram_id, phrase("handing.cannot"), locale=PARTNER_LOCALE)
    elif found.seen != seen:
        await turn.say(telegram_id, phrase("handing.changed"), locale=PARTNER_LOCALE)
        await turn.show(telegram_id, _preview(found), _name(telegram_id))
    else:
        await _pass_on(turn, telegram_id, found, form.answers["line"])


async def _pass_on(turn: Turn, telegram_id: int, found: Passing, line: str) -> None:
    # A correspondent does for their own people what the coordination does for everybody.
    by, moved = By(turn.actor(telegram_id), coordinates=True), dict[int, Case]()
    why = phrase("person.passing", giver=found.giver.name.phrase(), taker=found.taker.name.phrase())
    detail = {"to": found.taker.id, "reason": MoveReason.OTHER}
    for reference, role, _ in found.going:
        case = await cases.get(turn.here, reference)
        fits = await candidates.of(turn, case, role, first=found.taker.id)
        new = decide(case.slots[role], Act.MOVE, by=by, now=turn.now, fits=fits)
        if await acting.carry_out(turn, case, Act.MOVE, by, new, detail, why=why) is None:
            raise ConflictError  # somebody was faster: nothing goes, and all of it is looked at again
        moved[case.id] = case
    about: dict[str, Param] = {"count": len(moved), "references": found.references, **found.names()}
    last = phrase("handing.line", line=line)
    for referent, key in ((found.giver, "handing.told.giver"), (found.taker, "handing.told.taker")):
        await _tell(turn, referent, phrase(key, **about), last, list(moved))
    calls = all_told(turn.network, await unwritten(turn, [found.giver.id, found.taker.id]))
    done = Screen([phrase("handing.done", **about), calls], locale=PARTNER_LOCALE)
    theirs = {turn.accounts.get(found.giver.id), turn.accounts.get(found.taker.id)} - {telegram_id}
    readers = dict.fromkeys((*turn.coordinators(), telegram_id))
    await listing.show(turn, [one for one in readers if one not in theirs], done, KIND, list(moved))


async def _tell(turn: Turn, referent: Referent, said: Phrase, line: Phrase, case_ids: Sequence[int]) -> None:
    """Once, in the way that reaches them. The line may name somebody: it goes in no e-mail, and with any of the cases
    that is erased.
    """
    told = Screen([said, line], locale=PARTNER_LOCALE, protect=True)
    subject = phrase("mail.passing.subject", network=turn.network.identity.name)
    show = partial(listing.show, turn, screen=told, kind=f"{KIND} on", case_ids=case_ids)
    await tell_each(turn, [referent.id], show, subject, [said])
