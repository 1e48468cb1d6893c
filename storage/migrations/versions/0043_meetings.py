"""Meetings of the network, the dates among which one is chosen, and who answers what."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ANSWERED = sa.text("said_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(120), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("answer_by", Instant(), nullable=False),
        sa.Column("status", sa.String(9), nullable=False, server_default="draft"),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("at", Instant(), nullable=True),
        sa.Column("changed_at", Instant(), nullable=True),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("told_status", sa.String(9), nullable=False, server_default=sa.text("''")),
        sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_status", "meeting", ["network_id", "status", "at"])
    op.create_table(
        "meeting_date",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("meeting_id", SERIAL, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_meeting_date_meeting_id_meeting"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_date"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_date_once", "meeting_date", ["meeting_id", "number"], unique=True)
    op.create_table(
        "meeting_answer",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("date_id", SERIAL, nullable=False),
        sa.Column("who", sa.String(40), nullable=False),
        sa.Column("says", sa.String(5), nullable=False),
        sa.Column("said_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["date_id"], ["meeting_date.id"], name="fk_meeting_answer_date_id_meeting_date"),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_answer"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_answer_once", "meeting_answer", ["date_id", "who"], unique=True)
    op.create_index(
        "ix_meeting_answer_over", "meeting_answer", ["said_at"], sqlite_where=ANSWERED, postgresql_where=ANSWERED
    )


def downgrade() -> None:
    op.drop_table("meeting_answer")
    op.drop_table("meeting_date")
    op.drop_table("meeting")
