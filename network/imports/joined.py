"""Joined: the network as it is with the organisations and the referents of an import."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from network.imports.rows import OrganisationRow, Reading, ReferentRow
from network.model import Network

_PLAIN = ("phone", "email", "site", "siret", "rna", "hours")


def joined(network: Network, reading: Reading) -> Network:
    """What a line says stands in the place of what was there; what it does not say stays. Nobody goes.

    Raises ValueError where a network cannot be so, as with a referent of an organisation that nobody knows.
    """
    told = network.model_dump()
    organisations = _with(told["organisations"], [_organisation(row) for row in reading.organisations()])
    referents = _with(told["referents"], [_referent(row) for row in reading.referents()])
    try:
        return Network.model_validate({**told, "organisations": organisations, "referents": referents})
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from None


def _with(there: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries in their order, those that are new behind them."""
    found = {one["id"]: one for one in there}
    for row in rows:
        found[row["id"]] = {**found.get(row["id"], {}), **row}
    return list(found.values())


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
