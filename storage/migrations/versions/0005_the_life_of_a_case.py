"""The life of a case: how it ends, a pause, what became of the person, and how it was."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_survey",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contacted", sa.String(length=8), nullable=True),
        sa.Column("useful", sa.String(length=8), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_survey_case_id_case_file")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_survey")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("outcome_reason", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("settled", sa.JSON(), server_default="{}", nullable=False))


def downgrade() -> None:
    op.execute("UPDATE slot SET status = 'contacted' WHERE status IN ('done', 'not_helped')")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        for name in ("settled", "paused_until", "outcome_reason", "outcome", "closed_at"):
            batch_op.drop_column(name)

    op.drop_table("case_survey")
