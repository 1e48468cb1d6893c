"""Cases as tables, as figures choose them: to the coordination with who the people are, where it asks for that; to
anybody else, and where nothing personal is asked for, without names, words, communes and days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from handlers.exports.case_columns import ASKED, ASKED_BARE, CASE, CASE_BARE, DEFINED, PERSON, Asked, Told
from handlers.exports.made import Cells, Made, book, table, word
from handlers.statistics.counting import HOME, Ask, looked_at
from handlers.turn.turn import PARTNER_LOCALE, Turn
from network.acts import Act
from network.figures import periods
from network.figures.counts import Wanted
from network.figures.definitions import definitions
from network.project import Project
from network.slots import PassReason
from reports.tables import As, Column, Table
from storage import case_tables
from storage.case_tables import Deed, Found, Place

NAME = "export.what.cases"


# --- gathered ---------------------------------------------------------------------------------------------------------


async def made(turn: Turn, account: int, expects: Mapping[str, Any]) -> Made:
    """The cases as somebody may have them: `expects` says of which period and which part, and whether with names."""
    wanted = await seen_by(turn, account, expects)
    return await taken_out(turn, wanted, personal=turn.coordinates(account) and bool(expects["personal"]))


async def seen_by(turn: Turn, account: int, expects: Mapping[str, Any]) -> Wanted:
    """What of the cases that are asked for somebody may have."""
    period = periods.read(str(expects["period"])) or periods.ALL
    ask = Ask(HOME, period, str(expects["place"]), str(expects["sector"]), str(expects["whose"]))
    return (await looked_at(turn, account, ask)).wanted


async def taken_out(turn: Turn, wanted: Wanted, *, personal: bool) -> Made:
    """The cases of which figures would count as many."""
    found = await case_tables.found(turn.here, wanted, turn.network.identity.timezone, personal=personal)
    told = _told(turn, found, wanted)
    asked = [one for case in told for one in case.asked]
    tables = [_table("cases", CASE if personal else CASE_BARE, told)]
    tables += [_table("asked", ASKED if personal else ASKED_BARE, asked)]
    tables += [_table("people", PERSON, _people(told))] if personal else []
    named = tuple(one.line.id for one in told) if personal else ()
    return Made(book(turn, NAME, *tables, _definitions()), personal, named, wanted)


def _told(turn: Turn, found: Found, wanted: Wanted) -> list[Told]:
    """Each case with whoever was asked; of others than those whose figures these are nothing is told."""
    places, deeds = defaultdict[int, list[Place]](list), defaultdict[int, list[Deed]](list)
    for place in found.places:
        places[place.case_id].append(place)
    for deed in found.deeds:
        deeds[deed.case_id].append(deed)
    cases = []
    for number, line in enumerate(found.cases, 1):
        open_to_read = line.answers is not None and line.discretion != "confidential"
        case = Told(turn, number, line, Project.of(line.answers) if open_to_read and line.answers else None, [])
        some = _asked(case, places[line.id], deeds[line.id])
        case.asked.extend(one for one in some if wanted.carriers is None or one.referent in wanted.carriers)
        cases.append(case)
    return cases


def _asked(case: Told, places: Sequence[Place], deeds: Sequence[Deed]) -> Iterable[Asked]:
    """Whoever is proposed, has taken it, or did something about it."""
    did, reasons = defaultdict[tuple[str, str], dict[str, datetime]](dict), dict[tuple[str, str], str | None]()
    for deed in deeds:
        if deed.actor in case.turn.network.known_referents:
            did[deed.role, deed.actor].setdefault(deed.kind, deed.at)
            if deed.kind == Act.PASS:
                reasons[deed.role, deed.actor] = deed.reason or PassReason.OTHER
    theirs = {(one.role, who): one.status for one in places if (who := one.taken_by or one.referent_id) is not None}
    for key in sorted({*did, *theirs}):
        yield Asked(case, *key, theirs.get(key), did.get(key, {}), reasons.get(key))


def _people(told: Sequence[Told]) -> list[list[Told]]:
    """The cases of each person; somebody without an account is known by the case alone. A confidential one stands by
    itself, so that no other says whose it is.
    """
    of_each = defaultdict[tuple[str, int], list[Told]](list)
    for case in told:
        line = case.line
        alone = line.person_id is None or line.discretion == "confidential"
        of_each["case" if alone else "person", line.id if alone else line.person_id or 0].append(case)
    return list(of_each.values())


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(name: str, columns: Cells, lines: Sequence[Any]) -> Table:
    return table(word(f"export.cases.sheet.{name}"), columns, _column, lines)


def _column(title: str, kind: As) -> Column:
    return Column(word(f"export.cases.column.{title}"), kind, word(f"export.cases.explained.{title}"))


def _definitions() -> Table:
    """What each figure means, as /stats says it."""
    page = definitions()
    rows = tuple(
        (word(f"stats.block.{one.block}"), one.title.in_(PARTNER_LOCALE), one.means.in_(PARTNER_LOCALE))
        for one in page.figures
    )
    columns = tuple(_column(title, As.TEXT) for title in DEFINED)
    return Table(word("export.cases.sheet.defined"), columns, rows)
