"""The life of a case: how it ends, a pause, what became of the person, and how it was."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_survey",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("contacted", sa.String(length=8), nullable=True),
        sa.Column("useful", sa.String(length=8), nullable=True),
        sa.Column("word", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_case_survey_case_id_case_file")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_survey")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("outcome_reason", sa.String(length=20), nullable=True))
        batch_op.add_column(sa.Column("paused_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("settled", sa.JSON(), server_default="{}", nullable=False))

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ladder_at", sa.DateTime(timezone=True), nullable=True))

    alone = sa.text("status = 'waiting' AND kind IN ('digest', 'silent', 'month')")
    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.create_index(
            "uq_due_alone", ["network_id", "kind"], unique=True, sqlite_where=alone, postgresql_where=alone
        )
    _wake()


def _wake() -> None:
    """Cases that were sent before there was a clock on them get theirs with the first look at the dates."""
    cases = sa.table("case_file", sa.column("network_id"), sa.column("reference"), sa.column("person_id"))
    due = sa.table(
        "due",
        sa.column("network_id"),
        sa.column("kind"),
        sa.column("lane"),
        sa.column("due_at", sa.DateTime(timezone=True)),
        sa.column("expects", sa.JSON()),
    )
    connection = op.get_bind()
    now = datetime.now(UTC)
    at = now.replace(tzinfo=None) if connection.dialect.name == "sqlite" else now
    for case in connection.execute(sa.select(cases.c.network_id, cases.c.reference, cases.c.person_id)).fetchall():
        values = {"kind": "case:awake", "due_at": at, "expects": {"reference": case.reference}}
        connection.execute(due.insert().values(network_id=case.network_id, lane=case.person_id or 0, **values))


def downgrade() -> None:
    op.execute("UPDATE slot SET status = 'contacted' WHERE status IN ('done', 'not_helped')")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        for name in ("settled", "begun_at", "paused_until", "outcome_reason", "outcome", "closed_at"):
            batch_op.drop_column(name)

    with op.batch_alter_table("due", schema=None) as batch_op:
        batch_op.drop_index("uq_due_alone")

    with op.batch_alter_table("slot", schema=None) as batch_op:
        batch_op.drop_column("ladder_at")

    op.drop_table("case_survey")
