"""Menus: which commands Telegram shows to whom, in which language. A menu is only a display; rights are checked."""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import Bot, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import TelegramError

from handlers.screens import plain
from network.phrase import phrase

log = structlog.get_logger()

EVERYBODY = (
    "start", "monprojet", "completer", "rappel", "aide", "annuler", "langue", "mes_donnees", "supprimer",
)  # fmt: skip
COORDINATORS = (*EVERYBODY, "stats")
LANGUAGES = ("fr", "en")


async def show(bot: Bot, coordinators: Iterable[int]) -> None:
    """Set every menu, best effort: a coordinator who never wrote to the bot has no chat to set one in."""
    try:
        for locale in LANGUAGES:
            code = "" if locale == "fr" else locale
            scope = BotCommandScopeAllPrivateChats()
            await bot.set_my_commands(_commands(EVERYBODY, locale), scope=scope, language_code=code)
    except TelegramError as error:
        log.warning("menus could not be set", fault=type(error).__name__)
    for telegram_id in coordinators:
        try:
            await bot.set_my_commands(_commands(COORDINATORS, "fr"), scope=BotCommandScopeChat(telegram_id))
        except TelegramError as error:
            log.info("a menu could not be set", fault=type(error).__name__)


def _commands(names: Iterable[str], locale: str) -> list[tuple[str, str]]:
    return [(name, plain(locale, phrase(f"command.{name}"))) for name in names]
