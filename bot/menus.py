"""What the bot says of itself at the start: its descriptions, the menus of everybody and of whoever has a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from handlers.features import REGISTER
from handlers.partners.menus import commands
from handlers.turn.register import Menu
from handlers.turn.screen import plain
from network.phrase import phrase

log = structlog.get_logger()

CODES = {"fr": "", "en": "en"}
"""Under which code Telegram keeps what is said in a language; whoever speaks neither sees what has none."""
SHORTEST = 120
"""Characters that Telegram takes of a short description; the long one, of 512, no name of a network fills."""


async def show(
    bot: Bot, network: str, referents: Iterable[int], coordinators: Iterable[int], owners: Mapping[int, str]
) -> None:
    """Set every menu, and the descriptions with the network's name, best effort. Whoever has not written to the bot yet
    has no chat to set a menu in. `owners`: who speaks for one, with their language.
    """
    try:
        for locale, code in CODES.items():
            scope = BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(commands(REGISTER.menu(Menu.EVERYBODY), locale), scope=scope, language_code=code)
        for locale, code in CODES.items():
            await _describe(bot, network, locale, code)
    except TelegramError as error:
        log.warning("menus could not be set", fault=type(error).__name__)
    theirs = {one: (Menu.OWNERS, locale) for one, locale in owners.items()}
    theirs |= dict.fromkeys(referents, (Menu.REFERENTS, "fr")) | dict.fromkeys(coordinators, (Menu.COORDINATORS, "fr"))
    for telegram_id, (menu, locale) in theirs.items():
        try:
            await bot.set_my_commands(commands(REGISTER.menu(menu), locale), scope=BotCommandScopeChat(telegram_id))
        except TelegramError as error:
            log.info("a menu could not be set", fault=type(error).__name__)


async def _describe(bot: Bot, network: str, locale: str, code: str) -> None:
    """What somebody sees before their first word; set where it has changed, since Telegram bears few changes a day."""
    about, short = (plain(locale, phrase(key, network=network)) for key in ("bot.description", "bot.short"))
    if (await bot.get_my_description(language_code=code)).description != about:
        await bot.set_my_description(about, language_code=code)
    if (await bot.get_my_short_description(language_code=code)).short_description != short[:SHORTEST]:
        await bot.set_my_short_description(short[:SHORTEST], language_code=code)
