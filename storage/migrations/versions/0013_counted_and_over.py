"""What figures count stands in an index, and so does what is over: rows that were worked, and that nobody reads again."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEXES: tuple[tuple[str, str, list[Any], str | None], ...] = (
    ("ix_case_file_counted", "case_file", ["network_id", "merged_into", "person_id", "territory", "sector"], None),
    ("ix_inbox_over", "inbox", ["worked_at"], "status IN ('done', 'ignored')"),
    ("ix_due_over", "due", ["due_at"], "status IN ('came', 'dropped')"),
    (
        "ix_outbox_over",
        "outbox",
        ["created_at"],
        "status IN ('sent', 'superseded') AND (name IS NULL OR method IN"
        " ('editMessageText', 'editMessageCaption', 'editMessageReplyMarkup'))",
    ),
)


def upgrade() -> None:
    for name, table, columns, where in INDEXES:
        rows = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def downgrade() -> None:
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
