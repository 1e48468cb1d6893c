"""Presses that act on a case or on oneself, by the first part of their data; those of a form go to the form."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta

from handlers import (
    acting,
    asking,
    behalf,
    calls,
    coming,
    correspondence,
    counter,
    ending,
    following,
    joining,
    lists,
    merging,
    moving,
    mycase,
    mydata,
    noting,
    passing,
    planning,
    promises,
    reopening,
    sheets,
    survey,
    taking,
    talk,
    writing,
)
from handlers.screens import toast
from handlers.turn import Turn
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
            await passing.ask(turn, telegram_id, reference, role)
        case ["why", reference, role, reason]:
            await passing.answer(turn, telegram_id, reference, role, reason)
        case [
            ("contacted" | "unreachable" | "done" | "not_helped") as verb,
            reference,
            ("technical" | "territorial") as role,
        ]:
            await following.press(turn, telegram_id, reference, role, verb)
        case ["reopen", reference, role, version] if version.isdecimal():
            await reopening.slot(turn, telegram_id, reference, role, int(version))
        case ["asked", reference, role, version, answer] if version.isdecimal():
            await asking.contacted(turn, telegram_id, reference, role, int(version), answer)
        case ["where", reference, answer]:
            await asking.where(turn, telegram_id, reference, answer)
        case ["going", reference, role]:
            await asking.going(turn, telegram_id, reference, role)
        case ["outcome", reference, chosen, *reason] if len(reason) <= 1:
            await ending.outcome(turn, telegram_id, reference, chosen, "".join(reason))
        case ["survey", reference, question, given]:
            await survey.answer(turn, telegram_id, reference, question, given)
        case ["undo", reference, role, version] if version.isdecimal():
            await acting.undo(turn, telegram_id, reference, role, int(version))
        case ["for", reference, role, verb, version] if version.isdecimal():
            await behalf.act(turn, telegram_id, reference, role, verb, int(version))
        case [("move" | "all" | "to" | "offer"), _, _, *_]:
            await moving.press(turn, telegram_id, tuple(parts), message_id)
        case ["called", number] if number.isdecimal():
            await calls.called(turn, telegram_id, int(number))
        case ["contacted", reference, answer]:
            await promises.contacted(turn, telegram_id, reference, answer)
        case ["pdf", reference, role]:
            await sheets.print_record(turn, telegram_id, reference, role)
        case ["inviter", what, value]:
            await coming.invite_press(turn, telegram_id, what, value)
        case ["away", what, value]:
            await planning.press(turn, telegram_id, what, value)
        case ["twice", verb, one, other]:
            await merging.press(turn, telegram_id, verb, one, other)
        case ["pair", one, other]:
            await merging.show_both(turn, telegram_id, one, other)
        case ["open", reference]:
            await lists.open_case(turn, telegram_id, reference)
        case ["drop", reference, sure]:
            await counter.drop(turn, telegram_id, reference, sure)
        case ["sheet", reference]:
            await counter.sheet(turn, telegram_id, reference)
        case ["post", reference]:
            await counter.post(turn, telegram_id, reference)
        case [("letters" | "pieces") as what, reference]:
            await correspondence.show(turn, telegram_id, what, reference)
        case [("letters" | "pieces") as what, reference, before] if before.isdecimal():
            await correspondence.show(turn, telegram_id, what, reference, int(before))
        case ["piece", waits_for, answer]:
            await joining.press(turn, telegram_id, waits_for, answer)
        case ["module", reference, flow]:
            await mycase.module(turn, telegram_id, await turn.locale_of(telegram_id), reference, flow)
        case [verb, about] if verb in _ABOUT:
            await _ABOUT[verb](turn, telegram_id, await turn.locale_of(telegram_id), about)
        case ["mine"]:
            await mycase.show(turn, telegram_id, await turn.locale_of(telegram_id))
        case _:
            return False
    return True


async def _slipped(turn: Turn, telegram_id: int, message_id: int, parts: Sequence[str]) -> bool:
    """Whether somebody pressed the same button a moment ago: each of these sends something, which would come twice."""
    key = f"press:{telegram_id}:{message_id}:{'|'.join(parts)}"
    return not await first_in(turn.connection, key, turn.now, SLIP)


async def _begin(turn: Turn, telegram_id: int, locale: str, flow: str) -> None:
    if flow in ("intake", "callback"):
        await talk.begin(turn, telegram_id, locale, flow, pressed=True)
    else:
        turn.toast = toast(locale, phrase("press.over"))


_ABOUT: Mapping[str, Press] = {
    "amend": mycase.amend,
    "complete": mycase.complete,
    "adult": mycase.invite_adult,
    "erase": mydata.decide,
    "begin": _begin,
    "note": noting.press,
    "again": reopening.whole,
    "settled": ending.begin_settled,
    "word": ending.begin_word,
    "message": writing.press,
    "answer": writing.press_answer,
}
