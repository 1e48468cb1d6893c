"""Who speaks for an owner on Telegram, the link of their letter, and the files of a mail until it is worked."""

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("owner", sa.Column("token_hash", sa.String(64), nullable=True))
    op.add_column("owner", sa.Column("token_until", Instant(), nullable=True))
    op.create_index("ix_owner_email", "owner", ["email"])
    op.create_index("ix_owner_token_hash", "owner", ["token_hash"], unique=True)
    op.create_table(
        "speaker",
        sa.Column("account", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("owner_id", SERIAL, nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["owner_id"], ["owner.id"], name="fk_speaker_owner_id_owner"),
        sa.PrimaryKeyConstraint("account", "owner_id", name="pk_speaker"),
    )
    op.create_index("ix_speaker_owner", "speaker", ["owner_id"])
    op.create_table(
        "enclosure",
        sa.Column("id", SERIAL, autoincrement=True, nullable=False),
        sa.Column("row_id", SERIAL, nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media_type", sa.String(40), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("why", sa.String(8), nullable=False),
        sa.Column("received_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enclosure"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_enclosure_row", "enclosure", ["row_id"])
    op.create_index("ix_enclosure_lane", "enclosure", ["lane"])
    op.create_index("ix_enclosure_received_at", "enclosure", ["received_at"])


def downgrade() -> None:
    op.drop_table("enclosure")
    op.drop_table("speaker")
    op.drop_index("ix_owner_token_hash", "owner")
    op.drop_index("ix_owner_email", "owner")
    for column in ("token_until", "token_hash"):
        op.drop_column("owner", column)
