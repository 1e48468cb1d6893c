"""The tries of a row that ended in something that passes are counted for themselves; what waits is found lane by lane.

Until now there was one count. Of what is still to be done it is all taken for that: it has as many tries as a new row.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLES = ("inbox", "outbox", "mail")


def upgrade() -> None:
    for name in TABLES:
        op.add_column(name, sa.Column("waits", sa.Integer(), server_default="0", nullable=False))
        table = sa.table(name, sa.column("status"), sa.column("attempts"), sa.column("waits"))
        op.execute(table.update().where(table.c.status == "pending").values(waits=table.c.attempts, attempts=0))
    for name in ("inbox", "outbox"):
        op.drop_index(f"ix_{name}_oldest", name)


def downgrade() -> None:
    waits = sa.text("status = 'pending'")
    for name in ("inbox", "outbox"):
        op.create_index(f"ix_{name}_oldest", name, ["id"], sqlite_where=waits, postgresql_where=waits)
    for name in TABLES:
        table = sa.table(name, sa.column("status"), sa.column("attempts"), sa.column("waits"))
        op.execute(table.update().where(table.c.waits > 0).values(attempts=table.c.attempts + table.c.waits))
        op.drop_column(name, "waits")
