"""Logs: structlog with an allow-list of fields. No token, name, telephone number or text can get into a line."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event", "level", "timestamp", "logger",
        "seq", "act", "statements", "noticed", "update_id",
        "lane", "source", "status", "attempts", "lasted_ms", "count",
        "method", "outbox", "mail", "name", "retry_after", "fault", "kind", "step", "reference",
        "version", "port", "database", "network", "delay_s",
    }
)  # fmt: skip
"""Fields that a line may have. Whatever else is given is dropped, whoever gives it."""

Line = MutableMapping[str, Any]


def _only_allowed(_logger: Any, _method: str, line: Line) -> Line:
    return {key: value for key, value in line.items() if key in ALLOWED}


def _fault_without_words(_logger: Any, _method: str, line: Line) -> Line:
    """An exception becomes its type and place: its message may quote what somebody wrote, or the token."""
    given = line.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        line["fault"] = fault_of(error)
    return line


def fault_of(error: BaseException) -> str:
    """An exception as its type and the place it came from: ``ValueError at turn/forms.py:40``."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    if place is None:
        return type(error).__name__
    path = "/".join(place.tb_frame.f_code.co_filename.rsplit("/", 2)[-2:])
    return f"{type(error).__name__} at {path}:{place.tb_lineno}"


class _FromLibraries(logging.Handler):
    """Lines of libraries keep their logger, level and fault; their words, which may quote data, are left out."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass the bare facts on."""
        error = record.exc_info[1] if record.exc_info else None
        log = structlog.get_logger()
        log.log(
            record.levelno, "a library spoke", logger=record.name, fault=fault_of(error) if error is not None else None
        )


def set_up(level: str = "INFO", style: str = "console") -> None:
    """Configure logging for the whole process, once, before anything else."""
    number = logging.getLevelNamesMapping()[level]
    last: Any = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _fault_without_words,
            _only_allowed,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_FromLibraries()]
    root.setLevel(max(number, logging.WARNING))
