"""Who has no project of their own is called as well: who they are, what they said, where, and an address."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("call_request", sa.Column("who", sa.String(length=20), nullable=True))
    op.add_column("call_request", sa.Column("quiet", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("call_request", sa.Column("words", sa.Text(), nullable=True))
    op.add_column("call_request", sa.Column("place", sa.String(length=80), nullable=True))
    op.add_column("call_request", sa.Column("email", sa.String(length=254), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("call_request") as batch_op:
        for name in ("email", "place", "words", "quiet", "who"):
            batch_op.drop_column(name)
