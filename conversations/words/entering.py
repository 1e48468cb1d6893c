"""Entering: what typed words give a field of an entry of the network, one function for each way it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from conversations.words import dates, hours
from conversations.words.addresses import address_in
from conversations.words.cleaning import fold
from conversations.words.contacts import phone_in, spaced
from conversations.words.hour_items import UnreadError
from network.entries import Entry
from network.fields import Ask, Field, Values, values
from network.gazetteer import Place, gazetteer
from network.model import Network, Territory
from network.organisations import siret_adds_up
from network.phrase import phrase

LINE, TEXT, HOURS = 120, 400, 255
"""How many characters the network's file takes."""
MOST_WORDS, MOST_DESKS = 30, 8
_ENGLISH = re.compile(r"\n\s*(?:en|anglais|english)\s*:\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"(?P<street>.*\S)[\s,]+(?P<code>\d{5})\s+(?P<town>\S.*)", re.DOTALL)
_SITE = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(/\S*)?")
_DESK = re.compile(r"(?P<name>[^:@\d]+?)\s*:\s*(?P<ways>.+)")
_PARTNERS = re.compile(r"\(\s*partenaires?\s*\)|\(\s*partners?\s*\)", re.IGNORECASE)
_RNA = re.compile(r"W\d{9}")
_COST_FREE = frozenset({"gratuit", "c est gratuit", "gratuitement", "free", "it is free"})


@dataclass(frozen=True, slots=True)
class Around:
    """What words are read in: the network, and which day it is there."""

    network: Network
    today: date


Reads = Callable[[str, Field, Entry | None, Around], Any]
"""What typed words give the one key of a field, or all of its keys; the entry is the one that is changed, None of one
that is to come.
"""


def read(text: str, field: Field, entry: Entry | None, around: Around) -> Values:
    """What a text gives a field. Raises `UnreadError`, which says why it gives nothing."""
    made = _READS[field.ask](text, field, entry, around)
    return made if field.parts else {field.name: made}


def is_read(field: Field) -> bool:
    """Whether typed words are read here; other fields are chosen among what the network knows."""
    return field.ask in _READS


def _unread(field: Field, **about: str | int) -> UnreadError:
    return UnreadError(phrase(f"managing.unread.{field.ask}", **about))


# --- words ------------------------------------------------------------------------------------------------------------


def _within(text: str, most: int) -> str:
    """The text on one line, where it says something and is not too long."""
    line = " ".join(text.split())
    if len(line) > most:
        raise UnreadError(phrase("refused.text_long", most=most, length=len(line)))
    if not any(c.isalnum() for c in line):
        raise UnreadError(phrase("managing.unread.words"))
    return line


def _line(text: str, _field: Field, _entry: Entry | None, _around: Around) -> str:
    return _within(text, LINE)


def _in_both(text: str, most: int) -> dict[str, str]:
    """A text in French; a line that begins with "en:" gives the English one."""
    french, *english = _ENGLISH.split(f"{text}\n", maxsplit=1)
    return {"fr": _within(french, most), "en": _within(english[0], most) if english else ""}


def _label(text: str, _field: Field, _entry: Entry | None, _around: Around) -> dict[str, str]:
    both = _in_both(text, LINE)
    return {**both, "en": both["en"] or both["fr"]}


def _heading(text: str, _field: Field, _entry: Entry | None, _around: Around) -> dict[str, str]:
    return _in_both(text, LINE)


def _wording(text: str, _field: Field, _entry: Entry | None, _around: Around) -> dict[str, str]:
    return _in_both(text, TEXT)


def _words(text: str, field: Field, _entry: Entry | None, _around: Around) -> list[str]:
    given = [_within(one, LINE) for one in re.split(r"[,;\n]", text) if one.strip()]
    if not 1 <= len(given) <= MOST_WORDS:
        raise _unread(field)
    return list(dict.fromkeys(given))


# --- ways to reach somebody -------------------------------------------------------------------------------------------


def _phone(text: str, _field: Field, _entry: Entry | None, _around: Around) -> str:
    heard = phone_in(text)
    if heard.value is None:
        raise UnreadError(heard.why or phrase("refused.phone_none"))
    return spaced(heard.value)


def _email(text: str, _field: Field, _entry: Entry | None, _around: Around) -> str:
    found = address_in(text)
    heard = found[1] if found is not None else None
    address = None if heard is None else heard.written or heard.value
    if address is None:
        raise UnreadError((heard and heard.why) or phrase("refused.email"))
    return address


def _site(text: str, field: Field, _entry: Entry | None, _around: Around) -> str:
    site = text.strip()
    site = site if "://" in site else f"https://{site}"
    if not _SITE.fullmatch(site) or len(site) > 200:
        raise _unread(field)
    return site


def _address(text: str, field: Field, _entry: Entry | None, around: Around) -> dict[str, str]:
    found = _ADDRESS.fullmatch(" ".join(text.split()))
    if found is None:
        raise _unread(field)
    code, town = found["code"], found["town"].strip(" .,")
    insee = _commune_at(code, town, around)
    if insee is None:
        raise UnreadError(phrase("managing.unread.town", town=town, code=code))
    street = _within(found["street"].rstrip(" ,"), LINE)
    return {"street": street, "more": "", "postal_code": code, "town": town, "insee": insee}


def _commune_at(code: str, town: str, around: Around) -> str | None:
    """The commune of a postal code that an address means: the one of that name, or the only one there is."""
    known = {c.insee: c.name for c, _ in around.network.commune_by_insee.values() if code in c.postal_codes}
    known |= {place.insee: place.name for place in gazetteer().coded(code)}
    named = [insee for insee, name in known.items() if fold(name) == fold(town)]
    return (named or list(known))[0] if named or len(known) == 1 else None


def _desks(text: str, field: Field, _entry: Entry | None, _around: Around) -> list[dict[str, Any]]:
    lines = [line for line in text.splitlines() if line.strip()]
    found = [_DESK.fullmatch(line.strip()) for line in lines]
    if not 1 <= len(found) <= MOST_DESKS:
        raise _unread(field)
    return [_desk(field, one) for one in found]


def _desk(field: Field, found: re.Match[str] | None) -> dict[str, Any]:
    """A line such as "Accueil : 01 99 00 00 00, accueil@example.org"."""
    if found is None:
        raise _unread(field)
    ways = _PARTNERS.sub(" ", found["ways"])
    address, phone = address_in(ways), phone_in(ways)
    email = (address[1].written or address[1].value or "") if address is not None else ""
    if phone.value is None and not email:
        raise _unread(field)
    number = spaced(phone.value) if phone.value else ""
    public = not _PARTNERS.search(found["ways"])
    name = {"fr": _within(found["name"], LINE), "en": ""}
    return {"name": name, "phone": number, "email": email, "public": public}


# --- when -------------------------------------------------------------------------------------------------------------


def _hours(text: str, field: Field, entry: Entry | None, _around: Around) -> Values:
    """Hours, and the free line where the words say one; else the one that stands beside them stays."""
    told = hours.read(text)
    osm = told.hours.osm if told.hours is not None else ""
    if len(osm) > HOURS:
        raise UnreadError(phrase("managing.unread.hours_long"))
    stands = values(entry, field)["hours_note"] if entry is not None else None
    return {"hours": osm, "hours_note": {"fr": _within(told.note, TEXT), "en": ""} if told.note else stands}


def _closed(text: str, field: Field, _entry: Entry | None, around: Around) -> list[dict[str, str]]:
    return [_days(field, part, around) for part in re.split(r"[;\n,]", text) if part.strip()]


def _days(field: Field, text: str, around: Around) -> dict[str, str]:
    named, today = dates.read(text), around.today
    first = dates.first_day(named[0], today, named[1] if len(named) > 1 else None) if named else None
    last = dates.last_day(named[1], first, today) if first is not None and len(named) > 1 else first
    if first is None or last is None or last < first:
        raise _unread(field, part=" ".join(text.split()))
    return {"first": first.isoformat(), "last": last.isoformat()}


# --- what is official, what it costs ----------------------------------------------------------------------------------


def _siret(text: str, field: Field, _entry: Entry | None, _around: Around) -> str:
    digits = re.sub(r"\D", "", text)
    if len(digits) != 14 or not siret_adds_up(digits):
        raise _unread(field)
    return digits


def _rna(text: str, field: Field, _entry: Entry | None, _around: Around) -> str:
    number = re.sub(r"\s", "", text).upper()
    if not _RNA.fullmatch(number):
        raise _unread(field)
    return number


def _cost(text: str, _field: Field, _entry: Entry | None, _around: Around) -> Values:
    if fold(text) in _COST_FREE:
        return {"free": True, "cost": None}
    return {"free": fold(text).startswith("gratuit") or None, "cost": _in_both(text, TEXT)}


# --- communes ---------------------------------------------------------------------------------------------------------


def _communes(text: str, field: Field, entry: Entry | None, around: Around) -> list[dict[str, Any]]:
    """The communes of a territory with one more, or without one that it has."""
    if not isinstance(entry, Territory):
        raise _unread(field, town=text)
    there: list[dict[str, Any]] = values(entry, field)[field.name]
    leaves = [one for one in there if fold(one["name"]) == fold(text) or one["insee"] == text.strip()]
    if leaves:
        if len(there) == 1:
            raise UnreadError(phrase("managing.unread.communes_last"))
        return [one for one in there if one not in leaves]
    place = _place(text, field)
    elsewhere = around.network.commune_by_insee.get(place.insee)
    if elsewhere is not None:
        other = elsewhere[1]
        raise UnreadError(phrase("managing.unread.communes_elsewhere", commune=place.name, territory=other.name))
    return [*there, _entry_of(place)]


def _place(text: str, field: Field) -> Place:
    known = gazetteer()
    named = known.named("".join(fold(text).split())) or ([one] if (one := known.get(text.strip())) else ())
    near = [place for place in named if place.near and place.point is not None and not place.former]
    if len(near) != 1:
        raise _unread(field, town=text.strip()[:LINE])
    return near[0]


def _entry_of(place: Place) -> dict[str, Any]:
    latitude, longitude = place.point or (0.0, 0.0)
    return {
        "insee": place.insee,
        "name": place.name,
        "postal_codes": list(place.postal_codes),
        "population": place.population,
        "latitude": latitude,
        "longitude": longitude,
        "aliases": [],
    }


_READS: Mapping[Ask, Reads] = {
    Ask.LINE: _line,
    Ask.LABEL: _label,
    Ask.HEADING: _heading,
    Ask.WORDING: _wording,
    Ask.WORDS: _words,
    Ask.PHONE: _phone,
    Ask.EMAIL: _email,
    Ask.SITE: _site,
    Ask.ADDRESS: _address,
    Ask.HOURS: _hours,
    Ask.CLOSED: _closed,
    Ask.DESKS: _desks,
    Ask.COST: _cost,
    Ask.SIRET: _siret,
    Ask.RNA: _rna,
    Ask.COMMUNES: _communes,
}
BUILT_KEYS = {"managing.unread.{}": ("words", "site", "address", "desks", "closed", "siret", "rna", "communes")}
