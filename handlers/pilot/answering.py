"""Answering: somebody of the organisation says who decided it, what people will read of it, sees that, and accepts.

From that commit on the network’s version names it. Nothing else changes: cases, dates and drafts go on as they are.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from conversations.engine.effects import Submit
from conversations.words.contacts import for_reading
from handlers.handover.verbs import HANDOVER
from handlers.pilot import telling
from handlers.pilot.proposing import asked_as, now, of, over, seen_as, tell_coordinators
from handlers.pilot.verbs import ACCEPT, ANSWER, answers_for
from handlers.turn import forms
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import privacy
from network.model import Network
from network.phrase import phrase
from network.pilot import Facts, taken_over
from storage import pilot as stored
from storage.handover import Status
from storage.pilot import Proposal

FLOW = "new-pilot"


async def press(turn: Turn, telegram_id: int, what: str, proposal: Proposal) -> None:
    """They say what there is to say, or refuse."""
    if proposal.status is not Status.WAITING:
        turn.answer(phrase("press.over"))
    elif what == "fill":
        await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, str(proposal.id), pressed=True)
    elif await stored.end(turn.here, proposal.id, Status.REFUSED, turn.now):
        turn.answer(phrase("pass.done"))
        await over(turn, proposal, "pilot.refused.theirs")
        await tell_coordinators(turn, [phrase("pilot.refused", **of(turn, proposal))])


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """What the organisation says of itself is kept, and shown as everybody will read it; nothing has changed yet."""
    proposal = await stored.find(turn.here, int(form.about))
    given = form.answers
    facts = Facts(
        decided=given["decided"],
        address=given["address"],
        status=given["status"],
        contact=given["desk"],
        phone=for_reading(given["phone"]),
        email=given["email"],
        officer=given["officer"],
        officer_email=given["officer_email"],
    )
    mine = proposal is not None and answers_for(turn, telegram_id, proposal)
    if proposal is None or not mine or not await stored.fill(turn.here, proposal.id, asdict(facts)):
        await turn.say(telegram_id, phrase("press.over"), locale=locale)
        return
    told = privacy.page(_becoming(turn, proposal, facts), "person", 1)
    await turn.say(telegram_id, phrase("pilot.seen", **of(turn, proposal)), *told, locale=PARTNER_LOCALE)
    await turn.show(telegram_id, _seen(proposal, facts), seen_as(proposal))


def _seen(proposal: Proposal, facts: Facts) -> Screen:
    """What is shown besides, and the last word."""
    said: list[Paragraph] = [
        phrase("pilot.seen.contact", name=facts.contact, phone=facts.phone, email=facts.email),
        phrase("pilot.seen.decided", decided=facts.decided),
        phrase("pilot.seen.nothing"),
    ]
    rows = [
        [ACCEPT.button("pilot.accept", "accept", proposal.id, _code(facts))],
        [ANSWER.button("pilot.correct", "fill", proposal.id)],
        [ANSWER.button("pilot.refuse", "refuse", proposal.id)],
    ]
    return Screen(said, rows, PARTNER_LOCALE)


def _becoming(turn: Turn, proposal: Proposal, facts: Facts) -> Network:
    return taken_over(turn.network, turn.network.organisation_by_id[proposal.organisation], facts)


def _code(facts: Facts) -> str:
    """Eight characters for exactly what was shown."""
    return hashlib.sha256(json.dumps(asdict(facts), sort_keys=True).encode()).hexdigest()[:8]


async def accept(turn: Turn, telegram_id: int, _what: str, proposal: Proposal, seen: str) -> None:
    """What they saw becomes so: a version of the network says it, and everybody whom it concerns will hear of it."""
    facts = Facts(**proposal.facts) if proposal.facts is not None else None
    if facts is None or _code(facts) != seen:
        turn.answer(phrase("press.over"))
        return
    before, after = now(turn), _becoming(turn, proposal, facts)
    if not await stored.end(turn.here, proposal.id, Status.ACCEPTED, turn.now):
        turn.answer(phrase("press.over"))
        return
    await turn.amend(after, proposal.referent, f"pilot {proposal.organisation}")
    await stored.became(turn.here, proposal.id, turn.version)
    turn.answer(phrase("pass.done"))
    await _tell_both(turn, telegram_id, proposal, facts, before)
    await telling.begin(turn, proposal, before)


async def _tell_both(turn: Turn, telegram_id: int, proposal: Proposal, facts: Facts, before: str) -> None:
    about = {**of(turn, proposal), "before": before, "network": turn.network.identity.name, "decided": facts.decided}
    theirs = Screen([phrase("pilot.accepted.theirs", **about)], locale=PARTNER_LOCALE)
    await turn.edit_buttons(telegram_id, Screen([]), asked_as(proposal))
    await turn.edit(telegram_id, theirs, seen_as(proposal))
    readers = [one for one in turn.coordinators() if one != telegram_id]
    rows = [[HANDOVER.button("handover.button.ready", "ready")]]
    said = [phrase("pilot.accepted", **about), phrase("pilot.left")]
    await turn.show(readers, Screen(said, rows, PARTNER_LOCALE))
