"""Proposing: a coordinator proposes that an organisation becomes the pilot, to somebody of it; until it is answered it
can be taken back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from handlers.pilot.verbs import ANSWER, BACK, OF, PILOT, TO, TURN
from handlers.signatures import standing
from handlers.slots.pick_referent import by_code, page_of
from handlers.turn.audience import named
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import pilot
from network.model import Organisation, Referent
from network.phrase import Param, Phrase, phrase
from network.text import code
from storage import departures
from storage import pilot as stored
from storage.durable import due
from storage.handover import Status
from storage.pilot import Proposal

LAPSE = "pilot:lapse"
LASTS = timedelta(days=30)
"""So long a proposal waits for its answer: an assembly may have to decide."""


# --- how it stands ----------------------------------------------------------------------------------------------------


def now(turn: Turn) -> str:
    """The name of the pilot."""
    held = pilot.holder(turn.network)
    return held.name if held is not None else turn.network.identity.contact.organisation


async def standing_of(turn: Turn) -> tuple[list[Phrase], list[list[Button]]]:
    """Who is the pilot, what is proposed, and what may be done, for the screen of all hand-overs."""
    waits = await stored.waiting(turn.here)
    said, rows = [phrase("pilot.now", organisation=now(turn))], [[PILOT.button("pilot.button", "whom")]]
    if waits is not None:
        about = of(turn, waits)
        said.append(phrase("pilot.waits", **about))
        rows = [[BACK.button("pilot.button.back", "back", waits.id, organisation=about["organisation"])]]
    return said, rows


def of(turn: Turn, proposal: Proposal) -> dict[str, Param]:
    """What a proposal says, for a phrase."""
    organisation = turn.network.known_organisations.get(proposal.organisation)
    name = organisation.name if organisation is not None else proposal.organisation
    days = {"date": turn.day(proposal.proposed_at), "until": turn.day(proposal.proposed_at + LASTS)}
    return {**named(turn.network, proposal.referent), "organisation": name, **days}


def asked_as(proposal: Proposal) -> str:
    """The logical name of the message by which somebody is asked."""
    return f"pilot:{proposal.id}"


def seen_as(proposal: Proposal) -> str:
    """The logical name of the message that shows what everybody will read."""
    return f"pilot seen:{proposal.id}"


async def over(turn: Turn, proposal: Proposal, key: str) -> None:
    """What both say, now that the proposal has ended."""
    account = turn.accounts.get(proposal.referent)
    if account is not None:
        said = Screen([phrase(key, network=turn.network.identity.name, **of(turn, proposal))], locale=PARTNER_LOCALE)
        await turn.redraw(account, said, asked_as(proposal))
        await turn.redraw(account, said, seen_as(proposal))


# --- to whom ----------------------------------------------------------------------------------------------------------


def _name(chat_id: int) -> str:
    return f"pilot whom:{chat_id}"


async def press(turn: Turn, telegram_id: int, _what: str) -> None:
    """To which organisation?"""
    await turn.show(telegram_id, await _organisations(turn, telegram_id, 0), _name(telegram_id))


async def press_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of them, or all of them again."""
    await turn.edit(telegram_id, await _organisations(turn, telegram_id, page), _name(telegram_id))


async def _organisations(turn: Turn, proposer: int, page: int) -> Screen:
    able = await _able(turn, proposer)
    organisations = [one for one in turn.network.organisations if any(r.organisation == one.id for r in able)]
    if not organisations:
        return Screen([phrase("pilot.nobody")], locale=PARTNER_LOCALE)
    rows = [[OF.button(verbatim(one.on_button), "of", code(one.id))] for one in organisations]
    return Screen([phrase("pilot.ask.organisation", now=now(turn))], page_of(rows, page, TURN), PARTNER_LOCALE)


async def _able(turn: Turn, proposer: int) -> list[Referent]:
    """Those who can be asked: with an account, still there, of another organisation than the pilot, and another person
    than whoever proposes.
    """
    away, held = await departures.departed(turn.here), pilot.holder(turn.network)
    bound = (one for one in turn.network.referents if one.id in turn.accounts and one.id not in away)
    others = (one for one in bound if held is None or one.organisation != held.id)
    return [one for one in others if turn.accounts[one.id] != proposer]


