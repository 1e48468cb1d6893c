"""What is free in the territory, whoever speaks for it, its pictures, and who asked for it."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SEEN = sa.text("status IN ('shown', 'asked')")


def upgrade() -> None:
    op.create_table(
        "owner",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("known_by", sa.String(300), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("commune", sa.String(5), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("silent_since", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_owner"),
        sa.UniqueConstraint("network_id", "known_by", name="uq_owner_network_id_known_by"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "offer",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("owner_id", SERIAL, nullable=False),
        sa.Column("posted_by", sa.String(40), nullable=False),
        sa.Column("posted_at", Instant(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("what", sa.String(80), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("commune", sa.String(5), nullable=False),
        sa.Column("audience", sa.String(8), nullable=False),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(9), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("looks", sa.Integer(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name="fk_offer_owner_id_owner"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offer_seen", "offer", ["network_id", "id"], sqlite_where=SEEN, postgresql_where=SEEN)
    op.create_index("ix_offer_owner", "offer", ["owner_id"])
    op.create_table(
        "picture",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("offer_id", SERIAL, nullable=False),
        sa.Column("file_id", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_picture_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_picture_offer", "picture", ["offer_id"])
    op.create_table(
        "offer_shown",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("offer_id", SERIAL, nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_offer_shown_offer_id_offer"),
        sa.PrimaryKeyConstraint("chat_id", "name", "offer_id", name="pk_offer_shown"),
    )
    op.create_index("ix_offer_shown_offer", "offer_shown", ["offer_id"])
    op.create_table(
        "interest",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("offer_id", SERIAL, nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("case_reference", sa.String(20), nullable=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("when_band", sa.String(10), nullable=True),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("visit", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_interest_offer_id_offer"),
        sa.PrimaryKeyConstraint("id", name="pk_interest"),
        sa.UniqueConstraint("offer_id", "account", name="uq_interest_offer_id_account"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_interest_account", "interest", ["account"])
    op.create_index("ix_interest_case_reference", "interest", ["case_reference"])


def downgrade() -> None:
    for table in ("interest", "offer_shown", "picture", "offer", "owner"):
        op.drop_table(table)
