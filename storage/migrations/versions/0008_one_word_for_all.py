"""One reminder for all that waits for somebody; and what is pending is found without a look at all that ever was."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PENDING = sa.text("status = 'pending'")
UNHEARD = sa.text("reminder IS NOT NULL")
QUEUES = ("inbox", "outbox")


def upgrade() -> None:
    for queue in QUEUES:
        op.create_index(f"ix_{queue}_oldest", queue, ["id"], sqlite_where=PENDING, postgresql_where=PENDING)
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminder", sa.String(length=20), nullable=True))
    op.create_index("ix_slot_status", "slot", ["status"])
    op.create_index("ix_slot_reminder", "slot", ["case_id"], sqlite_where=UNHEARD, postgresql_where=UNHEARD)
    _alone("'digest', 'silent', 'month', 'remind'")


def _alone(kinds: str) -> None:
    op.drop_index("uq_due_alone", table_name="due")
    waiting = sa.text(f"status = 'waiting' AND kind IN ({kinds})")
    op.create_index(
        "uq_due_alone", "due", ["network_id", "kind"], unique=True, sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE kind = 'remind'")
    _alone("'digest', 'silent', 'month'")
    op.drop_index("ix_slot_reminder", table_name="slot")
    op.drop_index("ix_slot_status", table_name="slot")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_column("reminder")
    for queue in reversed(QUEUES):
        op.drop_index(f"ix_{queue}_oldest", table_name=queue)
