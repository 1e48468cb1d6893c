"""Persisting: what was done outside and cannot be undone is written down, however often that takes."""

from __future__ import annotations

import asyncio

import structlog

from storage.engine.database import Database, LostError, Work

log = structlog.get_logger()

MOST_MARKS = 20


async def persist(database: Database, work: Work[None], **what: object) -> None:
    """Write down that something was sent. A database that refuses is asked again: what was sent is not sent again.

    `what` names the row in the logs. Raises LostError.
    """
    for attempt in range(MOST_MARKS):
        try:
            await database.run(work)
            return
        except LostError:
            raise
        except Exception as error:
            log.error("a delivery could not be marked", **what, count=attempt + 1, exc_info=error)
            await asyncio.sleep(min(0.25 * 2**attempt, 10))
