"""Month: the word about the month before, which the partner group reads once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.statistics import monthly
from handlers.turn.turn import Turn
from tests.stage import GROUP, PERSON, staged
from tests.stage.inside import happen, send_case, value
from tests.stage.story import plain

DAY = timedelta(days=1)


async def test_it_is_told_once_a_month(database_url: str) -> None:
    """Also where a request was sent after its date had come, which planned the next one."""
    async with staged(database_url) as stage:
        await send_case(stage)

        async def also(t: Turn) -> None:
            await monthly.plan(t)

        await happen(stage, PERSON, also)
        for days in (20, 14, 30):
            await stage.pass_time(days * DAY)
        told = [plain(text)[:21] for text in stage.texts(GROUP) if "Le réseau en" in plain(text)]
        assert told == ["Le réseau en mars 202", "Le réseau en avril 20"]
        waits = "SELECT count(*) FROM due WHERE kind = 'figures:month' AND status = 'waiting'"
        assert await value(database_url, waits) == 1


@pytest.mark.parametrize(("days", "months"), [(70, ["mars", "avril"]), (200, ["juin", "juillet", "août"])])
async def test_what_went_by_while_it_was_down_is_told(days: int, months: list[str], database_url: str) -> None:
    """Each month once, the oldest first, the last three at most; then it goes on as ever."""
    async with staged(database_url) as stage:
        await send_case(stage)
        begun = len(stage.texts(GROUP))
        await stage.pass_time(days * DAY)
        await stage.pass_time(DAY)
        told = [plain(text).split()[3] for text in stage.texts(GROUP)[begun:] if "Le réseau en" in plain(text)]
        assert told == months
        assert await value(database_url, "SELECT count(*) FROM due WHERE kind = 'figures:month'") == 2
