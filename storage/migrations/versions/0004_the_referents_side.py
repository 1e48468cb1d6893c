"""The referents' side: acts on slots, departures, notes, people without Telegram."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departure",
        sa.Column("network_id", sa.String(length=40), nullable=False),
        sa.Column("referent_id", sa.String(length=40), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "referent_id", name=op.f("pk_departure")),
    )
    op.create_table(
        "case_note",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(length=60), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_note_case_id_case_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_note")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.create_index("ix_case_note_case", ["case_id"], unique=False)

    with op.batch_alter_table("partner_group", schema=None) as batch_op:
        batch_op.add_column(sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True))

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("told", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("noted_by", sa.String(length=60), nullable=True))
    # Whoever was taken up before this shape was told of it at once.
    op.execute("UPDATE slot SET told = 'taken:' || taken_by WHERE status = 'taken'")

    with op.batch_alter_table("case_act", schema=None) as batch_op:
        batch_op.add_column(sa.Column("role", sa.String(length=12), nullable=True))
        batch_op.add_column(sa.Column("slot_version", sa.Integer(), nullable=True))

    with op.batch_alter_table("case_file", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("entered_by", sa.String(length=60), nullable=True))
        batch_op.alter_column("person_id", existing_type=sa.BigInteger(), nullable=True)


def downgrade() -> None:
    op.execute("DELETE FROM case_note")
    for table in ("case_act", "case_invite", "case_member", "slot"):
        op.execute(f"DELETE FROM {table} WHERE case_id IN (SELECT id FROM case_file WHERE person_id IS NULL)")  # noqa: S608
    op.execute("DELETE FROM case_file WHERE person_id IS NULL")
    with op.batch_alter_table("case_file", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("person_id", existing_type=sa.BigInteger(), nullable=False)
        batch_op.drop_column("entered_by")

    with op.batch_alter_table("case_act", schema=None) as batch_op:
        batch_op.drop_column("slot_version")
        batch_op.drop_column("role")

    op.execute("UPDATE slot SET status = 'taken' WHERE status IN ('contacted', 'unreachable')")
    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_column("noted_by")
        batch_op.drop_column("told")
        batch_op.drop_column("version")

    with op.batch_alter_table("partner_group", schema=None) as batch_op:
        batch_op.drop_column("lost_at")

    with op.batch_alter_table("case_note", schema=None) as batch_op:
        batch_op.drop_index("ix_case_note_case")

    op.drop_table("case_note")
    op.drop_table("departure")
