"""Lines: the connections to a PostgreSQL server, kept open and lent to one piece of work after the other."""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL, Engine
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.engine.json_text import JSON_COLUMNS

ALL = {"jit": "off", "max_parallel_workers_per_gather": "0"}
"""Compiling a statement that counts takes the server longer than running it; counted by several processes at once, it
would take the cores on which others are answered.
"""
ROW_BY_ROW = {"enable_bitmapscan": "off", "enable_seqscan": "off", "enable_sort": "off"}
"""By these lines rows are taken one by one, in the order of an index. While its statistics are older than a flood, the
server believes that there are none, and that it costs no more to gather them all.
"""
IDLE = 1.0
"""Seconds for which a line may lie unused and is still taken to lead to the server: it is used without being asked."""

_LISTENING = (
    ("SOL_SOCKET", "SO_KEEPALIVE", 1),
    ("IPPROTO_TCP", "TCP_KEEPIDLE", 30),
    ("IPPROTO_TCP", "TCP_KEEPINTVL", 10),
    ("IPPROTO_TCP", "TCP_KEEPCNT", 3),
    ("IPPROTO_TCP", "TCP_USER_TIMEOUT", 60_000),
)
"""What a line to a server is told (seconds, a count, milliseconds): where nothing comes back for a minute it is cut,
so that a piece of work under way fails as something that passes. However long a statement takes, the line answers.
"""
_LEFT = "left"


def lines(url: URL, most: int, settings: Mapping[str, str], **options: Any) -> AsyncEngine:
    """At most so many lines to a server, which is told `settings` for them. The one that was used last is lent first:
    it need not be asked whether it still leads there, and its statements are prepared.
    """
    how: dict[str, Any] = {"hide_parameters": True, "pool_size": most, "max_overflow": 0, "pool_use_lifo": True}
    how["connect_args"] = {"server_settings": {**ALL, **settings}}
    engine = create_async_engine(url, **{**how, **JSON_COLUMNS, **options})
    _ask_who_idled(engine.sync_engine)

    @event.listens_for(engine.sync_engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        line = connection.driver_connection._transport.get_extra_info("socket")  # asyncpg shows it in no other way
        for level, option, value in _LISTENING if line.family != socket.AF_UNIX else ():
            if hasattr(socket, option):  # a system lacks one or the other
                line.setsockopt(getattr(socket, level), getattr(socket, option), value)

    return engine


def _ask_who_idled(engine: Engine) -> None:
    """A line that lay unused is asked, in three statements, whether it still leads to the server. One that was used
    just now is not: whether its other end was closed the driver knows by itself. Then all older ones are given up.
    """

    @event.listens_for(engine, "checkin")
    def _left(_line: Any, record: Any) -> None:
        record.info[_LEFT] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _taken(line: Any, record: Any, _taken_by: Any) -> None:
        left = record.info.pop(_LEFT, None)
        if left is None:  # it is new
            return
        if line.driver_connection.is_closed():
            raise InvalidatePoolError
        if time.monotonic() - left > IDLE and not _answers(engine, line):
            raise InvalidatePoolError


def _answers(engine: Engine, line: Any) -> bool:
    try:
        return engine.dialect.do_ping(line)
    except engine.dialect.loaded_dbapi.Error as error:
        if engine.dialect.is_disconnect(error, line, None):
            return False
        raise
