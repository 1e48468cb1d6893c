"""What waits for the one letter of its day, and how whoever gets such a letter ends them."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mail", sa.Column("unsubscribe", sa.String(500), nullable=True))
    op.create_table(
        "gathered",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("recipient", sa.String(320), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("about", sa.String(60), nullable=True),
        sa.Column("also_about", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gathered")),
        sqlite_autoincrement=True,
    )
    for column in ("recipient", "account", "about", "also_about"):
        op.create_index(f"ix_gathered_{column}", "gathered", [column])


def downgrade() -> None:
    op.drop_table("gathered")
    with op.batch_alter_table("mail") as batch_op:
        batch_op.drop_column("unsubscribe")
