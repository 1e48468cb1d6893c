"""Dialects: where the two databases differ in what a statement may say."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ARRAY, JSON, BigInteger, Boolean, ColumnElement, bindparam
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


def insert_for(connection: AsyncConnection) -> Any:
    """The dialect's own `insert`, the one that knows ON CONFLICT."""
    return sqlite_insert if connection.dialect.name == "sqlite" else postgresql_insert


def locks_rows(connection: AsyncConnection) -> bool:
    """Whether several transactions write side by side, so that a row is locked by whoever acts on it, and left alone by
    whoever looks for work. On SQLite there is one writer, and nothing to lock.
    """
    return connection.dialect.name == "postgresql"


# --- one of several numbers -------------------------------------------------------------------------------------------


class Numbers(TypeDecorator[list[int]]):
    """Whole numbers in one parameter: an array, or on SQLite its JSON."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """What carries them."""
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else JSON())


class _Among(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:
        """As it stands: SQLAlchemy would compare it with 1 on SQLite, which then uses no index."""
        return self


def among(number: ColumnElement[int], parameter: str) -> ColumnElement[bool]:
    """Whether `number` is one of those in the parameter of that name. However many they are, the text is the same, so
    that the statement is prepared once.
    """
    return _Among(number, bindparam(parameter, type_=Numbers()))


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    number, given = (compiler.process(part, **how) for part in element.clauses)
    return f"{number} IN (SELECT value FROM json_each({given}))"  # noqa: S608 - parts of a statement


@compiles(_Among)
def _in_array(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    number, given = (compiler.process(part, **how) for part in element.clauses)
    return f"{number} = ANY ({given})"


# --- in the order in which rows lie -----------------------------------------------------------------------------------


class _Unsearched(FunctionElement[Any]):
    inherit_cache = True


def unsearched(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column by which nothing is looked up in an index: nearly all rows have what it is compared with. PostgreSQL
    knows that by itself as long as the column stands there bare, and so how much there will be to sort or to gather.
    """
    found = _Unsearched(column)
    found.type = column.type
    return found


@compiles(_Unsearched, "sqlite")
def _in_no_index(element: _Unsearched, compiler: SQLCompiler, **how: Any) -> str:
    return f"+{compiler.process(element.clauses, **how)}"


@compiles(_Unsearched)
def _bare(element: _Unsearched, compiler: SQLCompiler, **how: Any) -> str:
    return compiler.process(element.clauses, **how)
