"""Which offers are something for which case, and who has heard of it."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW = sa.text("partners_at IS NULL AND verdict = 'fits'")


def upgrade() -> None:
    op.create_table(
        "matched",
        sa.Column("case_id", SERIAL, nullable=False),
        sa.Column("offer_id", SERIAL, nullable=False),
        sa.Column("verdict", sa.String(4), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("partners_at", Instant(), nullable=True),
        sa.Column("person_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_matched_case_id_case_file"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_matched_offer_id_offer"),
        sa.PrimaryKeyConstraint("case_id", "offer_id", name="pk_matched"),
    )
    op.create_index("ix_matched_offer", "matched", ["offer_id"])
    op.create_index("ix_matched_new", "matched", ["case_id"], sqlite_where=NEW, postgresql_where=NEW)


def downgrade() -> None:
    op.drop_table("matched")
