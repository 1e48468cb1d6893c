"""The coordination's digest: what is late, in one message however much there is; and who hears when nobody acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from handlers.clocks import clock_of, date_of
from handlers.hours import soon
from handlers.reach import phone_of
from handlers.screens import Paragraph, Payload, button, day, labelled, text_payloads
from handlers.turn import GROUP_LOCALE, Turn
from network.calendar import deadline
from network.ladder import Rung
from network.model import Role
from network.phrase import Phrase, phrase
from storage import cases, due
from storage.cases import Case, Slot

KIND = "digest"
SILENT = "silent"
PAUSE = timedelta(minutes=1)
"""So long the digest waits for whatever else comes late at the same moment."""
MOST = 20
_NEVER = datetime.min.replace(tzinfo=UTC)


async def request(turn: Turn) -> None:
    """Something is late: a digest goes out in a moment, one for all that is."""
    await due.schedule_alone(turn.connection, turn.network_id, KIND, soon(turn, turn.now + PAUSE), {})


async def digest_is_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Tell every coordinator what is late now, with what they can do about it."""
    late = await _late(turn)
    if not late:
        return
    for telegram_id in turn.coordinators():
        await turn.send(telegram_id, _payloads(turn, late), f"digest:{turn.row.id}")
    by = deadline(turn.now, turn.network.charter.coordinator_days, turn.network.network.timezone)
    await due.schedule_alone(turn.connection, turn.network_id, SILENT, by, {"since": turn.now.isoformat()})


Late = tuple[Case, str, Slot, bool]
"""A case, the role of its late slot, the slot, and whether others may be asked."""


async def _late(turn: Turn) -> list[Late]:
    """What is late, what was expected last first; of one date, in the order of references, however the lanes ran."""
    found: list[Late] = []
    for (reference, role), kinds in (await cases.late(turn.connection, turn.network_id)).items():
        case = await cases.load(turn.connection, turn.network_id, reference, to_act=False)
        clock = clock_of(case.slots[role]) if case is not None else None
        if case is None or clock is None or case.rests(turn.now):
            continue
        late, others = (f"{clock.value}_{rung.value}" in kinds for rung in (Rung.LATE, Rung.REOPEN))
        if late or others:
            found.append((case, role, case.slots[role], others))
    return sorted(found, key=lambda one: date_of(turn.network, one[2]) or _NEVER, reverse=True)


def _payloads(turn: Turn, late: list[Late]) -> list[Payload]:
    shown = late[:MOST]
    said: list[Paragraph] = [
        phrase("digest.title", count=len(late)),
        tuple(_line(turn, case, role, slot) for case, role, slot, _ in shown),
    ]
    if len(late) > MOST:
        said.append(phrase("waiting.more", count=len(late) - MOST))
    payloads = text_payloads(GROUP_LOCALE, said)
    rows = []
    for case, role, slot, others in shown:
        row = [button(case.reference, f"open|{case.reference}")]
        if others and slot.owner is not None:
            data = f"reopen|{case.reference}|{role}|{slot.version}"
            name = phrase(f"case.slot.{role}")
            row = [labelled(GROUP_LOCALE, "digest.reopen", data, reference=case.reference, slot=name)]
        rows.append(row)
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    return payloads


def _line(turn: Turn, case: Case, role: str, slot: Slot) -> Phrase:
    by = date_of(turn.network, slot)
    referent = turn.network.referent_by_id.get(slot.owner or "")
    return phrase(
        f"digest.{slot.status}",
        reference=case.reference,
        slot=phrase(f"case.slot.{role}"),
        referent=referent.name.fr if referent is not None else "",
        phone=phone_of(turn, slot.owner),
        by=day(GROUP_LOCALE, by, turn.network.network.timezone) if by else "",
    )


async def silence_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Nobody of the coordination has done anything about what is late: the network's own contact gets an e-mail."""
    late, since = await _late(turn), datetime.fromisoformat(expects["since"])
    if not late or await _acted(turn, late, since):
        return
    references = tuple(dict.fromkeys(case.reference for case, _, _, _ in late))
    contact = turn.network.network.contact
    said = [phrase("mail.silent.body", count=len(references), references=references, name=contact.name.fr)]
    await turn.mail(contact.email, phrase("mail.silent.subject", count=len(references)), said, locale=GROUP_LOCALE)


async def _acted(turn: Turn, late: list[Late], since: datetime) -> bool:
    """Whether a coordinator has looked at, or done something about, one of these cases since."""
    mine = {r.id for r in turn.network.referents if Role.COORDINATOR in r.roles} | {"coordinator"}
    for case, _, _, _ in late:
        acts = await cases.acts_of(turn.connection, case.id)
        if any(act.at >= since and (act.actor in mine or act.detail.get("by") in mine) for act in acts):
            return True
    return False
