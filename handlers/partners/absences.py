"""Absences: what becomes of a referent's slots while they are away, and who is told.

Slots they have not contacted go to whoever stands in; those they have contacted stay theirs, and the person learns whom
to call meanwhile. Dates that were promised never move, and nothing moves back by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.engine.effects import Submit
from conversations.kinds.substitute import NOBODY
from conversations.words.dates import span
from handlers.partners.verbs import AWAY_CHANGE
from handlers.slots import acting, candidates
from handlers.slots.card import slot_phrase
from handlers.turn.audience import channel_of, named, tell_each, tell_person
from handlers.turn.rights import answers_for
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.calendar import next_sending_time
from network.machine import By, Candidates, decide
from network.model import Referent
from network.phrase import Phrase, phrase
from network.slots import Status
from network.substitutes import COORDINATION
from storage import absences, cases
from storage.absences import Absence
from storage.cases import Case
from storage.durable import due

FLOW = "absence"
BEGIN, END = "absence:begin", "absence:end"
MORNING = time(8)
NOBODYS = 0
"""The lane of its dates: an account may be bound anew meanwhile."""


# --- planning ---------------------------------------------------------------------------------------------------------


async def may_plan(turn: Turn, telegram_id: int, referent: Referent) -> bool:
    """Whether an account may speak of somebody's absence: their own, a correspondent of theirs, any coordinator."""
    return turn.accounts.get(referent.id) == telegram_id or await answers_for(turn, telegram_id, referent)


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """The days and the substitute are told: kept instead of what was planned before, and done at once if it is time."""
    referent_id, answers = form.about, form.answers
    referent = turn.network.referent_by_id.get(referent_id)
    if referent is None or not await may_plan(turn, telegram_id, referent):
        await turn.say(telegram_id, phrase("refused.not_in_charge"), locale=locale)
        return
    first, last = (date.fromisoformat(answers["days"][name]) for name in ("first", "last"))
    if last < turn.today:
        await turn.say(telegram_id, phrase("away.late"), locale=locale)
        return
    chosen = None if answers["who"] == NOBODY else answers["who"]
    first = max(first, turn.today)
    kept = await absences.plan(turn.here, referent_id, first, last, chosen, turn.now)
    await show(turn, telegram_id, kept)
    account = turn.accounts.get(referent_id)
    if account is not None and account != telegram_id:
        await show(turn, account, kept)
    await due.schedule(turn.here, END, NOBODYS, _morning(turn, last + _DAY), {"absence": kept.id})
    begins = next_sending_time(max(turn.now, _morning(turn, first)), turn.network.identity.timezone)
    if begins <= turn.now:
        await _begin(turn, kept, referent)
    else:
        await due.schedule(turn.here, BEGIN, NOBODYS, begins, {"absence": kept.id})


_DAY = timedelta(days=1)


def _morning(turn: Turn, day: date) -> datetime:
    """Eight o'clock of a day, or of the next on which messages may be sent that nobody asked for."""
    zone = turn.network.identity.timezone
    return next_sending_time(datetime.combine(day, MORNING, ZoneInfo(zone)), zone)


async def show(turn: Turn, telegram_id: int, absence: Absence) -> None:
    """What is planned for somebody, with the ways to change it."""
    locale = await turn.locale_of(telegram_id)
    mine = turn.accounts.get(absence.referent) == telegram_id
    begun = "away.button.back" if mine else "away.button.back.other"
    back = begun if absence.first <= turn.today else "away.button.stay"
    rows = [
        [AWAY_CHANGE.button(back, "back", absence.id)],
        [AWAY_CHANGE.button("away.button.change", "change", absence.id)],
    ]
    said = [_told(turn, absence, locale), phrase("away.meanwhile")]
    await turn.show(telegram_id, Screen(said, rows, locale), name_of(absence))


def name_of(absence: Absence) -> str:
    """The logical name of the message about an absence."""
    return f"away:{absence.id}"


def _told(turn: Turn, absence: Absence, locale: str) -> Phrase:
    days, substitute = span(absence.first, absence.last, locale), _substitute(turn, absence.substitute)
    return phrase("away.planned", days=days, substitute=substitute, **named(turn.network, absence.referent))


def _substitute(turn: Turn, substitute: str | None) -> Phrase:
    if substitute is None or substitute == COORDINATION:
        return phrase("substitute.nobody" if substitute is None else "substitute.coordination")
    referent = turn.network.referent_by_id.get(substitute)
    return referent.name.phrase() if referent is not None else phrase("substitute.nobody")


# --- the first day ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Done:
    """What a beginning absence did: references of slots that went on, and of those that stay and wait for a return."""

    moved: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


