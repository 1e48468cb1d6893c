"""The terminal of a verb: its settings, its end in plain words."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
from typing import Any, NoReturn

import typer
from rich.console import Console

from bot import logs
from bot.settings import Settings, SettingsError, load
from network.file import NetworkFileError


class Language(StrEnum):
    """A language of the terminal."""

    FR = "fr"
    EN = "en"


console = Console(stderr=True, highlight=False)


def fail(words: str, code: int = 1) -> NoReturn:
    """Say what is wrong and end."""
    console.print(words, style="red", markup=False, soft_wrap=True)
    raise typer.Exit(code)


def settled(**given: object) -> Settings:
    """The settings, or an end with one line for each that is wrong."""
    try:
        settings = load(**given)
    except SettingsError as error:
        fail(str(error), 2)
    logs.set_up(settings.log_level, settings.log_format)
    return settings


def going(main: Coroutine[Any, Any, Any]) -> Any:
    """Run `main`; what is wrong with a setting or a file ends in plain words."""
    try:
        return asyncio.run(main)
    except (SettingsError, NetworkFileError) as error:
        fail(str(error), 2)
