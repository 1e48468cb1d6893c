"""What documents say that the tables of the program know: `make docs` writes it, `make check` looks that it is so.

In a page it stands between two comments, of which the first names it.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from conversations.words.catalogue import words
from handlers.features import FEATURES
from handlers.turn.register import Command, Feature
from network.acts import ACTS, Act, Rule
from network.phrase import phrase
from network.slots import HELD, STATUSES, WAITING, Kind, Status
from tests.codebase.repository import ROOT, read

GROUPS = {Kind.WAITS: WAITING, Kind.HELD: HELD}
BACK = (Act.UNDO, Act.MERGE_AWAY)
"""What is not drawn: taking back leads to whatever was before; a case that goes on in another one has no life."""


# --- the life of a slot -----------------------------------------------------------------------------------------------


def slots() -> str:
    """The diagram of the statuses, then the table of the acts."""
    return f"{_diagram()}\n{_acts()}"


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


def _acts() -> str:
    rows = []
    for act, rule in ACTS.items():
        undone, noted = ("yes" if holds else "" for holds in (rule.undoable, rule.on_behalf))
        out, into = (", ".join(_grouped(some)) for some in (rule.before, rule.after))
        rows.append((act, rule.who, out, into, undone, noted, rule.hears))
    return _table("act | who | out of | into | undone | for somebody | the person hears", rows)


def _table(head: str, rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {head} |", "| --- " * (head.count("|") + 1) + "|"]
    escaped = [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in escaped), ""])


# --- what the features answer to --------------------------------------------------------------------------------------


def commands() -> str:
    """Every command of a menu, with the other words for it, in order."""
    shown = (command for one in FEATURES for command in one.commands if command.menus)
    known = sorted(shown, key=lambda command: command.place)
    return _table("Command | What it does | For", [_command(command) for command in known])


def _command(command: Command) -> tuple[str, str, str]:
    spelt = ", ".join(f"`/{word}`" for word in (command.name, *command.also))
    return spelt, words("en").write(phrase(f"command.{command.name}"), str), command.right.who


def features() -> str:
    """Each feature: its buttons with their parts and rights, and what comes by itself."""
    return "\n".join(_feature(one) for one in FEATURES)


def _feature(one: Feature) -> str:
    buttons = [(f"`{verb.data(*(part.name for part in verb.parts))}`", verb.right.who) for verb in one.verbs]
    dates = [(f"`{date.kind}`", "at any hour" if date.any_hour else "in sending hours") for date in one.dates]
    named = (("Forms", one.forms), ("Links", one.links), ("What became of a delivery", one.outcomes))
    lists = [f"{title}: {', '.join(f'`{name}`' for name in some)}.\n" for title, some in named if some]
    on = [f"Acts on {', '.join(f'`{event.__name__}`' for event in one.on)}.\n"] if one.on else []
    parts = [
        _table("Button | Who may press it", buttons) if buttons else "",
        _table("Date | When it is told", dates) if dates else "",
        *lists,
        *on,
    ]
    title = one.name.replace("_", " ").capitalize()
    return "\n".join([f"## {title}\n", *(part for part in parts if part)])


# --- pages ------------------------------------------------------------------------------------------------------------

WRITTEN: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"commands": commands},
    "docs/charter.md": {"slots": slots},
    "docs/features.md": {"features": features},
}
"""By page, what is written there."""


def as_it_should_be(page: str) -> str:
    """The page with everything written anew. Raises ValueError where it has no place for something."""
    text = read(page)
    for name, write in WRITTEN[page].items():
        said = write()
        place = re.compile(rf"(<!-- written by make docs: {name} -->\n).*?(<!-- end -->)", re.DOTALL)
        if not place.search(text):
            raise ValueError(f"{page} has no place for {name}")
        text = place.sub(rf"\g<1>{said.replace(chr(92), chr(92) * 2)}\g<2>", text)
    return text


def main(arguments: Sequence[str]) -> str | None:
    """Write every page, or with `--check` only look. Returns what is wrong."""
    stale = [page for page in WRITTEN if as_it_should_be(page) != read(page)]
    if "--check" in arguments:
        return f"Not as the tables are: {', '.join(stale)}. To mend: make docs." if stale else None
    for page in stale:
        (ROOT / page).write_text(as_it_should_be(page), encoding="utf-8")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
