"""Asking: [Ça m’intéresse], with a case, or with the shortest intake; then the owner is asked, who reads no name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from conversations.engine.events import Said
from handlers.interests import clock, question, reaching
from handlers.interests.verbs import DROP, WANT_FOR, WHOLE, theirs
from handlers.offers import said
from handlers.offers.verbs import may_see
from handlers.turn import forms
from handlers.turn.audience import named
from handlers.turn.events import SecretWanted
from handlers.turn.rights import REFERENT, referent_id
from handlers.turn.screen import Button, Paragraph, Screen, in_a_row, verbatim
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import cases, interests, offers, open_slots
from storage.cases import Case
from storage.conversations import ConflictError
from storage.durable import about
from storage.interests import Interest
from storage.offers import Kept

FLOW, INTAKE = "new-interest", "intake"
MOST = 10
"""Cases among which somebody chooses, the newest."""


async def press(turn: Turn, account: int, one: Kept) -> None:
    """Somebody wants an offer: with their case it is asked for at once, of several they say for which; a partner says
    for whom of those they follow; of anybody else who they are is asked first.
    """
    locale = await turn.locale_of(account)
    mine = await theirs(turn, account)
    partner = not mine and await REFERENT.holds(turn, account)
    found = await _followed(turn, account) if partner else mine
    if len(found) == 1 and not partner:
        await for_case(turn, account, one, found[0])
    elif found:
        rows = [[_for(one, case)] for case in found[-MOST:]]
        asked = phrase("interest.for_whom" if partner else "interest.which", what=said.title(turn, one.said))
        await turn.show(account, Screen([asked], rows, locale), f"offer:{one.id}:which:{turn.row.id}")
    elif partner:
        turn.answer(phrase("interest.no_case"), locale)
    elif await interests.of_account(turn.here, account, one.id) is not None and not await _again(turn, account, one):
        turn.answer(phrase("interest.already"), locale)
    else:
        known = await _told_before(turn, account)
        await forms.begin(turn, account, locale, FLOW, about.offer(one.id), known=known, pressed=True)


async def _told_before(turn: Turn, account: int) -> dict[str, Any]:
    """What somebody without a case said of themselves when they asked for another offer: it may be kept."""
    before = await interests.of_person(turn.here, account)
    if not before or not before[-1].name:
        return {}
    last = before[-1]
    contact = {"phone": last.phone or None, "email": last.email or None}
    return {"name": last.name, "contact": contact, "words": last.words, "when": last.when_band}


async def _again(turn: Turn, account: int, one: Kept) -> bool:
    before = await interests.of_account(turn.here, account, one.id)
    return before is not None and before.status is interests.Status.DROPPED


async def _followed(turn: Turn, account: int) -> list[Case]:
    """The cases that somebody follows, and that go on."""
    mine = referent_id(turn, account)
    slots = [one for one in await open_slots.carried_by(turn.here, mine) if one.slot.held] if mine is not None else []
    held = await cases.these(turn.here, {one.case_id for one in slots})
    return [case for case in held.values() if case.closed_at is None and not case.silent]


def _for(one: Kept, case: Case) -> Button:
    return WANT_FOR.button(verbatim(in_a_row(case.reference, case.project.words)), one.code, case.reference)


async def for_case(turn: Turn, account: int, one: Kept, case: Case) -> None:
    """An offer is asked for with a case, by its people or by a partner for them: for all of them the same interest."""
    locale = await turn.locale_of(account)
    if case.closed_at is not None or case.silent or case.merged_into is not None:
        turn.answer(phrase("press.over"), locale)
        return
    own = account in await reaching.people_of(turn, case)
    by = None if own else turn.actor(account)
    if await ask(turn, one, {"case_reference": case.reference, "asked_by": by}) is None:
        turn.answer(phrase("interest.already"), locale)
    elif by:
        turn.answer(phrase("interest.asked_for", reference=case.reference), locale)


async def hand_in(turn: Turn, account: int, locale: str, form: Submit) -> None:
    """Somebody without a case said who they are."""
    number = form.about.rpartition(":")[2]
    one = await offers.find(turn.here, int(number)) if number.isdecimal() else None
    if one is None or not await may_see(turn, account, one):
        await turn.say(account, phrase("interest.gone"), locale=locale)
        return
    contact = form.answers["contact"]
    told = {"name": form.answers["name"], "words": form.answers["words"], "when_band": form.answers["when"]}
    told |= {"phone": contact["phone"] or "", "email": contact["email"] or ""}
    if await ask(turn, one, {"account": account, **told}) is None:
        await turn.say(account, phrase("interest.already"), locale=locale)


async def ask(turn: Turn, one: Kept, told: Mapping[str, Any]) -> Interest | None:
    """Somebody asks for an offer; None where it is asked for already."""
    if not await offers.hold(turn.here, one.id):
        raise ConflictError(one.id)  # it is withdrawn at this moment: look again
    number = await interests.ask(turn.here, one.id, turn.now, told)
    asked = await interests.find(turn.here, number) if number is not None else None
    if asked is None:
        return None
    if one.said.confidential:
        await turn.happened(SecretWanted(asked.id))
        return asked
    by = await clock.start(turn, asked)
    said_: list[Paragraph] = [phrase("interest.asked", what=said.title(turn, one.said), by=by)]
    if asked.asked_by:
        said_.insert(0, phrase("interest.asked_by", **named(turn.network, asked.asked_by)))
    rows = [[WHOLE.button("interest.button.whole", "whole", asked.id)]] if asked.case_reference is None else []
    rows.append([DROP.button("interest.button.drop", "drop", asked.id)])
    await reaching.tell(turn, asked, said_, f"asked:{asked.round}", rows)
    await reaching.tell_owner(turn, one, await question.to_owner(turn, one, asked), f"interest:{asked.id}:owner")
    return asked


async def whole(turn: Turn, account: int, _what: str, asked: Interest) -> None:
    """[Raconter tout mon projet]: the intake begins with the sentence that they said already."""
    locale = await turn.locale_of(account)
    first = Said(asked.words, turn.caller.message_id) if asked.words else None
    await forms.begin(turn, account, locale, INTAKE, pressed=True, first=first)
