"""Opening: what an account may see of one case, in private only; that it was opened stays in its history."""

from __future__ import annotations

from dataclasses import replace

from conversations.engine import reading_out
from handlers.followup.verbs import AGAIN
from handlers.imports.verbs import FREE_ONE
from handlers.notes.verbs import NOTE
from handlers.privacy.verbs import DROP
from handlers.slots import candidates, proposals, record
from handlers.slots.card import card, slot_phrase, title
from handlers.slots.verbs import FOR, MOVE, PDF, TAKE
from handlers.turn.audience import channel_of
from handlers.turn.channels.by_mail import is_by_mail
from handlers.turn.screen import Button, Paragraph, Screen, labelled
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import ACTS, Act, may
from network.elsewhere import readers
from network.model import Referent
from network.phrase import phrase
from storage import cases, duplicates, letters
from storage.acts import LOOKED, OPENED, acts_of, note_act
from storage.cases import Case

MOST_ACTS = 12


async def open_case(turn: Turn, telegram_id: int, reference: str) -> None:
    """Send what an account may see of a case. Whether one of that reference exists is nobody else's business."""
    if not await shown(turn, telegram_id, reference):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=await turn.locale_of(telegram_id))


async def shown(turn: Turn, telegram_id: int, reference: str) -> bool:
    """Send what an account may see of a case; False where that is nothing."""
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
        return case is not None and referent is not None and await _card(turn, case, referent, telegram_id)
    if mine:
        await note_act(turn.here, case.id, OPENED, turn.actor(telegram_id), turn.now)
    for role, slot in mine.items():
        await (record.show if slot.held else proposals.show)(turn, case, role, telegram_id)
    if elsewhere and not (mine or coordinates):
        await record.show_elsewhere(turn, case, telegram_id)
    if coordinates:
        await _whole(turn, case, telegram_id)
    return True


def card_is_theirs(turn: Turn, case: Case) -> bool:
    """Whether a case has a card in the group that partners see, and goes on."""
    return not (candidates.is_private(turn, case) or case.silent or case.finished or case.closed_at or case.merged_into)


async def _card(turn: Turn, case: Case, referent: Referent, telegram_id: int) -> bool:
    """What the group sees of a case, in private, with what they may take of it; False where they do not fit it."""
    if not card_is_theirs(turn, case) or not await candidates.fitting(turn, [case], referent.id):
        return False
    await note_act(turn.here, case.id, OPENED, referent.id, turn.now)
    seen = card(turn.network, case)
    theirs = {f"{TAKE.name}|{case.reference}|{role}" for role in referent.roles}
    takes = [[button for button in row if button.data in theirs] for row in seen.rows]
    await turn.show(telegram_id, replace(seen, rows=takes), f"seen:{case.reference}")
    return True


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
    if case.silent:
        said.insert(1, phrase("import.is_silent"))
        rows.append([FREE_ONE.button("import.button.free_one", case.reference)])
    rows.append([NOTE.button("record.button.note", case.reference)])
    rows += [*record.letter_buttons(case, *written), record.helping(case), *await record.offers_for(turn, case)]
    if case.closed_at is not None:
        rows.append([AGAIN.button("person.reopen", case.reference)])
    if case.person_id is None:
        rows.append([DROP.button("drop.button", case.reference, "ask")])
    await turn.show(telegram_id, Screen(said, rows, PARTNER_LOCALE, protect=True), f"case:{case.reference}")


async def _history(turn: Turn, case: Case) -> Paragraph:
    acts = [act for act in await acts_of(turn.here, case.id) if act.kind not in LOOKED]
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
    by_phone = slot.owner is not None and await channel_of(turn, slot.owner) != "account"
    far = by_phone or is_by_mail(turn.accounts.get(slot.owner or "", 0))
    noted = [
        FOR.button(f"behalf.{act}", *about, act, slot.version)
        for act, rule in ACTS.items()
        if far and rule.on_behalf and may(slot.status, act)
    ]
    read = [PDF.button("record.button.print", *about, slot=name)] if slot.owner is not None else []
    move = [MOVE.button("record.button.move", *about, slot=name)] if may(slot.status, Act.MOVE) else []
    rows = [*(noted[start : start + 2] for start in range(0, len(noted), 2)), [*read, *move]]
    return [row for row in rows if row]
