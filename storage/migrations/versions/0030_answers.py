"""How a referent answered, and after how many working days; of open cards one date waits for all that comes in."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ALONE = ("digest", "silent", "month", "remind", "signing")
ANSWERED, UNDONE = sa.text("waited IS NOT NULL"), sa.text("kind = 'undone'")


def upgrade() -> None:
    op.add_column("case_act", sa.Column("way", sa.String(10), nullable=True))
    op.add_column("case_act", sa.Column("waited", sa.Integer(), nullable=True))
    columns = ["way", "kind", "waited", "case_id", "role", "slot_version"]
    op.create_index("ix_case_act_answers", "case_act", columns, sqlite_where=ANSWERED, postgresql_where=ANSWERED)
    columns = ["case_id", "role", "slot_version"]
    op.create_index("ix_case_act_undone", "case_act", columns, sqlite_where=UNDONE, postgresql_where=UNDONE)
    _wait_alone((*ALONE, "cards:open"))


def _wait_alone(kinds: tuple[str, ...]) -> None:
    """Of each of these kinds one date waits for a network: the first."""
    op.drop_index("uq_due_alone", "due")
    which = f"status = 'waiting' AND kind IN ({', '.join(map(repr, kinds))})"
    firsts = f"SELECT min(id) FROM due WHERE {which} GROUP BY network_id, kind"  # noqa: S608 - of the names above
    op.execute(f"UPDATE due SET status = 'dropped' WHERE {which} AND id NOT IN ({firsts})")  # noqa: S608 - the same
    where = sa.text(which)
    op.create_index("uq_due_alone", "due", ["network_id", "kind"], unique=True, sqlite_where=where,
                    postgresql_where=where)  # fmt: skip


def downgrade() -> None:
    _wait_alone(ALONE)
    op.drop_index("ix_case_act_undone", "case_act")
    op.drop_index("ix_case_act_answers", "case_act")
    with op.batch_alter_table("case_act") as batch_op:
        batch_op.drop_column("waited")
        batch_op.drop_column("way")
