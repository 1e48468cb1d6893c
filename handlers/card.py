"""The card: what the partner group sees of a case. It names nobody, and never the commune."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.screens import Paragraph, Payload, button, day, plain, text_payloads
from handlers.turn import GROUP_LOCALE, Turn
from network.model import Network
from network.phrase import Phrase, from_json, phrase
from storage.cases import Case, Slot

ROLES = ("technical", "territorial")


async def show_card(turn: Turn, case: Case) -> None:
    """Send the card to the partner group, and tell the coordinators what needs them: no group, or nobody who fits."""
    if turn.group is not None:
        await turn.send(turn.group, [card_payload(turn.network, case)], card_name(case.reference))
    else:
        await turn.tell_coordinators(phrase("coordinator.no_group", reference=case.reference))
    for role in ROLES:
        await _tell_of_absent(turn, case, case.slots[role])
        if case.slots[role].status == "coordinator":
            await tell_nobody(turn, case, role, from_json(case.slots[role].reason))


async def tell_nobody(turn: Turn, case: Case, role: str, reason: Phrase) -> None:
    """The coordination hears that a slot has nobody, why, and what the case is; a slot that is theirs can be taken."""
    said = phrase("coordinator.nobody", reference=case.reference, reason=reason)
    payloads = text_payloads(GROUP_LOCALE, [said, _title(turn.network, case)])
    if case.slots[role].status == "coordinator":
        label = plain(GROUP_LOCALE, phrase(f"card.button.take.{role}"))
        payloads[-1]["reply_markup"] = {"inline_keyboard": [[button(label, f"take|{case.reference}|{role}")]]}
    for telegram_id in turn.coordinators():
        await turn.send(telegram_id, payloads, f"nobody:{case.reference}:{role}")


async def close_nobody(turn: Turn, case: Case, role: str) -> None:
    """Somebody of the coordination took a slot that nobody else fits: the others see by whom."""
    payload = text_payloads(GROUP_LOCALE, [_title(turn.network, case), _slot_phrase(turn.network, case.slots[role])])[0]
    for telegram_id in turn.coordinators():
        await turn.call(telegram_id, "editMessageText", payload, f"nobody:{case.reference}:{role}")


async def _tell_of_absent(turn: Turn, case: Case, slot: Slot) -> None:
    """A slot that only people without an account could take would wait unseen: the coordination hears of it at once."""
    fits = [slot.referent, *slot.others] if slot.status == "proposed" else []
    if fits and not any(referent in turn.accounts for referent in fits):
        reason = phrase("confidential.unlinked", referent=_named(turn.network, slot.referent))
        await tell_nobody(turn, case, slot.role, reason)


async def redraw_card(turn: Turn, case: Case) -> None:
    """Edit the card in the partner group to what is so now."""
    if turn.group is not None:
        payload = card_payload(turn.network, case)
        await turn.call(turn.group, "editMessageText", payload, card_name(case.reference))


def card_name(reference: str) -> str:
    """The logical name of a case's card in the partner group."""
    return f"card:{reference}"


def card_payload(network: Network, case: Case) -> Payload:
    """The card as a message, with a row of buttons for each slot that waits for somebody."""
    slots = tuple(_slot_phrase(network, case.slots[role]) for role in ROLES)
    paragraphs: list[Paragraph] = [_title(network, case), slots]
    [payload] = text_payloads(GROUP_LOCALE, paragraphs)
    rows = [
        [button(plain(GROUP_LOCALE, phrase(f"card.button.take.{role}")), f"take|{case.reference}|{role}")]
        for role in ROLES
        if case.slots[role].status == "proposed"
    ]
    payload["reply_markup"] = {"inline_keyboard": rows}
    return payload


def _title(network: Network, case: Case) -> Phrase:
    return phrase("card.title", reference=case.reference, **facts(network, case.answers))


def facts(network: Network, answers: Mapping[str, Any]) -> dict[str, Phrase | tuple[Phrase, ...] | str]:
    """Nature, sector and territory of a case, for the eyes of every partner."""
    sectors = [network.sector_by_id[s].label.fr for s in answers.get("sector") or () if s in network.sector_by_id]
    place = answers.get("place") or {}
    territory = network.territory_by_id.get(place.get("territory") or "")
    nowhere = phrase("place.outside_network" if place.get("kind") == "outside" else "place.undecided")
    return {
        "nature": tuple(phrase(f"nature.{nature}") for nature in answers.get("nature") or ()),
        "sector": " + ".join(sectors) if sectors else phrase("sector.none"),
        "territory": territory.name if territory else nowhere,
    }


def _slot_phrase(network: Network, slot: Slot) -> Phrase:
    state = _STATES[slot.status](network, slot)
    return phrase(f"card.slot.{slot.role}", state=state)


def _named(network: Network, referent_id: str | None) -> str:
    """The name of a referent; one who has left the network keeps the id they had."""
    referent = network.referent_by_id.get(referent_id or "")
    return referent.name.fr if referent is not None else str(referent_id)


def _proposed(network: Network, slot: Slot) -> Phrase:
    until = day(GROUP_LOCALE, slot.take_by, network.network.timezone) if slot.take_by else ""
    return phrase("card.state.proposed", referent=_named(network, slot.referent), until=until)


def _taken(network: Network, slot: Slot) -> Phrase:
    referent = network.referent_by_id.get(slot.taken_by or "")
    organisation = network.organisation_by_id[referent.organisation].name if referent is not None else ""
    return phrase("card.state.taken", referent=_named(network, slot.taken_by), organisation=organisation)


_STATES: Mapping[str, Any] = {
    "proposed": _proposed,
    "taken": _taken,
    "not_needed": lambda _network, _slot: phrase("card.state.not_needed"),
    "coordinator": lambda _network, _slot: phrase("card.state.coordinator"),
}
