"""Handing over, /relais: the coordination is proposed, accepted or refused; whoever proposed it stays or leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from handlers.handover import ready
from handlers.handover.verbs import AFTER, ANSWER, BACK, HANDOVER, PAGE, TO
from handlers.lists import waiting
from handlers.partners import coordination, menus
from handlers.pilot import proposing
from handlers.slots.pick_referent import by_code, page_of
from handlers.turn.audience import can_be_written_to, named
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.model import Referent
from network.phrase import Param, phrase
from network.text import code
from storage import accounts, coordinators, departures
from storage import handover as stored
from storage.durable import due
from storage.handover import Proposal, Status

LAPSE = "handover:lapse"
LASTS = timedelta(days=14)
"""So long a proposal waits for its answer."""

BUILT_KEYS = {
    "handover.{}": ("accept", "refuse", "remain", "quit"),
    "handover.leave.{}": ("leaving", "stay"),
}


# --- /relais ----------------------------------------------------------------------------------------------------------


async def command(turn: Turn, chat_id: int, _locale: str, _argument: str) -> None:
    """/relais: who coordinates, what is proposed, and what may be done."""
    waiting = await stored.waiting(turn.here)
    said: list[Paragraph] = [phrase("handover.title", names=coordination.names(turn))]
    said += [phrase("handover.waits", **_of(turn, one)) for one in waiting]
    said.append(phrase("handover.what"))
    of_pilot, ways = await proposing.standing_of(turn)
    said += of_pilot
    rows = [
        [HANDOVER.button("handover.button.whom", "whom")],
        *([BACK.button("handover.button.back", "back", one.id, **_of(turn, one))] for one in waiting),
        *ways,
        [HANDOVER.button("handover.button.ready", "ready")],
        [HANDOVER.button("handover.button.leave", "leave")],
    ]
    await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE), f"relais:{chat_id}")


def _of(turn: Turn, proposal: Proposal) -> dict[str, Param]:
    until = turn.day(proposal.proposed_at + LASTS)
    return {**named(turn.network, proposal.referent), "until": until, "date": turn.day(proposal.proposed_at)}


async def press(turn: Turn, telegram_id: int, what: str) -> None:
    """One of the buttons under it."""
    match what:
        case "whom":
            await turn.show(telegram_id, await _whom(turn, 0), _name(telegram_id))
        case "ready":
            await ready.show(turn, telegram_id)
        case "leave":
            somebody = await coordinators.others_at_hand(turn.here, telegram_id)
            await turn.show(telegram_id, _ask_leaving() if somebody else _last(), _leaving(telegram_id))
        case "leaving":
            await _leave(turn, telegram_id, _leaving(telegram_id))
        case _:
            kept = Screen([phrase("handover.stayed")], locale=PARTNER_LOCALE)
            await turn.edit(telegram_id, kept, _leaving(telegram_id))


def _name(chat_id: int) -> str:
    return f"handover whom:{chat_id}"


def _ask_leaving() -> Screen:
    rows = [[HANDOVER.button(f"handover.leave.{word}", word)] for word in ("leaving", "stay")]
    return Screen([phrase("handover.leave.ask")], rows, PARTNER_LOCALE)


def _last() -> Screen:
    """Somebody else has to be there first, and how they are."""
    rows = [[HANDOVER.button("handover.button.whom", "whom")]]
    return Screen([phrase("handover.last.more")], rows, PARTNER_LOCALE)


def _leaving(chat_id: int) -> str:
    return f"handover leaving:{chat_id}"


# --- proposed ---------------------------------------------------------------------------------------------------------


async def press_page(turn: Turn, telegram_id: int, _what: str, page: int) -> None:
    """Another page of those whom it may be proposed to."""
    await turn.edit(telegram_id, await _whom(turn, page), _name(telegram_id))


async def _whom(turn: Turn, page: int) -> Screen:
    """A button for each referent with an account who does not coordinate."""
    rows = [[TO.button("handover.whom", "to", code(r.id), **named(turn.network, r.id))] for r in await _able(turn)]
    if not rows:
        return Screen([phrase("handover.nobody")], locale=PARTNER_LOCALE)
    return Screen([phrase("handover.ask.whom")], page_of(rows, page, PAGE), PARTNER_LOCALE)


async def _able(turn: Turn) -> list[Referent]:
    away, already = await departures.departed(turn.here), set(turn.coordinators())
    bound = [r for r in turn.network.referents if r.id in turn.accounts and r.id not in away]
    return [r for r in bound if turn.accounts[r.id] not in already]


async def press_to(turn: Turn, telegram_id: int, what: str, whom: str) -> None:
    """It is said what is proposed before it is, and it is by a second press."""
    referent = by_code(turn, whom)
    if referent is None or referent not in await _able(turn):
        turn.answer(phrase("press.over"))
    elif what == "to":
        yes = TO.button("handover.propose", "propose", whom)
        no = HANDOVER.button("handover.propose.no", "whom")
        asked = phrase("handover.propose.ask", days=LASTS.days, **named(turn.network, referent.id))
        await turn.edit(telegram_id, Screen([asked], [[yes], [no]], PARTNER_LOCALE), _name(telegram_id))
    else:
        await _propose(turn, telegram_id, referent)


async def _propose(turn: Turn, telegram_id: int, referent: Referent) -> None:
    waits = any(one.referent == referent.id for one in await stored.waiting(turn.here))
    made = None if waits else await stored.propose(turn.here, referent.id, telegram_id, turn.now)
    if made is None:
        turn.answer(phrase("press.noted"))
        return
    turn.answer(phrase("pass.done"))
    done = phrase("handover.proposed", **_of(turn, made))
    await turn.edit(telegram_id, Screen([done], locale=PARTNER_LOCALE), _name(telegram_id))
    mine = turn.referent_of(telegram_id)
    by = mine.name.phrase() if mine is not None else phrase("coordination.unnamed")
    asked = phrase("handover.yours.ask", by=by, network=turn.network.identity.name, **_of(turn, made))
    rows = [[ANSWER.button(f"handover.{word}", word, made.id)] for word in ("accept", "refuse")]
    await turn.show(turn.accounts[referent.id], Screen([asked], rows, PARTNER_LOCALE), _asked(made))
    others = [one for one in turn.coordinators() if one != telegram_id]
    await turn.say(others, phrase("handover.proposed.other", by=by, **_of(turn, made)), locale=PARTNER_LOCALE)
    await due.schedule(turn.here, LAPSE, 0, turn.now + LASTS, {"handover": made.id})


def _asked(proposal: Proposal) -> str:
    """The logical name of the message by which somebody is asked."""
    return f"handover:{proposal.id}"


async def _over(turn: Turn, proposal: Proposal, key: str) -> None:
    """What the message says by which they were asked, now that the proposal has ended."""
    account = turn.accounts.get(proposal.referent)
    if account is not None:
        said = phrase(key, network=turn.network.identity.name, **_of(turn, proposal))
        await turn.redraw(account, Screen([said], locale=PARTNER_LOCALE), _asked(proposal))


async def take_back(turn: Turn, telegram_id: int, _what: str, proposal: Proposal) -> None:
    """A coordinator takes a proposal back."""
    if not await stored.end(turn.here, proposal.id, Status.BACK, turn.now):
        turn.answer(phrase("press.over"))
        return
    turn.answer(phrase("pass.done"))
    await _over(turn, proposal, "handover.back.theirs")
    await turn.say(telegram_id, phrase("handover.back", **_of(turn, proposal)), locale=PARTNER_LOCALE)


async def lapse_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody answered in time."""
    proposal = await stored.find(turn.here, int(expects["handover"]))
    if proposal is not None and await stored.end(turn.here, proposal.id, Status.LAPSED, turn.now):
        await _over(turn, proposal, "handover.lapsed.theirs")
        await turn.say(turn.coordinators(), phrase("handover.lapsed", **_of(turn, proposal)), locale=PARTNER_LOCALE)


