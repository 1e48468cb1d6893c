"""What figures count of each case is kept in a row, which whatever changes the case marks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0049"
branch_labels = None
depends_on = None

_OF_A_CASE = ("slot", "case_act", "case_note", "case_message", "imported")


def upgrade() -> None:
    op.create_table(
        "case_fact",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("network_id", sa.String(40), nullable=False),
        sa.Column("counted_as", sa.String(12), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("met", "ended", "begun", "contacted")),
        sa.Column("territory", sa.String(40), nullable=True),
        sa.Column("commune", sa.String(5), nullable=True),
        sa.Column("sector", sa.String(40), nullable=True),
        sa.Column("technical", sa.String(40), nullable=True),
        sa.Column("territorial", sa.String(40), nullable=True),
        sa.Column("adults", sa.Integer(), nullable=True),
        sa.Column("children", sa.Integer(), nullable=True),
        sa.Column("figures", sa.BigInteger(), nullable=True),
        sa.Column("parts", sa.Text(), nullable=True),
        sa.Column("outcome", sa.String(20), nullable=True),
        sa.Column("outcome_reason", sa.String(20), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_case_fact_case_id_case_file"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_fact"),
    )
    op.create_table(
        "case_pass",
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name="fk_case_pass_case_id_case_file"),
        sa.PrimaryKeyConstraint("case_id", "number", name="pk_case_pass"),
    )
    op.create_index("ix_case_fact_counted_as", "case_fact", ["network_id", "counted_as", "until"])
    op.execute("INSERT INTO case_fact (case_id, network_id, counted_as) SELECT id, network_id, '' FROM case_file")
    for statement in _sqlite() if op.get_bind().dialect.name == "sqlite" else _postgresql():
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, how in (("case_file", ("insert", "update")), *((one, _HOW) for one in _OF_A_CASE)):
            for one in how:
                op.execute(f"DROP TRIGGER {table}_{one}_changes_case")
    else:
        for table in ("case_file", *_OF_A_CASE):
            op.execute(f"DROP TRIGGER {table}_changes_case ON {table}")
        op.execute("DROP FUNCTION case_is_new()")
        op.execute("DROP FUNCTION case_has_changed()")
    op.drop_index("ix_case_fact_counted_as", "case_fact")
    op.drop_table("case_pass")
    op.drop_table("case_fact")


_HOW = ("insert", "update", "delete")
_MARK = "UPDATE case_fact SET counted_as = '' WHERE case_id = {which}"
_NEW = "INSERT INTO case_fact (case_id, network_id, counted_as) VALUES (NEW.id, NEW.network_id, '')"


def _sqlite() -> list[str]:
    of_file = {"insert": _NEW, "update": _MARK.format(which="NEW.id")}
    made = {("case_file", how): [what] for how, what in of_file.items()}
    for table in _OF_A_CASE:
        for how in _HOW:
            whose = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}[how]
            made[table, how] = [_MARK.format(which=f"{row}.case_id") for row in whose]
    return [
        f"CREATE TRIGGER {table}_{how}_changes_case AFTER {how} ON {table} BEGIN {'; '.join(what)}; END"
        for (table, how), what in made.items()
    ]


def _postgresql() -> list[str]:
    """A row that is marked already is written all the same: so whoever works it out meanwhile is waited for."""
    old, new = _MARK.format(which="OLD.case_id"), _MARK.format(which="NEW.case_id")
    of_file = f"IF TG_OP = 'INSERT' THEN {_NEW}; ELSE {_MARK.format(which='NEW.id')}; END IF"
    of_case = f"IF TG_OP <> 'INSERT' THEN {old}; END IF; IF TG_OP <> 'DELETE' THEN {new}; END IF"
    named = {"case_is_new": of_file, "case_has_changed": of_case}
    functions = [
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what}; RETURN NULL; END $$"
        for name, what in named.items()
    ]
    triggers = [("case_file", "INSERT OR UPDATE", "case_is_new")]
    triggers += [(table, "INSERT OR UPDATE OR DELETE", "case_has_changed") for table in _OF_A_CASE]
    return functions + [
        f"CREATE TRIGGER {table}_changes_case AFTER {how} ON {table} FOR EACH ROW EXECUTE FUNCTION {does}()"
        for table, how, does in triggers
    ]
