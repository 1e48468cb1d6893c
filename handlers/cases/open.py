"""Sending: a person's answers become a case, or change one; both referents are proposed, and everybody is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from conversations.engine.effects import Submit
from handlers.cases.verbs import COMPLETE, MINE
from handlers.letters.verbs import MESSAGE
from handlers.slots import candidates, proposals
from handlers.turn.events import CaseSent, FilesBrought
from handlers.turn.screen import Screen
from handlers.turn.turn import Turn
from network.calendar import deadline
from network.machine import Dates, opened
from network.phrase import Param, Phrase, phrase
from network.project import Project
from storage import cases, slots
from storage.acts import note_act
from storage.cases import Case

Answers = Mapping[str, Any]


async def open_case(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """Somebody told their project themselves."""
    case, take_by, contact_by = await store(turn, person_id, form.answers)
    await file(turn, case, "person", person_id, form)
    case = await transmit(turn, case)
    await _acknowledge(turn, case, locale, take_by, contact_by)
    await tell_where(turn, case)
    await turn.happened(CaseSent(case, take_by, contact_by))


async def file(turn: Turn, case: Case, author: str, sender: int, form: Submit) -> None:
    """What came with a form joins the case."""
    if form.files:
        await turn.happened(FilesBrought(case, author, sender, form.files))


async def transmit(turn: Turn, case: Case) -> Case:
    """Show the case to the partners. Returns it as it is then."""
    await proposals.publish(turn, case)
    return await cases.get(turn.here, case.reference)


async def store(
    turn: Turn, person_id: int | None, answers: Answers, entered_by: str | None = None
) -> tuple[Case, datetime, datetime]:
    """A new case with both slots and the dates that were promised, and those two dates."""
    charter, zone = turn.network.charter, turn.network.identity.timezone
    case_id, reference = await cases.open_case(
        turn.here,
        turn.network.identity.reference_prefix,
        person_id,
        answers,
        charter.version,
        turn.now,
        entered_by,
    )
    take_by = deadline(turn.now, charter.take_within_days, zone)
    contact_by = deadline(turn.now, charter.contact_within_days, zone)
    for proposal in (await candidates.proposals(turn, Project.of(answers), case_id)).values():
        await slots.open_slot(turn.here, case_id, opened(proposal, Dates(take_by, contact_by)))
    how = "sent" if entered_by is None else "entered"
    await note_act(turn.here, case_id, how, entered_by or "person", turn.now)
    case = await cases.get(turn.here, reference)
    return case, take_by, contact_by


async def tell_where(turn: Turn, case: Case) -> None:
    """The coordination hears of somebody who wants to settle outside the network."""
    if outside := case.project.outside:
        said = phrase("coordinator.outside", reference=case.reference, place=outside)
        await turn.say(turn.coordinators(), said)


async def _acknowledge(turn: Turn, case: Case, locale: str, take_by: datetime, contact_by: datetime) -> None:
    sent = was_sent(turn, case, turn.day(take_by), turn.day(contact_by))
    rows = [
        [COMPLETE.button("project.complete", case.reference)],
        [MINE.button("start.mine"), MESSAGE.button("person.sent.write", case.reference)],
    ]
    told = Screen([sent, *remarks(case), phrase("person.sent.complete")], rows, locale)
    await turn.show(case.lane, told, f"sent:{case.reference}")


def was_sent(turn: Turn, case: Case, take_by: Param, contact_by: Param) -> Phrase:
    """The words for the person: reference, both dates, whom to call."""
    return phrase("person.sent", reference=case.reference, take_by=take_by, contact_by=contact_by, **turn.contact)


def remarks(case: Case) -> list[Phrase]:
    """What is particular about this case, told honestly."""
    kind = case.project.place
    remarks = {
        "person.sent.confidential": case.confidential,
        "person.sent.outside": kind == "outside",
        "person.sent.undecided": kind == "undecided",
        "person.nobody": any(slot.status == "coordinator" for slot in case.slots.values()),
    }
    return [phrase(key) for key, holds in remarks.items() if holds]