async def begin_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The first day came, unless it was planned otherwise meanwhile."""
    absence = await absences.find(turn.here, int(expects["absence"]))
    referent = turn.network.referent_by_id.get(absence.referent) if absence is not None else None
    if absence is not None and referent is not None and absence.last >= turn.today:
        await _begin(turn, absence, referent)


async def _begin(turn: Turn, absence: Absence, referent: Referent) -> None:
    substitute, done = await candidates.substitute_of(turn, referent.id), _Done()
    owned = await cases.owned_by(turn.here, referent.id)
    theirs = [(case.reference, role) for case in owned for role, s in case.slots.items() if s.owner == referent.id]
    contacted = [reference for reference, role in theirs if _stays(owned, reference, role)]
    await _tell_substitute(turn, absence, referent, substitute, contacted)
    for reference, role in theirs:
        before = await cases.get(turn.here, reference)
        if before.slots[role].status == Status.CONTACTED:
            await _tell_whom_to_call(turn, before, absence, referent, substitute)
            done.kept.append(reference)
        elif await _hand_on(turn, before, role, absence, referent, substitute) is not None:
            done.moved.append(reference)
    await _tell_coordinators(turn, absence, referent, done)


def _stays(owned: Sequence[Case], reference: str, role: str) -> bool:
    return any(c.reference == reference and c.slots[role].status == Status.CONTACTED for c in owned)


async def _hand_on(
    turn: Turn, case: Case, role: str, absence: Absence, referent: Referent, substitute: str | None
) -> Case | None:
    """A slot without a contact yet goes to whoever stands in, and the person hears of it. Returns the case as it is
    then; None where it did not go.
    """
    by, fits = By(referent.id), await _standing_in(turn, case, role, absence, referent, substitute)
    new = decide(case.slots[role], Act.ABSENT, by=by, now=turn.now, fits=fits)
    detail = {"absence": absence.id}
    return await acting.carry_out(turn, case, Act.ABSENT, by, new, detail, why=_away(absence, referent))


def _away(absence: Absence, referent: Referent) -> Phrase:
    """That somebody is away, and until when."""
    return phrase("person.away", referent=referent.name.phrase(), until=absence.last)


async def _standing_in(
    turn: Turn, case: Case, role: str, absence: Absence, referent: Referent, substitute: str | None
) -> Candidates:
    """Who may be asked, the substitute before all others. One who is told on Telegram need not be asked: they were
    named for these days.
    """
    fits = await candidates.of(turn, case, role, first=substitute)
    if substitute is None or substitute == COORDINATION:
        return replace(fits, nobody=phrase("route.coordination", absent=referent.name.phrase())) if substitute else fits
    why = phrase("record.why.absent", absent=referent.name.phrase(), until=absence.last)
    known = replace(fits.proposal, reasons={**fits.proposal.reasons, substitute: why})
    return replace(fits, proposal=known, at_once=await channel_of(turn, substitute) == "account")


async def _tell_whom_to_call(
    turn: Turn, case: Case, absence: Absence, referent: Referent, substitute: str | None
) -> None:
    """Somebody who was contacted keeps their referent, and hears until when that one is away and who answers."""
    stands_in = turn.network.referent_by_id.get(substitute or "")
    answers = turn.contact
    if stands_in is not None:
        who = named(turn.network, stands_in.id)
        answers = {"name": who["referent"], "phone": who["phone"]}
    await tell_person(turn, case, Screen([_away(absence, referent), phrase("person.away.kept", **answers)]))


async def _tell_substitute(
    turn: Turn, absence: Absence, referent: Referent, substitute: str | None, contacted: Sequence[str]
) -> None:
    if substitute not in turn.network.referent_by_id:
        return
    said: list[Paragraph] = [phrase("away.substitute", referent=referent.name.fr, until=absence.last)]
    if contacted:
        references = tuple(dict.fromkeys(contacted))
        said.append(phrase("away.substitute.kept", referent=referent.name.fr, references=references))
    await _tell(turn, str(substitute), referent, said)


async def _tell(turn: Turn, referent_id: str, about: Referent, said: Sequence[Paragraph]) -> bool:
    """Tell a referent in the way that reaches them; nothing personal is said. Returns whether there is one."""
    subject = phrase("mail.away.subject", referent=about.name.fr, network=turn.network.identity.name)
    ways = await tell_each(
        turn, [referent_id], lambda account: turn.say(account, *said, locale=PARTNER_LOCALE), subject, said
    )
    return ways[referent_id] != "phone"


async def _tell_coordinators(turn: Turn, absence: Absence, referent: Referent, done: _Done) -> None:
    """Once, with everything that it led to."""
    said: list[Paragraph] = [_told(turn, absence, PARTNER_LOCALE)]
    for key, references in (("coordinator.away.moved", done.moved), ("coordinator.away.kept", done.kept)):
        if references:
            said.append(phrase(key, count=len(references), references=tuple(dict.fromkeys(references))))
    mine = turn.accounts.get(referent.id)
    readers = [coordinator for coordinator in turn.coordinators() if coordinator != mine]
    await turn.say(readers, *said, locale=PARTNER_LOCALE)


# --- the return -------------------------------------------------------------------------------------------------------


async def end_is_due(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The last day is over."""
    absence = await absences.find(turn.here, int(expects["absence"]))
    if absence is not None and absence.last < turn.today:
        await come_back(turn, absence)


async def come_back(turn: Turn, absence: Absence) -> bool:
    """They may be asked again, and hear what happened; nothing moves back. Returns whether they were, or were to be,
    away.
    """
    if not await absences.end(turn.here, absence.id, turn.now):
        return False
    referent = turn.network.referent_by_id.get(absence.referent)
    if referent is None or absence.first > turn.today:
        return True
    said = [phrase("away.back", referent=referent.name.fr), await _what_happened(turn, absence)]
    if not await _tell(turn, referent.id, referent, said):
        await turn.say(turn.coordinators(), *said)
    return True


async def _what_happened(turn: Turn, absence: Absence) -> Paragraph:
    """Where each slot stands that left them, or that nothing did."""
    lines = []
    for reference, role in await absences.moved(turn.here, absence):
        case = await cases.get(turn.here, reference)
        state = slot_phrase(turn.network, case.slots[role])
        lines.append(phrase("away.back.line", reference=reference, state=state))
    return (phrase("away.back.moved"), *lines) if lines else phrase("away.back.nothing")
