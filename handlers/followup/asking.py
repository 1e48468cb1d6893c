"""Asking the person, and the referents, how things stand: at the promised date, near their arrival, once a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.charter import clock
from handlers.followup import promises, verbs
from handlers.slots.verbs import CONTACTED, OPEN
from handlers.turn import person, quiet
from handlers.turn.events import CaseSent
from handlers.turn.quiet import soon
from handlers.turn.reach import holders, way_to
from handlers.turn.screen import Button, Screen, toast
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.slots import WAITING, Status
from storage import cases, members
from storage.acts import Act, acts_of, note_act, untouched
from storage.cases import Case
from storage.durable import due, once

ASK = "case:ask"
MONTH = "month"
MONTHS = {"months_3": 3, "months_6": 6, "months_12": 12}
ONCE_A_MONTH = timedelta(days=30)
LATE = timedelta(minutes=15)
"""A list that comes so long after its time comes after a downtime."""
MOST = 20


# --- "Avez-vous été contacté ?" ---------------------------------------------------------------------------------------


async def contact_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The date by which the person should have been contacted: they are asked, for each who follows them."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.rests(turn.now) or not _stands(case, expects):
        return
    waits, asked = any(slot.status in WAITING for slot in case.slots.values()), _asked(turn, case)
    if not waits and not asked:
        return
    late = [phrase("person.late", reference=case.reference, **turn.contact)] if waits else []
    for role in asked:
        await once.mark(turn.connection, _was_asked(case, role), turn.now)
    await quiet.note(turn, await members.members_of(turn.here, case.id))
    await person.tell(turn, case, _questions(case, late, asked), _asks(case), read_out=True)


def _stands(case: Case, expects: Mapping[str, Any]) -> bool:
    promised = next((slot.contact_by for slot in case.slots.values() if slot.contact_by), None)
    return "by" not in expects or promised == datetime.fromisoformat(expects["by"])


def _asks(case: Case) -> str:
    """What the message is called that asks it."""
    return f"contacted:{case.reference}"


def _asked(turn: Turn, case: Case) -> dict[str, Phrase]:
    """The roles of the slots of which it is asked, and who holds each; whom one could not reach is not asked of."""
    return {
        role: referent.name.phrase()
        for role, slot in case.slots.items()
        if slot.held and slot.status != Status.UNREACHABLE
        if (referent := turn.network.referent_by_id.get(slot.taken_by or "")) is not None
    }


def _was_asked(case: Case, role: str) -> str:
    """What is known to have come up where the person was asked of that slot: whoever takes it later is not asked of."""
    return f"question:{case.reference}:{role}:{case.slots[role].contact_by}"


def _questions(case: Case, said: Sequence[Phrase], asked: Mapping[str, Phrase]) -> Screen:
    """What is `said`, then a question for each role of `asked`; where there are two, the buttons say of whom."""
    questions = [
        phrase(f"person.contacted.ask.{role}", reference=case.reference, referent=referent)
        for role, referent in asked.items()
    ]

    def row(role: str) -> list[Button]:
        about, of_whom = (case.reference, role, case.slots[role].version), f".{role}" if len(asked) > 1 else ""
        return [verbs.ASKED.button(f"person.contacted.{answer}{of_whom}", *about, answer) for answer in ("yes", "no")]

    return Screen([*said, *questions], [row(role) for role in asked])


async def contacted(turn: Turn, telegram_id: int, case: Case, role: str, version: int, answer: str) -> None:
    """The person says whether somebody called; what contradicts the referent goes to the coordination."""
    locale, slot = await turn.locale_of(telegram_id), case.slots[role]
    if not (version == slot.version or (version < slot.version and slot.held)):
        turn.toast = toast(locale, phrase("press.over"))
        return
    if not await once.mark(turn.connection, f"asked:{case.reference}:{role}:{slot.contact_by}:{answer}", turn.now):
        turn.toast = toast(locale, phrase("press.noted"))
        return
    by = await person.spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, f"contacted_{answer}", "person", turn.now, by, role)
    said = phrase(f"person.contacted.{answer}.done", **turn.contact)
    if telegram_id not in await _go_on(turn, case, said):  # the question stands in a message of before
        await turn.say(telegram_id, said, locale=locale)
    await _compare(turn, case, role, answer)


async def _go_on(turn: Turn, case: Case, said: Phrase) -> set[int]:
    """What was said in answer takes the place of the question; what nobody has answered yet is still asked. Returns in
    whose chats.
    """
    acts = await acts_of(turn.here, case.id)
    answered = {act.role for act in acts if act.kind in ("contacted_yes", "contacted_no") and _since_asked(case, act)}
    left = {
        role: name
        for role, name in _asked(turn, case).items()
        if role not in answered and await once.marked(turn.connection, _was_asked(case, role))
    }
    return await person.redraw(turn, case, _questions(case, [said], left), _asks(case))


def _since_asked(case: Case, act: Act) -> bool:
    slot = case.slots.get(act.role or "")
    return slot is not None and slot.contact_by is not None and act.at >= slot.contact_by


async def _compare(turn: Turn, case: Case, role: str, answer: str) -> None:
    slot = case.slots[role]
    referent = turn.network.referent_by_id.get(slot.taken_by or "") if slot.held else None
    name = referent.name.fr if referent is not None else ""
    if answer == "no":
        key = "contradiction" if slot.status == Status.CONTACTED else "not_contacted.slot"
        about = phrase(f"case.slot.{role}")
        said = phrase(f"coordinator.{key}", reference=case.reference, slot=about, referent=name)
        await turn.say(turn.coordinators(), said)
    elif slot.status == Status.TAKEN and await way_to(turn, slot.taken_by) == "telegram":
        press = CONTACTED.button("record.button.contacted", case.reference, role)
        said = phrase("remind.person_says_yes", reference=case.reference)
        account, name = turn.accounts[slot.taken_by or ""], f"remind:{case.reference}:{role}"
        await turn.show(account, Screen([said], [[press]], PARTNER_LOCALE), name)


# --- "Où en êtes-vous ?", near the dates that matter to the person ----------------------------------------------------


async def begin(turn: Turn, sent: CaseSent) -> None:
    """A case was sent: the person and the referents are asked by and by how it goes on."""
    await promises.plan(turn, sent.case, sent.take_by, sent.contact_by)
    await _plan_arrival(turn, sent.case)
    await plan_month(turn)


async def _plan_arrival(turn: Turn, case: Case) -> None:
    """Set the dates near the arrival they told, where they told one; the first month is left to the referents."""
    months = MONTHS.get(str(case.answers.get("when")))
    if months is None:
        return
    charter, arrival = turn.network.charter, case.submitted_at + months * ONCE_A_MONTH
    days = [*(-before for before in charter.ask_before_arrival), *charter.ask_after_arrival]
    for at in (arrival + timedelta(days=day) for day in days):
        if at >= case.submitted_at + ONCE_A_MONTH:
            await due.schedule(turn.here, ASK, case.lane, soon(turn, at), {"reference": case.reference})


async def ask_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """A date near the arrival: one question, at most one a month to anybody."""
    case = await cases.load(turn.here, expects["reference"])
    if case is None or case.rests(turn.now) or case.finished:
        return
    if await quiet.others_first(turn, lane=turn.row.lane):  # what was promised is told first
        await quiet.again(turn, ASK, expects)
        return
    if await quiet.put_off(turn, ASK, expects, await person.ears(turn, case)):
        return
    told = await members.members_of(turn.here, case.id) or [-case.id]
    if not all([await once.mark_within(turn.connection, f"ask:{who}:month", turn.now, ONCE_A_MONTH) for who in told]):
        return
    answers = ("going", "pause", "installed", "given_up")
    rows = [[verbs.WHERE.button(f"person.where.{answer}", case.reference, answer)] for answer in answers]
    asked = Screen([phrase("person.where.ask", reference=case.reference)], rows)
    await person.tell(turn, case, asked, f"where:{case.reference}", read_out=True)


async def where(turn: Turn, telegram_id: int, case: Case, answer: str) -> None:
    """The person says where they stand; a pause is kept, and those who follow them hear of the rest."""
    locale, reference = await turn.locale_of(telegram_id), case.reference
    today = turn.now.date().isoformat()
    if not await once.mark(turn.connection, f"where:{reference}:{answer}:{today}", turn.now):
        turn.toast = toast(locale, phrase("press.noted"))
        return
    rested = case.rests(turn.now)
    until = turn.now + timedelta(days=turn.network.charter.paused_days) if answer != "going" else None
    await cases.mark(turn.here, case.id, paused_until=until)
    if until is not None:
        expects = {"reference": reference, "until": until.isoformat()}
        await due.schedule(turn.here, "case:awake", case.lane, until, expects)
    elif rested:
        await clock.resume(turn, await cases.get(turn.here, reference), "person")
    by = await person.spoken_by(turn, case, telegram_id)
    await note_act(turn.here, case.id, f"where_{answer}", "person", turn.now, by)
    said = phrase(f"person.where.{answer}.done", reference=reference)
    if telegram_id not in await person.redraw(turn, case, Screen([said]), f"where:{reference}"):  # from /monprojet
        await turn.say(telegram_id, said, locale=locale)
    if answer != "going":
        await _tell_holders(turn, case, answer)


async def _tell_holders(turn: Turn, case: Case, answer: str) -> None:
    said = phrase(f"where.told.{answer}", reference=case.reference)
    readers, name = holders(turn, case) or turn.coordinators(), f"told:{case.reference}:{turn.row.id}"
    await turn.say(readers, said, locale=PARTNER_LOCALE, protect=True, name=name)


# --- once a month, a list for each referent ---------------------------------------------------------------------------


async def plan_month(turn: Turn) -> None:
    """The next list, on the first of next month, where none is planned."""
    at = soon(turn, _next_month(turn))
    await due.schedule(turn.here, MONTH, 0, at, {"at": at.isoformat()})


def _next_month(turn: Turn) -> datetime:
    local = turn.now.astimezone(ZoneInfo(turn.network.network.timezone))
    first = (local.replace(day=1) + timedelta(days=32)).replace(day=1, hour=9, minute=0, second=0, microsecond=0)
    return first.astimezone(ZoneInfo(turn.network.network.timezone))


async def month_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """Every referent who follows somebody is asked once, in one list; what was answered this month is left out."""
    if "at" in expects and turn.now - datetime.fromisoformat(expects["at"]) > LATE:
        await quiet.again(turn, MONTH, {})  # after a downtime what was promised for a day is told first
        return
    await plan_month(turn)
    for referent in turn.network.referents:
        if await way_to(turn, referent.id) != "telegram":
            continue
        silent = [
            (case, role)
            for case in await untouched(turn.here, referent.id, turn.now - ONCE_A_MONTH)
            for role, slot in case.slots.items()
            if slot.held and slot.taken_by == referent.id and slot.status != Status.TAKEN
            if not case.rests(turn.now)
        ]
        if silent:
            await quiet.note(turn, [turn.accounts[referent.id]])
            await _ask_referent(turn, turn.accounts[referent.id], silent[:MOST])


async def _moved_lately(turn: Turn, case: Case) -> bool:
    acts = [act for act in await acts_of(turn.here, case.id) if act.actor != "clock"]
    return bool(acts) and turn.now - acts[-1].at < ONCE_A_MONTH


async def _ask_referent(turn: Turn, account: int, quiet: list[tuple[Case, str]]) -> None:
    rows = [
        [
            verbs.GOING.button("month.going", case.reference, role, reference=case.reference),
            OPEN.button("month.open", case.reference),
        ]
        for case, role in quiet
    ]
    asked = Screen([phrase("month.title", count=len(quiet))], rows, PARTNER_LOCALE)
    await turn.show(account, asked, f"month:{turn.row.id}")


async def going(turn: Turn, telegram_id: int, case: Case, role: str) -> None:
    """One press of the monthly list: this case goes on."""
    turn.toast = toast(PARTNER_LOCALE, phrase("press.noted"))
    if not await _moved_lately(turn, case):
        await note_act(turn.here, case.id, "going", turn.actor(telegram_id), turn.now, {}, role)
