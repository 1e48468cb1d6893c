"""An interest may be a case’s alone; when a visit is, in which round its owner is asked, and since when it is over."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

TIMES = ("visit_at", "late_since", "agreed_at", "ended_at")
OVER = sa.text("ended_at IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("interest", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("account", existing_type=sa.BigInteger(), nullable=True)
        batch_op.drop_column("visit")
        batch_op.add_column(sa.Column("asked_by", sa.String(40), nullable=True))
        batch_op.add_column(sa.Column("round", sa.Integer(), nullable=False, server_default="0"))
        for name in TIMES:
            batch_op.add_column(sa.Column(name, Instant(), nullable=True))
        batch_op.create_unique_constraint("uq_interest_offer_id_case_reference", ["offer_id", "case_reference"])
    op.create_index("ix_interest_over", "interest", ["ended_at"], sqlite_where=OVER, postgresql_where=OVER)
    op.create_index("ix_offer_over", "offer", ["ended_at"], sqlite_where=OVER, postgresql_where=OVER)


def downgrade() -> None:
    op.drop_index("ix_offer_over", "offer")
    op.drop_index("ix_interest_over", "interest")
    op.execute("DELETE FROM interest WHERE account IS NULL")
    with op.batch_alter_table("interest", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint("uq_interest_offer_id_case_reference", type_="unique")
        for name in ("asked_by", "round", *TIMES):
            batch_op.drop_column(name)
        batch_op.add_column(sa.Column("visit", sa.String(200), nullable=False, server_default=""))
        batch_op.alter_column("account", existing_type=sa.BigInteger(), nullable=False)
