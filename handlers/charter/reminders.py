"""Reminders: a private word to whoever carries a slot that waits; one word for all of theirs, however many wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from handlers.charter.noted import noted
from handlers.slots import record
from handlers.slots.card import day_expected, expected_by
from handlers.slots.verbs import CONTACTED, OPEN, PASS, TAKE
from handlers.turn import quiet
from handlers.turn.audience import channel_of, email_of
from handlers.turn.quiet import soon
from handlers.turn.screen import Button, Paragraph, Rows, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.ladder import Clock, Rung
from network.phrase import Param, Phrase, phrase
from network.slots import Slot
from storage import cases, slots
from storage.acts import Act, acts_of_kind
from storage.cases import Case
from storage.durable import due

KIND = "remind"
YES = "contacted_yes"
"""The act of a person who says that they were called."""
RUNG = "rung"
"""The kind of date that a rung of a ladder comes as."""
PAUSE = timedelta(seconds=30)
"""So long it waits for the other slots of the same owner; the coordination's digest, which waits less, goes first."""
MOST = 20


@dataclass(frozen=True, slots=True)
class Word:
    """A slot that waits, and the rung of its ladder that was noted."""

    case: Case
    role: str
    clock: Clock
    rung: Rung

    @property
    def slot(self) -> Slot:
        """The slot as it is now."""
        return self.case.slots[self.role]

    @property
    def reference(self) -> str:
        """That of its case."""
        return self.case.reference

    @property
    def about(self) -> tuple[str, str]:
        """The slot, as buttons name it."""
        return self.reference, self.role


async def request(turn: Turn, case: Case, role: str, rung: str) -> None:
    """A rung was noted, as ``take_late``: whoever carries the slot hears in a moment."""
    await slots.set_reminder(turn.here, case.id, role, rung)
    await _come_back(turn, PAUSE)


async def _come_back(turn: Turn, wait: timedelta) -> None:
    await due.schedule(turn.here, KIND, 0, soon(turn, turn.now + wait), {})


async def words_are_due(turn: Turn, _expects: Mapping[str, Any]) -> None:
    """Everybody who carries something that waits hears of it, unless they have heard something else within the hour.

    While other rungs wait to be worked, as after a downtime, there is more to tell: it comes back.
    """
    if await quiet.others_first(turn, kind=RUNG):
        await _come_back(turn, PAUSE)
        return
    busy = False
    for owner, words in (await _unheard(turn)).items():
        way = await channel_of(turn, owner)
        account = turn.accounts.get(owner)
        if way == "phone" or await quiet.may_interrupt(turn, turn.accounts[owner] if way == "account" else owner):
            await _tell(turn, owner, way, words)
        elif account in turn.coordinators():
            left = [word for word in words if word.rung is Rung.NUDGE]
            await _heard(turn, [word for word in words if word not in left])  # their own digest has just named it
            busy |= bool(left)
        else:
            busy = True
    if busy:
        await _come_back(turn, quiet.GAP + PAUSE)


async def _tell(turn: Turn, owner: str, way: str, words: list[Word]) -> None:
    await _heard(turn, words)
    if way == "account":
        await _write(turn, turn.accounts[owner], words)
    elif way == "mail":
        await _mail(turn, owner, words)


async def _heard(turn: Turn, words: Sequence[Word]) -> None:
    await slots.heard(turn.here, [(word.case.id, word.role) for word in words])


async def _unheard(turn: Turn) -> dict[str, list[Word]]:
    """By owner, what was noted and still stands; what does not is forgotten."""
    found: dict[str, list[Word]] = {}
    over: list[tuple[int, str]] = []
    reminded = await cases.reminded(turn.here)
    said_yes = await acts_of_kind(turn.here, [case.id for case in reminded], YES)
    unheard = [(case, role, slot) for case in reminded for role, slot in case.slots.items() if slot.reminder]
    for case, role, slot in unheard:
        clock = slot.clock if not case.rests(turn.now) else None
        word = _word(clock, case, role, (slot.reminder,)) if clock is not None and slot.reminder else None
        if word is not None and slot.owner is not None and not _says_yes(case, role, said_yes):
            found.setdefault(slot.owner, []).append(word)
        else:
            over.append((case.id, role))
    await slots.heard(turn.here, over)
    return {owner: _in_order(turn, words) for owner, words in found.items()}


def _word(clock: Clock, case: Case, role: str, kinds: Container[str]) -> Word | None:
    """What there is to say of a slot that waits for `clock`, of which acts of these `kinds` were noted."""
    rung = next((rung for rung in (Rung.LATE, Rung.NUDGE) if f"{clock.value}_{rung.value}" in kinds), None)
    return Word(case, role, clock, rung) if rung is not None else None


