"""Presses that act on a case or on oneself, by the first part of their data; those of a form go to the form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from handlers.call_requests import call_requests
from handlers.cases import mine
from handlers.counter import entering, sheets
from handlers.duplicates import merge
from handlers.followup import asking, outcome, promises, survey
from handlers.letters import archive, attachment_answers, writing
from handlers.notes import noting
from handlers.partners import absence_screens, coming
from handlers.privacy import mydata
from handlers.slots import acting, behalf, following, lists, reassign, reopen, reorient, taking
from handlers.turn import forms
from handlers.turn.screens import toast
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage.once import first_in

SLIP = timedelta(seconds=4)
_ONCE = frozenset(
    {
        "module",
        "amend",
        "complete",
        "adult",
        "begin",
        "mine",
        "pass",
        "move",
        "open",
        "note",
        "message",
        "answer",
        "letters",
        "pieces",
        "pdf",
        "sheet",
        "post",
        "inviter",
        "away",
        "pair",
    }
)

IN_GROUP = frozenset({"take", "pass"})
"""The buttons of a card, which stands in the group; every other one stands in a private chat."""

Press = Callable[[Turn, int, str, str], Awaitable[None]]


async def act(turn: Turn, telegram_id: int, who: str, parts: Sequence[str], message_id: int = 0) -> bool:
    """Do what `parts` (the data of a button of that message, split) ask for. Returns whether they were understood."""
    if parts[0] in _ONCE and await _slipped(turn, telegram_id, message_id, parts):
        turn.toast = toast(await turn.locale_of(telegram_id), phrase("press.noted"))
        return True
    match parts:
        case ["take", reference, role]:
            await taking.take(turn, telegram_id, who, reference, role)
        case ["pass", reference, role]:
            await reorient.ask(turn, telegram_id, reference, role)
        case ["why", reference, role, reason]:
            await reorient.answer(turn, telegram_id, reference, role, reason)
        case [
            ("contacted" | "unreachable" | "done" | "not_helped") as verb,
            reference,
            ("technical" | "territorial") as role,
        ]:
            await following.press(turn, telegram_id, reference, role, verb)
        case ["reopen", reference, role, version] if version.isdecimal():
            await reopen.slot(turn, telegram_id, reference, role, int(version))
        case ["asked", reference, role, version, answer] if version.isdecimal():
            await asking.contacted(turn, telegram_id, reference, role, int(version), answer)
        case ["where", reference, answer]:
            await asking.where(turn, telegram_id, reference, answer)
        case ["going", reference, role]:
            await asking.going(turn, telegram_id, reference, role)
        case ["outcome", reference, chosen, *reason] if len(reason) <= 1:
            await outcome.outcome(turn, telegram_id, reference, chosen, "".join(reason))
        case ["survey", reference, question, given]:
            await survey.answer(turn, telegram_id, reference, question, given)
        case ["undo", reference, role, version] if version.isdecimal():
            await acting.undo(turn, telegram_id, reference, role, int(version))
        case ["for", reference, role, verb, version] if version.isdecimal():
            await behalf.act(turn, telegram_id, reference, role, verb, int(version))
        case [("move" | "all" | "to" | "offer"), _, _, *_]:
            await reassign.press(turn, telegram_id, tuple(parts), message_id)
        case ["called", number] if number.isdecimal():
            await call_requests.called(turn, telegram_id, int(number))
        case ["contacted", reference, answer]:
            await promises.contacted(turn, telegram_id, reference, answer)
        case ["pdf", reference, role]:
            await sheets.print_record(turn, telegram_id, reference, role)
        case ["inviter", what, value]:
            await coming.invite_press(turn, telegram_id, what, value)
        case ["away", what, value]:
            await absence_screens.press(turn, telegram_id, what, value)
        case ["twice", verb, one, other]:
            await merge.press(turn, telegram_id, verb, one, other)
        case ["pair", one, other]:
            await merge.show_both(turn, telegram_id, one, other)
        case ["open", reference]:
            await lists.open_case(turn, telegram_id, reference)
        case ["drop", reference, sure]:
            await entering.drop(turn, telegram_id, reference, sure)
        case ["sheet", reference]:
            await entering.sheet(turn, telegram_id, reference)
        case ["post", reference]:
            await entering.post(turn, telegram_id, reference)
        case [("letters" | "pieces") as what, reference]:
            await archive.show(turn, telegram_id, what, reference)
        case [("letters" | "pieces") as what, reference, before] if before.isdecimal():
            await archive.show(turn, telegram_id, what, reference, int(before))
        case ["piece", waits_for, answer]:
            await attachment_answers.press(turn, telegram_id, waits_for, answer)
        case ["module", reference, flow]:
            await mine.module(turn, telegram_id, await turn.locale_of(telegram_id), reference, flow)
        case [verb, about] if verb in _ABOUT:
            await _ABOUT[verb](turn, telegram_id, await turn.locale_of(telegram_id), about)
        case ["mine"]:
            await mine.show(turn, telegram_id, await turn.locale_of(telegram_id))
        case _:
            return False
    return True


async def _slipped(turn: Turn, telegram_id: int, message_id: int, parts: Sequence[str]) -> bool:
    """Whether somebody pressed the same button a moment ago: each of these sends something, which would come twice."""
    key = f"press:{telegram_id}:{message_id}:{'|'.join(parts)}"
    return not await first_in(turn.connection, key, turn.now, SLIP)


async def _begin(turn: Turn, telegram_id: int, locale: str, flow: str) -> None:
    if flow in ("intake", "callback"):
        await forms.begin(turn, telegram_id, locale, flow, pressed=True)
    else:
        turn.toast = toast(locale, phrase("press.over"))


_ABOUT: Mapping[str, Press] = {
    "amend": mine.amend,
    "complete": mine.complete,
    "adult": mine.invite_adult,
    "erase": mydata.decide,
    "begin": _begin,
    "note": noting.press,
    "again": reopen.whole,
    "settled": outcome.begin_settled,
    "word": outcome.begin_word,
    "message": writing.press,
    "answer": writing.press_answer,
}
