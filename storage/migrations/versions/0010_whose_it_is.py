"""Messages, dates and what happened once say in columns whom they are about; what cannot be taken out of a chat is owed.

Until now the names said it, between their colons. They are read here once, as the program before this one wrote them; a
name that it cannot have written stops the migration.
"""

import re
from collections.abc import Iterable
from json import dumps, loads
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OPEN = "status IN ('contacted', 'proposed', 'taken', 'unreachable')"
INDEXES: tuple[tuple[str, str, list[Any], str | None], ...] = (
    ("ix_slot_carrier", "slot", [sa.text("coalesce(taken_by, referent_id)"), "case_id"], OPEN),
    ("ix_outbox_name", "outbox", ["name"], None),
    ("ix_outbox_dead", "outbox", ["chat_id"], "status = 'dead'"),
    ("ix_outbox_about", "outbox", ["about"], None),
    ("ix_outbox_also_about", "outbox", ["also_about"], None),
    ("ix_message_number", "message", ["chat_id", "message_id"], None),
    ("ix_message_about", "message", ["about"], None),
    ("ix_message_also_about", "message", ["also_about"], None),
    ("ix_once_kind", "once", ["kind", "at"], None),
    ("ix_once_whose", "once", ["whose"], None),
    ("ix_once_about", "once", ["about"], None),
    ("ix_once_also_about", "once", ["also_about"], None),
    ("ix_due_about", "due", ["about"], None),
    ("ix_mail_about", "mail", ["about"], None),
    ("ix_case_invite_case", "case_invite", ["case_id"], None),
    ("ix_inbox_parked", "inbox", ["worked_at"], "status = 'parked'"),
    ("ix_call_request_open", "call_request", ["network_id"], "done_at IS NULL"),
)

CASE = re.compile(r"[A-Z]{1,4}-[0-9]{1,9}")
NUMBER = re.compile(r"[0-9]{1,18}")

OF_A_CASE = frozenset(
    {
        "card", "proposal", "record", "why", "remind", "joined", "told", "note", "outcome", "case", "basket", "behalf",
        "move", "word", "entered", "drop", "sheet", "relay", "letter", "said", "sent", "mycase", "modules", "contacted",
        "where", "closed", "survey", "settled", "goes_on", "twice", "merged",
    }
)  # fmt: skip
"""How names begin of messages about one case, or two."""
OF_NO_CASE = frozenset(
    {
        "reminders", "month", "digest", "inviter", "absence", "away", "pieces", "which", "delete", "data", "question",
        "alarm",
    }
)  # fmt: skip
KEYS_OF_A_CASE = frozenset(
    {"contacted", "where", "question", "asked", "told", "twice", "note offered", "papers", "unknown", "lost"}
)
"""How keys begin of what happened once that may be about a case."""
KEYS_OF_AN_ACCOUNT = {
    "told": 1, "asked": 1, "ask": 1, "press": 1, "album": 1, "papers": 1, "unknown": 1, "came": 1, "not opened": 1,
    "never wrote": 1, "out of reach": 1, "lost": 3, "alarm": 2,
}  # fmt: skip
"""Which part of such a key is an account, where it is a number: the first has 0."""
OTHER_KEYS = frozenset({"thread", "mail refused", "scrub"})

outbox = sa.table("outbox", *map(sa.column, ("id", "name", "kind", "about", "also_about")))
message = sa.table("message", *map(sa.column, ("chat_id", "name", "about", "also_about")))
once = sa.table("once", *map(sa.column, ("key", "kind", "whose", "about", "also_about")))
due = sa.table("due", sa.column("id"), sa.column("expects", sa.JSON()), sa.column("about"))
inbox = sa.table("inbox", *map(sa.column, ("id", "source", "lane", "status", "payload")))


