"""Telling: who hears that the pilot is another one, each once. A few at a time, each few with the next date in one
transaction, so that it holds nobody up however many they are, and a stop in the middle loses and doubles nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from conversations.kinds.notice import NoticeStep
from handlers.pilot.proposing import of
from handlers.turn.audience import can_be_written_to, named, tell_each, tell_person
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Param, Phrase, phrase
from storage import cases, departures, members
from storage import pilot as stored
from storage.acts import note_act
from storage.cases import Case
from storage.durable import due
from storage.handover import Status
from storage.pilot import Proposal

PARTNERS, PEOPLE, WRITERS = "pilot:partners", "pilot:people", "pilot:writers"
MOST = 25
"""So many are told in a turn."""
TOLD = "pilot_told"
"""What the history of a case keeps: which notice its people were told of, and when."""


async def begin(turn: Turn, proposal: Proposal, before: str) -> None:
    """They hear of it from now on, in sending hours: partners, people with an open case, whoever is writing one."""
    for kind in (PARTNERS, PEOPLE, WRITERS):
        await due.schedule(turn.here, kind, 0, turn.now, {"pilot": proposal.id, "before": before})


async def _accepted(turn: Turn, expects: Mapping[str, Any]) -> Proposal | None:
    """What was accepted, unless another is the pilot by now: of that one they will hear, or have heard."""
    found = await stored.find(turn.here, int(expects["pilot"]))
    so = found is not None and found.status is Status.ACCEPTED and turn.network.identity.pilot == found.organisation
    return found if so else None


def _about(turn: Turn, proposal: Proposal, expects: Mapping[str, Any]) -> dict[str, Param]:
    since = turn.day(proposal.ended_at or proposal.proposed_at)
    network = turn.network.identity.name
    return {**of(turn, proposal), **turn.contact, "before": str(expects["before"]), "since": since, "network": network}


async def _next(turn: Turn, kind: str, expects: Mapping[str, Any], after: int) -> None:
    await due.schedule(turn.here, kind, 0, turn.now, {**expects, "after": after})


# --- those who work for the network -----------------------------------------------------------------------------------


async def partners_are_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Everybody who works for the network, in the way that reaches them; the coordination hears whom none reaches."""
    proposal = await _accepted(turn, expects)
    if proposal is None:
        return
    away = await departures.departed(turn.here)
    knows = {*turn.coordinators(), turn.accounts.get(proposal.referent)}
    readers = [
        r.id for r in turn.network.referents if r.id not in away and turn.accounts.get(r.id) not in knows - {None}
    ]
    said = phrase("pilot.partner", **_about(turn, proposal, expects))
    subject = phrase("mail.pilot.subject", network=turn.network.identity.name)
    name = f"new pilot, partners:{proposal.id}"
    show = partial(turn.say, locale=PARTNER_LOCALE, name=name)
    ways = await tell_each(turn, readers, lambda account: show(account, said), subject, [said])
    uncalled = tuple(named(turn.network, id_)["referent"] for id_, way in ways.items() if way == "phone")
    if uncalled:
        await turn.say(turn.coordinators(), phrase("pilot.uncalled", names=uncalled), locale=PARTNER_LOCALE)


# --- people with an open case -----------------------------------------------------------------------------------------


async def people_are_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The next few open cases that were sent before: each of their people hears once, whatever cases they have."""
    proposal = await _accepted(turn, expects)
    if proposal is None or proposal.ended_at is None:
        return
    ids = await stored.open_since_before(turn.here, proposal.ended_at, int(expects.get("after", 0)), MOST)
    for case in (await cases.these(turn.here, ids)).values():
        await _tell_case(turn, proposal, case, _about(turn, proposal, expects))
    if len(ids) == MOST:
        await _next(turn, PEOPLE, expects, ids[-1])


async def _tell_case(turn: Turn, proposal: Proposal, case: Case, about: Mapping[str, Param]) -> None:
    theirs = await members.members_of(turn.here, case.id)
    if theirs:
        screen = _screen(turn, about, phrase("pilot.person.more"))
        await turn.show([one for one in theirs if not await _was_told(turn, proposal, one)], screen, _name(proposal))
    elif proposal.ended_at is not None and not await stored.has_another(turn.here, case, proposal.ended_at):
        await tell_person(turn, case, _screen(turn, about), _name(proposal))
    steps = turn.runtime.flows["intake"].steps
    notice = next((step.version for step in steps if isinstance(step, NoticeStep)), "")
    kept = {"organisation": proposal.organisation, "version": turn.version, "notice": notice}
    await note_act(turn.here, case.id, TOLD, "clock", turn.now, kept)


def _name(proposal: Proposal) -> str:
    return f"new pilot:{proposal.id}"


async def _was_told(turn: Turn, proposal: Proposal, account: int) -> bool:
    return await turn.was_sent(account, _name(proposal))


def _screen(turn: Turn, about: Mapping[str, Param], *more: Phrase) -> Screen:
    """What changes for somebody, and what does not; `more` is for whoever has the commands at hand."""
    known = turn.network.identity.privacy
    said: list[Paragraph] = [phrase("pilot.person", **about), phrase("pilot.person.contact", **about)]
    if known is not None:
        said.append(phrase("pilot.person.officer", officer=known.officer.name.phrase(), email=known.officer.email))
    return Screen([*said, phrase("pilot.person.same"), *more])


# --- people who are writing one ---------------------------------------------------------------------------------------


async def writers_are_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Whoever had read the notice of before and has not sent anything yet."""
    proposal = await _accepted(turn, expects)
    if proposal is None:
        return
    found = await stored.writing(turn.here, "intake", int(expects.get("after", 0)), MOST)
    screen = _screen(turn, _about(turn, proposal, expects), phrase("pilot.person.draft"), phrase("pilot.person.more"))
    for account in (chat for chat, writes in found if writes):
        if await can_be_written_to(turn, account) and not await _was_told(turn, proposal, account):
            await turn.show(account, screen, _name(proposal))
    if len(found) == MOST:
        await _next(turn, WRITERS, expects, found[-1][0])
