"""Asking: [Ça m’intéresse], with the case somebody has, or with the shortest intake; then the owner is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from handlers.interests import clock, question
from handlers.offers import reaching, said
from handlers.offers.verbs import may_see
from handlers.turn import forms
from handlers.turn.events import SecretWanted
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import interests, members, offers
from storage.durable import about
from storage.offers import Kept

FLOW = "new-interest"


async def press(turn: Turn, account: int, one: Kept) -> None:
    """Somebody wants an offer: with their case it is asked for at once; else who they are is asked first."""
    locale = await turn.locale_of(account)
    if await interests.of_account(turn.here, account, one.id) is not None:
        turn.answer(phrase("interest.already"), locale)
        return
    references = await members.references_of(turn.here, account)
    if references:
        await _ask(turn, account, one, {"case_reference": references[0]})
    else:
        await forms.begin(turn, account, locale, FLOW, about.offer(one.id), pressed=True)


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
    if await interests.of_account(turn.here, account, one.id) is None:
        await _ask(turn, account, one, told)


async def _ask(turn: Turn, account: int, one: Kept, told: Mapping[str, Any]) -> None:
    number = await interests.ask(turn.here, one.id, account, turn.now, told)
    asked = await interests.find(turn.here, number)
    if asked is None:
        return
    if one.said.confidential:
        await turn.happened(SecretWanted(number))
        return
    by = await clock.start(turn, asked)
    words = phrase("interest.asked", what=said.title(turn, one.said), by=by)
    await turn.say(account, words, name=f"interest:{number}:asked")
    screen = await question.to_owner(turn, one, asked)
    await reaching.reach(turn, one, screen, f"interest:{asked.id}:owner")
