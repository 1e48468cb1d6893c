"""Small screens: a yes or a no that is typed where a screen outside any form asks for one and is last in the chat."""

from __future__ import annotations

from collections.abc import Iterator

from conversations.engine.events import Said
from conversations.words.catalogue import locales
from conversations.words.matching import commands
from conversations.words.negation import refuses
from handlers.privacy import erasing
from handlers.signatures import signing, standing
from handlers.turn.events import Heard
from handlers.turn.screen import plain
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage.durable import asking

YES = ("words.yes", "words.erase", "delete.yes", "delete.yes_sure", "signature.button.yes")
NO = ("words.no", "words.keep", "delete.no", "signature.button.not_now")
SCREENS = ((erasing.name_of, erasing.typed), (standing.name_of, signing.typed))
"""How the screens are called, and what a typed answer does."""


async def answers_a_screen(turn: Turn, heard: Heard) -> bool:
    """A typed yes or no, and nothing more, belongs to the screen that asked last, not to a form behind it."""
    said = heard.event.text if isinstance(heard.event, Said) else ""
    yes = _answer(said) if said else None
    if yes is None:
        return False
    chat_id = turn.caller.chat_id
    for name_of, typed in SCREENS:
        if await asking.is_open(turn.connection, chat_id, name_of(chat_id), turn.now):
            await typed(turn, chat_id, yes=yes)
            return True
    return False


def _answer(said: str) -> bool | None:
    """Whether words say yes or no, in either language; None where they say more. What denies is never a yes."""
    agreed = list(_ways(YES))
    if commands(said, agreed):
        return True
    return False if refuses(said, agreed) or commands(said, list(_ways(NO))) else None


def _ways(keys: tuple[str, ...]) -> Iterator[str]:
    for locale in locales():
        for key in keys:
            yield from plain(locale, phrase(key)).split(",")
