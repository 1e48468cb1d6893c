"""Organisations: what a line says of a partner."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType

from network import hours
from network.gazetteer import gazetteer
from network.imports import values
from network.imports.ground import Ground
from network.imports.lines import Line
from network.imports.rows import OrganisationRow
from network.imports.values import WrongError
from network.imports.workbook import Cell
from network.organisations import Address, Organisation, siret_adds_up
from network.text import plain

LONGEST_NAME, LONGEST_ID, LONGEST_TEXT, LONGEST_SITE = 120, 40, 400, 200
_RNA = re.compile(r"W\d{9}")
_SITE = re.compile(r"(?:https?://)?[^\s/@]+\.[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        plain(way): kind
        for kind, ways in {
            "CCI": "cci | chambre de commerce | chambre de commerce et d'industrie | chamber of commerce",
            "CMA": "cma | chambre de métiers | chambre des métiers | chambre de métiers et de l'artisanat",
            "CHAMBRE_AGRICULTURE": "chambre d'agriculture | installation agricole | chamber of agriculture",
            "TERRITORIAL": "communauté de communes | communauté d'agglomération | parc naturel | intercommunalité",
            "OFFICE_TOURISME": "office de tourisme | tourisme | tourist office",
            "CREATION": "boutique de gestion | création d'entreprise | couveuse | business creation",
            "CREATION_SOLIDAIRE": "finance solidaire | économie solidaire | microcrédit",
            "FINANCE": "finance | financement | financeur | banque | plate-forme d'initiative locale | bank",
            "EMPLOI": "emploi | mission locale | maison de l'emploi | france travail | employment",
            "INSTITUTIONAL": "département | conseil départemental | région | conseil régional | état | préfecture "
            "| institution | institutionnel | agence régionale",
            "LIFE_PROJECT": "habitat | logement | familles rurales | famille | projet de vie | housing",
        }.items()
        for way in ways.split("|")
    }
)
"""What people call the kinds of partner."""


def row_of(line: Line, ground: Ground) -> OrganisationRow | None:
    """The organisation of a line; None where a fault keeps it out."""
    name = line.text("name")
    if not name:
        line.lacks("imports.fault.no_name", "name")
    if len(name) > LONGEST_NAME:
        line.read("name", _too_long)
    siret = line.read("siret", _siret) or ""
    known = _known(ground, name, siret)
    kinds = line.read("kind", lambda cell: _kinds(cell, ground), stops=False) or _kinds_of(name)
    if not kinds and known is None:
        line.lacks("imports.fault.no_kind", "kind")
    if known is None and ground.left(ground.network.archive.organisations, name, siret):
        line.lacks("imports.fault.archived")
    opening = line.text("hours")
    row = OrganisationRow(
        line=line.number,
        id=known.id if known else slug(name),
        name=name,
        known=known is not None,
        kinds=kinds,
        phone=next(iter(line.read_all("phone", values.phones)), ""),
        email=next(iter(line.read_all("email", values.emails)), ""),
        site=line.read("site", _site) or "",
        siret=siret,
        rna=line.read("rna", _rna) or "",
        address=_address(line),
        hours=_osm(opening),
        hours_note="" if _osm(opening) else opening[:LONGEST_TEXT],
        description=line.text("description")[:LONGEST_TEXT],
    )
    return None if line.stopped else row


def slug(name: str) -> str:
    """A name as an id: "Office de tourisme du Sancy" is "office-de-tourisme-du-sancy"."""
    return "-".join(plain(name).split())[:LONGEST_ID].strip("-")


def _known(ground: Ground, name: str, siret: str) -> Organisation | None:
    same = (one for one in ground.network.organisations if siret and one.siret == siret)
    return next(same, None) or (ground.organisation(name) if name else None)


def _too_long(cell: Cell) -> None:
    raise WrongError("imports.fault.long", most=LONGEST_NAME)


def _siret(cell: Cell) -> str:
    digits = re.sub(r"[\s.\-]", "", values.said(cell))
    if not re.fullmatch(r"\d{14}", digits):
        raise WrongError("imports.fault.siret", digits=len(re.sub(r"\D", "", digits)))
    if not siret_adds_up(digits):
        raise WrongError("imports.fault.siret_sum")
    return digits


def _rna(cell: Cell) -> str:
    written = re.sub(r"\s", "", values.said(cell)).upper()
    if not _RNA.fullmatch(written):
        raise WrongError("imports.fault.rna")
    return written


def _site(cell: Cell) -> str:
    written = values.said(cell)
    if not _SITE.fullmatch(written) or len(written) > LONGEST_SITE - len("https://"):
        raise WrongError("imports.fault.site")
    return written if written.lower().startswith("http") else f"https://{written}"


def _kinds(cell: Cell, ground: Ground) -> tuple[str, ...]:
    said = values.said(cell)
    own = {kind for sector in ground.network.sectors for kind in sector.lead_kinds} | {
        kind for one in ground.network.organisations for kind in one.kinds
    }
    if said.upper().replace(" ", "_") in own:
        return (said.upper().replace(" ", "_"),)
    found = values.meant(said, _KINDS)
    if found is None:
        raise WrongError("imports.fault.kind")
    return (found,)


def _kinds_of(name: str) -> tuple[str, ...]:
    found = values.meant(name, _KINDS)
    return (found,) if found else ()


def _osm(said: str) -> str:
    with suppress(hours.HoursError):
        return hours.read(said).osm if said else ""
    return ""


def _address(line: Line) -> Address | None:
    """The whole address, where its town is known by its postal code; else it is noted what lacks."""
    street, town = line.text("street"), line.text("town")
    code = line.read("postal_code", _postal) or ""
    if not street:
        return None
    there = gazetteer().coded(code) if code else ()
    named = [place for place in there if plain(place.name) == plain(town)] or list(there)
    if not town or len(named) != 1:
        column, cell = next(line.of("street"))
        line.wrong(column, cell, "imports.fault.address", stops=False)
        return None
    return Address(street=street[:LONGEST_NAME], postal_code=code, town=town[:LONGEST_NAME], insee=named[0].insee)


def _postal(cell: Cell) -> str:
    code = re.sub(r"\s", "", values.said(cell))
    if not re.fullmatch(r"\d{4,5}", code):
        raise WrongError("imports.fault.postal")
    return code.zfill(5)
