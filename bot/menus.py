"""Menus at the start: those of everybody, and those of whoever has a role."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from handlers.features import REGISTER
from handlers.partners.menus import commands
from handlers.turn.register import Menu

log = structlog.get_logger()

LANGUAGES = ("fr", "en")


async def show(bot: Bot, referents: Iterable[int], coordinators: Iterable[int]) -> None:
    """Set every menu, best effort. Whoever has not written to the bot yet has no chat to set one in."""
    try:
        for locale in LANGUAGES:
            code = "" if locale == "fr" else locale
            scope = BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(commands(REGISTER.menu(Menu.EVERYBODY), locale), scope=scope, language_code=code)
    except TelegramError as error:
        log.warning("menus could not be set", fault=type(error).__name__)
    theirs = {**dict.fromkeys(referents, Menu.REFERENTS), **dict.fromkeys(coordinators, Menu.COORDINATORS)}
    for telegram_id, menu in theirs.items():
        try:
            await bot.set_my_commands(commands(REGISTER.menu(menu), "fr"), scope=BotCommandScopeChat(telegram_id))
        except TelegramError as error:
            log.info("a menu could not be set", fault=type(error).__name__)
