"""Which organisation has signed which version of the charter."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "charter_signature",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(length=40), nullable=False),
        sa.Column("organisation", sa.String(length=40), nullable=False),
        sa.Column("version", sa.String(length=120), nullable=False),
        sa.Column("filed_by", sa.String(length=60), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=10), nullable=True),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_charter_signature")),
        sa.UniqueConstraint(
            "network_id", "organisation", "version", name=op.f("uq_charter_signature_network_id_organisation_version")
        ),
        sqlite_autoincrement=True,
    )
    _alone("'digest', 'silent', 'month', 'remind', 'signing'")


def _alone(kinds: str) -> None:
    op.drop_index("uq_due_alone", table_name="due")
    waiting = sa.text(f"status = 'waiting' AND kind IN ({kinds})")
    op.create_index(
        "uq_due_alone", "due", ["network_id", "kind"], unique=True, sqlite_where=waiting, postgresql_where=waiting
    )


def downgrade() -> None:
    op.execute("DELETE FROM due WHERE kind = 'signing'")
    _alone("'digest', 'silent', 'month', 'remind'")
    op.drop_table("charter_signature")
