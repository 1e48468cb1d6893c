"""Old cases: what a line says of somebody and of their project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TypeVar

from network.calendar import kept_until
from network.entries import Nature
from network.imports import values
from network.imports.case_words import NATURES, NEEDS, STATES
from network.imports.ground import Ground
from network.imports.lines import Line
from network.imports.rows import NOBODY, CaseRow, Named, State, Where
from network.imports.values import WrongError
from network.imports.workbook import Cell
from network.model import Role
from network.organisations import Need
from network.text import plain

T = TypeVar("T")

LONGEST_NAME, LONGEST_WORDS = 80, 4_000
_MOST_ADULTS = 9
_ADULTS = re.compile(r"(\d{1,2}) (?:adulte|adult|pers|grande personne)")
_COUPLE = frozenset({"couple", "conjoint", "conjointe", "maries", "pacses"})
_ALONE = frozenset({"seul", "seule", "celibataire", "solo", "alone", "single"})


def row_of(line: Line, ground: Ground) -> CaseRow | date | None:
    """The case of a line; the day of its last exchange where it is kept no longer, so that nothing else of it is read;
    None where a fault keeps it out.
    """
    met = line.read("met_on", lambda cell: values.day(cell, ground.today))
    last = line.read("last_exchange", lambda cell: values.day(cell, ground.today))
    if met is not None and last is not None and last == met.replace(day=1):
        last = met  # of the last exchange no more than the month was written
    spoken = last or met
    if spoken is not None and not line.stopped and _over(spoken, ground):
        return max(spoken, met or spoken)
    if met is None and last is None:
        line.lacks("imports.fault.no_date", "met_on", "last_exchange")
    elif met is not None and last is not None and last < met:
        column, cell = next(line.of("last_exchange"))
        line.wrong(column, cell, "imports.fault.order", (("met_on", met),))
    row = CaseRow(
        line=line.number,
        name=_name(line),
        met_on=met or last or ground.today,
        phones=line.read_all("phone", values.phones),
        email=_email(line),
        place=_place(line, ground),
        project=line.text("project")[:LONGEST_WORDS],
        natures=line.read_all("nature", _natures, stops=False),
        sectors=line.read_all("sector", lambda cell: ground.sectors(values.said(cell)), stops=False),
        household=_household(line),
        needs=line.read_all("needs", _needs, stops=False),
        last_exchange=last,
        technical=_follower(line, ground, Role.TECHNICAL),
        territorial=_follower(line, ground, Role.TERRITORIAL),
        state=line.read("state", _state) or State.OPEN,
        source=line.text("source")[:LONGEST_NAME],
    )
    if not row.name:
        line.lacks("imports.fault.no_name", "name", "first_name", "last_name")
    if not row.phones and not row.email:
        line.lacks("imports.fault.no_contact", "phone", "email")
    if line.stopped:
        return None
    return _completed(row, line, ground)


def _completed(row: CaseRow, line: Line, ground: Ground) -> CaseRow:
    sectors = row.sectors or ground.sectors_told(row.project)
    return replace(row, sectors=sectors, notes=line.left()[:LONGEST_WORDS])


def _over(spoken: date, ground: Ground) -> bool:
    """Whether a case that was last spoken of on that day would be erased by now."""
    then, now = (datetime.combine(day, time(), UTC) for day in (spoken, ground.today))
    return kept_until(then, ground.network.identity.privacy_months) <= now


def _name(line: Line) -> str:
    whole = line.text("name") or " ".join(filter(None, (line.text("first_name"), line.text("last_name"))))
    if whole and not any(char.isalpha() for char in whole):
        column, cell = next(found for field in ("name", "last_name", "first_name") for found in line.of(field))
        line.wrong(column, cell, "imports.fault.name")
    if len(whole) > LONGEST_NAME:
        line.notes.append(whole)
    return whole[:LONGEST_NAME]


def _email(line: Line) -> str:
    """The first address; further ones are noted."""
    first, *others = line.read_all("email", values.emails) or ("",)
    line.notes.extend(others)
    return first


def _place(line: Line, ground: Ground) -> Where:
    """The commune, told apart by its postal code; the territory, or the code alone, where no commune is said."""
    code = line.read("postal_code", _postal) or ""
    if line.stands("commune"):
        return line.read("commune", lambda cell: _found(ground, values.said(cell), code)) or Where()
    if line.stands("territory"):
        return line.read("territory", lambda cell: _territory(ground, values.said(cell))) or Where()
    return line.read("postal_code", lambda cell: ground.where(_postal(cell))) or Where() if code else Where()


def _territory(ground: Ground, said: str) -> Where:
    return Where("territory", territory=ground.territory(said), said=said)


def _found(ground: Ground, said: str, code: str) -> Where:
    """A name alone where its postal code, which people mistype, leads nowhere."""
    try:
        return replace(ground.where(f"{said} {code}".strip()), said=said)
    except WrongError:
        return ground.where(said)


def _postal(cell: Cell) -> str:
    """A code whose first 0 a spreadsheet has dropped gets it back."""
    code = re.sub(r"\s", "", values.said(cell))
    if not re.fullmatch(r"\d{4,5}", code):
        raise WrongError("imports.fault.postal")
    return code.zfill(5)


def _natures(cell: Cell) -> tuple[Nature, ...]:
    return _each(values.said(cell), NATURES, "imports.fault.nature")


def _needs(cell: Cell) -> tuple[Need, ...]:
    return _each(values.said(cell), NEEDS, "imports.fault.need")


def _each(said: str, ways: Mapping[str, T], key: str) -> tuple[T, ...]:
    """What the parts of a cell stand for. Raises `WrongError` where one of them is not known."""
    whole = ways.get(plain(said))
    found = [whole] if whole is not None else [values.meant(part, ways) for part in values.parts(said)]
    known = tuple(dict.fromkeys(one for one in found if one is not None))
    if not known or None in found:
        raise WrongError(key)
    return known


def _state(cell: Cell) -> State:
    found = values.meant(values.said(cell), STATES)
    if found is None:
        raise WrongError("imports.fault.state")
    return found


def _household(line: Line) -> tuple[tuple[str, int], ...]:
    """The adults, as far as they are said; ages of children are not, and stay in the notes."""
    adults = line.read("adults", values.number)
    for field in ("household", "children"):
        for column, cell in line.of(field):
            line.note(column, cell)
            said = plain(values.said(cell))
            if field == "household" and adults is None:
                adults = _adults(said)
    return (("adults", adults),) if adults is not None and 1 <= adults <= _MOST_ADULTS else ()


def _adults(said: str) -> int | None:
    if counted := _ADULTS.search(said):
        return int(counted[1])
    words = set(said.split())
    return 2 if words & _COUPLE else 1 if words & _ALONE else None


def _follower(line: Line, ground: Ground, role: Role) -> Named:
    field = "technical" if role is Role.TECHNICAL else "territorial"
    found = line.read(field, lambda cell: ground.follower(values.said(cell), role), stops=False, noted=False)
    return found or Named(said=line.text(field)) if line.text(field) else NOBODY
