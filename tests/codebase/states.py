"""The life of a slot, drawn from its table for docs/charter.md: `python -m tests.codebase.states` writes it there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set

from network.acts import ACTS, Act, Rule
from network.slots import HELD, STATUSES, WAITING, Kind, Status
from tests.codebase.repository import ROOT, read

PAGE = "docs/charter.md"
BEGIN, END = "<!-- written by tests/codebase/states.py -->\n", "<!-- end -->"
GROUPS = {Kind.WAITS: WAITING, Kind.HELD: HELD}
BACK = (Act.UNDO, Act.MERGE_AWAY)
"""What is not drawn: taking back leads to whatever was before; a case that goes on in another one has no life."""


def drawn() -> str:
    """The diagram, then the table."""
    return f"{_diagram()}\n{_table()}"


def within(page: str) -> str:
    """What the page has of it now."""
    return page.partition(BEGIN)[2].partition(END)[0]


def _diagram() -> str:
    arrows: defaultdict[tuple[str, str], list[Act]] = defaultdict(list)
    for act, rule in ACTS.items():
        for arrow in _arrows(rule) if act not in BACK else ():
            arrows[arrow].append(act)
    groups = [f"    state {kind} {{\n{_lines(some)}    }}" for kind, some in GROUPS.items()]
    lines = [f"    {source} --> {target}: {', '.join(acts)}" for (source, target), acts in sorted(arrows.items())]
    return "\n".join(["```mermaid", "stateDiagram-v2", *groups, *lines, "```", ""])


def _lines(statuses: Set[Status]) -> str:
    return "".join(f"        {status}\n" for status in STATUSES if status in statuses)


def _arrows(rule: Rule) -> Iterator[tuple[str, str]]:
    for source in _grouped(rule.before):
        for target in _grouped(rule.after):
            yield source, target


def _grouped(statuses: Set[Status]) -> list[str]:
    """Whole groups by their name, the others one by one."""
    whole = {kind: some for kind, some in GROUPS.items() if some <= statuses}
    single = statuses - frozenset(status for some in whole.values() for status in some)
    return [*whole, *(status for status in STATUSES if status in single)]


def _table() -> str:
    rows = ["| act | who | out of | into | undone | for somebody | the person hears |", "| --- " * 7 + "|"]
    for act, rule in ACTS.items():
        undone, noted = ("yes" if holds else "" for holds in (rule.undoable, rule.on_behalf))
        out, into = (", ".join(_grouped(some)) for some in (rule.before, rule.after))
        rows.append(f"| {act} | {rule.who} | {out} | {into} | {undone} | {noted} | {rule.hears} |")
    return "\n".join([*rows, ""])


if __name__ == "__main__":
    before, _, rest = read(PAGE).partition(BEGIN)
    (ROOT / PAGE).write_text(f"{before}{BEGIN}{drawn()}{END}{rest.partition(END)[2]}", encoding="utf-8")
