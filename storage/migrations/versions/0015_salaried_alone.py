"""The number of jobs of a project counts salaried people alone; before, it counted whoever answered as well.

What was said keeps its meaning: so many salaried people as there were jobs beside one’s own. Nothing is routed again.
Whoever stands at the question is asked it as it is now: a button of the old one is an old button.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_CASES = sa.table("case_file", sa.column("id"), sa.column("answers", sa.JSON()))
_CONVERSATIONS = sa.table("conversation", sa.column("chat_id"), sa.column("stack", sa.JSON()))
_FLOWS = ("intake", "counter")


def upgrade() -> None:
    _count(-1)


def downgrade() -> None:
    _count(1)


def _count(more: int) -> None:
    connection = op.get_bind()
    for case in connection.execute(sa.select(_CASES)).fetchall():
        jobs = (case.answers or {}).get("jobs")
        if isinstance(jobs, int):
            answers = {**case.answers, "jobs": max(0, jobs + more)}
            connection.execute(sa.update(_CASES).where(_CASES.c.id == case.id).values(answers=answers))
    for chat in connection.execute(sa.select(_CONVERSATIONS)).fetchall():
        stack = [_counted(state, more) if state.get("flow") in _FLOWS else state for state in chat.stack or []]
        if stack != chat.stack:
            changed = sa.update(_CONVERSATIONS).where(_CONVERSATIONS.c.chat_id == chat.chat_id)
            connection.execute(changed.values(stack=stack))


def _counted(state: dict[str, Any], more: int) -> dict[str, Any]:
    """A conversation with its number counted anew; one that is at the question takes no button of the old one."""
    answers, draft, revision = dict(state.get("answers") or {}), state.get("draft"), state.get("revision", 0)
    given = answers.get("jobs")
    if given and isinstance(given.get("value"), int):
        answers["jobs"] = {**given, "value": max(0, given["value"] + more)}
    if draft and draft.get("step") == "jobs" and draft.get("revision"):
        revision += 1
        draft = {**draft, "revision": revision, "since": revision, "data": {}}
    return {**state, "answers": answers, "draft": draft, "revision": revision}
