"""/attente: what waits for somebody, what is late before all; and what the coordination can do about a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from handlers.call_requests.call_requests import show_again
from handlers.lists import called, listing, unanswered
from handlers.lists.listing import PAGE
from handlers.lists.verbs import CHOICES, WAITING
from handlers.offers.verbs import LOOK
from handlers.slots.card import expected_by
from handlers.slots.opening import coordinator_buttons
from handlers.slots.pick_referent import choice_buttons
from handlers.slots.verbs import OFFER, OPEN, REOPEN
from handlers.turn import pages
from handlers.turn.audience import named
from handlers.turn.screen import Button, Paragraph, Screen, verbatim
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import slots
from network.acts import Act, may
from network.calendar import deadline, working_days_since
from network.offers import LOOKED_AT_WITHIN
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import call_requests, cases, imported_offers, offers, open_slots, owners
from storage.call_requests import Call
from storage.cases import Case
from storage.offers import Kept
from storage.open_slots import OpenSlot
from storage.owners import Owner

KIND = "waiting"
MOST_CALLS = 5
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A wish to be called, the slots of a case that wait, an offer that nobody has looked at, an owner who does not
    answer, or how many offers of files nobody has looked at; `by` when somebody was to act.
    """

    by: datetime
    call: Call | None = None
    slots: tuple[OpenSlot, ...] = ()
    offer: Kept | None = None
    owner: Owner | None = None
    imported: int = 0

    def is_late(self, now: datetime) -> bool:
        """Whether that has passed."""
        return self.by < now


async def waiting(turn: Turn, _account: int, _argument: str) -> list[Entry]:
    """Everything that waits, the earliest date first, so that what is late stands before all: wishes to be called, the
    slots in the basket, proposed ones, and taken ones whose date to contact the person has passed; offers that nobody
    has looked at, and owners who do not answer.
    """
    of_case: dict[int, list[OpenSlot]] = {}
    for one in await open_slots.expected(turn.here):
        if one.slot.status in slots.WAITING or called.late_by(turn, one.slot) is not None:
            of_case.setdefault(one.case_id, []).append(one)
    entries = [Entry(call.call_by, call) for call in await call_requests.waiting(turn.here)]
    of_files, since = await imported_offers.waiting_of_all(turn.here)
    if since is not None:
        entries.append(Entry(_looked_at_by(turn, since), imported=len(of_files)))
    unseen = [one for one in await offers.to_look_at(turn.here) if one.id not in of_files]
    entries += [Entry(look_by(turn, one), offer=one) for one in unseen]
    entries += [Entry(one.silent_since or turn.now, owner=one) for one in await owners.those_silent(turn.here)]
    entries += [Entry(min(_by(turn, one.slot) for one in some), None, tuple(some)) for some in of_case.values()]
    return sorted(entries, key=lambda entry: entry.by)


def look_by(turn: Turn, one: Kept) -> datetime:
    """By when somebody of the network was to look at an offer."""
    return _looked_at_by(turn, one.posted_at)


def _looked_at_by(turn: Turn, since: datetime) -> datetime:
    return deadline(since, LOOKED_AT_WITHIN, turn.network.identity.timezone)


def _by(turn: Turn, slot: Slot) -> datetime:
    return expected_by(turn.network, slot) or _NEVER


async def show_waiting(turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[Entry]) -> None:
    """/attente: the first page; then the first calls to make, with number and button."""
    if await unanswered.show(turn, chat_id) and not found:
        return
    if not found:
        await turn.say(chat_id, phrase("waiting.nothing"), locale=PARTNER_LOCALE)
        return
    await listing.show(turn, chat_id, *await _page(turn, found, 0))
    await show_again(turn, chat_id, [entry.call for entry in found if entry.call is not None][:MOST_CALLS])


async def page(turn: Turn, chat_id: int, _which: str, number: int) -> None:
    """Another page, as all of it is now."""
    found = await waiting(turn, chat_id, "")
    if found:
        await listing.turn_page(turn, chat_id, *await _page(turn, found, number))
    else:
        turn.answer(phrase("waiting.nothing"))


