"""Calls: somebody only wants to be called. The coordination is told in private, and reminded until it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from conversations.engine.effects import Submit
from conversations.words.approaches import KNOWN
from conversations.words.contacts import for_reading
from handlers.call_requests.verbs import CALLED, UNCALL
from handlers.cases.verbs import BEGIN
from handlers.turn import forms
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.phrase import Phrase, phrase
from storage import call_requests, conversations
from storage.call_requests import Call, Wish
from storage.durable import due, once

FLOW, APPROACH, INTAKE = "callback", "approach", "intake"
TOLD = ("name", "place", "words")
"""What is told of a wish on lines of its own."""
BUILT_KEYS = {
    "call.{}": ("sent", "changed", "stands"),
    "call.{}.mail": ("sent", "changed", "stands"),
    "coordinator.call.{}": TOLD,
    "coordinator.call.who.{}": KNOWN,
}
WITHIN_DAYS = 1
"""Working days within which a call is promised."""


async def ask(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """Somebody wants to be called."""
    answers = form.answers
    await _promise(turn, person_id, locale, Wish(answers["phone"], answers.get("hours"), answers.get("name")))


async def ask_without_a_project(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """Somebody sells a business, speaks for a commune, or writes for somebody else."""
    answers = form.answers
    wish = Wish(
        answers["contact"]["phone"] or "",
        name=answers.get("name"),
        who=answers["writer"],
        quiet=answers.get("quiet") == "confidential",
        words=answers["words"],
        place=answers.get("where"),
        email=answers["contact"]["email"],
    )
    await _promise(turn, person_id, locale, wish)


async def _promise(turn: Turn, person_id: int, locale: str, wish: Wish) -> None:
    """Keep the wish, promise a date, and tell the coordination. Whoever asks again before they are called has changed
    their wish: the date stands, unless it is past, and what the coordination was told says what is new.
    """
    network = turn.network.identity
    by = deadline(turn.now, WITHIN_DAYS, network.timezone)
    before = await call_requests.open_of(turn.here, person_id)
    if before is None:
        call_id = await call_requests.ask(turn.here, person_id, wish, turn.now, by)
        await due.schedule(turn.here, "call:late", person_id, by, {"call": call_id})
    else:
        call_id, by = before.id, by if before.call_by < turn.now else before.call_by
        wish = wish.after(before.wish)
        await call_requests.change(turn.here, call_id, wish, by)
    said = _to_person("sent" if before is None else "changed", wish, turn, by)
    rows = [[UNCALL.button("call.cancel", call_id)]]
    below = (await conversations.load(turn.here, person_id)).active
    if below is not None and below.flow == INTAKE:
        rows.append([BEGIN.button("call.resume", INTAKE)])
    await turn.show(person_id, Screen([said], rows, locale), f"call:{call_id}:said")
    await _tell(turn, call_id, anew=before is None)


async def command(turn: Turn, chat_id: int, locale: str, _argument: str) -> None:
    """/rappel. Whoever is promised a call hears what was promised, and may change it or go back."""
    call = await call_requests.open_of(turn.here, chat_id)
    if call is None:
        await forms.begin(turn, chat_id, locale, FLOW)
        return
    stands = _to_person("stands", call.wish, turn, call.call_by)
    rows = [[BEGIN.button("call.change", FLOW)], [UNCALL.button("call.cancel", call.id)]]
    await turn.show(chat_id, Screen([stands], rows, locale), f"call:{call.id}:said")


def _to_person(what: str, wish: Wish, turn: Turn, by: datetime) -> Phrase:
    """What is promised to somebody: a call, or a letter to whoever gave an address alone."""
    who, day = turn.network.identity.contact.name.phrase(), turn.day(by)
    if wish.phone:
        return phrase(f"call.{what}", name=who, phone=for_reading(wish.phone), by=day)
    return phrase(f"call.{what}.mail", name=who, email=wish.email or "", by=day)


async def _tell(turn: Turn, call_id: int, *, anew: bool = True) -> None:
    call = await call_requests.load(turn.here, call_id)
    if call is None or call.done_at is not None:
        return
    wish, name = _to_make(turn, call), f"call:{call_id}:told"
    known = set() if anew else await turn.redraw(turn.coordinators(), wish, name)
    await turn.show([one for one in turn.coordinators() if one not in known], wish, name)


def _to_make(turn: Turn, call: Call) -> Screen:
    """A call that is to be made, with the button for whoever made it."""
    wish, by = call.wish, turn.day(call.call_by)
    if wish.phone:
        when = phrase(f"callback.hours.{wish.hours or 'any'}")
        said = phrase("coordinator.call", phone=for_reading(wish.phone), hours=when, by=by)
    else:
        said = phrase("coordinator.call.mail", email=wish.email or "", by=by)
    lines = [phrase(f"coordinator.call.{name}", **{name: told}) for name in TOLD if (told := getattr(wish, name))]
    if wish.phone and wish.email:
        lines.append(phrase("coordinator.call.email", email=wish.email))
    done = CALLED.button("coordinator.call.done", call.id)
    return Screen([*_who(wish), (said, *lines)], [[done]], PARTNER_LOCALE, protect=True)


def _who(wish: Wish) -> list[Paragraph]:
    """Who it is that has no project of their own, and whether nobody else may hear of it."""
    quiet = [phrase("coordinator.call.quiet")] if wish.quiet else []
    return [(phrase(f"coordinator.call.who.{wish.who}"), *quiet)] if wish.who in KNOWN else []


async def show_again(turn: Turn, coordinator: int, calls: Sequence[Call]) -> None:
    """Calls to make, below all else in a coordinator's chat: each in its own message, which stays true."""
    below = Screen([phrase("coordinator.call.below")], locale=PARTNER_LOCALE)
    for listed in calls:
        call = await call_requests.load(turn.here, listed.id)  # it may have been made since the list was read
        if call is not None and call.done_at is None:
            await turn.redraw([coordinator], below, f"call:{call.id}:told")
            await turn.show(coordinator, _to_make(turn, call), f"call:{call.id}:told")


async def cancel(turn: Turn, account: int, call_id: int) -> None:
    """Somebody does not want to be called any more."""
    call, locale = await call_requests.load(turn.here, call_id), await turn.locale_of(account)
    if call is None or call.person_id != account or not await call_requests.done(turn.here, call_id, turn.now):
        turn.answer(phrase("press.over"), locale)
        return
    await turn.edit(account, Screen([phrase("call.cancelled")], locale=locale), f"call:{call_id}:said")
    over = Screen([phrase("coordinator.call.cancelled")], locale=PARTNER_LOCALE)
    await turn.redraw(turn.coordinators(), over, f"call:{call_id}:told")


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
