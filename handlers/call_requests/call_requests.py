"""Calls: somebody only wants to be called. The coordination is told in private, and reminded until it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.contacts import for_reading
from handlers.call_requests.verbs import CALLED
from handlers.turn import forms
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.phrase import phrase
from storage import call_requests
from storage.durable import due, once

FLOW = "callback"
WITHIN_DAYS = 1
"""Working days within which a call is promised."""


async def ask(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """Keep the wish, promise a date, and tell the coordination. Whoever asks again before they are called has changed
    their wish: the date stands, unless it is past, and what the coordination was told says the new number.
    """
    answers = form.answers
    network = turn.network.identity
    by = deadline(turn.now, WITHIN_DAYS, network.timezone)
    phone, hours = answers["phone"], answers.get("hours")
    before = await call_requests.open_of(turn.here, person_id)
    if before is None:
        call_id = await call_requests.ask(turn.here, person_id, phone, hours, turn.now, by)
        await due.schedule(turn.here, "call:late", person_id, by, {"call": call_id})
    else:
        call_id, by = before.id, by if before.call_by < turn.now else before.call_by
        await call_requests.change(turn.here, call_id, phone, hours, by)
    said = phrase("call.sent", name=network.contact.name.phrase(), phone=for_reading(phone), by=turn.day(by))
    await turn.say(person_id, said, locale=locale, name=f"call:{call_id}:said")
    await _tell(turn, call_id, anew=before is None)


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/rappel."""
    await forms.begin(turn, chat_id, locale, FLOW)


async def _tell(turn: Turn, call_id: int, *, anew: bool = True) -> None:
    call = await call_requests.load(turn.here, call_id)
    if call is None or call.done_at is not None:
        return
    by = turn.day(call.call_by)
    when = phrase(f"callback.hours.{call.hours or 'any'}")
    said = phrase("coordinator.call", phone=for_reading(call.phone), hours=when, by=by)
    done = CALLED.button("coordinator.call.done", call_id)
    wish, name = Screen([said], [[done]], PARTNER_LOCALE, protect=True), f"call:{call_id}:told"
    known = set() if anew else await turn.redraw(turn.coordinators(), wish, name)
    await turn.show([one for one in turn.coordinators() if one not in known], wish, name)


async def called(turn: Turn, telegram_id: int, call_id: int) -> None:
    """A coordinator says that the call was made."""
    call = await call_requests.load(turn.here, call_id)
    if call is None or not await call_requests.done(turn.here, call_id, turn.now):
        turn.answer(phrase("press.noted"))
        return
    over = Screen([phrase("coordinator.call.over")], locale=PARTNER_LOCALE)
    await turn.redraw(turn.coordinators(), over, f"call:{call_id}:told")


async def call_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The promised day is over: the coordination is told again, each working day, while nobody called; and the person
    hears it once.
    """
    call = await call_requests.load(turn.here, int(expects["call"]))
    if call is None or call.done_at is not None:
        return
    below = Screen([phrase("coordinator.call.below")], locale=PARTNER_LOCALE)
    await turn.redraw(turn.coordinators(), below, f"call:{call.id}:told")
    await _tell(turn, call.id)
    by = deadline(turn.now, WITHIN_DAYS, turn.network.identity.timezone)
    await due.schedule(turn.here, "call:late", call.person_id, by, dict(expects))
    if await once.mark(turn.connection, f"call:{call.id}:late", turn.now):
        await turn.say(call.person_id, phrase("call.late", **turn.contact))
