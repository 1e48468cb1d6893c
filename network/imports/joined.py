"""Joined: the network as it is with the organisations and the referents of an import."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from network.imports.rows import OrganisationRow, Reading, ReferentRow
from network.managing import keys
from network.model import Network
from network.soundness import problems
from network.text import plain

_PLAIN = ("phone", "email", "site", "siret", "rna", "hours")


def joined(network: Network, reading: Reading) -> Network:
    """What a line says stands in the place of what was there; what it does not say stays. Nobody goes.

    Raises ValueError where a network cannot be so, as with a referent of an organisation that nobody knows.
    """
    told, taken = network.model_dump(), {key.id for key in keys(network)}
    organisations = _with(told["organisations"], [_organisation(row) for row in reading.organisations()], taken)
    referents = _with(told["referents"], [_referent(row) for row in reading.referents()], taken)
    try:
        after = Network.model_validate({**told, "organisations": organisations, "referents": referents})
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from None
    if wrong := sorted(set(problems(after)) - set(problems(network))):
        raise ValueError(wrong[0])
    return after


def _with(there: list[dict[str, Any]], rows: list[dict[str, Any]], taken: set[str]) -> list[dict[str, Any]]:
    """The entries in their order, those that are new behind them. Long names may begin alike: a new one has an id that
    nobody else has.
    """
    found = {one["id"]: one for one in there}
    for row in rows:
        id_ = row["id"]
        if id_ in taken and "name" in row and not _is_called(found.get(id_), row["name"]):
            numbered = (f"{id_[:_LONGEST]}-{number}" for number in range(2, len(taken) + 3))
            id_ = next(one for one in numbered if one not in taken)
        taken.add(id_)
        found[id_] = {**found.get(id_, {}), **row, "id": id_}
    return list(found.values())


_LONGEST = 36
"""Characters of an id that gets a number."""


def _is_called(entry: dict[str, Any] | None, name: Any) -> bool:
    """Whether an entry has that name: it came in meanwhile."""
    return entry is not None and plain(_french(entry["name"])) == plain(_french(name))


def _french(name: Any) -> str:
    return str(name["fr"] if isinstance(name, dict) else name)


def _organisation(row: OrganisationRow) -> dict[str, Any]:
    told: dict[str, Any] = {name: getattr(row, name) for name in _PLAIN}
    told |= {"kinds": row.kinds, "address": row.address.model_dump() if row.address else None}
    told |= {name: _wording(getattr(row, name)) for name in ("hours_note", "description")}
    named = {"id": row.id} if row.known else {"id": row.id, "name": row.name}
    return {**named, **{name: value for name, value in told.items() if value}}


def _referent(row: ReferentRow) -> dict[str, Any]:
    told = {
        "organisation": row.organisation, "roles": row.roles, "territories": row.territories, "sectors": row.sectors,
        "natures": row.natures, "phone": row.phone, "email": row.email,
    }  # fmt: skip
    named: dict[str, Any] = {"id": row.id} if row.known else {"id": row.id, "name": _wording(row.name)}
    return {**named, **{name: value for name, value in told.items() if value}}


def _wording(text: str) -> dict[str, str] | None:
    """A text of one language in both."""
    return {"fr": text, "en": text} if text else None
