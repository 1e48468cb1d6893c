"""What is kept of the program of migration 0008 is all that it knew: nothing that it could leave behind is missing."""

from __future__ import annotations

import pytest

from handlers.features import REGISTER
from tests.filled import kept, known
from tests.stage.inside import value

KINDS = ("sqlite", "postgresql")


@pytest.mark.parametrize("kind", KINDS)
def test_everything_is_there(kind: str) -> None:
    """Every status of both slots, every kind of date, form, logical name and button, and all that can wait."""
    told = kept.manifest(kind)
    assert set(told["slots"]) == {f"{role} {status}" for role in known.ROLES for status in known.STATUSES}
    assert set(told["dates"]) == known.DATES
    assert {flow for flows in told["forms"].values() for flow in flows} == known.FLOWS
    assert set(told["buttons"]) == known.BUTTONS
    assert [name for name in told["names"] if not {name, name.removesuffix(":<n>")} & known.NAMES] == []
    assert set(told["names"]) >= known.NAMES
    assert set(told["calls"]) == known.CALLS
    assert set(told["inbox"]) == known.SOURCES
    assert told["mails"]
    assert told["updates"]


def test_the_program_knows_it_all() -> None:
    """Each kind of date and each verb of a button has its place in a feature, or a line that says that it is gone."""
    verbs = {data.partition("|")[0] for data in known.BUTTONS}
    assert verbs <= REGISTER.verbs.keys() | known.FLOWS | REGISTER.gone
    assert REGISTER.dates.keys() | REGISTER.gone >= known.DATES


PARTICULAR = {
    "a merged case": "case_file WHERE merged_into IS NOT NULL",
    "a closed case": "case_file WHERE outcome = 'installed' AND closed_at IS NOT NULL",
    "a confidential case": "case_file WHERE discretion = 'confidential'",
    "a paused case": "case_file WHERE paused_until IS NOT NULL",
    "a case from the counter": "case_file WHERE entered_by IS NOT NULL AND person_id IS NULL",
    "a referent who blocked the bot": "departure JOIN account ON account.telegram_id = departure.telegram_id"
    " WHERE why = 'blocked'",
    "an absence that has begun": "absence WHERE first <= '2026-03-13' AND ended_at IS NULL",
    "an absence to come": "absence WHERE first > '2026-03-13' AND ended_at IS NULL",
    "a call that was not made": "call_request WHERE done_at IS NULL",
    "a survey": "case_survey WHERE useful IS NOT NULL",
    "a second adult": "case_member",
    "a link for somebody met": "case_invite WHERE used_at IS NULL",
    "a file that waits for its case": "case_message WHERE waits_for = 'case' AND file_id IS NOT NULL",
    "a file that waits for a word": "case_message WHERE waits_for = 'word' AND file_id IS NOT NULL",
    "a reminder that its owner has not heard": "slot WHERE reminder IS NOT NULL",
    "a call that is to be tried again": "outbox WHERE status = 'pending' AND retry_at IS NOT NULL",
}


async def test_what_is_particular(empty_database: str) -> None:
    await kept.load(empty_database)
    for what, found in PARTICULAR.items():
        assert await value(empty_database, f"SELECT count(*) FROM {found}"), what  # noqa: S608 - written above
    assert await value(empty_database, "SELECT version_num FROM alembic_version") == kept.REVISION
