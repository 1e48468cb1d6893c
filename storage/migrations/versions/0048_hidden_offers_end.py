"""Offers that were hidden before that had an end have one: the day it would have, or thirty days from now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from storage.engine.columns import Instant

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

_KIND = "fresh:over"
_ENDS, _AT_LEAST = timedelta(days=15 + 90), timedelta(days=30)
"""So long after its owner was asked an offer is over; nobody finds on the day of an update that theirs is."""
_OFFER = sa.table(
    "offer", *(sa.column(name) for name in ("network_id", "owner_id", "asked_in", "status")),
    sa.column("asked_at", Instant()),
)  # fmt: skip
_DUE = sa.table(
    "due", *(sa.column(name) for name in ("network_id", "kind", "lane")),
    sa.column("due_at", Instant()), sa.column("expects", sa.JSON()),
)  # fmt: skip


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    planned = connection.execute(sa.select(_DUE.c.network_id, _DUE.c.expects).where(_DUE.c.kind == _KIND))
    known = {(row.network_id, row.expects["owner"], row.expects["question"]) for row in planned}
    o = _OFFER.c
    hidden = sa.select(o.network_id, o.owner_id, o.asked_in, sa.func.max(o.asked_at, type_=Instant()).label("at"))
    which = hidden.where(o.status == "stale", o.asked_in.is_not(None), o.asked_at.is_not(None))
    new = [
        {
            "network_id": row.network_id,
            "kind": _KIND,
            "lane": 0,
            "due_at": max(row.at + _ENDS, now + _AT_LEAST),
            "expects": {"owner": row.owner_id, "question": row.asked_in},
        }
        for row in connection.execute(which.group_by(o.network_id, o.owner_id, o.asked_in)).fetchall()
        if (row.network_id, row.owner_id, row.asked_in) not in known
    ]
    if new:
        connection.execute(sa.insert(_DUE), new)


def downgrade() -> None:
    """A date that is planned stays: whatever program works it knows its kind."""