async def press_of(turn: Turn, telegram_id: int, _what: str, which: str) -> None:
    """Who answers for it?"""
    organisation = _by_code(turn, which)
    theirs = [
        r for r in await _able(turn, telegram_id) if organisation is not None and r.organisation == organisation.id
    ]
    if organisation is None or not theirs:
        turn.answer(phrase("press.over"))
        return
    rows = [[TO.button("pilot.who", "to", code(one.id), referent=one.name.phrase())] for one in theirs]
    back = [[TURN.button("pilot.other", "page", 0)]]
    asked = phrase("pilot.ask.who", organisation=organisation.name)
    await turn.edit(telegram_id, Screen([asked], [*rows, *back], PARTNER_LOCALE), _name(telegram_id))


def _by_code(turn: Turn, which: str) -> Organisation | None:
    return next((one for one in turn.network.organisations if code(one.id) == which), None)


async def press_to(turn: Turn, telegram_id: int, what: str, whom: str) -> None:
    """It is said what is proposed before it is, and it is by a second press."""
    referent = by_code(turn, whom)
    if referent is None or referent not in await _able(turn, telegram_id):
        turn.answer(phrase("press.over"))
    elif what == "to":
        about = {"days": LASTS.days, "now": now(turn), **named(turn.network, referent.id)}
        said: list[Paragraph] = [phrase("pilot.propose.ask", **about)]
        absent = standing.missing(turn, await standing.signed(turn))
        if any(one.id == referent.organisation for one in absent):
            said.append(phrase("pilot.unsigned", **about))
        yes, no = TO.button("pilot.propose", "propose", whom), TURN.button("pilot.other", "page", 0)
        await turn.edit(telegram_id, Screen(said, [[yes], [no]], PARTNER_LOCALE), _name(telegram_id))
    else:
        await _propose(turn, telegram_id, referent)


async def _propose(turn: Turn, telegram_id: int, referent: Referent) -> None:
    made = await stored.propose(turn.here, referent.organisation, referent.id, telegram_id, turn.now)
    if made is None:
        turn.answer(phrase("pilot.already"))
        return
    turn.answer(phrase("pass.done"))
    done = Screen([phrase("pilot.proposed", **of(turn, made))], locale=PARTNER_LOCALE)
    await turn.edit(telegram_id, done, _name(telegram_id))
    mine = turn.referent_of(telegram_id)
    by = mine.name.phrase() if mine is not None else phrase("coordination.unnamed")
    asked = phrase("pilot.yours", by=by, network=turn.network.identity.name, **of(turn, made))
    rows = [[ANSWER.button(f"pilot.{word}", word, made.id)] for word in ("fill", "refuse")]
    await turn.show(turn.accounts[referent.id], Screen([asked], rows, PARTNER_LOCALE), asked_as(made))
    await tell_coordinators(turn, [phrase("pilot.proposed.other", by=by, **of(turn, made))], besides=telegram_id)
    await due.schedule(turn.here, LAPSE, 0, turn.now + LASTS, {"pilot": made.id})


async def tell_coordinators(turn: Turn, said: Sequence[Paragraph], besides: int = 0) -> None:
    """All of them but whoever did it."""
    await turn.say([one for one in turn.coordinators() if one != besides], *said, locale=PARTNER_LOCALE)


# --- taken back, or not answered --------------------------------------------------------------------------------------


async def take_back(turn: Turn, telegram_id: int, _what: str, proposal: Proposal | None) -> None:
    """A coordinator takes a proposal back."""
    if proposal is None or not await stored.end(turn.here, proposal.id, Status.BACK, turn.now):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("pass.done"))
    await over(turn, proposal, "pilot.back.theirs")
    await turn.say(telegram_id, phrase("pilot.back", **of(turn, proposal)), locale=PARTNER_LOCALE)


async def lapse_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody answered in time."""
    proposal = await stored.find(turn.here, int(expects["pilot"]))
    if proposal is not None and await stored.end(turn.here, proposal.id, Status.LAPSED, turn.now):
        await over(turn, proposal, "pilot.lapsed.theirs")
        await tell_coordinators(turn, [phrase("pilot.lapsed", **of(turn, proposal))])


BUILT_KEYS = {"pilot.{}": ("fill", "refuse")}
