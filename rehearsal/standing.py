"""How things stand for somebody with a project, read from what the bot has kept: what the page’s guide goes by.

It knows no question by its name, number or words: a form is under way, its last question is open, or a case was sent,
and each of its two slots waits for somebody, or somebody has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from conversations.engine.state import State
from handlers.turn.runtime import Runtime
from network.calendar import in_sending_hours
from network.model import Network
from network.slots import CLOSED, HELD, Slot, Status
from storage import accounts, cases, conversations, members, networks, people
from storage.cases import Case
from storage.engine.database import Connection
from storage.engine.here import Here

INTAKE = "intake"
LAST, FIRST = "recap", "notice"
"""The kinds of question that end a form, and that stand before what is told."""

Facts = dict[str, Any]


async def standing(runtime: Runtime, persons: Iterable[int]) -> Facts:
    """What is so for each of these accounts, by account, as plain JSON; `called` are the accounts of everybody whom
    their cases have come to.
    """

    async def look(connection: Connection) -> Facts:
        here = Here(connection, runtime.network_id)
        stored = await networks.load(here)
        if stored is None:
            return {"called": [], "of": {}}
        reader = _Reader(runtime, here, stored.network, await accounts.accounts_of(here))
        of = {str(person): await reader.of(person) for person in persons}
        return {"called": sorted(reader.called), "of": of}

    return await runtime.database.read(look)


class _Reader:
    def __init__(self, runtime: Runtime, here: Here, network: Network, bound: Mapping[str, int]) -> None:
        self._runtime, self._here, self._network, self._bound = runtime, here, network, bound
        self.called: set[int] = set()

    async def of(self, person: int) -> Facts:
        """How far they are (`reached`: nothing, met, telling, rereading, sent); the open question;
        their newest case.
        """
        stack = (await conversations.load(self._here, person)).stack
        telling = next((state for state in stack if state.flow == INTAKE and not state.about and state.draft), None)
        known = [case for case in await self._cases_of(person) if case is not None]
        for case in known:
            self._call(case)
        facts: Facts = {"reached": "", "rounds": len(known), **self._asked_of(stack[-1] if stack else None)}
        if telling is not None:
            return facts | {"reached": self._telling(telling)}
        if known:
            return facts | {"reached": "sent", **await self._case(known[-1])}
        return facts | {"reached": "met" if await people.known(self._here, [person]) else ""}

    async def _cases_of(self, person: int) -> list[Case | None]:
        return [await cases.look_up(self._here, one) for one in await members.references_of(self._here, person)]

    def _kind(self, flow: str, step: str) -> str:
        """The kind of a question: how it is answered, whatever it asks."""
        return next((one.ask for one in self._runtime.flows[flow].steps if one.id == step), "")

    def _asked(self, state: State) -> str:
        return self._kind(state.flow, state.draft.step) if state.draft else ""

    def _asked_of(self, state: State | None) -> Facts:
        """The kind of the open question; what the data of its buttons begins with (`question`), so that the page
        answers no other one; and whether something was answered that the bot asks back about (`half`).
        """
        draft = state.draft if state is not None else None
        if state is None or draft is None:
            return {"asked": "", "question": "", "half": False}
        question = f"{state.flow}|{draft.step}|{draft.revision}"
        return {"asked": self._asked(state), "question": question, "half": bool(draft.data or draft.heard)}

    def _telling(self, state: State) -> str:
        if self._asked(state) == LAST:
            return "rereading"
        return "telling" if any(self._kind(state.flow, step) != FIRST for step in state.answers) else "met"

    def _call(self, case: Case) -> None:
        """Everybody whom a case has come to, also those who have passed it on since."""
        for slot in case.slots.values():
            asked = {slot.referent, slot.taken_by, *slot.passed}
            self.called |= {self._bound[one] for one in asked if one is not None and one in self._bound}

    async def _case(self, case: Case) -> Facts:
        facts: Facts = {
            "reference": case.reference,
            "discretion": case.discretion,
            "place": case.project.place,
            "over": case.closed_at is not None,
            "night": not in_sending_hours(self._runtime.now(), self._network.identity.timezone),
        }
        for role, slot in case.slots.items():
            facts |= {f"{role}{name}": value for name, value in self._slot(slot).items()}
        told = [slot for slot in case.slots.values() if slot.news is not None]
        known = [slot.person_knows.referent for slot in told if slot.person_knows is not None]
        return facts | {
            "informed": bool(told) and all(slot.news == slot.person_knows for slot in told),
            "told": self._name(known[-1]) if known else None,
        }

    def _slot(self, slot: Slot) -> Facts:
        """Whose turn it is (an account, the coordination’s where they have none), whether it is taken, their name."""
        owner = slot.owner or slot.taken_by or slot.referent
        account = self._bound.get(owner or "")
        waits = slot.status == Status.PROPOSED and account is None
        return {
            "": account if account is not None and slot.status != Status.COORDINATOR else self._coordinator(),
            "_is": "unconnected" if waits else slot.status.value,
            "_held": slot.status in HELD or (slot.status in CLOSED and slot.taken_by is not None),
            "_named": self._name(owner),
        }

    def _name(self, referent: str | None) -> Facts | None:
        known = self._network.referent_by_id.get(referent or "")
        return known.name.model_dump() if known is not None else None

    def _coordinator(self) -> int | None:
        coordinating = (one.id for one in self._network.referents if "coordinator" in one.roles)
        return next((self._bound[one] for one in coordinating if one in self._bound), None)