async def _page(turn: Turn, found: Sequence[Entry], number: int) -> tuple[Screen, str, list[int]]:
    """One page: the screen, what such a list is called, the cases it tells of."""
    there, late = pages.at(found, number, PAGE), sum(entry.is_late(turn.now) for entry in found)
    entries = there.shown
    held = await cases.these(turn.here, {one.case_id for entry in entries for one in entry.slots})
    title = [phrase("waiting.title", count=len(found)), *([phrase("waiting.late", count=late)] if late else [])]
    said: list[Paragraph] = [(*title, *there.which)]
    for key, is_late in (("list.part.late", True), ("list.part.in_time", False)):
        some = [entry for entry in entries if entry.is_late(turn.now) is is_late]
        told = [one for entry in some if (one := _told(turn, entry, held)) is not None]
        said += [phrase(key), *told] if told else []
    rows = [[opens(held[id_])] for id_ in _ids(entries) if id_ in held]
    rows += [[looks_at(entry.offer)] for entry in entries if entry.offer is not None]
    rows += there.turns(WAITING, "waiting")
    return Screen(said, rows, PARTNER_LOCALE), KIND, list(held)


def _ids(entries: Iterable[Entry]) -> list[int]:
    return list(dict.fromkeys(one.case_id for entry in entries for one in entry.slots))


def _told(turn: Turn, entry: Entry, held: dict[int, Case]) -> Paragraph | None:
    if entry.imported:
        return phrase("waiting.offers_of_files", count=entry.imported)
    if entry.owner is not None:
        return phrase("waiting.owner", name=entry.owner.name, day=turn.day(entry.by))
    if entry.call is not None or entry.offer is not None:
        days = working_days_since(entry.by, turn.now, turn.network.identity.timezone) if entry.is_late(turn.now) else 0
        by = phrase("list.late" if days else "list.by", count=days, date=turn.day(entry.by))
        number = entry.offer.id if entry.offer is not None else 0
        return phrase("waiting.offer", number=number, by=by) if number else phrase("waiting.call", by=by)
    case = held.get(entry.slots[0].case_id)
    return of_case(turn, case, [one.slot for one in entry.slots]) if case is not None else None


def looks_at(one: Kept) -> Button:
    """The one button of an offer that waits: its card, with what can be decided about it."""
    return LOOK.button("waiting.look", one.id, number=one.id)


def of_case(turn: Turn, case: Case, waiting: Iterable[Slot]) -> tuple[Phrase, ...]:
    """What a case is, and what each of these slots waits for."""
    return (called.work(turn.network, case), *(line(turn, slot) for slot in waiting))


def line(turn: Turn, slot: Slot) -> Phrase:
    """What a slot waits for, of whom, by when or since when."""
    said = {"slot": phrase(f"case.slot_title.{slot.role}"), "by": called.due(turn, slot)}
    return phrase(f"waiting.{slot.status}", **said, **named(turn.network, slot.owner))


def opens(case: Case) -> Button:
    """The one button of a case: what can be done about it."""
    return CHOICES.button(verbatim(case.reference), case.reference)


# --- what can be done about it ----------------------------------------------------------------------------------------


async def choices(turn: Turn, chat_id: int, case: Case) -> None:
    """Who is waited for, with their telephone, and the coordination’s ways to go on."""
    waits = [slot for slot in case.slots.values() if slot.clock is not None]
    said: list[Paragraph] = [of_case(turn, case, waits)]
    said += [phrase("choices.call", **named(turn.network, slot.owner)) for slot in waits if slot.owner is not None]
    rows = [[OPEN.button("basket.open", case.reference)]]
    for slot in waits:
        rows += await _ways(turn, case, slot)
    if not waits:
        said.append(phrase("choices.nothing"))
    await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE), f"choices:{case.reference}")


async def _ways(turn: Turn, case: Case, slot: Slot) -> list[list[Button]]:
    if slot.status is Status.COORDINATOR:
        return choice_buttons(turn, case, slot.role, OFFER, slot.others)
    about = case.reference, slot.role, slot.version
    name = phrase(f"case.slot_title.{slot.role}")
    others = called.late_by(turn, slot) is not None and may(slot.status, Act.REOPEN)
    reopen = [[REOPEN.button("choices.reopen", *about, slot=name)]] if others else []
    return [*reopen, *await coordinator_buttons(turn, case, slot.role)]
