"""Correspondence: the letters of a case for whoever works on it, a page at a time, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.letters import envelopes
from handlers.letters.verbs import LETTERS, PIECES
from handlers.slots import record
from handlers.turn.screen import Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.phrase import phrase
from storage import letters
from storage.acts import note_act
from storage.cases import Case
from storage.letters import Letter

OLDER = {verb.name: verb for verb in (LETTERS, PIECES)}
PAGE = {"letters": 15, "pieces": 10}


async def show(turn: Turn, telegram_id: int, case: Case, before: int = 0, *, what: str) -> None:
    """Send the newest letters of a case, or of them the files, as they are; those before the letter `before`."""
    reference = case.reference
    files = what == "pieces"
    found = await letters.of_case(turn.here, case.id, most=PAGE[what] + 1, before=before, files=files)
    more, shown = found[: -PAGE[what]], found[-PAGE[what] :]
    if turn.coordinates(telegram_id):
        await note_act(turn.here, case.id, "viewed", turn.actor(telegram_id), turn.now)
    if not shown:
        await turn.say(telegram_id, phrase("letter.none", reference=reference), locale=PARTNER_LOCALE)
    elif files:
        await send_files(turn, case, telegram_id, shown)
    else:
        await _send_lines(turn, case, telegram_id, shown)
    if more:
        before_that = OLDER[what].button("letter.button.before", reference, shown[0].id)
        title = phrase("letter.title", reference=reference)
        await turn.show(telegram_id, Screen([title], [[before_that]], PARTNER_LOCALE, protect=True), _name(case))


def _name(case: Case) -> str:
    return f"{envelopes.KIND}:{case.reference}:list"


async def _send_lines(turn: Turn, case: Case, telegram_id: int, shown: list[Letter]) -> None:
    said: list[Paragraph] = [phrase("letter.title", reference=case.reference)]
    for letter in shown:
        about = {"date": turn.day(letter.at), "author": record.author_phrase(turn, letter.author)}
        content = letter.content
        if content.kind == "text":
            said.append(phrase("letter.line", text=content.text, **about))
        else:
            what = phrase(f"letter.kind.{content.kind}")
            said.append(phrase("letter.line.file", kind=what, text=content.text or content.file_name or "", **about))
    await turn.say(telegram_id, *said, locale=PARTNER_LOCALE, protect=True, name=_name(case))


async def send_files(turn: Turn, case: Case, telegram_id: int, shown: Sequence[Letter]) -> None:
    """Send the files of some letters to somebody who works on their case."""
    for letter in shown:
        head = phrase(
            "letter.piece",
            reference=case.reference,
            date=turn.day(letter.at),
            author=record.author_phrase(turn, letter.author),
            kind=phrase(f"letter.kind.{letter.content.kind}"),
        )
        screens = envelopes.sealed(letter, head, locale=PARTNER_LOCALE, protect=True)
        await envelopes.put(turn, telegram_id, screens, envelopes.name_of(case.reference, letter))
