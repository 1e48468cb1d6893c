"""How a referent answered, and after how many working days."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ANSWERED, UNDONE = sa.text("waited IS NOT NULL"), sa.text("kind = 'undone'")


def upgrade() -> None:
    op.add_column("case_act", sa.Column("way", sa.String(10), nullable=True))
    op.add_column("case_act", sa.Column("waited", sa.Integer(), nullable=True))
    columns = ["way", "kind", "waited", "case_id", "role", "slot_version"]
    op.create_index("ix_case_act_answers", "case_act", columns, sqlite_where=ANSWERED, postgresql_where=ANSWERED)
    columns = ["case_id", "role", "slot_version"]
    op.create_index("ix_case_act_undone", "case_act", columns, sqlite_where=UNDONE, postgresql_where=UNDONE)


def downgrade() -> None:
    op.drop_index("ix_case_act_undone", "case_act")
    op.drop_index("ix_case_act_answers", "case_act")
    with op.batch_alter_table("case_act") as batch_op:
        batch_op.drop_column("waited")
        batch_op.drop_column("way")
