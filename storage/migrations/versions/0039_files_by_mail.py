"""A letter of a case keeps what is in a file that came by mail; an e-mail names the letters whose files go with it."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_message", sa.Column("data", sa.LargeBinary(), nullable=True))
    op.add_column("mail", sa.Column("files", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("mail", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("files")
    op.execute("DELETE FROM case_message WHERE data IS NOT NULL")
    with op.batch_alter_table("case_message", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("data")
