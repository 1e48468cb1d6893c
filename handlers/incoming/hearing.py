"""Hearing: who claims what somebody sent in private. One list, in order: the first who claims a message has it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from conversations.engine.events import OtherSent, Said
from conversations.words import typed_commands
from conversations.words.files import REFUSED
from handlers.cases import mine
from handlers.elsewhere import elsewhere
from handlers.incoming import router, small_screens
from handlers.leaving import leaving
from handlers.letters import line_answers, lines, writing
from handlers.resources import asking
from handlers.slots import opening
from handlers.turn import forms
from handlers.turn.events import Heard
from handlers.turn.register import REFERENCE
from handlers.turn.turn import Turn
from handlers.welcome import courtesy, welcome
from network.phrase import phrase
from storage import people
from storage.durable import once

BUILT_KEYS = {"other.{}": REFUSED}

Claim = Callable[[Turn, Heard], Awaitable[bool]]
"""Takes a message if it is theirs. Returns whether it was."""


async def hear(turn: Turn, heard: Heard) -> None:
    """Give a message to whoever claims it."""
    for claim in CLAIMS:
        turn.does("heard", claim.__name__.strip("_"))
        if await claim(turn, heard):
            return


async def _command(turn: Turn, heard: Heard) -> bool:
    """A command named in a sentence: "je veux /annuler". One that the sentence denies is asked back."""
    said = heard.event.text if isinstance(heard.event, Said) else ""
    named = typed_commands.within(said, turn.runtime.register.commands)
    if named is None:
        return False
    if not named.denied:
        await router.command(turn, named.name, named.argument)
    else:
        await router.deny(turn, named.name)
    return True


async def _refused_file(turn: Turn, heard: Heard) -> bool:
    """A file that is handed to nobody: its sender hears why, and the question that is open stays so."""
    event, caller = heard.event, turn.caller
    if not isinstance(event, OtherSent) or event.kind not in REFUSED:
        return False
    if not await forms.talk(turn, caller.chat_id, caller.locale, event):
        person = await people.meet(turn.here, caller.chat_id, caller.locale, turn.now)
        await turn.say(caller.chat_id, phrase(f"other.{event.kind}"), locale=person.locale)
    return True


async def _open_question(turn: Turn, heard: Heard) -> bool:
    """It answers the form under way. Of an album only the first piece does, and it is known as such."""
    event = heard.event
    if isinstance(event, OtherSent) and heard.album is not None:
        chat_id = turn.caller.chat_id
        first = await once.mark(turn.connection, f"album:{chat_id}:{heard.album}", turn.now, chat_id)
        event = replace(event, album=not first)
    return await forms.talk(turn, turn.caller.chat_id, turn.caller.locale, event)


async def _reference(turn: Turn, heard: Heard) -> bool:
    """A reference and nothing else: whoever works on cases gets what they may see of it, a person what they sent."""
    said = heard.event.text if isinstance(heard.event, Said) else ""
    reference = REFERENCE.read(said.strip(" .").upper())
    if reference is None:
        return False
    chat_id = turn.caller.chat_id
    person = await people.meet(turn.here, chat_id, turn.caller.locale, turn.now)
    if turn.referent_of(chat_id) is not None or turn.coordinates(chat_id):
        await opening.open_case(turn, chat_id, reference)
    else:
        await mine.show(turn, chat_id, person.locale)
    return True


async def _stranger(turn: Turn, heard: Heard) -> bool:
    first = heard.event if isinstance(heard.event, Said | OtherSent) else None
    await welcome.welcome(turn, turn.caller.chat_id, turn.caller.locale, first)
    return True


CLAIMS: tuple[Claim, ...] = (
    _command,
    _refused_file,
    writing.goes_on_with_an_album,
    writing.answers_a_letter,
    small_screens.answers_a_screen,
    asking.asks_to_leave,
    leaving.asks_to_stop,
    _open_question,
    elsewhere.asks_to_hide,
    welcome.asks_a_question,
    welcome.names_a_language,
    _reference,
    courtesy.is_kind,
    line_answers.is_answered,
    writing.is_a_piece,
    lines.is_a_line,
    _stranger,
)
