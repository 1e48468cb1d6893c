"""Referents: what a line says of somebody who takes cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar

from network.entries import Nature
from network.imports import values
from network.imports.case_words import NATURES
from network.imports.ground import Ground
from network.imports.lines import Line
from network.imports.organisations import LONGEST_NAME, slug
from network.imports.rows import ReferentRow
from network.imports.values import WrongError
from network.imports.workbook import Cell
from network.model import Role
from network.text import plain

T = TypeVar("T")

_ROLES: Mapping[str, Role] = MappingProxyType(
    {
        plain(way): role
        for role, ways in {
            Role.TECHNICAL: "technique | technical | conseiller | conseillère | adviser | expert | experte",
            Role.TERRITORIAL: "territorial | territoriale | territoire | accueil | chargé d'accueil "
            "| chargée d'accueil | welcome",
            Role.COORDINATOR: "coordination | coordinateur | coordinatrice | coordonnateur | coordonnatrice "
            "| animateur | animatrice | coordinator",
        }.items()
        for way in ways.split("|")
    }
)
_ALL = frozenset({"tous", "toutes", "tout", "all", "tous les territoires", "tous les secteurs"})


def row_of(line: Line, ground: Ground) -> ReferentRow | None:
    """The referent of a line; None where a fault keeps it out."""
    name = line.text("name") or " ".join(filter(None, (line.text("first_name"), line.text("last_name"))))
    if not name:
        line.lacks("imports.fault.no_name", "name", "first_name", "last_name")
    there = line.read("organisation", lambda cell: _organisation(cell, ground)) or ""
    if not there:
        line.lacks("imports.fault.no_organisation", "organisation")
    roles = line.read_all("role", _roles)
    known = ground.referent(name) if name else None
    if known is None and ground.left(ground.network.archive.referents, name):
        line.lacks("imports.fault.archived")
    if not roles and known is None:
        line.lacks("imports.fault.no_role", "role")
    if Role.COORDINATOR in roles and (known is None or Role.COORDINATOR not in known.roles):
        line.lacks("imports.fault.coordinates")
    row = ReferentRow(
        line=line.number,
        id=known.id if known else slug(name),
        name=name[:LONGEST_NAME],
        organisation=there,
        known=known is not None,
        roles=roles,
        territories=line.read_all("territories", _each(ground.territory)),
        sectors=line.read_all("sectors", lambda cell: () if _every(cell) else ground.sectors(values.said(cell))),
        natures=line.read_all("natures", _each(_nature)),
        phone=next(iter(line.read_all("phone", values.phones)), ""),
        email=next(iter(line.read_all("email", values.emails)), ""),
    )
    return None if line.stopped else row


def _organisation(cell: Cell, ground: Ground) -> str:
    found = ground.organisation(values.said(cell))
    if found is None:
        raise WrongError("imports.fault.organisation")
    return found.id


def _roles(cell: Cell) -> tuple[str, ...]:
    found = [values.meant(part, _ROLES) for part in values.parts(values.said(cell))]
    if not found or None in found:
        raise WrongError("imports.fault.role")
    return tuple(role.value for role in dict.fromkeys(found) if role is not None)


def _nature(said: str) -> Nature:
    found = values.meant(said, NATURES)
    if found is None:
        raise WrongError("imports.fault.nature")
    return found


def _each(reading: Callable[[str], T]) -> Callable[[Cell], tuple[T, ...]]:
    """Reads the parts of a cell, of which none is needed where it says all."""
    return lambda cell: () if _every(cell) else tuple(map(reading, values.parts(values.said(cell))))


def _every(cell: Cell) -> bool:
    return plain(values.said(cell)) in _ALL
