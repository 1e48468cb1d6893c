"""What is made is a network that could have been lived: whatever stands for a case or a person stands for its own."""

from __future__ import annotations

import pytest

from tests.large.make import Size, make
from tests.stage.inside import rows, value

SMALL = Size(cases=90, unfinished=48, conversations=5)


@pytest.mark.proof
async def test_copies_name_their_own(database_url: str) -> None:
    """A copy has its slots, its dates, its person and their messages; nothing of it names another case."""
    await make(database_url, SMALL)
    assert await value(database_url, "SELECT count(*) FROM case_file") == 48 + 42
    assert await value(database_url, "SELECT count(*) FROM slot") == 2 * (48 + 42)
    assert await value(database_url, "SELECT count(*) FROM conversation WHERE chat_id % 10000 = 1001") == 5
    assert await value(database_url, "SELECT count(*) FROM inbox WHERE status <> 'pending'") == 30 * 90
    assert await value(database_url, "SELECT count(*) FROM outbox WHERE status <> 'pending'") == 40 * 90
    strangers = "SELECT name, about FROM message WHERE name LIKE '%SV-%' AND name NOT LIKE '%' || about || '%'"
    assert await rows(database_url, strangers) == []
    known = "SELECT reference FROM case_file UNION SELECT 'interest:' || id FROM interest"
    unknown = f"SELECT about FROM due WHERE about IS NOT NULL AND about NOT IN ({known})"  # noqa: S608
    assert await rows(database_url, unknown) == []
    people = "SELECT person_id FROM case_file WHERE person_id NOT IN (SELECT chat_id FROM outbox)"
    assert await rows(database_url, people) == []