def upgrade() -> None:
    op.create_table(
        "owed",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_owed")),
    )
    for table in ("outbox", "message", "once"):
        for name in ("about", "also_about"):
            op.add_column(table, sa.Column(name, sa.String(60)))
    op.add_column("due", sa.Column("about", sa.String(60)))
    op.add_column("outbox", sa.Column("kind", sa.String(40)))
    op.add_column("outbox", sa.Column("fleeting", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("once", sa.Column("kind", sa.String(20)))
    op.add_column("once", sa.Column("whose", sa.BigInteger()))
    _read()
    with op.batch_alter_table("once") as batch_op:
        batch_op.alter_column("kind", existing_type=sa.String(20), nullable=False)
    for name, table, columns, where in INDEXES:
        rows = None if where is None else sa.text(where)
        op.create_index(name, table, columns, sqlite_where=rows, postgresql_where=rows)


def _read() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(outbox.c.id, outbox.c.name).where(outbox.c.name.is_not(None)))
    _fill(outbox, [({"id": row.id}, of_message(f"outbox {row.id}", row.name)) for row in rows])
    rows = connection.execute(sa.select(message.c.chat_id, message.c.name))
    _fill(message, [({"chat_id": r.chat_id, "name": r.name}, of_message("message", r.name)) for r in rows])
    rows = connection.execute(sa.select(once.c.key))
    _fill(once, [({"key": row.key}, of_key(row.key)) for row in rows])
    rows = connection.execute(sa.select(due.c.id, due.c.expects))
    _fill(due, [({"id": row.id}, {"about": of_date(row.id, row.expects)}) for row in rows])
    connection.execute(inbox.update().where(inbox.c.status.in_(("done", "ignored"))).values(lane=0))
    in_groups = (inbox.c.status == "parked", inbox.c.source == "telegram", inbox.c.lane < 0, inbox.c.payload != "")
    for row in connection.execute(sa.select(inbox.c.id, inbox.c.payload).where(*in_groups)).fetchall():
        kept = dumps(_without_people(loads(row.payload)))
        connection.execute(inbox.update().where(inbox.c.id == row.id).values(payload=kept))


def _fill(table: sa.TableClause, rows: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    """Set the columns of these rows that say something."""
    connection = op.get_bind()
    for which, values in list(rows):
        told = {name: value for name, value in values.items() if value is not None and name in table.c}
        if told:
            here = [table.c[name] == value for name, value in which.items()]
            connection.execute(table.update().where(*here).values(told))


def of_message(where: str, name: str) -> dict[str, Any]:
    """What the name of a message says. Raises ValueError, naming the row, where no program can have written it."""
    kind, *parts = name.split(":")
    cases = _cases(parts)
    if kind.startswith("#") and NUMBER.fullmatch(kind[1:]):
        return {"kind": kind}
    if kind == "call" and parts and NUMBER.fullmatch(parts[0]):
        return {"kind": kind, "about": f"call:{parts[0]}"}
    if kind in OF_NO_CASE and parts:
        return {"kind": kind}
    if kind in OF_A_CASE and cases and CASE.fullmatch(parts[0]):
        return {"kind": kind, **_two(cases)}
    raise ValueError(f"{where} has a name that cannot be read: {name!r}")


def of_key(key: str) -> dict[str, Any]:
    """What the key of something that happened once says. Raises ValueError, naming it, where nobody can have set it."""
    kind, *parts = key.split(":")
    cases = _cases(re.split(r"[:|]", key))
    if kind == "call" and parts and NUMBER.fullmatch(parts[0]):
        return {"kind": kind, "about": f"call:{parts[0]}"}
    place = KEYS_OF_AN_ACCOUNT.get(kind)
    if place is None and kind not in KEYS_OF_A_CASE | OTHER_KEYS:
        raise ValueError(f"once has a key that cannot be read: {key!r}")
    named = parts[place - 1] if place is not None and place <= len(parts) else ""
    whose = int(named) if NUMBER.fullmatch(named) else None
    return {"kind": kind, "whose": whose, **_two(cases)}


def of_date(row: int, expects: dict[str, Any]) -> str | None:
    """What a date is about. Raises ValueError, naming the row, where it expects what is no case."""
    if "call" in expects:
        return f"call:{int(expects['call'])}"
    reference = expects.get("reference")
    if reference is not None and not CASE.fullmatch(str(reference)):
        raise ValueError(f"due {row} is about what is no case: {reference!r}")
    return reference


def _cases(parts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(part for part in parts if CASE.fullmatch(part)))


def _two(cases: list[str]) -> dict[str, Any]:
    first, second = (*cases[:2], None, None)[:2]
    return {"about": first, "also_about": second}


def _without_people(part: Any) -> Any:
    """A part of an update without whoever is in it, and without words but those of a button."""
    if isinstance(part, dict):
        told = {k: v for k, v in part.items() if k in ("data", "type", "status") or not isinstance(v, str)}
        return {} if "is_bot" in part else {k: _without_people(v) for k, v in told.items()}
    return [_without_people(one) for one in part] if isinstance(part, list) else part


def downgrade() -> None:
    for name, table, _, _ in reversed(INDEXES):
        op.drop_index(name, table)
    for table, names in (
        ("once", ("whose", "kind", "also_about", "about")),
        ("outbox", ("fleeting", "kind", "also_about", "about")),
        ("message", ("also_about", "about")),
        ("due", ("about",)),
    ):
        for name in names:
            op.drop_column(table, name)
    op.drop_table("owed")
