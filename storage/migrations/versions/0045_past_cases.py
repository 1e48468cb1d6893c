"""How many cases there were of each kind, without a person, once they are erased."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "past_case",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("territory", sa.String(40), nullable=False),
        sa.Column("sector", sa.String(40), nullable=False),
        sa.Column("natures", sa.String(120), nullable=False),
        sa.Column("adults", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("children", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ended", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "network_id", "year", "territory", "sector", "natures", "adults", "children", "ended", "outcome",
            name="pk_past_case",
        ),
        sqlite_with_rowid=False,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_table("past_case")