# --- answered ---------------------------------------------------------------------------------------------------------


async def answer(turn: Turn, telegram_id: int, what: str, proposal: Proposal) -> None:
    """The one whom it was proposed to accepts or refuses."""
    accepts = what == "accept"
    ended = Status.ACCEPTED if accepts else Status.REFUSED
    if not await stored.end(turn.here, proposal.id, ended, turn.now):
        turn.answer(phrase("press.over"))
    elif accepts:
        await _accepted(turn, telegram_id, proposal)
    else:
        turn.answer(phrase("pass.done"))
        await _over(turn, proposal, "handover.refused.theirs")
        await turn.say(turn.coordinators(), phrase("handover.refused", **_of(turn, proposal)), locale=PARTNER_LOCALE)


async def _accepted(turn: Turn, telegram_id: int, proposal: Proposal) -> None:
    before = turn.coordinators()
    await coordinators.begin(turn.here, proposal.referent, turn.now)
    await accounts.end_invitations(turn.here, proposal.referent, turn.now)  # others may have made them
    await coordination.refresh(turn)
    turn.answer(phrase("pass.done"))
    await _over(turn, proposal, "handover.accepted.theirs")
    await menus.show(turn, telegram_id)
    found = await waiting.waiting(turn, telegram_id, "")
    await waiting.show_waiting(turn, telegram_id, PARTNER_LOCALE, "", found)
    said = phrase("handover.accepted", **_of(turn, proposal))
    for account in before:
        if account == proposal.proposer:
            rows = [[AFTER.button(f"handover.{word}", word, proposal.id)] for word in ("remain", "quit")]
            asked = Screen([said, phrase("handover.and_you")], rows, PARTNER_LOCALE)
            await turn.show(account, asked, _after(proposal))
        else:
            await turn.say(account, said, locale=PARTNER_LOCALE)
    await _tell_partners(turn, "handover.told.begun", named(turn.network, proposal.referent)["referent"])


