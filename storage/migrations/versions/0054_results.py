"""What became of people who settled, as figures count it; and what stays of it once a case is erased."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ASKED = sa.text("asked_at IS NOT NULL")


def upgrade() -> None:
    result = op.create_table(
        "case_result",
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("settled_as", sa.String(10), nullable=True),
        sa.Column("jobs_created", sa.Integer(), nullable=True),
        sa.Column("jobs_kept", sa.Integer(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("asked_at", Instant(), nullable=True),
        sa.Column("active", sa.String(3), nullable=True),
        sa.Column("living", sa.String(3), nullable=True),
        sa.Column("stopped", sa.String(20), nullable=True),
        sa.Column("reason", sa.String(20), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_case_result_case_id_case_file"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_result"),
    )
    op.create_index("ix_case_result_asked", "case_result", ["asked_at"], sqlite_where=ASKED, postgresql_where=ASKED)
    op.create_table(
        "past_result",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("figure", sa.String(20), nullable=False),
        sa.Column("by", sa.String(10), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("many", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "year", "figure", "by", name="pk_past_result"),
        sqlite_with_rowid=False,
    )
    _take_over(result)


def _take_over(result: sa.Table) -> None:
    """What was told of jobs and children since they settled, the newest of each."""
    case_file = sa.table("case_file", sa.column("id", sa.BigInteger), sa.column("settled", sa.JSON))
    bind, last = op.get_bind(), 0
    while rows := bind.execute(
        sa.select(case_file.c.id, case_file.c.settled).where(case_file.c.id > last).order_by(case_file.c.id).limit(1000)
    ).all():
        last = rows[-1].id
        new = [{"case_id": row.id, **told} for row in rows if (told := _told(row.settled or {}))]
        if new:
            op.bulk_insert(result, new)


def _told(settled: dict[str, dict[str, object]]) -> dict[str, object]:
    told: dict[str, object] = {}
    for months in sorted(settled, key=int):
        said = {"jobs_created": settled[months].get("jobs"), "children": settled[months].get("children")}
        told |= {name: value for name, value in said.items() if value is not None}
    return {"jobs_created": told.get("jobs_created"), "children": told.get("children")} if told else {}


def downgrade() -> None:
    op.drop_table("past_result")
    op.drop_index("ix_case_result_asked", table_name="case_result")
    op.drop_table("case_result")
