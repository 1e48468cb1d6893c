"""Notes on a case: who may write and read them, and how one is told to whoever else works on the case."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.slots import record
from handlers.turn.rights import works_on
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import cases, notes
from storage.acts import note_act

FLOW = "note"


async def hand_in(turn: Turn, telegram_id: int, _locale: str, form: Submit) -> None:
    """Keep a note and tell it to the others who work on the case, never to its author."""
    reference, text = form.about, form.answers["text"]
    case = await cases.load(turn.here, reference)
    if case is None or not works_on(turn, telegram_id, case):
        await turn.say(telegram_id, phrase("case.not_yours"), locale=PARTNER_LOCALE)
        return
    author = turn.actor(telegram_id)
    note = await notes.add(turn.here, case.id, author, text, turn.now)
    await note_act(turn.here, case.id, "note", author, turn.now, {"note": note})
    await turn.say(telegram_id, phrase("notes.kept", reference=reference), locale=PARTNER_LOCALE)
    said = phrase("notes.told", reference=reference, author=record.author_phrase(turn, author), text=text)
    holders = {turn.accounts.get(slot.taken_by or "") for slot in case.slots.values() if slot.held}
    for account in sorted(holder for holder in holders if holder is not None and holder != telegram_id):
        await turn.say(account, said, locale=PARTNER_LOCALE, protect=True, name=f"note:{reference}:{note}")
