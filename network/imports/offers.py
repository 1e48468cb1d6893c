"""Offers: what a line says of what is free, or sought, by the rules that /offre has."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, TypeVar

from network.imports import offer_words, values
from network.imports.ground import Ground
from network.imports.lines import Line
from network.imports.offer_rows import Contact, OfferRow
from network.imports.values import WrongError
from network.imports.workbook import Cell
from network.market.search import of_trade
from network.offers import PARTS, Audience, Kind, Part, completed
from network.text import plain

T = TypeVar("T")

LONGEST_TITLE, LONGEST_WORDS, LONGEST_NAME, LONGEST_LINK = 80, 4_000, 80, 300
TITLED = (Kind.TAKEOVER, Kind.JOB, Kind.SERVICE, Kind.CLOSING)
"""What nobody could tell from the next without a title."""
_AHEAD = timedelta(days=3650)
_HECTARE = 10_000
_UNITS = re.compile(
    r"m\s?(?:²|2)(?!\d)|euros?\b|eur\b|€|hc\b|cc\b|ht\b|/|(?:par|per)\s+(?:mois|month|an)\b|mois\b", re.I
)
_GROUPED = re.compile(r"(?<=\d)[\s.'](?=\d{3}(?!\d))")
_ONE_NUMBER = re.compile(r"\D*?(\d+(?:[.,]\d+)?)\D*")
_LINK = re.compile(r"(?:https?://)?[\w.-]+\.[a-z]{2,}(?:[/?#]\S*)?", re.I)
_APOSTROPHE = re.compile(r"^'(?=[=+\-@])")
"""What our own texts put before a cell that would else be taken for a formula."""

_MOST: Mapping[str, int] = MappingProxyType(
    {"surface": 100_000_000, "price": 100_000_000, "rent": 50_000, "rooms": 50, "jobs": 1_000, "cost_least": 100_000,
     "cost_most": 100_000, "cost_year": 2100}
)  # fmt: skip
_OF_PART: Mapping[Part, tuple[str, ...]] = MappingProxyType(
    {
        Part.SIZE: ("surface", "rooms"),
        Part.MONEY: ("tenure", "price", "rent"),
        Part.STATE: ("state", "accessible", "flat"),
        Part.SINCE: ("free_since", "why", "aid"),
        Part.ENERGY: ("energy", "climate", "cost", "cost_year"),
        Part.JOB: ("link", "ends_on"),
        Part.END: ("ends_on", "jobs"),
        Part.PICTURES: (),
        Part.WHO: (),
    }
)


def row_of(line: Line, ground: Ground) -> OfferRow | None:
    """The offer of a line; None where a fault keeps it out."""
    kind = line.read("offered", _kind)
    if kind is None:
        line.lacks("imports.fault.no_offered", "offered")
    commune = _commune(line, ground)
    what, words = _told(line, kind)
    quiet = line.read("quiet", _either, stops=True) or False
    if quiet and kind is not None and kind is not Kind.TAKEOVER:
        column, cell = next(line.of("quiet"))
        line.wrong(column, cell, "imports.fault.quiet")
    audience = line.read("audience", lambda cell: _one(cell, offer_words.AUDIENCES, "imports.fault.audience"))
    facts = _facts(line, ground, kind) if kind is not None else {}
    contact = _contact(line, ground)
    if line.stopped or kind is None:
        return None
    if not (what or words or {"surface", "price", "rent"} & facts.keys()):
        line.lacks("imports.fault.no_words", "what", "words")
        return None
    return OfferRow(
        line=line.number,
        kind=kind,
        commune=commune,
        what=what,
        words=words,
        sectors=ground.sectors_offered(of_trade(kind, what, words)),
        audience=Audience.PARTNERS if kind is Kind.CLOSING else audience or Audience.PUBLIC,
        confidential=quiet,
        facts=tuple(facts.items()),
        contact=contact,
        said_on=line.read("said_on", lambda cell: values.day(cell, ground.today), stops=False),
    )


def _told(line: Line, kind: Kind | None) -> tuple[str, str]:
    """Title and sentence. Of what needs a title a short sentence is one."""
    what, words = (_APOSTROPHE.sub("", line.text(field)) for field in ("what", "words"))
    for field, said, most in (("what", what, LONGEST_TITLE), ("words", words, LONGEST_WORDS)):
        if len(said) > most:
            column, cell = next(line.of(field))
            line.wrong(column, cell, "imports.fault.text_long", (("most", most),))
    if kind in TITLED and not what:
        if len(words) <= LONGEST_TITLE and words:
            return words, ""
        line.lacks("imports.fault.no_what", "what")
    return what, words


def _kind(cell: Cell) -> Kind:
    return _one(cell, offer_words.KINDS, "imports.fault.offered")


def _one(cell: Cell, ways: Mapping[str, T], key: str) -> T:
    found = values.meant(values.said(cell), ways)
    if found is None:
        raise WrongError(key)
    return found


def _either(cell: Cell) -> bool:
    return _one(cell, offer_words.ANSWERS, "imports.fault.either")


def _flat(cell: Cell) -> bool:
    return _one(cell, {**offer_words.ANSWERS, **offer_words.FLATS}, "imports.fault.either")


# --- where ------------------------------------------------------------------------------------------------------------


def _commune(line: Line, ground: Ground) -> str:
    """The code of a commune of the network; empty where a fault says what is wrong."""
    code = next((values.said(cell) for _, cell in line.of("postal_code")), "")
    if not line.stands("place"):
        line.lacks("imports.fault.no_place", "place")
        return ""
    return line.read("place", lambda cell: _found(ground, values.said(cell), code)) or ""


def _found(ground: Ground, said: str, code: str) -> str:
    try:
        where = ground.where(f"{said} {code}".strip())
    except WrongError:
        where = ground.where(said)
    if where.kind != "commune" or where.commune not in ground.network.commune_by_insee:
        raise WrongError("imports.fault.not_here", name=ground.network.identity.name)
    return where.commune


# --- facts ------------------------------------------------------------------------------------------------------------


def _facts(line: Line, ground: Ground, kind: Kind) -> dict[str, Any]:
    """What is told besides, as it is kept: what makes no sense of that kind is not looked at."""
    known = {name for part in PARTS[kind] for name in _OF_PART[part]} | ({"jobs"} if kind is Kind.TAKEOVER else set())
    told: dict[str, Any] = {name: read(line, ground) for name, read in _READ.items() if name in known}
    told = {name: value for name, value in told.items() if value not in (None, "")}
    if kind in (Kind.PREMISES, Kind.HOUSING) and not line.has("tenure"):
        if "rent" in told:
            told["tenure"] = "rent"
        elif "price" in told:
            told["tenure"] = "sale"
    return completed(kind, {}, told)


def _number(name: str) -> Callable[[Line, Ground], int | None]:
    return lambda line, _: line.read(name, lambda cell: whole(cell, _MOST[name]), stops=False)


def whole(cell: Cell, most: int) -> int:
    """The one number that a cell says, rounded; hectares as square metres. Raises `WrongError` where it says several,
    none, or one that cannot be.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = float(cell)
    else:
        said = _GROUPED.sub("", " ".join(_UNITS.sub(" ", values.shown(cell)).split()))
        match = _ONE_NUMBER.fullmatch(said)
        if match is None:
            raise WrongError("imports.fault.number")
        found = float(match[1].replace(",", ".")) * (_HECTARE if re.search(r"\d\s*ha\b", said, re.I) else 1)
    if not math.isfinite(found) or not 1 <= round(found) <= most:
        raise WrongError("imports.fault.number")
    return round(found)


