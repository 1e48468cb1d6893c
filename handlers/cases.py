"""Sending: a person's answers become a case, with both referents proposed and the card shown to the partners."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.card import show_card
from handlers.screens import day
from handlers.turn import Turn
from network.calendar import deadline
from network.model import Nature, Role
from network.phrase import phrase, to_json
from network.routing import Proposal, Situation, route
from storage import cases, due
from storage.cases import Case, Slot


async def submit(turn: Turn, person_id: int, locale: str, answers: Mapping[str, Any]) -> None:
    """Store the case, propose both referents, show the card to the partners, and acknowledge with both dates."""
    network = turn.network
    place = answers.get("place") or {}
    sectors = tuple(answers.get("sector") or ())
    situation = Situation(tuple(Nature(n) for n in answers.get("nature") or ()), sectors, place.get("territory"))
    routing = route(network, situation)
    case_id, reference = await cases.open_case(
        turn.connection,
        turn.network_id,
        network.network.reference_prefix,
        person_id,
        answers,
        sectors[0] if sectors else None,
        place.get("territory"),
        network.charter.version,
        turn.now,
    )
    take_by = deadline(turn.now, network.charter.take_within_days, network.network.timezone)
    contact_by = deadline(turn.now, network.charter.contact_within_days, network.network.timezone)
    for role, proposal in ((Role.TECHNICAL, routing.technical), (Role.TERRITORIAL, routing.territorial)):
        await cases.open_slot(turn.connection, _slot(case_id, role, proposal, take_by, contact_by))
    await cases.note_act(turn.connection, case_id, "sent", "person", turn.now)
    case = await cases.get(turn.connection, turn.network_id, reference)
    await _acknowledge(turn, case, locale, take_by, contact_by)
    await show_card(turn, case)
    for kind, at in (("case:take", take_by), ("case:contact", contact_by)):
        await due.schedule(turn.connection, turn.network_id, kind, person_id, at, {"reference": reference})


def _slot(case_id: int, role: Role, proposal: Proposal, take_by: datetime, contact_by: datetime) -> Slot:
    if not proposal.needed:
        return Slot(case_id, role, "not_needed", None, (), to_json(proposal.reason), None, None)
    status = "coordinator" if proposal.referent is None else "proposed"
    reason = to_json(proposal.reason)
    return Slot(case_id, role, status, proposal.referent, proposal.others, reason, take_by, contact_by)


async def _acknowledge(turn: Turn, case: Case, locale: str, take_by: datetime, contact_by: datetime) -> None:
    network = turn.network.network
    said = [
        phrase(
            "person.sent",
            reference=case.reference,
            take_by=day(locale, take_by, network.timezone),
            contact_by=day(locale, contact_by, network.timezone),
            name=network.contact.name.in_(locale),
            phone=network.contact.phone,
        )
    ]
    if any(slot.status == "coordinator" for slot in case.slots.values()):
        said.append(phrase("person.nobody"))
    await turn.say(case.person_id, *said, locale=locale)
