"""Prepared: what every answer runs is run both ways, and comes to the same."""

from __future__ import annotations

import itertools
import sqlite3
from typing import Any

import pytest
from sqlalchemy import bindparam, exc, select

from storage.engine.database import Database, Work
from storage.engine.prepared import HOT, Prepared, hot
from storage.engine.writer import Straight
from storage.people import person
from storage.schema import metadata
from tests.stage import staged
from tests.stage.databases import Files
from tests.stage.story import Player

RUN = Straight.execute
MOST = 20
"""Thousands of SQLite’s steps, a millisecond or so: what takes more keeps the others waiting."""


class BothWays:
    """Has SQLAlchemy run each hot statement and takes that back; runs it as it is run, compares, and takes that back;
    then lets it run.
    """

    def __init__(self) -> None:
        self.seen: set[Any] = set()
        self.steps: dict[str, int] = {}
        """What the longest run of each statement took of SQLite’s own steps, in thousands."""

    async def execute(self, connection: Straight, statement: Any, parameters: Any = None, **options: Any) -> Any:
        """A statement of the program."""
        if statement in HOT:
            as_it_is = await self._tried(connection, statement, parameters)
            HOT.remove(statement)
            try:
                assert as_it_is == await self._tried(connection, statement, parameters), str(statement)
            finally:
                HOT.add(statement)
            self.seen.add(statement)
        steps = itertools.count()
        connection.driver.set_progress_handler(lambda: next(steps) < 0, 1000)
        try:
            return await RUN(connection, statement, parameters, **options)
        finally:
            connection.driver.set_progress_handler(None, 0)
            self.steps[str(statement)] = max(next(steps), self.steps.get(str(statement), 0))

    async def _tried(self, connection: Straight, statement: Any, parameters: Any) -> tuple[Any, ...]:
        """What it gave, or how many rows it changed, and what stands in every table then."""
        connection.driver.execute("SAVEPOINT tried")
        try:
            result = await RUN(connection, statement, parameters)
            rows = [(row._fields, tuple(row)) for row in result] if getattr(result, "returns_rows", True) else []
            return rows or result.rowcount, _everything(connection.driver)
        finally:
            connection.driver.execute("ROLLBACK TO tried")
            connection.driver.execute("RELEASE tried")


def _everything(driver: sqlite3.Connection) -> list[Any]:
    """All rows of every table, each in the order of its key, in which it lies."""
    return [driver.execute(f"SELECT * FROM {name}").fetchall() for name in metadata.tables]  # noqa: S608


async def test_every_hot_statement_both_ways(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case is told, sent and taken; and no statement of it keeps the others waiting."""
    both = BothWays()

    async def execute(connection: Straight, statement: Any, parameters: Any = None, **options: Any) -> Any:
        return await both.execute(connection, statement, parameters, **options)

    monkeypatch.setattr(Straight, "execute", execute)
    async with staged(files.migrated()) as stage:
        await Player(stage).play("boulangerie")
    assert {statement: steps for statement, steps in both.steps.items() if steps > MOST} == {}
    assert [str(statement) for statement in HOT - both.seen if not _is_postgresqls(statement)] == []


def _is_postgresqls(statement: Any) -> bool:
    """Whether it is a twin of a statement, for the other database, that an earlier test has asked for."""
    return getattr(statement, "stringify_dialect", "") == "postgresql" or "MATERIALIZED" in str(statement)


async def test_what_fails_fails_as_any_other(files: Files) -> None:
    """With SQLAlchemy's own error, which says nothing of the values."""
    new = hot(person.insert())
    values = {"telegram_id": 7, "network_id": "n", "locale": "a secret", "first_seen_at": None}
    try:
        with pytest.raises(exc.IntegrityError) as told:
            await one_piece(files, lambda c: c.execute(new, values))
    finally:
        HOT.remove(new)
    assert "NOT NULL" in str(told.value)
    assert "a secret" not in str(told.value)


def test_a_text_that_changes_with_its_values_is_refused() -> None:
    """Such a list has another text for each length."""
    listed = select(person).where(person.c.telegram_id.in_(bindparam("some", expanding=True)))
    with pytest.raises(ValueError, match="not always the same"):
        Prepared(listed, ("some",))


def test_a_value_that_is_missing_is_no_null() -> None:
    """With NULL in its place a statement would find nothing, and say nothing of it."""
    one = select(person).where(person.c.telegram_id == bindparam("account"))
    assert Prepared(one, ("account",))
    with pytest.raises(ValueError, match="account"):
        Prepared(one, ())


async def one_piece(files: Files, work: Work[Any]) -> Any:
    """What a piece of work gives on a new file."""
    database = Database(files.migrated())
    try:
        return await database.run(work)
    finally:
        await database.close()
