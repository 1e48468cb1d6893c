"""A version of the network says who made it and what for."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, length, before in (("author", 60, "file"), ("reason", 120, "import")):
        op.add_column("network_version", sa.Column(name, sa.String(length), nullable=False, server_default=before))
    op.create_index("ix_network_version_author", "network_version", ["author"])


def downgrade() -> None:
    op.drop_index("ix_network_version_author", table_name="network_version")
    with op.batch_alter_table("network_version") as batch_op:
        batch_op.drop_column("reason")
        batch_op.drop_column("author")
