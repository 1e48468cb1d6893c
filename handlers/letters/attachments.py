"""Pieces: files that the person of a case sends, and what is asked before they join it: to which case they belong, and,
once, whether it is understood which papers do not belong here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.letters.verbs import PIECE
from handlers.turn.screen import Screen, verbatim
from handlers.turn.turn import Turn
from network.phrase import phrase
from storage import cases, letters, members
from storage.durable import due, once
from storage.letters import PERSON, Content

KIND = "letter:waiting"
KEPT = timedelta(days=7)
"""How long a piece waits for its person's word before it is let go."""
TOGETHER = timedelta(minutes=2)
"""What comes within this time of the piece before it is asked about together with it."""
PAPERS = frozenset({"photo", "document"})
CASE, WORD = "case", "word"
"""What a piece waits for: see `storage.letters.Letter`."""


def name_of(chat_id: int) -> str:
    """The logical name of the question about what waits in a chat."""
    return f"pieces:{chat_id}"


def understood(telegram_id: int, reference: str) -> str:
    """What is remembered (`storage.durable.once`) of somebody who has read which papers do not belong to a case."""
    return f"papers:{telegram_id}:{reference}"


async def needs_word(turn: Turn, telegram_id: int, reference: str, content: Content) -> bool:
    """Whether somebody has yet to read it before this joins their case."""
    return content.kind in PAPERS and not await once.marked(turn.connection, understood(telegram_id, reference))


async def ask_word(turn: Turn, telegram_id: int, locale: str, reference: str) -> None:
    """Say which papers do not belong here, before the first piece is passed on."""
    await turn.show(telegram_id, replace(word(locale), about=(reference,)), name_of(telegram_id))
    await _expire(turn, telegram_id)


def word(locale: str) -> Screen:
    """Which papers do not belong here, and the two answers."""
    rows = [[PIECE.button("piece.understood", WORD, "yes")], [PIECE.button("piece.drop", WORD, "no")]]
    return Screen([phrase("piece.word")], rows, locale)


async def offer(turn: Turn, telegram_id: int, locale: str, content: Content, message_id: int) -> None:
    """Somebody who has a case sent something out of the blue: does it belong to it?"""
    references = await members.references_of(turn.here, telegram_id)
    case = await cases.get(turn.here, references[-1])
    before = await letters.waiting(turn.here, telegram_id, CASE)
    await letters.add(
        turn.here, case.id, PERSON, telegram_id, message_id, content, turn.now, waits_for=CASE
    )  # fmt: skip
    if before and turn.now - before[-1].at < TOGETHER:
        await show_waiting(turn, telegram_id, CASE)
        return
    await turn.show(telegram_id, await _offered(turn, telegram_id, locale), name_of(telegram_id))
    await _expire(turn, telegram_id)


async def show_waiting(turn: Turn, telegram_id: int, waits_for: str) -> None:
    """The question says how many pieces wait for its answer."""
    if waits_for == CASE:
        asked = await _offered(turn, telegram_id, await turn.locale_of(telegram_id))
        await turn.edit(telegram_id, asked, name_of(telegram_id))


async def _offered(turn: Turn, telegram_id: int, locale: str) -> Screen:
    references = await members.references_of(turn.here, telegram_id)
    count = len(await letters.waiting(turn.here, telegram_id, CASE))
    no = [PIECE.button("piece.no", CASE, "no")]
    if len(references) == 1:
        asked = phrase("piece.offer", count=count, reference=references[0])
        return Screen([asked], [[PIECE.button("piece.yes", CASE, references[0])], no], locale)
    rows = [[PIECE.button(verbatim(reference), CASE, reference)] for reference in references]
    return Screen([phrase("piece.offer.which", count=count)], [*rows, no], locale)


async def _expire(turn: Turn, telegram_id: int) -> None:
    await due.schedule(turn.here, KIND, telegram_id, turn.now + KEPT, {})
