"""Exports by mail: by which way something was taken out, where a file is on its way, and what that of a mail is made of."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant, Serial

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mail", sa.Column("made", sa.JSON()))
    op.add_column("export", sa.Column("way", sa.String(10), nullable=False, server_default="telegram"))
    op.execute("UPDATE export SET way = 'file' WHERE actor = 'technician'")
    op.create_table(
        "export_out",
        sa.Column("id", Serial, primary_key=True, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("mail_id", sa.BigInteger()),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_export_out_chat", "export_out", ["chat_id", "name"])
    op.create_index("ix_export_out_mail", "export_out", ["mail_id"])


def downgrade() -> None:
    op.drop_table("export_out")
    op.drop_column("export", "way")
    op.drop_column("mail", "made")
