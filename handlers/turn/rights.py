"""Rights: who may give a command or press a button, read on every call from the account and from what it is about."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from handlers.turn.audience import is_theirs, may_answer_for
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.turn import Turn
from network.fields import Key, Table, field_of
from network.model import Referent
from network.slots import Slot
from storage import correspondents, members
from storage.cases import Case

Holds = Callable[..., Awaitable[bool]]
"""Whether an account has a right: the turn, the account, then a value for each part of the button. A case is None where
there is none of that reference; nobody has a right to that but the coordination.
"""
Refuses = Callable[..., Awaitable[str]]
"""What somebody without the right is told: the key of a text. It is called as `Holds` is."""


@dataclass(frozen=True, slots=True)
class Right:
    """Who may do something: `who` in words, `holds` as a rule. `refused` is what anybody else is told. `about` names
    what the rule looks at: the parts that a button begins with.
    """

    name: str
    who: str
    holds: Holds
    refused: str | Refuses = ""
    about: tuple[str, ...] = ()

    async def refusal(self, turn: Turn, account: int, *about: Any) -> str | None:
        """Why an account may not; None where it may."""
        if await self.holds(turn, account, *about):
            return None
        return self.refused if isinstance(self.refused, str) else await self.refused(turn, account, *about)


def referent_id(turn: Turn, account: int) -> str | None:
    """The referent that an account acts for."""
    referent = turn.referent_of(account)
    return referent.id if referent is not None else None


def carries(turn: Turn, account: int, slot: Slot | None) -> bool:
    """Whether an account is waited for on a slot: as the one proposed, or as the one who follows the person."""
    mine = referent_id(turn, account)
    return slot is not None and mine is not None and slot.owner == mine


def follows(turn: Turn, account: int, slot: Slot | None) -> bool:
    """Whether an account follows the person on a slot."""
    return slot is not None and slot.held and carries(turn, account, slot)


def works_on(turn: Turn, account: int, case: Case | None) -> bool:
    """Whether an account follows the person of a case, or coordinates."""
    followed = case is not None and any(follows(turn, account, slot) for slot in case.slots.values())
    return case is not None and (followed or turn.coordinates(account))


def had(turn: Turn, account: int, case: Case | None) -> bool:
    """Whether an account follows a case, or did so until it ended; or coordinates."""
    mine = referent_id(turn, account)
    had_it = case is not None and mine is not None and any(slot.taken_by == mine for slot in case.slots.values())
    return case is not None and (had_it or turn.coordinates(account))


async def speaks_for(turn: Turn, account: int, organisation: str) -> bool:
    """Whether an account is a correspondent of an organisation: of the one they work for, and they accepted."""
    referent = turn.referent_of(account)
    if referent is None or referent.organisation != organisation:
        return False
    return await correspondents.speaks_for(turn.here, referent.id) == organisation


async def keeps(turn: Turn, account: int, organisation: str) -> bool:
    """Whether an account keeps the entry of an organisation: as its correspondent, or as the coordination."""
    return turn.coordinates(account) or await speaks_for(turn, account, organisation)


async def answers_for(turn: Turn, account: int, referent: Referent | None) -> bool:
    """Whether an account manages what somebody has in hand: a correspondent of theirs, or the coordination."""
    return turn.coordinates(account) or (
        referent is not None and await speaks_for(turn, account, referent.organisation)
    )


async def may_link(turn: Turn, account: int, referent: Referent | None) -> bool:
    """Whether an account may make a link that binds an account to somebody: whoever answers for them. To somebody who
    coordinates only the coordination does, since whoever follows such a link coordinates.
    """
    coordinates = referent is not None and referent.id in turn.coordination.referents
    return turn.coordinates(account) or (not coordinates and await answers_for(turn, account, referent))


async def their_people(turn: Turn, account: int) -> list[Referent]:
    """Those whom an account answers for, in the order of the network."""
    mine = turn.referent_of(account)
    if turn.coordinates(account):
        return list(turn.network.referents)
    if mine is None or not await speaks_for(turn, account, mine.organisation):
        return []
    return [one for one in turn.network.referents if one.organisation == mine.organisation]


LOOKED_AT = ("", "services", "referents", "service")
"""What a correspondent may do of their organisation besides changing fields: look at it, and add a service."""


async def manages(turn: Turn, account: int, key: Key | None, what: object = "") -> bool:
    """Whether an account may change something of an entry of the network: a field by its name, or what its button says.
    The one place where that is decided; `network.fields` says of each field whether it is its organisation's own, which
    its correspondent may change. A number is a page, or a change whose field is asked for again.
    """
    if key is None or turn.coordinates(account):
        return turn.coordinates(account)
    field = field_of(key, str(what))
    theirs = field.theirs if field is not None else isinstance(what, int) or what in LOOKED_AT
    return theirs and await speaks_for(turn, account, organisation_of(turn, key))


def organisation_of(turn: Turn, key: Key) -> str:
    """Of which organisation an entry is; of none where it is a territory."""
    if key.table is Table.REFERENTS:
        referent = turn.network.referent_by_id.get(key.id)
        return referent.organisation if referent is not None else ""
    return {Table.ORGANISATIONS: key.id, Table.SERVICES: key.under}.get(key.table, "")


async def _anybody(_turn: Turn, _account: int, *_about: Any) -> bool:
    return True


async def _coordinates(turn: Turn, account: int, *_about: Any) -> bool:
    return turn.coordinates(account)


async def _has_a_role(turn: Turn, account: int, *_about: Any) -> bool:
    return turn.referent_of(account) is not None or turn.coordinates(account)


async def _corresponds(turn: Turn, account: int, *_about: Any) -> bool:
    return await answers_for(turn, account, turn.referent_of(account))


async def _belongs(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    if case is None or await members.belongs(turn.here, case.reference, account):
        return case is not None
    return is_by_mail(account) and case.merged_into is None and await is_theirs(turn, case, account)


async def _speaks(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    return case is not None and not case.silent and await may_answer_for(turn, case, account)


async def _reopens(turn: Turn, account: int, case: Case | None, *about: Any) -> bool:
    return case is not None and (turn.coordinates(account) or await _belongs(turn, account, case, *about))


async def _carries(turn: Turn, account: int, case: Case | None, role: str, *_about: Any) -> bool:
    return case is not None and carries(turn, account, case.slots.get(role))


async def _follows(turn: Turn, account: int, case: Case | None, role: str, *_about: Any) -> bool:
    return case is not None and follows(turn, account, case.slots.get(role))


async def _works_on(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    return works_on(turn, account, case)


async def _had(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    return had(turn, account, case)


async def _manages(turn: Turn, account: int, key: Key | None, what: object = "", *_about: Any) -> bool:
    return await manages(turn, account, key, what)


async def _entered(turn: Turn, account: int, case: Case | None, *_about: Any) -> bool:
    mine = referent_id(turn, account)
    return case is not None and ((mine is not None and case.entered_by == mine) or turn.coordinates(account))


OF_CASE, OF_SLOT = ("reference",), ("reference", "role")

ANYBODY = Right("anybody", "everybody", _anybody)
REFERENT = Right("referent", "a referent, or the coordination", _has_a_role, "refused.not_referent")
COORDINATOR = Right("coordinator", "the coordination", _coordinates, "refused.not_coordinator")
CORRESPONDENT = Right(
    "correspondent", "a correspondent of an organisation, or the coordination", _corresponds, "refused.not_in_charge"
)

PERSON = Right("person", "the people of the case", _belongs, "press.over", OF_CASE)
VOICE = Right(
    "voice", "the people of the case, or whoever calls somebody without Telegram", _speaks, "press.over", OF_CASE
)
REOPENS = Right("reopens", "the people of the case, or the coordination", _reopens, "press.over", OF_CASE)
OWNER = Right("owner", "whoever is proposed for the slot or follows the person", _carries, "pass.not_yours", OF_SLOT)
HOLDER = Right("holder", "whoever follows the person on the slot", _follows, "pass.not_yours", OF_SLOT)
WORKS_ON = Right("works on", "whoever follows the person, or the coordination", _works_on, "pass.not_yours", OF_CASE)
ENDED = Right(
    "ended", "whoever follows the case or ended a slot of it, or the coordination", _had, "pass.not_yours", OF_CASE
)
ENTERED = Right("entered", "whoever entered the case, or the coordination", _entered, "press.over", OF_CASE)
MANAGES = Right(
    "manages",
    "the coordination, or a correspondent for what is their organisation’s own",
    _manages,
    "refused.not_keeper",
    ("entry",),
)
