"""Offers of a file: they go in at once, wait in one list until somebody looks at each, and may be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from handlers.imports import telling
from handlers.imports.verbs import BACK, LOOKS, OFFERED
from handlers.lists.listing import PAGE
from handlers.offers import said
from handlers.offers.verbs import LOOK
from handlers.turn import pages
from handlers.turn.screen import Button, Paragraph, Screen
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.calendar import deadline
from network.energy import kept_from_public
from network.imports.offer_rows import Contact, OfferRow, key_of
from network.imports.rows import Reading, Sort
from network.offers import LOOKED_AT_WITHIN
from network.phrase import Param, Phrase, phrase
from storage import imported_offers, imports, offers, owners
from storage.durable import due
from storage.imported_offers import Counts, New
from storage.imports import File
from storage.offers import Kept

KIND = "imports:looks"


# --- they go in -------------------------------------------------------------------------------------------------------


async def standing(turn: Turn) -> frozenset[str]:
    """By what the offers are known that stand already, wherever they came from."""
    return frozenset(key_of(one.said) for one in await offers.standing(turn.here))


async def bring_in(turn: Turn, file: File, rows: Sequence[OfferRow], marks: Mapping[str, str], actor: str) -> None:
    """All of them, each of whom its line names; `marks` are what the lines are known by."""
    whose: dict[Contact, int] = {}
    for row in rows:
        if row.contact not in whose:
            whose[row.contact] = await _owner(turn, row.contact)
    new = [
        New(row.line, marks[row.keys[0]], whose[row.contact], _said_at(turn, row), _told(row))
        for row in rows
    ]  # fmt: skip
    await imported_offers.bring_in(turn.here, file.id, actor, new)
    await _expect(turn, file.id)


def _said_at(turn: Turn, row: OfferRow) -> datetime:
    return turn.now if row.said_on is None else min(turn.now, datetime.combine(row.said_on, time(12), UTC))


def _told(row: OfferRow) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "what": row.what,
        "words": row.words,
        "sectors": list(row.sectors),
        "commune": row.commune,
        "audience": row.audience,
        "confidential": row.confidential,
        "facts": dict(row.facts),
    }


async def _owner(turn: Turn, contact: Contact) -> int:
    """Whoever is asked about an offer: who is reached at that address already, or whom the line names."""
    if contact.email and (known := [one for one in await owners.at(turn.here, contact.email) if not one.unknown]):
        return known[0].id
    if contact.phone or contact.email:
        return await owners.of_contact(turn.here, contact.name, contact.phone, contact.email)
    referent = turn.network.referent_by_id.get(contact.referent)
    if referent is not None:
        return await owners.of_actor(turn.here, referent.id, referent.name.fr)
    return await owners.of_actor(turn.here, "coordinator", turn.network.identity.contact.name.fr)


def beforehand(turn: Turn, reading: Reading) -> list[Paragraph]:
    """What is said of a list of offers before it goes in."""
    rows = list(reading.offers())
    said_first: list[Paragraph] = []
    for key, count in (
        ("import.offers.ours", sum(row.contact == Contact() for row in rows)),
        ("import.offers.kept", sum(kept_from_public(row.offer, turn.today) is not None for row in rows)),
        ("import.offers.secret", sum(row.confidential for row in rows)),
    ):
        said_first += [phrase(key, count=count)] if count else []
    columns = [one for one in reading.columns.columns if one.sample]
    if pictured := tuple(one.letter for one in columns if one.field == "picture"):
        said_first.append(phrase("import.offers.pictures", letters=pictured))
    if aside := tuple(one.header or one.letter for one in columns if one.field in ("", "notes")):
        said_first.append(phrase("import.offers.aside", headers=aside[:12]))
    return said_first


# --- they wait --------------------------------------------------------------------------------------------------------


async def open_(turn: Turn) -> list[tuple[File, Counts]]:
    """The files of which offers wait to be looked at, the newest first."""
    found = [
        (file, await imported_offers.counts(turn.here, file.id))
        for file in await imports.gone_in(turn.here, Sort.OFFERS)
    ]
    return [(file, count) for file, count in found if count.waiting]


def line(turn: Turn, file: File, count: Counts) -> Paragraph:
    """How a file stands, in a line."""
    named: dict[str, Param] = {"date": telling.taken_over_on(turn, file), "source": file.source}
    if not count.waiting:
        return phrase("import.offers.done", count=count.offers, **named)
    return phrase("import.offers.batch", count=count.offers, waiting=count.waiting, **named)


def leads_to(turn: Turn, file: File) -> Button:
    """The button that opens what came of a file."""
    return OFFERED.button("import.button.offers", "offers", file.id, date=telling.taken_over_on(turn, file))


def _name(number: int) -> str:
    return f"imported offers:{number}"


async def show(turn: Turn, chat_id: int, number: int) -> None:
    """What came of a file, and what can be done with it."""
    if (file := await imports.find(turn.here, number)) is not None:
        await turn.show(chat_id, await _screen(turn, file), _name(number))


async def _screen(turn: Turn, file: File) -> Screen:
    count = await imported_offers.counts(turn.here, file.id)
    rows = []
    if count.waiting:
        rows.append([LOOKS.button("import.button.offers.list", "looks", file.id, 0, count=count.waiting)])
        rows.append([OFFERED.button("import.button.offers.back", "back", file.id, count=count.waiting)])
    return Screen([line(turn, file, count)], rows, PARTNER_LOCALE)


async def press(turn: Turn, account: int, what: str, file: File) -> None:
    """[Offres du …], or [Retirer les …], which is asked once more."""
    count = (await imported_offers.counts(turn.here, file.id)).waiting
    if what == "back" and count:
        rows = [[BACK.button("import.button.offers.back_yes", "back_all", file.id, count=count)]]
        rows.append([OFFERED.button("import.button.free_no", "offers", file.id)])
        asked = Screen([phrase("import.offers.back.ask", count=count)], rows, PARTNER_LOCALE)
        await turn.edit(account, asked, _name(file.id))
    elif what == "offers":
        await turn.show(account, await _screen(turn, file), _name(file.id))
    else:
        turn.answer(phrase("press.over"))


async def take_back(turn: Turn, account: int, _what: str, file: File) -> None:
    """[Oui, retirer les …]: what nobody has looked at goes."""
    count = await imported_offers.take_back(turn.here, file.id)
    turn.answer(phrase("import.offers.back.done", count=count) if count else phrase("press.over"))
    await turn.edit(account, await _screen(turn, file), _name(file.id))


async def page(turn: Turn, account: int, _what: str, file: File, number: int) -> None:
    """A page of those that wait, each with what shows it whole."""
    found = await imported_offers.waiting(turn.here, file.id)
    if not found:
        turn.answer(phrase("import.offers.none"))
        return
    there = pages.at(found, number, PAGE)
    held = await offers.these(turn.here, there.shown)
    shown = [held[one] for one in there.shown if one in held]
    told: list[Paragraph] = [(phrase("import.offers.list", count=len(found)), *there.which)]
    told.append(tuple(_line(turn, one) for one in shown))
    rows = [[LOOK.button("import.button.offers.look", one.id, number=one.id)] for one in shown]
    rows += there.turns(LOOKS, "looks", file.id)
    await turn.show(account, Screen(told, rows, PARTNER_LOCALE, protect=True), f"{_name(file.id)}:list")


def _line(turn: Turn, one: Kept) -> Phrase:
    what = said.title(turn, one.said, known=True)
    day = turn.day(one.posted_at)
    if day < turn.today:
        return phrase("import.offers.line.said", number=one.id, what=what, day=day)
    return phrase("import.offers.line", number=one.id, what=what)


async def _expect(turn: Turn, number: int) -> None:
    by = deadline(turn.now, LOOKED_AT_WITHIN, turn.network.identity.timezone)
    await due.schedule(turn.here, KIND, 0, by, {"import": number})


async def looks_are_late(turn: Turn, expects: Mapping[str, Any]) -> None:
    """The coordination is told how many still wait, in one message, every two working days until none does."""
    number = int(expects["import"])
    if (await imported_offers.counts(turn.here, number)).waiting:
        for account in turn.coordinators():
            await show(turn, account, number)
        await _expect(turn, number)
