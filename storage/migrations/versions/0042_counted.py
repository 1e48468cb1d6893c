"""A case has what figures count it by: its place, its natures, how many sectors, adults and children."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

_NEW: tuple[tuple[str, Any], ...] = (
    ("commune", sa.String(5)), ("place", sa.String(10)), ("natures", sa.String(120)), ("sectors", sa.Integer()),
    ("adults", sa.Integer()), ("children", sa.Integer()),
)  # fmt: skip
_CASES = sa.table(
    "case_file", sa.column("id"), sa.column("answers", sa.JSON()), sa.column("merged_into"),
    *(sa.column(name) for name, _ in _NEW),
)  # fmt: skip
_SOME = 500
_ACTS = ["case_id", "kind", "actor", "at", "role", "slot_version"]
_PASSED = sa.text("kind = 'passed'")


def upgrade() -> None:
    for name, kind in _NEW:
        op.add_column("case_file", sa.Column(name, kind, nullable=True))
    _fill()
    op.create_index("ix_case_file_met", "case_file", ["network_id", "submitted_at"])
    op.create_index("ix_case_file_ended", "case_file", ["network_id", "closed_at"])
    op.drop_index("ix_case_act_case", "case_act")
    op.create_index("ix_case_act_case", "case_act", _ACTS)
    op.create_index("ix_case_act_passed", "case_act", ["at", "case_id"], sqlite_where=_PASSED, postgresql_where=_PASSED)


def downgrade() -> None:
    op.drop_index("ix_case_act_passed", "case_act")
    op.drop_index("ix_case_act_case", "case_act")
    op.create_index("ix_case_act_case", "case_act", ["case_id"])
    op.drop_index("ix_case_file_ended", "case_file")
    op.drop_index("ix_case_file_met", "case_file")
    with op.batch_alter_table("case_file", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        for name, _ in _NEW:
            batch_op.drop_column(name)


def _fill() -> None:
    connection = op.get_bind()
    last = 0
    while True:
        some = sa.select(_CASES.c.id, _CASES.c.answers).where(_CASES.c.id > last, _CASES.c.merged_into.is_(None))
        rows = connection.execute(some.order_by(_CASES.c.id).limit(_SOME)).fetchall()
        if not rows:
            return
        last = rows[-1].id
        which = sa.update(_CASES).where(_CASES.c.id == sa.bindparam("of"))
        new = which.values({name: sa.bindparam(f"new_{name}") for name, _ in _NEW})
        connection.execute(new, [{"of": row.id, **_told(row.answers or {})} for row in rows])


def _told(answers: dict[str, Any]) -> dict[str, Any]:
    """The columns as the program made them when this was written."""
    place, home = answers.get("place") or {}, answers.get("household") or {}
    named = [
        one.get("commune") or (one.get("outside") or {}).get("insee") for one in (place, *(place.get("also") or ()))
    ]
    natures = answers.get("nature") or ()
    return {
        "new_commune": next((code for code in named if isinstance(code, str) and code), None),
        "new_place": place.get("kind", "undecided"),
        "new_natures": f" {' '.join(natures)} " if natures else None,
        "new_sectors": len(answers.get("sector") or ()),
        "new_adults": home.get("adults"),
        "new_children": sum(count for kind, count in home.items() if kind != "adults") if home else None,
    }
