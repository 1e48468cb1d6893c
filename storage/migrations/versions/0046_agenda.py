"""The agenda of a meeting: what of it was dropped or told, points in own words, and for which date it was read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OF_TOPICS = sa.text("topic <> ''")

_MEETING = sa.table(
    "meeting", sa.column("id"), sa.column("network_id"), sa.column("status"), sa.column("at", Instant())
)
_DUE = sa.table(
    "due", sa.column("network_id"), sa.column("kind"), sa.column("lane"), sa.column("due_at", Instant()),
    sa.column("expects", sa.JSON()),
)  # fmt: skip
_SATURDAY = 5


def upgrade() -> None:
    op.create_table(
        "agenda_item",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("meeting_id", SERIAL, nullable=False),
        sa.Column("topic", sa.String(14), nullable=False, server_default=sa.text("''")),
        sa.Column("words", sa.String(120), nullable=False, server_default=sa.text("''")),
        sa.Column("dropped", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name="fk_agenda_item_meeting_id_meeting"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_item_meeting", "agenda_item", ["meeting_id"])
    op.create_index(
        "ix_agenda_item_once", "agenda_item", ["meeting_id", "topic"], unique=True,
        sqlite_where=OF_TOPICS, postgresql_where=OF_TOPICS,
    )  # fmt: skip
    op.add_column("meeting", sa.Column("agenda_for", Instant(), nullable=True))
    _plan()


def _plan() -> None:
    """Meetings that are set already have their agenda told too: in the morning of a weekday before."""
    known = sa.select(_MEETING.c.id, _MEETING.c.network_id, _MEETING.c.at).where(_MEETING.c.status == "set")
    for row in op.get_bind().execute(known.where(_MEETING.c.at > datetime.now(UTC))).all():
        expects = {"meeting": row.id, "at": row.at.isoformat()}
        told = {"network_id": row.network_id, "kind": "meeting:agenda", "lane": 0, "due_at": _weekday_before(row.at)}
        op.get_bind().execute(sa.insert(_DUE).values(**told, expects=expects))


def _weekday_before(at: datetime) -> datetime:
    day = at - timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day.replace(hour=8, minute=0, second=0, microsecond=0)


def downgrade() -> None:
    with op.batch_alter_table("meeting", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("agenda_for")
    op.drop_table("agenda_item")
