"""Lists: /mesdossiers and /dossier, in private only. A referent sees their own; a coordinator every case, logged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from conversations.engine import reading_out
from handlers.followup.verbs import AGAIN
from handlers.notes.verbs import NOTE
from handlers.privacy.verbs import DROP
from handlers.slots import proposals, record
from handlers.slots.card import expected_by, slot_phrase, title
from handlers.slots.pick_referent import open_buttons
from handlers.slots.verbs import FOR, MOVE, PDF
from handlers.turn.audience import channel_of
from handlers.turn.screen import Button, Paragraph, Screen, labelled
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import ACTS, Act, may
from network.elsewhere import readers
from network.phrase import Phrase, phrase
from network.slots import Slot, Status
from storage import cases, duplicates, letters, open_slots
from storage.acts import acts_of, note_act
from storage.cases import Case
from storage.open_slots import OpenSlot

MOST_SHOWN = 20
MOST_ACTS = 12
_NEVER = datetime.max.replace(tzinfo=UTC)


async def carried(turn: Turn, account: int, argument: str) -> list[OpenSlot]:
    """What a referent holds or is asked for, most urgent first, and of those that press as much the oldest case; of one
    case, which they name, nothing is listed.
    """
    referent = turn.referent_of(account)
    if referent is None or argument:
        return []
    theirs = [one for one in await open_slots.carried_by(turn.here, referent.id) if one.slot.owner == referent.id]
    return sorted(theirs, key=lambda one: _urgency(turn, one.slot))


async def mine(turn: Turn, chat_id: int, _locale: str, _argument: str, found: Sequence[OpenSlot]) -> None:
    """/mesdossiers: so many with a line, the rest counted."""
    if turn.referent_of(chat_id) is None:  # a coordinator of the settings, who acts for nobody
        await turn.say(chat_id, phrase("mine.nobody"), locale=PARTNER_LOCALE)
        return
    if not found:
        await turn.say(chat_id, phrase("mine.nothing"), locale=PARTNER_LOCALE)
        return
    shown = found[:MOST_SHOWN]
    said: list[Paragraph] = [
        phrase("mine.title", count=len(found)),
        tuple(_line(turn, one) for one in shown),
    ]
    if len(found) > len(shown):
        said.append(phrase("waiting.more", count=len(found) - len(shown)))
    rows = open_buttons((one.reference for one in shown), 3)
    await turn.show(chat_id, Screen(said, rows, PARTNER_LOCALE))


def _urgency(turn: Turn, slot: Slot) -> tuple[int, datetime]:
    """A date to keep comes first, the earliest before all; then whom one could not reach; then whom one has."""
    order = {Status.UNREACHABLE: 1, Status.CONTACTED: 2}
    return order.get(slot.status, 0), expected_by(turn.network, slot) or _NEVER


def _line(turn: Turn, one: OpenSlot) -> Phrase:
    by, status = expected_by(turn.network, one.slot), one.slot.status
    return phrase(
        f"mine.{status}.late" if by is not None and by < turn.now else f"mine.{status}",
        reference=one.reference,
        slot=phrase(f"case.slot.{one.slot.role}"),
        date=turn.day(by) if by is not None else "",
    )


async def one(turn: Turn, chat_id: int, locale: str, argument: str, found: Sequence[OpenSlot]) -> None:
    """/dossier SV-0001: the records that are theirs; a coordinator gets the whole case."""
    if not argument:
        await mine(turn, chat_id, locale, argument, found)
        return
    await open_case(turn, chat_id, argument.strip().upper())


async def open_case(turn: Turn, telegram_id: int, reference: str) -> None:
    """Send what an account may see of a case. Whether one of that reference exists is nobody else's business."""
    reference = reference[:20]
    standing = await duplicates.standing(turn.here, reference)
    case = await cases.load(turn.here, standing)
    referent = turn.referent_of(telegram_id)
    slots = case.slots if case is not None else {}
    mine = {role: slot for role, slot in slots.items() if referent is not None and slot.owner == referent.id}
    coordinates = telegram_id in turn.coordinators()
    if standing != reference and (coordinates or any(slot.held for slot in mine.values())):
        said = phrase("case.goes_on", reference=reference, into=standing)
        await turn.say(telegram_id, said, locale=PARTNER_LOCALE, name=f"goes_on:{reference}:{standing}")
    elsewhere = referent is not None and case is not None and referent.id in readers(turn.network, case.project)
    if case is None or not (mine or coordinates or elsewhere):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=await turn.locale_of(telegram_id))
        return
    for role, slot in mine.items():
        await (record.show if slot.held else proposals.show)(turn, case, role, telegram_id)
    if elsewhere and not (mine or coordinates):
        await record.show_elsewhere(turn, case, telegram_id)
    if coordinates:
        await _whole(turn, case, telegram_id)


async def _whole(turn: Turn, case: Case, telegram_id: int) -> None:
    """Everything of a case, for a coordinator; that they looked stays in its history."""
    await note_act(turn.here, case.id, "viewed", turn.actor(telegram_id), turn.now)
    flow = turn.runtime.flows["intake"]
    told = labelled(reading_out.lines(flow, case.answers, turn.knowledge))
    slots = tuple(slot_phrase(turn.network, slot) for slot in case.slots.values())
    notes = await record.notes_of(turn, case)
    written = await letters.count(turn.here, case.id)
    said = [title(turn.network, case), slots, told, *notes, *record.letters_line(*written), await _history(turn, case)]
    rows = [row for role in case.slots for row in await coordinator_buttons(turn, case, role)]
    rows.append([NOTE.button("record.button.note", case.reference)])
    rows += record.letter_buttons(case, *written)
    if case.closed_at is not None:
        rows.append([AGAIN.button("person.reopen", case.reference)])
    if case.person_id is None:
        rows.append([DROP.button("drop.button", case.reference, "ask")])
    await turn.show(telegram_id, Screen(said, rows, PARTNER_LOCALE, protect=True), f"case:{case.reference}")


async def _history(turn: Turn, case: Case) -> Paragraph:
    acts = [act for act in await acts_of(turn.here, case.id) if act.kind != "viewed"]
    return (
        phrase("history.title"),
        *(
            phrase(
                "history.line.noted" if act.detail.get("by") else "history.line",
                date=turn.day(act.at),
                what=phrase(f"act.{act.kind}"),
                who=record.author_phrase(turn, act.actor),
            )
            for act in acts[-MOST_ACTS:]
        ),
    )


async def coordinator_buttons(turn: Turn, case: Case, role: str) -> list[list[Button]]:
    """What a coordinator can do with one slot: write down what its owner said, print the record, move it."""
    slot, about = case.slots[role], (case.reference, role)
    name = phrase(f"case.slot_title.{role}")
    far = slot.owner is not None and await channel_of(turn, slot.owner) != "telegram"
    noted = [
        FOR.button(f"behalf.{act}", *about, act, slot.version)
        for act, rule in ACTS.items()
        if far and rule.on_behalf and may(slot.status, act)
    ]
    read = [PDF.button("record.button.print", *about, slot=name)] if slot.owner is not None else []
    move = [MOVE.button("record.button.move", *about, slot=name)] if may(slot.status, Act.MOVE) else []
    rows = [*(noted[start : start + 2] for start in range(0, len(noted), 2)), [*read, *move]]
    return [row for row in rows if row]
