"""Every datum has an owner: what the columns say of themselves, which erasing and /mes_donnees go by."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Column

from storage.engine.columns import STAYS, Kept, Whose, datum
from storage.schema import metadata

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]
OWNED = (Whose.PERSON, Whose.CASE, Whose.CHAT)


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_a_column_says_whose_it_is(column: Column[Any]) -> None:
    """And for how long: what is kept for a time says since when, and what is left then."""
    known = datum(column)
    if isinstance(known.kept, timedelta):
        assert known.since in column.table.columns
        assert known.left is not STAYS
    if known.whose in OWNED:
        assert known.kept != Kept.ALWAYS


@pytest.mark.parametrize("table", [t for t in metadata.sorted_tables if t.name != "owed"], ids=str)
def test_what_is_somebodys_is_found_by_them(table: Any) -> None:
    """A table with anything of a person, a case or a chat has a column that says which. What is owed has none: it must
    outlast an erasing, and says no more than a chat and the number of a message.
    """
    whose = {datum(column).whose for column in table.columns} & {*OWNED}
    assert whose <= {datum(column).whose for column in table.columns if datum(column).names}


def test_what_is_owed_says_nothing_else() -> None:
    assert set(metadata.tables["owed"].columns.keys()) == {"chat_id", "message_id"}
