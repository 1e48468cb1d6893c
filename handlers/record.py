"""The private record: what a referent gets of a case once they took it, and only they."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import phonenumbers

from handlers.card import facts
from handlers.screens import Paragraph, day
from handlers.turn import GROUP_LOCALE, Turn
from network.model import Network
from network.phrase import Param, Phrase, from_json, phrase
from storage.cases import Case


def record_paragraphs(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """The record of one slot: the project, the place, who it is and how to reach them, the date, the other referent."""
    return [
        phrase("record.title", reference=case.reference),
        _lines(turn.network, case.answers),
        *_deadline(turn.network, case, role),
        *_other(turn.network, case, role),
        phrase("record.why", reason=from_json(case.slots[role].reason)),
        phrase("record.only_you"),
    ]


def _lines(network: Network, answers: Mapping[str, Any]) -> tuple[Phrase, ...]:
    known = facts(network, answers)
    contact = answers.get("contact") or {}
    values: list[tuple[str, Param | None]] = [
        ("name", answers.get("name")),
        ("phone", phone_for_reading(contact.get("phone"))),
        ("email", contact.get("email")),
        ("project", answers.get("project")),
        ("nature", known["nature"]),
        ("sector", known["sector"]),
        ("place", _place(network, answers)),
    ]
    return tuple(
        phrase("record.line", label=phrase(f"record.label.{name}"), value=value) for name, value in values if value
    )


def _place(network: Network, answers: Mapping[str, Any]) -> Param:
    place = answers.get("place") or {}
    if place.get("commune") in network.commune_by_insee:
        commune, territory = network.commune_by_insee[place["commune"]]
        return f"{commune.name} ({territory.name})"
    territory_only = network.territory_by_id.get(place.get("territory") or "")
    return territory_only.name if territory_only else phrase("place.undecided")


def phone_for_reading(number: str | None) -> str | None:
    """An E.164 number as French people write it; foreign ones in international form."""
    if not number:
        return None
    parsed = phonenumbers.parse(number)
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == 33
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, style)


def _deadline(network: Network, case: Case, role: str) -> list[Phrase]:
    by = case.slots[role].contact_by
    return [phrase("record.deadline", date=day(GROUP_LOCALE, by, network.network.timezone))] if by else []


def _other(network: Network, case: Case, role: str) -> list[Phrase]:
    for other_role, slot in case.slots.items():
        referent = network.referent_by_id.get(slot.taken_by or "")
        if other_role != role and referent is not None:
            organisation = network.organisation_by_id[referent.organisation]
            return [
                phrase(
                    "record.other",
                    referent=referent.name.fr,
                    organisation=organisation.name,
                    phone=referent.phone or organisation.phone,
                )
            ]
    return []
