"""The acts on a slot: one table of what may be done, by whom, out of which status, and what comes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from network.slots import HELD, WAITING, Status

UNDO_WITHIN = timedelta(minutes=5)
"""How long an act on a slot can be undone."""
UNDO_BY_MAIL = timedelta(days=1)
"""… by whoever acts by mail, where nobody looks again within minutes."""


class Act(StrEnum):
    """What is done with a slot, by the word that the history of a case keeps."""

    TAKE = "taken"
    PASS = "passed"  # noqa: S105 - no password
    CONTACT = "contacted"
    CANNOT_REACH = "unreachable"
    FINISH = "done"
    CANNOT_HELP = "not_helped"
    MOVE = "moved"
    REOPEN = "reopened"
    RELEASE = "released"
    ABSENT = "absent"
    BEGIN_AGAIN = "begun_again"
    MERGE = "merged"
    MERGE_AWAY = "merged_away"
    REPROPOSE = "reproposed"
    REROUTE = "rerouted"
    UNDO = "undone"


class Who(StrEnum):
    """Who may do something with a slot."""

    FITS = "fits"  # who is proposed; with a card, who fits; the coordination where nobody is proposed
    OWNER = "owner"  # who carries the slot: holds it, or is proposed
    COORDINATION = "coordination"
    PERSON = "person"  # of the case, or the coordination
    DOER = "doer"  # who did what is undone; of what was written down for somebody, the coordination
    NOBODY = "nobody"  # it follows from something else that was done


class Hears(StrEnum):
    """When the person hears of what has become other than they know; until then it can change back unheard."""

    AT_ONCE = "at once"
    IN_A_MINUTE = "in a minute"
    NOT = "not"  # other words tell them


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may do an act, out of which statuses (`before`), leading to which (`after`), and what comes with it.

    `verb` is the press it belongs to, as in the data of a button. `undoable`: for `UNDO_WITHIN`. `on_behalf`: the
    coordination may write it down for somebody whom the bot cannot reach. `gone` is what whoever had the slot reads
    where it leaves them. `kept`: the history of the case has it.
    """

    who: Who
    before: frozenset[Status]
    after: frozenset[Status]
    hears: Hears
    verb: str = ""
    undoable: bool = False
    on_behalf: bool = False
    gone: str = ""
    kept: bool = True


def _only(*statuses: Status) -> frozenset[Status]:
    return frozenset(statuses)


_NEEDED = frozenset(Status) - {Status.NOT_NEEDED}
_CARRIED = HELD | {Status.PROPOSED}
_MINUTE, _ONCE, _NOT = Hears.IN_A_MINUTE, Hears.AT_ONCE, Hears.NOT

ACTS: Mapping[Act, Rule] = MappingProxyType(
    {
        Act.TAKE: Rule(
            Who.FITS, WAITING, _only(Status.TAKEN), _MINUTE, "take", undoable=True, on_behalf=True
        ),
        Act.CONTACT: Rule(
            Who.OWNER, _only(Status.TAKEN, Status.UNREACHABLE), _only(Status.CONTACTED), _MINUTE, "contacted",
            undoable=True, on_behalf=True,
        ),
        Act.CANNOT_REACH: Rule(
            Who.OWNER, _only(Status.TAKEN, Status.CONTACTED), _only(Status.UNREACHABLE), _MINUTE, "unreachable",
            undoable=True, on_behalf=True,
        ),
        Act.FINISH: Rule(
            Who.OWNER, _only(Status.TAKEN, Status.CONTACTED), _only(Status.DONE), _MINUTE, "done",
            undoable=True, on_behalf=True, gone="done",
        ),
        Act.CANNOT_HELP: Rule(
            Who.OWNER, HELD, _only(Status.NOT_HELPED), _MINUTE, "not_helped",
            undoable=True, on_behalf=True, gone="not_helped",
        ),
        Act.PASS: Rule(
            Who.OWNER, _CARRIED, WAITING, _MINUTE, "pass", undoable=True, on_behalf=True, gone="passed"
        ),
        Act.MOVE: Rule(Who.COORDINATION, WAITING | HELD, _only(Status.PROPOSED), _ONCE, "move", gone="moved"),
        Act.REOPEN: Rule(Who.COORDINATION, _CARRIED, WAITING, _MINUTE, "reopen", gone="moved"),
        Act.RELEASE: Rule(Who.OWNER, _CARRIED, WAITING, _ONCE, gone="released"),
        # Whoever was contacted keeps their referent, and hears whom to call meanwhile.
        Act.ABSENT: Rule(
            Who.OWNER, _CARRIED - {Status.CONTACTED}, WAITING | {Status.TAKEN}, _ONCE, gone="absent"
        ),
        Act.BEGIN_AGAIN: Rule(Who.PERSON, _NEEDED, WAITING, _NOT, "again"),
        Act.MERGE: Rule(Who.COORDINATION, WAITING | {Status.NOT_NEEDED}, HELD, _MINUTE, "twice"),
        Act.MERGE_AWAY: Rule(Who.COORDINATION, _NEEDED, _only(Status.NOT_NEEDED), _NOT, "twice", kept=False),
        Act.REPROPOSE: Rule(Who.NOBODY, WAITING, WAITING, _NOT, kept=False),
        Act.REROUTE: Rule(
            Who.NOBODY, WAITING | {Status.NOT_NEEDED}, WAITING | {Status.NOT_NEEDED}, _NOT, kept=False
        ),
        Act.UNDO: Rule(Who.DOER, _NEEDED, WAITING | HELD, _MINUTE, "undo"),
    }
)  # fmt: skip
"""The whole of what may happen to a slot."""


def may(status: str, act: Act) -> bool:
    """Whether `act` is permitted in `status`, to whoever it is permitted to."""
    return status in ACTS[act].before
