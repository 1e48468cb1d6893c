"""Absences of referents; and what tells that two cases are the same person's."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(length=40), nullable=False),
        sa.Column("referent_id", sa.String(length=40), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("substitute", sa.String(length=40), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_absence_open",
            ["network_id", "referent_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    with op.batch_alter_table("case_file", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("phone", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("email", sa.String(length=320), nullable=True))
        batch_op.add_column(sa.Column("merged_into", SERIAL, nullable=True))
        batch_op.create_foreign_key(op.f("fk_case_file_merged_into_case_file"), "case_file", ["merged_into"], ["id"])
        batch_op.create_index("ix_case_file_phone", ["network_id", "phone"], unique=False)
        batch_op.create_index("ix_case_file_email", ["network_id", "email"], unique=False)
        batch_op.create_index("ix_case_file_merged_into", ["merged_into"], unique=False)
    _fill()


def _fill() -> None:
    """The telephone and the address of every case, as its answers have them."""
    answers = sa.Column("answers", sa.JSON())
    case_file = sa.table("case_file", sa.column("id"), answers, sa.column("phone"), sa.column("email"))
    connection = op.get_bind()
    for row in connection.execute(sa.select(case_file.c.id, case_file.c.answers)).fetchall():
        contact = (row.answers or {}).get("contact") or {}
        phone, email = contact.get("phone") or None, (contact.get("email") or "").strip().lower() or None
        if phone or email:
            connection.execute(sa.update(case_file).where(case_file.c.id == row.id).values(phone=phone, email=email))


def downgrade() -> None:
    with op.batch_alter_table("case_file", schema=None, table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index("ix_case_file_merged_into")
        batch_op.drop_index("ix_case_file_email")
        batch_op.drop_index("ix_case_file_phone")
        batch_op.drop_constraint(op.f("fk_case_file_merged_into_case_file"), type_="foreignkey")
        batch_op.drop_column("merged_into")
        batch_op.drop_column("email")
        batch_op.drop_column("phone")

    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_absence_open",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.drop_table("absence")
