"""Ready to hand over? What the program sees of that, and as questions what it cannot see: who holds each."""

from __future__ import annotations

from conversations.engine.effects import Submit
from handlers.charter import digest
from handlers.confirmations import standing as entries
from handlers.handover.verbs import HOLDER, Question
from handlers.lists import waiting
from handlers.partners import coordination
from handlers.signatures import standing
from handlers.turn import forms
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import Phrase, phrase
from network.slots import Status
from storage import confirmations, correspondents, handover

FLOW = "holder"
MOST_NAMED = 5

BUILT_KEYS = {"handover.question.{}": Question, "handover.button.{}": Question}


async def show(turn: Turn, telegram_id: int) -> None:
    """In one message what is seen, in a second one the questions, with a button for each."""
    await turn.say(telegram_id, phrase("handover.ready"), tuple(await _seen(turn)), locale=PARTNER_LOCALE)
    await turn.show(telegram_id, await _questions(turn), f"handover questions:{telegram_id}")


async def _seen(turn: Turn) -> list[Phrase]:
    late = len(await digest.late(turn, {}))
    waits = await waiting.waiting(turn, 0, "")
    basket = sum(one.slot.status == Status.COORDINATOR for entry in waits for one in entry.slots)
    organisations, referents = turn.network.organisations, turn.network.referents
    unsigned = tuple(one.name for one in standing.missing(turn, await standing.signed(turn)))
    signed, bound = len(organisations) - len(unsigned), sum(r.id in turn.accounts for r in referents)
    names = coordination.names(turn)
    lines = [
        phrase("handover.seen.two" if len(names) > 1 else "handover.seen.alone", names=names),
        phrase("handover.seen.late", count=late) if late else phrase("handover.seen.late.none"),
        phrase("handover.seen.basket", count=basket) if basket else phrase("handover.seen.basket.none"),
        phrase("handover.seen.charter", signed=signed, of=len(organisations)),
    ]
    if unsigned and signed:
        more = len(unsigned) - MOST_NAMED
        lines.append(phrase("handover.seen.unsigned", names=unsigned[:MOST_NAMED]))
        lines += [phrase("waiting.more", count=more)] if more > 0 else []
    spoken = {one.organisation for one in await correspondents.everybody(turn.here) if one.since is not None}
    lines.append(phrase("handover.seen.correspondents", count=len(spoken), of=len(organisations)))
    lines.append(entries.counted(turn, await confirmations.every(turn.here)))
    return [*lines, phrase("handover.seen.bound", bound=bound, of=len(referents))]


async def _questions(turn: Turn) -> Screen:
    known = await handover.holders(turn.here)
    lines: list[Phrase] = []
    for question in Question:
        asked = phrase(f"handover.question.{question}")
        if question in known:
            holder, at = known[question]
            lines.append(phrase("handover.holder", question=asked, holder=holder, date=turn.day(at)))
        else:
            lines.append(phrase("handover.holder.unknown", question=asked))
    said: list[Paragraph] = [phrase("handover.questions"), tuple(lines)]
    rows = [[HOLDER.button(f"handover.button.{question}", "holder", question)] for question in Question]
    return Screen(said, rows, PARTNER_LOCALE)


async def ask(turn: Turn, telegram_id: int, _what: str, question: str) -> None:
    """A coordinator says who holds something."""
    await turn.say(telegram_id, phrase(f"handover.question.{question}"), locale=PARTNER_LOCALE)
    await forms.begin(turn, telegram_id, PARTNER_LOCALE, FLOW, question, pressed=True)


async def hand_in(turn: Turn, telegram_id: int, locale: str, form: Submit) -> None:
    """Who holds it is kept, with who said so and when."""
    if not turn.coordinates(telegram_id):
        await turn.say(telegram_id, phrase("refused.not_coordinator"), locale=locale)
        return
    holder = str(form.answers["name"])
    await handover.note_holder(turn.here, form.about, holder, turn.actor(telegram_id), turn.now)
    await turn.show(telegram_id, await _questions(turn), f"handover questions:{telegram_id}")
