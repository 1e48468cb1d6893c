"""Bringing back a copy: what it would lose is said first, what was erased since stays erased, nothing goes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from bot.clock import real_now
from bot.open_database import opened
from bot.settings import Settings, SettingsError
from storage import restoring
from storage.durable import held
from storage.engine import copies, erased
from storage.engine.copies import DAYS, CopyError
from storage.engine.database import Database
from storage.engine.erased import Marks
from storage.engine.migrate import UnusableError, greet, upgrade
from storage.engine.single_program import Alone, NotAloneError, alone_on
from storage.restoring import Numbers

_WORDS = {
    "case_file": "cases",
    "case_note": "notes",
    "case_message": "letters",
    "inbox": "things that people said or did, or dates that came",
    "outbox": "messages of the bot",
    "mail": "e-mails",
}


async def bring_back(settings: Settings, copy: Path | None, act: bool, earlier: Marks | None, console: Console) -> None:
    """Say what bringing back a copy would lose; with `act`, do it. `earlier`: the marks of a token before this one.
    There is no `copy` of a PostgreSQL: its own tools have brought it back by then.

    Raises:
        SettingsError: it cannot be used, or a bot runs.
    """
    keys = [settings.marks, *([] if earlier is None else [earlier])]
    there = settings.copies
    try:
        if there is None:
            await _settle(settings, keys, act, console)
        elif copy is None:
            raise SettingsError("Name a copy: `python -m bot restore FILE`.")
        else:
            with alone_on(there.path):
                await _bring_back(settings, there.path, copy, keys, act, console)
    except NotAloneError:
        raise SettingsError("A bot runs on this database: stop it first.") from None
    except (CopyError, UnusableError) as error:
        raise SettingsError(f"This copy cannot be brought back: {error}.") from None


async def _bring_back(
    settings: Settings, path: Path, copy: Path, keys: Sequence[Marks], act: bool, console: Console
) -> None:
    present, in_copy = restoring.numbers_at(path), _looked_at(copy)
    lists = settings.erased_lists
    entries = {*erased.read({*lists, *(copy.with_name(one.name) for one in lists)})}
    entries.update(() if present is None else present.unlisted)  # not in every list yet
    for line in _what_is_lost(copy, present, in_copy):
        console.print(line, markup=False, soft_wrap=True)
    since = sum(entry.number > in_copy.rows.get("erasure", 0) for entry in entries)
    console.print(f"What was erased since stays erased: {since} times something was.", markup=False)
    if not act:
        words = f"Nothing is changed yet: `python -m bot restore {copy} --yes` brings it back."
        console.print(words, markup=False, soft_wrap=True)
        return
    done = await restoring.restore(copy, path, entries, keys, present, real_now())
    if done.aside is not None:
        console.print(f"Done. The database that was there is called {done.aside.name} now, and is kept as a copy is.")
    _say_what_came(done.erased, done.held, console)


async def _settle(settings: Settings, keys: Sequence[Marks], act: bool, console: Console) -> None:
    """What is left to do once PostgreSQL’s own tools have brought a copy back."""
    entries = erased.read(settings.erased_lists)
    if not act:
        console.print(
            "Once pg_restore is done, `python -m bot restore --yes` erases again what was erased since, and holds back "
            f"what waits to be sent. {len(entries)} times something was erased in the last {DAYS} days.",
            markup=False,
            soft_wrap=True,
        )
        return
    database = Database(settings.database_url)
    try:
        await greet(database)
        async with Alone(database):
            await upgrade(database, real_now())
            again, waits = await database.run(lambda c: restoring.settle(c, entries, keys, None))
    finally:
        await database.close()
    _say_what_came(again, waits, console)


def _looked_at(copy: Path) -> Numbers:
    """What a copy has given, once it is known to be whole and young enough."""
    made = copies.made_at(copy)
    if made is None:
        raise CopyError(f"{copy.name} is not called like a copy, NAME-20260310-020000.sqlite3.backup")
    if not copy.is_file():
        raise CopyError(f"{copy} is not there")
    if real_now() - made > timedelta(days=DAYS):
        raise CopyError(f"{copy.name} is older than {DAYS} days, and it is not known any more what was erased since")
    copies.verify(copy)
    with closing(copies.look_into(copy)) as connection:
        return restoring.numbers_of(connection)


def _what_is_lost(copy: Path, present: Numbers | None, in_copy: Numbers) -> Iterator[str]:
    yield f"{copy.name} is whole: the database as it was on {copies.made_at(copy):%d %B %Y at %H:%M} (UTC)."
    if present is None:
        yield "There is no database now, or none that can be read: what was written since the copy is lost."
        return
    lost = restoring.lost(present, in_copy)
    yield "Since then came, and would be lost:" if lost else "Nothing was written since then."
    yield from (f"  {count} {_WORDS[table]}" for table, count in lost.items())
    for network, last in present.cases.items():
        if (first := in_copy.cases.get(network, 0) + 1) <= last:
            yield f"  of the cases of {network} those with the numbers {first} to {last}, which are not given again"


def _say_what_came(again: int, waits: int, console: Console) -> None:
    console.print(f"Erased again: {again} cases, people and forms.", markup=False)
    console.print(
        f"Held back: {waits} messages and e-mails that waited to be sent when the copy was made. `python -m bot held` "
        "shows them; they go out by your word only."
        if waits
        else "Nothing waited to be sent when the copy was made.",
        markup=False,
        soft_wrap=True,
    )


async def show_held(settings: Settings, send: bool, drop: bool, console: Console) -> None:
    """Show what a restoring holds back; send it, or drop it."""
    async with opened(settings) as (database, _):
        for one in await database.run(held.held):
            console.print(f"{one.created_at:%Y-%m-%d %H:%M}  to {one.to}  {one.what}", markup=False, soft_wrap=True)
        if send:
            console.print(f"{await database.run(held.send)} wait to be sent: a running bot sends them now.")
        elif drop:
            console.print(f"{await database.run(held.drop)} are never sent.")
        elif await database.run(held.count):
            console.print("Held back. --send has the bot send them, --drop throws them away.")
        else:
            console.print("Nothing is held back.")
