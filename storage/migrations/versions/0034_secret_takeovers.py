"""The codes of offers, the case of a seller, and what is agreed before anybody hears who sells."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

CODED = sa.text("code <> ''")
AGREED = ("taken_at", "accepted_at", "seller_agreed_at", "introduced_at")


def upgrade() -> None:
    op.add_column("offer", sa.Column("code", sa.String(16), nullable=False, server_default=sa.text("''")))
    op.add_column("offer", sa.Column("case_reference", sa.String(20), nullable=True))
    op.create_index("ix_offer_code", "offer", ["code"], unique=True, sqlite_where=CODED, postgresql_where=CODED)
    op.create_index("ix_offer_case_reference", "offer", ["case_reference"])
    op.add_column("interest", sa.Column("taken_by", sa.String(40), nullable=False, server_default=sa.text("''")))
    op.add_column("interest", sa.Column("terms_version", sa.String(120), nullable=False, server_default=sa.text("''")))
    for name in AGREED:
        op.add_column("interest", sa.Column(name, Instant(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("interest") as batch_op:
        for name in (*AGREED, "terms_version", "taken_by"):
            batch_op.drop_column(name)
    op.drop_index("ix_offer_case_reference", "offer")
    op.drop_index("ix_offer_code", "offer")
    with op.batch_alter_table("offer") as batch_op:
        batch_op.drop_column("case_reference")
        batch_op.drop_column("code")
