"""Menus: which commands Telegram shows to whom. A menu is only a display; rights are checked on every command."""

from __future__ import annotations

from typing import Any

from handlers.turn.register import Menu
from handlers.turn.screen import plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import owners


def commands(names: tuple[str, ...], locale: str) -> list[tuple[str, str]]:
    """Commands with what each does, in a language."""
    return [(name, plain(locale, phrase(f"command.{name}"))) for name in names]


async def show(turn: Turn, telegram_id: int) -> None:
    """Queue the menu that fits what an account may do now."""
    coordinates, follows = telegram_id in turn.coordinators(), turn.referent_of(telegram_id) is not None
    if coordinates or follows:
        await _set(turn, telegram_id, Menu.COORDINATORS if coordinates else Menu.REFERENTS, PARTNER_LOCALE)
    elif await owners.of_account(turn.here, telegram_id, None) is not None:
        await _set(turn, telegram_id, Menu.OWNERS, await turn.locale_of(telegram_id))
    else:
        await turn.call(telegram_id, "deleteMyCommands", {})


async def _set(turn: Turn, telegram_id: int, menu: Menu, locale: str) -> None:
    wanted: dict[str, Any] = {"commands": [list(pair) for pair in commands(turn.runtime.register.menu(menu), locale)]}
    await turn.call(telegram_id, "setMyCommands", wanted)
