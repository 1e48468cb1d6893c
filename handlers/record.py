"""The private record: what a referent gets of a case once they took it, and only they."""

from __future__ import annotations

from collections.abc import Mapping

import phonenumbers

from conversations import reading_out
from handlers.screens import Paragraph, day
from handlers.turn import GROUP_LOCALE, Turn
from network.model import Network
from network.phrase import Phrase, from_json, phrase
from storage.cases import Case


def record_paragraphs(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    """The record of one slot: the project, the place, who it is and how to reach them, the date, the other referent."""
    return [
        phrase("record.title", reference=case.reference),
        *_lines(turn, case, role),
        *_deadline(turn.network, case, role),
        *_other(turn.network, case, role),
        phrase("record.why", reason=from_json(case.slots[role].reason)),
        phrase("record.only_you"),
    ]


WHO = ("name", "contact", "hours", "way")
BOTH = ("project", "nature", "sector", "place", "when", "needs")
NEEDED: Mapping[str, tuple[str, ...]] = {
    "technical": (*BOTH, "jobs", "stage", "followed"),
    "territorial": (*BOTH, "household"),
}
"""What each slot needs of the intake (design §4); details that are added later go to both."""


def _lines(turn: Turn, case: Case, role: str) -> list[Paragraph]:
    who = reading_out.lines(turn.house.flows["intake"], case.answers, turn.knowledge, WHO)
    told: list[Paragraph] = [tuple(phrase("record.line", label=label, value=value) for label, value in who)]
    for name, flow in turn.house.flows.items():
        answers = case.answers if name == "intake" else case.answers.get(name)
        steps = NEEDED[role] if name == "intake" else None
        lines = reading_out.lines(flow, answers, turn.knowledge, steps) if answers else []
        if lines:
            told.append(tuple(phrase("record.line", label=label, value=value) for label, value in lines))
    return told


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
    return phonenumbers.format_number(parsed, style).replace(" ", "\N{NO-BREAK SPACE}")


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
