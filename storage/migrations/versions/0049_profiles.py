"""What a named funder asks of people, as they said it or would not."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "case_profile",
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("question", sa.String(10), nullable=False),
        sa.Column("said", sa.String(20), nullable=True),
        sa.Column("women", sa.Integer(), nullable=True),
        sa.Column("men", sa.Integer(), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("version", sa.String(20), nullable=False),
        sa.Column("funder", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_case_profile_case_id_case_file"),
        sa.PrimaryKeyConstraint("case_id", "question", name="pk_case_profile"),
    )


def downgrade() -> None:
    op.drop_table("case_profile")
