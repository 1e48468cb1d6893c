"""A case has what it is searched for by, and a message that names several cases is found by each of them."""

from __future__ import annotations

import re
from typing import Any

import sqlalchemy as sa
from alembic import op
from anyascii import anyascii

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_CASES = sa.table(
    "case_file", sa.column("id"), sa.column("answers", sa.JSON()), sa.column("merged_into"), sa.column("sought")
)
_SOME = 500
_COVERS = ["network_id", "merged_into", "sought", "number", "sector", "territory"]
_ALIKE = (
    ("ph", "f"), ("qu|ck|k", "c"), ("y", "i"), ("c(?=[ei])|z", "s"), ("gu(?=[ei])", "g"), ("eau|au", "o"), ("h", ""),
    (r"([a-z])\1+", r"\1"),
)  # fmt: skip


def upgrade() -> None:
    op.add_column("case_file", sa.Column("sought", sa.String(400), nullable=True))
    _fill()
    op.create_index("ix_case_file_sought", "case_file", _COVERS)
    serial = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "listing",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("case_id", serial, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_listing_case_id_case_file"),
        sa.PrimaryKeyConstraint("chat_id", "name", "case_id", name="pk_listing"),
    )
    op.create_index("ix_listing_case", "listing", ["case_id"])


def downgrade() -> None:
    op.drop_table("listing")
    op.drop_index("ix_case_file_sought", "case_file")
    with op.batch_alter_table("case_file") as batch_op:
        batch_op.drop_column("sought")


def _fill() -> None:
    connection = op.get_bind()
    last = 0
    while True:
        some = sa.select(_CASES.c.id, _CASES.c.answers).where(_CASES.c.id > last, _CASES.c.merged_into.is_(None))
        rows = connection.execute(some.order_by(_CASES.c.id).limit(_SOME)).fetchall()
        if not rows:
            return
        last = rows[-1].id
        found = [{"of": row.id, "line": _sought(row.answers or {})} for row in rows]
        which = sa.update(_CASES).where(_CASES.c.id == sa.bindparam("of")).values(sought=sa.bindparam("line"))
        connection.execute(which, found)


def _sought(answers: dict[str, Any]) -> str:
    """The line as the program made it when this was written."""
    place, contact = answers.get("place") or {}, answers.get("contact") or {}
    named = [
        one.get("commune") or (one.get("outside") or {}).get("insee") for one in (place, *(place.get("also") or ()))
    ]
    name, told = (one if isinstance(one := answers.get(step), str) else "" for step in ("name", "project"))
    digits = re.sub(r"\D", "", contact.get("phone") or "")
    places = " ".join(code for code in named[:8] if isinstance(code, str) and code)
    parts = (_keys(name)[:80], _keys(told)[:240], places, digits)
    return f" {' | '.join(part.strip() for part in parts)} "


def _keys(text: str) -> str:
    head = "".join(char if char.isprintable() else " " for char in text[:400])
    spaced = re.sub(r"(?<=\w)['’`´ʼ](?=\w)", " ", head)
    return " ".join(_key(word[:32]) for word in re.split(r"[^a-z0-9]+", anyascii(spaced).lower()[:800]) if word)


def _key(word: str) -> str:
    for letters, sound in _ALIKE:
        word = re.sub(letters, sound, word)
    for ending, least in (("s", 4), ("x", 5), ("e", 5)):
        if word.endswith(ending) and len(word) >= least:
            word = word[: -len(ending)]
    return word
