"""Backing up: a copy of the database beside a running bot, checked, and put where the settings say."""

from __future__ import annotations

import sqlite3

from rich.console import Console

from bot.clock import real_now
from bot.settings import Settings, SettingsError
from storage.engine.copies import CopyError, pg_dump, verify


def back_up(settings: Settings, console: Console) -> None:
    """Make a copy and say where it lies.

    Raises:
        SettingsError: no copy can be made, or the second place does not take it.
    """
    copies = settings.copies
    if copies is None:
        raise SettingsError(
            "PostgreSQL’s own tools copy it, beside a running bot: have them run each night, and keep what they make"
            f" for {settings.backup_days} days at the most.\n{pg_dump(settings.database_url)}"
        )
    now = real_now()
    try:
        copy = copies.make(now)
    except CopyError as error:
        raise SettingsError(f"No copy, or not everywhere: {error}.") from None
    except (OSError, sqlite3.Error) as error:
        raise SettingsError(f"No copy: BACKUP_FOLDER or the database cannot be used ({_why(error)}).") from None
    rows = sum(verify(copy).values())
    places = [str(copy.parent), *([] if copies.second is None else [str(copies.second)])]
    console.print(f"{copy.name}: {rows} rows, read back. It lies in {' and in '.join(places)}.", markup=False)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
