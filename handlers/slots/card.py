"""The card: what the partner group sees of a case. It names nobody, and never the commune."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from handlers.slots.verbs import PASS, TAKE
from handlers.turn import quiet
from handlers.turn.audience import named
from handlers.turn.screen import Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import slots
from network.ladder import Clock
from network.model import Network
from network.phrase import Phrase, phrase
from network.project import Project
from network.slots import HELD, STATUSES, Slot, Status
from storage.cases import Case

ROLES = ("technical", "territorial")

BUILT_KEYS = {
    "card.state.{}{}": [
        *((standing.seen, "") for standing in STATUSES.values()),
        *((STATUSES[status].seen, ".noted") for status in HELD),
    ]
}


async def show_card(turn: Turn, case: Case, *, thread: bool = True) -> None:
    """Send the card to the partner group, into the thread of its territory where the group has one; at night without
    sound.
    """
    if turn.group is not None:
        shown = replace(card(turn.network, case, thread=thread), silent=quiet.sleeps(turn))
        await turn.show(turn.group, shown, card_name(case.reference))


async def redraw_card(turn: Turn, case: Case) -> None:
    """Edit the card in the partner group to what is so now."""
    if turn.group is not None:
        await turn.edit(turn.group, card(turn.network, case), card_name(case.reference))


async def replace_card(turn: Turn, reference: str, said: Phrase) -> None:
    """The card in the partner group goes: there stands what became of it."""
    if turn.group is not None:
        await turn.edit(turn.group, Screen([said]), card_name(reference))


def card_name(reference: str) -> str:
    """The logical name of a case's card in the partner group."""
    return f"card:{reference}"


def card(network: Network, case: Case, *, thread: bool = False) -> Screen:
    """The card, with two buttons for each slot that waits for somebody; `thread`: for its own thread."""
    slots = tuple(slot_phrase(network, case.slots[role]) for role in ROLES)
    rows = [
        [verb.button(f"card.button.{verb.name}.{role}", case.reference, role) for verb in (TAKE, PASS)]
        for role in ROLES
        if case.slots[role].status == Status.PROPOSED
    ]
    number = thread_of(network, case) if thread else None
    return Screen([title(network, case), slots], rows, PARTNER_LOCALE, thread=number)


def thread_of(network: Network, case: Case) -> int | None:
    """The thread of the group for the territory of a case, where there is one."""
    territory = network.territory_by_id.get(case.territory or "")
    return territory.thread if territory is not None else None


def title(network: Network, case: Case) -> Phrase:
    """Reference, nature, sector and territory, on one line."""
    return phrase("card.title", reference=case.reference, **facts(network, case.project))


def facts(network: Network, project: Project) -> dict[str, Phrase | tuple[Phrase, ...] | str]:
    """Nature, sector and territory of a case, for the eyes of every partner."""
    sectors = [network.sector_by_id[s].label.fr for s in project.sectors if s in network.sector_by_id]
    territory = network.territory_by_id.get(project.territory or "")
    nowhere = phrase("place.outside_network" if project.place == "outside" else "place.undecided")
    return {
        "nature": tuple(phrase(f"nature.{nature}") for nature in project.natures),
        "sector": " + ".join(sectors) if sectors else phrase("sector.none"),
        "territory": territory.name if territory else nowhere,
    }


def slot_phrase(network: Network, slot: Slot) -> Phrase:
    """Where a slot stands, as every partner may see it."""
    noted = ".noted" if slot.held and slot.noted_by is not None else ""
    state = phrase(
        f"card.state.{STATUSES[slot.status].seen}{noted}",
        until=day_expected(network, slot),
        **named(network, slot.owner),
    )
    return phrase(f"card.slot.{slot.role}", state=state)


def expected_by(network: Network, slot: Slot, clock: Clock | None = None) -> datetime | None:
    """`network.slots.expected_by`, by the charter of this network."""
    return slots.expected_by(slot, network.charter, network.identity.timezone, clock)


def day_expected(network: Network, slot: Slot, clock: Clock | None = None) -> date | Literal[""]:
    """The day of that date, empty where nothing is expected."""
    by = expected_by(network, slot, clock)
    return by.astimezone(network.identity.tzinfo).date() if by is not None else ""
