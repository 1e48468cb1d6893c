"""Short items of news to the partners, whom each went to, and who has read it."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OVER = sa.text("sent_at IS NOT NULL")


def upgrade() -> None:
    op.create_table(
        "bulletin",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("author", sa.String(40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(10), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("status", sa.String(8), nullable=False, server_default="draft"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bulletin_status", "bulletin", ["network_id", "status"])
    op.create_index("ix_bulletin_ended_at", "bulletin", ["ended_at"])
    op.create_table(
        "bulletin_reader",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("bulletin_id", SERIAL, nullable=False),
        sa.Column("referent_id", sa.String(40), nullable=False),
        sa.Column("way", sa.String(8), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["bulletin_id"], ["bulletin.id"], name="fk_bulletin_reader_bulletin_id_bulletin"),
        sa.PrimaryKeyConstraint("id", name="pk_bulletin_reader"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_bulletin_reader_once", "bulletin_reader", ["bulletin_id", "referent_id"], unique=True)
    op.create_index("ix_bulletin_reader_over", "bulletin_reader", ["sent_at"], sqlite_where=OVER, postgresql_where=OVER)


def downgrade() -> None:
    op.drop_table("bulletin_reader")
    op.drop_table("bulletin")