def _in_order(turn: Turn, words: list[Word]) -> list[Word]:
    """The earliest date first."""
    return sorted(words, key=lambda word: (expected_by(turn.network, word.slot) or turn.now, word.reference, word.role))


async def says_yes(turn: Turn, case: Case, role: str) -> bool:
    """Whether the person has said that whoever follows them now has called."""
    return _says_yes(case, role, await acts_of_kind(turn.here, [case.id], YES))


def _says_yes(case: Case, role: str, said_yes: Sequence[Act]) -> bool:
    began = case.slots[role].clock_began
    return began is not None and any(a.case_id == case.id and a.role == role and a.at > began for a in said_yes)


# --- in private -------------------------------------------------------------------------------------------------------


async def _write(turn: Turn, account: int, words: list[Word]) -> None:
    """One slot has its own message; several share a list."""
    if len(words) == 1:
        [word] = words
        await turn.show(
            account, Screen([_said(turn, word)], _rows(word), PARTNER_LOCALE, at_once=True), _name(*word.about)
        )
    else:
        await turn.show(account, _list(turn, words), _list_name(account))


def _name(reference: str, role: str) -> str:
    return f"remind:{reference}:{role}"


def _list_name(account: int) -> str:
    return f"reminders:{account}"


async def settle(turn: Turn, reference: str, role: str, owner: str) -> None:
    """A slot waits for its `owner` no more: what reminds them of it in their chat says so, or names what is left."""
    account = turn.accounts.get(owner)
    if account is None:
        return
    over = Screen([phrase("remind.over", reference=reference)], locale=PARTNER_LOCALE)
    await turn.redraw(account, over, _name(reference, role))
    if await turn.was_sent(account, _list_name(account)):
        known = [_word(clock, case, role, kinds) for case, role, clock, kinds in await noted(turn, owner)]
        words = _in_order(turn, [word for word in known if word is not None and word.slot.owner == owner])
        all_over = Screen([phrase("remind.all_over")], locale=PARTNER_LOCALE)
        await turn.edit(account, _list(turn, words) if words else all_over, _list_name(account))


def _list(turn: Turn, words: list[Word]) -> Screen:
    shown, twice = words[:MOST], Counter(word.reference for word in words)
    said: list[Paragraph] = [phrase("remind.several", count=len(twice)), *(_said(turn, word) for word in shown)]
    if rest := tuple(dict.fromkeys(word.reference for word in words[MOST:])):
        said.append(phrase("remind.also", references=rest))
    return Screen(said, [_row(word, named=twice[word.reference] > 1) for word in shown], PARTNER_LOCALE, at_once=True)


def _said(turn: Turn, word: Word) -> Phrase:
    return phrase(
        f"remind.{word.clock.value}.{word.rung.value}",
        reference=word.reference,
        slot=phrase(f"case.slot.{word.role}"),
        by=day_expected(turn.network, word.slot),
    )


def _rows(word: Word) -> Rows:
    if word.clock is Clock.CONTACT:
        return [record.acts(word.case, word.role), [PASS.button("record.button.pass", *word.about)]]
    return [[TAKE.button("proposal.take", *word.about)], [PASS.button("proposal.pass", *word.about)]]


def _row(word: Word, *, named: bool) -> list[Button]:
    """`named`: the slot too, since the other one of the case stands there as well."""
    which: Param = word.reference
    if named:
        which = phrase("remind.which", reference=word.reference, slot=phrase(f"case.slot.{word.role}"))
    if word.clock is Clock.CONTACT:
        return [
            CONTACTED.button("remind.button.contacted", *word.about, which=which),
            OPEN.button("remind.button.open", word.reference),
        ]
    return [
        TAKE.button("remind.button.take", *word.about, which=which),
        PASS.button("proposal.pass", *word.about),
    ]


# --- by e-mail --------------------------------------------------------------------------------------------------------


async def _mail(turn: Turn, owner: str, words: list[Word]) -> None:
    """A letter with references and dates, and nothing of the people; an organisation's address may be shared."""
    references = list(dict.fromkeys(word.reference for word in words))
    network, referent = turn.network.identity, turn.network.referent_by_id[owner]
    said: list[Paragraph] = [
        phrase("mail.remind.hello", referent=referent.name.in_(PARTNER_LOCALE)),
        *(_said(turn, word) for word in words),
        phrase("mail.remind.call", name=network.contact.name.fr, phone=network.contact.phone),
    ]
    subject = phrase("mail.remind.subject", network=network.name, count=len(references))
    about = references[0] if len(references) == 1 else None
    await turn.mail(email_of(turn, owner), subject, said, locale=PARTNER_LOCALE, about=about)