def _choice(name: str, ways: Mapping[str, T], key: str) -> Callable[[Line, Ground], T | None]:
    return lambda line, _: line.read(name, lambda cell: _one(cell, ways, key), stops=False)


def _words(name: str, most: int) -> Callable[[Line, Ground], str]:
    return lambda line, _: _APOSTROPHE.sub("", line.text(name))[:most]


def _link(cell: Cell) -> str:
    said = values.said(cell)
    if not _LINK.fullmatch(said) or len(said) > LONGEST_LINK:
        raise WrongError("imports.fault.site")
    return said


def _ends_on(line: Line, ground: Ground) -> str | None:
    """A day that is still to come, as most are."""
    far = line.read("ends_on", lambda cell: values.day(cell, ground.today + _AHEAD), stops=False)
    return far.isoformat() if far is not None else None


def _cost(line: Line, ground: Ground) -> list[int] | None:
    least, most = (_number(name)(line, ground) for name in ("cost_least", "cost_most"))
    if least is None and most is None:
        return None
    first, last = least or most or 0, most or least or 0
    return sorted([first, last])


_READ: Mapping[str, Callable[[Line, Ground], Any]] = MappingProxyType(
    {
        **{name: _number(name) for name in ("surface", "rooms", "price", "rent", "jobs", "cost_year")},
        "tenure": _choice("tenure", offer_words.TENURES, "imports.fault.tenure"),
        "state": _choice("condition", offer_words.STATES, "imports.fault.condition"),
        "accessible": lambda line, _: line.read("accessible", _either, stops=False),
        "flat": lambda line, _: line.read("flat", _flat, stops=False),
        "energy": _choice("energy", offer_words.CLASSES, "imports.fault.class"),
        "climate": _choice("climate", offer_words.CLASSES, "imports.fault.class"),
        "cost": _cost,
        **{name: _words(name, most) for name, most in {"free_since": 60, "why": 200, "aid": 200}.items()},
        "link": lambda line, _: line.read("link", _link, stops=False),
        "ends_on": _ends_on,
    }
)


# --- whom to call -----------------------------------------------------------------------------------------------------


def _contact(line: Line, ground: Ground) -> Contact:
    """Whoever is asked about it: nobody is the coordination, and somebody without a number is a referent."""
    name = line.text("name") or " ".join(filter(None, (line.text("first_name"), line.text("last_name"))))
    phone = next(iter(line.read_all("phone", values.phones)), "")
    email = next(iter(line.read_all("email", values.emails)), "")
    if phone or email:
        return Contact(name[:LONGEST_NAME] or email or phone, phone, email)
    if not name or plain(name) == plain(ground.network.identity.contact.name.fr):
        return Contact()
    referent = ground.referent(name)
    if referent is None:
        line.lacks("imports.fault.no_way", "phone", "email")
        return Contact()
    return Contact(name[:LONGEST_NAME], referent=referent.id)
