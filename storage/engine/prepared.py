"""Prepared: the few statements that every answer runs, as SQLite’s driver takes them.

They are written in Core like all others. What SQLAlchemy does for each run, it does here once: the text, how each value
is bound, how each column is read. Its own types do that, and rows are its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Executable, exc
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.types import TypeEngine

from storage.engine.json_text import JSON_COLUMNS

E = TypeVar("E", bound=Executable)
Change = Callable[[Any], Any] | None
"""What a type does with a value on its way to the driver, or back; None where it goes as it is."""

Given = Mapping[str, Any] | list[Mapping[str, Any]]
"""The values of a statement by name, or several sets of them."""

HOT: set[Executable] = set()
"""The statements that are prepared. The profile of an answer names them; each is run both ways in a test."""
_DIALECT = SQLiteDialect_pysqlite(**JSON_COLUMNS)


def hot(statement: E) -> E:
    """Say of a statement that stands for good, with bound parameters, that an answer runs it. Gives it back."""
    HOT.add(statement)
    return statement


class Rows(IteratorResult[Any]):
    """What a prepared statement gave; `rowcount` says how many rows it changed."""

    def __init__(self, columns: SimpleResultMetaData, rows: Iterable[Any], rowcount: int) -> None:
        super().__init__(columns, iter(rows))
        self.rowcount = rowcount


class Prepared:
    """A statement with parameters of these names."""

    def __init__(self, statement: Any, names: tuple[str, ...]) -> None:
        """Raises ValueError where its text depends on the values, as that of a list does, or where one is missing."""
        compiled = statement.compile(dialect=_DIALECT, column_keys=list(names))
        if compiled.post_compile_params:
            raise ValueError(f"the text of this statement is not always the same: {compiled}")
        self._text = str(compiled)
        binds = [(name, compiled.binds[name]) for name in compiled.positiontup]
        if missing := [name for name, bind in binds if bind.required and name not in names]:
            raise ValueError(f"{missing} of this statement has no value: {compiled}")
        self._values = [(name, bind.value, _on_its_way(bind.type)) for name, bind in binds]
        columns = getattr(statement, "exported_columns", ())
        self._columns = SimpleResultMetaData(
            [column.key for column in columns],
            _processors=[_on_its_way_back(column.type) for column in columns],  # type: ignore[misc]
        )

    def run(self, driver: sqlite3.Connection, given: Given) -> Rows:
        """Run it; with several sets of values once for each, when it gives no rows. Raises SQLAlchemy’s errors, which
        quote no value.
        """
        try:
            if isinstance(given, list):
                cursor = driver.executemany(self._text, map(self._bound, given))
            else:
                cursor = driver.execute(self._text, self._bound(given))
            rows = cursor.fetchall()
        except sqlite3.Error as error:
            raise getattr(exc, type(error).__name__)(self._text, None, error) from error
        return Rows(self._columns, rows, cursor.rowcount)

    def _bound(self, given: Mapping[str, Any]) -> list[Any]:
        values = []
        for name, otherwise, change in self._values:
            value = given.get(name, otherwise)
            values.append(value if change is None else change(value))
        return values


def ready(statement: Executable, given: Given) -> Prepared:
    """A hot statement for values of these names, which is prepared the first time."""
    return _prepared(statement, tuple(given[0] if isinstance(given, list) else given))


@cache
def _prepared(statement: Executable, names: tuple[str, ...]) -> Prepared:
    return Prepared(statement, names)


def _on_its_way(type_: TypeEngine[Any]) -> Change:
    return type_.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _on_its_way_back(type_: TypeEngine[Any]) -> Change:
    return type_.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
