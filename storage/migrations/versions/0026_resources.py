"""People whom a case can call on, which messages show them, and documents that partners share."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEEN = sa.text("status IN ('shown', 'asked')")
SHARED = sa.text("status = 'shared'")


def upgrade() -> None:
    op.create_table(
        "resource",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("entered_by", sa.String(40), nullable=False),
        sa.Column("entered_at", Instant(), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("zone", sa.JSON(), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(8), nullable=False, server_default="draft"),
        sa.Column("round", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("token_hash", sa.String(64), nullable=True),
        sa.Column("token_until", Instant(), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_resource"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_resource_seen", "resource", ["network_id", "id"], sqlite_where=SEEN, postgresql_where=SEEN)
    op.create_index("ix_resource_account", "resource", ["account"])
    op.create_index("ix_resource_entered_by", "resource", ["network_id", "entered_by"])
    op.create_index("ix_resource_token_hash", "resource", ["token_hash"], unique=True)
    op.create_table(
        "resource_shown",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("resource_id", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["resource_id"], ["resource.id"], name="fk_resource_shown_resource_id_resource"),
        sa.PrimaryKeyConstraint("chat_id", "name", "resource_id", name="pk_resource_shown"),
    )
    op.create_index("ix_resource_shown_resource", "resource_shown", ["resource_id"])
    op.create_table(
        "tool",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("title", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("given_by", sa.String(40), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("replaces", SERIAL, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tool"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_tool_shared", "tool", ["network_id", "title"], sqlite_where=SHARED, postgresql_where=SHARED)


def downgrade() -> None:
    op.drop_table("tool")
    op.drop_table("resource_shown")
    op.drop_table("resource")
