"""What was answered to funders, and what was told after the end, is kept of each case as well, and marks it."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_MORE = ("asked", "entered", "answers", "results")
_OF_A_CASE = ("case_profile", "case_result")
_HOW = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
_MARK = "UPDATE case_fact SET counted_as = '' WHERE case_id = {row}.case_id"


def upgrade() -> None:
    op.add_column("case_fact", sa.Column("asked", sa.Integer(), nullable=True))
    op.add_column("case_fact", sa.Column("entered", sa.String(40), nullable=True))
    op.add_column("case_fact", sa.Column("answers", sa.Text(), nullable=True))
    op.add_column("case_fact", sa.Column("results", sa.Text(), nullable=True))
    for table in _OF_A_CASE:
        if op.get_bind().dialect.name == "sqlite":
            for how, rows in _HOW.items():
                marks = "; ".join(_MARK.format(row=row) for row in rows)
                op.execute(f"CREATE TRIGGER {table}_{how}_changes_case AFTER {how} ON {table} BEGIN {marks}; END")
        else:
            op.execute(
                f"CREATE TRIGGER {table}_changes_case AFTER INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION case_has_changed()"
            )


def downgrade() -> None:
    for table in _OF_A_CASE:
        if op.get_bind().dialect.name == "sqlite":
            for how in _HOW:
                op.execute(f"DROP TRIGGER {table}_{how}_changes_case")
        else:
            op.execute(f"DROP TRIGGER {table}_changes_case ON {table}")
    for name in reversed(_MORE):
        op.drop_column("case_fact", name)
