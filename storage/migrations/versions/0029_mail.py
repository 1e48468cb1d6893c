"""What links in letters do, how a letter looks and what it answers, and mails that came in."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OVER = sa.text("number >= 0")


def upgrade() -> None:
    for name, kind in _COLUMNS:
        op.add_column("mail", sa.Column(name, kind, nullable=True))
    op.create_table(
        "mail_act",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("mail_id", SERIAL, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("account", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.String(64), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("about", sa.String(60), nullable=True),
        sa.Column("also_about", sa.String(60), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_mail_act"),
        sa.UniqueConstraint("mail_id", "number", name="uq_mail_act_mail_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_mail_act_account", "mail_act", ["account"])
    op.create_index("ix_mail_act_about", "mail_act", ["about"])
    op.create_index("ix_mail_act_also_about", "mail_act", ["also_about"])
    op.create_index("ix_mail_act_over", "mail_act", ["until"], sqlite_where=OVER, postgresql_where=OVER)


def downgrade() -> None:
    op.drop_table("mail_act")
    with op.batch_alter_table("mail") as batch_op:
        for name, _ in _COLUMNS:
            batch_op.drop_column(name)


_COLUMNS = (
    ("page", sa.Text()), ("seal", sa.String(20)), ("answers", sa.String(300)), ("thread", sa.String(120)),
)  # fmt: skip
