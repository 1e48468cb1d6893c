"""/chercher and /dossier: what somebody may see is found, ranked and counted; nothing else is looked at.

A referent finds the cases that they follow with all that is searched for. Those that are proposed to them, and those
with a card that they fit, they find by what the card shows: its number, nature, sector and territory.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conversations.words.catalogue import locales
from handlers.finding.verbs import FOUND
from handlers.lists import called, listing, mine
from handlers.lists.listing import PAGE
from handlers.slots import opening
from handlers.slots.opening import card_is_theirs
from handlers.turn import pages
from handlers.turn.audience import named as names_of
from handlers.turn.screen import Paragraph, Screen, plain
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network import finding, sounds
from network.finding import SECTOR, TERRITORY, Meant, Wanted
from network.model import Nature, Referent
from network.phrase import Phrase, phrase
from network.slots import CLOSED, Slot, Status
from network.text import words
from storage import cases
from storage import finding as stored
from storage.cases import Case
from storage.open_slots import OpenSlot

BUILT_KEYS = {"find.{}": [status for status in Status if status not in CLOSED], "nature.{}": Nature}
KIND = "found"
NATURE = "nature:"


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found; `card`: its finder sees of it what its card shows."""

    case_id: int
    card: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What was looked for, as it goes with a button, and what was found, the likeliest first."""

    typed: str
    wanted: Wanted
    hits: tuple[Hit, ...]


# --- commands and pages -----------------------------------------------------------------------------------------------


async def found(turn: Turn, account: int, argument: str) -> Result:
    """What somebody finds of what they may see."""
    typed = " ".join(words(argument))[: finding.LONGEST].strip()
    wanted = finding.read(typed, turn.network.identity.reference_prefix)
    if wanted.nothing:
        return Result(typed, wanted, ())
    meant = [turn.knowledge.names.meant(key) for key in wanted.keys]
    referent = turn.referent_of(account)
    if turn.coordinates(account):
        return Result(typed, wanted, await _told(turn, wanted, meant))
    if referent is None:
        return Result(typed, wanted, ())
    held = await _told(turn, wanted, meant, referent.id)
    cards = await _cards(turn, wanted, meant, referent)
    known = {hit.case_id for hit in held}
    return Result(typed, wanted, (*held, *(hit for hit in cards if hit.case_id not in known)))


async def search(turn: Turn, chat_id: int, _locale: str, _argument: str, result: Result) -> None:
    """/chercher: a case that is called by its number is opened, others are listed."""
    wanted = result.wanted
    if wanted.nothing:
        await turn.say(chat_id, phrase("find.how"), locale=PARTNER_LOCALE)
    elif wanted.only_reference and not wanted.digits and await opening.shown(turn, chat_id, _reference(turn, wanted)):
        return
    elif not result.hits:
        await turn.say(
            chat_id, phrase("find.nothing.all" if turn.coordinates(chat_id) else "find.nothing"), locale=PARTNER_LOCALE
        )
    else:
        await listing.show(turn, chat_id, *await _page(turn, chat_id, result, 0))


def _reference(turn: Turn, wanted: Wanted) -> str:
    return f"{turn.network.identity.reference_prefix}-{wanted.number:04d}"


async def named(turn: Turn, account: int, argument: str) -> Result | list[OpenSlot]:
    """What /dossier shows: one’s own cases where nothing is named, else what is found."""
    return await found(turn, account, argument) if argument else await mine.carried(turn, account, "")


async def case(turn: Turn, chat_id: int, locale: str, argument: str, read: Result | list[OpenSlot]) -> None:
    """/dossier: the case of that number, or the same search."""
    if isinstance(read, list):
        await mine.mine(turn, chat_id, locale, argument, read)
    elif read.wanted.only_reference and not read.hits:
        await opening.open_case(turn, chat_id, _reference(turn, read.wanted))
    else:
        await search(turn, chat_id, locale, argument, read)


async def page(turn: Turn, chat_id: int, number: int, typed: str) -> None:
    """Another page of the same search, as all of it is now."""
    result = await found(turn, chat_id, typed)
    if result.hits:
        await listing.turn_page(turn, chat_id, *await _page(turn, chat_id, result, number))
    else:
        turn.answer(phrase("find.over"))


async def _page(turn: Turn, account: int, result: Result, number: int) -> tuple[Screen, str, list[int]]:
    """One page: the screen, what such a list is called, the cases it names."""
    there = pages.at(result.hits, number, PAGE)
    held = await cases.these(turn.here, [hit.case_id for hit in there.shown])
    shown = [hit for hit in there.shown if hit.case_id in held]
    title = phrase("find.title.all" if turn.coordinates(account) else "find.title", count=len(result.hits))
    said: list[Paragraph] = [(title, *there.which)]
    said += [_case(turn, held[hit.case_id], card=hit.card) for hit in shown]
    rows = [[called.opens(held[hit.case_id], named=not hit.card)] for hit in shown]
    rows += there.turns(FOUND, behind=[result.typed])
    return Screen(said, rows, PARTNER_LOCALE, protect=True), KIND, [hit.case_id for hit in shown]


def _case(turn: Turn, of: Case, *, card: bool) -> tuple[Phrase, ...]:
    who = called.as_card(turn.network, of) if card else called.person(turn.network, of)
    if of.silent:
        return who, phrase("import.is_silent.short")
    going_on = [slot for slot in of.slots.values() if slot.status not in CLOSED and of.closed_at is None]
    return (who, *(_state(turn, slot) for slot in going_on)) if going_on else (who, phrase("find.finished"))


def _state(turn: Turn, slot: Slot) -> Phrase:
    said = phrase(f"case.slot_title.{slot.role}")
    return phrase(f"find.{slot.status}", slot=said, **names_of(turn.network, slot.owner))


# --- what is found ----------------------------------------------------------------------------------------------------


async def _told(turn: Turn, wanted: Wanted, meant: Sequence[Meant], held_by: str | None = None) -> tuple[Hit, ...]:
    """By all that is searched for; wrong letters are forgiven where nothing is found as it is written."""
    for errors in (False, True):
        rows = await stored.among(turn.here, wanted, meant, turn.now, held_by, errors=errors)
        if ranked := finding.ranked(rows, wanted, meant):
            return tuple(Hit(row.id) for row in ranked)
    return ()


async def _cards(turn: Turn, wanted: Wanted, meant: Sequence[Meant], referent: Referent) -> list[Hit]:
    """By what a card shows, the newest first: neither a name nor a telephone, and not when somebody was heard of."""
    if wanted.silent is not None or (wanted.digits and wanted.number is None):
        return []
    options = [_on_a_card(turn, word, codes) for word, codes in zip(wanted.words, meant, strict=True)]
    if not all(options):
        return []
    some = await stored.cards(turn.here, wanted, options, referent.id)
    fitting = [of for of in some if all(choices & _codes(of) for choices in options)]
    return [Hit(of.id, card=True) for of in sorted(fitting, key=lambda of: -of.id) if _sees(turn, of, referent)]


def _sees(turn: Turn, of: Case, referent: Referent) -> bool:
    """Whether a case is proposed to a referent, or has a card, and they have not reoriented it."""
    slots = of.slots.values()
    passed = any(referent.id in slot.passed for slot in slots)
    return any(_is_asked(slot, referent) for slot in slots) or (card_is_theirs(turn, of) and not passed)


def _is_asked(slot: Slot, referent: Referent) -> bool:
    return slot.owner == referent.id and not slot.held


def _on_a_card(turn: Turn, word: str, meant: Meant) -> frozenset[str]:
    """What a word may name of what stands on a card."""
    named = {code for code in meant if code.startswith((TERRITORY, SECTOR))}
    sectors = {f"{SECTOR}{sector}" for sector in turn.knowledge.sectors.find(word)}
    return frozenset(named | sectors | {f"{NATURE}{nature}" for nature in Nature if _is_called(nature, word)})


def _is_called(nature: Nature, word: str) -> bool:
    labels: Iterable[str] = (plain(locale, phrase(f"nature.{nature}")) for locale in locales())
    key = sounds.key(word)
    return any(sounds.likeness(key, sounds.key(one)) >= _SURE for label in labels for one in words(label))


_SURE = 0.7


def _codes(of: Case) -> set[str]:
    project = of.project
    return {
        f"{TERRITORY}{project.territory}",
        *(f"{SECTOR}{sector}" for sector in project.sectors),
        *(f"{NATURE}{nature}" for nature in project.natures),
    }
