"""Cases that were taken over from a file are silent until somebody releases them, and their people are told."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_COUNTED = ["network_id", "merged_into", "person_id", "territory", "sector"]
_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("case_file", sa.Column("silent", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.drop_index("ix_case_file_counted", "case_file")
    op.create_index("ix_case_file_counted", "case_file", [*_COUNTED[:2], "silent", *_COUNTED[2:]])
    op.create_table(
        "import_file",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("sent_by", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("source", sa.String(120), nullable=False),
        sa.Column("status", sa.String(8), server_default="new", nullable=False),
        sa.Column("sort", sa.String(14), nullable=True),
        sa.Column("mapping", sa.JSON(), nullable=True),
        sa.Column("lines", sa.Integer(), server_default="0", nullable=False),
        sa.Column("acted_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_import_file"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_import_file_sent_by", "import_file", ["sent_by"])
    op.create_table(
        "imported",
        sa.Column("case_id", _SERIAL, nullable=False),
        sa.Column("import_id", _SERIAL, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("followed", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(250), nullable=False),
        sa.Column("spoken_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        sa.Column("told_at", Instant(), nullable=True),
        sa.Column("told_how", sa.String(8), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_imported_case_id_case_file"),
        sa.ForeignKeyConstraint(["import_id"], ["import_file.id"], name="fk_imported_import_id_import_file"),
        sa.PrimaryKeyConstraint("case_id", name="pk_imported"),
    )
    op.create_index("ix_imported_import", "imported", ["import_id", "case_id"])
    op.create_table(
        "import_key",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("mark", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "mark", name="pk_import_key"),
    )
    op.create_table(
        "import_columns",
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("signature", sa.String(80), nullable=False),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("network_id", "signature", name="pk_import_columns"),
    )


def downgrade() -> None:
    for table in ("import_columns", "import_key", "imported", "import_file"):
        op.drop_table(table)
    op.drop_index("ix_case_file_counted", "case_file")
    op.create_index("ix_case_file_counted", "case_file", _COUNTED)
    with op.batch_alter_table("case_file") as batch_op:
        batch_op.drop_column("silent")
