"""Reminders: a private word to whoever carries a slot that waits; one word for all of theirs, however many wait."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers import pace, record
from handlers.clocks import clock_of, date_of
from handlers.hours import soon
from handlers.reach import email_of, way_to
from handlers.screens import Paragraph, Payload, day, labelled, text_payloads
from handlers.turn import GROUP_LOCALE, Turn
from network.ladder import Clock, Rung
from network.phrase import Phrase, phrase
from storage import cases, due, inbox
from storage.cases import Case, Slot

KIND = "remind"
PAUSE = timedelta(seconds=30)
"""So long it waits for the other slots of the same owner; the coordination's digest, which waits less, goes first."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A slot on which a rung was noted, and its owner has not heard of it."""

    case: Case
    role: str
    clock: Clock
    rung: Rung

    @property
    def slot(self) -> Slot:
        """The slot as it is now."""
        return self.case.slots[self.role]

    @property
    def about(self) -> str:
        """The slot, as presses name it."""
        return f"{self.case.reference}|{self.role}"


async def request(turn: Turn, case: Case, role: str, clock: Clock, rung: Rung) -> None:
    """A rung was noted: whoever carries the slot hears in a moment."""
    await cases.set_reminder(turn.connection, case.id, role, f"{clock.value}_{rung.value}")
    await _come_back(turn, PAUSE)


async def _come_back(turn: Turn, wait: timedelta) -> None:
    await due.schedule_alone(turn.connection, turn.network_id, KIND, soon(turn, turn.now + wait), {})


async def words_are_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Everybody who carries something that waits hears of it, unless they have heard something else within the hour.

    While other dates wait to be worked, as after a downtime, there may be more to tell: it comes back.
    """
    if await inbox.dates_besides(turn.connection, turn.row.id):
        await _come_back(turn, PAUSE)
        return
    busy = False
    for owner, words in (await _unheard(turn)).items():
        way = await way_to(turn, owner)
        ear = turn.accounts[owner] if way == "telegram" else email_of(turn, owner)
        if way != "nobody" and not await pace.is_free(turn, ear):
            busy = True
            continue
        for word in words:
            await cases.set_reminder(turn.connection, word.case.id, word.role, None)
        if way == "telegram":
            await _write(turn, turn.accounts[owner], words)
        elif way == "mail":
            await _mail(turn, email_of(turn, owner), words)
    if busy:
        await _come_back(turn, pace.GAP + PAUSE)


async def _unheard(turn: Turn) -> dict[str, list[Word]]:
    """By owner, what was noted and still stands, the earliest date first; what does not is forgotten."""
    found: dict[str, list[Word]] = {}
    for reference, role, noted in await cases.reminders(turn.connection, turn.network_id):
        case = await cases.get(turn.connection, turn.network_id, reference)
        word = Word(case, role, *_read(noted))
        if case.rests(turn.now) or clock_of(word.slot) is not word.clock or word.slot.owner is None:
            await cases.set_reminder(turn.connection, case.id, role, None)
        else:
            found.setdefault(word.slot.owner, []).append(word)
    for words in found.values():
        words.sort(key=lambda word: (date_of(turn.network, word.slot) or turn.now, word.case.reference))
    return found


def _read(noted: str) -> tuple[Clock, Rung]:
    clock, rung = noted.split("_")
    return Clock(clock), Rung(rung)


# --- in private -------------------------------------------------------------------------------------------------------


async def _write(turn: Turn, account: int, words: list[Word]) -> None:
    """One slot has its own message, which loses its buttons when it goes to somebody else; several share a list."""
    if len(words) == 1:
        [word] = words
        payloads, name = text_payloads(GROUP_LOCALE, [_said(turn, word)]), f"remind:{word.case.reference}:{word.role}"
        rows = _buttons(word)
    else:
        shown = words[:MOST]
        lines: list[Paragraph] = [phrase("remind.several", count=len(words)), *(_said(turn, word) for word in shown)]
        if len(words) > MOST:
            lines.append(phrase("waiting.more", count=len(words) - MOST))
        payloads, name = text_payloads(GROUP_LOCALE, lines), f"reminders:{turn.row.id}"
        rows = [_row(word) for word in shown]
    payloads[-1]["reply_markup"] = {"inline_keyboard": rows}
    await turn.send(account, payloads, name)


def _said(turn: Turn, word: Word) -> Phrase:
    by = date_of(turn.network, word.slot)
    return phrase(
        f"remind.{word.clock.value}.{word.rung.value}",
        reference=word.case.reference,
        slot=phrase(f"case.slot.{word.role}"),
        by=day(GROUP_LOCALE, by, turn.network.network.timezone) if by else "",
    )


def _buttons(word: Word) -> list[list[Payload]]:
    if word.clock is Clock.CONTACT:
        passed = labelled(GROUP_LOCALE, "record.button.pass", f"pass|{word.about}")
        return [record.acts(word.case, word.role), [passed]]
    return [
        [labelled(GROUP_LOCALE, "proposal.take", f"take|{word.about}")],
        [labelled(GROUP_LOCALE, "proposal.pass", f"pass|{word.about}")],
    ]


def _row(word: Word) -> list[Payload]:
    reference = word.case.reference
    if word.clock is Clock.CONTACT:
        return [labelled(GROUP_LOCALE, "remind.button.open", f"open|{reference}", reference=reference)]
    return [
        labelled(GROUP_LOCALE, "remind.button.take", f"take|{word.about}", reference=reference),
        labelled(GROUP_LOCALE, "proposal.pass", f"pass|{word.about}"),
    ]


# --- by e-mail --------------------------------------------------------------------------------------------------------


async def _mail(turn: Turn, address: str, words: list[Word]) -> None:
    references = list(dict.fromkeys(word.case.reference for word in words))
    contact = turn.network.network.contact
    said: list[Paragraph] = [phrase("mail.remind.hello")]
    for clock in Clock:
        waiting = tuple(dict.fromkeys(word.case.reference for word in words if word.clock is clock))
        if waiting:
            said.append(phrase(f"mail.remind.{clock.value}", references=waiting))
    said.append(phrase("mail.remind.call", name=contact.name.fr, phone=contact.phone))
    if len(references) == 1:
        subject, about = phrase("mail.remind.subject", reference=references[0]), references[0]
    else:
        subject, about = phrase("mail.remind.subject.several", count=len(references)), None
    await turn.mail(address, subject, said, locale=GROUP_LOCALE, about=about)
