"""Menus: which commands Telegram shows to whom. A menu is only a display; rights are checked on every command."""

from __future__ import annotations

from typing import Any

from handlers.turn.register import Menu
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase


def commands(names: tuple[str, ...], locale: str) -> list[tuple[str, str]]:
    """Commands with what each does, in a language."""
    return [(name, plain(locale, phrase(f"command.{name}"))) for name in names]


async def show(turn: Turn, telegram_id: int) -> None:
    """Queue the menu that fits what an account may do now."""
    coordinates, follows = telegram_id in turn.coordinators(), turn.referent_of(telegram_id) is not None
    if coordinates or follows:
        names = turn.runtime.register.menu(Menu.COORDINATORS if coordinates else Menu.REFERENTS)
        wanted: dict[str, Any] = {"commands": [list(pair) for pair in commands(names, PARTNER_LOCALE)]}
        await turn.call(telegram_id, "setMyCommands", wanted)
    else:
        await turn.call(telegram_id, "deleteMyCommands", {})
