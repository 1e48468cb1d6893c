"""By what somebody heard of the network, with their account and with their case; what was told in /completer counts."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

KNOWN = sa.text("source IS NOT NULL")
TOLD = {
    "sqlite": """json_extract(answers, '$."completer-joining".origin')""",
    "postgresql": "answers #>> '{completer-joining,origin}'",
}


def upgrade() -> None:
    for table in ("person", "case_file"):
        op.add_column(table, sa.Column("source", sa.String(60), nullable=True))
    told = TOLD[op.get_bind().dialect.name]
    op.execute(f"UPDATE case_file SET source = {told} WHERE {told} IS NOT NULL")  # noqa: S608 - words of ours
    for table in ("person", "case_file"):
        op.create_index(
            f"ix_{table}_source", table, ["network_id", "source"], sqlite_where=KNOWN, postgresql_where=KNOWN
        )


def downgrade() -> None:
    for table in ("person", "case_file"):
        op.drop_index(f"ix_{table}_source", table)
        op.drop_column(table, "source")
