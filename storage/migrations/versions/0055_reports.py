"""The years that are frozen, the cases that their annexes list, the words that the coordination wrote."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("frozen_at", Instant(), nullable=False),
        sa.Column("frozen_by", sa.String(60), nullable=False),
        sa.Column("definitions", sa.String(120), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "year", name="pk_report"),
    )
    op.create_index("ix_report_frozen_by", "report", ["frozen_by"])
    op.create_table(
        "reported_case",
        sa.Column("case_id", SERIAL, autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("met_at", Instant(), nullable=False),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_reported_case_case_id_case_file"),
        sa.PrimaryKeyConstraint("case_id", "year", name="pk_reported_case"),
    )
    op.create_index("ix_reported_case_year", "reported_case", ["year"])
    op.create_table(
        "report_words",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("section", sa.String(81), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "year", "section", name="pk_report_words"),
    )


def downgrade() -> None:
    for name in ("report_words", "reported_case", "report"):
        op.drop_table(name)
