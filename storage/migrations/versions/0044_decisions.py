"""What meetings decided: who sees to it, by which day, and since when it is done."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("meeting_id", SERIAL, nullable=False),
        sa.Column("what", sa.String(120), nullable=False),
        sa.Column("who", sa.String(60), nullable=False, server_default=sa.text("''")),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("noted_at", Instant(), nullable=False),
        sa.Column("done_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_decision_meeting_id_meeting"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_meeting", "decision", ["meeting_id"])


def downgrade() -> None:
    op.drop_table("decision")
