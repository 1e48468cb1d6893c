"""Sending: a person's answers become a case, or change one; both referents are proposed, and everybody is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from conversations import reading_out
from conversations.effects import Submit
from handlers import calls, proposals
from handlers.card import redraw_card, show_card
from handlers.keeping import kept_until
from handlers.screens import button, day, plain, text_payloads
from handlers.turn import GROUP_LOCALE, Turn
from network.calendar import deadline
from network.model import Nature, Role
from network.phrase import Phrase, phrase, to_json
from network.routing import Proposal, Situation, route
from storage import cases, due, members
from storage.cases import Case, Slot

Answers = Mapping[str, Any]


async def hand_in(turn: Turn, person_id: int, locale: str, form: Submit) -> None:
    """A form that was sent: a wish to be called, a new case, changes to one, or details added to one."""
    if form.flow == "callback":
        await calls.ask(turn, person_id, locale, form.answers)
    elif not form.about:
        await _open(turn, person_id, locale, form.answers)
    elif await members.belongs(turn.connection, turn.network_id, form.about, person_id):
        case = await cases.get(turn.connection, turn.network_id, form.about)
        await (_change if form.flow == "intake" else _add)(turn, person_id, locale, case, form)
    else:
        await turn.say(person_id, phrase("project.none"), locale=locale)


# --- a new case -------------------------------------------------------------------------------------------------------


async def _open(turn: Turn, person_id: int, locale: str, answers: Answers) -> None:
    charter, zone = turn.network.charter, turn.network.network.timezone
    chosen = answers.get("discretion") or {}
    sector, territory = _leading(answers)
    case_id, reference = await cases.open_case(
        turn.connection,
        turn.network_id,
        turn.network.network.reference_prefix,
        person_id,
        answers,
        sector,
        territory,
        charter.version,
        turn.now,
        chosen.get("choice", "card"),
        chosen.get("version", "1"),
    )
    take_by = deadline(turn.now, charter.take_within_days, zone)
    contact_by = deadline(turn.now, charter.contact_within_days, zone)
    for role, proposal in _proposals(turn, answers).items():
        await cases.open_slot(turn.connection, _slot(case_id, role, proposal, take_by, contact_by))
    await cases.note_act(turn.connection, case_id, "sent", "person", turn.now)
    case = await cases.get(turn.connection, turn.network_id, reference)
    await publish(turn, case)
    case = await cases.get(turn.connection, turn.network_id, reference)
    await _acknowledge(turn, case, locale, take_by, contact_by)
    await _tell_where(turn, case)
    end = kept_until(turn.now, turn.network.network.privacy_months)
    for kind, at in (("case:take", take_by), ("case:contact", contact_by), ("case:old", end)):
        await due.schedule(turn.connection, turn.network_id, kind, person_id, at, {"reference": reference})


async def publish(turn: Turn, case: Case) -> None:
    """Show the case to the partners in the way the person chose."""
    if case.confidential:
        await proposals.propose_all(turn, case)
    else:
        await show_card(turn, case)


async def _tell_where(turn: Turn, case: Case) -> None:
    """The coordination hears of somebody who wants to settle outside the network."""
    outside = (case.answers.get("place") or {}).get("outside") or {}
    if outside:
        await turn.tell_coordinators(phrase("coordinator.outside", reference=case.reference, place=outside["name"]))


def _leading(answers: Answers) -> tuple[str | None, str | None]:
    """The sector that leads and the territory."""
    sectors = answers.get("sector") or ()
    return (sectors[0] if sectors else None), (answers.get("place") or {}).get("territory")


def _proposals(turn: Turn, answers: Answers) -> dict[Role, Proposal]:
    place = answers.get("place") or {}
    situation = Situation(
        tuple(Nature(n) for n in answers.get("nature") or ()),
        tuple(answers.get("sector") or ()),
        place.get("territory"),
        jobs=answers.get("jobs"),
        outside=(place.get("outside") or {}).get("name", ""),
    )
    routing = route(turn.network, situation)
    return {Role.TECHNICAL: routing.technical, Role.TERRITORIAL: routing.territorial}


def _slot(case_id: int, role: Role, proposal: Proposal, take_by: datetime | None, contact_by: datetime | None) -> Slot:
    reason = to_json(proposal.reason)
    if not proposal.needed:
        return Slot(case_id, role, "not_needed", None, (), reason, None, None)
    status = "coordinator" if proposal.referent is None else "proposed"
    return Slot(case_id, role, status, proposal.referent, proposal.others, reason, take_by, contact_by)


async def _acknowledge(turn: Turn, case: Case, locale: str, take_by: datetime, contact_by: datetime) -> None:
    network = turn.network.network
    sent = phrase(
        "person.sent",
        reference=case.reference,
        take_by=day(locale, take_by, network.timezone),
        contact_by=day(locale, contact_by, network.timezone),
        name=network.contact.name.in_(locale),
        phone=network.contact.phone,
    )
    payloads = text_payloads(locale, [sent, *_remarks(case), phrase("person.sent.complete")])
    payloads[-1]["reply_markup"] = {
        "inline_keyboard": [
            [button(plain(locale, phrase("project.complete")), f"complete|{case.reference}")],
            [button(plain(locale, phrase("project.not_contacted")), f"contacted|{case.reference}|no")],
        ]
    }
    await turn.send(case.person_id, payloads, f"sent:{case.reference}")


def _remarks(case: Case) -> list[Phrase]:
    """What is particular about this case, told honestly."""
    kind = (case.answers.get("place") or {}).get("kind", "undecided")
    remarks = {
        "person.sent.confidential": case.confidential,
        "person.sent.outside": kind == "outside",
        "person.sent.undecided": kind == "undecided",
        "person.nobody": any(slot.status == "coordinator" for slot in case.slots.values()),
    }
    return [phrase(key) for key, holds in remarks.items() if holds]


# --- a case that is changed or completed ------------------------------------------------------------------------------


async def _change(turn: Turn, person_id: int, locale: str, case: Case, form: Submit) -> None:
    flow = turn.house.flows["intake"]
    kept = {name: value for name, value in case.answers.items() if name not in flow.step_by_id}
    after = {**form.answers, **kept}
    chosen = (form.answers.get("discretion") or {}).get("choice", case.discretion)
    lines = reading_out.changed(flow, case.answers, after, turn.knowledge)
    if not lines and chosen == case.discretion:
        await turn.say(person_id, phrase("change.same", reference=case.reference), locale=locale)
        return
    await cases.change_answers(turn.connection, case.id, after, *_leading(after))
    await cases.note_act(turn.connection, case.id, "changed", "person", turn.now)
    await _propose_anew(turn, case, after, confidential=chosen == "confidential")
    await turn.say(person_id, phrase("change.sent", reference=case.reference), locale=locale)
    if lines:
        await tell_takers(turn, case, phrase("change.told", reference=case.reference, lines=as_lines(lines)))
    if chosen != case.discretion:
        await proposals.change_discretion(turn, case, chosen)
    elif not case.confidential:
        await redraw_card(turn, await cases.get(turn.connection, turn.network_id, case.reference))


async def _propose_anew(turn: Turn, case: Case, after: Answers, *, confidential: bool) -> None:
    """Slots that nobody took follow the new answers; a taken one stays, and the coordination hears where it no longer
    fits. The dates told do not move, and whoever passed is not asked again before the others.
    """
    dates = next(((s.take_by, s.contact_by) for s in case.slots.values() if s.take_by), (None, None))
    for role, proposal in _proposals(turn, after).items():
        slot = case.slots[role]
        new = _after_passes(_slot(case.id, role, proposal, *dates), slot.passed)
        if slot.status == "taken":
            fits = proposal.needed and slot.taken_by in (proposal.referent, *proposal.others)
            if not fits:
                said = phrase("change.told", reference=case.reference, lines=phrase("change.proposed"))
                await turn.tell_coordinators(said)
        elif not (_same_people(slot, new) and (confidential or slot.status == new.status)):
            await cases.propose(turn.connection, new)
            if confidential and case.confidential:
                await proposals.propose_instead(turn, case, role)


def _after_passes(new: Slot, passed: tuple[str, ...]) -> Slot:
    fits = sorted((r for r in (new.referent, *new.others) if r), key=lambda referent: referent in passed)
    return replace(new, referent=next(iter(fits), None), others=tuple(fits[1:]), passed=passed)


def _same_people(old: Slot, new: Slot) -> bool:
    """Whether the same people may be asked, for the same reason, those who passed apart."""
    before, after = ({s.referent, *s.others} - {None, *new.passed} for s in (old, new))
    return before == after and old.reason == new.reason


async def _add(turn: Turn, person_id: int, locale: str, case: Case, form: Submit) -> None:
    if not form.answers:
        await turn.say(person_id, phrase("complete.nothing"), locale=locale)
        return
    module = {**(case.answers.get(form.flow) or {}), **form.answers}
    after = {**case.answers, form.flow: module}
    await cases.change_answers(turn.connection, case.id, after, *_leading(after))
    await cases.note_act(turn.connection, case.id, "completed", "person", turn.now, {"module": form.flow})
    payloads = text_payloads(locale, [phrase("complete.done")])
    payloads[-1]["reply_markup"] = {
        "inline_keyboard": [[button(plain(locale, phrase("project.complete")), f"complete|{case.reference}")]]
    }
    await turn.send(person_id, payloads)
    title = phrase(f"module.{reading_out.module(form.flow)}.title")
    lines = reading_out.lines(turn.house.flows[form.flow], form.answers, turn.knowledge)
    await tell_takers(turn, case, phrase("added.told", reference=case.reference, module=title, lines=as_lines(lines)))


def as_lines(lines: list[reading_out.Line]) -> Phrase:
    """Labels and values, a line each, inside another phrase."""
    told = [phrase("record.line", label=label, value=value) for label, value in lines]
    return reduce(lambda above, below: phrase("list.lines", above=above, below=below), told)


async def tell_takers(turn: Turn, case: Case, said: Phrase) -> None:
    """Tell whoever follows the case, in private."""
    accounts = {turn.accounts.get(slot.taken_by or "") for slot in case.slots.values()}
    for account in sorted(account for account in accounts if account is not None):
        if account:
            await turn.say(
                account, said, locale=GROUP_LOCALE, protect=True, name=f"told:{case.reference}:{turn.row.id}"
            )
