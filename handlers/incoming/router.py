"""The router: which feature a press, a command, a link or something that happened inside belongs to, and whether
whoever asks may.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from conversations.engine.events import Commanded, Pressed
from conversations.words import typed_commands
from handlers.turn import forms
from handlers.turn.audience import can_be_written_to
from handlers.turn.register import ROLE, Command, Date, InGroup, Register, Verb
from handlers.turn.running import Reads
from handlers.turn.turn import PARTNER_LOCALE, Caller, Turn
from network.calendar import in_sending_hours, next_sending_time
from network.phrase import phrase
from storage import people
from storage.cases import Case
from storage.durable import due, once

SLIP = timedelta(seconds=4)
"""Two presses of one button within this time are one, where each sends something."""


class UnknownKindError(Exception):
    """Something came of a kind that no feature knows, nor ever had."""


def _names(turn: Turn, entry: Command | Verb | Date | str, word: str) -> None:
    """The turn says whose table it follows."""
    turn.does(turn.runtime.register.feature_of.get(entry, ""), word)


# --- presses ----------------------------------------------------------------------------------------------------------


async def press(turn: Turn, parts: Sequence[str]) -> bool:
    """A press: of a feature’s button, or of a form’s (`flow|step|revision|value`); any other is out of date. `parts` is
    what the button sent, split. Returns whether it was one of ours.
    """
    caller = turn.caller
    name, *texts = parts or ("",)
    for verb, do in turn.runtime.register.verbs.get(name, ()):
        if (values := verb.read(texts)) is not None:
            _names(turn, verb, verb.name)
            about = [await part.found(turn, value) for part, value in zip(verb.parts, values, strict=False)]
            if await _may(turn, verb, parts, about):
                await do(turn, caller.account, *about, *await _read_for(turn, verb, values))
            return True
    match parts:
        case [flow, step, revision, *value] if flow in turn.runtime.flows and revision.isdecimal():
            _names(turn, flow, step)
            event = Pressed(step, int(revision), "|".join(value))
            await forms.press(turn, caller.chat_id, caller.locale, flow, event)
            return True
        case _:
            await forms.old_button(turn, caller.account, caller.locale)
            return False


async def _read_for(turn: Turn, verb: Verb, values: Sequence[Any]) -> list[Any]:
    """What was read for a press, or is now for whoever got the right a moment ago; nothing where nothing is to be."""
    if verb.reads is None:
        return []
    return [turn.read if turn.read is not None else await verb.reads(turn, turn.caller.account, *values)]


def reads_for_press(register: Register, parts: Sequence[str]) -> Reads | None:
    """What is to be read before the turn of a press, for whoever may see it."""
    name, *texts = parts or ("",)
    found = ((verb, verb.read(texts)) for verb, _ in register.verbs.get(name, ()) if verb.reads is not None)
    return next((_press_read(verb, values) for verb, values in found if values is not None), None)


def _press_read(verb: Verb, values: Sequence[Any]) -> Reads:
    async def read(turn: Turn) -> Any:
        caller, wanted = turn.caller, verb.reads
        if wanted is not None and caller.chat_id > 0 and await verb.right.holds(turn, caller.account):
            return await wanted(turn, caller.account, *values)
        return None

    return read


async def press_for(turn: Turn, account: int, parts: Sequence[str], message_id: int = 0) -> bool:
    """A press without a wire: what somebody pressed in a past that is lived now. Returns whether it was one of ours."""
    turn.caller = Caller(account, account, PARTNER_LOCALE, message_id=message_id)
    return await press(turn, parts)


async def _may(turn: Turn, verb: Verb, parts: Sequence[str], about: Sequence[Any]) -> bool:
    """Whether the press counts; else it is answered."""
    account = turn.caller.account
    refused = await verb.right.refusal(turn, account, *about)
    if refused is None and any(one is None for one in about):
        refused = "press.closed"
    if refused is None and ROLE in verb.parts and any(isinstance(one, Case) and one.silent for one in about):
        refused = "press.over"  # a silent case has no slots
    key = f"press:{account}:{turn.caller.message_id}:{'|'.join(parts)}"
    if refused is None and verb.once and not await once.mark_within(turn.connection, key, turn.now, SLIP, account):
        refused = "press.noted"
    if refused is not None:
        turn.answer(phrase(refused), await turn.locale_of(account))
    return refused is None


# --- commands and links -----------------------------------------------------------------------------------------------


async def command(turn: Turn, word: str, argument: str) -> None:
    """A command, in a group or in private, however it is spelt: "/supprimér", "/mes données"."""
    word, argument = typed_commands.whole(word, argument, turn.runtime.register.commands)
    caller, known = turn.caller, turn.runtime.register.commands.get(word)
    if caller.chat_id < 0:
        await _in_group(turn, known, argument)
    elif known is not None and known.name == "start" and (link := _link(turn, argument)):
        _names(turn, link, link)
        await turn.runtime.register.links[link](turn, caller.account, caller.locale, argument.removeprefix(link))
    elif known is not None and typed_commands.taken_back(known.name, argument):
        await deny(turn, word)
    elif known is None:
        person = await people.meet(turn.here, caller.chat_id, caller.locale, turn.now)
        await turn.say(caller.chat_id, phrase("command.unknown"), locale=person.locale)
    else:
        await _in_private(turn, known, argument)


async def deny(turn: Turn, word: str) -> None:
    """A command that the words around it deny does nothing, and the open question stands."""
    caller = turn.caller
    if not await forms.talk(turn, caller.chat_id, caller.locale, Commanded("denied", f"/{word}")):
        person = await people.meet(turn.here, caller.chat_id, caller.locale, turn.now)
        await turn.say(caller.chat_id, phrase("command.denied", command=f"/{word}"), locale=person.locale)


def _link(turn: Turn, payload: str) -> str | None:
    return next((prefix for prefix in turn.runtime.register.links if payload.startswith(prefix)), None)


async def _in_private(turn: Turn, known: Command, argument: str) -> None:
    account, locale = turn.caller.account, turn.caller.locale
    _names(turn, known, known.name)
    if not known.first:
        locale = (await people.meet(turn.here, account, locale, turn.now)).locale
    if (refused := await known.right.refusal(turn, account)) is None:
        if known.reads is None:
            await known.do(turn, account, locale, argument)
        else:  # whoever got the right a moment ago had nothing read for them
            read = turn.read if turn.read is not None else await known.reads(turn, account, argument)
            await known.do(turn, account, locale, argument, read)
    else:
        await turn.say(account, phrase(refused), locale=locale)


async def _in_group(turn: Turn, known: Command | None, argument: str) -> None:
    """Nothing of a case is ever answered in a group: one line there, and the rest in private."""
    if known is None or known.in_group is InGroup.IGNORED:
        return
    chat_id, account = turn.caller.chat_id, turn.caller.account
    if known.in_group is InGroup.EXPLAINED:
        elsewhere = phrase("start.group.elsewhere", bot=turn.runtime.bot_username)
        await turn.say(chat_id, phrase("start.group") if chat_id == turn.group else elsewhere)
    elif (
        known.in_group is InGroup.IN_PRIVATE
        and await known.right.holds(turn, account)
        and await can_be_written_to(turn, account)  # an anonymous administrator is nobody we know
    ):
        await turn.say(chat_id, phrase("answered.private"))
        await _in_private(turn, known, argument)
    else:
        await turn.say(chat_id, phrase("refused.private_only"))


def reads_for(register: Register, word: str, argument: str) -> Reads | None:
    """What is to be read before the turn of a command, for whoever may see it."""
    word, argument = typed_commands.whole(word, argument, register.commands)
    known = register.commands.get(word)
    if known is None or (wanted := known.reads) is None:
        return None

    async def read(turn: Turn) -> Any:
        caller = turn.caller
        shown = caller.chat_id > 0 or known.in_group is InGroup.IN_PRIVATE
        if shown and await known.right.holds(turn, caller.account):
            return await wanted(turn, caller.account, argument)
        return None

    return read


# --- what happened inside ---------------------------------------------------------------------------------------------


async def inside(turn: Turn, about: Mapping[str, Any]) -> None:
    """A date that came, or what became of a delivery. Raises UnknownKindError."""
    register, kind = turn.runtime.register, about["kind"]
    _names(turn, register.dates.get(kind) or kind, kind)
    if turn.row.source == "due" and (date := register.dates.get(kind)) is not None:
        await _come(turn, date, about["expects"])
    elif turn.row.source == "delivery" and (outcome := register.outcomes.get(kind)) is not None:
        await outcome(turn, about)
    elif kind not in register.gone:
        raise UnknownKindError(f"nobody knows what came: {kind}")


async def _come(turn: Turn, date: Date, expects: Mapping[str, Any]) -> None:
    """Nobody is written to at night, on a Sunday or on a holiday unless they wrote first."""
    if not _is_time(turn, date):
        at = next_sending_time(turn.now, turn.network.identity.timezone)
        await due.schedule(turn.here, date.kind, turn.row.lane, at, dict(expects))
    elif date.reads is None:
        await date.do(turn, expects)
    else:
        await date.do(turn, expects, turn.read if turn.read is not None else await date.reads(turn, expects))


def _is_time(turn: Turn, date: Date) -> bool:
    return date.any_hour or in_sending_hours(turn.now, turn.network.identity.timezone)


def reads_inside(register: Register, about: Mapping[str, Any]) -> Reads | None:
    """What is to be read before the turn of a date that came."""
    date = register.dates.get(about["kind"])
    if date is None or (wanted := date.reads) is None:
        return None

    async def read(turn: Turn) -> Any:
        return await wanted(turn, about["expects"]) if turn.row.source == "due" and _is_time(turn, date) else None

    return read