def _after(proposal: Proposal) -> str:
    return f"handover after:{proposal.id}"


async def after(turn: Turn, telegram_id: int, what: str, proposal: Proposal) -> None:
    """Whoever proposed it stays as well, or leaves."""
    if what == "quit":
        if await _leave(turn, telegram_id, _after(proposal)):
            await stored.choose(turn.here, proposal.id, what)
    elif await stored.choose(turn.here, proposal.id, what):
        turn.answer(phrase("pass.done"))
        stays = Screen([phrase("handover.stayed")], locale=PARTNER_LOCALE)
        await turn.edit(telegram_id, stays, _after(proposal))
    else:
        turn.answer(phrase("press.over"))


async def _leave(turn: Turn, telegram_id: int, name: str) -> bool:
    """A coordinator leaves the role, unless nobody would be left. Returns whether they left."""
    mine = turn.referent_of(telegram_id)
    if not await coordinators.leave(turn.here, telegram_id, turn.now):
        turn.answer(phrase("handover.last"))
        await turn.edit(telegram_id, _last(), name)
        return False
    await coordination.refresh(turn)
    turn.answer(phrase("pass.done"))
    gone = phrase("handover.left", names=coordination.names(turn))
    await turn.edit(telegram_id, Screen([gone], locale=PARTNER_LOCALE), name)
    await menus.show(turn, telegram_id)
    who = mine.name.phrase() if mine is not None else phrase("coordination.unnamed")
    await turn.say(turn.coordinators(), phrase("handover.left.other", referent=who), locale=PARTNER_LOCALE)
    await _tell_partners(turn, "handover.told.left", who, besides=telegram_id)
    return True


async def _tell_partners(turn: Turn, key: str, who: Param, besides: int = 0) -> None:
    """Everybody with an account hears of it who does not coordinate."""
    known = set(turn.coordinators()) | {besides}
    readers = [account for account in sorted(turn.accounts.values()) if account not in known]
    said = phrase(key, names=coordination.names(turn), referent=who)
    await turn.say([one for one in readers if await can_be_written_to(turn, one)], said, locale=PARTNER_LOCALE)
