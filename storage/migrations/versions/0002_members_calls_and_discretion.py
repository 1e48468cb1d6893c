"""Members calls and discretion."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "call_request",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("hours", sa.String(length=20), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("call_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call_request")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("call_request", schema=None) as batch_op:
        batch_op.create_index("ix_call_request_person_id", ["person_id"], unique=False)

    op.create_table(
        "case_invite",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_invite_case_id_case_file")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_case_invite")),
    )
    op.create_table(
        "case_member",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_member_case_id_case_file")),
        sa.PrimaryKeyConstraint("case_id", "telegram_id", name=op.f("pk_case_member")),
    )
    with op.batch_alter_table("case_member", schema=None) as batch_op:
        batch_op.create_index("ix_case_member_telegram_id", ["telegram_id"], unique=False)

    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("discretion", sa.String(length=12), server_default="card", nullable=False))
        batch_op.add_column(sa.Column("discretion_version", sa.String(length=10), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("discretion_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("passed", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_column("passed")

    with op.batch_alter_table("conversation", schema=None) as batch_op:
        batch_op.drop_column("spoken_at")

    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_column("discretion_at")
        batch_op.drop_column("discretion_version")
        batch_op.drop_column("discretion")

    with op.batch_alter_table("case_member", schema=None) as batch_op:
        batch_op.drop_index("ix_case_member_telegram_id")

    op.drop_table("case_member")
    op.drop_table("case_invite")
    with op.batch_alter_table("call_request", schema=None) as batch_op:
        batch_op.drop_index("ix_call_request_person_id")

    op.drop_table("call_request")
